"""The dev set on the real assistant: no headline figure falls below its floor."""

from __future__ import annotations

import pytest

from assistant import Assistant
from evals.assistant_system import AssistantSystem, LibraryTexts
from evals.baselines import open_peer
from evals.baselines.ablation import OneLaneLibrary
from evals.floors import ANSWER_MEASURES, RETRIEVAL_MEASURES, falls, load_floors
from evals.questions import load_questions, shipped_set
from evals.retrieval import find_evidence
from evals.runs import run_system
from evals.scoring import summarise
from evals.types import EvalQuestion, Run, RunSettings

SET = "report_dev"


@pytest.fixture(scope="module")
def questions() -> tuple[EvalQuestion, ...]:
    return load_questions([shipped_set(SET)])


@pytest.fixture(scope="module")
def run(assistant: Assistant, questions: tuple[EvalQuestion, ...]) -> Run:
    texts = LibraryTexts(assistant.library)
    return run_system(AssistantSystem(assistant), questions, texts, RunSettings())


def test_every_question_is_answered(run: Run) -> None:
    assert run.failures == ()
    assert all(score.answer is not None for score in run.scores)


def test_every_citation_is_verbatim(run: Run) -> None:
    counted = [s for s in run.scores if "validity" in s.tallies]
    assert counted
    assert [s.question.id for s in counted if s.tallies["validity"].value < 1] == []


def test_no_figure_is_below_its_floor(run: Run) -> None:
    assert falls(load_floors(), SET, summarise(run.scores), ANSWER_MEASURES) == ()


def test_no_search_figure_is_below_its_floor(
    assistant: Assistant, questions: tuple[EvalQuestion, ...]
) -> None:
    def search(question: EvalQuestion) -> list[str]:
        hits = assistant.library.search(question.question, 5, question.documents)
        return [hit.passage.text for hit in hits]

    found = find_evidence(questions, search).to_json()
    assert falls(load_floors(), SET, found, RETRIEVAL_MEASURES) == ()


def test_evidence_stands_in_its_document(
    assistant: Assistant, questions: tuple[EvalQuestion, ...]
) -> None:
    texts = LibraryTexts(assistant.library)
    missing = [
        question.id
        for question in questions
        for quote in question.evidence
        if quote not in (texts.text(question.documents[0]) or "")
    ]
    assert missing == []


@pytest.mark.parametrize("name", ["bm25-plain", "bm25-folded", "ours-no-dense", "ours-no-bm25"])
def test_peers_answer_on_the_real_library(
    assistant: Assistant, questions: tuple[EvalQuestion, ...], name: str
) -> None:
    peer = open_peer(name, assistant)
    texts = LibraryTexts(assistant.library)
    found = run_system(peer, questions[:10], texts, RunSettings())
    assert found.failures == ()
    assert summarise(found.scores)["validity"] == 1


def test_a_lane_switched_off_changes_the_order(assistant: Assistant) -> None:
    query = "cho bớt người trong cơ quan"
    whole = [hit.passage.id for hit in assistant.library.search(query, 10)]
    bm25 = [h.passage.id for h in OneLaneLibrary(assistant.library, "bm25").search(query, 10)]
    dense = [h.passage.id for h in OneLaneLibrary(assistant.library, "dense").search(query, 10)]
    assert bm25 != dense and whole != bm25
