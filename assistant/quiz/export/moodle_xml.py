"""Moodle XML (docs.moodle.org, "Moodle XML format"), with feedback and category."""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree as ET

from assistant.quiz import texts
from assistant.quiz.export.weights import share_of
from assistant.quiz.export.wording import as_pairs, named
from assistant.quiz.types import Kind, Quiz, QuizItem

_TYPES = {
    Kind.SINGLE: "multichoice",
    Kind.MULTIPLE: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.FILL: "shortanswer",
    Kind.MATCHING: "matching",
    Kind.ORDERING: "matching",
}


def moodle_xml(quiz: Quiz) -> bytes:
    root = ET.Element("quiz")
    category = ET.SubElement(root, "question", type="category")
    title = " ".join(quiz.title.split()).replace("/", "//")
    _text(ET.SubElement(category, "category"), texts.CATEGORY.format(title=title))
    for number, item in enumerate(quiz.items, start=1):
        _question(root, number, item)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _question(root: ET.Element, number: int, item: QuizItem) -> None:
    question = ET.SubElement(root, "question", type=_TYPES[item.kind])
    _text(ET.SubElement(question, "name"), named(number, item))
    _html(question, "questiontext", item.stem)
    _html(question, "generalfeedback", item.explanation)
    for name, value in (("defaultgrade", "1"), ("penalty", "0.3333333"), ("idnumber", item.id)):
        ET.SubElement(question, name).text = value
    match item.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            ET.SubElement(question, "single").text = str(item.kind is Kind.SINGLE).lower()
            ET.SubElement(question, "shuffleanswers").text = "true"
            ET.SubElement(question, "answernumbering").text = "ABCD"
            for n, option in enumerate(item.options):
                share = share_of(item, n)
                if item.kind is Kind.SINGLE:
                    share = "100" if n in item.key else "0"
                _html(question, "answer", option, fraction=share)
        case Kind.TRUE_FALSE:
            for n, word in enumerate(("true", "false")):
                answer = ET.SubElement(
                    question,
                    "answer",
                    fraction="100" if n in item.key else "0",
                    format="moodle_auto_format",
                )
                ET.SubElement(answer, "text").text = word
        case Kind.FILL:
            ET.SubElement(question, "usecase").text = "0"
            for text in item.answers:
                # An asterisk stands for anything in a short answer, unless escaped.
                answer = ET.SubElement(question, "answer", fraction="100", format="plain_text")
                ET.SubElement(answer, "text").text = _legal(text.replace("*", r"\*"))
        case Kind.MATCHING | Kind.ORDERING:
            ET.SubElement(question, "shuffleanswers").text = "true"
            for left, right in as_pairs(item):
                pair = _html(question, "subquestion", left)
                _text(ET.SubElement(pair, "answer"), right)


def _html(parent: ET.Element, name: str, text: str, **attributes: str) -> ET.Element:
    """An element whose text Moodle reads as HTML."""
    element = ET.SubElement(parent, name, {"format": "html", **attributes})
    _text(element, escape(text, quote=False).replace("\n", "<br>"))
    return element


def _text(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "text").text = _legal(text)


def _legal(text: str) -> str:
    """Without the characters that XML may not hold."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")
