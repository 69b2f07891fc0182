"""PDF files are opened in a process of their own: native code that a hostile file crashes,
hangs or fills with memory takes that process down and nothing else."""

from __future__ import annotations

import json
import logging
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import fields
from pathlib import Path
from typing import IO, Any

from index.errors import UnreadableFile
from index.reading import messages
from index.reading.limits import MAX_OCR_SECONDS_PER_PAGE, MAX_SECONDS
from index.reading.processes import end
from index.types import Repair, SourceText, WordBox

_log = logging.getLogger(__name__)

_MOST_COMPLAINTS = 4_000  # bytes of a worker's error output worth a log entry
_PACKAGE_ROOT = Path(__file__).resolve().parent.parent.parent
# One page, OCR included, must come within this; a whole file within the total.
_MAX_SECONDS_PER_PAGE = max(MAX_SECONDS, MAX_OCR_SECONDS_PER_PAGE + 30)
_WORKER = "index.reading.worker"
_MAX_SECONDS_IN_ALL = 3600.0


def read_pdf_isolated(path: Path) -> SourceText:
    # -P and our own root first: a folder called `index` where the person stands is not ours.
    environment = dict(os.environ)
    inherited = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = os.pathsep.join(
        [str(_PACKAGE_ROOT), *([inherited] if inherited else [])]
    )
    environment["PYTHONIOENCODING"] = "utf-8"
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", _WORKER, str(path.resolve())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment,
            start_new_session=True,
        ) as process,
    ):
        try:
            return _result(process, path.name)
        finally:
            if process.poll() is None:
                end(process)
            complaints.seek(0)
            said = complaints.read(_MOST_COMPLAINTS).decode("utf-8", "replace").strip()
            if said:
                _log.info("reading %s: %s", path.name, said)


def _result(process: subprocess.Popen[bytes], name: str) -> SourceText:
    """The worker prints a line for each page and then the result or an error."""
    lines: queue.Queue[bytes | None] = queue.Queue()
    assert process.stdout is not None
    threading.Thread(target=_pass_on, args=(process.stdout, lines), daemon=True).start()
    deadline = time.monotonic() + _MAX_SECONDS_IN_ALL
    while True:
        left = min(_MAX_SECONDS_PER_PAGE, deadline - time.monotonic())
        try:
            line = lines.get(timeout=max(left, 0.0))
        except queue.Empty as error:
            end(process)
            raise UnreadableFile(messages.too_slow(name, int(_MAX_SECONDS_PER_PAGE))) from error
        if line is None:
            raise UnreadableFile(messages.damaged(name, "PDF"))  # it died without a word
        answer = json.loads(line)
        if "error" in answer:
            raise UnreadableFile(str(answer["error"]))
        if "text" in answer:
            return source_from_json(answer)


def _pass_on(stream: IO[bytes], lines: queue.Queue[bytes | None]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)


def source_to_json(source: SourceText) -> dict[str, Any]:
    plain: dict[str, Any] = {item.name: getattr(source, item.name) for item in fields(source)}
    plain["repairs"] = [_values(repair) for repair in source.repairs]
    plain["boxes"] = [_values(box) for box in source.boxes]
    return plain


def _values(record: Repair | WordBox) -> list[Any]:
    return [
        round(value, 2) if isinstance(value, float) else value
        for value in (getattr(record, item.name) for item in fields(record))
    ]


def source_from_json(plain: dict[str, Any]) -> SourceText:
    return SourceText(
        text=plain["text"],
        page_starts=tuple(plain["page_starts"]),
        repairs=tuple(Repair(*values) for values in plain["repairs"]),
        boxes=tuple(WordBox(*values) for values in plain["boxes"]),
        headings=tuple((start, end) for start, end in plain["headings"]),
        tables=tuple((start, end) for start, end in plain["tables"]),
        footnotes=tuple((mark, (start, end)) for mark, (start, end) in plain["footnotes"]),
        doubtful_pages=tuple(plain["doubtful_pages"]),
    )
