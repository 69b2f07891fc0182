"""Slow guessing, sessions, keyed hashes, events and cells, with a clock that tests turn."""

from __future__ import annotations

import csv
import json
import logging
import os
import stat
import sys
from datetime import datetime, timedelta
from pathlib import Path

import fake_assistant as support
import pytest

from assistant.app import keeping
from assistant.app.keeping import Keeper
from assistant.app.login import SESSION_SECONDS, Sessions
from assistant.app.meters import EventLine, Meters
from assistant.app.pseudonyms import Pseudonyms
from assistant.app.throttle import MOST_KEPT, Throttle
from assistant.cells import safe_cell
from assistant.settings import Settings
from assistant.types import Question


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def guessed(throttle: Throttle, clock: Clock, name: str, address: str, seconds: int) -> int:
    """How many tries of one who never stops are looked at, in so many seconds."""
    count = 0
    for _ in range(seconds * 10):
        count += throttle.begin(name, address, exists=True)
        clock.seconds += 0.1
    return count


def test_a_guesser_gets_about_one_try_a_minute() -> None:
    clock = Clock()
    assert guessed(Throttle(clock), clock, "lan", "10.0.0.1", 3600) < 75


def test_tries_made_at_once_gain_nothing() -> None:
    throttle = Throttle(Clock())
    looked_at = [throttle.begin("lan", "10.0.0.1", exists=True) for _ in range(100)]
    assert sum(looked_at) == 3


def test_many_addresses_against_one_name_are_slowed_too() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    looked_at = 0
    for number in range(6000):
        looked_at += throttle.begin("lan", f"10.0.{number // 250}.{number % 250}", exists=True)
        clock.seconds += 0.1
    assert looked_at < 80  # in ten minutes


def test_nobody_is_locked_out_by_others() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    assert throttle.begin("lan", "10.0.0.1", exists=True)
    throttle.succeeded("lan", "10.0.0.1")
    guessed(throttle, clock, "lan", "10.9.9.9", 60)  # under her name, from elsewhere
    guessed(throttle, clock, "ai", "10.0.0.1", 60)  # from an address they share
    assert throttle.begin("lan", "10.0.0.1", exists=True)
    # One who was never here waits ten seconds at most.
    clock.seconds += 10
    assert throttle.begin("nam", "10.0.0.1", exists=True)


def test_guessing_keeps_little() -> None:
    throttle = Throttle(Clock())
    for number in range(2 * MOST_KEPT):
        throttle.begin(f"name{number}", f"a{number}", exists=False)
    assert len(throttle._counts) <= MOST_KEPT


def test_a_session_ends() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    sessions["a"] = "lan"
    clock.seconds += SESSION_SECONDS - 1
    assert sessions.get("a") == "lan"
    clock.seconds += 2
    assert sessions.get("a") is None
    sessions["b"] = "nam"
    assert list(sessions) == ["b"]  # what ended is forgotten
    del sessions["b"]
    assert sessions.get("b") is None


def test_names_are_kept_as_hashes_under_a_key(tmp_path: Path) -> None:
    one, other = Pseudonyms(tmp_path), Pseudonyms(tmp_path)
    assert one.of("lan") == other.of("lan") != one.of("nam")
    assert one.of("") == ""
    assert "lan" not in one.of("lan")
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "names.key").stat().st_mode) == 0o600
    (tmp_path / "other").mkdir()
    assert Pseudonyms(tmp_path / "other").of("lan") != one.of("lan")


def test_no_name_stands_in_what_is_kept(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path)
    answer = support.FakeAssistant().ask(Question("dien tich"))
    keeper.log("nguyen-thi-lan", answer)  # as an earlier version wrote it
    keeper.log(keeper.key_of("tran-van-nam"), answer)
    keeper.hide(("nguyen-thi-lan", "tran-van-nam"))
    kept = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"nguyen-thi-lan" not in kept
    assert b"tran-van-nam" not in kept
    assert {line.person for line in keeper.lines()} == {
        keeper.key_of("nguyen-thi-lan"), keeper.key_of("tran-van-nam"),
    }  # fmt: skip
    assert keeper.forget("tran-van-nam") == 1
    assert keeper.forget("tran-van-nam") == 0


class Calendar(datetime):
    """A clock on the wall that tests set."""

    shown = datetime(2026, 11, 25, 8, 0)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.shown


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> type[Calendar]:
    monkeypatch.setattr(keeping, "datetime", Calendar)
    monkeypatch.setattr(Calendar, "shown", datetime(2026, 11, 25, 8, 0))
    return Calendar


def test_order_and_retention_survive_a_clock_that_jumps(
    tmp_path: Path, calendar: type[Calendar]
) -> None:
    keeper = Keeper(tmp_path)
    fake = support.FakeAssistant()

    def talk(text: str) -> None:
        conversation = keeping.Conversation().asked(text)
        answer = fake.ask(conversation.question())
        keeper.save("me", conversation.with_last(answer=answer, finished=True))
        keeper.log("", answer)

    keeper.purge_old(365)
    talk("một")
    calendar.shown -= timedelta(days=9000)  # the battery of the clock is empty
    talk("hai")
    assert keeper.purge_old(365) == 0
    calendar.shown += timedelta(days=9000)
    talk("ba")
    assert [kept.title for kept in keeper.kept("me")] == ["ba", "hai", "một"]
    calendar.shown += timedelta(days=30_000)  # set wrong
    assert keeper.purge_old(365) == 0
    assert len(list(keeper.lines())) == 3
    calendar.shown = datetime(2026, 11, 26, 8, 0)
    assert keeper.purge_old(365) == 0  # back: a jump as well
    calendar.shown = datetime(2027, 11, 27, 8, 0)
    assert keeper.purge_old(365) == 3  # a year later


def test_event_lines_hold_no_words_of_people() -> None:
    def lines(meters: Meters, question: str) -> list[dict[str, object]]:
        caught: list[str] = []

        class Catch(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                caught.append(EventLine().format(record))

        logger = logging.getLogger("danvan.events")
        catch = Catch()
        logger.addHandler(catch)
        logger.setLevel(logging.INFO)
        try:
            asked = Question(question)
            list(meters.watched(asked, support.FakeAssistant().stream(asked)))
        except RuntimeError:
            pass
        finally:
            logger.removeHandler(catch)
        return [json.loads(line) for line in caught]

    (line,) = lines(Meters(), "dien tich của ai đó")
    assert (line["event"], line["refused"], line["citations"]) == ("question", False, 1)
    assert "ai đó" not in json.dumps(line, ensure_ascii=False)
    (asked,) = lines(Meters(with_questions=True), "dien tich của ai đó")
    assert asked["question"] == "dien tich của ai đó"
    (error,) = lines(Meters(), "làm hong đi")
    assert (error["event"], error["kind"]) == ("error", "RuntimeError")
    try:
        raise ValueError("câu hỏi của ai đó")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "fault", (), sys.exc_info())
    written = EventLine().format(record)
    assert "ValueError" in written
    assert "câu hỏi" not in written


def test_secrets_are_not_shown() -> None:
    settings = Settings(llm_api_key="khóa-bí-mật", metrics_token="từ-bí-mật")
    for shown in (repr(settings), str(settings), str(settings.model_dump())):
        assert "bí-mật" not in shown


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "=HYPERLINK(1)"]
)
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert safe_cell(text) == f"'{text}"
    book = openpyxl.Workbook()
    book.active.append([safe_cell(text)])
    assert book.active["A1"].data_type == "s"


def test_cells_with_plain_words_stay() -> None:
    for text in ("", "3.849 km²", "a=b", "Điều 9", "(-)"):
        assert safe_cell(text) == text


def test_the_log_for_excel_holds_no_formula(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from typer.testing import CliRunner

    from assistant.app.log_commands import app

    monkeypatch.setenv("DANVAN_DATA_DIR", str(tmp_path))
    keeper = Keeper(tmp_path)
    line = keeper.log("", support.FakeAssistant().ask(Question('=cmd|"/c calc"!A1 dien tich')))
    keeper.rate(line, "wrong", "@SUM(1)")
    out = tmp_path / "nhat-ky.csv"
    assert CliRunner().invoke(app, ["export", str(out)]).exit_code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["question"].startswith("'=cmd")
    assert row["note"] == "'@SUM(1)"
    assert "3.849" in row["answer"]
