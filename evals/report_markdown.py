"""A report as Markdown, for the terminal and for pull requests."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from evals import messages
from evals.compare import Comparison
from evals.measures import REFUSAL_AFTER_TURN
from evals.records import by_set, intervals
from evals.report import Report, figure, group_label, lead, p_text, signed, span
from evals.scoring import SUMMARY_KEYS, by_group, mean, summarise
from evals.types import QuestionScore

HEADLINE = ("facts", "short_facts", "evidence", "first_citation", "decision")
"""Measures of the narrow tables."""
_LOST_SHOWN = 15


def report_markdown(report: Report) -> str:
    run = report.run
    title = _inline(messages.REPORT_TITLE.format(run.set))
    parts = [f"# {title}", *map(_inline, lead(report)), _summary(report)]
    sets = by_set(run)
    if len(sets) > 1:
        rows = [[name, *_headline_row(scores)] for name, scores in sets.items()]
        parts.append(table(["", messages.COLUMN_QUESTIONS, *HEADLINE], rows))
    if report.peers:
        parts += [f"## {messages.SECTION_PEERS}", _peers(report)]
    if not report.guard:
        for group, members in by_group(run.scores).items():
            rows = [
                [group_label(group, key), *_headline_row(scores)] for key, scores in members.items()
            ]
            parts.append(f"## {messages.GROUP_NAMES[group]}")
            parts.append(table([messages.COLUMN_GROUP, messages.COLUMN_QUESTIONS, *HEADLINE], rows))
        parts += _lost(report)
    return "\n\n".join(parts) + "\n"


def _summary(report: Report) -> str:
    run = report.run
    spans = intervals(run)
    figures = dict(summarise(run.scores))
    figures[REFUSAL_AFTER_TURN.name] = mean(run.scores, REFUSAL_AFTER_TURN.name)
    head = [messages.COLUMN_MEASURE, "", messages.COLUMN_VALUE, messages.COLUMN_INTERVAL]
    loss = report.fold_loss
    if loss is not None:
        head.append(messages.COLUMN_LOSS)
    rows = []
    for name in (*SUMMARY_KEYS, REFUSAL_AFTER_TURN.name):
        row = [messages.MEASURE_NAMES[name], name, figure(name, figures[name])]
        row.append(span(spans[name]) if name in spans else "")
        if loss is not None:
            found = loss.differences.get(name)
            row.append("" if found is None else signed(found.difference, found.interval))
        rows.append(row)
    if report.judge is not None:
        empty = [""] * (len(head) - 3)
        rows += [
            [messages.MEASURE_NAMES[name], name, figure(name, value), *empty]
            for name, value in report.judge.figures().items()
        ]
    return table(head, rows)


def _headline_row(scores: Sequence[QuestionScore]) -> list[str]:
    figures = summarise(scores)
    return [str(len(scores)), *(figure(name, figures[name]) for name in HEADLINE)]


def _peers(report: Report) -> str:
    head = [messages.COLUMN_SYSTEM, *HEADLINE, "p50_ms"]
    rows = []
    for run in (report.run, *report.peers):
        figures = summarise(run.scores)
        spans = intervals(run)
        cells = [
            f"{figure(name, figures[name])} ({span(spans[name])})"
            if spans.get(name)
            else figure(name, figures[name])
            for name in HEADLINE
        ]
        rows.append([run.system, *cells, figure("p50_ms", figures["p50_ms"])])
    return table(head, rows)


def _lost(report: Report) -> list[str]:
    lost = [score for score in report.run.scores if score.lost]
    if not lost:
        return []
    lines = [
        f"- {_inline(score.question.id)}: {_inline(score.question.question)} — "
        f"{_inline(' '.join(score.lost))}"
        for score in lost[:_LOST_SHOWN]
    ]
    if len(lost) > _LOST_SHOWN:
        lines.append(f"- ... (+{len(lost) - _LOST_SHOWN})")
    return [f"## {messages.SECTION_LOST} ({len(lost)})", "\n".join(lines)]


def comparison_markdown(found: Comparison) -> str:
    a, b = found.a, found.b
    title = messages.COMPARE_TITLE.format(
        a=f"A {a.system} ({a.commit or '–'})", b=f"B {b.system} ({b.commit or '–'})"
    )
    parts = [f"# {_inline(title)}"]
    if not found.common:
        return "\n\n".join([*parts, messages.COMPARE_NOTHING]) + "\n"
    parts.append(messages.COMPARE_LEAD.format(common=found.common))
    if found.only_a or found.only_b:
        left_out = messages.COMPARE_LEFT_OUT.format(len(found.only_a), len(found.only_b))
        parts.append(left_out)
    rows = [
        [
            messages.MEASURE_NAMES[name],
            name,
            figure(name, d.a),
            figure(name, d.b),
            signed(d.difference, d.interval),
            p_text(d.p),
            str(d.pairs),
            str(len(d.won)),
            str(len(d.lost)),
        ]
        for name, d in found.differences.items()
    ]
    parts.append(
        table(
            [
                messages.COLUMN_MEASURE,
                "",
                "A",
                "B",
                messages.COLUMN_DIFFERENCE,
                messages.COLUMN_P,
                messages.COLUMN_QUESTIONS,
                messages.COLUMN_WON,
                messages.COLUMN_LOST,
            ],
            rows,
        )
    )
    for name in ("facts", "evidence", "decision"):
        d = found.differences.get(name)
        if d is not None and d.won:
            parts.append(_inline(messages.COMPARE_WON.format(name, ", ".join(d.won))))
        if d is not None and d.lost:
            parts.append(_inline(messages.COMPARE_LOST.format(name, ", ".join(d.lost))))
    return "\n\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table whose columns also line up in a terminal."""
    cells = [[_inline(text) for text in head], *([_inline(text) for text in row] for row in rows)]
    widths = [max(_width(row[i]) for row in cells) for i in range(len(head))]
    lines = []
    for row in cells:
        padded = (text + " " * (w - _width(text)) for text, w in zip(row, widths, strict=True))
        lines.append(f"| {' | '.join(padded)} |")
    lines.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
    return "\n".join(lines)


def _inline(text: str) -> str:
    """One line that opens neither a table column nor HTML."""
    line = " ".join(text.split())
    return line.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "\\`")


def _width(text: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in text)


__all__ = ["comparison_markdown", "report_markdown", "table"]
