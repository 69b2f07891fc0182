"""How long an answer is to read and to wait for."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import numpy as np

from evals.types import EvalAnswer


def words_median(answers: Sequence[EvalAnswer]) -> float | None:
    """Median words of the answers that were given.

    Definition: words separated by white space in `answer`, refusals left out.
    Convention: median of an even count is the mean of the middle two.
    Source: issue of this project. Shorter is not always better: read it beside facts.
    """
    given = [len(answer.text.split()) for answer in answers if not answer.refused]
    return float(statistics.median(given)) if given else None


def latency_ms(answers: Sequence[EvalAnswer], percentile: float) -> float | None:
    """Percentile of the seconds an answer took, in milliseconds.

    Definition: wall-clock of the runner, or `seconds` of an answers file; all answers, the
    first one (which may load the model) too.
    Convention: linear interpolation between ranks (numpy's default).
    Source: issue of this project. A figure of one machine: compare only runs of one machine.
    """
    taken = [answer.seconds for answer in answers if answer.seconds is not None]
    return float(np.percentile(taken, percentile)) * 1000 if taken else None
