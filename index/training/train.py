"""The run from corpora to model folder, in stages that are kept and not made twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from rich.console import Console
from tokenizers import Tokenizer

from index.training import corpora
from index.training.batches import (
    Batch,
    EncodedStream,
    Folding,
    Texts,
    draw,
    load_streams,
    save_streams,
)
from index.training.folder import save_model
from index.training.heldout import Guard, make_guard, write_held_out
from index.training.objective import contrastive
from index.training.optimiser import RowAdam
from index.training.pairs import Pair, make_streams
from index.training.recipe import ALONE, EVERYDAY, GENERAL, RUNS, Recipe
from index.training.table import FeatureTable, token_features
from index.training.tokenizer import UNKNOWN, train_tokenizer

CHECKPOINT_EVERY = 50
"""Steps between checkpoints; a stopped run loses at most this many."""
_WARM_UP = 50
_LAST_RATE = 0.02
"""The learning rate falls linearly to this share of its start."""


@dataclass(frozen=True)
class Run:
    """Where a run reads and writes, and what it says."""

    corpora: Path
    out: Path
    benchmarks: Path | None
    recipe: Recipe
    console: Console

    def kept(self, name: str) -> Path:
        folder = self.out / "stages" / self.recipe.fingerprint()
        folder.mkdir(parents=True, exist_ok=True)
        return folder / name


def train(run: Run, stop_after: int | None = None) -> Path | None:
    """Trains and writes `out`/model; returns that folder, or None if it stopped before the end."""
    guard = make_guard(corpora.paraphrases(run.corpora), run.benchmarks)
    tokenizer, streams = _tokenizer_and_streams(run, guard)
    last = min(run.recipe.steps, stop_after or run.recipe.steps)
    table = _fit(run, tokenizer, streams, last)
    if last < run.recipe.steps:
        return None
    collapsed = table.collapsed()
    collapsed[tokenizer.token_to_id(UNKNOWN)] = 0.0
    save_model(run.out / "model", tokenizer, collapsed)
    write_held_out(corpora.paraphrases(run.corpora), run.out / "held-out")
    return run.out / "model"


def _tokenizer_and_streams(run: Run, guard: Guard) -> tuple[Tokenizer, list[EncodedStream]]:
    tokens, encoded = run.kept("tokenizer.json"), run.kept("streams.npz")
    if encoded.exists():
        return Tokenizer.from_file(str(tokens)), load_streams(encoded)
    run.console.print("Pairs …")
    pairs = make_streams(run.corpora, guard, run.recipe.seed)
    limited = {stream.name: stream.pairs[: run.recipe.stream_limit] for stream in pairs}
    run.console.print(
        f"{sum(map(len, limited.values())):,} pairs; {guard.refused:,} passages refused. Tokens …"
    )
    tokenizer = train_tokenizer(_texts(limited), run.recipe.vocabulary)
    streams = [
        _encode(name, chosen, tokenizer, run.recipe.longest) for name, chosen in limited.items()
    ]
    tokenizer.save(str(tokens))
    save_streams(encoded, streams)
    return tokenizer, streams


def _texts(streams: dict[str, tuple[Pair, ...]]) -> Iterator[str]:
    """Each text once a stream; everyday words several times, since their corpora are small."""
    for name, pairs in streams.items():
        for _ in range(4 if name in EVERYDAY and name != "substitution" else 1):
            yield from dict.fromkeys(pair.passage for pair in pairs)
            yield from (pair.query for pair in pairs if "cloze" not in name)


def _encode(
    name: str, pairs: tuple[Pair, ...], tokenizer: Tokenizer, longest: int
) -> EncodedStream:
    passages = {
        passage: row for row, passage in enumerate(dict.fromkeys(pair.passage for pair in pairs))
    }

    def encode(texts: list[str]) -> Texts:
        # A text without a known token still needs one, or its mean would not exist.
        encodings = tokenizer.encode_batch(texts, add_special_tokens=False)
        return Texts.of([encoding.ids[:longest] or [0] for encoding in encodings])

    return EncodedStream(
        name,
        encode([pair.query for pair in pairs]),
        encode(list(passages)),
        np.array([passages[pair.passage] for pair in pairs], dtype=np.int64),
    )


@dataclass(frozen=True)
class _Sampler:
    """Draws the two batches of a step."""

    streams: dict[str, EncodedStream]
    folding: Folding
    recipe: Recipe

    def _one(
        self, weights: dict[str, float], size: int, rng: Generator
    ) -> tuple[str, Batch] | None:
        names = [name for name in weights if name in self.streams]
        if not names:
            return None
        shares = np.array([weights[name] for name in names])
        name = names[int(rng.choice(len(names), p=shares / shares.sum()))]
        length = 1 if name in ALONE else RUNS.get(name, self.recipe.run)
        return name, draw(self.streams[name], size, length, self.recipe.dropout, self.folding, rng)

    def step(self, rng: Generator) -> list[tuple[str, Batch, float]]:
        """(stream, batch, weight of its loss) of one step."""
        general = self._one(GENERAL, self.recipe.batch, rng)
        everyday = self._one(EVERYDAY, self.recipe.everyday_batch, rng)
        chosen = ((general, 1.0), (everyday, self.recipe.everyday_weight))
        return [(*drawn, weight) for drawn, weight in chosen if drawn is not None]


def _counts(tokenizer: Tokenizer, streams: list[EncodedStream]) -> NDArray[np.int64]:
    size = tokenizer.get_vocab_size()
    flats = [texts.flat for stream in streams for texts in (stream.passages, stream.queries)]
    return np.asarray(sum(np.bincount(flat, minlength=size) for flat in flats), dtype=np.int64)


def _fit(run: Run, tokenizer: Tokenizer, streams: list[EncodedStream], last: int) -> FeatureTable:
    recipe = run.recipe
    table = FeatureTable(
        token_features(tokenizer), _counts(tokenizer, streams), recipe.dimensions, recipe.seed
    )
    optimiser = RowAdam(table.weight)
    rng = np.random.default_rng(recipe.seed)
    sampler = _Sampler({stream.name: stream for stream in streams}, Folding.of(tokenizer), recipe)
    first = _resume(run, table, optimiser, rng)
    shown: dict[str, float] = {}
    for step in range(first, last):
        rate = recipe.learning_rate * _pace(step, recipe.steps)
        shown |= _step(table, optimiser, sampler.step(rng), recipe, rate)
        if (step + 1) % CHECKPOINT_EVERY == 0 or step + 1 == last:
            _checkpoint(run, table, optimiser, rng, step + 1)
            losses = " ".join(f"{name} {loss:.2f}" for name, loss in sorted(shown.items()))
            run.console.print(f"step {step + 1}/{recipe.steps}  {losses}")
    return table


def _pace(step: int, steps: int) -> float:
    return min(1.0, (step + 1) / _WARM_UP) * max(_LAST_RATE, 1 - step / steps)


def _step(
    table: FeatureTable,
    optimiser: RowAdam,
    batches: list[tuple[str, Batch, float]],
    recipe: Recipe,
    rate: float,
) -> dict[str, float]:
    starts = np.cumsum([0, *(len(batch.ids) for _, batch, _ in batches)])
    ids = np.concatenate([batch.ids for _, batch, _ in batches])
    offsets = np.concatenate(
        [batch.offsets + start for (_, batch, _), start in zip(batches, starts, strict=False)]
    )
    vectors, rows = table.texts(ids, offsets)
    lengths = (
        recipe.dimensions,
        *(cut for cut in recipe.cut_dimensions if cut < recipe.dimensions),
    )
    total, at, losses = torch.zeros(()), 0, {}
    for name, batch, weight in batches:
        part = vectors[at : at + len(batch.offsets)]
        loss = contrastive(
            part, batch.queries, torch.from_numpy(batch.target), recipe.scale, lengths
        )
        total, at, losses[name] = total + weight * loss, at + len(batch.offsets), loss.item()
    total.backward()
    optimiser.step(rows, rate)
    return losses


def _checkpoint(
    run: Run, table: FeatureTable, optimiser: RowAdam, rng: Generator, step: int
) -> None:
    state = {
        "step": step,
        "table": table.weight,
        "optimiser": optimiser.state(),
        "rng": rng.bit_generator.state,
    }
    partial = run.kept("checkpoint.partial")
    torch.save(state, partial)
    partial.replace(run.kept("checkpoint.pt"))


def _resume(run: Run, table: FeatureTable, optimiser: RowAdam, rng: Generator) -> int:
    path = run.kept("checkpoint.pt")
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    table.weight = state["table"]
    optimiser.weight = table.weight
    optimiser.restore(state["optimiser"])
    rng.bit_generator.state = state["rng"]
    run.console.print(f"Continuing after step {state['step']}")
    return int(state["step"])
