"""Every measure against numbers worked out by hand."""

from __future__ import annotations

import pytest

from evals.assistant_system import NoTexts
from evals.measures import ALL_MEASURES, BY_NAME
from evals.measures.effort import latency_ms, words_median
from evals.measures.evidence import covers
from evals.measures.ranking import (
    evidence_at,
    ndcg_at,
    precision_at_1,
    recall_at,
    reciprocal_rank,
)
from evals.scoring import by_group, mean, score_question, summarise
from evals.types import EvalAnswer, EvalCitation, EvalConflict, EvalQuestion, Tally

TEXT = "Toàn tỉnh có 107 xã về đích. Đến nay đã có 104 xã về đích nông thôn mới."


class Texts:
    available = True

    def text(self, document: str) -> str | None:
        return TEXT if document == "d" else None


def question(**changed: object) -> EvalQuestion:
    given: dict[str, object] = {
        "id": "q1",
        "question": "Có bao nhiêu xã?",
        "kind": "number",
        "style": "formal",
        "answerable": True,
        "facts": (("107 xã", "107"),),
        "evidence": ("Toàn tỉnh có 107 xã về đích",),
    }
    return EvalQuestion(**{**given, **changed})  # type: ignore[arg-type]


def unanswerable(**changed: object) -> EvalQuestion:
    return question(**{"kind": "none", "answerable": False, "facts": (), "evidence": (), **changed})


def answer(text: str = "", **changed: object) -> EvalAnswer:
    return EvalAnswer(**{"id": "q1", "text": text, **changed})  # type: ignore[arg-type]


def cited(quote: str, **changed: object) -> EvalCitation:
    return EvalCitation(**{"quote": quote, "document": "d", **changed})  # type: ignore[arg-type]


def value(name: str, asked: EvalQuestion, given: EvalAnswer | None) -> float | None:
    tally = BY_NAME[name].score(asked, given, Texts())
    return None if tally is None else tally.value


# --- facts ----------------------------------------------------------------------------------


def test_facts_is_the_share_found() -> None:
    asked = question(facts=(("107 xã",), ("104 xã",), ("12%", "12 %"), ("Việt Lập",)))
    given = answer("Có 107 xã và 12 % hộ ở VIỆT LẬP.")
    assert value("facts", asked, given) == 3 / 4


@pytest.mark.parametrize(
    ("kind", "before", "found"),
    [
        ("number", 119, 1.0),
        ("number", 120, 0.0),
        ("list", 120, 1.0),
        ("how-why", 349, 1.0),
        ("conflict", 349, 1.0),
        ("list", 350, 0.0),
    ],
)
def test_facts_count_in_the_first_words_only(kind: str, before: int, found: float) -> None:
    asked = question(kind=kind, facts=(("107",),))
    assert value("facts", asked, answer("từ " * before + "107")) == found


def test_facts_of_refused_and_missing_answers_are_0() -> None:
    assert value("facts", question(), answer("107 xã", refused=True)) == 0
    assert value("facts", question(), None) == 0
    assert value("facts", unanswerable(), answer("107 xã")) is None


def test_short_facts() -> None:
    asked = question(facts=(("107",), ("104",)))
    assert value("short_facts", asked, answer("107 và 104", short="107")) == 1 / 2
    # The 31st word is too late.
    assert value("short_facts", asked, answer("", short="từ " * 29 + "107 104")) == 1 / 2
    # Without a `short` of its own the answer's first 30 words stand in.
    assert value("short_facts", asked, answer("107 và 104")) == 1
    assert value("short_facts", asked, answer("107", short="")) == 0
    assert value("short_facts", question(kind="list"), answer("107", short="107")) is None
    assert value("short_facts", asked, answer("107", short="107", refused=True)) == 0


# --- evidence -------------------------------------------------------------------------------


def test_covers_contained_or_four_words_of_five() -> None:
    quote = "một hai ba bốn năm"
    assert covers(cited("x Một hai ba bốn năm. y"), quote)
    assert covers(cited("năm, bốn ba và hai"), quote)  # 4 of 5 words, any order
    assert not covers(cited("năm bốn ba"), quote)  # 3 of 5
    assert not covers(cited("một một một một một"), quote)  # a word counts as often as it stands


def test_only_the_first_80_words_of_a_citation_count() -> None:
    quote = "mười hai con giáp đủ cả"
    assert covers(cited("từ " * 74 + quote), quote)
    assert not covers(cited("từ " * 78 + quote), quote)  # 2 of 6 words are left inside


def test_evidence_of_the_first_five_citations() -> None:
    asked = question(evidence=("một hai ba bốn", "năm sáu bảy tám"))
    given = answer(
        citations=(
            cited("không liên quan"),
            cited("một hai ba bốn"),
            cited("chẳng dính dáng"),
            cited("một hai ba bốn năm"),
            cited("vẫn không"),
            cited("năm sáu bảy tám"),  # the sixth
        )
    )
    assert value("evidence", asked, given) == 1 / 2
    assert value("evidence_precision", asked, given) == 2 / 5
    assert value("first_citation", asked, given) == 0


def test_evidence_without_citations_is_0() -> None:
    for name in ("evidence", "evidence_precision", "first_citation"):
        assert value(name, question(), answer("107 xã")) == 0
        assert value(name, question(), None) == 0
        assert value(name, unanswerable(), answer("x", citations=(cited("x"),))) is None


def test_one_citation_must_cover_a_quote_alone() -> None:
    asked = question(evidence=("một hai ba bốn năm sáu",))
    halves = answer(citations=(cited("một hai ba"), cited("bốn năm sáu")))
    assert value("evidence", asked, halves) == 0


# --- validity -------------------------------------------------------------------------------


def test_validity_counts_citations() -> None:
    right = cited("Toàn tỉnh", spans=((0, 9),))
    two_spans = cited("Toàn tỉnh 107 xã", spans=((0, 9), (13, 19)))
    wrong = cited("Toàn Tỉnh", spans=((0, 9),))
    outside = cited("x", spans=((len(TEXT), len(TEXT) + 1),))
    unknown = cited("Toàn tỉnh", spans=((0, 9),), document="không có")
    conflict = EvalConflict("c", (right,))
    given = answer(
        citations=(right, two_spans, wrong), conflicts=(conflict,), others=(outside, unknown)
    )
    assert BY_NAME["validity"].score(question(), given, Texts()) == Tally(3, 6)


def test_validity_is_null_without_spans_or_texts() -> None:
    assert value("validity", question(), answer(citations=(cited("x"),))) is None
    assert value("validity", question(), answer()) is None
    assert value("validity", question(), None) is None
    given = answer(citations=(cited("Toàn tỉnh", spans=((0, 9),)),))
    assert BY_NAME["validity"].score(question(), given, NoTexts()) is None


def test_a_citation_without_spans_beside_others_is_invalid() -> None:
    given = answer(citations=(cited("Toàn tỉnh", spans=((0, 9),)), cited("Toàn tỉnh")))
    assert value("validity", question(), given) == 1 / 2


# --- verdict --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "text", "score"),
    [
        ("co", "Có. 100% thủ tục", 1.0),
        ("co", "**Có**, theo báo cáo", 1.0),
        ("khong", "Không phải. Ông là", 1.0),
        ("khong", "KHÔNG: ...", 1.0),
        ("co", "Không có", 0.0),
        ("khong", "Theo báo cáo, không", 0.0),
        ("co", "Cóc", 0.0),
        ("co", "", 0.0),
    ],
)
def test_verdict_is_the_first_word(verdict: str, text: str, score: float) -> None:
    assert value("verdict", question(kind="yes-no", verdict=verdict), answer(text)) == score


def test_verdict_of_refused_missing_and_other_questions() -> None:
    asked = question(kind="yes-no", verdict="khong")
    assert value("verdict", asked, answer("Không nêu", refused=True)) == 0
    assert value("verdict", asked, None) == 0
    assert value("verdict", question(), answer("Có")) is None


# --- conflicts ------------------------------------------------------------------------------


def test_conflicts() -> None:
    asked = question(kind="conflict", facts=(("107 xã",), ("104 xã",)))
    both = EvalConflict("hai số", (cited("có 107 xã"), cited("có 104 xã")))
    half = EvalConflict("một số", (cited("có 107 xã"),))
    assert value("conflicts_recall", asked, answer(conflicts=(half, both))) == 1
    assert value("conflicts_recall", asked, answer(conflicts=(half,))) == 0
    assert value("conflicts_recall", asked, answer("107 và 104 xã")) == 0
    assert value("conflicts_recall", asked, None) == 0
    assert value("conflicts_recall", question(), answer(conflicts=(both,))) is None

    assert value("conflicts_precision", asked, answer(conflicts=(half, both))) == 1 / 2
    assert value("conflicts_precision", question(), answer(conflicts=(both,))) == 0
    assert value("conflicts_precision", asked, answer()) is None


def test_conflicts_precision_is_over_entries() -> None:
    asked = question(kind="conflict", facts=(("107 xã",), ("104 xã",)))
    both = EvalConflict("hai số", (cited("107 xã và 104 xã"),))
    right = score_question(asked, answer(conflicts=(both,)), Texts())
    wrong = score_question(question(id="q2"), answer(conflicts=(both, both, both)), Texts())
    assert mean([right, wrong], "conflicts_precision") == 1 / 4


# --- refusal --------------------------------------------------------------------------------


def test_refusal_measures() -> None:
    refused, given = answer("Tài liệu không nêu.", refused=True), answer("107")
    assert value("false_answer", unanswerable(), given) == 1
    assert value("false_answer", unanswerable(), refused) == 0
    assert value("false_answer", question(), given) is None
    assert value("false_refusal", question(), refused) == 1
    assert value("false_refusal", question(), given) == 0
    assert value("false_refusal", unanswerable(), refused) is None
    assert value("decision", question(), given) == 1
    assert value("decision", question(), refused) == 0
    assert value("decision", unanswerable(), refused) == 1
    assert value("decision", unanswerable(), given) == 0


def test_refusal_after_a_turn() -> None:
    follow_up = unanswerable(history=("Câu trước?",))
    assert value("refusal_after_turn", follow_up, answer("x", refused=True)) == 1
    assert value("refusal_after_turn", follow_up, answer("x")) == 0
    assert value("refusal_after_turn", follow_up, None) == 0
    assert value("refusal_after_turn", unanswerable(), answer("x")) is None
    assert value("refusal_after_turn", question(history=("a",)), answer("x")) is None


def test_silence_is_never_a_merit() -> None:
    for asked in (question(), unanswerable(), question(kind="yes-no", verdict="co")):
        for measure in ALL_MEASURES:
            tally = measure.score(asked, None, Texts())
            if tally is not None:
                assert tally.value == (0 if measure.higher_is_better else 1), measure.name


# --- over many questions --------------------------------------------------------------------


def test_a_question_without_answer_stays_in_the_mean() -> None:
    scores = [
        score_question(question(id="a"), answer("107"), Texts()),
        score_question(question(id="b"), None, Texts()),
        score_question(question(id="c"), answer("không rõ"), Texts()),
        score_question(unanswerable(id="e"), answer("không nêu", refused=True), Texts()),
    ]
    figures = summarise(scores)
    assert figures["facts"] == 1 / 3
    assert figures["decision"] == 3 / 4
    assert figures["false_refusal"] == 1 / 3
    assert figures["false_answer"] == 0
    assert figures["verdict"] is None  # no question to count
    assert figures["conflicts_precision"] is None


def test_words_and_latency() -> None:
    answers = [
        answer("một hai ba", seconds=0.010),
        answer("một", seconds=0.020),
        answer("từ chối rất dài dòng", refused=True, seconds=0.030),
    ]
    assert words_median(answers) == 2  # (1 + 3) / 2
    assert latency_ms(answers, 50) == pytest.approx(20)
    assert latency_ms(answers, 95) == pytest.approx(29)  # 20 + 0.9 * 10
    assert words_median([]) is None
    assert latency_ms([answer("x")], 50) is None


def test_groups() -> None:
    two = question(id="a", source=("x", "y"), documents=("z",))
    none = unanswerable(id="b", source=(), style="typo", history=("trước",))
    plain = question(id="c", documents=("z",))
    groups = by_group([score_question(q, None, Texts()) for q in (two, none, plain)])
    members = {
        (group, key): [s.question.id for s in scores]
        for group, keys in groups.items()
        for key, scores in keys.items()
    }
    assert members == {
        ("kind", "none"): ["b"],
        ("kind", "number"): ["a", "c"],
        ("style", "formal"): ["a", "c"],
        ("style", "typo"): ["b"],
        ("document", "none"): ["b"],
        ("document", "x"): ["a"],
        ("document", "y"): ["a"],
        ("document", "z"): ["c"],
        ("history", "with"): ["b"],
        ("history", "without"): ["a", "c"],
    }


def test_every_measure_states_definition_and_source() -> None:
    functions = [
        *(measure.score for measure in ALL_MEASURES),
        *(words_median, latency_ms),
    ]
    for function in functions:
        doc = function.__doc__ or ""
        assert "Definition:" in doc and "Source:" in doc, function


# --- ranking --------------------------------------------------------------------------------


def test_ranking_measures() -> None:
    ranked, relevant = ["a", "b", "c", "d"], ["b", "d", "e"]
    assert precision_at_1(ranked, relevant) == 0
    assert precision_at_1(["e"], relevant) == 1
    assert recall_at(ranked, relevant, 10) == 2 / 3
    assert recall_at(ranked, relevant, 2) == 1 / 3
    assert reciprocal_rank(ranked, relevant) == 1 / 2
    # hits at ranks 2 and 4: 1/log2(3) + 1/log2(5) = 0.6309 + 0.4307
    # ideal of three hits: 1 + 0.6309 + 0.5 = 2.1309
    assert ndcg_at(ranked, relevant) == pytest.approx(1.0616 / 2.1309, abs=1e-4)
    for measure in (precision_at_1, recall_at, reciprocal_rank, ndcg_at):
        assert measure([], relevant) == 0


def test_evidence_at() -> None:
    passages = ["một hai ba", "bốn năm sáu"]
    assert evidence_at(passages, ["hai ba", "năm"], 1) == 1 / 2
    assert evidence_at(passages, ["hai ba", "năm"], 5) == 1
    assert evidence_at(passages, ["ba bốn"], 5) == 0  # not across two passages
    assert evidence_at([], ["ba"], 5) == 0
