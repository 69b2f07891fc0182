"""python -m evals.scale --corpora ../shared/corpora --passages 1000 --passages 10000 --out run.json

Builds a library of each size in each store and asks it questions people asked about the law. One
line of JSON for each goes to stderr as it is ready; the table goes to stdout."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from evals.chroma_server import ChromaServer, chroma_server
from evals.scale.machine import bytes_below, load, peak_bytes
from evals.scale.plot import plot
from evals.scale.table import table

Run = dict[str, Any]


def main(
    corpora: Annotated[Path, typer.Option(help="Folder of law.jsonl.xz and legal_qa.jsonl.xz")],
    passages: Annotated[list[int], typer.Option(help="Sizes")] = [1_000, 10_000, 100_000],  # noqa: B006
    store: Annotated[list[str], typer.Option(help="folder, server")] = ["folder", "server"],  # noqa: B006
    questions: Annotated[int, typer.Option(help="Questions timed in each lane")] = 200,
    compared: Annotated[int, typer.Option(help="Questions compared with exact search")] = 50,
    work: Annotated[Path | None, typer.Option(help="Folder for the libraries")] = None,
    keep: Annotated[bool, typer.Option(help="Leave the libraries there")] = False,
    out: Annotated[Path | None, typer.Option(help="JSON of all runs; known ones are kept")] = None,
    svg: Annotated[Path | None, typer.Option(help="Plot of all runs")] = None,
) -> None:
    runs: list[Run] = json.loads(out.read_text("utf-8")) if out and out.is_file() else []
    with TemporaryDirectory(prefix="danvan-scale-", dir=work) as folder:
        base = work if work and keep else Path(folder)
        for size in passages:
            for kind in store:
                run = _measured(corpora, size, kind, questions, compared, base / f"{kind}-{size}")
                typer.echo(json.dumps(run), err=True)
                same = (run["passages"], run["store"])
                runs = [r for r in runs if (r["passages"], r["store"]) != same] + [run]
                if out:
                    out.write_text(json.dumps(runs, indent=1), "utf-8")
            for kind in () if keep else store:
                shutil.rmtree(base / f"{kind}-{size}", ignore_errors=True)
    runs.sort(key=lambda run: (run["store"], run["passages"]))
    typer.echo(table(runs))
    if svg:
        svg.write_text(plot(runs), "utf-8")


def _measured(
    corpora: Path, size: int, kind: str, questions: int, compared: int, folder: Path
) -> Run:
    """Build, ask; the server's memory and disk besides."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    run: Run = {"passages": size, "store": kind, "load": load()}
    serving = chroma_server(folder / "chroma") if kind == "server" else nullcontext(None)
    with serving as server:
        url = server.url if isinstance(server, ChromaServer) else ""
        if not (data / "index" / "current.json").is_file():
            known = folder.parent / f"folder-{size}" / "data"
            known_here = known if kind != "folder" and known.is_dir() else ""
            run |= _child("building", corpora, size, data, url, known_here)
        run |= _child("asking", corpora, questions, compared, data, url)
        if isinstance(server, ChromaServer):
            run["server_peak"] = peak_bytes(server.pid)
            run["server_disk"] = bytes_below(folder / "chroma")
    return run


def _child(module: str, *arguments: object) -> Run:
    command = [sys.executable, "-m", f"evals.scale.{module}", *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)  # noqa: S603
    found: Run = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    typer.run(main)
