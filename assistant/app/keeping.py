"""What the window keeps on this machine: conversations of each person, and the audit log.

One SQLite file in the data folder, and one connection that the threads of the handlers share.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path

from assistant.app import texts
from assistant.app.naming import shortened
from assistant.app.pseudonyms import Pseudonyms
from assistant.app.session import Conversation
from assistant.app.storing import answer_json, conversation_from, conversation_json
from assistant.types import Answer
from index.errors import DanvanError

_log = logging.getLogger(__name__)

FILE = "window.sqlite"
TITLE_LETTERS = 120
_SMALL_STEP = timedelta(days=1)  # back: the end of summer time, a clock set right
_LONG_REST = timedelta(days=400)  # forward: a window may stay shut for a year
_TABLES = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, updated TEXT NOT NULL,
    turns TEXT NOT NULL, touched INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS opened (at TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS of_owner ON conversations (owner, updated);
CREATE TABLE IF NOT EXISTS log (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, person TEXT NOT NULL, question TEXT NOT NULL,
    refused INTEGER NOT NULL, reason TEXT NOT NULL, seconds REAL NOT NULL, version TEXT NOT NULL,
    fingerprint TEXT NOT NULL, answer TEXT NOT NULL,
    rating TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT ''
);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept conversation, without its turns."""

    id: str
    title: str
    updated: str  # ISO, local time
    questions: str  # all of them, for searching


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the audit log. answer: JSON with passages, places and hashes."""

    id: int
    at: str  # ISO, local time
    person: str
    question: str
    refused: bool
    reason: str
    seconds: float
    version: str
    fingerprint: str
    answer: str
    rating: str
    note: str


class NotKept(DanvanError):
    """The window's file, or the key of the names beside it, cannot be read or written."""


class Keeper:
    """Reads and writes the window's file in `folder`, which is opened or made at its first use:
    a window over a folder that cannot be written still answers. All methods raise NotKept; the
    next call tries again, so that it goes on once there are rights and room."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._pseudonyms = Pseudonyms(folder)
        self._lock = threading.Lock()
        self._shared: sqlite3.Connection | None = None

    def trouble(self) -> str:
        """Why nothing can be kept now, in a sentence; "" where it can."""
        try:
            with self._open() as connection:
                connection.execute("BEGIN IMMEDIATE")
        except NotKept as error:
            return str(error)
        return ""

    def key_of(self, name: str | None, browser: str = "") -> str:
        """Under which a person's things are kept: a keyed hash of the name of one who logged in,
        else the key that their browser holds."""
        with self._said():
            return self._pseudonyms.of(name) if name else browser

    def hide(self, names: tuple[str, ...]) -> None:
        """Replace names that an earlier version wrote as they are."""
        with self._open() as connection:
            for name in names:
                change = (self.key_of(name), name)
                connection.execute("UPDATE conversations SET owner = ? WHERE owner = ?", change)
                connection.execute("UPDATE log SET person = ? WHERE person = ?", change)
        self._tidy()

    # -- conversations ---------------------------------------------------------------------

    def save(self, owner: str, conversation: Conversation) -> None:
        """Keep a conversation under the owner's key; its title, once given, stays."""
        if not owner or not conversation.turns:
            return
        title = shortened(conversation.turns[0].question, TITLE_LETTERS)
        with self._open() as connection:
            connection.execute(
                "INSERT INTO conversations (id, owner, title, updated, turns, touched) "
                "SELECT ?, ?, ?, ?, ?, coalesce(max(touched), 0) + 1 FROM conversations WHERE true "
                "ON CONFLICT (id) DO UPDATE SET updated = excluded.updated, "
                "turns = excluded.turns, touched = excluded.touched WHERE owner = excluded.owner",
                (conversation.id, owner, title, _now(), conversation_json(conversation)),
            )

    def kept(self, owner: str) -> list[Kept]:
        """An owner's conversations, newest first, whatever the clock said meanwhile."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT id, title, updated, (SELECT group_concat(json_extract(value, "
                "'$.question'), ' ') FROM json_each(turns)) FROM conversations "
                "WHERE owner = ? ORDER BY touched DESC, updated DESC",
                (owner,),
            ).fetchall()
        return [Kept(id, title, updated, questions or "") for id, title, updated, questions in rows]

    def load(self, owner: str, id: str) -> Conversation | None:
        with self._open() as connection:
            row = connection.execute(
                "SELECT turns FROM conversations WHERE owner = ? AND id = ?", (owner, id)
            ).fetchone()
        return conversation_from(id, row[0]) if row else None

    def rename(self, owner: str, id: str, title: str) -> None:
        with self._open() as connection:
            connection.execute(
                "UPDATE conversations SET title = ? WHERE owner = ? AND id = ?",
                (shortened(title, TITLE_LETTERS), owner, id),
            )

    def delete(self, owner: str, id: str) -> None:
        with self._open() as connection:
            connection.execute("DELETE FROM conversations WHERE owner = ? AND id = ?", (owner, id))

    # -- audit log -------------------------------------------------------------------------

    def log(self, person: str, answer: Answer) -> int:
        """Record an answer with its passages and versions; the id of its line."""
        with self._open() as connection:
            cursor = connection.execute(
                "INSERT INTO log (at, person, question, refused, reason, seconds, version, "
                "fingerprint, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    _now(),
                    person,
                    answer.question.text,
                    answer.refused,
                    answer.reason.value if answer.reason else "",
                    answer.seconds,
                    answer.version,
                    answer.index,
                    answer_json(answer),
                ),
            )
            return cursor.lastrowid or 0

    def rate(self, line: int, rating: str, note: str) -> None:
        with self._open() as connection:
            connection.execute(
                "UPDATE log SET rating = ?, note = ? WHERE id = ?", (rating, note, line)
            )

    def lines(self) -> Iterator[Logged]:
        """The whole log, oldest first."""
        with self._open():
            pass  # makes the tables where there are none
        with self._said(), closing(sqlite3.connect(self._path, timeout=10)) as connection:
            columns = ", ".join(field.name for field in fields(Logged))
            query = f"SELECT {columns} FROM log ORDER BY id"  # noqa: S608 - our own names
            for row in connection.execute(query):
                yield Logged(*row)

    def purge(self, days: int) -> int:
        """Delete the lines older than so many days; how many they were."""
        before = (datetime.now() - timedelta(days=days)).isoformat(timespec="seconds")
        with self._open() as connection:
            count = connection.execute("DELETE FROM log WHERE at < ?", (before,)).rowcount
        self._tidy()
        return count

    def purge_old(self, days: int) -> int:
        """As `purge`, when the window opens; but not where the clock has jumped since it last
        opened: a wrong date must not delete what people wait for to be kept."""
        now = datetime.now()
        with self._open() as connection:
            row = connection.execute("SELECT at FROM opened").fetchone()
            connection.execute("DELETE FROM opened")
            connection.execute("INSERT INTO opened VALUES (?)", (now.isoformat(),))
        gap = now - datetime.fromisoformat(row[0]) if row else timedelta()
        if not -_SMALL_STEP <= gap <= _LONG_REST:
            _log.warning("the clock went from %s to %s: the log is not purged now", row[0], now)
            return 0
        return self.purge(days)

    def forget(self, name: str) -> int:
        """Delete all that is kept of a person; how many lines and conversations it was."""
        with self._open() as connection:
            key = (self.key_of(name),)
            lines = connection.execute("DELETE FROM log WHERE person = ?", key).rowcount
            talks = connection.execute("DELETE FROM conversations WHERE owner = ?", key).rowcount
        self._tidy()
        return lines + talks

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one transaction of one thread."""
        with self._lock, self._said():
            if self._shared is None:
                self._shared = _connected(self._path)
            with self._shared:
                yield self._shared

    def _tidy(self) -> None:
        """What was deleted leaves the write-ahead log as well."""
        with self._open() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _said(self) -> Iterator[None]:
        """What goes wrong, as NotKept."""
        try:
            yield
        except (OSError, sqlite3.OperationalError) as error:
            raise NotKept(texts.NOT_WRITABLE.format(file=self._path, detail=error)) from error
        except sqlite3.DatabaseError as error:
            raise NotKept(texts.FILE_DAMAGED.format(file=self._path, detail=error)) from error


def _connected(path: Path) -> sqlite3.Connection:
    """A connection to the window's file, with its tables. Raises OSError, sqlite3.Error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=10, check_same_thread=False)
    try:
        # A commit need not wait for the disk; a power cut may cost the last lines, no more.
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten
        connection.executescript(_TABLES)
        columns = connection.execute("SELECT name FROM pragma_table_info('conversations')")
        if ("touched",) not in columns.fetchall():  # a file of version 0.1.0
            connection.execute(
                "ALTER TABLE conversations ADD COLUMN touched INTEGER NOT NULL DEFAULT 0"
            )
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")
