"""Fit the weights of assistant.evidence.answerable on question sets:

    python -m assistant.calibration QUESTIONS.jsonl[@DATA_DIR] [QUESTIONS.jsonl[@DATA_DIR] ...]

A set is asked of the library in its own data folder where one is given, else of the default one.
Prints constants to put into that module, and ten-fold cross-validated figures. Questions of the
guard split (evals/SCHEMA.md) are left out, and a near miss stays with its twin.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.answerable import Features
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.smalltalk import small_talk
from assistant.types import Question

Array = NDArray[np.float64]
_RIDGE = 0.05
_STEPS = 4000
_FOLDS = 10


def collect(sets: Iterable[tuple[Assistant, Path]]) -> tuple[list[str], Array, Array]:
    """(group of each question, features, whether it is answerable), for questions that come down
    to a candidate which meets every constraint."""
    groups: list[str] = []
    rows: list[tuple[float, ...]] = []
    labels: list[float] = []
    for assistant, file in sets:
        for line in file.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            group = str(raw["id"]).removesuffix("t")
            if int(hashlib.sha256(group.encode()).hexdigest(), 16) % 3 == 0:
                continue
            question = Question(raw["question"], tuple(raw["history"]), tuple(raw["documents"]))
            features = None if small_talk(question.text) else assistant.weighed(question)
            if features is not None:
                groups.append(group)
                rows.append(astuple(features))
                labels.append(float(raw["answerable"]))
    return groups, np.array(rows), np.array(labels)


def fit(features: Array, labels: Array) -> tuple[Array, float]:
    """(weights, bias) of a ridge logistic regression, in the features' own units."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    scaled = np.c_[(features - mean) / spread, np.ones(len(features))]
    weights = np.zeros(scaled.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        penalty = _RIDGE * np.r_[weights[:-1], 0]
        weights -= 0.5 * (scaled.T @ (likely - labels) / len(labels) + penalty)
    raw = weights[:-1] / spread
    return raw, float(weights[-1] - raw @ mean)


def _set(argument: str) -> tuple[Assistant, Path]:
    """The library and the questions that an argument names."""
    file, _, folder = argument.partition("@")
    settings = Settings(data_dir=Path(folder)) if folder else Settings()
    return Assistant.open(settings), Path(file)


def main(files: list[str]) -> None:
    groups, features, labels = collect(map(_set, files))
    names = sorted(set(groups))
    np.random.default_rng(0).shuffle(names)
    held_out = np.zeros(len(labels))
    for fold in range(_FOLDS):
        inside = np.isin(groups, names[fold::_FOLDS])
        weights, bias = fit(features[~inside], labels[~inside])
        held_out[inside] = 1 / (1 + np.exp(-(features[inside] @ weights + bias)))
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
        refused = held_out < threshold
        print(
            f"threshold {threshold}: false refusals {refused[labels == 1].mean():.3f},"
            f" false answers {1 - refused[labels == 0].mean():.3f}"
        )
    weights, bias = fit(features, labels)
    print(f"BIAS = {bias:.2f}")
    for field, weight in zip(fields(Features), weights, strict=True):
        print(f"    {field.name}={weight:.2f},")


if __name__ == "__main__":
    main(sys.argv[1:])
