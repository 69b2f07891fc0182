"""Quizzes and items as JSON and back: schema 1 of docs/contract.md, and what a saved quiz holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from assistant.quiz import texts
from assistant.quiz.items.making import explained
from assistant.quiz.types import SCHEMA, Difficulty, Kind, Quiz, QuizItem, Request
from assistant.types import Citation
from index.errors import DanvanError
from index.types import sha256_of

MOST_ITEMS = 2_000
MOST_LETTERS = 4_000  # of one text


class QuizInvalid(DanvanError):
    """A quiz file cannot be read. The message says where it is wrong, in Vietnamese."""


def item_json(item: QuizItem) -> dict[str, Any]:
    """key: indices of the right options (ordering: of all options, in the right order; matching:
    each pair belongs together); for fill the text that is typed."""
    key: list[int] | str = list(item.key)
    options: list[Any] = list(item.options)
    if item.kind is Kind.FILL:
        key = item.answers[0] if item.answers else ""
    if item.kind is Kind.MATCHING:
        options = [list(pair) for pair in item.pairs]
        key = list(range(len(item.pairs)))
    return {
        "id": item.id,
        "kind": item.kind.value,
        "stem": item.stem,
        "options": options,
        "key": key,
        "accepted": list(item.answers),
        "explanation": item.explanation,
        "citation": item.citations[0].to_json() if item.citations else None,
        "citations": [citation.to_json() for citation in item.citations],
        "difficulty": item.difficulty.value,
        "facts": list(item.facts),
    }


def quiz_json(quiz: Quiz) -> dict[str, Any]:
    request = quiz.request
    return {
        "schema": SCHEMA,
        "title": quiz.title,
        "items": [item_json(item) for item in quiz.items],
        "shortfall": quiz.shortfall,
        "index": quiz.index,
        "request": {
            "count": request.count,
            "documents": list(request.documents),
            "section": request.section,
            "topic": request.topic,
            "kinds": [kind.value for kind in request.kinds],
            "difficulty": request.difficulty.value if request.difficulty else None,
            "seed": request.seed,
        },
    }


def quiz_text(quiz: Quiz) -> str:
    return json.dumps(quiz_json(quiz), ensure_ascii=False, indent=2)


def quiz_from_text(text: str) -> Quiz:
    """What `quiz_text` wrote, edited or not. Raises QuizInvalid."""
    try:
        found = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise QuizInvalid(texts.NOT_JSON) from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise QuizInvalid(texts.NOT_QUIZ)
    rows = found.get("items")
    if not isinstance(rows, list) or len(rows) > MOST_ITEMS:
        raise QuizInvalid(texts.NOT_QUIZ)
    items = []
    for number, row in enumerate(rows, start=1):
        try:
            items.append(_item(row))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise QuizInvalid(texts.BAD_ITEM.format(number=number, detail=error)) from error
    try:
        request = _request(found.get("request") or {}, len(items))
    except (TypeError, ValueError) as error:
        raise QuizInvalid(texts.NOT_QUIZ) from error
    return Quiz(
        title=_text(found.get("title") or texts.TITLE),
        items=tuple(items),
        request=request,
        shortfall=_text(found.get("shortfall") or ""),
        index=_text(found.get("index") or ""),
    )


def kinds_from(names: Iterable[str]) -> tuple[Kind, ...]:
    """Kinds by their ids, each once. Raises QuizInvalid."""
    known = {kind.value: kind for kind in Kind}
    found = list(dict.fromkeys(names))
    unknown = [name for name in found if name not in known]
    if unknown:
        said = texts.BAD_KIND.format(kinds=", ".join(unknown), known=", ".join(known))
        raise QuizInvalid(said)
    return tuple(known[name] for name in found)


def edited(item: QuizItem, **changes: Any) -> QuizItem:
    """An item with its words changed by a trainer. Raises QuizInvalid where it cannot be answered
    any more."""
    changed = replace(item, **changes)
    _check(changed)
    return changed


def _item(row: dict[str, Any]) -> QuizItem:
    kind = Kind(row["kind"])
    options, key = row["options"], row["key"]
    matching = kind is Kind.MATCHING
    citations = tuple(_citation(c) for c in row.get("citations") or [row["citation"]] if c)
    answers: tuple[str, ...] = ()
    if kind is Kind.FILL:
        answers = tuple(dict.fromkeys([_text(key), *map(_text, row.get("accepted") or ())]))
    item = QuizItem(
        id=_text(row["id"]),
        kind=kind,
        stem=_text(row["stem"]),
        explanation=_text(row["explanation"])
        or "\n".join(explained(c, c.title) for c in citations),
        citations=citations,
        difficulty=Difficulty(row["difficulty"]),
        facts=tuple(map(_text, row.get("facts") or ())),
        options=() if matching or kind is Kind.FILL else tuple(map(_text, options)),
        key=() if matching or kind is Kind.FILL else tuple(_whole(n) for n in key),
        answers=answers,
        pairs=tuple((_text(left), _text(right)) for left, right in options) if matching else (),
    )
    _check(item)
    return item


def _check(item: QuizItem) -> None:
    """Raises QuizInvalid where an item cannot be answered."""
    if not item.stem.strip():
        raise QuizInvalid(texts.NO_STEM)
    if item.kind is Kind.FILL:
        if not item.answers or not item.answers[0].strip():
            raise QuizInvalid(texts.NO_KEY)
        return
    if item.kind is Kind.MATCHING:
        if len(item.pairs) < 2 or not all(a.strip() and b.strip() for a, b in item.pairs):
            raise QuizInvalid(texts.FEW_OPTIONS)
        return
    if len(item.options) < 2 or not all(option.strip() for option in item.options):
        raise QuizInvalid(texts.FEW_OPTIONS)
    folded = [" ".join(option.lower().split()) for option in item.options]
    if len(set(folded)) < len(folded):
        raise QuizInvalid(texts.SAME_OPTIONS)
    if any(not 0 <= n < len(item.options) for n in item.key) or len(set(item.key)) < len(item.key):
        raise QuizInvalid(texts.NO_KEY)
    if item.kind is Kind.ORDERING:
        right = len(item.options)
    else:
        right = 1 if item.kind in (Kind.SINGLE, Kind.TRUE_FALSE) else max(1, len(item.key))
    if len(item.key) != right:
        raise QuizInvalid(texts.NO_KEY)


def _request(row: dict[str, Any], items: int) -> Request:
    difficulty = row.get("difficulty")
    return Request(
        count=_whole(row.get("count", items)),
        documents=tuple(map(_text, row.get("documents") or ())),
        section=_text(row.get("section") or ""),
        topic=_text(row.get("topic") or ""),
        kinds=tuple(Kind(kind) for kind in row.get("kinds") or ()),
        difficulty=Difficulty(difficulty) if difficulty else None,
        seed=_whole(row.get("seed", 1)),
    )


def _citation(row: dict[str, Any]) -> Citation:
    quote = _text(row["quote"], limit=100_000)
    page = row.get("page")
    return Citation(
        number=_whole(row["number"]),
        document=_text(row["document"]),
        title=_text(row["title"]),
        place=tuple(map(_text, row["place"])),
        place_titles=tuple(map(_text, row["place_titles"])),
        page=None if page is None else _whole(page),
        quote=quote,
        spans=tuple((_whole(start), _whole(end)) for start, end in row["spans"]),
        sha256=sha256_of(quote),
        passage="",
    )


def _text(value: Any, limit: int = MOST_LETTERS) -> str:
    if not isinstance(value, str):
        raise ValueError(texts.NOT_TEXT.format(value=str(value)[:40]))
    return value[:limit]


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(texts.NOT_NUMBER.format(value=str(value)[:40]))
    return value
