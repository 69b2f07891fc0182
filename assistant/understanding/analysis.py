"""One question, understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.types import Question
from assistant.understanding import abbreviations, followup
from assistant.understanding.naming import Named, mentioned
from assistant.understanding.wanted import Wanted, wanted_of
from index.vietnamese import fold, nfc, syllables

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")
_TOKEN = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*|\s+|.", re.S)
# These are also ordinary syllables without diacritics ('tu' for 'từ'): only capitals mean them.
_NEED_CAPITALS = frozenset({"tu", "hong"})
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")

# Folded syllables that ask or join rather than name; they tell nothing about which passage.
FUNCTION_WORDS = frozenset(
    """a a ai anh ba bac bao ban bi boi bang bao cac cai cach cho chi chua chung co con cua cung cu da
    dang dau day de den deu di do duoc em gi gio ha hay hoi hon khi khong ko la lai lam lau len loai
    luon luc ma may minh moi mot muc nao nay nay nam ne neu nghia ngay nhat nhi nhieu nhu nhung no
    noi o oi ong phai qua ra rang rieng roi sao sau se so su ta tai tat ten thang the them theo thi
    thoi thuoc to toi tren trong truoc tu tung va vao van vay ve vi vien viec vua xin xem a u hoac
    duoi giua boi vao voi cho bao nhieu ke liet gom biet""".split()
)


@dataclass(frozen=True, slots=True)
class Understanding:
    """text: the question stand-alone, in full words. query: the string searched. content: folded
    syllables that carry meaning, in order. years: stated years. named: documents it names."""

    text: str
    query: str
    wanted: Wanted
    content: tuple[str, ...]
    years: tuple[str, ...]
    named: tuple[Named, ...]
    follows: bool


def understand(
    question: Question, named: tuple[Named, ...], defined: dict[str, str]
) -> Understanding:
    """Make a question stand-alone and see what it asks for. defined: abbreviations that the
    library's documents define."""
    typed = clean(question.text)
    history = tuple(clean(turn) for turn in question.history)
    text = expand(typed, defined)
    follows = followup.depends_on_history(fold(typed), bool(history))
    if follows:
        text = followup.stand_alone(text, [expand(turn, defined) for turn in history])
    folded = fold(text)
    documents = mentioned(folded, named)
    numbers = " ".join(number for d in documents for number in (d.kind, *d.numbers))
    return Understanding(
        text=text,
        query=f"{text} {numbers}".strip(),
        wanted=wanted_of(fold(expand(typed, defined))),
        content=tuple(s for s in syllables(text) if s not in FUNCTION_WORDS),
        years=tuple(dict.fromkeys(_YEAR.findall(text))),
        named=documents,
        follows=follows,
    )


def clean(text: str) -> str:
    """NFC without control or invisible characters, single spaces."""
    return " ".join(_CONTROL.sub(" ", nfc(text)).split())


def expand(text: str, defined: dict[str, str]) -> str:
    """Abbreviations in full: those of messages replaced, those of offices put beside."""
    by_documents = {fold(short): long for short, long in defined.items()}
    pieces = _TOKEN.findall(text)
    out: list[str] = []
    for position, piece in enumerate(pieces):
        key = fold(piece)
        rest = "".join(pieces[position + 1 : position + 4]).lstrip()
        numbered = rest[:1].isdigit() or fold(rest).startswith("so ")
        in_number = position > 0 and pieces[position - 1] in "-/"
        if in_number or (key in _NEED_CAPITALS and not piece.isupper()):
            out.append(piece)
        elif key in by_documents:
            out.append(f"{piece} ({by_documents[key]})")
        elif key in abbreviations.OFFICIAL:
            out.append(f"{piece} ({abbreviations.OFFICIAL[key]})")
        elif key in abbreviations.MESSAGES and not numbered:
            out.append(abbreviations.MESSAGES[key])
        else:
            out.append(piece)
    return "".join(out)
