"""Put a question set to a system, or score an answers file; the result is a Run."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from evals import messages
from evals.errors import QuestionSetError
from evals.questions import folded, take_split
from evals.scoring import score_question
from evals.types import EvalAnswer, EvalQuestion, Run, RunSettings, System, Texts
from index.errors import IndexBusy, IndexDamaged, IndexMissing, ModelMismatch

Progress = Callable[[int, int], None]


def prepare(questions: Sequence[EvalQuestion], settings: RunSettings) -> tuple[EvalQuestion, ...]:
    """The questions as they are asked under `settings`."""
    asked = take_split(questions, settings.split)
    if not asked:
        raise QuestionSetError(messages.EMPTY_SPLIT.format(settings.split))
    if settings.fold_questions:
        asked = tuple(folded(question) for question in asked)
    return asked


def run_system(
    system: System,
    questions: Sequence[EvalQuestion],
    texts: Texts,
    settings: RunSettings,
    progress: Progress | None = None,
) -> Run:
    """Ask every question, one at a time.

    A question that makes the system raise has no answer and scores 0; the error is kept in
    `failures`. What makes every question fail (no index) is raised.
    """
    asked = prepare(questions, settings)
    answers: dict[str, EvalAnswer] = {}
    failures: list[tuple[str, str]] = []
    begun = time.perf_counter()
    started = _now()
    for number, question in enumerate(asked, start=1):
        put = replace(question, documents=()) if settings.all_documents else question
        at = time.perf_counter()
        try:
            answer = system.answer(put)
        except (IndexMissing, IndexDamaged, IndexBusy, ModelMismatch):
            raise
        except Exception as error:
            failures.append((question.id, f"{type(error).__name__}: {error}"))
        else:
            answers[question.id] = replace(answer, seconds=time.perf_counter() - at)
        if progress:
            progress(number, len(asked))
    taken = time.perf_counter() - begun
    run = _run(system.name, asked, answers, texts, settings, started, taken)
    return replace(run, failures=tuple(failures))


def score_answers(
    name: str,
    questions: Sequence[EvalQuestion],
    answers: Mapping[str, EvalAnswer],
    texts: Texts,
    settings: RunSettings,
) -> Run:
    """Score answers that some system gave before."""
    asked = prepare(questions, settings)
    unknown = tuple(id for id in answers if id not in {q.id for q in questions})
    run = _run(name, asked, answers, texts, settings, _now(), None)
    return replace(run, unknown_ids=unknown)


def _run(
    name: str,
    asked: Sequence[EvalQuestion],
    answers: Mapping[str, EvalAnswer],
    texts: Texts,
    settings: RunSettings,
    started: str,
    seconds: float | None,
) -> Run:
    scores = tuple(score_question(q, answers.get(q.id), texts) for q in asked)
    indexes = {s.answer.index for s in scores if s.answer is not None and s.answer.index}
    return Run(
        system=name,
        set="+".join(dict.fromkeys(q.set for q in asked)),
        settings=settings,
        scores=scores,
        index="+".join(sorted(indexes)) or None,
        commit=current_commit(),
        started=started,
        seconds=seconds,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def current_commit() -> str | None:
    """Short commit of the checkout this code runs from, '+' behind it where files differ from
    it; None outside a checkout or without git."""
    here = Path(__file__).resolve().parent.parent
    if not (here / ".git").exists():
        return None
    try:
        head = _git(here, "rev-parse", "--short=12", "HEAD")
        changed = _git(here, "status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.SubprocessError):
        return None
    return head + ("+" if changed else "")


def _git(folder: Path, *words: str) -> str:
    command = ["git", "-C", str(folder), *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.strip()
