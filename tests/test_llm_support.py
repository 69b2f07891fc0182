"""What the check of a model's sentences lets pass and what it stops; how its stream is read; the
breaker. No server, no model."""

from __future__ import annotations

import pytest

from assistant.llm.breaker import Breaker
from assistant.llm.facts import facts_of, source_of
from assistant.llm.language import is_vietnamese
from assistant.llm.marks import Reader
from assistant.llm.support import Cited, Support
from evals.scripted_models import SCRIPTS
from evals.scripted_run import run_script
from evals.support import stands
from evals.types import EvalQuestion, Written
from index.library import Library

SOURCE = (
    "Nghị quyết 110-NQ/TU ngày 11/7/2016 của Tỉnh ủy; năm 2019 UBND huyện Lục Ngạn tiếp 7.570 lượt "
    "người, giải quyết 144/170 vụ khiếu nại, đạt 84,7%, tăng 12 vụ so với năm 2018; còn 26 vụ chưa "
    "được giải quyết; dân số 1,8 triệu người; có ba xã đạt chuẩn"
)


@pytest.fixture(scope="module")
def support(library: Library) -> Support:
    return Support(library.lanes.rarity, library.encoder)


def lack(support: Support, sentence: str, source: str = SOURCE) -> str | None:
    found = support.judge(sentence, [Cited(source, "BÁO CÁO của tỉnh Bắc Giang")]).lack
    return found.value if found else None


@pytest.mark.parametrize(
    "sentence",
    [
        "Nghị quyết số 110-NQ/TU được Tỉnh ủy ban hành ngày 11 tháng 7 năm 2016.",
        "Năm 2019, Ủy ban nhân dân huyện Lục Ngạn tiếp 7570 lượt người.",
        "Huyện giải quyết 144/170 vụ khiếu nại, đạt 84,7 phần trăm.",
        "Dân số của tỉnh Bắc Giang là 1,8 triệu người.",
        "Có 3 xã đạt chuẩn.",
        "Còn 26 vụ chưa được giải quyết.",
    ],
)
def test_what_stands_in_the_source_passes(support: Support, sentence: str) -> None:
    assert lack(support, sentence) is None


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Nghị quyết số 110-NQ/TU được Tỉnh ủy ban hành ngày 12/7/2016.", "date"),
        ("Nghị quyết số 110-NQ/TU được Tỉnh ủy ban hành tháng 8 năm 2016.", "date"),
        ("Nghị quyết số 111-NQ/TU được Tỉnh ủy ban hành ngày 11/7/2016.", "document"),
        ("Năm 2019 UBND huyện Lục Ngạn tiếp 7.507 lượt người.", "number"),
        ("Năm 2019 UBND huyện Lục Ngạn tiếp 7,570 lượt người.", "number"),
        ("Dân số 1,8 tỷ người.", "number"),
        ("Đạt 84,7 triệu.", "number"),
        ("Có bốn xã đạt chuẩn.", "number"),
        ("Có 11 xã đạt chuẩn.", "number"),  # the day of a date is no number of communes
        ("Năm 2019 UBND huyện Yên Dũng tiếp 7.570 lượt người.", "name"),
        ("Năm 2019 HĐND huyện Lục Ngạn tiếp 7.570 lượt người.", "name"),
        ("Giải quyết 144/170 vụ khiếu nại, giảm 12 vụ so với năm 2018.", "polarity"),
        ("Còn 26 vụ được giải quyết.", "polarity"),
        ("UBND huyện Lục Ngạn không tiếp người dân.", "polarity"),
        ("Chính quyền quan tâm nhiều hơn tới đời sống văn hóa tinh thần.", "polarity"),
        ("Đời sống văn hóa tinh thần của nhân dân được cấp ủy hết sức quan tâm.", "meaning"),
        ("The district received 7.570 people in 2019.", "language"),
    ],
)
def test_what_does_not_is_stopped(support: Support, sentence: str, why: str) -> None:
    assert lack(support, sentence) == why


def test_figures_that_change_places_are_stopped(support: Support) -> None:
    source = "Tiếp nhận 12 đơn tố cáo, 5 đơn khiếu nại của công dân trong tỉnh."
    assert lack(support, "Tiếp nhận 12 đơn tố cáo, 5 đơn khiếu nại.", source) is None
    assert lack(support, "Tiếp nhận 5 đơn tố cáo, 12 đơn khiếu nại.", source) == "figure-moved"


def test_a_sentence_without_a_source_is_not_supported(support: Support) -> None:
    found = support.judge("Tỉnh có ba xã.", [])
    assert found.lack is not None
    assert found.lack.value == "uncited"


def test_one_fact_in_two_ways_of_writing() -> None:
    source = source_of("ngày 01/9/2016, đạt 12 %, 3.849 km², Uỷ ban nhân dân")
    for text in ("ngày 1 tháng 9 năm 2016", "tháng 9/2016", "12%", "3849 km²", "của UBND tỉnh"):
        assert all(source.states(fact) for fact in facts_of(text)), text


@pytest.mark.parametrize("step", [1, 2, 3, 7, 1000])
def test_a_stream_is_read_the_same_in_any_pieces(step: int) -> None:
    text = (
        "<think>Câu [1]. Xem [2].</think>Toàn tỉnh có 267. [3] Tại TP. Bắc Giang có 5 xã [1][2].\n"
        "- **Mục một** [4]\n2. Mục hai [5, 6] [88] 【1】"
    )
    reader = Reader(9)
    seen: list[str] = []
    for start in range(0, len(text), step):
        reader.feed(text[start : start + step])
        seen += [s.text for s in reader.sentences]
    reader.close()
    assert [(s.text, s.marks, s.dropped) for s in reader.sentences] == [
        ("Toàn tỉnh có 267.", (3,), 0),
        ("Tại TP. Bắc Giang có 5 xã.", (1, 2), 0),
        ("Mục một", (4,), 0),
        ("Mục hai", (1,), 2),
    ]
    assert not [said for said in seen if "[" in said or "Xem" in said]


def test_a_cut_stream_gives_no_half_sentence() -> None:
    reader = Reader(9)
    reader.feed("Câu một [1]. Câu hai chưa xong [2")
    reader.close(is_cut=True)
    assert [s.text for s in reader.sentences] == ["Câu một."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Diện tích đất tự nhiên của tỉnh là 3.849 km².", True),
        ("UBND, HĐND, BCH, BTV: KNTC năm 2019 đạt.", True),
        ("Có.", True),
        ("The area of the province is large.", False),
        ("面积为3849平方公里", False),
        ("Diện tích là 3.849 平方公里.", False),
        ("Площадь составляет 3849.", False),
    ],
)
def test_vietnamese_is_told_from_other_languages(text: str, expected: bool) -> None:
    assert is_vietnamese(text) is expected


def test_the_breaker_opens_waits_and_tries_once() -> None:
    now = [0.0]
    breaker = Breaker(failures=2, pause=30, clock=lambda: now[0])
    breaker.failed()
    assert breaker.lets_through()
    breaker.failed()
    assert not breaker.lets_through()
    now[0] = 31
    assert breaker.lets_through()  # one tries
    assert not breaker.lets_through()  # the others do not wait for it
    breaker.succeeded()
    assert breaker.lets_through()


QUESTIONS = [
    EvalQuestion("1", "Năm 2019 toàn tỉnh tiếp bao nhiêu lượt người?", "number", "formal", True),
    EvalQuestion(
        "2", "Tỉnh đã kiên cố hóa được bao nhiêu km kênh mương?", "number", "formal", True
    ),
    EvalQuestion("3", "Những hạn chế trong công tác dân vận là gì?", "list", "formal", True),
]


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_scored_against_what_they_know(library: Library, name: str) -> None:
    tally = run_script(name, library, QUESTIONS)
    assert tally.answers == 3
    assert tally.true > 0
    if name == "faithful":
        assert (tally.false, tally.instead) == (0, 0)
        assert tally.true_shown == tally.true
    else:
        assert tally.false > 0
        assert tally.false_shown == 0


def test_the_evals_count_support_by_their_own_rule() -> None:
    quote = "Diện tích đất tự nhiên 3.849 km²"
    assert stands(Written("Diện tích đất tự nhiên là 3.849 km².", (quote,), None))
    assert not stands(Written("Diện tích đất tự nhiên là 849 km².", (quote,), None))
    assert not stands(Written("Diện tích đất tự nhiên là 3.849 km².", (), None))
    assert not stands(Written("Đời sống nhân dân được nâng cao.", (quote,), None))
