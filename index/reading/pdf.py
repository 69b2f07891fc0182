"""PDF: each page's text from whichever of pypdf, pdfium and OCR reads it best.

Opens hostile files with native code: called through `index.reading.isolation`.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pypdf import PdfReader

from index.errors import UnreadableFile
from index.reading import messages
from index.reading.footnotes import has_raised_figures, with_footnotes
from index.reading.furniture import without_furniture
from index.reading.layout import Line, Page, with_boxes
from index.reading.legibility import Legibility, legibility
from index.reading.limits import MAX_CHARACTERS, MAX_OCR_PAGES
from index.reading.lost_letters import lost_letters, restored
from index.reading.ocr import INSTALL_COMMAND, Tesseract
from index.reading.paragraphs import paragraphs_of
from index.reading.pdfium import PdfiumFile
from index.reading.repairs import join_torn, mend_word
from index.reading.tables import with_tables
from index.reading.words import assemble
from index.types import SourceText

_log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called with the pages read so far and the number of pages."""

_TABLES_A_PAGE = 1_000  # more than fit on one
_LESS_TEXT = 0.9  # pypdf lost text if it has less than this share of pdfium's letters
_MORE_LEGIBLE = 0.005
_DROPS_LETTERS = 0.75
"""A text layer at least this legible is right but for lost letters; below, it is garbled.
Measured: pages of the Constitution 0.85-0.97, a garbled OCR layer 0.43-0.52."""


@dataclass(frozen=True, slots=True)
class _Reading:
    page: Page
    layer: list[Line]  # the page's lines before torn syllables are joined
    quality: Legibility
    is_picture: bool  # no text to speak of, but an image: a scan

    @property
    def only_drops(self) -> bool:
        return self.quality.is_judged and self.quality.score >= _DROPS_LETTERS


def read_pdf(path: Path, progress: Progress = lambda done, pages: None) -> SourceText:
    document = PdfiumFile(path)
    try:
        readings = _read_layers(path, document, progress)
        pages, doubtful = _with_ocr(path, document, readings, progress)
    finally:
        document.close()
    cleaned = with_footnotes(without_furniture(pages))
    paragraphs = paragraphs_of(cleaned)
    if not paragraphs:
        raise UnreadableFile(messages.no_text(path.name))
    return assemble(paragraphs, pages=len(pages), doubtful_pages=doubtful)


def _read_layers(path: Path, document: PdfiumFile, progress: Progress) -> list[_Reading]:
    """The text layer of every page."""
    reader = _pypdf_reader(path)
    readings: list[_Reading] = []
    characters = 0
    for number in range(1, len(document) + 1):
        layer = [_mended(line) for line in _best_layer(reader, document, number)]
        layer = with_tables(layer, document.rules(number), first_table=number * _TABLES_A_PAGE)
        width, height = document.page_size(number)
        page = Page(number, width, height, tuple(_untorn(line) for line in layer))
        quality = legibility(page.text)
        is_picture = not quality.is_judged and document.has_picture(number)
        readings.append(_Reading(page, layer, quality, is_picture))
        characters += len(page.text)
        if characters > MAX_CHARACTERS:
            raise UnreadableFile(messages.too_long(path.name, MAX_CHARACTERS))
        progress(number, len(document))
    return readings


def _pypdf_reader(path: Path) -> PdfReader | None:
    """None where pypdf cannot open what pdfium can (an unusual cipher, a broken table)."""
    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            reader.decrypt("")  # opened by pdfium, so the password to read it is empty
        len(reader.pages)
    except Exception as error:  # pypdf meets a broken file with any exception there is
        _log.info("pypdf cannot open %s: %r", path.name, error)
        return None
    return reader


def _best_layer(reader: PdfReader | None, document: PdfiumFile, number: int) -> list[Line]:
    """pypdf's text with pdfium's boxes, or pdfium's text where that is fuller or more legible, or
    where figures are raised: pypdf runs a footnote's mark together with the line before it."""
    native = document.lines(number)
    text = _pypdf_text(reader, number)
    if text is None or any(has_raised_figures(line) for line in native):
        return native
    native_text = "\n".join(line.text for line in native)
    if _letters(text) < _letters(native_text) * _LESS_TEXT:
        return native
    if legibility(native_text).score > legibility(text).score + _MORE_LEGIBLE:
        return native
    lines = [words for line in text.split("\n") if (words := line.split())]
    return with_boxes(lines, [word for line in native for word in line.words])


def _pypdf_text(reader: PdfReader | None, number: int) -> str | None:
    if reader is None:
        return None
    try:
        return unicodedata.normalize("NFC", reader.pages[number - 1].extract_text())
    except Exception as error:  # as above: this page is read by pdfium alone
        _log.info("pypdf cannot read page %d: %r", number, error)
        return None


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)


def _mended(line: Line) -> Line:
    return replace(line, words=tuple(map(mend_word, line.words)))


def _untorn(line: Line) -> Line:
    return replace(line, words=tuple(join_torn(list(line.words))))


def _with_ocr(
    path: Path, document: PdfiumFile, readings: list[_Reading], progress: Progress
) -> tuple[list[Page], tuple[int, ...]]:
    """Pages with OCR where the text layer is missing or illegible, and the numbers of those
    that stay in doubt."""
    pages = [reading.page for reading in readings]
    wanted = [reading for reading in readings if _needs_ocr(reading, readings)]
    if not wanted:
        return pages, ()
    tesseract = Tesseract.find()
    if tesseract is None:
        # Joining pieces of words that lack letters would make wrong words.
        for reading in wanted:
            pages[reading.page.number - 1] = replace(reading.page, lines=tuple(reading.layer))
        if all(reading.is_picture for reading in readings):
            raise UnreadableFile(messages.scan_needs_ocr(path.name, INSTALL_COMMAND))
        return pages, tuple(reading.page.number for reading in wanted)
    if len(wanted) > MAX_OCR_PAGES:
        raise UnreadableFile(messages.ocr_too_many_pages(path.name, len(wanted), MAX_OCR_PAGES))
    doubtful: list[int] = []
    seen: dict[int, list[Line]] = {}
    for number, lines in tesseract.read_pages(document, [one.page.number for one in wanted]):
        seen[number] = [_mended(line) for line in lines]
        progress(number, len(document))
    lost = lost_letters(
        [(reading.layer, seen[reading.page.number]) for reading in wanted if reading.only_drops]
    )
    for reading in wanted:
        number = reading.page.number
        pages[number - 1], is_good = _better(reading, seen[number], lost)
        if not is_good:
            doubtful.append(number)
    if not any(page.lines for page in pages):
        raise UnreadableFile(messages.ocr_found_nothing(path.name))
    return pages, tuple(doubtful)


def _better(reading: _Reading, seen: list[Line], lost: frozenset[str]) -> tuple[Page, bool]:
    """A page from its text layer and what OCR saw, and whether the result can be trusted."""
    quality = reading.quality
    if reading.only_drops and seen:
        seen = restored(reading.layer, seen, lost)
    page = replace(reading.page, lines=tuple(seen))
    found = legibility(page.text)
    if quality.is_judged and found.score <= quality.score:
        return reading.page, quality.is_good_page
    # What OCR alone has read reads well and still has wrong marks: people are told.
    return page, reading.only_drops and found.is_good_page and bool(seen)


def _needs_ocr(reading: _Reading, readings: list[_Reading]) -> bool:
    if reading.is_picture:
        return True
    if not reading.quality.is_judged:
        return False
    return not reading.quality.is_good_page or not _overall(readings).is_good_document


def _overall(readings: list[_Reading]) -> Legibility:
    """Legibility of a document's whole text layer."""
    words = sum(reading.quality.words for reading in readings)
    good = sum(reading.quality.words * reading.quality.score for reading in readings)
    return Legibility(good / words if words else 0.0, words)
