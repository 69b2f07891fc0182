"""The run from corpora to model folder, in stages that are kept and not made twice."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
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
from index.training.recipe import ALONE, EVERYDAY, GENERAL, RUNS, Phase, Recipe
from index.training.table import FeatureTable, token_features
from index.training.tokenizer import UNKNOWN, train_tokenizer

CHECKPOINT_EVERY = 50
"""Steps between checkpoints; a stopped run loses at most this many."""
_POLISHED_NORM = 26.0
"""Mean length of a token vector at which the polish starts, as the members end."""
_WARM_UP = 50
_LAST_RATE = 0.02
"""The learning rate falls linearly to this share of its start."""


@dataclass(frozen=True)
class Run:
    """Where a run reads and writes, and what it says."""

    corpora: Path
    out: Path
    benchmarks: Path | None
    tokenizer: Path | None
    """One to use instead of counting words and training pieces anew."""
    recipe: Recipe
    console: Console

    def kept(self, name: str) -> Path:
        folder = self.out / "stages" / self._fingerprint
        folder.mkdir(parents=True, exist_ok=True)
        return folder / name

    @cached_property
    def _fingerprint(self) -> str:
        """Changes with the recipe, the corpora (names and sizes), what must stay unseen and the
        tokenizer: nothing made under other conditions is gone on with."""
        digest = hashlib.sha256(self.recipe.fingerprint().encode())
        for path in sorted(self.corpora.glob("*.jsonl*")):
            digest.update(f"{path.name} {path.stat().st_size}\n".encode())
        read = sorted(self.benchmarks.glob("*/*.jsonl")) if self.benchmarks else []
        for path in [*read, *filter(None, [self.tokenizer])]:
            digest.update(path.read_bytes())
        return digest.hexdigest()[:16]


def train(run: Run, stop_after: int | None = None) -> Path | None:
    """Trains and writes `out`/model; returns that folder, or None if it stopped before the end."""
    guard = make_guard(corpora.paraphrases(run.corpora), run.benchmarks)
    tokenizer, streams = tokenizer_and_streams(run, guard)
    table = _Fitting(run, tokenizer, streams).all_phases(stop_after)
    if table is None:
        return None
    collapsed = table.collapsed()
    collapsed[tokenizer.token_to_id(UNKNOWN)] = 0.0
    save_model(run.out / "model", tokenizer, collapsed)
    write_held_out(corpora.paraphrases(run.corpora), run.out / "held-out")
    return run.out / "model"


def tokenizer_and_streams(run: Run, guard: Guard) -> tuple[Tokenizer, list[EncodedStream]]:
    """Reads the corpora once; later runs take what the first kept."""
    tokens, encoded = run.kept("tokenizer.json"), run.kept("streams.npz")
    if encoded.exists():
        return Tokenizer.from_file(str(tokens)), load_streams(encoded)
    run.console.print("Pairs …")
    made = make_streams(run.corpora, guard, run.recipe.seed, run.recipe.stream_limit)
    limited = {stream.name: stream.pairs for stream in made}
    run.console.print(
        f"{sum(map(len, limited.values())):,} pairs; {guard.refused:,} passages refused. Tokens …"
    )
    tokenizer = (
        Tokenizer.from_file(str(run.tokenizer))
        if run.tokenizer
        else train_tokenizer(_texts(limited), run.recipe.vocabulary)
    )
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
    phase: Phase

    def _one(
        self, weights: dict[str, float], size: int, rng: Generator
    ) -> tuple[str, Batch] | None:
        names = [name for name in weights if name in self.streams]
        if not names:
            return None
        shares = np.array([weights[name] for name in names])
        name = names[int(rng.choice(len(names), p=shares / shares.sum()))]
        length = 1 if name in ALONE else RUNS.get(name, self.recipe.run)
        return name, draw(
            self.streams[name],
            size,
            length,
            self.phase.dropout,
            self.phase.folded,
            self.folding,
            rng,
        )

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


@dataclass(frozen=True)
class _Fitting:
    """The phases of a run, one after another."""

    run: Run
    tokenizer: Tokenizer
    streams: list[EncodedStream]

    def all_phases(self, stop_after: int | None) -> FeatureTable | None:
        """Trains the members, averages them (model soups, Wortsman et al. 2022), polishes.

        None if `stop_after` steps, counted over all phases, end before the last.
        """
        recipe, left = self.run.recipe, stop_after
        average: torch.Tensor | None = None
        for phase, share in recipe.members:
            table = self._new_table()
            if not self._phase(phase, table, left):
                return None
            left = None if left is None else left - phase.steps
            part = table.weight * (share / self._mean_norm(table))
            average = part if average is None else average + part
        polished = self._new_table()
        if average is not None:
            polished.weight = average * _POLISHED_NORM
        return polished if self._phase(recipe.polish, polished, left) else None

    def _new_table(self) -> FeatureTable:
        recipe = self.run.recipe
        counts = _counts(self.tokenizer, self.streams)
        return FeatureTable(token_features(self.tokenizer), counts, recipe.dimensions, recipe.seed)

    @staticmethod
    def _mean_norm(table: FeatureTable) -> float:
        return float(np.linalg.norm(table.collapsed(), axis=1).mean())

    def _phase(self, phase: Phase, table: FeatureTable, most: int | None) -> bool:
        """Trains `table` through the phase; whether the phase came to its end."""
        run, last = self.run, phase.steps if most is None else min(phase.steps, most)
        optimiser, rng = RowAdam(table.weight), np.random.default_rng(phase.seed)
        streams = {stream.name: stream for stream in self.streams}
        sampler = _Sampler(streams, Folding.of(self.tokenizer), run.recipe, phase)
        shown: dict[str, float] = {}
        for step in range(_resume(run, phase, table, optimiser, rng), last):
            rate = phase.learning_rate * _pace(step, phase.steps)
            shown |= _step(table, optimiser, sampler.step(rng), run.recipe, rate)
            if (step + 1) % CHECKPOINT_EVERY == 0 or step + 1 == last:
                _checkpoint(run, phase, table, optimiser, rng, step + 1)
                losses = " ".join(f"{name} {loss:.2f}" for name, loss in sorted(shown.items()))
                run.console.print(
                    f"{phase.name} {step + 1}/{phase.steps}  {losses}", soft_wrap=True
                )
        return last == phase.steps


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
    run: Run, phase: Phase, table: FeatureTable, optimiser: RowAdam, rng: Generator, step: int
) -> None:
    state = {
        "step": step,
        "table": table.weight,
        "optimiser": optimiser.state(),
        "rng": rng.bit_generator.state,
    }
    partial = run.kept(f"{phase.name}.partial")
    torch.save(state, partial)
    partial.replace(run.kept(f"{phase.name}.pt"))


def _resume(run: Run, phase: Phase, table: FeatureTable, optimiser: RowAdam, rng: Generator) -> int:
    path = run.kept(f"{phase.name}.pt")
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    table.weight = state["table"]
    optimiser.weight = table.weight
    optimiser.restore(state["optimiser"])
    rng.bit_generator.state = state["rng"]
    run.console.print(f"Continuing {phase.name} after step {state['step']}")
    return int(state["step"])
