"""Contradictions are found by what is said, not by knowing them."""

from __future__ import annotations

from assistant import Assistant
from index.conflicts import find_conflicts
from index.structure.outline import parse
from index.types import Conflict, ConflictKind, Document, Identity, SourceText


def conflicts_in(text: str) -> list[Conflict]:
    source = SourceText(text)
    document = Document("x", Identity(), source, "x.txt", "0")
    return list(find_conflicts([(document, parse("x", source))]))


def values(conflict: Conflict) -> set[str]:
    return {reading.value for reading in conflict.readings}


def test_two_figures_for_one_thing() -> None:
    found = conflicts_in(
        "Toàn huyện có 12 trường đạt chuẩn quốc gia mức độ một.\n\n"
        "Đến nay đã có 14 trường đạt chuẩn quốc gia mức độ một.\n"
    )
    assert [c.kind for c in found] == [ConflictKind.VALUE]
    assert values(found[0]) == {"12", "14"}


def test_figures_of_different_places_do_not_contradict() -> None:
    assert not conflicts_in(
        "Huyện Lục Nam có 12 trường đạt chuẩn quốc gia mức độ một.\n\n"
        "Huyện Yên Thế có 14 trường đạt chuẩn quốc gia mức độ một.\n"
    )


def test_one_document_under_two_numbers() -> None:
    found = conflicts_in(
        "Thực hiện Nghị quyết số 15-NQ/TW ngày 02/3/2017 về phát triển du lịch.\n\n"
        "Theo Nghị quyết số 15-NQ/TU ngày 02/3/2017 về phát triển du lịch.\n"
    )
    assert [c.kind for c in found] == [ConflictKind.NUMBER]


def test_numbers_used_again_on_another_day_are_other_documents() -> None:
    assert not conflicts_in(
        "Nghị quyết số 15-NQ/TW ngày 02/3/2017 về du lịch.\n\n"
        "Nghị quyết số 15-NQ/TU ngày 09/9/2019 về nhà ở.\n"
    )


def test_parts_that_do_not_add_up() -> None:
    found = conflicts_in("Huyện có 10 hồ chứa nước (xã A 3, xã B 4, xã C 2).\n")
    assert [c.kind for c in found] == [ConflictKind.SUM]
    assert not conflicts_in("Huyện có 9 hồ chứa nước (xã A 3, xã B 4, xã C 2).\n")
    open_list = conflicts_in("Huyện có 10 hồ chứa nước (xã A 3, xã B 4, xã C 2...).\n")
    assert [c.kind for c in open_list] == [ConflictKind.OPEN_LIST]


def test_the_report_s_known_contradictions(assistant: Assistant) -> None:
    found = {(c.kind, frozenset(values(c))) for c in assistant.library.conflicts}
    assert (ConflictKind.VALUE, frozenset({"107", "104"})) in found
    assert (ConflictKind.NUMBER, frozenset({"110-NQ/TW", "110-NQ/TU"})) in found


def test_an_answer_that_touches_one_shows_both_sides(assistant: Assistant) -> None:
    answer = assistant.ask("Tỉnh có bao nhiêu xã về đích nông thôn mới?")
    (conflict,) = answer.conflicts
    assert {"107", "104"} <= {word for c in conflict.citations for word in c.quote.split()}
    assert "107" in answer.text
    assert "104" in answer.text


def test_an_answer_beside_one_stays_silent(assistant: Assistant) -> None:
    assert assistant.ask("Tỉnh đã kiên cố hóa bao nhiêu km kênh mương?").conflicts == ()
