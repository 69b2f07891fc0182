"""Figures of a running window, for Prometheus, and one line of JSON for each thing that happened.

No figure and no line holds a question or a name, unless the settings ask for the questions.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
import platform
import time
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, Info, generate_latest
from pythonjsonlogger.json import JsonFormatter

from assistant import __version__
from assistant.types import Answer, Question
from index.errors import DanvanError

EVENTS = logging.getLogger("danvan.events")
STDERR = "stderr"
_FILE_BYTES, _FILES_KEPT = 10 * 1024 * 1024, 5
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Meters:
    """Counts of one window. with_questions: whether event lines hold the questions."""

    def __init__(self, with_questions: bool = False) -> None:
        self._with_questions = with_questions
        self._registry = registry = CollectorRegistry()
        self._questions = Counter("danvan_questions", "Questions answered", registry=registry)
        self._refusals = Counter(
            "danvan_refusals", "Questions refused, by reason", ["reason"], registry=registry
        )
        self._errors = Counter(
            "danvan_errors", "Questions that ended in an error, by its kind", ["kind"],
            registry=registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "danvan_answer_seconds", "Time to the whole answer", buckets=_SECONDS, registry=registry
        )
        Info("danvan_build", "What runs", registry=registry).info(
            {"version": __version__, "python": platform.python_version()}
        )

    def watched(self, question: Question, answers: Iterator[Answer]) -> Iterator[Answer]:
        """The growing answers, counted once they end; one that nobody waited for is not."""
        began = time.perf_counter()
        answer: Answer | None = None
        try:
            for answer in answers:
                yield answer
        except Exception as error:
            kind = type(error).__name__
            self._errors.labels(kind).inc()
            self._tell("error", question, kind=kind, known=isinstance(error, DanvanError))
            raise
        if answer is None:
            return
        seconds = time.perf_counter() - began
        self._questions.inc()
        self._seconds.observe(seconds)
        reason = answer.reason.value if answer.reason else ""
        if answer.refused:
            self._refusals.labels(reason or "none").inc()
        self._tell(
            "question",
            question,
            seconds=round(seconds, 4),
            refused=answer.refused,
            reason=reason,
            citations=len(answer.citations),
            index=answer.index,
        )

    def text(self) -> bytes:
        """In Prometheus' text format."""
        return generate_latest(self._registry)

    def _tell(self, event: str, question: Question, **fields: Any) -> None:
        if self._with_questions:
            fields["question"] = question.text
        EVENTS.info(event, extra={"letters": len(question.text), **fields})


class EventLine(JsonFormatter):
    """A line of JSON for a record. Of an exception it keeps kind and places, not the message:
    messages quote what people typed."""

    def __init__(self) -> None:
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger", "message": "event"},
            json_ensure_ascii=False,
        )

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],
    ) -> None:
        at = datetime.fromtimestamp(record.created).astimezone()
        log_data["at"] = at.isoformat(timespec="milliseconds")
        super().add_fields(log_data, record, message_dict)

    def formatException(self, ei: Any) -> str:
        kind, _, trace = ei
        places = [
            f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)
        ]
        return json.dumps([kind.__name__ if kind else "", *places])


def write_events(target: str) -> None:
    """Event lines, warnings and errors go to `target` from now on: STDERR, or a file, which is
    turned over at 10 MB (five old ones stay). "" writes none. Raises OSError."""
    if not target:
        return
    handler: logging.Handler = logging.StreamHandler()
    if target != STDERR:
        path = Path(target)
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_FILE_BYTES, backupCount=_FILES_KEPT, encoding="utf-8"
        )
    handler.setFormatter(EventLine())
    logging.getLogger().addHandler(handler)
    EVENTS.setLevel(logging.INFO)
