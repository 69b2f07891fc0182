"""`python -m index.reading.worker FILE.pdf`: the process that opens one PDF.

Prints one JSON line for each page read and a last one with the result or an error.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

from index.errors import UnreadableFile
from index.reading import messages
from index.reading.isolation import source_to_json
from index.reading.limits import MAX_WORKER_BYTES
from index.reading.pdf import read_pdf

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]


def main(arguments: list[str]) -> int:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    path = Path(arguments[0])
    _limit_memory()
    try:
        source = read_pdf(path, _report)
    except UnreadableFile as error:
        _print({"error": str(error)})
        return 1
    except (MemoryError, RecursionError):
        _print({"error": messages.bomb(path.name)})
        return 1
    _print(source_to_json(source))
    return 0


def _limit_memory() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MAX_WORKER_BYTES, MAX_WORKER_BYTES))


def _report(done: int, pages: int) -> None:
    _print({"page": done, "pages": pages})


def _print(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
