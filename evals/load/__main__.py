"""python -m evals.load [--people 1 --people 20 --people 100] [--seconds 60] [--soak 30]

Starts `danvan chat` over an index of its own, lets so many people ask in turn, then, with --soak,
five people for so many minutes while the memory of the server is watched. The questions are those
of the report's dev set. Prints a Markdown table."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer

from evals.chroma_server import free_port
from evals.load.people import Load, put_load
from evals.questions import load_questions, shipped_set, take_split
from evals.scale.machine import load as waiting
from evals.scale.machine import own_bytes

_START_S = 300.0
_WATCH_S = 5.0  # between two looks at the memory
_WARM_SHARE = 0.2  # of a soak, left out of the slope: caches fill
_SOAKING = 5  # people


def main(
    people: Annotated[list[int], typer.Option(help="How many ask at once")] = [1, 20, 100],  # noqa: B006
    seconds: Annotated[float, typer.Option(help="How long each number asks")] = 60.0,
    think: Annotated[float, typer.Option(help="Mean pause between two questions, s")] = 0.0,
    soak: Annotated[float, typer.Option(help="Minutes of soaking")] = 0.0,
) -> None:
    questions = [q.question for q in take_split(load_questions([shipped_set()]), "dev")]
    with TemporaryDirectory(prefix="danvan-load-") as folder, _window(Path(folder)) as window:
        address, pid = window
        put_load(address, questions, 1, 0, 10)  # the caches fill before the clock runs
        typer.echo(f"load of the machine before: {waiting():.1f}")
        typer.echo("| people | answers | a second | lost | turned away | p50 s | p95 s | p99 s |")
        typer.echo("|" + " --- |" * 8)
        for count in people:
            typer.echo(_row(count, seconds, put_load(address, questions, count, think, seconds)))
        if soak:
            _soak(address, pid, questions, soak)


def _row(people: int, seconds: float, measured: Load) -> str:
    answers = len(measured.seconds)
    times = " | ".join(f"{measured.at(share):.2f}" for share in (0.5, 0.95, 0.99))
    rate = f"{answers / seconds:.1f}"
    return f"| {people} | {answers} | {rate} | {measured.lost} | {measured.busy} | {times} |"


def _soak(address: str, pid: int, questions: list[str], minutes: float) -> None:
    """The server's own memory while a few people ask without end, and its slope."""
    seen: list[tuple[float, int]] = []
    done = threading.Event()
    began = time.monotonic()

    def watch() -> None:
        while not done.wait(_WATCH_S):
            seen.append((time.monotonic() - began, own_bytes(pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    measured = put_load(address, questions, _SOAKING, 1.0, minutes * 60)
    done.set()
    watcher.join()
    at, size = np.asarray(seen[int(len(seen) * _WARM_SHARE) :], dtype=np.float64).T
    slope = np.polyfit(at / 3600, size / 1e6, 1)[0]
    typer.echo(
        f"soak of {minutes:g} minutes, {_SOAKING} people: {len(measured.seconds)} answers, "
        f"{measured.lost} lost; memory {size[0] / 1e6:.0f} MB after the warm-up, "
        f"{size[-1] / 1e6:.0f} MB at the end, slope {slope:+.1f} MB an hour"
    )


@contextmanager
def _window(data: Path) -> Iterator[tuple[str, int]]:
    """(address, process id) of a window of its own."""
    port = free_port()
    environment = {**os.environ, "DANVAN_DATA_DIR": str(data), "DANVAN_PORT": str(port)}
    command = [sys.executable, "-m", "assistant.cli"]
    quiet = subprocess.DEVNULL
    subprocess.run([*command, "index"], env=environment, stdout=quiet, stderr=quiet, check=True)  # noqa: S603
    process = subprocess.Popen([*command, "chat"], env=environment, stdout=quiet)  # noqa: S603
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own window
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise TimeoutError(address)


if __name__ == "__main__":
    typer.run(main)
