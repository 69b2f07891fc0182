"""What the window shows, without a browser: everything escaped, quotes exact, names right."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import fake_assistant as support
import pytest

from assistant import messages
from assistant.app import texts
from assistant.app.copying import with_sources
from assistant.app.exporting import pages_of, print_file
from assistant.app.making import disclosure_html
from assistant.app.marked import Highlight, marked_html, plain
from assistant.app.naming import ending, place_name, seconds_name, shortened
from assistant.app.render import answer_html, last_turn_html, turn_html
from assistant.app.render_catalog import catalog_html
from assistant.app.render_conflicts import conflicts_html
from assistant.app.render_guide import page_html
from assistant.app.render_library import contents_html, reader_html, results_html, snippet_html
from assistant.app.render_sources import sources_html
from assistant.app.session import Conversation, Turn
from assistant.app.sources import cited_in, sources_of
from assistant.app.storing import answer_from, answer_json
from assistant.dates import date_name
from assistant.llm.server import Server
from assistant.types import DocumentStatus, Question, Writing, Written
from index.catalog import load_catalog
from index.status import Standing
from index.types import quote_of


@pytest.fixture(scope="module")
def fake():
    return support.FakeAssistant()


def shown(html: str) -> str:
    """The text a person reads."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def answered(fake, text: str) -> Turn:
    return Turn(1, text, fake.ask(Question(text)), finished=True)


def pane(fake, turn: Turn) -> str:
    assert turn.answer
    cited = cited_in(turn.answer, turn.number)
    sources = sources_of(cited, fake.library)
    return sources_html(sources, turn.question, turn.number, turn.answer.statuses)


# -- names ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        (("B", "II", "4.2"), "Mục B.II.4.2"),
        (("B", "I", "3", "cước chú 3"), "cước chú 3, Mục B.I.3"),
        (("Chương II", "Điều 9", "Khoản 2", "Điểm b"), "Điều 9 khoản 2 điểm b"),
        (("Mở đầu",), "Mở đầu"),
        (("Phụ lục", "A"), "Phụ lục, Mục A"),
        ((), ""),
    ],
)
def test_places_are_named_as_officials_write_them(labels, name):
    assert place_name(labels) == name


def test_dates_numbers_and_cuts():
    assert date_name("2016-07-11") == "11/07/2016"
    assert date_name("2020-07") == "07/2020"
    assert date_name("") == ""
    assert seconds_name(0.0234) == "0,02"
    assert seconds_name(0.0001) == "0,01"
    assert shortened("một hai ba bốn", 9) == "một hai…"
    assert ending("một hai ba bốn", 5) == "…bốn"


# -- document text -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("(*công nghiệp tăng 25,2%*)", "(công nghiệp tăng 25,2%)"),
        ("**KT.GIÁM ĐỐC", "KT.GIÁM ĐỐC"),
        ("mẫu (*) kèm theo", "mẫu (*) kèm theo"),
        ("2 * 3", "2 * 3"),
        ("## Điều 5", "Điều 5"),
        ("bị cắt *giữa chừng", "bị cắt giữa chừng"),
    ],
)
def test_markdown_signs_are_not_shown(text, result):
    assert plain(text) == result
    assert shown(marked_html(text, ((0, len(text)),))) == result


def test_a_highlight_is_exactly_the_quote():
    text = "Trước đó. Câu được *trích* ở đây. Sau đó."
    spans = ((10, 32),)
    html = marked_html(text, ((0, len(text)),), [Highlight("1-1", spans, "[1]")])
    (mark,) = re.findall(r"<mark[^>]*>(.*?)</mark>", html)
    assert shown(mark) == plain(quote_of(text, spans)) == "Câu được trích ở đây"
    assert "<em>trích</em>" in mark
    assert html.index("</mark>") < html.index("[1]")


def test_a_quote_of_two_spans_is_one_highlight():
    text = "Câu bị cắt bởi XXXX chân trang ở đây."
    spans = ((0, 14), (20, len(text)))
    html = marked_html(text, spans, [Highlight("1-1", spans)])
    (mark,) = re.findall(r"<mark[^>]*>(.*?)</mark>", html)
    assert mark == "Câu bị cắt bởi chân trang ở đây."


def test_overlapping_highlights_keep_both_references():
    html = marked_html("abcdef", ((0, 6),), [Highlight("1", ((0, 4),)), Highlight("2", ((2, 6),))])
    assert re.findall(r'data-refs="([^"]*)">(.*?)<', html) == [
        ("1", "ab"),
        ("1 2", "cd"),
        ("2", "ef"),
    ]


# -- turns ---------------------------------------------------------------------------------


def test_an_answer_links_each_mark_to_its_quote(fake):
    turn = answered(fake, "toc do tang truong")
    html = turn_html(turn)
    refs = set(re.findall(r'data-act="cite" data-ref="([^"]*)"', html))
    marks = re.findall(r'data-refs="([^"]*)">(.*?)</mark>', pane(fake, turn), re.DOTALL)
    assert refs == {"1-1", "1-2"} == {ref for names, _ in marks for ref in names.split()}
    assert turn.answer
    for names, inner in marks:
        item = next(c for c in cited_in(turn.answer, 1) if c.ref in names.split())
        assert shown(inner) == plain(item.citation.quote)
    assert "*" not in shown(html)
    assert texts.UNDERSTOOD.split("{")[0] in html
    assert messages.QUOTED in html


def test_the_same_question_is_not_echoed_as_understood(fake):
    html = turn_html(answered(fake, "Diện tích tỉnh?"))
    assert texts.UNDERSTOOD.split("{")[0] not in html


def test_the_source_pane_shows_the_surroundings(fake):
    html = pane(fake, answered(fake, "toc do tang truong"))
    text = shown(html)
    assert "ĐẶC ĐIỂM, TÌNH HÌNH" in text  # heading path
    assert "trang 1" in text
    assert "Tuy nhiên, sản xuất của một số ngành công nghiệp" in text  # the passage after
    assert "Có hai tôn giáo chính" in text  # the passage before
    assert "¹ Mục tiêu giai đoạn 2016-2020 là 10-11%/năm" in text  # footnote
    assert "*" not in text


def test_conflicts_and_calculations_show_their_sources(fake):
    html = turn_html(answered(fake, "số liệu đối chiếu"))
    conflict = html.split('class="conflict"')[1]
    assert set(re.findall(r'data-ref="(1-\d)"', conflict)) >= {"1-1", "1-2"}
    assert "7.570 - 3.849 = 3.721" in html
    assert 'data-ref="1-3"' in html.split('class="computed"')[1]


def test_a_contradiction_and_a_sum_are_said_once(fake):
    """The text of an answer sets them out too; a person sees, copies and exports them once."""
    turn = answered(fake, "số liệu đối chiếu")
    answer = turn.answer
    assert answer and answer.computed
    first, second = answer.conflicts[0].citations
    text = f"{answer.computed.text} [1]\n{messages.CONFLICT}\n{first.quote} [1]\n{second.quote} [2]"
    turn = replace(turn, answer=replace(answer, text=text))
    assert turn.answer
    exported = "\n".join(pages_of([turn])[0].lines)
    for said in (shown(answer_html(turn.answer, turn)), with_sources(turn.answer), exported):
        assert said.count(second.quote) == 1
        assert said.count(answer.computed.text) == 1
        assert messages.CONFLICT not in said


def test_a_refusal_offers_the_nearest_passage_once(fake):
    html = turn_html(answered(fake, "giá vàng"))
    assert texts.NOT_ANSWERED in html
    assert shown(html).count(support.AREA) == 1
    assert 'data-ref="1-1"' in html.split('class="nearest"')[1]


def test_text_of_people_and_documents_is_escaped(fake):
    attack = '<img src=x onerror="1"> văn bản lạ: dân vận là gì'
    turn = answered(fake, attack)
    hostile, passages = support.hostile_document()
    everything = (
        turn_html(turn, last=True)
        + pane(fake, turn)
        + reader_html(hostile, passages, passages[0].id)
        + contents_html(passages)
        + results_html(fake.library.search("dân vận"), attack, {support.HOSTILE: hostile.title})
        + conflicts_html(fake.library.conflicts, fake.library)
        + turn_html(Turn(2, attack, problem=attack, finished=True))
    )
    assert "<img" not in everything
    assert "<script" not in everything
    assert "{{x}} ${1+1}" in everything


def test_turns_without_an_answer(fake):
    assert texts.THINKING in turn_html(Turn(1, "câu hỏi"))
    assert texts.WELCOME in last_turn_html(Conversation())
    stopped = turn_html(Turn(1, "câu hỏi", problem=texts.STOPPED, finished=True))
    assert texts.STOPPED in stopped
    assert texts.THINKING not in stopped


def test_editing_replaces_the_last_turn():
    conversation = Conversation().asked("một").with_last(finished=True)
    assert len(conversation.asked("hai").turns) == 2
    edited = replace(conversation, editing=True).asked("hai")
    assert [(turn.number, turn.question) for turn in edited.turns] == [(1, "hai")]
    assert not edited.editing


def test_history_holds_the_earlier_questions(fake):
    conversation = Conversation()
    for text in ("Diện tích?", "Tăng trưởng?"):
        conversation = conversation.asked(text)
        conversation = conversation.with_last(
            answer=fake.ask(conversation.question()), finished=True
        )
    question = conversation.asked("Còn trước đó?").question()
    assert question.history == ("Diện tích?", "Tăng trưởng?")


# -- library -------------------------------------------------------------------------------


def test_the_contents_lead_to_passages(fake):
    passages = fake.library.passages(support.REPORT)
    html = contents_html(passages)
    ids = re.findall(r'data-passage="([^"]*)"', html)
    assert set(ids) <= {passage.id for passage in passages}
    assert shown(html).count("4.2. Kết quả xử lý đơn thư") == 1


def test_the_reader_shows_the_whole_text_once(fake):
    document = fake.library.document(support.REPORT)
    passages = fake.library.passages(support.REPORT)
    html = reader_html(document, passages)
    for passage in passages:
        words = passage.text[:60]
        assert plain(words).split("\n")[0][:40] in shown(html)
    assert shown(html).count("¹ Mục tiêu giai đoạn 2016-2020") == 1


def test_the_reader_marks_the_cited_words(fake):
    document = fake.library.document(support.REPORT)
    cited = fake.library.cite(1, support.AREA)
    passages = fake.library.passages(support.REPORT)
    html = reader_html(document, passages, cited.passage, cited.spans)
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", html) == [support.AREA]


def test_conflicts_show_both_sides(fake):
    html = conflicts_html(fake.library.conflicts, fake.library)
    assert "<b>3.849</b>" in html
    assert "<b>7.570</b>" in html
    assert texts.CONFLICTS_NONE in conflicts_html((), fake.library)


def test_a_snippet_marks_the_words_sought():
    html = snippet_html(
        "x " * 300 + "thực hiện tinh giản biên chế theo Nghị định", "tinh gian bien"
    )
    assert "<b>tinh</b> <b>giản</b> <b>biên</b>" in html
    assert len(shown(html)) < 300


def test_the_catalogue_names_every_entry():
    catalog = load_catalog()
    html = catalog_html(catalog, {"bao-cao-114-2020"}, "bao-cao-114-2020")
    assert html.count("<tr data-words") == len(catalog.entries)
    assert html.count(f">{texts.HAS_TEXT}<") == 1
    assert "110-NQ/TU" in html
    assert "Tìm «108/2014/NĐ-CP» ở Hệ thống văn bản của Chính phủ, vanban.chinhphu.vn" in html


# -- copying -------------------------------------------------------------------------------


def test_copying_keeps_marks_and_names_sources(fake):
    answer = answered(fake, "toc do tang truong").answer
    assert answer
    text = with_sources(answer)
    assert "[1]" in text
    assert "*" not in text
    assert "Nguồn: ([1] Mục A, trang 1, [2] cước chú 1, Mục A" in text
    law = replace(answer.citations[0], place=("Điều 4", "Khoản 1"), page=None, title="Luật X")
    copied = with_sources(replace(answer, citations=(law,)))
    assert copied.endswith("Nguồn: ([1] Điều 4 khoản 1 Luật X)")
    both = with_sources(replace(answer, citations=(answer.citations[0], replace(law, number=2))))
    assert re.search(r"\(\[1\] Mục A, trang 1, Báo cáo .+; \[2\] Điều 4 khoản 1 Luật X\)$", both)


def test_a_cited_law_shows_its_date_and_status_wherever_its_sources_stand(fake):
    turn = answered(fake, "Dân vận là gì theo luật lạ?")
    assert turn.answer
    cited = turn.answer.citations[0]
    status = DocumentStatus(
        cited.document, cited.title, "2020-07-01", "", Standing.ENDED, "",
        "Ban hành ngày 01/07/2020; đã hết hiệu lực theo <Luật> mới.", (replace(cited, number=0),),
    )  # fmt: skip
    answer = replace(turn.answer, statuses=(status,))
    turn = replace(turn, answer=answer)
    for html in (turn_html(turn), pane(fake, turn)):
        assert shown(html).count("đã hết hiệu lực theo <Luật> mới.") >= 1
        assert '<p class="status warn">' in html
        assert f'data-act="open" data-passage="{cited.passage}"' in html
    assert with_sources(answer).endswith("đã hết hiệu lực theo <Luật> mới.")
    assert "đã hết hiệu lực theo &lt;Luật&gt; mới." in print_file((turn,), "1/1/2026").decode()
    assert answer_from(json.loads(answer_json(answer))) == answer


# -- the guide -----------------------------------------------------------------------------


def test_the_guide_shows_html_as_text_and_leads_nowhere():
    html = page_html("# A\n\n## Mục <b>một</b>\n\n<script>x</script> [xem](install.md) `lệnh`")
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<span>xem</span>" in html
    assert 'href="#guide-1"' in html
    assert "<code>lệnh</code>" in html


def test_who_wrote_an_answer_and_what_was_sent_is_said(fake) -> None:
    sentences = (Written("3.849 km².", (support.AREA,), None), Written("Đẹp.", (), "uncited"))
    away = Writing("mo-hinh", "api.example.vn", False, True, None, sentences, 1)
    answer = replace(
        fake.ask(Question("Diện tích?")),
        generator="llm",
        writing=away,
        notice="Đã bỏ 1 câu <b>.",
    )
    html = turn_html(Turn(1, "Diện tích?", answer, finished=True))
    assert "Soạn bằng mo-hinh" in html
    assert "đã gửi tới api.example.vn" in html
    assert "Đã bỏ 1 câu &lt;b&gt;." in html
    instead = replace(answer, generator="extractive", writing=replace(away, fault="slow"))
    assert "thay cho bài soạn của mo-hinh" in turn_html(Turn(1, "?", instead, finished=True))
    kept = answer_from(json.loads(answer_json(answer)))
    assert kept == answer


def test_where_questions_go_is_said_before_one_is_asked() -> None:
    assert disclosure_html(None) == ""
    here = Server("ollama", "http://127.0.0.1:11434", "qwen3:8b", None, 8192)
    assert "không gửi gì ra ngoài" in disclosure_html(here)
    away = Server("openai", "https://api.example.vn/v1", "<m>", None, 8192)
    assert "sẽ gửi tới api.example.vn" in disclosure_html(away)
    assert "<m>" not in disclosure_html(away)
