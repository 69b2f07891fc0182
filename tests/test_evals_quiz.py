"""The measures of `danvan eval quiz` find what they are for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.quiz.types import Kind, Quiz, QuizItem, Request
from evals.quiz import groups, judge_quiz


@pytest.fixture(scope="module")
def quiz(assistant: Assistant) -> Quiz:
    return assistant.quizzes.make(Request(count=60, documents=("bao-cao-114-2020",)))


def of_kind(quiz: Quiz, kind: Kind) -> QuizItem:
    return next(item for item in quiz.items if item.kind is kind)


def judged(assistant: Assistant, quiz: Quiz, *items: QuizItem):
    return judge_quiz(assistant, replace(quiz, items=items or quiz.items), 1, 0.1, ask=False)


def test_what_is_made_passes(assistant: Assistant, quiz: Quiz) -> None:
    figures = judged(assistant, quiz)
    assert figures.key_supported == 1
    assert figures.quotes_valid == 1
    assert figures.options_distinct == 1
    assert figures.wrong_unsupported == 1
    assert figures.repeated == 0
    assert figures.faults.names_person == ()
    assert figures.sections_covered >= 10
    assert figures.largest_section < 0.3


def test_a_wrong_key_is_found_in_every_kind(assistant: Assistant, quiz: Quiz) -> None:
    single = of_kind(quiz, Kind.SINGLE)
    wrong = next(n for n in range(4) if n not in single.key)
    claim = of_kind(quiz, Kind.TRUE_FALSE)
    fill = of_kind(quiz, Kind.FILL)
    matching = of_kind(quiz, Kind.MATCHING)
    ordering = of_kind(quiz, Kind.ORDERING)
    swapped = (("a", "không có trong tài liệu"), *matching.pairs[1:])
    for item in (
        replace(single, key=(wrong,)),
        replace(claim, key=(1 - claim.key[0],)),
        replace(fill, answers=("12.345",)),
        replace(matching, pairs=swapped),
        replace(ordering, key=tuple(reversed(ordering.key))),
    ):
        assert judged(assistant, quiz, item).key_supported == 0, item.kind


def test_a_wrong_option_that_is_true_is_found(assistant: Assistant, quiz: Quiz) -> None:
    single = of_kind(quiz, Kind.SINGLE)
    wrong = next(n for n in range(4) if n not in single.key)
    options = list(single.options)
    options[wrong] = single.options[single.key[0]]
    figures = judged(assistant, quiz, replace(single, options=tuple(options)))
    assert figures.options_distinct == 0


def test_repeats_names_and_all_of_the_above_are_found(assistant: Assistant, quiz: Quiz) -> None:
    item = of_kind(quiz, Kind.SINGLE)
    assert judged(assistant, quiz, item, item).repeated == 1
    named = replace(item, stem="Ông Trần Văn Đoàn giữ chức vụ gì?")
    assert judged(assistant, quiz, named).faults.names_person
    lazy = replace(item, options=(*item.options[:3], "Tất cả các phương án trên"))
    assert judged(assistant, quiz, lazy).faults.all_of_above


def test_the_report_is_a_group_of_its_own(assistant: Assistant) -> None:
    assert list(groups(assistant.library)) == [("shipped", ["bao-cao-114-2020"])]
