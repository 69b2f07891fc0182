"""`danvan eval answers`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals import messages
from evals.answers import load_answers
from evals.assistant_system import AssistantSystem, LibraryTexts
from evals.baselines import PEERS, open_peer
from evals.bootstrap import SEED
from evals.cli.context import (
    json_text,
    leave_if_failed,
    leave_if_fallen,
    open_assistant,
    progress,
    tell,
    texts_if_any,
    told_errors,
    write_text,
)
from evals.errors import EvalsError, PeerUnavailable
from evals.floors import ANSWER_MEASURES, Fall, falls, load_floors
from evals.judge import JudgeTally, OpenAiChat, judge_run
from evals.questions import load_questions, shipped_set
from evals.records import by_set
from evals.report import Report
from evals.report_html import report_html
from evals.report_json import report_to_json
from evals.report_markdown import report_markdown
from evals.runs import run_system, score_answers
from evals.scoring import summarise
from evals.types import Run, RunSettings, Split

if TYPE_CHECKING:
    from evals.types import EvalQuestion, System, Texts

_PEER_HELP = messages.OPT_PEER.format(", ".join(PEERS))


def answers(
    context: typer.Context,
    questions: Annotated[list[Path] | None, typer.Option(help=messages.OPT_QUESTIONS)] = None,
    answers: Annotated[Path | None, typer.Option(help=messages.OPT_ANSWERS)] = None,
    split: Annotated[Split, typer.Option(help=messages.OPT_SPLIT)] = "all",
    fold_questions: Annotated[
        bool, typer.Option("--fold-questions", help=messages.OPT_FOLD)
    ] = False,
    all_documents: Annotated[
        bool, typer.Option("--all-documents", help=messages.OPT_ALL_DOCUMENTS)
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=messages.OPT_JSON)] = False,
    out: Annotated[Path | None, typer.Option(help=messages.OPT_OUT)] = None,
    html: Annotated[Path | None, typer.Option(help=messages.OPT_HTML)] = None,
    markdown: Annotated[Path | None, typer.Option(help=messages.OPT_MARKDOWN)] = None,
    peer: Annotated[list[str] | None, typer.Option(help=_PEER_HELP)] = None,
    peers: Annotated[bool, typer.Option("--peers", help=messages.OPT_PEERS)] = False,
    check_floors: Annotated[bool, typer.Option("--check-floors", help=messages.OPT_FLOORS)] = False,
    floors: Annotated[Path | None, typer.Option(help=messages.OPT_FLOORS_FILE)] = None,
    judge_url: Annotated[str | None, typer.Option(help=messages.OPT_JUDGE_URL)] = None,
    judge_model: Annotated[str | None, typer.Option(help=messages.OPT_JUDGE_MODEL)] = None,
    seed: Annotated[int, typer.Option(help=messages.OPT_SEED)] = SEED,
) -> None:
    settings = RunSettings(
        split=split,
        fold_questions=fold_questions,
        all_documents=all_documents,
        answers_file=None if answers is None else str(answers),
        seed=seed,
    )
    with told_errors():
        check = check_floors or floors is not None
        _usage(settings, check, bool(peer) or peers)
        if bool(judge_url) != bool(judge_model):
            raise EvalsError(messages.JUDGE_NEEDS_MODEL)
        asked = load_questions(questions or [shipped_set()])
        if answers is None:
            report = _ask(context, asked, settings, peer or [], peers)
        else:
            report = _score(context, asked, settings, answers)
        if judge_url and judge_model:
            report = _judged(report, judge_url, judge_model)
        fallen = _fallen(report.run, floors) if check else []
    if out is not None:
        write_text(out, json_text(report_to_json(report)) + "\n")
    if html is not None:
        write_text(html, report_html(report))
    if markdown is not None:
        write_text(markdown, report_markdown(report))
    typer.echo(json_text(report_to_json(report)) if as_json else report_markdown(report))
    leave_if_failed((report.run, *report.peers))
    if check:
        leave_if_fallen(fallen)


def _usage(settings: RunSettings, check: bool, peers: bool) -> None:
    """Options that ask the system mean nothing for a file; floors are of whole sets as they are."""
    asking = {
        "--fold-questions": settings.fold_questions,
        "--all-documents": settings.all_documents,
        "--peer": peers,
    }
    for option, given in asking.items():
        if given and settings.answers_file:
            raise EvalsError(messages.ASKING_WITH_ANSWERS.format(option))
    if check and (settings.split != "all" or settings.fold_questions or settings.all_documents):
        raise EvalsError(messages.FLOORS_PARTIAL)


def _ask(
    context: typer.Context,
    asked: tuple[EvalQuestion, ...],
    settings: RunSettings,
    named: list[str],
    all_peers: bool,
) -> Report:
    assistant = open_assistant(context)
    texts = LibraryTexts(assistant.library)
    ours = AssistantSystem(assistant)
    run = _run(ours, asked, texts, settings)
    plain = None
    if settings.fold_questions:
        with_diacritics = RunSettings(
            split=settings.split, all_documents=settings.all_documents, seed=settings.seed
        )
        plain = _run(ours, asked, texts, with_diacritics)
    others: list[Run] = []
    for name in dict.fromkeys([*named, *(PEERS if all_peers else ())]):
        try:
            system = open_peer(name, assistant)
        except PeerUnavailable as error:
            if name in named:
                raise
            tell(messages.PEER_SKIPPED.format(name, error))
            continue
        others.append(_run(system, asked, texts, settings))
    return Report(run, tuple(others), plain)


def _run(
    system: System, asked: tuple[EvalQuestion, ...], texts: Texts, settings: RunSettings
) -> Run:
    with progress(system.name) as moved:
        return run_system(system, asked, texts, settings, moved)


def _score(
    context: typer.Context, asked: tuple[EvalQuestion, ...], settings: RunSettings, file: Path
) -> Report:
    given = load_answers(file)
    return Report(score_answers(file.stem, asked, given, texts_if_any(context), settings))


def _judged(report: Report, url: str, model: str) -> Report:
    chat = OpenAiChat(url, model)
    with progress(model) as moved:
        tally: JudgeTally = judge_run(report.run, chat, moved)
    return Report(report.run, report.peers, report.plain, tally)


def _fallen(run: Run, file: Path | None) -> list[Fall]:
    floors = load_floors(file) if file is not None else load_floors()
    fallen: list[Fall] = []
    for name, scores in by_set(run).items():
        fallen += falls(floors, name, summarise(scores), ANSWER_MEASURES)
    return fallen
