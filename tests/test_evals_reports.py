"""HTML and Markdown reports: whole, offline, and safe to open whatever the answers hold."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from evals.assistant_system import NoTexts
from evals.compare import compare
from evals.judge import JudgeTally, Verdict
from evals.report import Report, figure, signed, span
from evals.report_html import report_html
from evals.report_markdown import comparison_markdown, report_markdown, table
from evals.runs import score_answers
from evals.types import EvalAnswer, EvalCitation, EvalConflict, EvalQuestion, RunSettings

HOSTILE = (
    '</div><script>alert(1)</script><img src="https://example.com/x.png" onerror=alert(2)>'
    "<a href='javascript:alert(3)'>`|</a>"
)
QUESTIONS = (
    EvalQuestion(
        id=HOSTILE,
        question=HOSTILE,
        kind="number",
        style="typo",
        answerable=True,
        history=(HOSTILE,),
        documents=(HOSTILE,),
        facts=((HOSTILE,),),
        evidence=(HOSTILE,),
        note=HOSTILE,
        set="bộ",
    ),
    EvalQuestion("g", "Có sân bay không?", "none", "formal", False, set="bộ"),
)
CITED = EvalCitation(HOSTILE, HOSTILE, ((0, 1),), HOSTILE, (HOSTILE,), 3)
ANSWERS = {
    HOSTILE: EvalAnswer(
        HOSTILE,
        "x " + HOSTILE,
        short=HOSTILE,
        confidence=0.5,
        citations=(CITED,),
        conflicts=(EvalConflict(HOSTILE, (CITED,)),),
    ),
    "g": EvalAnswer("g", HOSTILE, refused=True, reason=HOSTILE, confidence=0.1),
    HOSTILE + "lạ": EvalAnswer(HOSTILE + "lạ", ""),
}


def run(name: str = HOSTILE, split: str = "all"):
    settings = RunSettings(split=split)  # type: ignore[arg-type]
    return score_answers(name, QUESTIONS, ANSWERS, NoTexts(), settings)


class Elements(HTMLParser):
    """Tags and attributes that a browser would see."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in {"meta", "br", "input", "line", "circle", "polyline"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()


def whole_report() -> Report:
    tally = JudgeTally(HOSTILE, {"b": Verdict(True, False)}, ("x",))
    return Report(run(), peers=(run("khác"),), plain=run(), judge=tally)


def test_html_is_escaped_and_asks_nothing_of_the_network() -> None:
    page = report_html(whole_report())
    found = Elements(page)
    assert not found.tags & {"script", "img", "a", "link", "iframe", "object", "base", "form"}
    assert not {name for name in found.attributes if name.startswith("on")}
    assert not found.attributes & {"src", "href", "srcset", "action", "xlink:href"}
    assert "default-src 'none'" in page
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style and "@import" not in style and "http" not in style
    assert found.open == []  # every element is closed


def test_html_has_every_part() -> None:
    page = report_html(whole_report())
    for heading in (
        *("Tổng hợp", "So với các cách làm khác", "Theo loại câu hỏi", "Theo cách hỏi"),
        *("Theo tài liệu", "Theo lượt hỏi", "Rủi ro theo độ phủ", "Từng câu hỏi"),
    ):
        assert f"<h2>{heading}" in page
    assert page.count("<details") == 2
    assert "<polyline" in page and "Mất do bỏ dấu" in page and "judge_right" in page
    assert 'class="lost"' in page and 'class="won"' in page


def test_guard_reports_no_single_question() -> None:
    found = Report(run(split="guard"), peers=(run("khác", split="guard"),))
    assert found.run.scores
    for text in (report_html(found), report_markdown(found)):
        assert "sân bay" not in text and "<details" not in text
        assert "Theo loại câu hỏi" not in text


def test_markdown_keeps_its_columns() -> None:
    text = report_markdown(whole_report())
    assert "<script" not in text and "<img" not in text
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if line.startswith("|")]
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) <= 1, block


def test_table_lines_up() -> None:
    assert table(["a", "độ"], [["một|hai", "1"]]) == (
        "| a        | độ |\n|----------|----|\n| một\\|hai | 1  |"
    )


def test_comparison_markdown() -> None:
    other = score_answers("khác", QUESTIONS, {}, NoTexts(), RunSettings())
    text = comparison_markdown(compare(other, run("ta")))
    assert "2 câu hỏi chung" in text
    assert re.search(r"\| decision +\| 0,0 % +\| 100,0 % \| \+100,0", text)
    nothing = replace(other, scores=())
    assert "không có câu hỏi chung" in comparison_markdown(compare(nothing, other))


@pytest.mark.parametrize(
    ("measure", "value", "shown"),
    [
        ("facts", 0.8625, "86,2 %"),
        ("facts", None, "–"),
        ("words_median", 41.0, "41"),
        ("p50_ms", 3.21, "3,2"),
    ],
)
def test_figures_as_people_read_them(measure: str, value: float | None, shown: str) -> None:
    assert figure(measure, value) == shown


def test_intervals_as_people_read_them() -> None:
    assert span((0.5, 0.75)) == "50,0 – 75,0"
    assert span(None) == "–"
    assert signed(-0.031, (-0.06, 0.004)) == "-3,1 (-6,0; +0,4)"
    assert signed(0.0, (-0.0001, 0.0)) == "+0,0 (+0,0; +0,0)"
