"""``python -m index.training --corpora DIR --out DIR``: trains the embedding model."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from index.training.recipe import Recipe
from index.training.train import Run, train

DEFAULT = Recipe()
app = typer.Typer(add_completion=False)


@app.command()
def main(
    corpora: Annotated[
        Path, typer.Option(help="Folder with the training corpora (*.jsonl, *.jsonl.xz).")
    ],
    out: Annotated[
        Path, typer.Option(help="Where stages, checkpoints and the model go; run again to resume.")
    ],
    benchmarks: Annotated[
        Path | None, typer.Option(help="Folder of benchmark sets; what recurs there is left out.")
    ] = None,
    tokenizer: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="tokenizer.json to use instead of making one."
        ),
    ] = None,
    steps: Annotated[
        int, typer.Option(help="Steps of the longest phase; the others in proportion.")
    ] = max(phase.steps for phase in DEFAULT.phases),
    pairs: Annotated[
        int, typer.Option(help="Pairs kept of every stream; fewer for a trial.")
    ] = DEFAULT.stream_limit,
    dimensions: int = DEFAULT.dimensions,
    batch: int = DEFAULT.batch,
    seed: int = DEFAULT.seed,
    stop_after: Annotated[
        int | None, typer.Option(help="Stop at this step with a checkpoint; go on another time.")
    ] = None,
) -> None:
    console = Console()
    if not corpora.is_dir():
        raise typer.BadParameter(f"{corpora} is not a folder. Give the folder of the corpora.")
    recipe = replace(
        DEFAULT.shortened(steps), dimensions=dimensions, batch=batch, seed=seed, stream_limit=pairs
    )
    model = train(Run(corpora, out, benchmarks, tokenizer, recipe, console), stop_after)
    if model is None:
        console.print(f"Stopped after step {stop_after}; the same command goes on from there.")
    else:
        console.print(f"Model written to {model}")


if __name__ == "__main__":
    app()
