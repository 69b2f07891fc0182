"""Running another program with a time limit, and ending all that it started."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path


class TooSlow(Exception):
    """A program ran past its limit and was ended."""


def run(
    command: Sequence[str],
    *,
    seconds: float,
    folder: Path | None = None,
    has_children: bool = False,
) -> bytes | None:
    """What `command` prints; None where it fails. Raises TooSlow.

    A program that starts others gets a session of its own, so that all can be ended; one that
    does not stays in ours and ends when we are ended.
    """
    # Tesseract's threads wait for each other: one thread reads a page in half the time.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    with subprocess.Popen(  # noqa: S603 - a fixed program, no shell
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=has_children,
    ) as process:
        try:
            printed, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            if has_children:
                end(process)
            else:
                process.kill()
            raise TooSlow from error
        return printed if process.returncode == 0 else None


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started in its own session, with its children."""
    if os.name == "posix":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        process.kill()
    process.wait()
