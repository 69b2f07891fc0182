"""Intervals, paired differences and the risk-coverage curve."""

from __future__ import annotations

import pytest

from evals.bootstrap import difference_interval, interval, p_value
from evals.compare import compare
from evals.risk import RiskPoint, risk_coverage
from evals.types import EvalAnswer, EvalQuestion, QuestionScore, Run, RunSettings, Tally


def score(id: str, **values: float) -> QuestionScore:
    question = EvalQuestion(id, "?", "number", "formal", True)
    tallies = {name: Tally(value) for name, value in values.items()}
    return QuestionScore(question, None, tallies)


def run(*scores: QuestionScore) -> Run:
    return Run("s", "set", RunSettings(), scores)


def test_interval_is_seeded_and_holds_the_figure() -> None:
    tallies = [Tally(1)] * 60 + [Tally(0)] * 40
    low, high = interval(tallies, seed=7)
    assert (low, high) == interval(tallies, seed=7)
    assert (low, high) != interval(tallies, seed=8)
    # The standard error of a share of 0.6 among 100 is 0.049: about 0.6 - 1.96 * 0.049.
    assert low == pytest.approx(0.504, abs=0.02)
    assert high == pytest.approx(0.696, abs=0.02)


def test_interval_of_a_constant_and_of_weights() -> None:
    assert interval([Tally(1)] * 5) == (1, 1)
    # Resamples of two questions with 1 of 1 and 0 of 3: 0, 1/4 or 1.
    assert interval([Tally(1, 1), Tally(0, 3)]) == (0, 1)


def test_difference_interval() -> None:
    assert difference_interval([0.5] * 10) == (0.5, 0.5)
    low, high = difference_interval([1.0, 0, 0, -1.0] * 10)
    assert low < 0 < high


def test_p_value() -> None:
    assert p_value([0.0, 0.0]) == 1
    assert p_value([]) == 1
    # Eight wins and no loss: 2 of the 256 sign patterns are as far.
    assert p_value([1.0] * 8) == pytest.approx(2 / 256, abs=0.004)
    assert p_value([1.0, -1.0] * 8) == pytest.approx(1, abs=0.01)
    assert p_value([1.0] * 8, seed=3) == p_value([1.0] * 8, seed=3)


def test_compare_counts_won_and_lost() -> None:
    a = run(score("1", facts=0), score("2", facts=1), score("3", facts=0.5), score("4", facts=1))
    b = run(score("1", facts=1), score("2", facts=0.5), score("3", facts=1), score("5", facts=1))
    found = compare(a, b)
    facts = found.differences["facts"]
    assert (facts.a, facts.b, facts.pairs) == (0.5, 2.5 / 3, 3)
    assert facts.difference == pytest.approx(1 / 3)  # (1 - 0.5 + 0.5) / 3
    assert facts.won == ("1", "3") and facts.lost == ("2",)
    assert found.only_a == ("4",) and found.only_b == ("5",)
    assert "verdict" not in found.differences


def test_lower_is_better_for_false_answers() -> None:
    found = compare(run(score("1", false_answer=1)), run(score("1", false_answer=0)))
    assert found.differences["false_answer"].won == ("1",)
    assert found.differences["false_answer"].difference == -1


def answered(id: str, confidence: float | None, facts: float | None, refused: bool = False):
    question = EvalQuestion(id, "?", "number", "formal", facts is not None)
    answer = EvalAnswer(id, "x", refused=refused, confidence=confidence)
    tallies = {} if facts is None else {"facts": Tally(facts)}
    return QuestionScore(question, answer, tallies)


def test_risk_coverage() -> None:
    scores = [
        answered("1", 0.9, 1.0),  # right
        answered("2", 0.7, 0.5),  # half right
        answered("3", 0.7, None),  # unanswerable, answered: wrong
        answered("4", 0.3, 1.0, refused=True),  # not covered
        answered("5", None, 1.0),  # no confidence: not covered
    ]
    assert risk_coverage(scores) == (
        RiskPoint(0.9, 1 / 5, 0.0),
        RiskPoint(0.7, 3 / 5, pytest.approx(1.5 / 3)),  # type: ignore[arg-type]
    )
    assert risk_coverage([answered("1", None, 1.0)]) == ()
