"""The wheel holds all that an office needs, and runs far from the checkout."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REPORT = "bao-cao-114-2020"
DANVAN = "from assistant.cli import main; main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    built = subprocess.run(
        [*command, "--directory", str(folder)],
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


class Installed:
    """The wheel alone in a folder, its dependencies from this environment."""

    def __init__(self, wheel: Path, folder: Path) -> None:
        self.site = folder / "site"
        self.empty = folder / "empty"
        self.empty.mkdir(parents=True)
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(self.site)
        clean = {k: v for k, v in os.environ.items() if not k.startswith("DANVAN_")}
        self.environment = clean | {
            "PYTHONPATH": os.pathsep.join((str(self.site), os.environ["PYTHONPATH"])),
            "PYTHONIOENCODING": "utf-8",
            "DANVAN_DATA_DIR": str(folder / "data"),
        }

    def python(self, code: str, *arguments: str) -> str:
        run = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=self.empty,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(wheel, tmp_path_factory.mktemp("installed"))


def test_the_wheel_holds_code_documents_model_and_window(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        sizes = {info.filename: info.file_size for info in archive.infolist()}
    for needed in (
        "assistant/__init__.py",
        "index/__init__.py",
        "evals/__init__.py",
        "index/_documents/catalog.toml",
    ):
        assert needed in names
    assert any(n.startswith("index/_documents/") and n.endswith(f"{REPORT}.txt") for n in names)
    assert sum(size for name, size in sizes.items() if name.startswith("index/model/")) > 100_000
    tracked = _tracked("assistant/app/static", "index/model", "evals/data")
    assert [name for name in tracked if name not in names] == []


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    roots = {name.split("/")[0] for name in names}
    info = f"danvan_assistant-{PROJECT['version']}.dist-info"
    assert roots == {"assistant", "index", "evals", info}
    assert not [n for n in names if "__pycache__" in n or ".danvan" in n]
    assert any(name.startswith(info) and name.endswith("LICENSE") for name in names)


def _tracked(*folders: str) -> list[str]:
    """Files of the checkout that git knows; every file where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *folders], cwd=REPOSITORY, capture_output=True, check=False
    )
    return [name for name in listed.stdout.decode("utf-8").split("\0") if name]


def test_the_installed_package_is_the_one_that_runs(installed: Installed) -> None:
    code = (
        "import assistant, index, evals; print(assistant.__file__, index.__file__, evals.__file__)"
    )
    assert installed.python(code).count(str(installed.site)) == 3


def test_the_installed_package_finds_its_documents_and_model(installed: Installed) -> None:
    code = (
        "from index.catalog import load_catalog, shipped_documents as folder\n"
        "from index.embedding import SHIPPED_MODEL, load_encoder\n"
        "print(folder()); print(SHIPPED_MODEL)\n"
        "print(len(load_catalog().entries), load_encoder().dimension)"
    )
    documents, model, counts = installed.python(code).splitlines()
    assert Path(documents) == installed.site / "index" / "_documents"
    assert Path(model) == installed.site / "index" / "model"
    entries, dimension = map(int, counts.split())
    assert entries > 40
    assert dimension > 0


def test_version_without_loading_an_index(installed: Installed) -> None:
    assert PROJECT["version"] in installed.python(DANVAN, "--version")


def test_command_of_the_entry_point() -> None:
    module, _, function = PROJECT["scripts"]["danvan"].partition(":")
    assert (module, function) == ("assistant.cli", "main")


def test_the_installed_package_indexes_and_answers(installed: Installed) -> None:
    installed.python(DANVAN, "index")
    question = "Diện tích tự nhiên của tỉnh Bắc Giang là bao nhiêu?"
    answer = json.loads(installed.python(DANVAN, "ask", question, "--json"))
    assert not answer["refused"]
    assert answer["citations"]
    documents = json.loads(installed.python(DANVAN, "documents", "list", "--json"))
    assert REPORT in {document["id"] for document in documents}
    text = installed.python(DANVAN, "documents", "text", REPORT)
    for citation in answer["citations"]:
        cut = " ".join(text[start:end] for start, end in citation["spans"])
        assert cut == citation["quote"]


def test_the_installed_window_opens_and_builds_its_index(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """`danvan chat` is all that an office types: no `danvan index` before it."""
    office = Installed(wheel, tmp_path_factory.mktemp("office"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    printed = office.empty.parent / "printed.txt"
    with printed.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", DANVAN, "chat", "--port", str(port)],
            cwd=office.empty,
            env=office.environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        page = _page(port, process)
        assert "<html" in page, printed.read_text(encoding="utf-8")
        answer = _answer_once_indexed(office)
    finally:
        process.terminate()
        process.wait(timeout=30)
    assert answer["index"]


def _answer_once_indexed(office: Installed, seconds: float = 60) -> dict[str, Any]:
    """The window may open before its index is built: ask until there is one."""
    until = time.monotonic() + seconds
    while True:
        try:
            text = office.python(DANVAN, "ask", "Bắc Giang có mấy huyện?", "--json")
        except AssertionError:
            if time.monotonic() > until:
                raise
            time.sleep(1)
        else:
            answer: dict[str, Any] = json.loads(text)
            return answer


def _page(port: int, process: subprocess.Popen[bytes], seconds: float = 120) -> str:
    """The window's page; "" if it does not come."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as response:
                page: str = response.read().decode("utf-8")
                return page
        except OSError:
            time.sleep(0.2)
    return ""


def test_nothing_is_written_beside_the_code(installed: Installed) -> None:
    """Run last: `index` and `ask` above write into DANVAN_DATA_DIR only."""
    assert list(installed.empty.iterdir()) == []
    written = [p for p in installed.site.rglob("*") if p.is_file() and p.suffix != ".pyc"]
    assert not [p for p in written if p.suffix in {".sqlite", ".sqlite3", ".npy", ".lock", ".log"}]


class Checkout:
    """A folder with the Makefile and no environment yet; nothing in it can reach a registry."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("Makefile", "pyproject.toml"):
            shutil.copy(REPOSITORY / name, folder / name)

    def script(self, name: str, body: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        file.chmod(0o755)
        return file

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("DANVAN_", "MAKE"))}
        return subprocess.run(
            ["make", "--no-print-directory", *arguments],
            cwd=self.folder,
            env=clean | {"MAKEFLAGS": ""},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_make_says_that_python_is_missing(checkout: Checkout) -> None:
    old = checkout.script("old-python", "exit 1")  # answers the version check with no
    run = checkout.make("chat", f"PYTHON={old}")
    assert run.returncode != 0
    assert "Không tìm thấy Python 3.11 trở lên" in run.stderr


def test_make_says_that_venv_is_missing(checkout: Checkout) -> None:
    bare = checkout.script("bare-python", 'case "$2" in *ensurepip*) exit 1;; esac')
    run = checkout.make("chat", f"PYTHON={bare}")
    assert run.returncode != 0
    assert "sudo apt-get install python3-venv" in run.stderr
    assert not (checkout.folder / ".venv").exists()


def test_second_start_installs_nothing(checkout: Checkout) -> None:
    checkout.script(".venv/bin/python", "echo python ran; exit 1")
    checkout.script(".venv/bin/danvan", 'echo "$DANVAN_DATA_DIR" "$@"')
    (checkout.folder / ".venv" / ".installed").touch()
    run = checkout.make("chat", "ARGS=--port 7861")
    assert run.stdout.split() == [str(checkout.folder / ".danvan"), "chat", "--port", "7861"]


def test_make_bundle_gathers_what_installs_without_a_network(checkout: Checkout) -> None:
    for name in ("docs/bundle", "documents"):
        shutil.copytree(REPOSITORY / name, checkout.folder / name)
    for name in ("LICENSE", "docs/huong-dan.md", "docs/install.md"):
        shutil.copy(REPOSITORY / name, checkout.folder / name)
    # Stands for building the wheel and for fetching packages; zips with the real Python.
    checkout.script(
        ".venv/bin/python",
        'echo "$@" >> calls\ncase "$*" in\n'
        "*hatchling*) mkdir -p dist; touch dist/danvan_assistant-9-py3-none-any.whl;;\n"
        "*download*) touch build/danvan/packages/torch-2-py3-none-any.whl;;\n"
        f'*zipfile*) exec "{sys.executable}" "$@";;\nesac',
    )
    (checkout.folder / ".venv" / ".installed-dev").touch()
    run = checkout.make("bundle", "TORCH_INDEX=https://example.org/cpu")
    assert run.returncode == 0, run.stderr
    assert "--extra-index-url https://example.org/cpu" in (checkout.folder / "calls").read_text()
    with zipfile.ZipFile(checkout.folder / "dist" / "danvan.zip") as archive:
        names = set(archive.namelist())
        archive.extractall(checkout.folder / "carried")
    for name in ("cai-dat.sh", "DOC-TRUOC.txt", "huong-dan.md", f"{REPORT}.txt", "LICENSE",
                 "packages/torch-2-py3-none-any.whl"):  # fmt: skip
        assert f"danvan/{name}" in names
    # The script asks pip for nothing but the folder beside it.
    python = checkout.script(
        "python3",
        'case "$1 $2" in "-m venv") mkdir -p "$3/bin"; cp "$0" "$3/bin/python";; esac\necho "$@"',
    )
    installed = subprocess.run(
        ["sh", checkout.folder / "carried" / "danvan" / "cai-dat.sh", checkout.folder / "office"],
        env={"PATH": os.environ["PATH"], "PYTHON": str(python), "HOME": "/"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert installed.returncode == 0, installed.stderr
    packages = checkout.folder / "carried" / "danvan" / "packages"
    assert f"--no-index --find-links {packages} danvan-assistant" in installed.stdout


def test_the_index_of_cpu_builds_is_passed_on(checkout: Checkout) -> None:
    checkout.script(".venv/bin/python", 'echo "$@"')
    checkout.script(".venv/bin/danvan", "")
    assert "--extra-index-url" not in checkout.make("chat").stdout
    (checkout.folder / ".venv" / ".installed").unlink()
    run = checkout.make("chat", "TORCH_INDEX=https://example.org/cpu")
    assert "--extra-index-url https://example.org/cpu --editable ." in run.stdout
