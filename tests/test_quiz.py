"""Quizzes made from the report that ships: what a trainer may rely on."""

from __future__ import annotations

import re

import pytest

from assistant.quiz.checks import given_away_by_length, names_person, solve_each_other
from assistant.quiz.facts.dates import day_of
from assistant.quiz.making import QuizMaker
from assistant.quiz.storing import QuizInvalid, edited, quiz_from_text, quiz_text
from assistant.quiz.types import Difficulty, Kind, Quiz, QuizItem, Request
from index.errors import DocumentUnknown
from index.library import Library
from index.types import sha256_of

REPORT = "bao-cao-114-2020"


@pytest.fixture(scope="module")
def maker(library: Library) -> QuizMaker:
    return QuizMaker(library)


@pytest.fixture(scope="module")
def whole(maker: QuizMaker) -> Quiz:
    """The longest quiz that the report carries."""
    return maker.make(Request(count=500, documents=(REPORT,)))


@pytest.fixture(scope="module")
def everything(maker: QuizMaker) -> list[QuizItem]:
    """Items of every kind, all that the report carries of each with two seeds."""
    made = [
        maker.make(Request(count=500, documents=(REPORT,), kinds=(kind,), seed=seed))
        for kind in Kind
        for seed in (1, 2)
    ]
    return list({item.id: item for quiz in made for item in quiz.items}.values())


def keys_of(item: QuizItem) -> list[str]:
    """The words that are right."""
    if item.kind is Kind.FILL:
        return [item.answers[0]]
    if item.kind is Kind.MATCHING:
        return [right for _, right in item.pairs]
    return [item.options[n] for n in item.key]


def test_the_report_carries_a_long_quiz_of_every_kind(whole: Quiz) -> None:
    assert len(whole.items) >= 50
    assert {item.kind for item in whole.items} == set(Kind)


def test_more_than_the_scope_carries_gives_what_is_good_and_says_why(whole: Quiz) -> None:
    assert f"{len(whole.items)}/500" in whole.shortfall
    assert "dữ kiện" in whole.shortfall
    assert "làm lộ đáp án" in whole.shortfall


def test_every_quote_is_cut_from_the_canonical_text(
    everything: list[QuizItem], library: Library
) -> None:
    text = library.document(REPORT).text
    for item in everything:
        assert item.citations
        for citation in item.citations:
            quote = " ".join(text[start:end] for start, end in citation.spans)
            assert quote == citation.quote
            assert sha256_of(quote) == citation.sha256


def test_the_key_stands_word_for_word_in_a_cited_passage(everything: list[QuizItem]) -> None:
    for item in everything:
        if item.kind in (Kind.TRUE_FALSE, Kind.ORDERING):
            continue  # the key is no value of the document
        cited = " ".join(c.quote for c in item.citations).replace("*", "")
        for key in keys_of(item):
            if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", key):
                days = re.findall(r"\d{1,2}/\d{1,2}/\d{4}", cited)
                assert day_of(key) in map(day_of, days)
            elif item.facts[0].startswith(("extreme:", "year:")):
                number = re.search(r"\d+[-/]\S+|\d+/\d{4}/\S+", key)
                assert number and number.group() in cited
            else:
                assert key.lower() in " ".join(cited.split()).lower(), item.stem


def test_stems_are_questions_and_hang_on_nothing(everything: list[QuizItem]) -> None:
    for item in everything:
        assert item.stem.endswith(("?", ".")), item.stem
        assert item.stem[0].isupper()
        assert not re.search(r"nêu trên|nói trên|CKNT|\*|[¹³⁴⁵⁶]", item.stem)
        assert item.stem.count("(") == item.stem.count(")")
        if "cùng kỳ" in item.stem:
            assert "cùng kỳ năm trước" in item.stem
            assert "Năm 2019" in item.stem or "năm 2019" in item.stem
        if "trên địa bàn" in item.stem:
            assert "Bắc Giang" in item.stem


def test_stems_say_of_what_document_and_of_what_period_or_place(everything: list[QuizItem]) -> None:
    for item in everything:
        if item.stem.endswith("được ban hành vào ngày nào?"):
            assert re.search(r" về | quy định | ban hành .* ban hành vào", item.stem), item.stem
        if "bao nhiêu" in item.stem:
            placed = (
                r"năm \d{4}|\d/\d{4}|[Gg]iai đoạn|Bắc Giang, .*(?:Bắc Giang|UBND|cấp |sở)|mục “"
            )
            assert re.search(placed, item.stem), item.stem
        assert not re.search(r"trong đó (?:tỉnh|huyện|xã) có", item.stem)
        assert not re.search(r"Bắc Giang, \d[^,]*, trong đó", item.stem)


def test_figures_say_of_what_place_they_are_and_what_was_done_says_when(
    everything: list[QuizItem],
) -> None:
    """The document's name is not enough: 'tốc độ tăng trưởng đạt 9,5%' could be the country's."""
    lead = "Theo Báo cáo năm 2020 của Sở Nội vụ tỉnh Bắc Giang"
    figures = [i for i in everything if i.facts[0].startswith(f"{REPORT}#")]
    assert len(figures) > 50
    for item in figures:
        asked = item.stem.replace(lead, "")
        assert "Bắc Giang" in asked or "(mục “" in asked, item.stem
        if re.search(r"\bđã \w.* bao nhiêu|được (?:trên )?bao nhiêu", asked):
            told = r"[Nn]ăm \d{4}|\d/\d{4}|đến nay|thời điểm báo cáo|\(mục “"
            assert re.search(told, asked), item.stem


def test_letters_are_matched_by_number_and_day_and_numbers_are_asked_last(
    everything: list[QuizItem], maker: QuizMaker
) -> None:
    """Numbers start anew each year: one alone names no letter, and nobody knows it by heart."""
    pairs = [p for i in everything if i.facts[0].startswith("pair:subject:") for p in i.pairs]
    assert pairs
    assert all(re.search(r" ngày \d{1,2}/\d{1,2}/\d{4}", left) for left, _ in pairs)
    items = maker.make(Request(count=40, documents=(REPORT,), seed=3)).items
    assert not any(item.facts[0].startswith("number:") for item in items)


def test_no_wrong_count_is_larger_than_the_whole_it_is_of(everything: list[QuizItem]) -> None:
    """'tiếp 3.814 lượt người ...; giải quyết bao nhiêu vụ việc': each visit brings one at most."""
    asked = [
        (item, told[1])
        for item in everything
        if item.kind is Kind.SINGLE
        and (told := re.search(r"tiếp ([\d.]+) lượt người .*giải quyết bao nhiêu", item.stem))
    ]
    assert asked
    for item, whole in asked:
        counts = [int(option.replace(".", "")) for option in item.options]
        assert max(counts) < int(whole.replace(".", "")), item.options


def test_words_of_the_document_are_carried_over_in_good_order(everything: list[QuizItem]) -> None:
    """No abbreviation in brackets that is not used, no two clauses run together, no comma before
    the last of several figures, no capital behind a figure."""
    stems = [item.stem for item in everything]
    assert any("phản ánh; giải quyết" in stem for stem in stems)
    assert any(re.search(r"(?:xã loại \d|huyện, thành phố) và bao nhiêu", s) for s in stems)
    for stem in stems:
        for short in re.findall(r"\((KNTC|TTHC|CCHC|QCDC)\)", stem):
            assert stem.count(short) > 1, stem
        assert "khiếu nại tố cáo" not in stem.lower()
        assert not re.search(r"phản ánh giải quyết|\d[^,;:]*, bao nhiêu|% [A-ZĐ]", stem), stem


def test_options_are_distinct_and_do_not_give_the_key_away(everything: list[QuizItem]) -> None:
    for item in everything:
        if item.kind is Kind.SINGLE:
            assert len(item.options) == 4
            assert len(item.key) == 1
        if item.kind is Kind.MULTIPLE:
            assert len(item.options) == 5
            assert 2 <= len(item.key) <= 3
        if item.options:
            assert len({o.lower() for o in item.options}) == len(item.options)
        if item.kind in (Kind.SINGLE, Kind.MULTIPLE):
            assert not given_away_by_length(item.options, item.key)


def test_nobody_is_named(everything: list[QuizItem]) -> None:
    """The report names people who were disciplined."""
    for item in everything:
        shown = (item.stem, item.explanation, *item.options, *item.answers)
        assert not names_person(*shown)
        assert not any(name in " ".join(shown) for name in ("Trần Văn Đoàn", "Vũ Văn Thọ", "Tuấn"))


def test_what_the_report_disputes_is_not_asked(everything: list[QuizItem]) -> None:
    for item in everything:
        asked = f"{item.stem} {' '.join(keys_of(item))}"
        assert not re.search(r"\b10[47] xã\b|110-NQ|07/201[78]/NQ", asked)
        assert not ("nông thôn mới" in item.stem and {"104", "107"} & set(keys_of(item)))


def test_papers_are_named_with_their_province_and_without_what_tells_their_age(
    everything: list[QuizItem],
) -> None:
    """'UBND tỉnh' is every province's; the term of a Party organ dates what it issued."""
    for item in everything:
        if not item.facts[0].startswith(("year:", "extreme:", "order:", "before:", "pair:date:")):
            continue
        assert "Theo Báo cáo năm 2020 của Sở Nội vụ tỉnh Bắc Giang" in item.stem
        named = " ".join((item.stem, *item.options, *(left for left, _ in item.pairs)))
        assert not re.search(r"của \w[^“]* \(?[Kk]h[oó][áa] [XIV]+", named), named
        assert not re.search(r"\b(?:UBND|HĐND|Hội đồng nhân dân) tỉnh(?! Bắc Giang)", named), named


def test_wrong_numbers_and_subjects_are_of_documents_of_the_same_kind(
    everything: list[QuizItem],
) -> None:
    """No number of the Party's ('-NQ/TW') stands beside one of a council ('/NQ-HĐND')."""
    for item in everything:
        if item.kind is Kind.SINGLE and item.facts[0].startswith("number:"):
            forms = {(re.sub(r"\d", "", o)[0], "HĐND" in o) for o in item.options}
            assert len(forms) == 1, item.options


def test_days_side_by_side_are_written_in_one_form(everything: list[QuizItem]) -> None:
    for item in everything:
        rights = [right for _, right in item.pairs] or list(item.options)
        days = [text for text in rights if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", text)]
        assert len({re.sub(r"\d", "0", day) for day in days}) <= 1, days


def test_a_count_is_not_asked_beside_what_is_counted(everything: list[QuizItem]) -> None:
    for item in everything:
        assert "Cục Thuế" not in item.stem
        assert not re.search(r"\d/\d+ đạt", item.stem)


def test_numbers_are_accepted_with_and_without_a_zero_in_front(everything: list[QuizItem]) -> None:
    small = [i for i in everything if i.kind is Kind.FILL and re.fullmatch(r"0?\d", i.answers[0])]
    assert small
    for item in small:
        number = int(item.answers[0])
        assert {f"{number}", f"{number:02}"} <= set(item.answers)


def test_no_fact_is_asked_twice(whole: Quiz) -> None:
    facts = [fact for item in whole.items for fact in item.facts]
    assert len(facts) == len(set(facts))
    assert len({item.id for item in whole.items}) == len(whole.items)


def test_wrong_values_are_of_the_same_kind_and_size(everything: list[QuizItem]) -> None:
    for item in everything:
        if item.kind is not Kind.SINGLE or "phần trăm" not in item.stem:
            continue
        assert all(option.endswith("%") for option in item.options)
    for item in everything:
        if item.kind is Kind.SINGLE and item.stem.endswith("ban hành vào ngày nào?"):
            assert all(re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", option) for option in item.options)


def test_orders_and_extremes_are_right(everything: list[QuizItem], library: Library) -> None:
    """Against the dates of the catalogue, which was written by hand."""
    dates = {entry.number: entry.date for entry in library.catalog.entries}

    def day(option: str) -> str:
        number = re.search(r"số (\S+)", option)
        assert number is not None
        return dates[number.group(1)]

    checked = 0
    for item in everything:
        if item.kind is Kind.ORDERING:
            ordered = [day(item.options[n]) for n in item.key]
            assert ordered == sorted(ordered)
            checked += 1
        elif item.stem.endswith("ban hành sớm nhất?"):
            assert day(item.options[item.key[0]]) == min(map(day, item.options))
            checked += 1
        elif "được ban hành năm" in item.stem and item.kind is Kind.MULTIPLE:
            year = item.stem.split("ban hành năm ")[1][:4]
            right = {n for n, option in enumerate(item.options) if day(option).startswith(year)}
            assert right == set(item.key)
            checked += 1
    assert checked >= 10


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_half_of_the_claims_are_false_in_every_quiz(maker: QuizMaker, seed: int) -> None:
    kinds = (Kind.TRUE_FALSE,)
    items = maker.make(Request(count=11, documents=(REPORT,), kinds=kinds, seed=seed)).items
    assert sum(item.key == (0,) for item in items) in (5, 6)
    quiz = maker.make(Request(count=10, documents=(REPORT,), kinds=kinds, seed=seed))
    both = maker.more(quiz, 10).items
    assert sum(item.key == (0,) for item in both) == 10


def test_items_of_a_quiz_do_not_answer_each_other(maker: QuizMaker) -> None:
    items = maker.make(Request(count=30, documents=(REPORT,), seed=30)).items
    for one in items:
        for other in items:
            assert one is other or not solve_each_other(one, other), (one.stem, other.stem)


def test_the_same_seed_gives_the_same_quiz(maker: QuizMaker, library: Library) -> None:
    request = Request(count=12, documents=(REPORT,), seed=5)
    again = QuizMaker(library).make(request)
    assert maker.make(request) == again
    other = maker.make(Request(count=12, documents=(REPORT,), seed=6))
    assert {i.id for i in other.items} != {i.id for i in again.items}


def test_more_of_a_quiz_repeats_nothing(maker: QuizMaker) -> None:
    quiz = maker.make(Request(count=10, documents=(REPORT,)))
    longer = maker.more(quiz, 5)
    assert longer.items[:10] == quiz.items
    assert len(longer.items) == 15
    facts = [fact for item in longer.items for fact in item.facts]
    assert len(facts) == len(set(facts))


def test_another_item_is_new_and_of_the_same_kind_where_there_is_one(maker: QuizMaker) -> None:
    quiz = maker.make(Request(count=10, documents=(REPORT,)))
    for item in quiz.items[:3]:
        other = maker.another(quiz, item)
        assert other is not None
        assert other.kind is item.kind or item.kind is Kind.MULTIPLE
        assert not set(other.facts) & {f for i in quiz.items for f in i.facts}


def test_a_section_bounds_the_quiz(maker: QuizMaker) -> None:
    quiz = maker.make(Request(count=8, documents=(REPORT,), section="B.II.4"))
    assert quiz.items
    for item in quiz.items:
        for citation in item.citations:
            assert citation.place[:2] == ("B", "II")
            assert citation.place[2].startswith("4")


def test_a_topic_bounds_the_quiz(maker: QuizMaker) -> None:
    quiz = maker.make(Request(count=4, documents=(REPORT,), topic="văn bản điện tử"))
    assert quiz.items
    assert all("văn bản điện tử" in item.stem for item in quiz.items)


def test_kinds_and_difficulty_are_heeded(maker: QuizMaker) -> None:
    request = Request(
        count=6,
        documents=(REPORT,),
        kinds=(Kind.SINGLE, Kind.FILL),
        difficulty=Difficulty.SIBLINGS,
    )
    items = maker.make(request).items
    assert items
    assert {item.kind for item in items} <= {Kind.SINGLE, Kind.FILL}
    assert {item.difficulty for item in items} == {Difficulty.SIBLINGS}


def test_items_are_spread_over_the_sections(maker: QuizMaker) -> None:
    items = maker.make(Request(count=15, documents=(REPORT,))).items
    assert len({item.citations[0].place for item in items}) >= 10


def test_an_unknown_document_is_an_error_and_an_unknown_section_is_said(maker: QuizMaker) -> None:
    with pytest.raises(DocumentUnknown):
        maker.make(Request(count=1, documents=("khong-co",)))
    empty = maker.make(Request(count=1, section="Z.9"))
    assert not empty.items
    assert "phạm vi" in empty.shortfall


def test_progress_is_told(maker: QuizMaker) -> None:
    told: list[tuple[int, int]] = []
    maker.make(
        Request(count=3, documents=(REPORT,)), lambda done, total: told.append((done, total))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_saved_quiz_opens_as_it_was(whole: Quiz) -> None:
    opened = quiz_from_text(quiz_text(whole))
    assert quiz_text(opened) == quiz_text(whole)
    for before, after in zip(whole.items, opened.items, strict=True):
        assert (before.stem, before.options, before.key, before.pairs, before.answers) == (
            after.stem,
            after.options,
            after.key,
            after.pairs,
            after.answers,
        )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1, 2]",
        '{"schema": 2, "items": []}',
        '{"schema": 1, "items": [{"id": "x"}]}',
        '{"schema": 1, "items": "<script>"}',
        '{"schema": 1, "items": [{"id": "a", "kind": "single", "stem": "?", "options": ["x", "y"], '
        '"key": [7], "explanation": "", "citation": null, "difficulty": 1}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_quiz_is_refused_in_vietnamese(text: str) -> None:
    with pytest.raises(QuizInvalid, match=r"tệp|Tệp|đáp án"):
        quiz_from_text(text)


def test_an_edit_that_leaves_no_answer_is_refused(everything: list[QuizItem]) -> None:
    item = next(item for item in everything if item.kind is Kind.SINGLE)
    assert edited(item, stem="Câu khác?").stem == "Câu khác?"
    with pytest.raises(QuizInvalid, match="đáp án"):
        edited(item, key=())
    with pytest.raises(QuizInvalid, match="giống nhau"):
        edited(item, options=("a", "A", "b", "c"))
    with pytest.raises(QuizInvalid, match="để trống"):
        edited(item, stem="  ")
