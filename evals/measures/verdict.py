"""Does a yes-no question get its yes or no?"""

from __future__ import annotations

import re

from evals.text import comparable
from evals.types import EvalAnswer, EvalQuestion, Tally, Texts

_OPENINGS = {"co": "có", "khong": "không"}
_FIRST_WORD = re.compile(r"\w+")


def verdict(question: EvalQuestion, answer: EvalAnswer | None, texts: Texts) -> Tally | None:
    """Whether the answer opens with Có or Không as the question's verdict says.

    Definition: the first word of the answer is the verdict's. Mean over yes-no questions.
    Convention: quotes, asterisks and other signs before the first word are skipped; "Không
    phải" opens with Không. Refused or missing: 0.
    Source: SCHEMA.md.
    """
    if question.verdict is None or not question.answerable:
        return None
    if answer is None or answer.refused:
        return Tally(0)
    first = _FIRST_WORD.search(comparable(answer.text))
    return Tally(float(first is not None and first.group() == _OPENINGS[question.verdict]))
