"""What is asked, however it is typed."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.types import Question
from assistant.understanding import Understanding, Wanted
from assistant.understanding.abbreviations import defined_abbreviations
from assistant.understanding.spelling import mended


def understood(assistant: Assistant, text: str, *history: str) -> Understanding:
    return assistant._understand(Question(text, history))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Dân số tỉnh là bao nhiêu?", Wanted.NUMBER),
        ("nghi quyet 25 ra ngay nao", Wanted.DATE),
        ("Văn bản nào quy định việc này?", Wanted.DOCUMENT),
        ("Ai ký báo cáo?", Wanted.PERSON),
        ("Kể tên các tôn giáo chính", Wanted.LIST),
        ("KNTC viết tắt của từ gì", Wanted.DEFINITION),
        ("Xã có phải niêm yết công khai không?", Wanted.YES_NO),
        ("Vì sao còn hạn chế?", Wanted.HOW_WHY),
        ("Vườn cam cho mỗi năm bao nhiêu tiền?", Wanted.NUMBER),
        ("Cơ quan nào lãnh đạo sắp xếp bộ máy?", Wanted.PERSON),
        ("Sai phạm ấy thì nơi nào có quyền xử lý?", Wanted.PERSON),
        ("Ông ấy bị cho thôi việc hả?", Wanted.YES_NO),
        ("Thôn nào cũng có nhà văn hóa chứ?", Wanted.YES_NO),
        ("Đi kiểm tra thấy chỗ nào sai thì đoàn xử lý kiểu gì?", Wanted.HOW_WHY),
        ("nhiem ky ban thanh tra nhan dan", Wanted.NUMBER),
        ("Mấy ông lãnh đạo phải làm thêm gì?", Wanted.HOW_WHY),
        ("Luật Góp ý: ngày có HL?", Wanted.DATE),
        ("Sau bao nhiêu ngày có hiệu lực?", Wanted.NUMBER),
        ("Ai là chủ tịch thị trấn Chũ?", Wanted.PERSON),
        ("Quyền làm chủ", Wanted.OTHER),
        ("Mục tiêu của Nghị quyết 18", Wanted.OTHER),
        ("Nộp hồ sơ cần mấy bản sao?", Wanted.NUMBER),
        ("Ai chấp hành kể từ ngày có hiệu lực?", Wanted.PERSON),
    ],
)
def test_the_kind_of_answer_wanted(assistant: Assistant, typed: str, wanted: Wanted) -> None:
    assert understood(assistant, typed).wanted is wanted


@pytest.mark.parametrize(
    "typed", ["NQ 110", "nq 110 tinh uy", "nghị quyết 110 của tỉnh", "Nghị quyết số 110-NQ/TU"]
)
def test_short_names_lead_to_the_catalogue(assistant: Assistant, typed: str) -> None:
    assert [d.id for d in understood(assistant, f"{typed} nói gì").named] == ["110-nq-tu-2016"]


def test_years_of_a_document_s_number_are_no_constraint(assistant: Assistant) -> None:
    asked = understood(assistant, "Nghị quyết số 12/2018/NQ-HĐND hỗ trợ bao nhiêu thôn?")
    assert asked.years == ()


def test_a_follow_up_carries_what_it_leaves_unsaid(assistant: Assistant) -> None:
    asked = understood(assistant, "Còn cấp xã?", "Năm 2019 cấp huyện ký số được bao nhiêu %?")
    assert asked.follows
    assert asked.wanted is Wanted.NUMBER
    assert asked.years == ("2019",)


def test_its_own_year_replaces_the_one_said_before(assistant: Assistant) -> None:
    asked = understood(assistant, "Còn năm 2016?", "Năm 2019 tiếp bao nhiêu lượt người?")
    assert asked.years == ("2016",)


def test_the_period_before_moves_by_its_own_length(assistant: Assistant) -> None:
    asked = understood(
        assistant, "thế 5 năm trước đó thì sao?", "GRDP giai đoạn 2016-2020 tăng bao nhiêu?"
    )
    assert set(asked.years) == {"2011", "2015"}


def test_he_is_who_the_last_answer_named(assistant: Assistant) -> None:
    asked = understood(assistant, "Ông ấy giữ chức gì?", "Huyện Tân Yên cho ông nào thôi việc?")
    assert "tran van doan" in asked.names


def test_abbreviations_are_learned_from_their_initials() -> None:
    text = "lượt người đến kiến nghị, phản ánh (KNPA) so với cùng kỳ năm trước (XYZ)"
    assert defined_abbreviations([text]) == {"KNPA": "kiến nghị, phản ánh"}


KNOWN = {"tinh": 9, "nghi": 5, "quyet": 5, "nghi quyet": 5, "dien": 3, "tich": 3, "dien tich": 3}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tinhr", "tỉnh"),
        ("dieenj tichs", "diện tích"),
        ("ngị quyết", "nghi quyết"),
        ("dduwowcj", "được"),
        ("UBND xyzw", "UBND xyzw"),
    ],
)
def test_slips_of_typing(typed: str, meant: str) -> None:
    assert mended(typed, lambda term: KNOWN.get(term, 0), lambda word: False) == meant


def test_a_word_that_no_document_uses_is_no_slip(assistant: Assistant) -> None:
    """'hôm' and 'bày' are good Vietnamese, though the report says neither."""
    asked = understood(assistant, "Mỗi tuần dân được gặp lãnh đạo xã mấy hôm để trình bày?")
    assert "mấy hôm" in asked.text and "trình bày" in asked.text


def test_last_year_s_figure_is_computed_and_both_operands_cited(assistant: Assistant) -> None:
    history = ("Năm 2019 toàn tỉnh tiếp bao nhiêu lượt người, giảm bao nhiêu so với cùng kỳ?",)
    answer = assistant.ask(Question("Cùng kỳ năm 2018 tiếp bao nhiêu lượt người?", history))
    assert answer.computed is not None
    assert answer.computed.text == "7.570 + 230 = 7.800 lượt người"
    assert [c.quote for c in answer.computed.operands] == ["7.570", "230"]


def test_words_of_several_syllables_are_looked_for_as_words(assistant: Assistant) -> None:
    """'số' of 'Nghị quyết số' says nothing of 'dân số'."""
    for typed in ("Dân số tỉnh Bắc Giang là bao nhiêu?", "dan so tinh bac giang la bao nhieu"):
        keys = [c.key for c in assistant._understand(Question(typed)).concepts]
        assert "dan so" in keys
        assert "la bao" not in keys


def test_a_word_without_its_tone_only_asks_still(assistant: Assistant) -> None:
    keys = {c.key for c in assistant._understand(Question("Có đươc hoàn tiên vơi ai?")).concepts}
    assert keys.isdisjoint({"duoc", "voi"})


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Người khiếu nại có được rút đơn bất cứ lúc nào không?", Wanted.YES_NO),
        ("Ban TCD cấp huyện có con dấu riêng ko?", Wanted.YES_NO),
        ("Trực ở đó được bồi dưỡng mỗi tháng bao nhiêu tiền?", Wanted.NUMBER),
        ("Vậy nhũng nhiễu là thế nào ạ?", Wanted.DEFINITION),
    ],
)
def test_words_that_seem_to_ask_do_not(assistant: Assistant, typed: str, wanted: Wanted) -> None:
    assert assistant._understand(Question(typed)).wanted is wanted


def test_an_official_term_is_one_word_however_its_parts_ask(assistant: Assistant) -> None:
    """'Cách' alone asks how; 'địa chỉ thì' holds no 'chỉ thị'."""
    discipline = understood(assistant, "Công chức bị cách chức thì sao?").concepts
    assert "cach chuc" in {concept.key for concept in discipline}
    address = understood(assistant, "Đơn không ghi địa chỉ thì có được nhận không?").concepts
    assert "chi thi" not in {concept.key for concept in address}


@pytest.mark.parametrize("typed", ["ở xã nào huyện nào vậy?", "gồm những nơi nào"])
def test_what_names_nothing_itself_leans_on_what_was_said(assistant: Assistant, typed: str) -> None:
    asked = understood(assistant, typed, "Ông Tô Hiến Thành làm mô hình gì?")
    assert asked.follows
    assert "to hien thanh" in asked.names
