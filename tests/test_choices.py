"""A name that fits several documents: the answer says which it took and lists the others."""

from __future__ import annotations

from dataclasses import replace

from assistant import Assistant
from assistant.app.copying import with_sources
from assistant.choices import choices_of
from assistant.types import Choice, Citation
from assistant.understanding.naming import Named, mentioned, unclear


def _named(id: str, number: str, issuer: str, names: tuple[str, ...] = ()) -> Named:
    return Named(
        id=id,
        kind="Nghị quyết",
        number=number,
        numbers=(number,),
        names=names,
        issuer="",
        year="",
        in_library=False,
        name=f"Nghị quyết số {number}",
        issuer_written=issuer,
    )


PARTY = _named("a", "18-NQ/TW", "Ban Chấp hành Trung ương", ("nghi quyet moi",))
COUNCIL = _named("b", "18/2019/NQ-HĐND", "HĐND tỉnh", ("nghi quyet moi",))
OTHER = _named("c", "19-NQ/TW", "Ban Chấp hành Trung ương")
KNOWN = (PARTY, COUNCIL, OTHER)


def _cited(quote: str) -> Citation:
    return Citation(
        1, "report", "Báo cáo", ("A",), ("",), None, quote, ((0, len(quote)),), "", "report-1"
    )


def test_a_bare_number_leaves_open_which_document_is_meant() -> None:
    assert unclear("nghi quyet 18 noi gi", KNOWN) == ((PARTY, COUNCIL),)
    assert unclear("nghi quyet moi noi gi", KNOWN) == ((PARTY, COUNCIL),)


def test_a_full_number_leaves_nothing_open() -> None:
    assert unclear("nghi quyet so 18-nq/tw noi gi", KNOWN) == ()
    assert unclear("nghi quyet 19 noi gi", KNOWN) == ()
    assert unclear("co bao nhieu thon", KNOWN) == ()
    assert mentioned("nghi quyet 18 va nghi quyet 19", KNOWN) == (PARTY, COUNCIL, OTHER)


def test_the_one_taken_and_the_others_are_named() -> None:
    (choice,) = choices_of([(PARTY, COUNCIL)], [_cited("thực hiện Nghị quyết số 18-NQ/TW")])
    assert choice.taken == ("Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương",)
    assert choice.others == ("Nghị quyết số 18/2019/NQ-HĐND của HĐND tỉnh",)
    assert all(name in choice.text for name in (*choice.taken, *choice.others))


def test_an_answer_about_all_of_them_needs_no_word() -> None:
    cited = [_cited("Nghị quyết số 18-NQ/TW"), _cited("Nghị quyết số 18/2019/NQ-HĐND")]
    assert choices_of([(PARTY, COUNCIL)], cited) == ()


def test_a_refusal_asks_which_one_is_meant(assistant: Assistant) -> None:
    answer = assistant.ask("Nghị định về tinh giản biên chế có hiệu lực khi nào?")
    assert answer.refused
    (choice,) = answer.choices
    assert choice.taken == ()
    assert {"108/2014", "113/2018"} == {n for n in ("108/2014", "113/2018") if n in choice.text}
    assert choice.text in with_sources(answer)


def test_the_choice_is_part_of_the_contract(assistant: Assistant) -> None:
    plain = assistant.ask("Dân số tỉnh Bắc Giang là bao nhiêu?")
    assert plain.to_json()["choices"] == []
    choice = Choice(("A",), ("B",), "A, không phải B.")
    assert replace(plain, choices=(choice,)).to_json()["choices"] == [
        {"taken": ["A"], "others": ["B"], "text": "A, không phải B."}
    ]
