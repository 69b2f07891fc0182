"""The command line that scripts depend on, run as they run it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from assistant.cli import command_line

REPORT = "bao-cao-114-2020"
KEYS = [
    "schema", "id", "question", "understood", "answer", "short", "refused", "reason", "nearest",
    "confidence", "citations", "conflicts", "computed", "statuses", "generator", "index", "version",
    "seconds", "writing", "notice", "choices",
]  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    done = run(folder, "index")
    assert done.returncode == 0, done.stderr
    assert "Chỉ mục sẵn sàng" in done.stdout
    return folder


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant.cli", *words],
        env={**os.environ, "DANVAN_DATA_DIR": str(folder), "COLUMNS": "200", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_the_version_is_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "--version")
    assert done.returncode == 0
    assert done.stdout.strip().count(".") == 2


ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|show|message|exit|try|error|missing|no such|invalid|"
    r"value|required|default|help for|got|did you mean)\b",
    re.IGNORECASE,
)


def _groups_and_commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield words
    for name, sub in getattr(command, "commands", {}).items():
        yield from _groups_and_commands(sub, (*words, name))


COMMAND_LINE = typer.main.get_command(command_line())
EVERY_COMMAND = list(_groups_and_commands(COMMAND_LINE))


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_every_help_page_is_vietnamese(words: tuple[str, ...], capsys: Any) -> None:
    with pytest.raises(SystemExit) as left:
        COMMAND_LINE.main([*words, "--help"], prog_name="danvan")
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"Cách dùng: {' '.join(['danvan', *words])} [TÙY CHỌN]")
    assert not ENGLISH.search(re.sub(r"--[a-z-]+", "", shown))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["ask"], "Thiếu CÂU_HỎI."),
        (["answer", "a.jsonl"], "Thiếu --out."),
        (["ask", "--fo", "x"], "Không có tùy chọn --fo."),
        (["ask", "hai", "chữ"], "Thừa tham số: chữ."),
        (["ask", "x", "--json=1"], "Tùy chọn --json không nhận giá trị."),
        (["ask", "x", "--document"], "Tùy chọn --document thiếu giá trị."),
        (["chat", "--port", "nhiều"], "Giá trị của --port không hợp lệ."),
        (["askk"], "Không có lệnh «askk». Có phải ý là: ask?"),
    ],
)
def test_a_wrong_call_is_explained(words: list[str], sentence: str, capsys: Any) -> None:
    with pytest.raises(SystemExit) as left:
        COMMAND_LINE.main(words, prog_name="danvan")
    assert left.value.code == 2
    shown = capsys.readouterr().err
    assert shown.startswith(sentence)
    assert not ENGLISH.search(re.sub(r"--[a-z-]+", "", shown))


@pytest.mark.parametrize("word", [words[0] for words in EVERY_COMMAND if len(words) == 1])
def test_a_command_can_be_had_alone(word: str) -> None:
    alone = typer.main.get_command(command_line(word))
    everything = dict.fromkeys(COMMAND_LINE.commands)
    assert word in alone.commands
    assert set(alone.commands) <= set(everything)
    assert len(alone.commands) < len(everything)


def test_without_a_command_the_help_is_shown(capsys: Any) -> None:
    with pytest.raises(SystemExit):
        COMMAND_LINE.main([], prog_name="danvan")
    assert "Hỏi một câu" in capsys.readouterr().err


def test_ask_prints_the_answer_and_its_source(data: Path) -> None:
    done = run(data, "ask", "dien tich dat tu nhien cua tinh")
    assert done.returncode == 0
    assert "3.849 km²" in done.stdout
    assert "[1] “" in done.stdout


def test_the_json_of_an_answer_is_the_contract(data: Path) -> None:
    done = run(data, "ask", "Diện tích đất tự nhiên của tỉnh?", "--json", "--document", REPORT)
    answer = json.loads(done.stdout)
    assert list(answer) == KEYS
    assert answer["schema"] == 1
    citation = answer["citations"][0]
    text = run(data, "documents", "text", REPORT).stdout
    assert " ".join(text[s:e] for s, e in citation["spans"]) == citation["quote"]
    assert citation["document"] == REPORT


def test_history_is_taken_oldest_first(data: Path) -> None:
    done = run(
        data, "ask", "2020 nữa?",
        "--history", "Kế hoạch phối hợp dân vận chính quyền năm 2018 số mấy?",
        "--history", "Còn 2019?",
        "--json",
    )  # fmt: skip
    assert "98-KH/BDVTU-BCSDUBND" in json.loads(done.stdout)["answer"]


def test_a_file_of_questions_keeps_its_order_and_its_bad_lines(data: Path, tmp_path: Path) -> None:
    questions = tmp_path / "hoi.jsonl"
    questions.write_text(
        '{"id": "a", "question": "Dân số của tỉnh?"}\n'
        "{not json\n"
        '{"id": "c", "question": 7}\n'
        '{"id": "d", "question": "Dân số?", "documents": ["khong-co"]}\n'
        '{"id": "e", "question": "Có những tôn giáo chính nào?", "history": []}\n',
        encoding="utf-8",
    )
    out = tmp_path / "dap.jsonl"
    done = run(data, "answer", str(questions), "--out", str(out))
    assert done.returncode == 3
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["a", None, None, None, "e"]
    assert [row.get("line") for row in rows] == [None, 2, 3, 4, None]
    assert all(row["error"] for row in rows[1:4])
    assert "Phật giáo" in rows[4]["answer"]


def test_all_answered_is_exit_0(data: Path, tmp_path: Path) -> None:
    questions = tmp_path / "hoi.jsonl"
    questions.write_text('{"id": "a", "question": "Dân số của tỉnh?"}\n\n', encoding="utf-8")
    done = run(data, "answer", str(questions), "--out", str(tmp_path / "dap.jsonl"))
    assert done.returncode == 0
    assert done.stdout == ""


def test_usage_is_exit_2(data: Path, tmp_path: Path) -> None:
    assert run(data, "ask").returncode == 2
    assert run(data, "answer", "khong-co.jsonl", "--out", str(tmp_path / "x")).returncode == 2
    assert run(data, "ask", "Dân số?", "--document", "khong-co").returncode == 2
    assert run(data, "ask", "Dân số?", DANVAN_PORT="lots").returncode == 2


def test_no_index_is_exit_4_and_says_how_to_build(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", "Dân số?")
    assert done.returncode == 4
    assert "danvan index" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_index_is_exit_4(tmp_path: Path) -> None:
    run(tmp_path, "index")
    (tmp_path / "index" / "current.json").write_text("[]", encoding="utf-8")
    done = run(tmp_path, "ask", "Dân số?")
    assert done.returncode == 4
    assert "danvan index --rebuild" in done.stderr
    assert run(tmp_path, "index", "--rebuild").returncode == 0
    assert run(tmp_path, "ask", "Dân số?").returncode == 0


def test_documents_lists_text_and_names_without_text(data: Path) -> None:
    rows = json.loads(run(data, "documents", "list", "--json").stdout)
    by_id = {row["id"]: row for row in rows}
    assert by_id[REPORT]["file"] == "bao-cao-114-2020.txt"
    assert by_id[REPORT]["catalog_id"] == REPORT
    assert by_id["114-kl-tw"]["file"] is None
    assert by_id["114-kl-tw"]["portal"]["address"] == "tulieuvankien.dangcongsan.vn"
    assert by_id["114-kl-tw"]["portal"]["search"] == "114-KL/TW"
    assert len(rows) > 45


def test_text_of_an_unknown_document_says_so(data: Path) -> None:
    done = run(data, "documents", "text", "khong-co")
    assert done.returncode == 2
    assert "khong-co" in done.stderr


def test_settings_come_from_flag_then_environment_then_files(tmp_path: Path) -> None:
    program = (
        "import sys; from assistant.settings import Settings;"
        "print(Settings(**({'port': 4} if len(sys.argv) > 1 else {})).port)"
    )
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()

    def port(*flags: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program, *flags],
            cwd=here,
            env={**os.environ, "DANVAN_DATA_DIR": str(there), **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    assert port() == "7860"
    (there / "danvan.toml").write_text("port = 1\n", encoding="utf-8")
    assert port() == "1"
    (here / "danvan.toml").write_text("port = 2\n", encoding="utf-8")
    assert port() == "2"
    assert port(DANVAN_PORT="3") == "3"
    assert port("flag", DANVAN_PORT="3") == "4"


def test_the_window_does_not_open_to_the_network_without_login(data: Path) -> None:
    done = run(data, "chat", "--host", "0.0.0.0")
    assert done.returncode == 2
    assert "--allow-without-login" in done.stderr
