"""What a report shows, before it is HTML or Markdown: a run, its peers, its unfolded twin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from evals import messages
from evals.compare import Comparison, compare
from evals.judge import JudgeTally
from evals.support import support_of
from evals.types import Interval, Run


@dataclass(frozen=True)
class Report:
    """plain: the same run with diacritics, where `run` asked without."""

    run: Run
    peers: tuple[Run, ...] = ()
    plain: Run | None = None
    judge: JudgeTally | None = None

    @property
    def guard(self) -> bool:
        return self.run.settings.split == "guard"

    @cached_property
    def fold_loss(self) -> Comparison | None:
        """From the question with diacritics to the one without."""
        return None if self.plain is None else compare(self.plain, self.run, self.run.settings.seed)

    @cached_property
    def against(self) -> tuple[Comparison, ...]:
        """From each peer to this run."""
        return tuple(compare(peer, self.run, self.run.settings.seed) for peer in self.peers)


def figure(measure: str, value: float | None) -> str:
    """A figure as people read it: '86,2 %', '41 từ' -> '41', '3,2' ms."""
    if value is None:
        return "–"
    if measure == "words_median":
        return f"{value:.0f}"
    if measure.endswith("_ms"):
        return f"{value:.1f}".replace(".", ",")
    return f"{value * 100:.1f} %".replace(".", ",")


def span(interval: Interval | None) -> str:
    if interval is None:
        return "–"
    low, high = interval
    return f"{low * 100:.1f} – {high * 100:.1f}".replace(".", ",")


def signed(difference: float, interval: Interval) -> str:
    """'+3,1 (0,4; 6,0)' in points of a hundred."""
    # Adding 0.0 turns -0.0 into 0.0.
    points = (round(value * 100, 1) + 0.0 for value in (difference, *interval))
    middle, low, high = (f"{point:+.1f}".replace(".", ",") for point in points)
    return f"{middle} ({low}; {high})"


def p_text(p: float) -> str:
    return "< 0,001" if p < 0.001 else f"{p:.3f}".replace(".", ",")


def lead(report: Report) -> list[str]:
    """The sentences above the table."""
    run = report.run
    lines = [
        messages.REPORT_LEAD.format(
            system=run.system,
            questions=len(run.scores),
            split=run.settings.split,
            index=(run.index or messages.NONE_TEXT)[:12],
            commit=run.commit or messages.NONE_TEXT,
            started=run.started,
        )
    ]
    if run.seconds is not None:
        lines.append(messages.REPORT_TIME.format(f"{run.seconds:.1f}".replace(".", ",")))
    if run.settings.all_documents:
        lines.append(messages.REPORT_ALL_DOCUMENTS)
    if run.settings.fold_questions:
        lines.append(messages.REPORT_FOLDED)
    if report.guard:
        lines.append(messages.REPORT_GUARD)
    missing = sum(score.answer is None for score in run.scores)
    if missing:
        lines.append(messages.REPORT_MISSING.format(missing))
    if run.failures and not report.guard:
        shown = "; ".join(f"{id}: {text}" for id, text in run.failures[:5])
        lines.append(messages.REPORT_FAILURES.format(len(run.failures), shown))
    if run.unknown_ids:
        shown = ", ".join(run.unknown_ids[:10])
        lines.append(messages.REPORT_UNKNOWN.format(len(run.unknown_ids), shown))
    support = support_of(score.answer for score in run.scores)
    if support is not None:
        lines.append(
            messages.REPORT_SUPPORT.format(
                asked=support.asked,
                instead=sum(support.faults.values()),
                faults=", ".join(f"{name} {count}" for name, count in support.faults.items())
                or messages.NONE_TEXT,
                drafted=support.drafted,
                before=figure("", support.share_before),
                shown=support.shown,
                after=figure("", support.share_after),
                dropped=support.dropped_marks,
            )
        )
    if report.judge is not None:
        lines.append(report.judge.sentence())
    return lines


def group_label(group: str, key: str) -> str:
    names = {
        "kind": messages.KIND_NAMES,
        "style": messages.STYLE_NAMES,
        "history": messages.HISTORY_NAMES,
    }
    return names.get(group, {}).get(key, key)
