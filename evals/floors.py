"""Committed floors: `[set] measure = value` in floors.toml. A figure below its floor fails CI.

Floors are only ever raised. Measures where lower is better have none: `decision` guards them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evals import messages
from evals.errors import FloorsError
from evals.measures import MEASURES

FLOORS = Path(__file__).parent / "floors.toml"
ANSWER_MEASURES = frozenset(m.name for m in MEASURES if m.higher_is_better)
RETRIEVAL_MEASURES = frozenset({"p1", "r10", "mrr10", "ndcg10", "evidence_at_1", "evidence_at_5"})

Floors = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure below its floor; figure is None where no question counted."""

    set: str
    measure: str
    floor: float
    figure: float | None


def load_floors(path: Path = FLOORS) -> Floors:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise FloorsError(messages.NO_FILE.format(path)) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FloorsError(messages.NOT_FLOORS.format(path, error)) from error
    for name, measures in content.items():
        if not isinstance(measures, dict):
            raise FloorsError(messages.NOT_FLOORS.format(path, name))
        for measure, value in measures.items():
            if measure not in ANSWER_MEASURES | RETRIEVAL_MEASURES:
                raise FloorsError(messages.UNKNOWN_FLOOR.format(path, name, measure))
            if type(value) not in (int, float) or not 0 <= value <= 1:
                raise FloorsError(messages.FLOOR_RANGE.format(path, name, measure))
    return content


def falls(
    floors: Floors, set_name: str, figures: Mapping[str, float | None], measures: frozenset[str]
) -> tuple[Fall, ...]:
    """Floors of a set, among `measures`, that the figures do not reach. A figure that is None
    does not reach its floor."""
    found = []
    for measure, floor in floors.get(set_name, {}).items():
        if measure not in measures:
            continue
        figure = figures.get(measure)
        # Figures are compared as they are reported, with four digits.
        if figure is None or round(figure, 4) < floor:
            found.append(Fall(set_name, measure, floor, figure))
    return tuple(found)
