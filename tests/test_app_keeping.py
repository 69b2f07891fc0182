"""Keeping, logging, login and suggestions, without a browser."""

from __future__ import annotations

import json
from dataclasses import replace

import fake_assistant as support
import pytest

from assistant.app.follow_ups import FOLLOW_UPS, REPORT
from assistant.app.keeping import Keeper, NotKept
from assistant.app.login import (
    Access,
    LoginFileInvalid,
    LoginNeeded,
    Role,
    access_of,
    hashed,
    matches,
    open_to_all,
)
from assistant.app.session import Conversation
from assistant.app.storing import answer_from, answer_json, conversation_from, conversation_json
from assistant.app.suggesting import Suggester
from assistant.settings import Settings
from assistant.types import Question


@pytest.fixture(scope="module")
def fake():
    return support.FakeAssistant()


def talk(fake, *questions: str) -> Conversation:
    conversation = Conversation()
    for text in questions:
        conversation = conversation.asked(text)
        answer = fake.ask(conversation.question())
        conversation = conversation.with_last(answer=answer, finished=True)
    return conversation


@pytest.mark.parametrize("question", ["tang truong", "doi chieu", "gia vang"])
def test_answers_survive_being_kept(fake, question):
    answer = fake.ask(Question(question, ("trước",)))
    assert answer_from(json.loads(answer_json(answer))) == answer


def test_conversations_survive_being_kept(fake):
    conversation = talk(fake, "tang truong", "gia vang")
    assert conversation_from(conversation.id, conversation_json(conversation)) == conversation


def test_each_owner_sees_only_their_own(fake, tmp_path):
    keeper = Keeper(tmp_path)
    mine, yours = talk(fake, "dien tich"), talk(fake, "tang truong")
    keeper.save("me", mine)
    keeper.save("you", yours)
    keeper.save("you", replace(mine, turns=yours.turns))  # someone else's id changes nothing
    assert [kept.id for kept in keeper.kept("me")] == [mine.id]
    assert keeper.load("me", mine.id) == mine
    assert keeper.load("you", mine.id) is None
    keeper.rename("you", mine.id, "của người khác")
    keeper.delete("you", mine.id)
    assert [kept.title for kept in keeper.kept("me")] == ["dien tich"]
    keeper.rename("me", mine.id, "Diện tích")
    keeper.save("me", mine)
    assert [kept.title for kept in keeper.kept("me")] == ["Diện tích"]
    keeper.delete("me", mine.id)
    assert keeper.kept("me") == []


def test_without_a_key_nothing_is_kept(fake, tmp_path):
    keeper = Keeper(tmp_path)
    keeper.save("", talk(fake, "dien tich"))
    assert keeper.kept("") == []


def test_the_log_holds_the_answer_and_its_rating(fake, tmp_path):
    keeper = Keeper(tmp_path)
    answer = fake.ask(Question("tang truong"))
    line = keeper.log("lan", answer)
    keeper.rate(line, "wrong-source", "trang khác")
    (logged,) = keeper.lines()
    assert (logged.person, logged.rating, logged.note) == ("lan", "wrong-source", "trang khác")
    assert logged.fingerprint == "fake"
    assert json.loads(logged.answer)["citations"][0]["passage"] == answer.citations[0].passage
    assert keeper.purge(days=1) == 0
    assert keeper.purge(days=-1) == 1
    assert list(keeper.lines()) == []


def test_the_log_commands(fake, tmp_path, monkeypatch):
    from typer.testing import CliRunner

    from assistant.app.log_commands import app

    monkeypatch.setenv("DANVAN_DATA_DIR", str(tmp_path))
    Keeper(tmp_path).log("lan", fake.ask(Question("tang truong")))
    out = tmp_path / "nhat-ky.jsonl"
    exported = CliRunner().invoke(app, ["export", str(out)])
    assert exported.exit_code == 0, exported.output
    (line,) = out.read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert record["question"] == "tang truong"
    assert record["answer"]["citations"][0]["sha256"]
    purged = CliRunner().invoke(app, ["purge", "--days", "30"])
    assert "Đã xóa 0 dòng" in purged.output


def test_a_folder_that_cannot_be_written(tmp_path):
    file = tmp_path / "not-a-folder"
    file.write_text("")
    with pytest.raises(NotKept, match="not-a-folder"):
        list(Keeper(file).lines())


# -- login ---------------------------------------------------------------------------------


def test_passwords_are_salted_and_checked():
    one, two = hashed("mật khẩu"), hashed("mật khẩu")
    assert one != two
    assert matches("mật khẩu", one)
    assert not matches("mat khau", one)
    assert not matches("mật khẩu", "plain")


def test_a_login_file(tmp_path, monkeypatch):
    file = tmp_path / "users.toml"
    file.write_text(
        f'[[users]]\nname = "lan"\nrole = "quản trị"\nhash = "{hashed("đúng")}"\n'
        f'[[users]]\nname = "nam"\nrole = "người đọc"\nhash = "{hashed("sai")}"\n',
        encoding="utf-8",
    )
    access = Access.read(file)
    assert access.needed
    assert access.check("lan", "đúng")
    assert not access.check("lan", "sai")
    assert not access.check("ai", "đúng")
    assert (access.role("lan"), access.role("nam")) == (Role.ADMIN, Role.READER)
    assert access.role(None) is Role.READER
    assert access.allows("lan", Role.TEACHER)
    assert not access.allows("nam", Role.TEACHER)


@pytest.mark.parametrize("content", ["", "users = []", '[[users]]\nname = "lan"\nrole = "vua"'])
def test_a_bad_login_file_is_refused(tmp_path, content):
    file = tmp_path / "users.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LoginFileInvalid, match=r"users\.toml"):
        Access.read(file)
    with pytest.raises(LoginFileInvalid):
        Access.read(tmp_path / "none.toml")


OUTSIDE = ("0.0.0.0", "192.168.1.5", "may-chu")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_this_machine_needs_no_login(host):
    assert access_of(Settings(host=host)).role(None) is Role.ADMIN


@pytest.mark.parametrize("host", OUTSIDE)
def test_no_open_door_without_a_login(host, tmp_path):
    with pytest.raises(LoginNeeded, match="--allow-without-login"):
        access_of(Settings(host=host))
    file = tmp_path / "users.toml"
    file.write_text('[[users]]\nname = "lan"\nrole = "quản trị"\nhash = "x"\n', encoding="utf-8")
    assert access_of(Settings(host=host, login_file=file)).needed


@pytest.mark.parametrize("host", OUTSIDE)
def test_an_open_door_on_purpose_is_for_readers(host):
    settings = Settings(host=host, allow_without_login=True)
    access = access_of(settings)
    assert open_to_all(settings, access)
    assert access.role(None) is Role.READER


# -- suggestions ---------------------------------------------------------------------------


def test_suggestions_are_answerable_and_new(fake):
    answer = fake.ask(Question("toc do tang truong"))
    asked = ["toc do tang truong"]
    found = Suggester().suggestions(answer, fake, asked)
    assert found
    for question in found:
        assert not fake.ask(Question(question)).refused
        assert question not in asked
    assert Suggester().suggestions(answer, fake, [*asked, *found]) != found


def test_every_follow_up_kept_for_the_report_is_answered(assistant):
    """Each is tried before it is offered; this is about questions that never would be."""
    questions = [question for _, question in FOLLOW_UPS]
    assert not [q for q in questions if assistant.ask(Question(q, (), (REPORT,))).refused]


def test_a_candidate_is_tried_once_for_all(fake):
    answer = fake.ask(Question("toc do tang truong"))
    suggester = Suggester()
    first = suggester.suggestions(answer, fake, [])
    tried = len(fake.asked)
    assert suggester.suggestions(answer, fake, []) == first
    assert len(fake.asked) == tried


def test_a_refusal_suggests_nothing(fake):
    assert Suggester().suggestions(fake.ask(Question("gia vang")), fake, []) == ()
