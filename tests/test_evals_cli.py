"""`danvan eval` as a script calls it; nothing here needs an index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.scoring import SUMMARY_KEYS

ROWS = [
    {
        "id": "a",
        "question": "Có bao nhiêu xã?",
        "history": [],
        "documents": [],
        "kind": "number",
        "style": "formal",
        "facts": [["107"]],
        "evidence": ["Toàn tỉnh có 107 xã về đích"],
        "answerable": True,
    },
    {
        "id": "b",
        "question": "Có sân bay không?",
        "history": [],
        "documents": [],
        "kind": "none",
        "style": "formal",
        "facts": [],
        "evidence": [],
        "answerable": False,
    },
]
ANSWERS = [
    {"id": "a", "answer": "107 xã", "citations": [{"quote": "Toàn tỉnh có 107 xã về đích."}]},
    {"id": "b", "answer": "Không nêu.", "refused": True},
]


class Files:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.questions = self.lines("bộ.jsonl", ROWS)
        self.answers = self.lines("trả lời.jsonl", ANSWERS)

    def lines(self, name: str, rows: list[dict[str, object]]) -> Path:
        return self.text(name, "\n".join(map(json.dumps, rows)))

    def text(self, name: str, content: str) -> Path:
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        return path


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    monkeypatch.setenv("DANVAN_DATA_DIR", str(tmp_path / "không có"))
    monkeypatch.chdir(tmp_path)
    return Files(tmp_path)


def call(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def scored(files: Files, *more: object):
    return call("answers", "--questions", files.questions, "--answers", files.answers, *more)


def test_answers_json_is_the_contract(files: Files) -> None:
    done = scored(files, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    needed = ("schema", "set", "settings", "index", "commit", "summary", "by", "questions")
    assert set(needed) <= set(found)
    assert list(found["summary"]) == list(SUMMARY_KEYS)
    assert set(found["by"]) == {"kind", "style", "document", "history"}
    assert found["summary"]["facts"] == 1 and found["summary"]["validity"] is None
    assert found["set"] == "bộ" and len(found["questions"]) == 2
    assert "chỉ mục" in done.stderr  # no library: citations cannot be checked


def test_answers_writes_every_report(files: Files) -> None:
    out, html, markdown = (files.folder / name for name in ("r.json", "r.html", "r.md"))
    done = scored(files, "--out", out, "--html", html, "--markdown", markdown)
    assert done.exit_code == 0, done.output
    assert json.loads(out.read_text(encoding="utf-8"))["summary"]["decision"] == 1
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert markdown.read_text(encoding="utf-8") in done.stdout
    again = call("report", out)
    assert again.exit_code == 0 and "100,0 %" in again.stdout
    assert call("report", out, "--html", files.folder / "2.html").exit_code == 0


def test_compare(files: Files) -> None:
    scored(files, "--out", files.folder / "b.json")
    files.lines("trả lời.jsonl", [])
    scored(files, "--out", files.folder / "a.json")
    done = call("compare", "a.json", "b.json", "--json", "--markdown", "c.md")
    assert done.exit_code == 0, done.output
    facts = json.loads(done.stdout)["measures"]["facts"]
    assert facts == {
        **{"a": 0, "b": 1, "difference": 1, "interval": [1, 1], "p": 1, "pairs": 1},
        **{"won": ["a"], "lost": []},
    }
    assert "B hơn A" in (files.folder / "c.md").read_text(encoding="utf-8")
    assert call("compare", "a.json", "không có.json").exit_code == 2


def test_floors(files: Files) -> None:
    held = files.text("giữ.toml", "[bộ]\nfacts = 1.0\n".replace("bộ", '"bộ"'))
    fell = files.text("rơi.toml", '["bộ"]\nverdict = 0.5\n')
    assert scored(files, "--floors", held).exit_code == 0
    done = scored(files, "--floors", fell)
    assert done.exit_code == 1 and "verdict" in done.stderr
    assert scored(files, "--floors", held, "--split", "dev").exit_code == 2


def test_usage_and_faulty_files(files: Files) -> None:
    assert call("answers", "--questions", "thiếu.jsonl", "--answers", "x").exit_code == 2
    broken = files.text("hỏng.jsonl", '{"id": "a"}')
    done = call("answers", "--questions", broken, "--answers", files.answers)
    assert done.exit_code == 2 and "dòng 1" in done.stderr and "Traceback" not in done.output
    for asking in ("--fold-questions", "--all-documents", "--peers"):
        assert scored(files, asking).exit_code == 2
    assert scored(files, "--judge-url", "http://127.0.0.1:9").exit_code == 2
    assert scored(files, "--split", "test").exit_code == 2
    done = scored(files, "--out", files.folder / "không có" / "r.json")
    assert done.exit_code == 2 and "Không ghi được" in done.stderr
    assert call("retrieval").exit_code == 2
    assert call("retrieval", "--data", files.folder).exit_code == 2


def test_asking_without_an_index_says_so(files: Files) -> None:
    done = call("answers", "--questions", files.questions)
    assert done.exit_code == 4 and done.stderr.strip() and "Traceback" not in done.output


def test_import(files: Files) -> None:
    assert call("import", "--template", "mẫu.csv").exit_code == 0
    done = call("import", "mẫu.csv", "--out", "mới.jsonl")
    assert done.exit_code == 0 and "Đã ghi 2 câu hỏi" in done.stderr
    assert call("answers", "--questions", "mới.jsonl", "--answers", files.answers).exit_code == 0
    assert call("import", "mẫu.csv").exit_code == 2
    assert call("import").exit_code == 2


@pytest.mark.parametrize("command", ["answers", "retrieval", "compare", "report", "import"])
def test_help_is_vietnamese(command: str) -> None:
    done = call(command, "--help")
    assert done.exit_code == 0
    assert any(letter in done.stdout for letter in "ăâêôơưđệợ")
