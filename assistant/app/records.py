"""What happens on the pages "Đã hỏi" and "Thống kê", with feedback and with downloads; who finds
which page in the menu."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import datetime
from html import escape
from pathlib import Path

import gradio as gr

from assistant.app import texts
from assistant.app.asking import SKIP, Html
from assistant.app.blocks import number_field, text_field
from assistant.app.exporting import print_file
from assistant.app.header import header_html
from assistant.app.keeping import Keeper, NotKept
from assistant.app.login import Access, Role
from assistant.app.render_history import history_html
from assistant.app.render_log import log_html
from assistant.app.session import Conversation

NOTE_LETTERS = 2000


class Records:
    def __init__(self, keeper: Keeper, access: Access) -> None:
        self._keeper = keeper
        self._access = access

    def header(self, request: gr.Request) -> Html:
        """the bar on top, for who is logged in"""
        return header_html(self._access.role(request.username), logged_in=True)

    def history(self, owner: str, request: gr.Request) -> Html:
        """list of kept conversations"""
        try:
            return history_html(self._keeper.kept(self._keeper.key_of(request.username, owner)))
        except NotKept:
            return history_html((), texts.HISTORY_SHUT)

    def rename(self, owner: str, event: gr.EventData, request: gr.Request) -> Html:
        """list of kept conversations"""
        title = text_field(event, "title").strip()
        if title:
            with suppress(NotKept):  # the list then shows the old name
                key = self._keeper.key_of(request.username, owner)
                self._keeper.rename(key, text_field(event, "id"), title)
        return self.history(owner, request)

    def delete(self, owner: str, event: gr.EventData, request: gr.Request) -> Html:
        """list of kept conversations"""
        with suppress(NotKept):  # the list then still shows it
            key = self._keeper.key_of(request.username, owner)
            self._keeper.delete(key, text_field(event, "id"))
        return self.history(owner, request)

    def rate(self, conversation: Conversation, event: gr.EventData) -> str:
        """Record what a person thinks of an answer of this conversation; what to say to them"""
        turn = conversation.turn(number_field(event, "turn"))
        rating = text_field(event, "rating")
        if turn is None or not turn.logged or rating not in texts.RATINGS:
            return texts.FEEDBACK_NOT_KEPT
        try:
            self._keeper.rate(turn.logged, rating, text_field(event, "note", NOTE_LETTERS))
        except NotKept:
            return texts.FEEDBACK_NOT_KEPT
        return texts.FEEDBACK_THANKS

    def log(self, request: gr.Request) -> Html:
        """the page of figures, for administrators"""
        if not self._access.allows(request.username, Role.ADMIN):
            return f'<div class="records"><p>{texts.FOR_ADMINS}</p></div>'
        try:
            return log_html(self._keeper.lines())
        except NotKept as error:
            return f'<div class="records"><p>{escape(str(error))}</p></div>'

    def export(self, conversation: Conversation, event: gr.EventData) -> str:
        """a file to download: one turn or, without a turn, all of them"""
        turn = conversation.turn(number_field(event, "turn"))
        turns = (turn,) if turn else conversation.turns
        if not any(turn.answer for turn in turns):
            return SKIP  # type: ignore[no-any-return]
        from assistant.app.word import word_file  # python-docx costs start-up

        now = datetime.now()
        day = now.strftime("%d/%m/%Y")
        as_print = text_field(event, "kind") == "print"
        content = print_file(turns, day) if as_print else word_file(turns, day)
        name = texts.EXPORT_FILE.format(stamp=now.strftime("%Y%m%d-%H%M%S"))
        # Gradio serves files of the temporary folder, and clears its copies (page.py).
        folder = Path(tempfile.mkdtemp(prefix="danvan-"))
        path = folder / f"{name}{'.html' if as_print else '.docx'}"
        path.write_bytes(content)
        return str(path)
