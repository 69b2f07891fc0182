"""Offices use Windows: nothing in assistant/ and index/ may work on POSIX systems only.

This reads the code; it does not replace a run on Windows, which nobody has made yet.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    file for name in ("assistant", "index") for file in (REPOSITORY / name).rglob("*.py")
)

MODULES = {"crypt", "curses", "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource"}
MODULES |= {"spwd", "syslog", "termios", "tty", "uvloop"}
CALLS = {
    "os": "chown chroot fchmod fork forkpty getegid geteuid getgid getgroups getloadavg getpgid"
    " getpriority getresuid getsid getuid killpg lchown link mkfifo mknod nice pread pwrite rename"
    " sched_getaffinity setgid setpgid setsid setuid statvfs symlink sync sysconf uname wait wait3"
    " wait4",
    "signal": "SIGALRM SIGCHLD SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGUSR1 SIGUSR2 alarm pause"
    " pthread_sigmask setitimer sigwait",
    "socket": "AF_UNIX SO_REUSEPORT",
}
FORBIDDEN = {f"{module}.{name}" for module, names in CALLS.items() for name in names.split()}
# os.rename and Path.rename fail on Windows where the target exists; os.replace does not.
METHODS = frozenset({"rename", "symlink_to", "hardlink_to"})
FOLDERS = ("/tmp", "/dev/", "/etc/", "/home/", "/proc/", "/usr/", "/var/")
# Without `encoding=` Windows reads and writes text in its own code page, not in UTF-8.
TEXT_CALLS = frozenset({"open", "read_text", "write_text", "fdopen", "NamedTemporaryFile"})


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return f"{_dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else "?"


def _opens_bytes(call: ast.Call) -> bool:
    words = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    words += [
        k.value.value
        for k in call.keywords
        if k.arg == "mode" and isinstance(k.value, ast.Constant)
    ]
    return any("b" in word and len(word) <= 3 for word in words)


def _reached_on_windows(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all below it, but what stands under `if os.name == "posix":` and imports
    whose ImportError is caught."""
    yield node
    if isinstance(node, ast.If) and ast.unparse(node.test) == "os.name == 'posix'":
        below: list[ast.AST] = [*node.orelse]
    elif isinstance(node, ast.Try) and any(
        handler.type is not None and ast.unparse(handler.type) == "ImportError"
        for handler in node.handlers
    ):
        imports = (ast.Import, ast.ImportFrom)
        below = [child for child in ast.iter_child_nodes(node) if not isinstance(child, imports)]
    else:
        below = [*ast.iter_child_nodes(node)]
    for child in below:
        yield from _reached_on_windows(child)


def _offences(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in _reached_on_windows(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] in MODULES:
                    yield node.lineno, f"import {alias.name}"
        elif isinstance(node, ast.ImportFrom):
            if (node.module or "").split(".")[0] in MODULES:
                yield node.lineno, f"from {node.module} import"
            for alias in node.names:
                if f"{node.module}.{alias.name}" in FORBIDDEN:
                    yield node.lineno, f"from {node.module} import {alias.name}"
        elif isinstance(node, ast.Attribute) and _dotted(node) in FORBIDDEN:
            yield node.lineno, _dotted(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value.startswith(FOLDERS):
                yield node.lineno, f"path {node.value!r}"
        elif isinstance(node, ast.Call):
            name = _dotted(node.func).rpartition(".")[2]
            keywords = {keyword.arg for keyword in node.keywords}
            takes_one = len(node.args) + len(node.keywords) == 1  # Path.rename, not any rename
            if isinstance(node.func, ast.Attribute) and name in METHODS and takes_one:
                yield node.lineno, f".{name}() (use replace, or copy)"
            if "preexec_fn" in keywords or any(
                k.arg == "shell" and isinstance(k.value, ast.Constant) and k.value.value
                for k in node.keywords
            ):
                yield node.lineno, "a POSIX shell or process option"
            if (
                name in TEXT_CALLS
                and _takes_text(node, name)
                and "encoding" not in keywords
                and not _opens_bytes(node)
            ):
                yield node.lineno, f"{name}() without encoding="


def _takes_text(call: ast.Call, name: str) -> bool:
    """Whether this is a file's `open`: not `Image.open`, `Assistant.open`, `webbrowser.open`."""
    if name == "read_text":  # the encoding may stand first
        return not call.args
    if name == "write_text":  # not the one of a help formatter
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        return len(call.args) < 2 and not (isinstance(owner, ast.Name) and owner.id == "formatter")
    if name == "NamedTemporaryFile":
        return any(k.arg == "mode" for k in call.keywords)
    if name == "open" and isinstance(call.func, ast.Attribute):
        of_a_class = _dotted(call.func.value).rpartition(".")[2][:1].isupper()
        return not of_a_class and (not call.args or _opens_like_a_file(call))
    return True


def _opens_like_a_file(call: ast.Call) -> bool:
    first = call.args[0]
    return isinstance(first, ast.Constant) and str(first.value) in {"r", "w", "a", "x", "r+", "w+"}


@pytest.mark.parametrize("file", SOURCES, ids=lambda f: str(f.relative_to(REPOSITORY)))
def test_no_posix_only_calls(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = [f"{file.name}:{line}: {what}" for line, what in _offences(tree)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        "import fcntl",
        "from resource import getrusage",
        "os.fork()",
        "from os import fork",
        "os.kill(pid, signal.SIGKILL)",
        "cache = '/tmp/danvan'",
        "path.rename(other)",
        "os.rename(one, other)",
        "path.read_text()",
        "open(path)",
        "path.open('w')",
        "subprocess.run('ls', shell=True)",
        "if os.name == 'posix':\n    pass\nelse:\n    os.fork()",
        "try:\n    import json\nexcept ImportError:\n    import fcntl",
    ],
)
def test_the_check_sees(code: str) -> None:
    assert list(_offences(ast.parse(code))), code


@pytest.mark.parametrize(
    "code",
    [
        "path.read_text(encoding='utf-8')",
        "open(path, 'rb')",
        "path.open('w', encoding='utf-8')",
        "os.replace(a, b)",
        "conversations.rename(id, title)",
        "Library.open(folder)",
        "Assistant.open()",
        "section = '/thủ tục'",
        "if os.name == 'posix':\n    os.fork()\nelse:\n    process.kill()",
        "try:\n    import resource\nexcept ImportError:\n    resource = None",
    ],
)
def test_the_check_lets_pass(code: str) -> None:
    assert not list(_offences(ast.parse(code))), code


@pytest.mark.parametrize(
    "arguments", [["--help"], ["ask", "--help"], ["documents", "text", "không-có"]]
)
def test_vietnamese_reaches_a_console_with_another_code_page(
    arguments: list[str], tmp_path: Path
) -> None:
    """A Windows console of code page 1252 has no "ệ": printing it must not end in a traceback."""
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "DANVAN_DATA_DIR": str(tmp_path)}
    environment.pop("PYTHONUTF8", None)
    run = subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", *arguments],
        capture_output=True,
        env=environment,
        cwd=REPOSITORY,
        check=False,
    )
    assert b"UnicodeEncodeError" not in run.stderr, run.stderr.decode("utf-8", "replace")
    assert b"Traceback" not in run.stderr, run.stderr.decode("utf-8", "replace")


def test_no_file_name_that_windows_refuses() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False
    ).stdout.decode("utf-8")
    names = [name for name in listed.split("\0") if name]
    assert not [name for name in names if set('<>:"|?*\\') & set(name) or name.endswith((".", " "))]
    folded = [name.casefold() for name in names]
    assert len(folded) == len(set(folded)), "two names that differ only in case"
