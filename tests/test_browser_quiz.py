"""The quiz page in a real browser, over the report."""

from __future__ import annotations

import json

import pytest
import window

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(page):
    """The quiz page with ten items."""
    page.click('nav [data-view="quiz"]')
    page.fill('#quiz [data-field="count"]', "10")
    page.check('#quiz [data-document][value="bao-cao-114-2020"]')
    page.click('[data-act="quiz-make"]')
    page.wait_for_selector("#quiz .quiz-item")
    return page


def stems(page) -> list[str]:
    return page.locator("#quiz .quiz-item .stem").all_text_contents()


def test_a_quiz_is_made_edited_and_put_in_order(desk):
    made = stems(desk)
    assert len(made) == 10
    assert window.leftovers(desk) == []

    first = desk.locator("#quiz .quiz-item").nth(0)
    first.locator("details.edit summary").click()
    first.locator("[data-stem]").fill("Câu do giảng viên sửa <b>?</b>")
    first.locator('[data-act="quiz-edit"]').click()
    desk.wait_for_function(
        "() => document.querySelector('#quiz .stem').textContent.startsWith('Câu do')"
    )
    assert stems(desk)[0] == "Câu do giảng viên sửa <b>?</b>"

    desk.locator('[data-act="quiz-down"]').nth(0).click()
    desk.wait_for_function(
        "() => document.querySelectorAll('#quiz .stem')[1].textContent.startsWith('Câu do')"
    )
    assert stems(desk)[0] == made[1]

    desk.locator('[data-act="quiz-drop"]').nth(1).click()
    desk.wait_for_function("() => document.querySelectorAll('#quiz .quiz-item').length === 9")
    assert "Câu do giảng viên sửa <b>?</b>" not in stems(desk)

    desk.locator('[data-act="quiz-another"]').nth(0).click()
    desk.wait_for_function(
        "old => document.querySelector('#quiz .stem').textContent !== old", arg=made[1]
    )
    assert len(set(stems(desk))) == 9

    desk.fill("[data-more]", "2")
    desk.click('[data-act="quiz-more"]')
    desk.wait_for_function("() => document.querySelectorAll('#quiz .quiz-item').length === 11")
    assert len(set(stems(desk))) == 11


def test_a_wrong_edit_is_told_and_keeps_the_item(desk):
    made = stems(desk)
    item = desk.locator('#quiz .quiz-item[data-kind="single"]').first
    item.locator("details.edit summary").click()
    item.locator("[data-option]").nth(0).fill("")
    item.locator('[data-act="quiz-edit"]').click()
    desk.wait_for_selector("#quiz .said")
    assert "để trống" in desk.inner_text("#quiz .said")
    assert stems(desk) == made


def test_the_source_of_an_item_is_one_click_away(desk):
    item = desk.locator('#quiz .quiz-item[data-kind="single"]').first
    item.locator("details.grounds summary").click()
    item.locator('[data-act="open-offset"]').first.click()
    desk.wait_for_selector("#reader .reader")
    assert desk.evaluate("document.documentElement.dataset.view") == "library"


def test_trying_out_scores_and_explains(desk):
    desk.click('[data-act="quiz-try"]')
    desk.wait_for_selector('[data-act="quiz-mark"]')
    for item in desk.locator('#quiz .quiz-item[data-kind="single"]').all():
        item.locator("[data-chosen]").first.check()
    desk.click('[data-act="quiz-mark"]')
    desk.wait_for_selector("#quiz .score")
    assert desk.inner_text("#quiz .score").endswith("/10 câu.")
    assert desk.locator("#quiz .outcome").count() == 10
    assert desk.locator("#quiz .why").first.inner_text()
    assert window.leftovers(desk) == []


def test_a_quiz_is_saved_and_opened_again(desk, tmp_path):
    made = stems(desk)
    desk.fill("[data-quiz-title]", "Bộ của tôi")
    desk.press("[data-quiz-title]", "Tab")
    desk.click("#quiz details.menu summary")
    with desk.expect_download() as waiting:
        desk.click('[data-act="quiz-export"][data-format="json"]')
    saved = tmp_path / "quiz.json"
    waiting.value.save_as(saved)
    stored = json.loads(saved.read_text(encoding="utf-8"))
    assert stored["title"] == "Bộ của tôi"
    assert [item["stem"] for item in stored["items"]] == made

    stored["items"] = stored["items"][:3]
    saved.write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")
    desk.click("#quiz .quiz-form > summary")
    desk.set_input_files("[data-quiz-file]", saved)
    desk.wait_for_function("() => document.querySelectorAll('#quiz .quiz-item').length === 3")
    assert stems(desk) == made[:3]
    assert desk.input_value("[data-quiz-title]") == "Bộ của tôi"

    saved.write_text("{}", encoding="utf-8")
    desk.click("#quiz .quiz-form > summary")
    desk.set_input_files("[data-quiz-file]", saved)
    desk.wait_for_selector("#quiz .said")
    assert "không phải bộ câu hỏi" in desk.inner_text("#quiz .said")
    assert stems(desk) == made[:3]
