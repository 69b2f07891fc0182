"""How well files become text: what reading a folder of documents finds, costs and gets wrong.

Character error rate: edit distance over the length of the reference, after footnote marks are
taken out and spelling of tones, case and white space are made one (`index.vietnamese.normalise`).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from index.errors import UnreadableFile
from index.reading import read
from index.structure import parse
from index.types import Passage, PassageKind
from index.vietnamese import normalise

_NOTE_MARK = re.compile(r"\[\d{1,3}\]")
_COUNTS = Path(__file__).parent / "data" / "articles.json"


@dataclass(frozen=True, slots=True)
class Counts:
    """Articles (điều) and their khoản; inserted articles (35a) are not counted."""

    articles: int
    clauses: int


@dataclass(frozen=True, slots=True)
class FileRead:
    """What became of one file. refused: the one line where it could not be read."""

    folder: str
    file: str
    seconds: float
    refused: str = ""
    pages: int | None = None
    characters: int = 0
    found: Counts = Counts(0, 0)
    true: Counts | None = None
    passages: int = 0
    tables: int = 0
    notes: int = 0
    error_rate: float | None = None
    repairs: int = 0
    doubtful_pages: int = 0

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def files_of(folder: Path) -> list[Path]:
    """The documents below a folder, read-me files and the reference texts left out."""
    found = (p for p in folder.rglob("*") if p.is_file())
    skipped = ("reference-text",)
    return sorted(p for p in found if p.name != "README.md" and p.parent.name not in skipped)


def read_files(folder: Path) -> Iterator[FileRead]:
    """Every document below `folder`, compared with `folder/reference-text` where it has a text
    whose name begins the same up to the first dot."""
    references = {p.name.split(".")[0]: p for p in (folder / "reference-text").glob("*.txt")}
    for path in files_of(folder):
        name = path.name.split(".")[0]
        yield _measured(path, references.get(name) if path.suffix != ".md" else None)


def _measured(path: Path, reference: Path | None) -> FileRead:
    began = time.perf_counter()
    try:
        source = read(path)
    except UnreadableFile as error:
        took = time.perf_counter() - began
        return FileRead(path.parent.name, path.name, took, refused=str(error))
    took = time.perf_counter() - began
    passages = parse("d", source)
    return FileRead(
        folder=path.parent.name,
        file=path.name,
        seconds=took,
        pages=len(source.page_starts) or None,
        characters=len(source.text),
        found=counted(passages),
        true=true_counts().get(path.name.split(".")[0]),
        passages=len(passages),
        tables=len(source.tables),
        notes=sum(p.kind is PassageKind.FOOTNOTE for p in passages),
        error_rate=(
            error_rate(reference.read_text(encoding="utf-8"), source.text) if reference else None
        ),
        repairs=len(source.repairs),
        doubtful_pages=len(source.doubtful_pages),
    )


@cache
def true_counts() -> dict[str, Counts]:
    """By the file's name up to the first dot. Articles: counted by hand; khoản: lines that begin
    with a number and a dot before the notes, less those that are none."""
    raw = json.loads(_COUNTS.read_text(encoding="utf-8"))
    return {name: Counts(**counts) for name, counts in raw.items()}


def counted(passages: tuple[Passage, ...]) -> Counts:
    """Distinct articles and khoản among the places of passages."""
    places = [p.place.labels for p in passages if p.kind is not PassageKind.FOOTNOTE]
    articles = {
        label
        for labels in places
        for label in labels
        if label.startswith("Điều ") and label[-1].isdigit()
    }
    clauses = {labels for labels in places if labels and labels[-1].startswith("Khoản ")}
    return Counts(len(articles), len(clauses))


def error_rate(reference: str, text: str) -> float:
    """Edit distance over the reference's length; 0 for equal texts."""
    truth, found = (normalise(_NOTE_MARK.sub("", one)) for one in (reference, text))
    return edit_distance(truth, found) / max(len(truth), 1)


def edit_distance(first: str, second: str) -> int:
    """Levenshtein's distance, a row at a time in the bits of one integer (Hyyrö 2003, "A
    bit-vector algorithm for computing Levenshtein and Damerau edit distances")."""
    if not first:
        return len(second)
    where: dict[str, int] = {}
    for position, letter in enumerate(first):
        where[letter] = where.get(letter, 0) | (1 << position)
    mask, last = (1 << len(first)) - 1, 1 << (len(first) - 1)
    more, less, distance = mask, 0, len(first)
    for letter in second:
        equal = where.get(letter, 0)
        vertical = equal | less
        horizontal = (((equal & more) + more) ^ more) | equal
        up, down = less | ~(horizontal | more) & mask, more & horizontal
        distance += bool(up & last) - bool(down & last)
        up, down = ((up << 1) | 1) & mask, (down << 1) & mask
        more, less = down | ~(vertical | up) & mask, up & vertical
    return distance
