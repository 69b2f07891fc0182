"""``python -m index.training.contextual``: trains the other design and measures it."""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from safetensors.torch import save_file
from tokenizers import Tokenizer

from index.embedding import SHIPPED_MODEL, StaticEncoder
from index.training import corpora as sources
from index.training.contextual.fitting import Fitting, Plan
from index.training.contextual.measuring import measure
from index.training.heldout import make_guard, write_held_out
from index.training.recipe import Recipe
from index.training.train import Run, tokenizer_and_streams

app = typer.Typer(add_completion=False)


@app.command()
def main(
    corpora: Annotated[Path, typer.Option(help="Folder with the training corpora.")],
    out: Annotated[Path, typer.Option(help="Where it is kept; run again to go on.")],
    benchmarks: Annotated[
        Path | None, typer.Option(help="Folder of benchmark sets: left out, and measured on.")
    ] = None,
    model: Annotated[Path, typer.Option(help="The static model it stands on.")] = SHIPPED_MODEL,
    questions_only: Annotated[
        bool, typer.Option("--questions-only", help="Passages keep their static vectors.")
    ] = False,
    steps: int = Plan.steps,
    batch: int = Plan.batch,
    pairs: Annotated[int, typer.Option(help="Pairs kept of every stream.")] = Recipe.stream_limit,
    seed: int = Plan.seed,
    stop_after: Annotated[int | None, typer.Option(help="Stop at this step.")] = None,
) -> None:
    console = Console()
    tokens = model / "tokenizer.json"
    recipe = Recipe(stream_limit=pairs)
    guard = make_guard(sources.paraphrases(corpora), benchmarks)
    run = Run(corpora, out, benchmarks, tokens, recipe, console)
    tokenizer, streams = tokenizer_and_streams(run, guard)
    write_held_out(sources.paraphrases(corpora), out / "held-out")
    plan = Plan(
        steps=steps,
        batch=batch,
        everyday_batch=max(1, batch // 2),
        seed=seed,
        questions_only=questions_only,
    )
    static = StaticEncoder(model)
    table = static.token_vectors(np.arange(tokenizer.get_vocab_size()))
    trained = Fitting(plan, table, tokenizer, streams, out, console).train(stop_after)
    save_file(trained.state_dict(), out / "contextual.safetensors")
    folders = [out / "held-out" / "daily", *(sorted(benchmarks.iterdir()) if benchmarks else [])]
    for folder in folders:
        console.print(measure(folder, trained, Tokenizer.from_file(str(tokens)), questions_only))


if __name__ == "__main__":
    app()
