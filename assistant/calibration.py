"""Fit the weights of assistant.evidence.answerable and assistant.evidence.scope on question sets:

    python -m assistant.calibration QUESTIONS.jsonl[@DATA_DIR] [QUESTIONS.jsonl[@DATA_DIR] ...]
                                    [--elsewhere QUESTIONS.jsonl]

A set is asked of the library in its own data folder where one is given, else of the default one.
Prints constants to put into these modules, and ten-fold cross-validated figures. Questions of the
guard split (evals/SCHEMA.md) are left out, and a near miss stays with its twin. `--elsewhere` is a
file of questions about other things than the documents (an encyclopaedia's, say), asked of every
library; only with it the scope is fitted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.answerable import Features
from assistant.evidence.scope import Signs
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.smalltalk import small_talk
from assistant.types import Question

Array = NDArray[np.float64]
_RIDGE = {Features: 0.05, Signs: 0.005}  # there are many more questions to fit the signs on
_STEPS = 4000
_FOLDS = 10
_ELSEWHERE = 0.5  # weight of a question about something else, against 1
_THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)


class Collected:
    """Questions that come down to a candidate which meets every constraint."""

    def __init__(self) -> None:
        self.groups: list[str] = []
        self.features: list[tuple[float, ...]] = []
        self.signs: list[tuple[float, ...]] = []
        self.labels: list[float] = []  # 1 for an answerable one
        self.glossed: list[bool] = []  # whether the candidate has everyday wordings

    def ask(self, assistant: Assistant, questions: Iterable[tuple[str, Question, bool]]) -> None:
        """questions: (group, question, whether it is answerable)."""
        for group, question, answerable in questions:
            weighed = None if small_talk(question.text) else assistant.weighed(question)
            if weighed is not None:
                self.groups.append(group)
                self.features.append(astuple(weighed.features))
                self.signs.append(astuple(weighed.signs))
                self.labels.append(float(answerable))
                self.glossed.append(weighed.is_glossed)

    def of_kind(self, is_glossed: bool) -> Collected:
        """Those whose candidate has everyday wordings, or those whose has none."""
        kind = Collected()
        chosen = [n for n, glossed in enumerate(self.glossed) if glossed == is_glossed]
        for name, values in vars(self).items():
            vars(kind)[name] = [values[n] for n in chosen]
        return kind


def dev_questions(file: Path) -> Iterator[tuple[str, Question, bool]]:
    """Those of a set outside the guard split."""
    for line in file.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        group = str(raw["id"]).removesuffix("t")
        if int(hashlib.sha256(group.encode()).hexdigest(), 16) % 3:
            question = Question(raw["question"], tuple(raw["history"]), tuple(raw["documents"]))
            yield group, question, bool(raw["answerable"])


def elsewhere_questions(file: Path) -> Iterator[tuple[str, Question, bool]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        yield f"elsewhere-{number}", Question(json.loads(line)["question"]), False


def fit(features: Array, labels: Array, counts: Array, ridge: float) -> tuple[Array, float]:
    """(weights, bias) of a ridge logistic regression, in the features' own units. counts: what
    each row weighs."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    scaled = np.c_[(features - mean) / spread, np.ones(len(features))]
    weights = np.zeros(scaled.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        penalty = ridge * np.r_[weights[:-1], 0]
        weights -= 0.5 * (scaled.T @ (counts * (likely - labels)) / counts.sum() + penalty)
    raw = weights[:-1] / spread
    return raw, float(weights[-1] - raw @ mean)


def report(
    kind: type[Features] | type[Signs],
    groups: Sequence[str],
    rows: Array,
    labels: Array,
    counts: Array,
) -> None:
    """Cross-validated figures, then the constants."""
    ridge = _RIDGE[kind]
    names = sorted(set(groups))
    np.random.default_rng(0).shuffle(names)
    held_out = np.zeros(len(labels))
    for fold in range(_FOLDS):
        inside = np.isin(groups, names[fold::_FOLDS])
        weights, bias = fit(rows[~inside], labels[~inside], counts[~inside], ridge)
        held_out[inside] = 1 / (1 + np.exp(-(rows[inside] @ weights + bias)))
    print(kind.__name__)
    for threshold in _THRESHOLDS:
        refused = held_out < threshold
        print(
            f"threshold {threshold}: false refusals {refused[labels == 1].mean():.3f},"
            f" false answers {1 - refused[labels == 0].mean():.3f}"
        )
    weights, bias = fit(rows, labels, counts, ridge)
    print(f"BIAS = {bias:.2f}")
    for field, weight in zip(fields(kind), weights, strict=True):
        print(f"    {field.name}={weight:.2f},")


def main(sets: Sequence[str], elsewhere: Path | None) -> None:
    asked, others = Collected(), Collected()
    for argument in sets:
        file, _, folder = argument.partition("@")
        settings = Settings(data_dir=Path(folder)) if folder else Settings()
        assistant = Assistant.open(settings)
        asked.ask(assistant, dev_questions(Path(file)))
        if elsewhere:
            others.ask(assistant, elsewhere_questions(elsewhere))
    for is_glossed in (False, True):
        print("with everyday wordings" if is_glossed else "without everyday wordings")
        _report_kind(asked.of_kind(is_glossed), others.of_kind(is_glossed))


def _report_kind(asked: Collected, others: Collected) -> None:
    if not asked.labels:
        return
    labels = np.array(asked.labels)
    report(Features, asked.groups, np.array(asked.features), labels, np.ones(len(labels)))
    if others.labels:
        inside = [row for row, label in zip(asked.signs, asked.labels, strict=True) if label]
        kept = [group for group, label in zip(asked.groups, asked.labels, strict=True) if label]
        report(
            Signs,
            [*kept, *others.groups],
            np.array([*inside, *others.signs]),
            np.r_[np.ones(len(inside)), np.zeros(len(others.signs))],
            np.r_[np.ones(len(inside)), np.full(len(others.signs), _ELSEWHERE)],
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m assistant.calibration")
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--elsewhere", type=Path)
    given = parser.parse_args()
    main(given.sets, given.elsewhere)
