"""Text, word boxes and page images from pdfium."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from index.errors import UnreadableFile
from index.reading import messages
from index.reading.layout import Line
from index.reading.limits import MAX_CHARACTERS, MAX_PAGES
from index.reading.tables import Rule
from index.reading.words import Box, Word

_FORMAT = "PDF"
_MAX_PIXELS = 30_000_000  # A4 at 300 dpi has 8.7 million
_POINTS_PER_INCH = 72
_RAISED = 0.8  # of a word's size: figures raised as a footnote's mark are set in 58 to 66 %
_THIN = 3.0  # points: a rule is no thicker, a side of a cell no shorter
_MOST_PATHS = 5_000
_MOST_SEGMENTS = 500  # of one path


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as an image file, with the factor from its pixels to PDF points."""

    path: Path
    points_per_pixel: float


class PdfiumFile:
    """An open PDF. Pages are opened one at a time and closed again."""

    def __init__(self, path: Path) -> None:
        try:
            self._document: Any = pypdfium2.PdfDocument(str(path))
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower() or "security" in str(error).lower():
                raise UnreadableFile(messages.encrypted(path.name)) from error
            raise UnreadableFile(messages.damaged(path.name, _FORMAT)) from error
        self._name = path.name
        if len(self) == 0:
            raise UnreadableFile(messages.damaged(path.name, _FORMAT))
        if len(self) > MAX_PAGES:
            raise UnreadableFile(messages.too_many_pages(path.name, len(self), MAX_PAGES))

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        self._document.close()

    def page_size(self, number: int) -> tuple[float, float]:
        width, height = self._document.get_page_size(number - 1)
        return float(width), float(height)

    def lines(self, number: int) -> list[Line]:
        """Lines of page `number` (from 1) in the order of its text, words with boxes."""
        with _OpenPage(self._document, number, self._name) as page:
            height = float(page.get_height())
            text_page = page.get_textpage()
            try:
                return list(_lines(text_page, height))
            finally:
                text_page.close()

    def has_picture(self, number: int) -> bool:
        """Whether the page shows an image, as every page of a scan does."""
        with _OpenPage(self._document, number, self._name) as page:
            found = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
            return next(iter(found), None) is not None

    def rules(self, number: int) -> list[Rule]:
        """Straight lines and the sides of rectangles drawn on page `number`; at most
        `_MOST_PATHS` paths are looked at."""
        with _OpenPage(self._document, number, self._name) as page:
            height = float(page.get_height())
            found: list[Rule] = []
            paths = page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=1)
            for path in islice(paths, _MOST_PATHS):
                found += _rules_of(path, height)
            return found

    def picture(self, number: int, folder: Path, dpi: int) -> Picture:
        with _OpenPage(self._document, number, self._name) as page:
            width, height = page.get_size()
            scale = dpi / _POINTS_PER_INCH
            pixels = width * height * scale * scale
            if pixels > _MAX_PIXELS:
                scale *= (_MAX_PIXELS / pixels) ** 0.5
            bitmap = page.render(scale=scale, grayscale=True)
            path = folder / f"page-{number}.png"
            bitmap.to_pil().save(path)
            bitmap.close()
        return Picture(path, 1 / scale)


class _OpenPage:
    """`with _OpenPage(...) as page`: a page that is closed again."""

    def __init__(self, document: Any, number: int, name: str) -> None:
        self._document, self._number, self._name = document, number, name

    def __enter__(self) -> Any:
        try:
            self._page = self._document[self._number - 1]
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile(messages.damaged(self._name, _FORMAT)) from error
        return self._page

    def __exit__(self, *_: object) -> None:
        self._page.close()


def _rules_of(path: Any, height: float) -> Iterator[Rule]:
    left, bottom, right, top = path.get_bounds()
    if top - bottom <= _THIN or right - left <= _THIN:  # a line, or a thin filled rectangle
        yield from _rule((left, bottom), (right, top), height)
        return
    if not _is_stroked(path):
        return  # the ground under words, not the side of a cell
    matrix = path.get_matrix()
    points: list[tuple[float, float]] = []
    for position in range(min(raw.FPDFPath_CountSegments(path.raw), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path.raw, position)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO and points:
            yield from _rule(points[-1], point, height)
            if raw.FPDFPathSegment_GetClose(segment):
                yield from _rule(point, points[0], height)
            points.append(point)
        else:
            points = [point]


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(path.raw, fill, stroke) and stroke.value)


def _rule(start: tuple[float, float], end: tuple[float, float], height: float) -> Iterator[Rule]:
    (left, right), (low, high) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    if high - low <= _THIN < right - left:
        yield Rule(False, height - (low + high) / 2, left, right)
    elif right - left <= _THIN < high - low:
        yield Rule(True, (left + right) / 2, height - high, height - low)


def _lines(text_page: Any, height: float) -> Iterator[Line]:
    words: list[Word] = []
    letters: list[str] = []
    sizes: list[float] = []
    box: Box | None = None

    def close() -> None:
        nonlocal box
        if letters:
            words.append(_word(letters, sizes, box))
        letters.clear()
        sizes.clear()
        box = None

    for index in range(min(text_page.count_chars(), MAX_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text_page.raw, index)
        letter = chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else ""
        if letter in ("\n", "\r"):
            close()
            if words:
                yield Line(tuple(words))
                words = []
        elif letter.isspace():
            close()
        elif letter and letter != "\ufffe":
            letters.append(letter)
            sizes.append(_size(text_page, index))
            around = _char_box(text_page, index, height)
            if around is not None:
                box = around if box is None else box.union(around)
    close()
    if words:
        yield Line(tuple(words))


def _word(letters: list[str], sizes: list[float], box: Box | None) -> Word:
    """A word with the place of figures that are smaller than its other letters."""
    text = unicodedata.normalize("NFC", "".join(letters))
    largest = max(sizes)
    small = [
        position
        for position, (letter, size) in enumerate(zip(letters, sizes, strict=True))
        if letter.isdigit() and size <= largest * _RAISED
    ]
    if not small or small[-1] - small[0] + 1 != len(small):
        return Word(text, box, size=largest)
    start = len(unicodedata.normalize("NFC", "".join(letters[: small[0]])))
    return Word(text, box, size=largest, raised=(start, start + len(small)))


def _size(text_page: Any, index: int) -> float:
    """Of a letter, in points on the page."""
    matrix = raw.FS_MATRIX()
    size = float(raw.FPDFText_GetFontSize(text_page.raw, index))
    if not raw.FPDFText_GetMatrix(text_page.raw, index, matrix):
        return size
    return float(size * math.hypot(matrix.c, matrix.d))


def _char_box(text_page: Any, index: int, height: float) -> Box | None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not raw.FPDFText_GetCharBox(text_page.raw, index, left, right, bottom, top):
        return None
    if right.value <= left.value:
        return None
    return Box(left.value, height - top.value, right.value, height - bottom.value)
