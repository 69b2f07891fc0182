"""Quizzes as files of other programs: one module a format, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.quiz import texts
from assistant.quiz.storing import quiz_text
from assistant.quiz.types import Quiz


class Format(StrEnum):
    JSON = "json"
    GIFT = "gift"
    MOODLE_XML = "moodle-xml"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    KAHOOT = "kahoot"
    ANKI = "anki"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file's bytes; note: what it could not hold, in Vietnamese, or ""."""

    content: bytes
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """suffix: of the file. is_text: UTF-8 that can be printed. write: (quiz, number of shuffled
    papers, seed); only Word papers heed the last two."""

    suffix: str
    is_text: bool
    write: Callable[[Quiz, int, int], Exported]


def _json(quiz: Quiz, papers: int, seed: int) -> Exported:
    return Exported(quiz_text(quiz).encode() + b"\n")


def _gift(quiz: Quiz, papers: int, seed: int) -> Exported:
    from assistant.quiz.export.gift import gift_text

    return Exported(gift_text(quiz).encode())


def _moodle_xml(quiz: Quiz, papers: int, seed: int) -> Exported:
    from assistant.quiz.export.moodle_xml import moodle_xml

    return Exported(moodle_xml(quiz) + b"\n")


def _docx(quiz: Quiz, papers: int, seed: int) -> Exported:
    from assistant.quiz.export.word import docx_bytes

    return Exported(docx_bytes(quiz, papers, seed))


def _xlsx(quiz: Quiz, papers: int, seed: int) -> Exported:
    from assistant.quiz.export.sheets import xlsx_bytes

    return Exported(xlsx_bytes(quiz))


def _csv(quiz: Quiz, papers: int, seed: int) -> Exported:
    from assistant.quiz.export.sheets import csv_bytes

    return Exported(csv_bytes(quiz))


def _kahoot(quiz: Quiz, papers: int, seed: int) -> Exported:
    from assistant.quiz.export.sheets import kahoot_bytes

    content, left_out = kahoot_bytes(quiz)
    return Exported(content, texts.KAHOOT_LEFT_OUT.format(count=left_out) if left_out else "")


def _anki(quiz: Quiz, papers: int, seed: int) -> Exported:
    from assistant.quiz.export.anki import apkg_bytes

    return Exported(apkg_bytes(quiz))


FORMATS = {
    Format.JSON: Form(".json", True, _json),
    Format.GIFT: Form(".gift.txt", True, _gift),
    Format.MOODLE_XML: Form(".xml", True, _moodle_xml),
    Format.DOCX: Form(".docx", False, _docx),
    Format.XLSX: Form(".xlsx", False, _xlsx),
    Format.CSV: Form(".csv", True, _csv),
    Format.KAHOOT: Form(".kahoot.xlsx", False, _kahoot),
    Format.ANKI: Form(".apkg", False, _anki),
}
