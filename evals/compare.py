"""Two runs on the same questions: paired differences, questions won and lost, significance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals.bootstrap import SEED, difference_interval, p_value
from evals.measures import ALL_MEASURES
from evals.types import Interval, Run


@dataclass(frozen=True, slots=True)
class Difference:
    """b minus a of one measure, over the questions that both runs count.

    won: questions where b is better (for false_answer and false_refusal: lower).
    """

    measure: str
    a: float
    b: float
    difference: float
    interval: Interval
    p: float
    pairs: int
    won: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    a: Run
    b: Run
    differences: Mapping[str, Difference]
    common: int
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


def compare(a: Run, b: Run, seed: int = SEED) -> Comparison:
    """Measures that count no question of both runs are left out."""
    values_a, values_b = _values(a), _values(b)
    common = [id for id in values_a if id in values_b]
    differences = {}
    for measure in ALL_MEASURES:
        pairs = [
            (id, values_a[id][measure.name], values_b[id][measure.name])
            for id in common
            if measure.name in values_a[id] and measure.name in values_b[id]
        ]
        if not pairs:
            continue
        sign = 1 if measure.higher_is_better else -1
        gaps = [right - left for _, left, right in pairs]
        differences[measure.name] = Difference(
            measure=measure.name,
            a=sum(left for _, left, _ in pairs) / len(pairs),
            b=sum(right for _, _, right in pairs) / len(pairs),
            difference=sum(gaps) / len(pairs),
            interval=difference_interval(gaps, seed),
            p=p_value(gaps, seed),
            pairs=len(pairs),
            won=tuple(id for id, left, right in pairs if sign * (right - left) > 0),
            lost=tuple(id for id, left, right in pairs if sign * (right - left) < 0),
        )
    return Comparison(
        a=a,
        b=b,
        differences=differences,
        common=len(common),
        only_a=tuple(id for id in values_a if id not in values_b),
        only_b=tuple(id for id in values_b if id not in values_a),
    )


def _values(run: Run) -> dict[str, dict[str, float]]:
    return {
        score.question.id: {name: tally.value for name, tally in score.tallies.items()}
        for score in run.scores
    }
