"""Quiz files read back by code that is not ours, as a learning platform would."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assistant.quiz.export import FORMATS, Format
from assistant.quiz.export.wording import LETTERS
from assistant.quiz.making import QuizMaker
from assistant.quiz.marking import Answered, is_right, score
from assistant.quiz.papers import papers_of
from assistant.quiz.types import Kind, Quiz, QuizItem, Request
from index.library import Library

HOSTILE = '=cmd|"/c calc"!A1 {~#:=\\} [html] -> <b>"x"</b> %50% * \n dòng hai'


@pytest.fixture(scope="module")
def quiz(library: Library) -> Quiz:
    """Every kind of item, one of them with text that formats give a meaning of their own."""
    made = QuizMaker(library).make(Request(count=24, documents=("bao-cao-114-2020",)))
    first = next(item for item in made.items if item.kind is Kind.SINGLE)
    wrong = next(n for n in range(4) if n not in first.key)
    options = tuple(HOSTILE if n == wrong else o for n, o in enumerate(first.options))
    hostile = replace(first, id="hostile", stem=f"[html] {HOSTILE}?", options=options)
    assert {item.kind for item in made.items} == set(Kind)
    return replace(made, title="Dân vận / kỳ 1", items=(*made.items, hostile))


def exported(quiz: Quiz, format: Format, papers: int = 1) -> bytes:
    return FORMATS[format].write(quiz, papers, 7).content


def of_kind(quiz: Quiz, *kinds: Kind) -> list[QuizItem]:
    return [item for item in quiz.items if item.kind in kinds]


GIFT_QUESTION = re.compile(
    r"::(?P<name>(?:\\.|[^\\])*?)::\[plain\](?P<stem>(?:\\.|[^\\{])*)\{"
    r"(?P<answers>(?:\\.|[^\\}])*?)####(?P<feedback>(?:\\.|[^\\}])*)\}",
    re.DOTALL,
)
GIFT_ANSWER = re.compile(r"(?P<sign>[=~])(?:%(?P<share>[-\d.]+)%)?(?P<text>(?:\\.|[^\\=~])*)")


def _unescaped(text: str) -> str:
    return _flat(re.sub(r"\\(.)", lambda m: " " if m[1] == "n" else m[1], text))


def test_gift_is_read_back_with_its_escapes(quiz: Quiz) -> None:
    """By the rules that Moodle documents: a backslash takes a control character its meaning, \\n
    is a line break. (gift-pegjs, a JavaScript parser, reads the same file; it is no Python.)"""
    text = exported(quiz, Format.GIFT).decode()
    assert text.startswith("$CATEGORY: $course$/top/Dân vận // kỳ 1\n\n")
    read = list(GIFT_QUESTION.finditer(text))
    assert len(read) == len(quiz.items)
    for item, question in zip(quiz.items, read, strict=True):
        assert item.id in question["name"]
        assert _unescaped(question["stem"]) == _flat(item.stem)
        assert _unescaped(question["feedback"]) == _flat(item.explanation)
        answers = [
            (m["sign"], m["share"], _unescaped(m["text"]))
            for m in GIFT_ANSWER.finditer(question["answers"])
        ]
        if item.kind is Kind.SINGLE:
            assert [t for _, _, t in answers] == [_flat(option) for option in item.options]
            assert [n for n, (sign, _, _) in enumerate(answers) if sign == "="] == list(item.key)
        elif item.kind is Kind.MULTIPLE:
            right = [n for n, (_, share, _) in enumerate(answers) if float(share or 0) > 0]
            assert right == list(item.key)
        elif item.kind is Kind.TRUE_FALSE:
            assert question["answers"].strip() == ("TRUE" if item.key == (0,) else "FALSE")
        elif item.kind is Kind.FILL:
            assert [t for _, _, t in answers] == list(item.answers)
        elif item.kind is Kind.MATCHING:
            assert [t.split(" -> ") for _, _, t in answers] == [list(pair) for pair in item.pairs]


def _flat(text: str) -> str:
    return " ".join(text.replace("\\n", " ").split())


def test_moodle_xml_keeps_stems_keys_feedback_and_category(quiz: Quiz) -> None:
    root = ET.fromstring(exported(quiz, Format.MOODLE_XML))
    questions = root.findall("question")
    assert questions[0].get("type") == "category"
    assert questions[0].findtext("category/text") == "$course$/top/Dân vận // kỳ 1"
    assert len(questions) == 1 + len(quiz.items)
    for item, question in zip(quiz.items, questions[1:], strict=True):
        # What Moodle shows is HTML: read as a browser would.
        assert _shown(question.find("questiontext")) == _flat(item.stem)
        assert _shown(question.find("generalfeedback")) == _flat(item.explanation)
        answers = question.findall("answer")
        if item.kind in (Kind.SINGLE, Kind.MULTIPLE):
            assert question.findtext("single") == ("true" if item.kind is Kind.SINGLE else "false")
            right = {_shown(a) for a in answers if float(a.get("fraction", "0")) > 0}
            assert right == {_flat(item.options[n]) for n in item.key}
            assert sum(max(0, float(a.get("fraction", "0"))) for a in answers) == pytest.approx(
                100, abs=0.01
            )
        elif item.kind is Kind.FILL:
            assert [a.findtext("text") for a in answers] == list(item.answers)
        elif item.kind is Kind.MATCHING:
            pairs = [(_shown(s), s.findtext("answer/text")) for s in question.iter("subquestion")]
            assert pairs == [(_flat(a), b) for a, b in item.pairs]
        elif item.kind is Kind.ORDERING:
            places = {_shown(s): s.findtext("answer/text") for s in question.iter("subquestion")}
            assert places[_flat(item.options[item.key[0]])] == "1"


def _shown(element: ET.Element | None) -> str:
    from lxml import html

    assert element is not None
    text = element.findtext("text") or ""
    return _flat(html.fromstring(f"<div>{text.replace('<br>', ' ')}</div>").text_content())


def test_word_holds_papers_and_the_key_of_each(quiz: Quiz) -> None:
    from docx import Document

    file = Document(io.BytesIO(exported(quiz, Format.DOCX, papers=3)))
    text = "\n".join(p.text for p in file.paragraphs)
    for code in ("101", "102", "103"):
        assert f"Mã đề {code}" in text
    assert text.count("Họ và tên:") == 3
    keys = file.tables[-1]
    assert [cell.text for cell in keys.rows[0].cells] == [
        "Câu",
        "Mã đề 101",
        "Mã đề 102",
        "Mã đề 103",
    ]
    assert len(keys.rows) == 1 + len(quiz.items)
    papers = papers_of(quiz, 3, 7)
    for column, paper in enumerate(papers, start=1):
        for asked in paper.asked:
            shown = keys.rows[asked.number].cells[column].text
            if asked.item.kind is Kind.SINGLE:
                original = next(item for item in quiz.items if item.id == asked.item.id)
                assert asked.item.options[LETTERS.index(shown)] == original.options[original.key[0]]


def test_papers_differ_and_ask_the_same(quiz: Quiz) -> None:
    papers = papers_of(quiz, 4, 1)
    assert [paper.code for paper in papers] == ["101", "102", "103", "104"]
    orders = {tuple(asked.item.id for asked in paper.asked) for paper in papers}
    assert len(orders) == 4
    for paper in papers:
        for asked in paper.asked:
            original = next(item for item in quiz.items if item.id == asked.item.id)
            assert sorted(asked.item.options) == sorted(original.options)
            if original.kind in (Kind.SINGLE, Kind.MULTIPLE):
                assert {asked.item.options[n] for n in asked.item.key} == {
                    original.options[n] for n in original.key
                }
            if original.kind is Kind.ORDERING:
                assert [asked.item.options[n] for n in asked.item.key] == [
                    original.options[n] for n in original.key
                ]
    assert papers_of(quiz, 4, 1) == papers


@pytest.mark.parametrize("format", [Format.XLSX, Format.KAHOOT])
def test_spreadsheets_hold_text_and_no_formulas(quiz: Quiz, format: Format) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(exported(quiz, format))).active
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n"), cell.value


def test_the_sheet_has_a_row_for_every_item(quiz: Quiz) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(exported(quiz, Format.XLSX))).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(quiz.items)
    for item, row in zip(quiz.items, rows, strict=True):
        assert _flat(str(row[3])) == _flat(item.stem)
        if item.kind is Kind.SINGLE:
            assert row[4 + item.key[0]] == item.options[item.key[0]]
            assert row[9] == LETTERS[item.key[0]]


def test_csv_opens_in_excel_without_running_anything(quiz: Quiz) -> None:
    content = exported(quiz, Format.CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 1 + len(quiz.items)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("sign", ["=", " =", "＝", "+", "-", "@", "\t="])
def test_a_stem_that_begins_as_a_formula_is_text(quiz: Quiz, sign: str) -> None:
    from openpyxl import load_workbook

    item = replace(of_kind(quiz, Kind.SINGLE)[0], stem=f'{sign}HYPERLINK("http://x")')
    one = replace(quiz, items=(item,))
    row = list(csv.reader(io.StringIO(exported(one, Format.CSV).decode("utf-8-sig"))))[1]
    assert row[3] == f"'{item.stem}"
    for format, place in ((Format.XLSX, "D2"), (Format.KAHOOT, "B9")):
        cell = load_workbook(io.BytesIO(exported(one, format))).active[place]
        assert cell.data_type == "s", format
        assert cell.quotePrefix


def test_kahoot_takes_what_fits_and_says_the_rest(quiz: Quiz) -> None:
    from openpyxl import load_workbook

    made = FORMATS[Format.KAHOOT].write(quiz, 1, 1)
    sheet = load_workbook(io.BytesIO(made.content)).active
    assert sheet["B8"].value.startswith("Question")
    rows = [row for row in sheet.iter_rows(min_row=9, values_only=True) if row[1]]
    assert rows
    for _, stem, one, two, three, four, seconds, key in rows:
        assert len(stem) <= 120
        options = [option for option in (one, two, three, four) if option]
        assert all(len(option) <= 75 for option in options)
        assert seconds == 30
        assert all(1 <= int(n) <= len(options) for n in str(key).split(","))
    assert str(len(quiz.items) - len(rows)) in made.note


def test_anki_package_opens_as_anki_reads_it(quiz: Quiz, tmp_path: Path) -> None:
    package = zipfile.ZipFile(io.BytesIO(exported(quiz, Format.ANKI)))
    package.extract("collection.anki2", tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as collection:
        notes = collection.execute("SELECT flds, guid FROM notes").fetchall()
        cards = collection.execute("SELECT count(*) FROM cards").fetchone()[0]
        models = json.loads(collection.execute("SELECT models FROM col").fetchone()[0])
    assert cards == len(notes) == len(quiz.items)
    assert [f["name"] for f in next(iter(models.values()))["flds"]][:3] == [
        "Mặt trước", "Đáp án", "Căn cứ",
    ]  # fmt: skip
    by_id = {guid: fields.split("\x1f") for fields, guid in notes}
    for item in quiz.items:
        front, back, source = by_id[item.id]
        assert "<b>&quot;" not in front
        assert "<b>x</b>" not in front
        if item.kind is Kind.FILL:
            assert item.answers[0] in back
        assert item.citations[0].document or source


def test_trying_out_marks_what_a_person_answers(quiz: Quiz) -> None:
    right = []
    for item in quiz.items:
        if item.kind is Kind.FILL:
            given = Answered(typed=f"  {item.answers[0].upper()} ")
        elif item.kind is Kind.MATCHING:
            given = Answered(tuple(range(len(item.pairs))))
        else:
            given = Answered(item.key)
        assert is_right(item, given), item.stem
        assert not is_right(item, Answered())
        right.append(given)
    assert score(quiz.items, right) == len(quiz.items)


@pytest.mark.parametrize(
    ("key", "typed", "right"),
    [
        (("09", "9"), "9", True),
        (("84,7%", "84,7"), "84,7 %", True),
        (("01/9/2016", "1/9/2016", "01/09/2016"), "1 / 9 / 2016", True),
        (("137-NQ/TU",), "137-nq/tu", True),
        (("30 ngày", "30"), "30 ngay", False),
        (("4.213 km", "4.213", "4213"), "4213", True),
        (("84,7%", "84,7"), "84,9", False),
    ],
)
def test_typed_answers(quiz: Quiz, key: tuple[str, ...], typed: str, right: bool) -> None:
    item = replace(of_kind(quiz, Kind.FILL)[0], answers=key)
    assert is_right(item, Answered(typed=typed)) is right
