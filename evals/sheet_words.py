"""Headings and choices of the question spreadsheet, Vietnamese first."""

from __future__ import annotations

from collections.abc import Mapping

from evals import messages
from evals.text import comparable, strip_diacritics
from evals.types import KINDS as KIND_IDS
from evals.types import STYLES as STYLE_IDS

# The first name of each is the heading of the template.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("mã", "id"),
    "question": ("câu hỏi", "question"),
    "history": ("câu hỏi trước", "history"),
    "documents": ("tài liệu", "documents"),
    "kind": ("loại", "kind"),
    "style": ("cách hỏi", "style"),
    "facts": ("ý phải có", "đáp án", "facts"),
    "evidence": ("bằng chứng", "nguyên văn", "evidence"),
    "verdict": ("có/không", "verdict"),
    "answerable": ("trả lời được", "answerable"),
    "note": ("ghi chú", "note"),
}


def _key(text: str) -> str:
    return strip_diacritics(comparable(text)).strip(" :*")


_FIELD_OF = {_key(name): field for field, names in COLUMNS.items() for name in names}


def column_of(heading: str) -> str | None:
    """Field of SCHEMA.md for a heading, with or without diacritics."""
    return _FIELD_OF.get(_key(heading))


def _choices(ids: tuple[str, ...], names: Mapping[str, str]) -> Mapping[str, str]:
    named = {comparable(names[id]): id for id in ids}
    return named | {id: id for id in ids}


KINDS = _choices(KIND_IDS, messages.KIND_NAMES)
STYLES = _choices(STYLE_IDS, messages.STYLE_NAMES)
VERDICTS: Mapping[str, str] = {"có": "co", "không": "khong", "co": "co", "khong": "khong"}
ANSWERABLE: Mapping[str, str] = {
    **{"có": "true", "co": "true", "true": "true", "x": "true"},
    **{"không": "false", "khong": "false", "false": "false"},
}

TEMPLATE: tuple[Mapping[str, str], ...] = (
    {
        "id": "vd1",
        "question": "Diện tích đất tự nhiên của tỉnh là bao nhiêu?",
        "documents": "bao-cao-114-2020",
        "kind": "con số",
        "style": "trang trọng",
        "facts": "3.849 | 3849",
        "evidence": "diện tích đất tự nhiên 3.849 km²",
    },
    {
        "id": "vd2",
        "question": "Tỉnh có bao nhiêu sân bay?",
        "documents": "bao-cao-114-2020",
        "kind": "tài liệu không nêu",
        "style": "trang trọng",
        "note": "câu mà tài liệu không trả lời",
    },
)
"""Two rows to write over."""
