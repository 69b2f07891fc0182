"""Anki packages: one card an item, the options on its front, key and cited words on its back."""

from __future__ import annotations

import hashlib
import tempfile
from html import escape
from pathlib import Path

import genanki

from assistant.quiz import texts
from assistant.quiz.export.wording import as_pairs, key_letters, key_words
from assistant.quiz.types import Kind, Quiz, QuizItem

# Fixed for good: Anki knows a note type and a deck again by these numbers.
_MODEL_ID = 1_607_392_114
_CSS = (
    ".card{font:18px/1.5 sans-serif;text-align:left;color:#1b2421;background:#fff}"
    ".source{font-size:15px;color:#53605b}ol{padding-left:1.4em}"
)


def apkg_bytes(quiz: Quiz) -> bytes:
    front, back, source = texts.ANKI_FIELDS
    model = genanki.Model(
        _MODEL_ID,
        texts.ANKI_MODEL,
        fields=[{"name": name} for name in texts.ANKI_FIELDS],
        templates=[
            {
                "name": texts.ANKI_CARD,
                "qfmt": f"{{{{{front}}}}}",
                "afmt": f'{{{{FrontSide}}}}<hr id="answer">{{{{{back}}}}}'
                f'<p class="source">{{{{{source}}}}}</p>',
            }
        ],
        css=_CSS,
    )
    deck_id = int(hashlib.sha256(quiz.title.encode()).hexdigest()[:8], 16)
    deck = genanki.Deck(deck_id, quiz.title)
    for item in quiz.items:
        note = genanki.Note(
            model=model,
            fields=[_front(item), _back(item), _html(item.explanation)],
            guid=item.id,  # taken in again, a deck changes its cards instead of doubling them
            tags=[item.kind.value, f"muc_do_{item.difficulty.value}"],
        )
        deck.add_note(note)
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        path = Path(folder) / "quiz.apkg"
        genanki.Package(deck).write_to_file(str(path), timestamp=0.0)
        return path.read_bytes()


def _front(item: QuizItem) -> str:
    shown = ""
    if item.kind is Kind.MATCHING:
        lefts = "".join(f"<li>{_html(left)}</li>" for left, _ in item.pairs)
        rights = "".join(f"<li>{_html(right)}</li>" for right in sorted(r for _, r in item.pairs))
        shown = f'<ol>{lefts}</ol><ol type="a">{rights}</ol>'
    elif item.options:
        options = "".join(f"<li>{_html(option)}</li>" for option in item.options)
        shown = f'<ol type="A">{options}</ol>'
    return f"<p>{_html(item.stem)}</p>{shown}"


def _back(item: QuizItem) -> str:
    if item.kind is Kind.MATCHING:
        rows = "".join(f"<li>{_html(a)} → {_html(b)}</li>" for a, b in as_pairs(item))
        return f"<ol>{rows}</ol>"
    if item.kind is Kind.FILL:
        return _html(key_words(item))
    return f"<b>{_html(key_letters(item))}</b> — {_html(key_words(item))}"


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
