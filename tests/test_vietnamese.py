"""Forms of Vietnamese text that must meet, and where sentences end."""

from __future__ import annotations

import unicodedata

import pytest

from index.vietnamese import fold, fold_keeping_offsets, normalise, sentences, syllables


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà bình", "hòa bình"),
        ("uỷ ban", "ủy ban"),
        ("Thuý", "thúy"),
        ("“Dân vận khéo”", '"dân vận khéo"'),
        ("2016–2020", "2016-2020"),
        (unicodedata.normalize("NFD", "Kết luận"), "kết luận"),
        ("công  tác\ndân vận", "công tác dân vận"),
    ],
)
def test_forms_that_are_the_same(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize("word", ["quý", "toàn", "hoạt", "quy", "khoẻ khoắn"])
def test_tones_that_stay_where_they_are(word: str) -> None:
    assert normalise(word).count(" ") == word.count(" ")
    assert len(normalise(word)) == len(word)


def test_folding_takes_diacritics_and_keeps_offsets() -> None:
    text = "Đồng bào dân tộc ít người — 12%"
    assert fold(text).startswith("dong bao dan toc it nguoi")
    assert len(fold_keeping_offsets(text)) == len(text)


def test_numbers_keep_their_marks_and_lose_leading_zeros() -> None:
    assert syllables("ngày 03/6/2013 đạt 14,6%, 07 vụ") == [
        "ngay", "3/6/2013", "dat", "14,6", "7", "vu",
    ]  # fmt: skip


def test_sentences_do_not_end_inside_numbers_initials_or_abbreviations() -> None:
    text = "Có 3.849 km². TP. Bắc Giang có v.v. nhiều xã. Năm 2019 đạt 12 nghìn tỷ... còn lại tăng."
    assert [text[s:e] for s, e in sentences(text)] == [
        "Có 3.849 km².",
        "TP. Bắc Giang có v.v. nhiều xã.",
        "Năm 2019 đạt 12 nghìn tỷ... còn lại tăng.",
    ]


def test_sentences_cover_a_text_in_order() -> None:
    text = "Một. Hai! (Ba.) “Bốn.” - Năm; sáu"
    spans = list(sentences(text))
    assert spans == sorted(spans)
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())
