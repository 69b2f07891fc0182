"""Choosing the words that answer: by meaning, as whole lists, and only what was asked for."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.citing import Excerpt, cite, excerpt_of, opened_by
from assistant.evidence.answer_types import asked_type, fit_within, typed_spans, values
from assistant.evidence.members import listing_of
from assistant.evidence.views import view_of
from assistant.understanding.wanted import Wanted, wanted_of
from index.alignment import coverage
from index.library import Library
from index.types import Passage, PassageKind, Place
from index.vietnamese import fold


def passage(text: str) -> Passage:
    return Passage("d#0", "d", PassageKind.PARAGRAPH, Place((), ()), ((0, len(text)),), text)


def fit(question: str, text: str) -> float:
    folded = fold(question)
    spans = typed_spans(asked_type(wanted_of(folded), folded), text)
    return fit_within(spans, (0, len(text)))


def test_words_of_one_meaning_are_aligned(library: Library) -> None:
    """'cho bớt người' says 'tinh giản biên chế' rather than 'xây dựng nông thôn mới'."""
    alignment = library.alignment
    question = alignment.ids("cho bớt người")
    weights = alignment.weights(question)
    near, far = (
        coverage(weights, alignment.nearest(question, [alignment.ids(text)])[:, 0])
        for text in ("thực hiện tinh giản biên chế", "xây dựng nông thôn mới")
    )
    assert near > far
    assert float(weights.sum()) == pytest.approx(1, abs=1e-5)


def test_an_empty_piece_says_nothing(library: Library) -> None:
    alignment = library.alignment
    question = alignment.ids("biên chế")
    nearest = alignment.nearest(question, [np.empty(0, np.int64), question])
    assert nearest[:, 0].max() == 0
    assert nearest[:, 1].min() == pytest.approx(1, abs=1e-5)


def test_points_with_footnote_marks_belong_to_their_list() -> None:
    view = view_of(
        passage(
            "3. Công chức cấp xã có các chức danh sau đây:\n"
            "a)[21] Trưởng Công an;\nb) Chỉ huy trưởng Quân sự. Chức danh này do huyện quản lý.\n"
            "c) Văn phòng - thống kê."
        )
    )
    leads = {s.text.strip()[:2]: s.lead for s in view.sentences}
    assert leads["a)"] == leads["b)"] == leads["c)"] == 0


@pytest.mark.parametrize(
    ("text", "has_value"),
    [
        ("Một số cấp ủy chưa quan tâm đúng mức", False),
        ("sau khi sắp xếp, trong năm học qua", False),
        ("không quá hai lần", True),
        ("trong thời hạn mười ngày", True),
    ],
)
def test_only_words_that_count_are_numbers(text: str, has_value: bool) -> None:
    assert bool(values(text)) is has_value


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Trung tâm nằm ở đường nào?", "bố trí đường dây nóng tại thành phố Bắc Giang", 0.0),
        ("Trung tâm nằm ở đường nào?", "trụ sở tại đường Hùng Vương", 1.0),
        ("Thôn này ở huyện nào?", "trên địa bàn tỉnh Bắc Giang", 0.5),
        ("Thôn này ở huyện nào?", "thuộc huyện Lục Ngạn", 1.0),
        ("Các thôn này ở những huyện nào?", "01 huyện vùng cao (Sơn Động)", 0.3),
        ("Các thôn này ở những huyện nào?", "huyện Lục Ngạn và huyện Sơn Động", 1.0),
    ],
)
def test_a_place_is_what_was_asked_for(question: str, text: str, expected: float) -> None:
    assert fit(question, text) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Mức phụ cấp là bao nhiêu?", "phân công 01 đồng chí lãnh đạo", 0.0),
        ("Tổ viên được trả thù lao bao nhiêu?", "Tổ có từ 03 đến 05 thành viên", 0.0),
        ("Tổ viên được trả thù lao bao nhiêu?", "được 200.000 đồng một buổi", 1.0),
        ("Rộng bao nhiêu km²?", "diện tích 3.849 km²", 1.0),
        ("Rộng bao nhiêu km2?", "diện tích 3.849 km²", 1.0),
        ("Vườn ấy mỗi năm bao nhiêu tiền?", "cho thu nhập khoảng 3,1 tỷ đồng", 1.0),
    ],
)
def test_a_figure_counts_what_was_asked_for(question: str, text: str, expected: float) -> None:
    assert fit(question, text) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Phong trào bắt đầu từ năm nào?", "lấy tháng Mười hằng năm", 0.0),
        ("Nghị quyết ban hành năm nào?", "Nghị quyết số 25-NQ/TW ngày 03/6/2013", 1.0),
        ("Nghị định ban hành năm nào?", "Nghị định số 108/2014/NĐ-CP", 0.0),
        ("Ông ấy làm gì mà bị phê bình?", "đến hết ngày, tổ đó đã kiểm tra độ ẩm", 0.0),
        ("Ông ấy làm gì mà bị phê bình?", "phê bình do vi phạm giờ làm việc", 1.0),
        ("Tên dự án nào bị chê?", "- Việc lấy ý kiến nhân dân còn hình thức", 0.0),
        ("Nơi nào còn yếu, kể tên xem?", "- Một số nơi còn yếu", 0.0),
    ],
)
def test_years_causes_and_names_have_forms(question: str, text: str, expected: float) -> None:
    assert fit(question, text) == expected


def test_an_office_asked_of_a_law_is_no_document() -> None:
    question = "theo nghi quyet 18-nq/tw, o dia phuong co quan nao truc tiep lanh dao"
    assert wanted_of(question) is not Wanted.DOCUMENT
    assert wanted_of("chi thi nao cua thu tuong") is Wanted.DOCUMENT


def part(of: Passage, words: str) -> Excerpt:
    start = of.text.index(words)
    return excerpt_of(of, start, start + len(words))


_BEFORE = "sắp xếp giảm được phòng, ban, chi cục và các đầu mối trực thuộc của các sở, ngành; " * 4


@pytest.mark.parametrize(
    ("text", "clause", "begins"),
    [
        (  # what is said before the list is another matter
            f"{_BEFORE}cho thôi việc 99 người (khối đảng 22 người, cấp xã 77 người).",
            "cho thôi việc 99 người",
            "cho thôi việc",
        ),
        (  # members alike belong together, whichever was found
            f"{_BEFORE}Công văn số 1 về đất; Công văn số 2 về nước; Công văn số 3 về rừng.",
            "Công văn số 2 về nước",
            "Công văn số 1",
        ),
        (  # the words with a colon open the list
            f"{_BEFORE}đã xử lý cụ thể: huyện A phê bình ông B; huyện C khiển trách bà D.",
            "huyện C khiển trách bà D",
            "đã xử lý cụ thể",
        ),
        ("Gồm ông A, ông B và ông C.", "ông B và ông C", "Gồm ông A"),  # short: whole
    ],
)
def test_a_list_begins_where_it_begins(text: str, clause: str, begins: str) -> None:
    of = passage(text)
    listing = listing_of(part(of, clause), excerpt_of(of))
    assert listing.text.startswith(begins)
    assert listing.text.endswith(text[-10:])


def test_a_member_is_quoted_behind_the_line_that_opens_its_list(library: Library) -> None:
    """One citation of two spans, at the place of the member."""
    document = library.documents()[0]
    text = "2. Viên chức không được làm những việc sau đây:\na) Bỏ việc;\nb) Tham gia đình công."
    of = Passage(
        f"{document.id}#0",
        document.id,
        PassageKind.PARAGRAPH,
        Place((), ()),
        ((0, len(text)),),
        text,
    )
    lead = part(of, "2. Viên chức không được làm những việc sau đây:")
    member = part(of, "b) Tham gia đình công.")
    citation = cite(library, opened_by(lead, member, 40), 1)
    assert citation.quote == f"{lead.text} {member.text}"
    assert " ".join(text[a:b] for a, b in citation.spans) == citation.quote
    assert len(citation.spans) == 2


def test_a_long_opening_line_keeps_its_end() -> None:
    of = passage("1. Cán bộ, công chức, viên chức ở xã không được làm việc sau đây:\na) Bỏ việc.")
    lead, member = part(of, of.text.partition("\n")[0]), part(of, "a) Bỏ việc.")
    assert opened_by(lead, member, 11).text == (
        "viên chức ở xã không được làm việc sau đây: a) Bỏ việc."
    )
    assert opened_by(lead, member, 3) == member


def test_a_list_of_documents_or_of_numbers_must_hold_some() -> None:
    documents = "Việc này được thực hiện theo những nghị định nào của Chính phủ?"
    assert fit(documents, "theo Nghị định số 108/2014/NĐ-CP và Nghị định số 113/2018/NĐ-CP") == 1
    assert fit(documents, "Chính phủ hướng dẫn việc sắp xếp tổ chức.") == 0
    numbers = "Mức giảm của từng khối là bao nhiêu người?"
    assert fit(numbers, "khối hành chính 71 người, khối sự nghiệp 1.202 người") == 1
    assert fit(numbers, "số lãnh đạo cấp phó nhiều, nhất là ở khối văn phòng") == 0


@pytest.mark.parametrize(
    "typed", ["người tố cáo có nghĩa vụ gì", "ho co quyen gi", "quyền hạn nào"]
)
def test_rights_and_duties_are_asked_for_as_lists(typed: str) -> None:
    assert wanted_of(fold(typed)) is Wanted.LIST
