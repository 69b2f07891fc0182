"""Damaged files: one UnreadableFile or a text, never another exception, in bounded time.

`python tests/test_reading_fuzz.py COUNT [FOLDER]` runs more inputs than the suite does. With an
empty PATH it leaves OCR and LibreOffice out, which take most of the time.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import docx
import pytest

from index.errors import UnreadableFile
from index.identity import identify, relations
from index.reading import read
from index.structure import law
from index.structure.points import points as points_of
from index.types import SourceText, quote_of

SEED = 114
MOST_SECONDS = 30.0  # for one small file, on a busy machine
MOST_SECONDS_REAL = 900.0  # for a real one that OCR reads page by page


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Some damage that files meet: flipped bytes, a lost piece, a doubled piece, a cut end."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if not damaged:
            break
        at = chance.randrange(len(damaged))
        length = min(chance.choice((1, 1, 4, 64, 1024)), len(damaged) - at)
        match chance.randrange(6):
            case 0:
                damaged[at : at + length] = chance.randbytes(length)
            case 1:
                del damaged[at : at + length]
            case 2:
                damaged[at:at] = damaged[at : at + length]
            case 3:
                damaged = damaged[:at]
            case 4:
                damaged[at : at + length] = b"\xff" * length
            case _:
                piece = chance.choice(
                    (b"<", b"\x00" * 9, b"%PDF-", b"PK\x03\x04", "Điều 9. “".encode())
                )
                damaged[at:at] = piece * chance.choice((1, 50))
    return bytes(damaged)


def outcome(path: Path, most_seconds: float = MOST_SECONDS) -> str:
    """ "text" or "refused"; raises whatever else a reader or parser raises."""
    started = time.monotonic()
    try:
        source = read(path)
    except UnreadableFile as error:
        assert "\n" not in str(error)
        result = "refused"
    else:
        check(source)
        result = "text"
    assert time.monotonic() - started < most_seconds
    return result


def check(source: SourceText) -> None:
    """What is read can be parsed, and every offset lies in the text."""
    for passage in law.parse("fuzz", source):
        assert passage.text == quote_of(source.text, passage.spans)
        points_of(passage)
    identify(source, "fuzz")
    relations(source)
    spans = [*source.headings, *source.tables, *(span for _, span in source.footnotes)]
    spans += [(one.start, one.end) for one in (*source.repairs, *source.boxes)]
    assert all(0 <= start <= end <= len(source.text) for start, end in spans)


def own_files(folder: Path) -> list[Path]:
    """Small files of each format."""
    text = (
        "CHÍNH PHỦ\nSố: 1/2020/NĐ-CP\nNGHỊ ĐỊNH\nVề mẫu\nCăn cứ Luật Mẫu;\nĐiều 1. Tên\n"
        "1. Một:\na) Hai;\nb) Ba.\n2. “Bốn\nĐiều 2. Năm\n"
        "Nghị định này thay thế Nghị định số 2/2010/NĐ-CP.\n"
    )
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "b.html").write_text(
        "<html><body><h1>Luật</h1>"
        + "".join(f"<p>{line}</p>" for line in text.split("\n"))
        + "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></body></html>",
        encoding="utf-8",
    )
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line, style="List Number" if line.startswith("1.") else None)
    document.add_table(rows=2, cols=3).cell(0, 0).text = "Bảng"
    document.save(str(folder / "c.docx"))
    content = b"BT /F1 12 Tf 72 700 Td (Dieu 1. Pham vi dieu chinh cua van ban) Tj ET"
    (folder / "d.pdf").write_bytes(
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        b"trailer<</Size 6/Root 1 0 R>>\n%%%%EOF\n" % (len(content), content)
    )
    return sorted(folder.iterdir())


@pytest.mark.parametrize(
    ("name", "count"), [("a.txt", 60), ("b.html", 60), ("c.docx", 60), ("d.pdf", 6)]
)
def test_damaged_files_end_in_a_text_or_one_line(name: str, count: int, tmp_path: Path) -> None:
    chance = random.Random(f"{SEED} {name}")
    own = tmp_path / "own"
    own.mkdir()
    (original,) = (path for path in own_files(own) if path.name == name)
    results: Counter[str] = Counter()
    for number in range(count):
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(mutated(original.read_bytes(), chance))
        results[outcome(path)] += 1
    assert sum(results.values()) == count


def main(count: int, folder: Path | None) -> None:
    """Mutate own files and those of `folder` (small ones), `count` times in all."""
    chance = random.Random(SEED)
    results: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as work:
        own = Path(work) / "own"
        own.mkdir()
        real = [path for path in folder.rglob("*") if path.is_file()] if folder else []
        files = own_files(own) + [path for path in real if path.stat().st_size < 700_000]
        # LibreOffice takes seconds for each .doc: a tenth of the share.
        weights = [0.1 if path.suffix in (".doc", ".pdf") else 1.0 for path in files]
        for number in range(count):
            original = chance.choices(files, weights)[0]
            path = Path(work) / f"{number}{original.suffix}"
            path.write_bytes(mutated(original.read_bytes(), chance))
            try:
                results[original.suffix, outcome(path, MOST_SECONDS_REAL)] += 1
            except Exception as error:
                results[original.suffix, f"CRASH {type(error).__name__}"] += 1
                print(f"{original.name} #{number}: {error!r}", flush=True)
            path.unlink()
    for (suffix, result), times in sorted(results.items()):
        print(f"{suffix:6} {result:20} {times}")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
