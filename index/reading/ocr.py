"""Reading scanned pages with tesseract and its Vietnamese data, where the machine has them."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import unicodedata
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
        printed = run([program, "--list-langs"], seconds=10)
        if printed is None or _LANGUAGE not in printed.decode("utf-8", "replace").split():
            return None
        return cls(program)

    def read_page(self, document: PdfiumFile, number: int) -> list[Line]:
        """Lines of a page's picture; none where it takes too long or shows no words."""
        with tempfile.TemporaryDirectory(prefix="danvan-ocr-") as folder:
            picture = document.picture(number, Path(folder), _DPI)
            command = [
                self.program, str(picture.path), "stdout", "-l", _LANGUAGE,
                "--psm", "3", "--dpi", str(_DPI), "tsv",
            ]  # fmt: skip
            try:
                printed = run(command, seconds=MAX_OCR_SECONDS_PER_PAGE)
            except TooSlow:
                return []  # the page is reported as doubtful
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
