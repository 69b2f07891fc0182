"""'Theo báo cáo năm 2020 của Sở Nội vụ, ...' tells where to look and is no part of the question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.types import Question
from assistant.understanding.leads import lead_of
from assistant.understanding.naming import Named

REPORT = Named(
    id="bao-cao",
    kind="Báo cáo",
    number="",
    numbers=(),
    names=(),
    issuer="so noi vu tinh bac giang",
    year="2020",
    in_library=True,
    name="Báo cáo Kết quả 05 năm thực hiện Kết luận số 114-KL/TW",
)


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("Theo báo cáo, dân số là bao nhiêu?", "Dân số là bao nhiêu?"),
        ("Theo Báo cáo năm 2020 của Sở Nội vụ tỉnh Bắc Giang, Bắc Giang có mấy huyện?",
         "Bắc Giang có mấy huyện?"),
        ("theo bao cao cua so noi vu thi dan so bao nhieu", "Dan so bao nhieu"),
        ("Trong báo cáo này có nêu mấy mô hình?", "Có nêu mấy mô hình?"),
        ("Căn cứ báo cáo kết quả 05 năm thực hiện Kết luận số 114-KL/TW, hạn chế là gì?",
         "Hạn chế là gì?"),
    ],
)  # fmt: skip
def test_a_lead_is_taken_off(typed: str, rest: str) -> None:
    lead = lead_of(typed, [REPORT])
    assert lead.documents == (REPORT,)
    assert lead.rest == rest


@pytest.mark.parametrize(
    "typed",
    [
        "Báo cáo do ai ký?",
        "Theo báo cáo năm 2019, dân số là bao nhiêu?",
        "Theo Luật Khiếu nại, thời hiệu là bao lâu?",
        "Theo báo cáo và Luật Tiếp công dân, ai tiếp dân?",
        "Trong báo cáo?",
    ],
)
def test_other_questions_stay_whole(typed: str) -> None:
    lead = lead_of(typed, [REPORT])
    assert lead.documents == ()
    assert lead.rest == typed


@pytest.mark.parametrize(
    "asked", ["Bắc Giang có bao nhiêu thôn, tổ dân phố?", "dân số tỉnh là bao nhiêu?"]
)
@pytest.mark.parametrize(
    "lead", ["Theo báo cáo,", "Theo Báo cáo năm 2020 của Sở Nội vụ tỉnh Bắc Giang,"]
)
def test_the_answer_is_that_of_the_question_alone(
    assistant: Assistant, lead: str, asked: str
) -> None:
    alone = assistant.ask(asked)
    assert not alone.refused
    assert assistant.ask(f"{lead} {asked}").text == alone.text


def test_a_lead_makes_a_short_question_stand_alone(assistant: Assistant) -> None:
    asked = Question("Theo báo cáo, dân số là bao nhiêu?", history=("Luật Khiếu nại nói gì?",))
    assert "Khiếu nại" not in assistant.ask(asked).understood


def test_a_law_s_title_is_meant_as_a_whole() -> None:
    """'Luật Tổ chức ...' begins like 'Luật Tố cáo' once its marks are gone."""
    law = replace(REPORT, id="luat", kind="Luật", issuer="", year="2018", name="Luật Tố cáo")
    asked = "Theo Luật Tổ chức chính quyền địa phương, nhiệm kỳ là mấy năm?"
    assert lead_of(asked, [law]).rest == asked
    assert lead_of("Theo Luật Tố cáo, thời hạn là bao lâu?", [law]).documents == (law,)
