"""Memory and disk as Linux counts them."""

from __future__ import annotations

import os
from pathlib import Path


def peak_bytes(pid: int | str = "self") -> int:
    """Peak of resident memory of a process, mapped files included."""
    return _status("VmHWM", pid)


def own_bytes(pid: int | str = "self") -> int:
    """Resident memory that the system cannot take back by dropping pages of mapped files."""
    return _status("RssAnon", pid)


def bytes_below(path: Path) -> int:
    """Bytes of a file, or of all files of a folder."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(file.stat().st_size for file in files)


def load() -> float:
    """Processes waiting for a processor, mean of the last minute."""
    return os.getloadavg()[0]


def _status(field: str, pid: int | str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) * 1024
    return 0
