"""The form in which texts are compared."""

from __future__ import annotations

import unicodedata

import pytest

from evals.text import comparable, first_words, mask_marks, states, strip_diacritics, words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("hoà bình", "hòa bình"),
        ("Thuỷ", "thủy"),
        ("khoẻ mạnh", "khỏe  mạnh"),
        ("“Dân vận khéo”", '"dân vận khéo"'),
        (unicodedata.normalize("NFD", "Kết luận"), "kết luận"),
        ("dòng\n một", "dòng một"),
    ],
)
def test_one_form(left: str, right: str) -> None:
    assert comparable(left) == comparable(right)


@pytest.mark.parametrize("word", ["quý", "hoàn", "hoặc", "toán", "quỹ", "quyết", "thuế", "luật"])
def test_other_words_keep_their_letters(word: str) -> None:
    assert comparable(word) == word


def test_words_that_differ_stay_different() -> None:
    assert comparable("má") != comparable("mà")
    assert comparable("quy") != comparable("quý")


@pytest.mark.parametrize(
    ("text", "fact", "found"),
    [
        ("diện tích 3.849 km²", "3.849", True),
        ("diện tích 13.849 km²", "3.849", False),  # begins inside a longer number
        ("diện tích 3.849 km²", "849", False),  # behind a separator
        ("đạt 12,5% kế hoạch", "12", False),  # goes on behind a separator
        ("đạt 12% kế hoạch", "12%", True),
        ("đạt 112% kế hoạch", "12%", False),
        ("năm 2019, 12 xã", "2019", True),  # the comma is followed by a space
        ("có 107 xã.", "107", True),
        ("có 1075 xã", "107", False),
        ("số 07/2018/nq-hđnd", "07/2018", True),  # a slash begins no longer number
        ("thứ hai", "ai", True),  # letters know no border: SCHEMA.md limits digits only
        ("", "12", False),
        ("12", "", False),
    ],
)
def test_a_fact_is_no_part_of_a_longer_number(text: str, fact: str, found: bool) -> None:
    assert states(text, fact) is found


def test_first_words() -> None:
    assert first_words("một  hai\nba bốn", 3) == "một hai ba"


def test_citation_marks_state_nothing() -> None:
    assert not states(mask_marks("theo kế hoạch [12]."), "12")
    assert states(mask_marks("12 xã [1]"), "12")


def test_words_lose_the_signs_at_their_edges() -> None:
    assert words('"xã việt lập", (12%).') == ["xã", "việt", "lập", "12%"]


def test_strip_diacritics_keeps_case() -> None:
    assert strip_diacritics("Đất đai Yên Dũng") == "Dat dai Yen Dung"
