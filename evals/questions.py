"""Question sets: read, validated, split. SCHEMA.md is the format; a fault names file and line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evals import messages
from evals.errors import QuestionSetError
from evals.text import strip_diacritics
from evals.types import KINDS, STYLES, VERDICTS, EvalQuestion, Split

EVIDENCE_LENGTH = (20, 200)  # characters of one quote, from SCHEMA.md
_KNOWN = {
    *("id", "question", "history", "documents", "source", "kind", "style", "facts"),
    *("evidence", "verdict", "answerable", "note"),
}


def shipped_set(name: str = "report_dev") -> Path:
    """A question set that ships with the project."""
    return Path(__file__).parent / "data" / f"{name}.jsonl"


def load_questions(paths: Sequence[Path]) -> tuple[EvalQuestion, ...]:
    """Every question of the files, in order. Ids are unique over all of them."""
    loaded: list[EvalQuestion] = []
    seen: dict[str, str] = {}
    for path in paths:
        for where, row in _rows(path):
            question = parse_question(row, where, path.stem)
            if question.id in seen:
                raise QuestionSetError(
                    messages.at(where, messages.DUPLICATE_ID.format(question.id, seen[question.id]))
                )
            seen[question.id] = where
            loaded.append(question)
    if not loaded:
        raise QuestionSetError(messages.EMPTY_SET.format(", ".join(map(str, paths))))
    return tuple(loaded)


def _rows(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise QuestionSetError(messages.NO_FILE.format(path)) from error
    except UnicodeDecodeError as error:
        raise QuestionSetError(messages.NOT_UTF8.format(path)) from error
    except OSError as error:
        raise QuestionSetError(messages.CANNOT_READ.format(path, error.strerror)) from error
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        where = messages.line_of(path, number)
        try:
            yield where, json.loads(line)
        except json.JSONDecodeError as error:
            raise QuestionSetError(messages.at(where, messages.NOT_JSON.format(error))) from error


def parse_question(row: Any, where: str, set_name: str = "") -> EvalQuestion:
    """A question from its JSON; raises QuestionSetError that begins with `where`."""
    faults = list(_faults(row))
    if faults:
        raise QuestionSetError("\n".join(messages.at(where, fault) for fault in faults))
    return EvalQuestion(
        id=row["id"],
        question=row["question"],
        kind=row["kind"],
        style=row["style"],
        answerable=row["answerable"],
        history=tuple(row["history"]),
        documents=tuple(row["documents"]),
        source=tuple(row["source"]) if "source" in row else None,
        facts=tuple(tuple(fact) for fact in row["facts"]),
        evidence=tuple(row["evidence"]),
        verdict=row.get("verdict"),
        note=row.get("note", ""),
        set=set_name,
    )


def _faults(row: Any) -> Iterator[str]:
    if not isinstance(row, dict):
        yield messages.NOT_OBJECT
        return
    malformed = list(_malformed(row))
    yield from malformed
    if not malformed:
        yield from _inconsistent(row)


def _malformed(row: dict[str, Any]) -> Iterator[str]:
    for name in ("id", "question"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            yield messages.NEEDS_TEXT.format(name)
    for name, allowed in (("kind", KINDS), ("style", STYLES)):
        if row.get(name) not in allowed:
            yield messages.NEEDS_ONE_OF.format(name, row.get(name), ", ".join(allowed))
    if not isinstance(row.get("answerable"), bool):
        yield messages.NEEDS_BOOL.format("answerable")
    for name in ("history", "documents", "evidence", *(["source"] if "source" in row else [])):
        if not _is_texts(row.get(name)):
            yield messages.NEEDS_TEXTS.format(name)
    facts = row.get("facts")
    if not isinstance(facts, list) or not all(_is_texts(fact) and fact for fact in facts):
        yield messages.NEEDS_FACTS
    if not isinstance(row.get("note", ""), str):
        yield messages.NEEDS_TEXT.format("note")
    if row.get("verdict") is not None and row["verdict"] not in VERDICTS:
        yield messages.NEEDS_ONE_OF.format("verdict", row["verdict"], ", ".join(VERDICTS))
    for name in sorted(set(row) - _KNOWN):
        yield messages.UNKNOWN_FIELD.format(name)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)


def _inconsistent(row: dict[str, Any]) -> Iterator[str]:
    if row["answerable"] == (row["kind"] == "none"):
        yield messages.KIND_NONE
    if row["answerable"] and not row["facts"]:
        yield messages.NO_FACTS
    if row["answerable"] and not row["evidence"]:
        yield messages.NO_EVIDENCE
    if not row["answerable"] and (row["facts"] or row["evidence"]):
        yield messages.UNANSWERABLE_WITH_FACTS
    if (row["kind"] == "yes-no") != (row.get("verdict") is not None):
        yield messages.VERDICT_MISPLACED
    if row["kind"] == "conflict" and len(row["facts"]) < 2:
        yield messages.CONFLICT_NEEDS_TWO
    low, high = EVIDENCE_LENGTH
    for quote in row["evidence"]:
        if not low <= len(quote) <= high:
            yield messages.EVIDENCE_LENGTH.format(len(quote), low, high, quote[:40])


def is_guard(question_id: str) -> bool:
    """Whether a question belongs to the guard third: sha256 of its id without a final 't', as
    one integer, is divisible by 3. A near miss and its twin (id + 't') stay together."""
    digest = hashlib.sha256(question_id.removesuffix("t").encode("utf-8")).hexdigest()
    return int(digest, 16) % 3 == 0


def take_split(questions: Iterable[EvalQuestion], split: Split) -> tuple[EvalQuestion, ...]:
    if split == "all":
        return tuple(questions)
    return tuple(q for q in questions if is_guard(q.id) == (split == "guard"))


def folded(question: EvalQuestion) -> EvalQuestion:
    """The question as typed without diacritics, its history too."""
    return replace(
        question,
        question=strip_diacritics(question.question),
        history=tuple(strip_diacritics(turn) for turn in question.history),
    )


def to_row(question: EvalQuestion) -> dict[str, object]:
    """The JSON object of SCHEMA.md."""
    row: dict[str, object] = {
        "id": question.id,
        "question": question.question,
        "history": list(question.history),
        "kind": question.kind,
        "style": question.style,
        "facts": [list(fact) for fact in question.facts],
        "evidence": list(question.evidence),
        "answerable": question.answerable,
        "documents": list(question.documents),
    }
    if question.source is not None:
        row["source"] = list(question.source)
    if question.verdict is not None:
        row["verdict"] = question.verdict
    if question.note:
        row["note"] = question.note
    return row
