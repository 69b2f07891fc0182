"""Conversations and answers as JSON and back, for keeping them between visits."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from assistant.app.session import Conversation, Turn
from assistant.types import (
    Answer,
    Choice,
    Citation,
    Computed,
    Conflict,
    DocumentStatus,
    Question,
    Reason,
    Writing,
    Written,
)
from index.status import Standing


def conversation_json(conversation: Conversation) -> str:
    """The finished turns."""
    turns = [asdict(turn) for turn in conversation.turns if turn.finished]
    return json.dumps(turns, ensure_ascii=False)


def conversation_from(id: str, stored: str) -> Conversation:
    """What `conversation_json` wrote."""
    return Conversation(tuple(_turn(row) for row in json.loads(stored)), id=id)


def answer_json(answer: Answer) -> str:
    return json.dumps(asdict(answer), ensure_ascii=False)


def answer_from(row: dict[str, Any]) -> Answer:
    nearest, computed, reason = row["nearest"], row["computed"], row["reason"]
    question = row["question"]
    return Answer(
        **{
            **row,
            "question": Question(
                question["text"],
                tuple(question["history"]),
                tuple(question["documents"]),
                question["id"],
            ),
            "reason": Reason(reason) if reason else None,
            "nearest": _citation(nearest) if nearest else None,
            "citations": _citations(row["citations"]),
            "conflicts": tuple(
                Conflict(c["text"], _citations(c["citations"])) for c in row["conflicts"]
            ),
            # Answers that an earlier version kept have none.
            "statuses": tuple(_status(s) for s in row.get("statuses", ())),
            "choices": tuple(
                Choice(tuple(c["taken"]), tuple(c["others"]), c["text"])
                for c in row.get("choices", ())
            ),
            "writing": _writing(row["writing"]) if row.get("writing") else None,
            "computed": Computed(computed["text"], _citations(computed["operands"]))
            if computed
            else None,
        }
    )


def _turn(row: dict[str, Any]) -> Turn:
    return Turn(
        **{
            **row,
            "answer": answer_from(row["answer"]) if row["answer"] else None,
        }
    )


def _status(row: dict[str, Any]) -> DocumentStatus:
    standing, citations = Standing(row["standing"]), _citations(row["citations"])
    return DocumentStatus(**{**row, "standing": standing, "citations": citations})


def _writing(row: dict[str, Any]) -> Writing:
    sentences = tuple(
        Written(**{**sentence, "quotes": tuple(sentence["quotes"])})
        for sentence in row["sentences"]
    )
    return Writing(**{**row, "sentences": sentences})


def _citations(rows: list[dict[str, Any]]) -> tuple[Citation, ...]:
    return tuple(_citation(row) for row in rows)


def _citation(row: dict[str, Any]) -> Citation:
    return Citation(
        **{
            **row,
            "place": tuple(row["place"]),
            "place_titles": tuple(row["place_titles"]),
            "spans": tuple((start, end) for start, end in row["spans"]),
        }
    )
