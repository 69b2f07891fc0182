"""Everyday wordings of sentences: they find what is asked in daily words, and are never shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.settings import Settings
from index.build import fingerprint_of, shipped_sources
from index.embedding import load_encoder
from index.glosses import Glosses, gloss_key, shipped_glosses
from index.library import Library
from index.manage import Librarian
from index.types import Passage, PassageKind, Place
from index.vietnamese import chunks, sentences, word_count

SAID = ("đi đâu cũng phải có mặt đầy đủ", "vắng một buổi có sao không?")


def passage(text: str, number: int = 0) -> Passage:
    place, span = Place((), ()), (0, len(text))
    return Passage(f"d#{number}", "d", PassageKind.PARAGRAPH, place, (span,), text)


@pytest.fixture(scope="module")
def with_law(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Assistant:
    """The report and the law on denunciations."""
    data = tmp_path_factory.mktemp("glossed")
    Assistant.prepare(Settings(data_dir=data))
    law = shared / "documents" / "van-ban" / "25-2018-QH14.luat-to-cao.txt"
    Librarian(data, load_encoder()).add([law])
    return Assistant.open(Settings(data_dir=data))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Hồ sơ phải chờ từ nửa tháng trở lên thì nay rút ngắn được mấy phần?", "25 - 30%"),
        ("Giấy nào dặn khuyên nhủ người đi kiện quay về quê?", "374/UBND-TCD"),
        ("Mỗi năm hai bên nào bắt tay soạn lịch làm chung chuyện vận động quần chúng?", "Ban Dân"),
    ],
)
def test_daily_words_find_the_sentence_which_answers_in_its_own(
    assistant: Assistant, asked: str, said: str
) -> None:
    answer = assistant.ask(asked)
    assert said in answer.text
    for citation in answer.citations:
        text = assistant.library.document(citation.document).text
        assert citation.quote == " ".join(text[start:end] for start, end in citation.spans)


def test_no_answer_shows_an_everyday_wording(assistant: Assistant) -> None:
    asked = "Tại sao mấy ông cầm đầu cơ quan lại ít để tâm chuyện gần dân?"
    shown = json.dumps(assistant.ask(asked).to_json(), ensure_ascii=False)
    hits = assistant.library.search(asked, limit=20)
    glosses = [gloss.text for hit in hits for gloss in hit.passage.glosses]
    assert glosses
    assert not any(gloss in shown for gloss in glosses)


@pytest.mark.shared
def test_a_law_that_is_added_is_found_by_them_too(with_law: Assistant) -> None:
    answer = with_law.ask("Đơn tố gửi nhầm cửa thì mấy ngày phải chuyển đi nơi khác?")
    assert "05 ngày làm việc" in answer.text
    assert {citation.document for citation in answer.citations} == {"25-2018-QH14.luat-to-cao"}


LINES = ("Không được vắng mặt.", "Phải ghi sổ.", "Điều này có hiệu lực từ ngày ký.")
KNOWN = {gloss_key(line): SAID for line in LINES}


def test_a_wording_is_known_by_words_not_by_their_look() -> None:
    same, other = Glosses([KNOWN]).on(
        [passage("KHÔNG ĐƯỢC  vắng mặt"), passage("Được vắng mặt.", 1)]
    )
    assert tuple(gloss.text for gloss in same.glosses) == SAID
    assert other.glosses == ()


def test_a_wording_that_was_taken_back_goes_with_the_next_index() -> None:
    (glossed,) = Glosses([KNOWN]).on([passage(LINES[0])])
    assert glossed.glosses
    (bare,) = Glosses([]).on([glossed])
    assert bare.glosses == ()


def test_a_document_that_says_one_thing_in_the_same_words_has_none() -> None:
    """Every law says when it takes effect; what people call one of them is not another."""
    strange = [passage(f"Điều này nói chuyện khác thứ {n}.", n) for n in range(9)]
    assert not any(p.glosses for p in Glosses([KNOWN]).on([*strange, passage(LINES[2], 9)]))


def test_of_two_documents_each_has_its_own() -> None:
    of_other = {gloss_key(LINES[2]): ("luật kia chạy từ hôm nào?",)}
    passages = [passage(line, n) for n, line in enumerate(LINES)]
    assert Glosses([of_other, KNOWN]).on(passages)[2].glosses[0].text == SAID[0]


def test_another_set_of_wordings_makes_another_index(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = load_encoder()
    before = fingerprint_of(shipped_sources(), encoder)
    monkeypatch.setattr("index.build.shipped_glosses", lambda: Glosses([KNOWN]))
    assert fingerprint_of(shipped_sources(), encoder) != before


def test_nearly_every_sentence_of_the_report_has_them(report: tuple[Passage, ...]) -> None:
    """They hang on how sentences are told apart: a change there that loses them shows here."""
    held = whole = 0
    for p in report:
        covered = {(gloss.start, gloss.end) for gloss in p.glosses}
        for start, end in sentences(p.text):
            parts = [(start + s, start + e) for s, e in chunks(p.text[start:end])]
            units = [u for u in parts or [(start, end)] if word_count(p.text[slice(*u)]) >= 6]
            whole += len(units)
            held += sum(unit in covered for unit in units)
    assert held / whole > 0.95


@pytest.mark.shared
def test_nearly_every_passage_of_the_law_has_them(with_law: Assistant) -> None:
    law = with_law.library.passages("25-2018-QH14.luat-to-cao")
    assert sum(bool(p.glosses) for p in law) / len(law) > 0.9


def test_the_files_hold_texts_and_keys_alone() -> None:
    from index.catalog import shipped_documents

    for file in (shipped_documents() / "glosses").glob("*.tsv"):
        for line in file.read_text(encoding="utf-8").splitlines():
            key, *said = line.split("\t")
            assert len(key) == 12 and int(key, 16) >= 0
            assert len(said) == 3 and all(len(text.split()) >= 4 for text in said), line
    assert shipped_glosses() is shipped_glosses()


def test_an_index_keeps_them(library: Library) -> None:
    again = Library.open(library._store.data_dir)
    assert again.passages("bao-cao-114-2020") == library.passages("bao-cao-114-2020")
