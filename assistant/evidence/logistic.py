"""Logistic models over readable features: a bias and a weight for each field of a dataclass.

Sentences with everyday wordings (index/glosses.py) score higher on every feature than those of
documents that have none, so each of the two kinds is judged by a model of its own."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass
from typing import Any, Generic, TypeVar

Row = TypeVar("Row", bound=Any)  # a dataclass of floats


@dataclass(frozen=True, slots=True)
class Logistic(Generic[Row]):
    """weights: of the features in their own units."""

    bias: float
    weights: Row

    def probability(self, row: Row) -> float:
        """0-1."""
        pairs = zip(astuple(self.weights), astuple(row), strict=True)
        return 1 / (1 + math.exp(-(self.bias + sum(w * x for w, x in pairs))))
