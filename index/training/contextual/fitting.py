"""Trains the encoder on the pairs of the static model, with BM25's mistakes among the negatives."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from rich.console import Console
from tokenizers import Tokenizer
from torch import Tensor, nn

from index.training.batches import EncodedStream, Folding, Ids, draw
from index.training.contextual.encoder import ContextualEncoder, Shape
from index.training.contextual.mistakes import mine
from index.training.objective import contrastive
from index.training.recipe import ALONE, EVERYDAY, GENERAL, RUNS

CHECKPOINT_EVERY = 25
"""Steps between checkpoints; a stopped run loses at most this many."""
WEIGHTS = GENERAL | {"viquad": 5.0, "legal_qa": 3.0}
"""More of the questions that people asked, which have mistakes to learn from."""
_WARM_UP = 40
_LAST_RATE = 0.05
_CLIPPED = 1.0
_AVERAGE = 0.97
"""The weights that count are a running average of those of the steps (Polyak and Juditsky 1992)."""


@dataclass(frozen=True)
class Plan:
    """Every number of a run."""

    steps: int = 800
    batch: int = 256
    everyday_batch: int = 128
    everyday_weight: float = 0.4
    learning_rate: float = 8e-4
    dropout: float = 0.2
    folded: float = 0.2
    scale: float = 20.0
    seed: int = 7
    questions_only: bool = False
    """Passages keep their static vectors; only questions are read in context."""
    shape: Shape = field(default_factory=Shape)


@dataclass
class Fitting:
    """A run: its data, its weights, where it is."""

    plan: Plan
    table: NDArray[np.float32]
    tokenizer: Tokenizer
    streams: list[EncodedStream]
    out: Path
    console: Console

    def __post_init__(self) -> None:
        self.encoder = ContextualEncoder(self.table, self.plan.shape, self.plan.seed)
        self.average = {k: v.clone() for k, v in self.encoder.state_dict().items()}
        self.optimiser = torch.optim.AdamW(
            self.encoder.parameters(), lr=self.plan.learning_rate, weight_decay=0.02
        )
        self.rng: Generator = np.random.default_rng(self.plan.seed)
        self.folding = Folding.of(self.tokenizer)
        self.by_name = {stream.name: stream for stream in self.streams}
        self.mistakes = self._mistakes()
        self.step = self.pairs = 0

    def _mistakes(self) -> dict[str, Ids]:
        kept = self.out / "mistakes.npz"
        if not kept.exists():
            self.console.print("BM25's mistakes …")
            partial = kept.with_suffix(".partial")
            with partial.open("wb") as file:
                np.savez(file, **{s.name: mine(s, self.tokenizer) for s in self.streams})  # type: ignore[arg-type]
            partial.replace(kept)
        with np.load(kept) as arrays:
            return dict(arrays)

    def train(self, stop_after: int | None = None) -> ContextualEncoder:
        """Goes on from the checkpoint; gives the encoder with the averaged weights."""
        self._resume()
        losses: dict[str, float] = {}
        last = self.plan.steps if stop_after is None else min(self.plan.steps, stop_after)
        while self.step < last:
            losses |= self._one_step()
            if self.step % CHECKPOINT_EVERY == 0 or self.step == last:
                self._checkpoint()
                told = " ".join(f"{name} {loss:.2f}" for name, loss in sorted(losses.items()))
                self.console.print(
                    f"{self.step}/{self.plan.steps}  {self.pairs:,} pairs  {told}", soft_wrap=True
                )
        self.encoder.load_state_dict(self.average)
        return self.encoder

    def _one_step(self) -> dict[str, float]:
        plan, losses = self.plan, {}
        pace = min(1.0, (self.step + 1) / _WARM_UP) * max(_LAST_RATE, 1 - self.step / plan.steps)
        for group in self.optimiser.param_groups:
            group["lr"] = plan.learning_rate * pace
        self.optimiser.zero_grad()
        both = ((WEIGHTS, plan.batch, 1.0), (EVERYDAY, plan.everyday_batch, plan.everyday_weight))
        for weights, size, share in both:
            names = [name for name in weights if name in self.by_name]
            if not names:
                continue
            odds = np.array([weights[name] for name in names])
            name = names[int(self.rng.choice(len(names), p=odds / odds.sum()))]
            loss = self._loss(self.by_name[name], size)
            (share * loss).backward()
            losses[name] = loss.item()
        nn.utils.clip_grad_norm_(self.encoder.parameters(), _CLIPPED)
        self.optimiser.step()
        self.step += 1
        keep = min(_AVERAGE, self.step / (self.step + 9))
        for key, value in self.encoder.state_dict().items():
            self.average[key].lerp_(value, 1 - keep)
        return losses

    def _loss(self, stream: EncodedStream, size: int) -> Tensor:
        plan = self.plan
        run = 1 if stream.name in ALONE else RUNS.get(stream.name, 8)
        batch = draw(
            stream,
            size,
            run,
            plan.dropout,
            plan.folded,
            self.folding,
            self.rng,
            self.mistakes[stream.name],
        )
        cut = int(batch.offsets[batch.queries])
        asked = self.encoder(batch.ids[:cut], batch.offsets[: batch.queries])
        read = self.encoder.static if plan.questions_only else self.encoder
        passages = read(batch.ids[cut:], batch.offsets[batch.queries :] - cut)
        self.pairs += batch.queries
        return contrastive(
            torch.cat([asked, passages]),
            batch.queries,
            torch.from_numpy(batch.target),
            plan.scale,
            (self.table.shape[1],),
        )

    def _checkpoint(self) -> None:
        partial = self.out / "checkpoint.partial"
        state = {
            "plan": repr(self.plan),
            "step": self.step,
            "pairs": self.pairs,
            "encoder": self.encoder.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "rng": self.rng.bit_generator.state,
        }
        torch.save(state, partial)
        partial.replace(self.out / "checkpoint.pt")

    def _resume(self) -> None:
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        if state["plan"] != repr(self.plan):
            self.console.print("The checkpoint is of another plan: starting anew.")
            return
        self.step, self.pairs = int(state["step"]), int(state["pairs"])
        self.encoder.load_state_dict(state["encoder"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.rng.bit_generator.state = state["rng"]
        self.console.print(f"Continuing after step {self.step}")
