"""What the audit log says about use: counts, slowest, refused and rated questions, as HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from assistant.app import texts
from assistant.app.keeping import Logged
from assistant.app.naming import moment_name, seconds_name, shortened

SHOWN = 30  # lines of each table


def log_html(lines: Iterable[Logged]) -> str:
    everything = list(lines)
    refused = [line for line in everything if line.refused]
    rated = [line for line in everything if line.rating]
    ratings = Counter(line.rating for line in rated)
    counts = [
        (texts.LOG_QUESTIONS, len(everything)),
        (texts.LOG_REFUSED, len(refused)),
        *((label, ratings[name]) for name, label in texts.RATINGS.items()),
    ]
    figures = "".join(f"<div><b>{number}</b><span>{name}</span></div>" for name, number in counts)
    slowest = sorted(everything, key=lambda line: -line.seconds)[:SHOWN]
    gaps = Counter(" ".join(line.question.lower().split()) for line in refused)
    return (
        f'<div class="records"><h2>{texts.LOG_HEADING}</h2><div class="figures">{figures}</div>'
        + _table(
            texts.LOG_GAPS,
            (texts.LOG_QUESTION, texts.LOG_TIMES),
            [(escape(shortened(q, 200)), str(n)) for q, n in gaps.most_common(SHOWN)],
        )
        + _table(
            texts.LOG_RATED,
            (texts.LOG_QUESTION, texts.LOG_RATING, texts.LOG_NOTE, texts.LOG_AT),
            [
                (
                    escape(shortened(line.question, 160)),
                    escape(texts.RATINGS.get(line.rating, line.rating)),
                    escape(shortened(line.note, 300)),
                    moment_name(line.at),
                )
                for line in reversed(rated[-SHOWN:])
            ],
        )
        + _table(
            texts.LOG_SLOWEST,
            (texts.LOG_QUESTION, texts.LOG_SECONDS, texts.LOG_AT),
            [
                (
                    escape(shortened(line.question, 160)),
                    seconds_name(line.seconds),
                    moment_name(line.at),
                )
                for line in slowest
            ],
        )
        + "</div>"
    )


def _table(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    if not rows:
        return f"<h3>{title}</h3><p>{texts.LOG_NONE}</p>"
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<h3>{title}</h3><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
