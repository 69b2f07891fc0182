"""Questions about rules, asked of two small laws: who, which time, from when, whether it still
holds, what is done in a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.evidence.bounds import breaks_bound
from assistant.evidence.ended import parts_named
from assistant.settings import Settings
from assistant.types import Question, Reason
from assistant.understanding.claim import claim_of
from index.build import ensure_index
from index.embedding import load_encoder
from index.manage import Librarian

OLD = """QUỐC HỘI

Luật số: 11/2021/QH15

Hà Nội, ngày 20 tháng 5 năm 2021

LUẬT
GÓP Ý

Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh
Kế thừa truyền thống lấy dân làm gốc, Hội Góp ý Việt Nam là tổ chức tự nguyện của người góp ý.

Điều 2. Giải thích từ ngữ
1. Góp ý là việc công dân gửi ý kiến bằng văn bản tới cơ quan nhà nước.
2. Nhũng nhiễu là hành vi gây khó khăn, phiền hà cho người góp ý.

Chương II
TIẾP NHẬN GÓP Ý

Điều 3. Tiếp nhận góp ý định kỳ
1. Chủ tịch Ủy ban nhân dân cấp xã tiếp nhận góp ý ít nhất 01 ngày trong 01 tuần.
2. Chủ tịch Ủy ban nhân dân cấp huyện tiếp nhận góp ý ít nhất 02 ngày trong 01 tháng.
3. Ban Góp ý cấp huyện do một Phó Chánh Văn phòng phụ trách.

Điều 4. Thời hạn trả lời
1. Thời hạn trả lời góp ý lần đầu là 10 ngày, kể từ ngày nhận được góp ý.
2. Thời hạn trả lời góp ý lần hai là 25 ngày, kể từ ngày nhận được góp ý.
3. Trong quá trình trả lời, nếu thấy việc bị góp ý có dấu hiệu của tội phạm thì chuyển ngay hồ sơ,
tài liệu đến Cơ quan điều tra có thẩm quyền để xử lý theo quy định của pháp luật.
4. Biên bản làm việc với người góp ý được lập theo Mẫu số 07 kèm theo Luật này.

Điều 5. Thẩm quyền của Chủ tịch Ủy ban nhân dân cấp huyện
1. Giải quyết góp ý lần đầu về quyết định của mình.
2. Giải quyết góp ý lần hai về quyết định của Chủ tịch Ủy ban nhân dân cấp xã khi góp ý lần đầu
chưa được giải quyết.

Điều 6. Hiệu lực của trả lời góp ý
Quyết định trả lời góp ý có hiệu lực sau 15 ngày, kể từ ngày ban hành.

Điều 7. Hiệu lực thi hành
1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2022.
2. Nghị định số 05/2009/NĐ-CP hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành.
"""
NEW = """QUỐC HỘI

Luật số: 77/2024/QH15

Hà Nội, ngày 20 tháng 6 năm 2024

LUẬT
ĐỐI THOẠI

Điều 1. Phạm vi điều chỉnh
Luật này quy định về đối thoại giữa chính quyền và người dân.

Điều 2. Thư ghi âm
Thôn có từ 200 hộ gia đình trở lên thì có thể họp theo từng cụm dân cư.

Điều 3. Tiêu chuẩn
1. Diện tích tự nhiên từ 5.000 km2 trở lên.
2. Xã đạt chuẩn nông thôn mới được tính 20 điểm.

Điều 4. Hiệu lực thi hành
1. Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2025.
2. Chương II của Luật Góp ý số 11/2021/QH15 hết hiệu lực thi hành kể từ ngày Luật này có hiệu lực.
"""


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Over the report that ships and the two laws."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "luat-gop-y.txt").write_text(
        OLD.replace("hồ sơ,\n", "hồ sơ, ").replace("đầu\n", "đầu "), encoding="utf-8"
    )
    (folder / "luat-doi-thoai.txt").write_text(NEW, encoding="utf-8")
    ensure_index(folder / "data")
    files = [folder / "luat-gop-y.txt", folder / "luat-doi-thoai.txt"]
    Librarian(folder / "data", load_encoder()).add(files)
    return Assistant.open(Settings(data_dir=folder / "data"))


@pytest.mark.parametrize(
    ("asked", "stands"),
    [
        ("Chủ tịch UBND cấp huyện tiếp nhận góp ý ít nhất mấy ngày?", "02 ngày trong 01 tháng"),
        ("Chủ tịch UBND xã tiếp nhận góp ý ít nhất mấy ngày?", "01 ngày trong 01 tuần"),
        ("Thời hạn trả lời góp ý lần hai là bao nhiêu ngày?", "25 ngày"),
        ("Thời hạn trả lời góp ý lần đầu là bao lâu?", "10 ngày"),
        ("Ban Góp ý cấp huyện do ông nào phụ trách?", "một Phó Chánh Văn phòng phụ trách"),
        ("bien ban lam viec voi nguoi gop y lap theo mau so may", "Mẫu số 07"),
        ("Hội Góp ý Việt Nam là tổ chức như thế nào?", "là tổ chức tự nguyện"),
        ("Luật Góp ý quy định góp ý là gì?", "Góp ý là việc công dân gửi ý kiến"),
        ("Cấm nhũng nhiễu, thế nhũng nhiễu là thế nào ạ?", "Nhũng nhiễu là hành vi"),
        ("Luật Góp ý có hiệu lực từ ngày nào?", "01 tháng 7 năm 2022"),
        ("Góp ý đã được gửi phải được trả lời lần đầu chậm nhất bao nhiêu ngày?", "10 ngày"),
        ("luat gop y: ngay co hieu luc", "01 tháng 7 năm 2022"),
        ('Luật Góp ý giải thích "nhũng nhiễu" là gì?', "Nhũng nhiễu là hành vi"),
    ],
)
def test_a_rule_is_found(laws: Assistant, asked: str, stands: str) -> None:
    answer = laws.ask(asked)
    assert not answer.refused
    assert stands in answer.text.split("\n")[0]


def test_a_follow_up_about_another_level_gets_that_level_s_rule(laws: Assistant) -> None:
    before = "Chủ tịch UBND xã tiếp nhận góp ý ít nhất mấy ngày?"
    answer = laws.ask(Question("Thế còn ông chủ tịch huyện thì sao ạ?", (before,)))
    assert "cấp huyện tiếp nhận góp ý ít nhất 02 ngày" in answer.text


def test_a_level_alone_is_the_same_office_of_another_level(laws: Assistant) -> None:
    before = "Chủ tịch UBND huyện tiếp công dân mấy ngày một tháng?"
    answer = laws.ask(Question("Thế còn cấp xã?", (before,)))
    assert "xã" in answer.short
    assert "huyện" not in answer.short


def test_what_is_done_in_a_case_is_told_to_the_end(laws: Assistant) -> None:
    answer = laws.ask("dang tra loi gop y ma thay co dau hieu toi pham thi phai lam gi")
    assert "đến Cơ quan điều tra" in answer.text


class TestWhetherItStillHolds:
    def test_a_chapter_that_ended(self, laws: Assistant) -> None:
        answer = laws.ask("Điều 3 Luật Góp ý còn hiệu lực không?")
        assert answer.text.startswith("Không. 2. Chương II của Luật Góp ý")
        assert any("Điều 3" in place for c in answer.citations for place in c.place)

    def test_an_article_of_which_nothing_is_said(self, laws: Assistant) -> None:
        answer = laws.ask("Điều 1 Luật Góp ý còn hiệu lực không?")
        assert (answer.refused, answer.reason) == (True, Reason.NOT_STATED)
        assert "Điều 1 Luật Góp ý số 11/2021/QH15 còn hiệu lực hay không" in answer.text

    def test_a_law_of_which_a_part_ended(self, laws: Assistant) -> None:
        assert laws.ask("Luật Góp ý còn hiệu lực không?").text.startswith(
            "Đã hết hiệu lực một phần."
        )

    def test_that_it_took_effect_once_is_no_answer(self, laws: Assistant) -> None:
        """'Có. Luật này có hiệu lực từ ...' said of a law nobody has checked is a wrong answer."""
        for asked in ("Luật Đối thoại còn hiệu lực không?", "luat doi thoai het hieu luc chua"):
            assert laws.ask(asked).reason is Reason.NOT_STATED

    def test_what_ends_with_it_is_another_question(self, laws: Assistant) -> None:
        answer = laws.ask("Luật Góp ý có hiệu lực thì nghị định nào hết hiệu lực?")
        assert "05/2009/NĐ-CP hết hiệu lực" in answer.text


@pytest.mark.parametrize(
    ("asked", "rule", "outside"),
    [
        ("có được bổ nhiệm ba Phó Giám đốc không", "không quá 02 Phó Giám đốc", True),
        ("có được bổ nhiệm 2 Phó Giám đốc không", "không quá 02 Phó Giám đốc", False),
        ("thôn 250 hộ thì họp được không", "thôn có từ 200 hộ gia đình trở lên", False),
        ("thôn 150 hộ thì họp được không", "thôn có từ 200 hộ gia đình trở lên", True),
        ("Mặt trận xã có được cử không", "Ủy ban Mặt trận từ cấp huyện trở lên có quyền", True),
        ("Mặt trận tỉnh có được cử không", "Ủy ban Mặt trận từ cấp huyện trở lên có quyền", False),
        ("có phải trả lời trong 5 ngày không", "Thời hạn trả lời là 10 ngày", None),
        ("có 3 người thì sao", "không quá 02 Phó Giám đốc", None),
        ("có được bắt bổ sung nhiều lần không", "chỉ được yêu cầu bổ sung một lần", True),
        ("có được bắt bổ sung nhiều lần không", "không để bổ sung hồ sơ quá hai lần", True),
        ("nhiều người có được cử đại diện không", "ghi rõ địa chỉ và cử một người", None),
        ("chỉ còn 16 chức danh đúng không", "từ 19 đến 21 chức danh xuống còn 16 chức danh", None),
    ],
)
def test_what_lies_outside_a_bound(asked: str, rule: str, outside: bool | None) -> None:
    assert breaks_bound(asked, rule) is outside


def test_a_bound_is_not_contradicted_by_a_figure_beyond_it(laws: Assistant) -> None:
    answer = laws.ask("Thôn có 250 hộ thì họp theo từng cụm dân cư có được không?")
    assert answer.text.startswith("Có.")


@pytest.mark.parametrize(
    "asked",
    [
        "Nhiệt độ tỉnh năm 2017",
        "Thời tiết thành phố Bắc Giang ngày mai như thế nào?",
        "Dân số tỉnh năm 2017",
    ],
)
def test_the_right_year_or_place_of_another_thing_is_no_answer(laws: Assistant, asked: str) -> None:
    assert laws.ask(asked).refused


def test_a_law_s_name_with_a_comma_is_one_name(laws: Assistant) -> None:
    """'Theo Luật Cán bộ, công chức' names neither of these laws, though both are a 'Luật'."""
    asked = laws._understand(Question("Theo Luật Cán bộ, công chức thì bãi nhiệm là gì?"))
    assert asked.within == ()
    assert asked.text.startswith("Theo Luật Cán bộ, công chức")


def test_a_power_is_its_whose_heading_it_stands_under(laws: Assistant) -> None:
    """'Chủ tịch cấp xã' stands in the item, but the heading says who acts."""
    answer = laws.ask("Chủ tịch UBND cấp huyện có thẩm quyền giải quyết góp ý lần hai không?")
    assert answer.text.startswith("Có. 2. Giải quyết góp ý lần hai")


def test_what_a_law_says_of_a_decision_is_not_the_law_s_own_day(laws: Assistant) -> None:
    asked = "Quyết định trả lời góp ý theo Luật Góp ý có hiệu lực từ khi nào?"
    assert "01 tháng 7 năm 2022" not in laws.ask(asked).text


def test_who_signs_by_a_rule_is_not_who_signed_the_report(laws: Assistant) -> None:
    assert "Khuông Văn Thông" not in laws.ask("Quyết định trả lời góp ý do ai ký?").text
    assert "Khuông Văn Thông" in laws.ask("Báo cáo do ai ký?").text


def test_the_year_before_is_computed_from_the_row_that_was_asked_for(laws: Assistant) -> None:
    answer = laws.ask("Năm 2018 toàn tỉnh tiếp bao nhiêu lượt người?")
    assert "7.570 + 230 = 7.800 lượt người" in answer.text
    shown = answer.text.split("\n")[1]
    assert "7.570 lượt người" in shown
    assert "giảm 230 lượt người" in shown


def test_another_level_is_another_row(laws: Assistant) -> None:
    before = "UBND huyện, thành phố tiếp bao nhiêu lượt năm 2019?"
    answer = laws.ask(Question("còn cấp xã?", (before,)))
    assert "UBND các xã, phường, thị trấn tiếp 3.814 lượt" in answer.text


def test_what_no_longer_holds_does_not_answer_where_something_else_does(tmp_path: Path) -> None:
    """Điều 3 of the older law says 01 ngày trong 01 tuần, in a chapter that has ended."""
    newer = (
        NEW
        + """
Điều 5. Tiếp nhận góp ý định kỳ
Chủ tịch Ủy ban nhân dân cấp xã tiếp nhận góp ý ít nhất 03 ngày trong 01 tuần.
"""
    )
    (tmp_path / "luat-gop-y.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "luat-doi-thoai.txt").write_text(newer, encoding="utf-8")
    ensure_index(tmp_path / "data")
    files = [tmp_path / "luat-gop-y.txt", tmp_path / "luat-doi-thoai.txt"]
    Librarian(tmp_path / "data", load_encoder()).add(files)
    both = Assistant.open(Settings(data_dir=tmp_path / "data"))
    answer = both.ask("Chủ tịch UBND cấp xã tiếp nhận góp ý ít nhất mấy ngày trong tuần?")
    assert "03 ngày trong 01 tuần" in answer.text


@pytest.mark.parametrize(
    ("statement", "parts"),
    [
        ("Chương V của Luật Khiếu nại số 02/2011/QH13 hết hiệu lực", {("chuong", "5")}),
        (
            "Chương III của Luật A số 09/1998/QH10, Điều 61 của Luật Khiếu nại số 02/2011/QH13",
            {("dieu", "61")},
        ),
        ("Bãi bỏ Mục 2 của Luật này", {("muc", "2")}),
    ],
)
def test_parts_that_a_statement_names(statement: str, parts: set[tuple[str, str]]) -> None:
    assert set(parts_named(statement, "02/2011/QH13")) == parts


def test_a_magnitude_is_no_unit(laws: Assistant) -> None:
    """'1,8 triệu người' counts people."""
    assert "1,8 triệu người" in laws.ask("dan so bac giang bao nhieu nguoi").text


def test_another_quantity_is_another_figure(laws: Assistant) -> None:
    answer = laws.ask(Question("dân số thì sao?", ("Bắc Giang có bao nhiêu huyện?",)))
    assert "1,8 triệu người" in answer.text


def test_a_name_in_brackets_is_of_its_own_item(laws: Assistant) -> None:
    """'01 huyện vùng cao (Sơn Động); dân số trên 1,8 triệu người' is the province's people."""
    assert laws.ask("Dân số huyện Sơn Động có bao nhiêu người vậy?").refused


@pytest.mark.parametrize(
    ("asked", "stands"),
    [
        ("Diện tích tự nhiên của tỉnh", "3.849 km²"),
        ("Có bao nhiêu xã đạt chuẩn nông thôn mới?", "104 xã"),
        ("Năm 2019 tiếp bao nhiêu lượt người ở cấp huyện?", "2.571 lượt"),
    ],
)
def test_how_much_there_is_is_no_bound_and_no_points(
    laws: Assistant, asked: str, stands: str
) -> None:
    assert stands in laws.ask(asked).text


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("Đơn tố cáo thuộc thẩm quyền giải quyết xong hết rồi chứ?", "Không."),  # 84,9 %
        ("Bắc Giang có hai huyện vùng cao phải không?", "Không."),  # 01
        ("Cấp xã chỉ còn 16 chức danh không chuyên trách thôi đúng không?", "Có."),
        ("Lấy ý kiến nhân dân thì có nơi nào còn hình thức không?", "Có."),
        ("Ông Bùi Anh Tuấn bị đuổi việc hả?", "Không."),  # khiển trách
    ],
)
def test_figures_and_words_of_the_report_tell_yes_from_no(
    laws: Assistant, asked: str, opens: str
) -> None:
    assert laws.ask(asked).text.startswith(opens)


def test_who_did_it_is_left_open_where_another_clause_names_it(laws: Assistant) -> None:
    """The sentence names UBND tỉnh, of another document."""
    asked = "Chỉ thị số 14-CT/TU có phải do UBND tỉnh ban hành không?"
    assert not laws.ask(asked).text.startswith("Có.")


class TestWhatARuleExcepts:
    RULE = "Cơ quan không được nhận quà của người góp ý, trừ trường hợp quà lưu niệm có ghi danh."

    @pytest.fixture(scope="class")
    def law(self, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
        folder = tmp_path_factory.mktemp("excepts")
        text = OLD.replace("Điều 7. Hiệu lực", f"Điều 8. Nhận quà\n{self.RULE}\n\nĐiều 7. Hiệu lực")
        (folder / "luat-gop-y.txt").write_text(text, encoding="utf-8")
        ensure_index(folder / "data")
        Librarian(folder / "data", load_encoder()).add([folder / "luat-gop-y.txt"])
        return Assistant.open(Settings(data_dir=folder / "data"))

    def test_it_forbids_the_rest(self, law: Assistant) -> None:
        asked = "Cơ quan có được nhận quà của người góp ý không?"
        assert law.ask(asked).text.startswith("Không.")

    def test_it_allows_what_it_excepts(self, law: Assistant) -> None:
        asked = "Cơ quan có được nhận quà lưu niệm của người góp ý không?"
        assert law.ask(asked).text.startswith("Có.")


def test_the_line_above_says_whose_duty_it_is(tmp_path: Path) -> None:
    """'3. Thanh tra tỉnh' stands above what it does."""
    duty = """
Điều 8. Trách nhiệm thi hành
1. Thanh tra Góp ý
Ban hành quy định về mức chi cho việc tiếp nhận góp ý.
"""
    (tmp_path / "luat-gop-y.txt").write_text(OLD + duty, encoding="utf-8")
    ensure_index(tmp_path / "data")
    Librarian(tmp_path / "data", load_encoder()).add([tmp_path / "luat-gop-y.txt"])
    law = Assistant.open(Settings(data_dir=tmp_path / "data"))
    answer = law.ask("Cơ quan nào ban hành quy định về mức chi cho việc tiếp nhận góp ý?")
    assert "Thanh tra Góp ý" in answer.text


def test_that_one_is_no_body_that_did_it(laws: Assistant) -> None:
    """'đó có phải ... định kỳ' is no 'do ... ký'."""
    asked = "Hạn đó có phải quyết định trả lời góp ý có hiệu lực sau 15 ngày không?"
    assert not laws.ask(asked).text.startswith("Không.")


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("Thời hạn trả lời góp ý của Ủy ban nhân dân là bao nhiêu ngày?", "UBND"),
        ("Viên chức góp ý thì trong mấy ngày được trả lời?", "viên chức"),
    ],
)
def test_a_rule_of_the_other_of_a_pair_is_no_rule_of_this_one(
    tmp_path: Path, asked: str, own: str
) -> None:
    """Only Hội đồng nhân dân and công chức have a rule here."""
    rules = """
Điều 8. Hội đồng nhân dân trả lời góp ý
Hội đồng nhân dân trả lời góp ý trong thời hạn 09 ngày, kể từ ngày nhận được.

Điều 9. Công chức góp ý
Công chức góp ý thì được trả lời trong thời hạn 08 ngày, kể từ ngày gửi.
"""
    (tmp_path / "luat-gop-y.txt").write_text(OLD + rules, encoding="utf-8")
    ensure_index(tmp_path / "data")
    Librarian(tmp_path / "data", load_encoder()).add([tmp_path / "luat-gop-y.txt"])
    answer = Assistant.open(Settings(data_dir=tmp_path / "data")).ask(asked)
    assert "09 ngày" not in answer.short, own
    assert "08 ngày" not in answer.short, own


class TestTurningAway:
    RULES = """
Điều 8. Những trường hợp được từ chối tiếp người góp ý
Người tiếp được từ chối tiếp người góp ý trong các trường hợp sau đây:
1. Người trong tình trạng say do dùng chất kích thích;
2. Người đe dọa người tiếp.
"""

    def test_to_be_refused_is_to_be_turned_away(self, tmp_path: Path) -> None:
        (tmp_path / "luat-gop-y.txt").write_text(OLD + self.RULES, encoding="utf-8")
        ensure_index(tmp_path / "data")
        Librarian(tmp_path / "data", load_encoder()).add([tmp_path / "luat-gop-y.txt"])
        law = Assistant.open(Settings(data_dir=tmp_path / "data"))
        answer = law.ask("Người góp ý trong tình trạng say thì có quyền đuổi về không?")
        assert answer.text.startswith("Có.")


def test_a_denial_behind_then_is_a_denial() -> None:
    assert claim_of("co phai lan dau thi khong bao gio phai doi thoai dung khong").denied
    assert not claim_of("cong chuc co phai doi thoai khong").denied


def test_what_goes_on_is_not_ended(tmp_path: Path) -> None:
    rule = """
Điều 8. Rút góp ý
Trường hợp rút góp ý do bị đe dọa, mua chuộc thì góp ý vẫn phải được giải quyết.
"""
    (tmp_path / "luat-gop-y.txt").write_text(OLD + rule, encoding="utf-8")
    ensure_index(tmp_path / "data")
    Librarian(tmp_path / "data", load_encoder()).add([tmp_path / "luat-gop-y.txt"])
    law = Assistant.open(Settings(data_dir=tmp_path / "data"))
    answer = law.ask("Rút góp ý do bị đe dọa thì việc giải quyết có được dừng lại không?")
    assert answer.text.startswith("Không.")
