"""Seeded resampling of questions: intervals of a figure, and the test of a paired difference."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.types import Interval, Tally

RESAMPLES = 2000
FLIPS = 10_000
LEVEL = 0.95
SEED = 114


def interval(tallies: Sequence[Tally], seed: int = SEED, resamples: int = RESAMPLES) -> Interval:
    """Percentile bootstrap of sum(got) / sum(of) over questions (Efron & Tibshirani 1993)."""
    got = np.array([tally.got for tally in tallies])
    of = np.array([tally.of for tally in tallies])
    drawn = _draws(len(tallies), seed, resamples)
    return _middle(got[drawn].sum(axis=1) / of[drawn].sum(axis=1))


def difference_interval(
    differences: Sequence[float], seed: int = SEED, resamples: int = RESAMPLES
) -> Interval:
    """Percentile bootstrap of the mean of paired differences."""
    values = np.array(differences)
    return _middle(values[_draws(len(values), seed, resamples)].mean(axis=1))


def p_value(differences: Sequence[float], seed: int = SEED, flips: int = FLIPS) -> float:
    """Two-sided paired randomisation test: how often a random flip of the signs gives a mean at
    least as far from 0 (Smucker, Allan & Carterette 2007). Never 0: the observed order counts."""
    values = np.array([value for value in differences if value])
    if not len(values):
        return 1.0
    signs = np.random.default_rng(seed).choice((-1.0, 1.0), size=(flips, len(values)))
    observed = abs(values.sum())
    as_far = int((np.abs(signs @ values) >= observed - 1e-9).sum())
    return (as_far + 1) / (flips + 1)


def _draws(size: int, seed: int, resamples: int) -> NDArray[np.int64]:
    return np.random.default_rng(seed).integers(0, size, size=(resamples, size))


def _middle(figures: NDArray[np.float64]) -> Interval:
    tail = (1 - LEVEL) / 2 * 100
    low, high = np.percentile(figures, (tail, 100 - tail))
    return float(low), float(high)
