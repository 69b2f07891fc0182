"""What happens on the quiz page. Every handler gives the new desk and the page's HTML."""

from __future__ import annotations

import logging
import queue
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.utils import get_upload_folder

from assistant.app import texts
from assistant.app.asking import SKIP, Html
from assistant.app.blocks import list_field, number_field, text_field
from assistant.app.loading import Loader, NotOpened
from assistant.app.login import Access, Role
from assistant.app.quiz.desk import Desk
from assistant.app.quiz.render import MOST_MADE, making_html, quiz_html, refused_html
from assistant.quiz.export import FORMATS, Format
from assistant.quiz.making import Progress
from assistant.quiz.marking import Answered
from assistant.quiz.storing import edited, kinds_from, quiz_from_text
from assistant.quiz.types import Difficulty, Kind, Quiz, QuizItem, Request
from index.errors import DanvanError

_log = logging.getLogger(__name__)

MOST_BYTES = 8_000_000  # of a quiz file
_LETTERS = 4000

Shown = tuple[Desk, Html]


class Quizzing:
    def __init__(self, loader: Loader, access: Access) -> None:
        self._loader = loader
        self._access = access

    def show(self, desk: Desk, request: gr.Request) -> Html:
        """the page as it stands"""
        return self._html(desk) if self._may(request) else refused_html()

    # -- making ----------------------------------------------------------------------------

    def make(self, desk: Desk, event: gr.EventData, request: gr.Request) -> Iterator[Shown]:
        """desk, page: a new quiz for the form's request"""
        if not self._may(request):
            yield desk, refused_html()
            return
        try:
            wanted = _request(event)
        except DanvanError as error:
            yield self._said(desk, str(error))
            return
        asked = replace(desk, request=wanted, trying=False, answered={}, open="")
        yield from self._made(asked, lambda told: self._maker().make(wanted, told))

    def more(self, desk: Desk, event: gr.EventData, request: gr.Request) -> Iterator[Shown]:
        """desk, page: the quiz with further items"""
        quiz = desk.quiz
        if not self._may(request) or quiz is None:
            yield desk, refused_html()
            return
        count = _bounded(number_field(event, "count"), MOST_MADE)
        asked = replace(desk, trying=False, answered={})
        yield from self._made(asked, lambda told: self._maker().more(quiz, count, told))

    def another(self, desk: Desk, event: gr.EventData, request: gr.Request) -> Shown:
        """desk, page: one item replaced by a new one of its kind"""
        item = desk.item(text_field(event, "id"))
        if not self._may(request) or desk.quiz is None or item is None:
            return self._said(desk, "")
        other = self._maker().another(desk.quiz, item)
        if other is None:
            return self._said(desk, texts.QUIZ_NO_OTHER)
        return self._with(desk, [other if i is item else i for i in desk.items])

    def _made(self, desk: Desk, work: Callable[[Progress], Quiz]) -> Iterator[Shown]:
        """Make in a thread of its own, telling how far it is."""
        news: queue.Queue[str | Quiz | None] = queue.Queue()

        def told(done: int, total: int) -> None:
            news.put(texts.QUIZ_MAKING.format(done=done, total=total))

        def run() -> None:
            made: Quiz | None = None
            try:
                made = work(told)
            except (DanvanError, NotOpened) as error:
                news.put(str(error))
            except Exception:
                _log.exception("a quiz could not be made")
                news.put(texts.QUIZ_FAILED)
            finally:
                news.put(made)

        threading.Thread(target=run, name="danvan-quiz", daemon=True).start()
        yield desk, making_html(texts.QUIZ_STARTING)
        last = ""
        while isinstance(said := news.get(), str):
            last = said
            if news.empty():
                yield desk, making_html(said)
        if said is None:
            yield self._said(desk, last)
            return
        yield self._said(replace(desk, quiz=said), said.shortfall)

    # -- editing ---------------------------------------------------------------------------

    def edit(self, desk: Desk, event: gr.EventData, request: gr.Request) -> Shown:
        """desk, page: one item with a trainer's words"""
        item = desk.item(text_field(event, "id"))
        if not self._may(request) or item is None:
            return self._said(desk, "")
        try:
            changed = edited(item, **_changes(item, event))
        except DanvanError as error:
            return self._said(replace(desk, open=item.id), str(error))
        return self._with(desk, [changed if i is item else i for i in desk.items])

    def drop(self, desk: Desk, event: gr.EventData) -> Shown:
        """desk, page: without one item"""
        item = desk.item(text_field(event, "id"))
        if item is None:
            return self._said(desk, "")
        number = desk.items.index(item) + 1
        kept = [i for i in desk.items if i is not item]
        return self._with(desk, kept, texts.QUIZ_DROPPED.format(number=number))

    def move(self, desk: Desk, event: gr.EventData) -> Shown:
        """desk, page: one item a place up or down"""
        items = list(desk.items)
        item = desk.item(text_field(event, "id"))
        if item is not None:
            at = items.index(item)
            to = max(0, min(at + (1 if number_field(event, "by") > 0 else -1), len(items) - 1))
            items.insert(to, items.pop(at))
        return self._with(desk, items)

    def rename(self, desk: Desk, event: gr.EventData) -> Desk:
        """desk: with the quiz's title"""
        title = " ".join(text_field(event, "title").split())
        if desk.quiz is None or not title:
            return desk
        return replace(desk, quiz=replace(desk.quiz, title=title))

    # -- trying out --------------------------------------------------------------------------

    def switch(self, desk: Desk) -> Shown:
        """desk, page: to trying out and back"""
        return self._said(replace(desk, trying=not desk.trying, answered={}), "")

    def mark(self, desk: Desk, event: gr.EventData) -> Shown:
        """desk, page: with what was answered"""
        data = event._data if isinstance(event._data, dict) else {}
        rows = data.get("answers")
        given = {row.get("id"): row for row in rows or () if isinstance(row, dict)}
        answered = {item.id: _answered(given.get(item.id, {})) for item in desk.items}
        return self._said(replace(desk, answered=answered), "")

    # -- files -------------------------------------------------------------------------------

    def reopen(self, desk: Desk, event: gr.EventData, request: gr.Request) -> Shown:
        """desk, page: a quiz from a file"""
        if not self._may(request):
            return desk, refused_html()
        uploaded = Path(text_field(event, "path", _LETTERS)).resolve()
        # The path comes from the browser: nothing but a fresh upload is ever read.
        if not uploaded.is_file() or not uploaded.is_relative_to(
            Path(get_upload_folder()).resolve()
        ):
            return self._said(desk, texts.QUIZ_FAILED)
        if uploaded.stat().st_size > MOST_BYTES:
            return self._said(desk, texts.QUIZ_TOO_BIG)
        try:
            quiz = quiz_from_text(uploaded.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError:
            return self._said(desk, texts.QUIZ_FAILED)
        except DanvanError as error:
            return self._said(desk, str(error))
        return self._said(Desk(quiz=quiz, request=quiz.request), "")

    def export(
        self, desk: Desk, event: gr.EventData, request: gr.Request
    ) -> tuple[str, Desk, Html]:
        """file, desk, page: the quiz as a file to download; what it could not hold is said"""
        if not self._may(request) or not desk.items or desk.quiz is None:
            return SKIP, desk, SKIP
        try:
            format = Format(text_field(event, "format"))
        except ValueError:
            return SKIP, desk, SKIP
        form = FORMATS[format]
        papers = _bounded(number_field(event, "papers"), 4)
        made = form.write(desk.quiz, papers, desk.request.seed)
        name = texts.QUIZ_FILE.format(stamp=datetime.now().strftime("%Y%m%d-%H%M%S"))
        # Gradio serves files of the temporary folder, and clears its copies (page.py).
        path = Path(tempfile.mkdtemp(prefix="danvan-")) / f"{name}{form.suffix}"
        path.write_bytes(made.content)
        if not made.note:
            return str(path), desk, SKIP
        return (str(path), *self._said(desk, made.note))

    # -- helpers -------------------------------------------------------------------------------

    def _may(self, request: gr.Request) -> bool:
        return self._access.allows(request.username, Role.TEACHER)

    def _maker(self) -> Any:
        return self._loader.assistant().quizzes

    def _with(self, desk: Desk, items: list[QuizItem], said: str = "") -> Shown:
        assert desk.quiz is not None
        quiz = replace(desk.quiz, items=tuple(items), shortfall="")
        return self._said(replace(desk, quiz=quiz, open=""), said)

    def _said(self, desk: Desk, text: str) -> Shown:
        told = replace(desk, said=text)
        return told, self._html(told)

    def _html(self, desk: Desk) -> Html:
        try:
            assistant = self._loader.assistant()
        except NotOpened as error:
            return making_html(str(error))
        library = assistant.quizzes.source.library
        return quiz_html(desk, library.documents(), library.fingerprint)


def _request(event: gr.EventData) -> Request:
    """What the form asks for. Raises QuizInvalid."""
    level = text_field(event, "difficulty")
    return Request(
        count=_bounded(number_field(event, "count"), MOST_MADE),
        documents=list_field(event, "documents"),
        section=text_field(event, "section").strip(),
        topic=text_field(event, "topic").strip(),
        kinds=kinds_from(list_field(event, "kinds")),
        difficulty=Difficulty(int(level)) if level in ("1", "2", "3") else None,
        seed=number_field(event, "seed"),
    )


def _changes(item: QuizItem, event: gr.EventData) -> dict[str, Any]:
    """The fields of an item that its form gives anew."""
    changes: dict[str, Any] = {"stem": text_field(event, "stem", _LETTERS).strip()}
    options = tuple(" ".join(option.split()) for option in list_field(event, "options"))
    numbers = _numbers(event, "key")
    match item.kind:
        case Kind.FILL:
            lines = text_field(event, "accepted", _LETTERS).splitlines()
            changes["answers"] = tuple(dict.fromkeys(s.strip() for s in lines if s.strip()))
        case Kind.MATCHING:
            half = len(options) // 2
            changes["pairs"] = tuple(zip(options[:half], options[half:], strict=False))
        case Kind.ORDERING:
            # The form gives each option's place, from 1.
            changes["options"] = options
            changes["key"] = tuple(sorted(range(len(numbers)), key=lambda n: numbers[n]))
            if sorted(numbers) != list(range(1, len(options) + 1)):
                changes["key"] = ()
        case Kind.TRUE_FALSE:
            changes["key"] = numbers
        case _:
            changes["options"], changes["key"] = options, numbers
    return changes


def _answered(row: dict[str, Any]) -> Answered:
    chosen = row.get("chosen")
    typed = row.get("typed")
    return Answered(
        tuple(n for n in chosen or () if isinstance(n, int))[:100]
        if isinstance(chosen, list)
        else (),
        typed[:400] if isinstance(typed, str) else "",
    )


def _numbers(event: gr.EventData, name: str) -> tuple[int, ...]:
    data = event._data if isinstance(event._data, dict) else {}
    value = data.get(name)
    return tuple(n for n in value if isinstance(n, int))[:100] if isinstance(value, list) else ()


def _bounded(count: int, most: int) -> int:
    return max(1, min(count, most))
