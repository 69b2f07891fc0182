"""What the pages say is so: links, commands, settings, the contract's fields and example."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import assistant
from assistant.settings import Settings
from assistant.types import Answer, Citation, DocumentStatus, Question, Reason
from index.catalog import shipped_documents
from index.status import Standing
from index.types import sha256_of
from index.vietnamese import nfc

REPOSITORY = Path(__file__).resolve().parent.parent
PAGES = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md")])
CONTRACT = (REPOSITORY / "docs" / "contract.md").read_text(encoding="utf-8")
DANVAN = "from assistant.cli import main; main()"

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
_MAKE = re.compile(r"(?:^|`)(?:sudo )?make +([a-z]+)(?=[ `\n]|$)", re.MULTILINE)
_COMMAND = re.compile(r"(?:^|[`/\\])danvan +([a-z]+)(?: +([a-z]+))?", re.MULTILINE)
_ROW = re.compile(r"^\| (.+) \|$", re.MULTILINE)


def _name(page: Path) -> str:
    return str(page.relative_to(REPOSITORY))


def _anchor(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return kept.replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        if not target.exists():
            broken.append(link)
        elif anchor:
            headings = _HEADING.findall(target.read_text(encoding="utf-8"))
            if anchor not in map(_anchor, headings):
                broken.append(link)
    assert not broken


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_make_targets_exist(page: Path) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(_MAKE.findall(page.read_text(encoding="utf-8"))) <= targets


def test_readme_has_the_two_commands() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert {"chat", "test"} <= set(_MAKE.findall(readme))


def test_files_of_the_map_exist() -> None:
    page = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:assistant|documents|evals|index|tests|docs)/[\w./]*)`", page)
    assert named
    assert not [path for path in named if not (REPOSITORY / path).exists()]


def test_commands_exist() -> None:
    named: set[tuple[str, ...]] = set()
    for page in PAGES:
        for command, sub in _COMMAND.findall(page.read_text(encoding="utf-8")):
            grouped = command in {"documents", "eval", "log"} and sub
            named.add((command, sub) if grouped else (command,))
    assert ("ask",) in named
    assert ("documents", "text") in named
    groups = {words[0] for words in named if len(words) == 2}
    offered = {group: _commands(group) for group in groups}
    assert {words[0] for words in named} <= _commands()
    assert not [w for w in named if len(w) == 2 and w[1] not in offered[w[0]]]


def _commands(*group: str) -> set[str]:
    """Names that `danvan [GROUP] --help` lists."""
    run = subprocess.run(
        [sys.executable, "-c", DANVAN, *group, "--help"],
        capture_output=True,
        encoding="utf-8",
        cwd=REPOSITORY,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return set(re.findall(r"^\W*([a-z]+)  ", run.stdout, re.MULTILINE))


def test_settings_table() -> None:
    page = (REPOSITORY / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in row.split("|")] for row in _ROW.findall(page)]
    table = {row[0].strip("`"): row for row in rows if row[0].startswith("`")}
    assert list(table) == list(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        _, variable, default, meaning = table[name]
        assert variable == f"`DANVAN_{name.upper()}`"
        assert meaning
        if isinstance(field.default, bool):
            assert default == f"`{str(field.default).lower()}`", name
        elif isinstance(field.default, int | str):
            assert default == (f"`{field.default}`" if field.default != "" else "empty"), name
        elif field.default is None:
            assert default.startswith("none"), name


def _citation() -> Citation:
    return Citation(1, "d", "t", ("A",), ("",), None, "q", ((0, 1),), sha256_of("q"), "d#0")


def _status() -> DocumentStatus:
    return DocumentStatus("d", "t", "", "", Standing.UNCHECKED, "", "", ())


def _answer() -> dict[str, Any]:
    question = Question("?")
    parts = ((_citation(),), (), None)
    answer = Answer(question, "", "", "", False, None, None, 0.0, *parts, "extractive", "", "", 0.0)
    return answer.to_json()


def _example() -> dict[str, Any]:
    found = re.search(r"```json\n(.+?)\n```", CONTRACT, re.DOTALL)
    assert found, "docs/contract.md has no example"
    example: dict[str, Any] = json.loads(found[1])
    return example


def test_contract_example_has_the_fields_of_an_answer() -> None:
    example, answer = _example(), _answer()
    assert list(example) == list(answer)
    assert example["schema"] == answer["schema"]
    assert example["citations"]
    for citation in example["citations"]:
        assert list(citation) == list(_citation().to_json())


def test_contract_example_is_true() -> None:
    example = _example()
    for citation in example["citations"]:
        file = shipped_documents() / f"{citation['document']}.txt"
        text = nfc(file.read_text(encoding="utf-8"))
        assert " ".join(text[a:b] for a, b in citation["spans"]) == citation["quote"]
        assert citation["sha256"] == sha256_of(citation["quote"])
        assert (citation["start"], citation["end"]) == (
            citation["spans"][0][0],
            citation["spans"][-1][1],
        )
        assert len(citation["place"]) == len(citation["place_titles"])
        assert f"[{citation['number']}]" in example["answer"]
    assert len(example["short"].split()) <= 30


def test_contract_names_every_field_and_reason() -> None:
    named = set(re.findall(r"`([a-z0-9_-]+)`", CONTRACT))
    assert set(_answer()) <= named
    assert set(_citation().to_json()) <= named
    assert set(_status().to_json()) <= named
    assert {standing.value for standing in Standing} <= named
    assert {reason.value for reason in Reason} <= named


def test_one_version() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == assistant.__version__
