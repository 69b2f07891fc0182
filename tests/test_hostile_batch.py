"""A folder full of hostile and broken files with one good law among them: one line each, the law
is taken in, time and memory stay bounded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from test_reading import document_xml, make_docx, make_pdf, rewritten

from index.vietnamese import printable

ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;&b;</a>'
GOOD = (
    "QUỐC HỘI\n\nLuật số: 9/2015/QH13\n\nLUẬT\nMẪU\n\nĐiều 1. Tên\n1. Một.\nĐiều 2. Hai\n1. Ba.\n"
)
LINK = (
    b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT '
    b'"http://example.invalid/x.docx"</w:instrText></w:r></w:p>'
)
PLAIN = ("-m", "assistant.cli")
# Between the test and the program, so that only this program's memory is read.
WATCHER = (
    "import os, resource, subprocess, sys\n"
    "done = subprocess.run([sys.executable, '-m', 'assistant.cli', *sys.argv[1:]])\n"
    "peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
    "open(os.environ['PEAK'], 'w').write(str(peak))\n"
    "sys.exit(done.returncode)\n"
)
WATCHED = ("-c", WATCHER)
MOST_SECONDS = 120.0  # 10 on an idle machine
MOST_BYTES = 2 * 1024**3  # of the largest process; measured: 0.6


def hostile(folder: Path) -> None:
    """Files that must not be taken in."""
    plain = make_pdf(folder / "tam.pdf", [[(72, 700, "mot hai ba")]])
    locked = PdfWriter(clone_from=PdfReader(plain))
    locked.encrypt("mat-khau", algorithm="RC4-128")
    locked.write(folder / "khoa.pdf")
    plain.unlink()
    make_pdf(folder / "day.pdf", [[(72, 700, "a")]] * 2_001)
    rewritten(make_docx(folder / "bom-zip.docx", "a"), {}, {"word/media/a.xml": bytes(64 << 20)})
    rewritten(make_docx(folder / "bom-xml.docx", "a"), {"word/document.xml": ENTITIES})
    deep = make_docx(folder / "sau.docx", "a")
    xml = document_xml(deep).replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 20_000)
    rewritten(deep, {"word/document.xml": xml})
    (folder / "sau.html").write_text("<div>" * 200_000, encoding="utf-8")
    (folder / "rong.txt").write_bytes(b"")
    (folder / "anh.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (folder / "nen.docx").write_bytes(b"Rar!\x1a\x07" + bytes(99))
    (folder / "chay.doc").write_bytes(b"MZ\x90\x00" + bytes(99))
    (folder / "hong.pdf").write_bytes(b"%PDF-1.7\n" + b"rac " * 500)
    (folder / "dai.txt").write_text("khiếu nại " * 900_000, encoding="utf-8")
    (folder / "a..%2f..%2fetc.txt").write_bytes(bytes(range(256)) * 4)
    (folder / "xuong\ndong\u202e.pdf").write_bytes(b"%PDF-1.7\nrac")


def good(folder: Path) -> None:
    """Files that are taken in for what they say, and nothing more."""
    (folder / "luat-mau.txt").write_text(GOOD, encoding="utf-8")
    linked = make_docx(folder / "lien-ket.docx", "Điều 1. Một", "Điều 2. Hai")
    xml = document_xml(linked).replace(b"<w:body>", b"<w:body>" + LINK)
    rewritten(linked, {"word/document.xml": xml}, {"../../../thoat.txt": b"x"})
    (folder / "ma.html").write_text(
        "<p>Điều 1. Ba</p><script>fetch('http://example.invalid')</script><p>Điều 2. Bốn</p>",
        encoding="utf-8",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="peak memory of children is not told there")
def test_a_batch_goes_on_past_every_hostile_file(tmp_path: Path) -> None:
    folder = tmp_path / "tep"
    folder.mkdir()
    hostile(folder)
    bad = {printable(path.name) for path in folder.iterdir()}
    good(folder)
    environment = {
        **os.environ,
        "DANVAN_DATA_DIR": str(tmp_path / "data"),
        "PEAK": str(tmp_path / "peak"),
    }

    def run(*words: str, program: Sequence[str] = PLAIN) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *program, *words],
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    run("index")
    began = time.monotonic()
    added = run("documents", "add", str(folder), "--json", program=WATCHED)
    took = time.monotonic() - began
    peak = int((tmp_path / "peak").read_text()) * 1024
    print(f"{len(bad)} hostile files: {took:.1f} s, {peak >> 20} MiB")
    assert added.returncode == 3
    assert "Traceback" not in added.stderr
    rows = json.loads(added.stdout)
    assert {row["file"] for row in rows if row["outcome"] == "failed"} == bad
    assert {row["file"] for row in rows if row["outcome"] == "added"} == {
        "luat-mau.txt",
        "lien-ket.docx",
        "ma.html",
    }
    for row in rows:
        assert row["detail"].endswith("."), row
        assert row["detail"] == printable(row["detail"])
        if row["outcome"] == "failed":
            assert row["file"] in row["detail"]
    text = run("documents", "text", "ma").stdout
    assert "fetch" not in text
    assert run("documents", "verify").returncode == 0
    assert not list(tmp_path.rglob("thoat.txt"))
    assert took < MOST_SECONDS
    assert peak < MOST_BYTES
