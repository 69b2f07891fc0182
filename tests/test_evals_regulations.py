"""The dev set of regulations on the real assistant with the laws added: floors hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.settings import Settings
from evals.assistant_system import AssistantSystem, LibraryTexts
from evals.floors import ANSWER_MEASURES, falls, load_floors
from evals.questions import load_questions, shipped_set
from evals.runs import run_system
from evals.scoring import summarise
from evals.types import Run, RunSettings
from index.build import ensure_index
from index.embedding import load_encoder
from index.manage import Librarian, Outcome

SET = "regulations_dev"


@pytest.fixture(scope="module")
def run(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    questions = load_questions([shipped_set(SET)])
    wanted = {source for question in questions for source in question.source or ()}
    folder = shared / "documents" / "van-ban"
    files = [file for file in sorted(folder.iterdir()) if file.stem in wanted]
    data = tmp_path_factory.mktemp("laws")
    encoder = load_encoder()
    ensure_index(data, encoder)
    results = Librarian(data, encoder).add(files)
    assert [r.outcome for r in results] == [Outcome.ADDED] * len(wanted)
    assistant = Assistant.open(Settings(data_dir=data))
    texts = LibraryTexts(assistant.library)
    return run_system(AssistantSystem(assistant), questions, texts, RunSettings())


def test_no_figure_is_below_its_floor(run: Run) -> None:
    assert run.failures == ()
    assert falls(load_floors(), SET, summarise(run.scores), ANSWER_MEASURES) == ()


def test_every_citation_is_verbatim(run: Run) -> None:
    counted = [s for s in run.scores if "validity" in s.tallies]
    assert [s.question.id for s in counted if s.tallies["validity"].value < 1] == []
    assert len(counted) > 50
