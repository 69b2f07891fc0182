"""Answers of any system, from the JSON of the answer contract.

Only `id` and `answer` are needed; what a system does not say stays unsaid (None), it is not
guessed. A line with `error` in place of an answer is a question without an answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals import messages
from evals.errors import AnswersError
from evals.types import EvalAnswer, EvalCitation, EvalConflict, EvalWriting, Span, Written


def load_answers(path: Path) -> Mapping[str, EvalAnswer]:
    """Answers by question id."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise AnswersError(messages.NO_FILE.format(path)) from error
    except UnicodeDecodeError as error:
        raise AnswersError(messages.NOT_UTF8.format(path)) from error
    except OSError as error:
        raise AnswersError(messages.CANNOT_READ.format(path, error.strerror)) from error
    answers: dict[str, EvalAnswer] = {}
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        where = messages.line_of(path, number)
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise AnswersError(messages.at(where, messages.NOT_JSON.format(error))) from error
        if isinstance(row, dict) and row.get("error") is not None and "answer" not in row:
            continue
        answer = parse_answer(row, where)
        if answer.id in answers:
            raise AnswersError(messages.at(where, messages.DUPLICATE_ANSWER.format(answer.id)))
        answers[answer.id] = answer
    return answers


def parse_answer(row: Any, where: str) -> EvalAnswer:
    """An answer from its JSON; raises AnswersError that begins with `where`."""
    if not isinstance(row, dict):
        raise AnswersError(messages.at(where, messages.NOT_OBJECT))
    read = _Reader(row, where)
    conflicts = tuple(
        EvalConflict(_Reader(c, where).text("text", ""), _citations(c, "citations", where))
        for c in read.objects("conflicts")
    )
    nearest = [row["nearest"]] if isinstance(row.get("nearest"), dict) else []
    computed = row.get("computed")
    operands = _citations(computed, "operands", where) if isinstance(computed, dict) else ()
    return EvalAnswer(
        id=read.needed_text("id"),
        text=read.needed_text("answer"),
        refused=read.flag("refused"),
        short=read.optional_text("short"),
        reason=read.optional_text("reason"),
        confidence=read.number("confidence"),
        citations=_citations(row, "citations", where),
        conflicts=conflicts,
        others=_citations(row, "others", where)
        + operands
        + tuple(_citation(c, where) for c in nearest),
        seconds=read.number("seconds"),
        index=read.optional_text("index"),
        generator=read.optional_text("generator"),
        writing=_writing(row.get("writing"), where),
    )


def _writing(value: Any, where: str) -> EvalWriting | None:
    if value is None:
        return None
    read = _Reader(value, where)
    sentences = [_Reader(row, where) for row in read.objects("sentences")]
    return EvalWriting(
        fault=read.optional_text("fault"),
        sentences=tuple(
            Written(s.needed_text("text"), s.texts("quotes"), s.optional_text("lack"))
            for s in sentences
        ),
        dropped_marks=int(read.number("dropped_marks") or 0),
    )


def _citations(row: Mapping[str, Any], name: str, where: str) -> tuple[EvalCitation, ...]:
    value = row.get(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise AnswersError(messages.at(where, messages.NEEDS_LIST.format(name)))
    return tuple(_citation(c, where) for c in value)


def _citation(value: Any, where: str) -> EvalCitation:
    """A citation object, or a bare quote as some systems write it."""
    if isinstance(value, str):
        return EvalCitation(quote=value)
    if not isinstance(value, dict):
        raise AnswersError(messages.at(where, messages.NEEDS_CITATION))
    read = _Reader(value, where)
    place = value.get("place")
    page = value.get("page")
    return EvalCitation(
        quote=read.needed_text("quote"),
        document=read.text("document", ""),
        spans=_spans(value.get("spans"), where),
        title=read.text("title", ""),
        place=tuple(str(label) for label in place) if isinstance(place, list) else (),
        page=page if isinstance(page, int) else None,
    )


def _spans(value: Any, where: str) -> tuple[Span, ...] | None:
    if value is None:
        return None
    try:
        spans = tuple((int(start), int(end)) for start, end in value)
    except (TypeError, ValueError) as error:
        raise AnswersError(messages.at(where, messages.NEEDS_SPANS)) from error
    return spans or None


class _Reader:
    """Typed reads of one JSON object; a wrong type is an AnswersError."""

    def __init__(self, row: Any, where: str) -> None:
        if not isinstance(row, dict):
            raise AnswersError(messages.at(where, messages.NOT_OBJECT))
        self._row = row
        self._where = where

    def _fail(self, message: str) -> AnswersError:
        return AnswersError(messages.at(self._where, message))

    def optional_text(self, name: str) -> str | None:
        value = self._row.get(name)
        if value is not None and not isinstance(value, str):
            raise self._fail(messages.NEEDS_TEXT.format(name))
        return value

    def text(self, name: str, default: str) -> str:
        value = self.optional_text(name)
        return default if value is None else value

    def needed_text(self, name: str) -> str:
        value = self.optional_text(name)
        if value is None:
            raise self._fail(messages.NEEDS_TEXT.format(name))
        return value

    def flag(self, name: str) -> bool:
        value = self._row.get(name, False)
        if not isinstance(value, bool):
            raise self._fail(messages.NEEDS_BOOL.format(name))
        return value

    def number(self, name: str) -> float | None:
        value = self._row.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self._fail(messages.NEEDS_NUMBER.format(name))
        return float(value)

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._row.get(name) or []
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self._fail(messages.NEEDS_LIST.format(name))
        return tuple(value)

    def objects(self, name: str) -> list[Mapping[str, Any]]:
        value = self._row.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self._fail(messages.NEEDS_LIST.format(name))
        return value


def answer_to_json(answer: EvalAnswer) -> dict[str, object]:
    """The fields that the measures read, in the names of the contract; `parse_answer` reads it
    back."""
    return {
        "id": answer.id,
        "answer": answer.text,
        "short": answer.short,
        "refused": answer.refused,
        "reason": answer.reason,
        "confidence": answer.confidence,
        "citations": [_citation_to_json(c) for c in answer.citations],
        "conflicts": [
            {"text": c.text, "citations": [_citation_to_json(cited) for cited in c.citations]}
            for c in answer.conflicts
        ],
        "others": [_citation_to_json(c) for c in answer.others],
        "seconds": answer.seconds,
        "index": answer.index,
        "generator": answer.generator,
        "writing": asdict(answer.writing) if answer.writing else None,
    }


def _citation_to_json(citation: EvalCitation) -> dict[str, object]:
    return {
        "document": citation.document,
        "title": citation.title,
        "place": list(citation.place),
        "page": citation.page,
        "quote": citation.quote,
        "spans": None if citation.spans is None else [list(span) for span in citation.spans],
    }
