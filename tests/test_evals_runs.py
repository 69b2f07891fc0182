"""A run from end to end: a small assistant with readable numbers, its score, its record."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.types import Answer, Citation, Conflict, Question, Reason
from evals.assistant_system import AssistantSystem, LibraryTexts, NoTexts
from evals.errors import QuestionSetError, RunFileError
from evals.records import read_run, run_to_json, write_run
from evals.report import Report
from evals.report_json import report_to_json
from evals.runs import prepare, run_system, score_answers
from evals.scoring import SUMMARY_KEYS
from evals.types import EvalAnswer, EvalQuestion, RunSettings
from index.errors import DocumentUnknown, IndexMissing
from index.types import quote_of, sha256_of

TEXT = "Toàn tỉnh có 107 xã về đích. Đến nay đã có 104 xã về đích nông thôn mới."


def cite(*spans: tuple[int, int]) -> Citation:
    quote = quote_of(TEXT, spans)
    return Citation(1, "d", "Văn bản", ("B",), ("",), None, quote, spans, sha256_of(quote), "d#0")


class FakeAssistant:
    """Knows one number; refuses what has 'sân bay'; breaks on 'nổ'; notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        if "nổ" in question.text:
            raise ZeroDivisionError("chia cho 0")
        refused = "sân bay" in question.text or "san bay" in question.text
        knows = "xã" in question.text  # only with its diacritics
        first, second = cite((0, 28)), cite((29, 71))
        return Answer(
            question=question,
            understood=question.text,
            text="Tài liệu không nêu." if refused else "107 xã [1]" if knows else "Không rõ.",
            short="107 xã" if knows else "",
            refused=refused,
            reason=Reason.NOT_STATED if refused else None,
            nearest=second if refused else None,
            confidence=0.25 if refused else 0.75,
            citations=() if refused else (first,),
            conflicts=(Conflict("107 và 104", (first, second)),) if knows else (),
            computed=None,
            generator="extractive",
            index="vân-tay",
            version="0",
            seconds=9.0,
        )


class FakeLibrary:
    def document(self, id: str):
        if id != "d":
            raise DocumentUnknown(id)
        return type("Document", (), {"text": TEXT})


TEXTS = LibraryTexts(FakeLibrary())
BASE = EvalQuestion(
    id="a",
    question="Có bao nhiêu xã về đích?",
    kind="conflict",
    style="formal",
    answerable=True,
    documents=("d",),
    facts=(("107",), ("104",)),
    evidence=("Toàn tỉnh có 107 xã về đích", "đã có 104 xã về đích nông thôn mới"),
    set="bộ",
)
QUESTIONS = (
    BASE,
    EvalQuestion("b", "Có sân bay không?", "none", "formal", False, ("Câu trước?",), set="bộ"),
    replace(BASE, id="c", question="Khi nào thì nổ?", kind="number"),
)


def run(**settings: object):
    assistant = FakeAssistant()
    found = run_system(
        AssistantSystem(assistant),
        QUESTIONS,
        TEXTS,
        RunSettings(**settings),  # type: ignore[arg-type]
    )
    return found, assistant


def test_end_to_end() -> None:
    found, assistant = run()
    row = run_to_json(found)
    assert list(row["summary"]) == list(SUMMARY_KEYS)
    summary = row["summary"]
    assert summary["facts"] == 0.25  # (1/2 + 0) / 2: the one that broke scores 0
    assert summary["evidence"] == 0.25
    assert summary["evidence_precision"] == 0.5
    assert summary["first_citation"] == 0.5
    assert summary["validity"] == 1
    assert summary["verdict"] is None
    assert summary["conflicts_recall"] == 1
    assert summary["conflicts_precision"] == 1
    assert summary["false_answer"] == 0
    assert summary["false_refusal"] == 0.5
    assert summary["decision"] == 0.6667
    assert summary["words_median"] == 3
    assert summary["p50_ms"] < 1000  # the runner's clock, not the 9 seconds the fake claims
    assert row["more"] == {"questions": 3, "missing": 1, "refusal_after_turn": 1.0}
    assert row["failures"] == [["c", "ZeroDivisionError: chia cho 0"]]
    assert row["index"] == "vân-tay" and row["set"] == "bộ" and row["schema"] == 1
    assert row["by"]["history"]["with"]["decision"] == 1
    assert row["by"]["kind"]["conflict"]["questions"] == 1
    assert [q["id"] for q in row["questions"]] == ["a", "b", "c"]
    assert row["questions"][2]["answer"] is None
    assert row["questions"][0]["scores"]["facts"] == 0.5
    assert row["intervals"]["verdict"] is None
    low, high = row["intervals"]["facts"]
    assert 0 <= low <= 0.25 <= high <= 1
    assert [q.documents for q in assistant.asked] == [("d",), (), ("d",)]
    assert assistant.asked[1].history == ("Câu trước?",)


def test_a_run_is_written_and_read_back(tmp_path: Path) -> None:
    found, _ = run()
    write_run(found, tmp_path / "run.json")
    again = read_run(tmp_path / "run.json")
    first, second = run_to_json(found), run_to_json(again)
    # Latency is recorded per answer and is computed anew.
    assert first == second


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": 1, "questions": [{}]}'])
def test_other_files_are_no_run(tmp_path: Path, content: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(content)
    with pytest.raises(RunFileError, match=r"run\.json"):
        read_run(path)


def test_all_documents_drops_the_filter() -> None:
    _, assistant = run(all_documents=True)
    assert [q.documents for q in assistant.asked] == [(), (), ()]


def test_fold_questions_gives_the_paired_loss() -> None:
    plain, _ = run()
    found, assistant = run(fold_questions=True)
    assert assistant.asked[0].text == "Co bao nhieu xa ve dich?"
    assert assistant.asked[1].history == ("Cau truoc?",)
    row = report_to_json(Report(found, plain=plain))
    loss = row["fold"]["loss"]["facts"]
    # a: 1/2 -> 0; c: no answer -> an answer without the facts.
    assert (loss["a"], loss["b"], loss["difference"]) == (0.25, 0, -0.25)
    assert loss["lost"] == ["a"] and loss["won"] == []


def test_guard_shows_totals_only() -> None:
    questions = (*QUESTIONS, replace(BASE, id="g"), replace(BASE, id="gt"))
    guard, dev = RunSettings(split="guard"), RunSettings(split="dev")
    assert [q.id for q in prepare(questions, guard)] == ["g", "gt"]
    assert [q.id for q in prepare(questions, dev)] == ["a", "b", "c"]
    found = run_system(AssistantSystem(FakeAssistant()), questions, TEXTS, guard)
    row = run_to_json(found)
    assert row["questions"] == [] and row["by"] == {} and row["failures"] == []
    assert row["summary"]["facts"] == 0.5 and row["more"]["questions"] == 2


def test_a_split_without_questions_is_told() -> None:
    with pytest.raises(QuestionSetError, match="guard"):
        prepare(QUESTIONS, RunSettings(split="guard"))


def test_no_index_stops_the_run() -> None:
    class Closed:
        def ask(self, question: Question) -> Answer:
            raise IndexMissing("chưa có chỉ mục")

    with pytest.raises(IndexMissing):
        run_system(AssistantSystem(Closed()), QUESTIONS, TEXTS, RunSettings())


def test_a_question_of_an_unknown_document_fails_alone() -> None:
    class Partly(FakeAssistant):
        def ask(self, question: Question) -> Answer:
            if question.documents:
                raise DocumentUnknown(question.documents[0])
            return super().ask(question)

    found = run_system(AssistantSystem(Partly()), QUESTIONS, TEXTS, RunSettings())
    assert [id for id, _ in found.failures] == ["a", "c"]
    assert run_to_json(found)["more"]["missing"] == 2


def test_answers_of_another_system() -> None:
    answers = {
        "a": EvalAnswer("a", "107 xã, có nơi ghi 104", seconds=0.5),
        "lạ": EvalAnswer("lạ", "thừa"),
    }
    found = score_answers("khác", QUESTIONS, answers, NoTexts(), RunSettings())
    row = json.loads(json.dumps(run_to_json(found)))
    assert row["summary"]["facts"] == 0.5  # a: both; c: missing
    assert row["summary"]["validity"] is None
    assert row["summary"]["p50_ms"] == 500
    assert row["more"]["missing"] == 2
    assert row["unknown_ids"] == ["lạ"]
    assert row["summary"]["false_answer"] == 1  # no answer to b is no refusal
