"""Run <-> RUN.json. The keys are a contract: scripts read them (docs/evals.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals import messages
from evals.answers import answer_to_json, parse_answer
from evals.bootstrap import interval
from evals.errors import EvalsError, RunFileError
from evals.measures import ALL_MEASURES, REFUSAL_AFTER_TURN
from evals.questions import parse_question, to_row
from evals.scoring import by_group, mean, summarise
from evals.types import Interval, QuestionScore, Run, RunSettings, Tally

SCHEMA = 1
_DIGITS = 4


def intervals(run: Run) -> Mapping[str, Interval | None]:
    """95 % interval of every share; None where no question counts."""
    found: dict[str, Interval | None] = {}
    for measure in ALL_MEASURES:
        counted = [s.tallies[measure.name] for s in run.scores if measure.name in s.tallies]
        found[measure.name] = interval(counted, run.settings.seed) if counted else None
    return found


def run_to_json(run: Run) -> dict[str, Any]:
    """The whole run. Of a guard run totals only: its single questions are not to be seen."""
    shown = run.settings.split != "guard"
    return {
        "schema": SCHEMA,
        "system": run.system,
        "set": run.set,
        "settings": asdict(run.settings),
        "index": run.index,
        "commit": run.commit,
        "started": run.started,
        "seconds": run.seconds,
        "summary": _figures(run.scores),
        "intervals": {k: _rounded(v) if v else None for k, v in intervals(run).items()},
        "more": {
            "questions": len(run.scores),
            "missing": sum(score.answer is None for score in run.scores),
            "refusal_after_turn": _round(mean(run.scores, REFUSAL_AFTER_TURN.name)),
        },
        "sets": {name: _group(scores) for name, scores in by_set(run).items()},
        "by": {
            group: {key: _group(scores) for key, scores in members.items()}
            for group, members in by_group(run.scores).items()
        }
        if shown
        else {},
        "questions": [_question(score) for score in run.scores] if shown else [],
        "unknown_ids": list(run.unknown_ids),
        "failures": [list(failure) for failure in run.failures] if shown else [],
    }


def by_set(run: Run) -> Mapping[str, tuple[QuestionScore, ...]]:
    names = dict.fromkeys(score.question.set for score in run.scores)
    return {name: tuple(s for s in run.scores if s.question.set == name) for name in names}


def _figures(scores: tuple[QuestionScore, ...]) -> dict[str, float | None]:
    return {name: _round(value) for name, value in summarise(scores).items()}


def _group(scores: tuple[QuestionScore, ...]) -> dict[str, float | None]:
    return {"questions": len(scores), **_figures(scores)}


def _question(score: QuestionScore) -> dict[str, Any]:
    return {
        **to_row(score.question),
        "set": score.question.set,
        "answer": None if score.answer is None else answer_to_json(score.answer),
        "scores": {name: _round(tally.value) for name, tally in score.tallies.items()},
        "weights": {name: t.of for name, t in score.tallies.items() if t.of != 1},
        "lost": list(score.lost),
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _rounded(pair: Interval) -> list[float]:
    return [round(value, _DIGITS) for value in pair]


def write_run(run: Run, path: Path) -> None:
    path.write_text(
        json.dumps(run_to_json(run), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def read_run(path: Path) -> Run:
    """A run that `write_run` wrote. Of a guard run the questions are not there to be read."""
    try:
        row = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise RunFileError(messages.NO_FILE.format(path)) from error
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise RunFileError(messages.NOT_RUN.format(path, error)) from error
    if not isinstance(row, dict) or row.get("schema") != SCHEMA or "questions" not in row:
        raise RunFileError(messages.NOT_RUN.format(path, messages.NO_SCHEMA.format(SCHEMA)))
    try:
        return Run(
            system=row["system"],
            set=row["set"],
            settings=RunSettings(**row["settings"]),
            scores=tuple(_score(question, str(path)) for question in row["questions"]),
            index=row["index"],
            commit=row["commit"],
            started=row["started"],
            seconds=row["seconds"],
            unknown_ids=tuple(row["unknown_ids"]),
            failures=tuple((id, text) for id, text in row["failures"]),
        )
    except (KeyError, TypeError, ValueError, EvalsError) as error:
        raise RunFileError(messages.NOT_RUN.format(path, error)) from error


def _score(row: dict[str, Any], where: str) -> QuestionScore:
    recorded = ("set", "answer", "scores", "weights", "lost")
    question = {name: value for name, value in row.items() if name not in recorded}
    answer = row["answer"]
    weights = row["weights"]
    tallies = {
        name: Tally(value * weights.get(name, 1), weights.get(name, 1))
        for name, value in row["scores"].items()
    }
    return QuestionScore(
        question=parse_question(question, f"{where}: {row['id']}", row["set"]),
        answer=None if answer is None else parse_answer(answer, f"{where}: {row['id']}"),
        tallies=tallies,
        lost=tuple(row["lost"]),
    )
