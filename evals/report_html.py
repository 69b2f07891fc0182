"""A report as one HTML file: no script, no font, no image, nothing from outside.

Questions, answers and documents are text of others: everything goes through `escape`, and the
page's content policy forbids scripts and requests besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from evals import messages
from evals.charts import bar, risk_curve
from evals.measures import REFUSAL_AFTER_TURN
from evals.measures.evidence import CITATIONS, covers
from evals.records import by_set, intervals
from evals.report import Report, figure, group_label, lead, p_text, signed, span
from evals.report_markdown import HEADLINE
from evals.risk import risk_coverage
from evals.scoring import SUMMARY_KEYS, by_group, mean, summarise
from evals.types import EvalCitation, EvalQuestion, QuestionScore

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = Path(__file__).with_name("report_style.css")


def report_html(report: Report) -> str:
    title = escape(messages.REPORT_TITLE.format(report.run.set))
    style = _STYLE.read_text(encoding="utf-8")
    return (
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>\n{style}</style></head><body>\n<h1>{title}</h1>"
        f"{''.join(f'<p class=lead>{escape(line)}</p>' for line in lead(report))}"
        f"{''.join(_sections(report))}</body></html>\n"
    )


def _sections(report: Report) -> Iterable[str]:
    yield _heading(messages.SECTION_SUMMARY) + _summary(report)
    sets = by_set(report.run)
    if len(sets) > 1:
        yield _sets(sets.items())
    if report.peers:
        yield _heading(messages.SECTION_PEERS) + _peers(report)
    if report.guard:
        return
    groups = by_group(report.run.scores)
    for name in ("style", "kind", "document", "history"):
        yield _heading(messages.GROUP_NAMES[name]) + _bars(name, groups[name].items())
    yield _heading(messages.SECTION_RISK) + _risk(report)
    yield _heading(messages.SECTION_QUESTIONS) + _questions(report.run.scores)


def _heading(text: str) -> str:
    return f"\n<h2>{escape(text)}</h2>\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], first_figure: int = 1) -> str:
    """Cells are HTML already."""

    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(
            f"<{tag}{' class=figure' if i >= first_figure else ''}>{cell}</{tag}>"
            for i, cell in enumerate(row)
        )

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f'<div class="scroll"><table><tr>{cells("th", head)}</tr>{body}</table></div>'


def _summary(report: Report) -> str:
    run = report.run
    spans = intervals(run)
    figures = dict(summarise(run.scores))
    figures[REFUSAL_AFTER_TURN.name] = mean(run.scores, REFUSAL_AFTER_TURN.name)
    counts = {name: sum(name in s.tallies for s in run.scores) for name in spans}
    loss = report.fold_loss
    head = [
        messages.COLUMN_MEASURE,
        messages.COLUMN_VALUE,
        messages.COLUMN_INTERVAL,
        messages.COLUMN_QUESTIONS,
        *([messages.COLUMN_LOSS] if loss is not None else []),
    ]
    rows = []
    for name in (*SUMMARY_KEYS, REFUSAL_AFTER_TURN.name):
        row = [
            f"{escape(messages.MEASURE_NAMES[name])} <code>{name}</code>",
            figure(name, figures[name]),
            span(spans[name]) if name in spans else "",
            str(counts.get(name, "")),
        ]
        if loss is not None:
            found = loss.differences.get(name)
            row.append("" if found is None else signed(found.difference, found.interval))
        rows.append(row)
    if report.judge is not None:
        for name, value in report.judge.figures().items():
            label = f"{escape(messages.MEASURE_NAMES[name])} <code>{name}</code>"
            row = [label, figure(name, value), "", str(len(report.judge.verdicts))]
            rows.append(row + [""] * (loss is not None))
    return _table(head, rows)


def _sets(sets: Iterable[tuple[str, Sequence[QuestionScore]]]) -> str:
    head = ["", messages.COLUMN_QUESTIONS, *(f"<code>{name}</code>" for name in HEADLINE)]
    rows = []
    for name, scores in sets:
        figures = summarise(scores)
        shown = [figure(measure, figures[measure]) for measure in HEADLINE]
        rows.append([escape(name), str(len(scores)), *shown])
    return _table(head, rows)


def _peers(report: Report) -> str:
    head = [messages.COLUMN_SYSTEM, *(f"<code>{n}</code>" for n in (*HEADLINE, "p50_ms"))]
    rows = []
    for run in (report.run, *report.peers):
        figures, spans = summarise(run.scores), intervals(run)
        cells = [
            f'{figure(n, figures[n])}<br><span class="soft">{span(spans[n])}</span>'
            for n in HEADLINE
        ]
        rows.append([escape(run.system), *cells, figure("p50_ms", figures["p50_ms"])])
    differences = [
        [
            escape(f"{found.b.system} − {found.a.system}"),
            *(
                f"{signed(d.difference, d.interval)}<br><span class=soft>p {p_text(d.p)}</span>"
                if (d := found.differences.get(name)) is not None
                else ""
                for name in HEADLINE
            ),
        ]
        for found in report.against
    ]
    second = [messages.COLUMN_DIFFERENCE, *(f"<code>{name}</code>" for name in HEADLINE)]
    return _table(head, rows) + _table(second, differences)


def _bars(group: str, members: Iterable[tuple[str, Sequence[QuestionScore]]]) -> str:
    parts = [
        f'<div class="bars"><span class="head">{messages.COLUMN_GROUP}</span>'
        f'<span class="head">{messages.COLUMN_QUESTIONS}</span>'
        f'<span class="head">{escape(messages.MEASURE_NAMES["facts"])}</span>'
        f'<span class="head">{escape(messages.MEASURE_NAMES["decision"])}</span>'
    ]
    for key, scores in members:
        parts.append(
            f'<span class="key">{escape(group_label(group, key))}</span><span>{len(scores)}</span>'
        )
        for measure in ("facts", "decision"):
            share = mean(scores, measure)
            parts.append(bar(share, figure(measure, share)))
    return "".join(parts) + "</div>"


def _risk(report: Report) -> str:
    points = risk_coverage(report.run.scores)
    if not points:
        return f"<p class=soft>{escape(messages.RISK_NONE)}</p>"
    return f"<p class=soft>{escape(messages.RISK_LEAD)}</p>{risk_curve(points)}"


def _questions(scores: Sequence[QuestionScore]) -> str:
    lost = sum(bool(score.lost) for score in scores)
    filters = (
        ("only-all", messages.FILTER_ALL.format(len(scores)), " checked"),
        ("only-lost", messages.FILTER_LOST.format(lost), ""),
        ("only-won", messages.FILTER_WON.format(len(scores) - lost), ""),
    )
    buttons = "".join(
        f'<input class="filter" type="radio" name="filter" id="{id}"{checked}>'
        f'<label for="{id}">{escape(label)}</label>'
        for id, label, checked in filters
    )
    return f'{buttons}<div class="list">{"".join(_question(s) for s in scores)}</div>'


def _question(score: QuestionScore) -> str:
    question = score.question
    tags = "".join(
        f'<span class="tag">{escape(text)}</span>'
        for text in (
            group_label("kind", question.kind),
            group_label("style", question.style),
        )
    )
    why = f'<span class="why">{escape(" ".join(score.lost))}</span>' if score.lost else ""
    return (
        f'\n<details class="{"lost" if score.lost else "won"}"><summary>'
        f"<code>{escape(question.id)}</code> {escape(question.question)}{tags}{why}</summary>"
        f"{_gold(question)}{_given(score)}{_points(score)}</details>"
    )


def _gold(question: EvalQuestion) -> str:
    parts = []
    if question.history:
        parts += [_label(messages.LABEL_HISTORY), *(_quote(turn) for turn in question.history)]
    if question.facts:
        facts = "; ".join(" | ".join(fact) for fact in question.facts)
        parts += [_label(messages.LABEL_FACTS), f"<p>{escape(facts)}</p>"]
    if question.evidence:
        parts.append(_label(messages.LABEL_GOLD))
        parts += [_quote(quote, gold=True) for quote in question.evidence]
    if question.note:
        parts += [_label(messages.LABEL_NOTE), f"<p>{escape(question.note)}</p>"]
    return "".join(parts)


def _given(score: QuestionScore) -> str:
    answer = score.answer
    if answer is None:
        return f"<p>{escape(messages.WHY_MISSING)}</p>"
    tags = ""
    if answer.refused:
        refused = f"{messages.LABEL_REFUSED}: {answer.reason or messages.UNSTATED}"
        tags += f'<span class="tag">{escape(refused)}</span>'
    if answer.confidence is not None:
        confidence = messages.LABEL_CONFIDENCE.format(answer.confidence)
        tags += f'<span class="tag">{escape(confidence)}</span>'
    parts = [f"{_label(messages.LABEL_ANSWER, tags)}<div class=answer>{escape(answer.text)}</div>"]
    if answer.short is not None and answer.short != answer.text:
        parts.append(_label(messages.LABEL_SHORT))
        parts.append(f"<div class=answer>{escape(answer.short)}</div>")
    if answer.citations:
        parts.append(_label(messages.LABEL_CITED))
        parts += [
            _citation(number, citation, score.question)
            for number, citation in enumerate(answer.citations, start=1)
        ]
    for conflict in answer.conflicts:
        parts.append(f"{_label(messages.LABEL_CONFLICTS)}<p>{escape(conflict.text)}</p>")
        parts += [_quote(citation.quote) for citation in conflict.citations]
    return "".join(parts)


def _citation(number: int, citation: EvalCitation, question: EvalQuestion) -> str:
    where = [citation.title or citation.document, " › ".join(citation.place)]
    if citation.page is not None:
        where.append(messages.LABEL_PAGE.format(citation.page))
    gold = number <= CITATIONS and any(covers(citation, quote) for quote in question.evidence)
    tag = f' <span class="tag">{escape(messages.COVERS_GOLD)}</span>' if gold else ""
    source = escape(", ".join(part for part in where if part))
    return f"<p class=soft>[{number}] {source}{tag}</p>{_quote(citation.quote, gold)}"


def _points(score: QuestionScore) -> str:
    points = ", ".join(f"{name} {t.value:.2f}" for name, t in score.tallies.items())
    return f"{_label(messages.LABEL_SCORES)}<p class=soft>{escape(points)}</p>"


def _label(text: str, extra: str = "") -> str:
    return f"<h3>{escape(text)}{extra}</h3>"


def _quote(text: str, gold: bool = False) -> str:
    return f'<div class="quote{" gold" if gold else ""}">{escape(text)}</div>'
