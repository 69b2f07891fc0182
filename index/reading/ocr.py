"""Reading scanned pages with tesseract and its Vietnamese data, where the machine has them."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from index.reading.layout import Line
from index.reading.limits import MAX_OCR_SECONDS_PER_PAGE
from index.reading.pdfium import PdfiumFile, Picture
from index.reading.processes import TooSlow, run
from index.reading.words import Box, Word

INSTALL_COMMAND = "sudo apt install tesseract-ocr tesseract-ocr-vie"
_LANGUAGE = "vie"
_DPI = 300
_MOST_WORKERS = 4  # pages read at once; each takes a core and 300 MB
# Tesseract's own percentage. Seals and signatures read as words below 30; faint print as 40-60.
_LEAST_CONFIDENCE = 30.0
_WELL_KNOWN = Path("C:/Program Files/Tesseract-OCR/tesseract.exe")


@dataclass(frozen=True, slots=True)
class Tesseract:
    program: str

    @classmethod
    def find(cls) -> Tesseract | None:
        """Tesseract with Vietnamese data, None where either is missing."""
        program = shutil.which("tesseract") or (str(_WELL_KNOWN) if _WELL_KNOWN.is_file() else None)
        if program is None:
            return None
        try:
            printed = run([program, "--list-langs"], seconds=MAX_OCR_SECONDS_PER_PAGE)
        except TooSlow:
            return None
        if printed is None or _LANGUAGE not in printed.decode("utf-8", "replace").split():
            return None
        return cls(program)

    def read_pages(
        self, document: PdfiumFile, numbers: Sequence[int]
    ) -> Iterator[tuple[int, list[Line]]]:
        """Each page's number and lines, in order; no lines where it takes too long or shows no
        words. pdfium draws one page at a time, several are read at once."""
        workers = min(os.cpu_count() or 1, _MOST_WORKERS)
        waiting: deque[tuple[int, Future[list[Line]]]] = deque()
        with (
            tempfile.TemporaryDirectory(prefix="danvan-ocr-") as folder,
            ThreadPoolExecutor(workers) as pool,
        ):
            for number in numbers:
                picture = document.picture(number, Path(folder), _DPI)
                waiting.append((number, pool.submit(self._read, picture)))
                if len(waiting) > workers:
                    first, lines = waiting.popleft()
                    yield first, lines.result()
            for number, lines in waiting:
                yield number, lines.result()

    def _read(self, picture: Picture) -> list[Line]:
        command = [
            self.program, str(picture.path), "stdout", "-l", _LANGUAGE,
            "--psm", "3", "--dpi", str(_DPI), "tsv",
        ]  # fmt: skip
        try:
            printed = run(command, seconds=MAX_OCR_SECONDS_PER_PAGE)
        except TooSlow:
            return []  # the page is reported as doubtful
        picture.path.unlink()
        return _lines((printed or b"").decode("utf-8", "replace"), picture)


def _lines(table: str, picture: Picture) -> list[Line]:
    lines: dict[tuple[str, ...], list[tuple[Word, float]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        key = (row["block_num"], row["par_num"], row["line_num"])
        left, top = int(row["left"]), int(row["top"])
        scale = picture.points_per_pixel
        box = Box(
            left * scale,
            top * scale,
            (left + int(row["width"])) * scale,
            (top + int(row["height"])) * scale,
        )
        for piece in unicodedata.normalize("NFC", text).split():
            lines.setdefault(key, []).append((Word(piece, box), float(row["conf"])))
    return [
        Line(tuple(word for word, _ in words))
        for words in lines.values()
        if sum(confidence for _, confidence in words) / len(words) >= _LEAST_CONFIDENCE
    ]
