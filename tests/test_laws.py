"""What officials ask of laws, over a small made-up one: its lists, headings and exceptions."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, messages
from assistant.evidence.answer_types import values
from assistant.evidence.constraints import asks_of_events
from assistant.settings import Settings
from assistant.understanding.claim import Asks, claim_of
from assistant.understanding.concepts import concepts_of
from assistant.understanding.naming import mentioned, named_documents
from assistant.understanding.wanted import Wanted, wanted_of
from index.catalog import shipped_documents
from index.embedding import load_encoder
from index.library import Library
from index.manage import Librarian
from index.vietnamese import fold

_CASE = (
    "1. Trường hợp bạn đọc giữ sách quá ba tháng kể từ ngày mượn, đã được nhắc bằng điện thoại, "
    "bằng giấy báo gửi đến nơi ở và qua nhà trường hoặc tổ dân phố nơi bạn đọc sinh sống mà vẫn "
    "không trả lại cho thư viện thì giám đốc thư viện thu hồi thẻ bạn đọc."
)
_LAW = """QUỐC HỘI
Luật số: 98/2018/QH14
LUẬT
Thư viện cộng đồng
Điều 1. Phạm vi điều chỉnh
Luật này quy định về tổ chức và hoạt động của thư viện cộng đồng.
Điều 2. Các hành vi bị nghiêm cấm
1. Viết, vẽ lên sách mượn của thư viện cộng đồng.
2. Cho thuê lại sách mượn để kiếm lời; xúi giục người khác không trả sách.
Điều 3. Quyền, nghĩa vụ của bạn đọc
1. Bạn đọc có các quyền sau đây:
a) Mượn sách về nhà;
b) Đề nghị mua sách mới.
2. Bạn đọc có các nghĩa vụ sau đây:
a) Trả sách đúng hạn;
b) Bồi thường khi làm mất sách.
Điều 4. Phòng đọc
1. Bạn đọc không thông thạo tiếng Việt thì có quyền sử dụng người phiên dịch tại phòng đọc.
2. Bạn đọc được góp sách tặng thư viện nhưng không tham gia quản lý kho sách.
3. Việc cấp thẻ bạn đọc phải thực hiện bằng văn bản.
Điều 5. Các yêu cầu mượn sách không được giải quyết
Yêu cầu mượn sách thuộc một trong các trường hợp sau đây không được giải quyết:
1. Phiếu mượn không có chữ ký của bạn đọc;
2. Bạn đọc đang giữ quá mười cuốn sách;
3. Sách thuộc kho lưu trữ, trừ trường hợp phục vụ nghiên cứu.
Điều 6. Những việc người thủ thư không được làm
Người thủ thư không được làm những việc sau đây:
1. Từ chối hướng dẫn bạn đọc tra cứu mục lục.
2. Nhận quà biếu của bạn đọc.
Điều 7. Tiêu chuẩn, chế độ của cộng tác viên thư viện
1. Tiêu chuẩn
a) Từ đủ mười sáu tuổi trở lên;
b) Có giấy giới thiệu của nhà trường.
2. Chế độ
a) Được mượn sách quý;
b) Được cấp thẻ hằng năm.
Điều 9. Mượn quá hạn
{CASE}
2. Người đủ mười sáu tuổi được cấp thẻ bạn đọc người lớn.
Điều 10. Thẩm quyền của Chủ tịch Ủy ban nhân dân xã
1. Xử lý tranh chấp về kho sách giữa các thôn, cơ quan, đơn vị trong xã.
2. Cấp kinh phí mua sách.
Điều 11. Họp bạn đọc
1. Cuộc họp bạn đọc do Trưởng thôn triệu tập; nếu không có Trưởng thôn thì họp ở cơ quan xã.
2. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2019.
Điều 12. Giờ giấc
Ngoài giờ hành chính, thư viện mở cửa trong các trường hợp sau đây:
1. Ngày hội đọc sách;
2. Kỳ thi của các trường trong xã.
Điều 13. Cộng tác viên
1. Cộng tác viên thư viện là người tự nguyện giúp việc cho thư viện cộng đồng.
2. Giám đốc thư viện cử cộng tác viên.
""".replace("{CASE}", _CASE)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Over the report and the law."""
    folder = tmp_path_factory.mktemp("laws")
    file = folder / "luat-thu-vien-cong-dong.txt"
    file.write_text(_LAW, encoding="utf-8")
    Librarian(folder / "data", load_encoder(), shipped_documents()).add([file])
    return Assistant.prepare(Settings(data_dir=folder / "data"))


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        # The words in front of the action decide, not any 'không' of the sentence.
        ("Bạn đọc không thông thạo tiếng Việt có được sử dụng người phiên dịch không?", "YES"),
        ("ban doc co duoc gop sach tang thu vien khong", "YES"),
        ("Bạn đọc có được tham gia quản lý kho sách không?", "NO"),
        ("Cấp thẻ bạn đọc có phải bằng văn bản không?", "YES"),
        # A list is ruled by the line that opens it, or by the heading above.
        ("Người thủ thư có được nhận quà biếu của bạn đọc không?", "NO"),
        ("Phiếu mượn không có chữ ký của bạn đọc thì có được giải quyết không?", "NO"),
        ("Bạn đọc có được viết, vẽ lên sách mượn không?", "NO"),
        # That something is forbidden affirms what asks whether it is.
        ("cho thuê lại sách mượn để kiếm lời có bị nghiêm cấm không", "YES"),
    ],
)
def test_a_verdict_is_that_of_the_words_that_rule_the_action(
    asked: Assistant, question: str, verdict: str
) -> None:
    answer = asked.ask(question)
    assert answer.text.startswith(getattr(messages, verdict)), answer.text


def test_a_heading_that_forbids_is_shown_with_what_it_forbids(asked: Assistant) -> None:
    answer = asked.ask("Bạn đọc có được viết, vẽ lên sách mượn không?")
    quotes = [citation.quote for citation in answer.citations]
    assert quotes == [
        "1. Viết, vẽ lên sách mượn của thư viện cộng đồng.",
        "Điều 2. Các hành vi bị nghiêm cấm",
    ]


@pytest.mark.parametrize(
    ("question", "stated", "unsaid"),
    [
        # A heading of two things names each; the khoản whose line says it is the answer.
        ("Bạn đọc có quyền gì?", ["Mượn sách về nhà", "Đề nghị mua"], "Trả sách đúng hạn"),
        ("nghia vu cua ban doc la gi", ["Trả sách đúng hạn", "Bồi thường"], "Mượn sách về"),
        # A short line ('1. Tiêu chuẩn') speaks of what the heading above names.
        ("cong tac vien thu vien phai co tieu chuan gi", ["mười sáu tuổi"], "sách quý"),
        ("Tiêu chuẩn của cộng tác viên thư viện là gì?", ["giấy giới thiệu"], "là người tự"),
        # The numbered items belong to the paragraph that opens them.
        (
            "Yêu cầu mượn sách không được giải quyết trong trường hợp nào?",
            ["không có chữ ký", "quá mười cuốn", "kho lưu trữ"],
            "sau đây không được giải quyết",  # the heading above says as much
        ),
        (
            "Ngoài giờ hành chính thư viện mở cửa trong trường hợp nào?",
            ["Ngoài giờ hành chính, thư viện mở cửa", "Ngày hội đọc sách", "Kỳ thi"],
            "hướng dẫn",
        ),
        (
            "khi nao thi yeu cau muon sach khong duoc giai quyet",
            ["không có chữ ký", "quá mười cuốn"],
            "hướng dẫn",
        ),
    ],
)
def test_a_list_is_the_one_whose_line_or_heading_is_asked_for(
    asked: Assistant, question: str, stated: list[str], unsaid: str
) -> None:
    answer = asked.ask(question)
    assert all(words in answer.text for words in stated), answer.text
    assert unsaid not in answer.text


def test_a_quote_of_a_case_goes_on_to_its_rule(asked: Assistant) -> None:
    """'Trường hợp ... thì ...': the case is what was asked, the rule is the answer."""
    answer = asked.ask("Bạn đọc giữ sách quá ba tháng, nhắc mãi vẫn không trả thì xử lý thế nào?")
    assert "thu hồi thẻ bạn đọc" in answer.text
    assert answer.text.index("Trường hợp") < answer.text.index("thì giám đốc")


def test_a_heading_says_who_does_what_stands_below_it(asked: Assistant) -> None:
    answer = asked.ask("Ai xử lý tranh chấp về kho sách giữa các thôn?")
    assert "Thẩm quyền của Chủ tịch Ủy ban nhân dân xã" in answer.text
    assert "Chủ tịch Ủy ban nhân dân xã" in answer.short
    assert answer.citations[0].quote.startswith("1. Xử lý tranh chấp")


def test_who_acts_is_said_where_the_act_is(asked: Assistant) -> None:
    assert "do Trưởng thôn triệu tập" in asked.ask("hop ban doc thi ai trieu tap").text


def test_a_law_calls_itself_this_law(asked: Assistant) -> None:
    answer = asked.ask("Luật Thư viện cộng đồng có hiệu lực từ bao giờ?")
    assert "01 tháng 7 năm 2019" in answer.text


def test_a_line_that_opens_a_list_does_not_stand_alone(asked: Assistant) -> None:
    answer = asked.ask(
        "Bạn đọc đang giữ nhiều sách thì yêu cầu mượn sách có được giải quyết không?"
    )
    assert answer.text.startswith(messages.NO)
    assert "quá mười cuốn sách" in answer.text


def test_what_was_done_to_a_thing_is_no_event_asked_about() -> None:
    """'đã công bố' says which timetable is meant, and 'tối đa' has no 'đã' in it."""
    assert not asks_of_events(fold("Lịch đã công bố có được lùi sang ngày khác không?"))
    assert not asks_of_events("biet phai vien chuc toi da may nam")
    assert asks_of_events(fold("Tỉnh đã giải quyết bao nhiêu đơn?"))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("đủ mười tám tuổi và đủ hai mươi mốt tuổi", ["mười tám tuổi", "hai mươi mốt tuổi"]),
        ("không quá mười hai tháng", ["mười hai tháng"]),
        ("nhiệm kỳ là năm năm", ["năm năm"]),
    ],
)
def test_a_number_in_words_is_one_number(text: str, stated: list[str]) -> None:
    assert [text[start:end] for start, end, _ in values(text)] == stated


def test_a_law_is_known_by_its_name_without_viet_nam(tmp_path: Path) -> None:
    file = tmp_path / "luat.txt"
    file.write_text(_LAW.replace("Thư viện cộng đồng", "Thư viện Việt Nam"), encoding="utf-8")
    Librarian(tmp_path / "data", load_encoder(), shipped_documents()).add([file])
    library = Library.open(tmp_path / "data")
    named = named_documents(library.catalog, library.documents())
    assert [d.id for d in mentioned("luat thu vien co hieu luc khi nao", named)] == ["luat"]


@pytest.mark.parametrize(
    ("typed", "told", "only_joins"),
    [
        ("Biệt phái viên chức tối đa mấy năm?", {"biet", "phai", "vien", "chuc"}, {"may", "nam"}),
        ("thoi han biet phai vien chuc", {"thoi", "han", "phai", "vien"}, set()),
        ("Ai phải biết việc này?", set(), {"phai", "biet", "viec", "nay"}),
        ("ai phai biet viec nay", set(), {"phai", "biet", "viec", "nay"}),
    ],
)
def test_a_word_that_only_joins_is_told_by_how_it_is_written(
    typed: str, told: set[str], only_joins: set[str]
) -> None:
    """'phái' of 'biệt phái' is not 'phải', also where it is typed without diacritics."""
    keys = {concept.key for concept in concepts_of(typed, {})}
    assert told <= keys
    assert not only_joins & keys


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Người tiếp dân được từ chối trong trường hợp nào?", Wanted.LIST),
        ("Khi nào thì đơn được thụ lý?", Wanted.LIST),
        ("khi nao don vi duoc cham dut hop dong", Wanted.LIST),
        ("Luật có hiệu lực khi nào?", Wanted.DATE),
        ("Thôn trên 200 hộ có được họp theo từng cụm không?", Wanted.YES_NO),
    ],
)
def test_cases_and_conditions_are_neither_places_nor_dates(typed: str, wanted: Wanted) -> None:
    assert wanted_of(fold(typed)) is wanted


@pytest.mark.parametrize(
    ("question", "asks", "action", "denied"),
    [
        ("Viên chức có được góp vốn không?", Asks.ALLOWED, "gop von", False),
        ("cơ quan có phải công khai không", Asks.REQUIRED, "cong khai", False),
        ("Xúi giục người khác khiếu nại có bị cấm không?", Asks.FORBIDDEN, "xui giuc", False),
        ("Thời gian ấy có tính vào thời hạn không?", Asks.FACT, "tinh vao", False),
        ("Bản sao có dùng thay bản chính được không?", Asks.ALLOWED, "dung thay", False),
        ("Cấp ủy đã quan tâm đúng mức chưa?", Asks.FACT, "quan tam", False),
        ("Việc này có không hợp lệ không?", Asks.FACT, "khong hop le", True),
    ],
)
def test_what_a_yes_no_question_wants_affirmed(
    question: str, asks: Asks, action: str, denied: bool
) -> None:
    claim = claim_of(fold(question))
    assert (claim.asks, claim.denied) == (asks, denied)
    assert " ".join(claim.action).startswith(action)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "Khoản 2 Điều 4 Luật Thư viện cộng đồng quy định gì?",
            "Điều 4. Phòng đọc",
            "2. Bạn đọc được góp sách tặng thư viện",
        ),
        (
            "dieu 1 luat thu vien cong dong noi gi",
            "Điều 1. Phạm vi điều chỉnh",
            "Luật này quy định về tổ chức",
        ),
    ],
)
def test_a_provision_that_is_asked_is_quoted(
    asked: Assistant, question: str, first: str, second: str
) -> None:
    lines = asked.ask(question).text.split("\n")
    assert lines[0].startswith(first)
    assert lines[1].startswith(second)


def test_a_provision_that_is_not_there_is_refused(asked: Assistant) -> None:
    answer = asked.ask("Điều 88 Luật Thư viện cộng đồng quy định gì?")
    assert answer.refused
    assert "Điều 88 Luật Thư viện cộng đồng" in answer.text
