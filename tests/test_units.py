"""Search over more rows than are compared one by one: two stages, written block by block."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from index.embedding import load_encoder
from index.lanes import Lanes, Scope, build_lanes, load_lanes
from index.types import Passage
from index.units import Units, UnitWriter


@pytest.fixture(scope="module")
def texts(report: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in report]


@pytest.fixture(scope="module")
def queries(texts: list[str]) -> list[str]:
    """Stretches of passages, in another order of words."""
    chance = random.Random(5)
    found = []
    for text in chance.sample([t for t in texts if len(t.split()) > 20], 30):
        words = text.split()[3:15]
        chance.shuffle(words)
        found.append(" ".join(words))
    return found


@pytest.fixture(scope="module")
def exact(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> Lanes:
    return build_lanes(texts, load_encoder(), tmp_path_factory.mktemp("exact"))


@pytest.fixture(scope="module")
def staged(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> Lanes:
    return build_lanes(texts, load_encoder(), tmp_path_factory.mktemp("staged"), exact_rows=0)


def test_two_stages_find_what_the_exact_search_finds(
    exact: Lanes, staged: Lanes, queries: list[str]
) -> None:
    assert staged.units.vectors.dtype == np.int8
    for query in queries:
        wanted = [row for row, _ in exact.rank(query, "dense")]
        found = [row for row, _ in staged.rank(query, "dense")]
        assert len(set(wanted) & set(found)) >= 9
        assert staged.score(query).dense[wanted[0]] == pytest.approx(
            exact.score(query).dense[wanted[0]], abs=0.01
        )


def test_the_coarse_stage_alone_leaves_only_the_nearest(
    staged: Lanes, queries: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With few candidates the best row still is among them: the codes know what is near."""
    best = [staged.rank(query, "dense", 1) for query in queries]
    monkeypatch.setattr("index.lanes.CANDIDATES", 20)
    assert [staged.rank(query, "dense", 1) for query in queries] == best
    assert np.count_nonzero(staged.score(queries[0]).fused) <= 40


def test_a_scope_is_searched_whole_and_alone(staged: Lanes, queries: list[str]) -> None:
    rows = np.zeros(staged.rows, dtype=np.bool_)
    rows[10:30] = True
    scores = staged.score(queries[0], scope=Scope(("bao-cao-114-2020",), rows))
    assert set(np.flatnonzero(scores.fused)) <= set(range(10, 30))
    assert np.count_nonzero(scores.dense[10:30]) == 20


def test_opened_again_the_lanes_rank_alike(
    staged: Lanes, queries: list[str], texts: list[str], tmp_path: Path
) -> None:
    encoder = load_encoder()
    build_lanes(texts, encoder, tmp_path, exact_rows=0)
    again = load_lanes(tmp_path, encoder)
    assert [again.rank(q) for q in queries] == [staged.rank(q) for q in queries]


def test_eight_bit_vectors_written_again_stay_the_same(staged: Lanes, tmp_path: Path) -> None:
    """Documents that did not change keep their vectors, however often the library does."""
    units = staged.units
    with UnitWriter(tmp_path, units.vectors.shape[1], units.rows, exact_rows=0) as writer:
        writer.add(units.block(slice(0, 100)))
        writer.add(units.block(slice(100, len(units))))
        copy = writer.finish(units.first)
    assert np.array_equal(copy.vectors, units.vectors)
    assert copy.codes is not None
    assert np.array_equal(copy.codes, np.asarray(units.codes))


def test_units_that_do_not_fit_their_rows_are_damage(exact: Lanes, tmp_path: Path) -> None:
    with UnitWriter(tmp_path, 512, 3) as writer:
        writer.add(exact.units.block(slice(0, 5)))
    np.save(tmp_path / "first_unit.npy", np.array([0, 2, 4, 9]))
    with pytest.raises(ValueError, match="vectors"):
        Units.load(tmp_path)
