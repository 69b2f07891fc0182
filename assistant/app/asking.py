"""What happens on the page "Hỏi đáp": plain functions from inputs to new HTML.

Each returns values for the outputs that page.py names next to it; SKIP leaves one as it is.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.app import texts
from assistant.app.blocks import list_field, number_field, text_field
from assistant.app.keeping import Keeper, NotKept
from assistant.app.loading import Loader, NotOpened
from assistant.app.meters import Meters
from assistant.app.ports import Answerer
from assistant.app.render import last_turn_html, past_turns_html, suggestions_html
from assistant.app.render_sources import empty_html, sources_html
from assistant.app.session import Conversation, Turn
from assistant.app.sources import cited_in, sources_of
from assistant.app.suggesting import Suggester
from index.errors import DanvanError

_log = logging.getLogger(__name__)

PAUSE_SECONDS = 0.1  # between two views of a growing answer: each is drawn and sent as a whole
LETTERS_LIMIT = 2000  # of a question; people paste a whole page by mistake
SKIP: Any = gr.skip()  # typed Any: it stands for a value of any output

Html = str
Talk = tuple[Html, Html, Html, str, Conversation]
"""past turns, last turn, sources, question box, conversation"""


class Asking:
    def __init__(self, loader: Loader, keeper: Keeper, meters: Meters) -> None:
        self._loader = loader
        self._keeper = keeper
        self._meters = meters
        self._suggester = Suggester()

    def ask(
        self,
        text: str,
        conversation: Conversation,
        owner: str,
        scope: tuple[str, ...],
        request: gr.Request,
    ) -> Iterator[Talk]:
        """Stream the answer to a question. scope: ids of the documents asked; () for all."""
        question = text.strip()
        problem = _problem_with(question)
        if problem:
            shown = conversation.asked(question[:200] + "…" if len(question) > 200 else question)
            shown = shown.with_last(finished=True, problem=problem)
            yield past_turns_html(shown), last_turn_html(shown), SKIP, SKIP, conversation
            return
        conversation = conversation.asked(question)
        past, last, sources = past_turns_html(conversation), last_turn_html(conversation), SKIP
        yield past, last, empty_html(), "", conversation
        try:
            assistant = self._loader.assistant()
            shown_at = time.monotonic()
            asked = conversation.question(tuple(scope))
            for answer in self._meters.watched(asked, assistant.stream(asked)):
                conversation = conversation.with_last(answer=answer)
                if time.monotonic() - shown_at < PAUSE_SECONDS:
                    continue
                sources = self._sources(assistant, conversation.last)
                yield SKIP, last_turn_html(conversation), sources, SKIP, conversation
                shown_at = time.monotonic()
            conversation = self._kept(conversation.with_last(finished=True), owner, request)
            sources = self._sources(assistant, conversation.last)
        except (DanvanError, NotOpened) as error:
            conversation = conversation.with_last(finished=True, problem=str(error))
        except Exception:
            _log.exception("a question could not be answered")
            conversation = conversation.with_last(finished=True, problem=texts.ANSWER_FAILED)
        yield SKIP, last_turn_html(conversation), sources, SKIP, conversation

    def ask_example(
        self,
        conversation: Conversation,
        owner: str,
        scope: tuple[str, ...],
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Talk]:
        """As `ask`, with the words of an example or a suggestion."""
        text = text_field(event, "text", LETTERS_LIMIT)
        yield from self.ask(text, conversation, owner, scope, request)

    def retry(
        self,
        conversation: Conversation,
        owner: str,
        scope: tuple[str, ...],
        request: gr.Request,
    ) -> Iterator[Talk]:
        """As `ask`, with the last question again."""
        if conversation.last:
            again = replace(conversation, editing=True)
            yield from self.ask(conversation.last.question, again, owner, scope, request)

    def suggest(self, conversation: Conversation) -> Html:
        """what may be asked next; an event of its own, so that nobody waits for it"""
        last = conversation.last
        if last is None or last.answer is None or not last.finished:
            return ""
        asked = [turn.question for turn in conversation.turns]
        found = self._suggester.suggestions(last.answer, self._loader.assistant(), asked)
        return suggestions_html(found, last.number)

    def choose(self, event: gr.EventData) -> tuple[str, ...]:
        """scope: the documents that are asked from now on"""
        return list_field(event, "documents")

    def edit(self, conversation: Conversation) -> tuple[str, Conversation]:
        """question box, conversation: the next question will replace the last one."""
        if conversation.last is None:
            return SKIP, conversation
        return conversation.last.question, replace(conversation, editing=True)

    def stop(self, conversation: Conversation) -> tuple[Html, Conversation]:
        """last turn, conversation"""
        if conversation.last is None or conversation.last.finished:
            return SKIP, conversation
        conversation = conversation.with_last(finished=True, problem=texts.STOPPED)
        return last_turn_html(conversation), conversation

    def new(self) -> Talk:
        """An empty conversation."""
        fresh = Conversation()
        return "", last_turn_html(fresh), empty_html(), "", fresh

    def reopen(self, owner: str, event: gr.EventData, request: gr.Request) -> Talk:
        """A kept conversation, to go on with."""
        try:
            key = self._keeper.key_of(request.username, owner)
            found = self._keeper.load(key, text_field(event, "id"))
        except NotKept:
            found = None  # the file went away since the list was shown
        if found is None:
            return SKIP, SKIP, SKIP, SKIP, SKIP
        try:
            sources = self._sources(self._loader.assistant(), found.last)
        except NotOpened:
            sources = empty_html()
        return past_turns_html(found), last_turn_html(found), sources, "", found

    def show_sources(self, conversation: Conversation, event: gr.EventData) -> Html:
        """sources of an earlier turn"""
        turn = conversation.turn(number_field(event, "turn"))
        return self._sources(self._loader.assistant(), turn)

    def _kept(self, conversation: Conversation, owner: str, request: gr.Request) -> Conversation:
        """The conversation, logged and kept."""
        last = conversation.last
        if last is None or last.answer is None:
            return conversation
        try:
            line = self._keeper.log(self._keeper.key_of(request.username), last.answer)
            conversation = conversation.with_last(finished=True, logged=line)
            self._keeper.save(self._keeper.key_of(request.username, owner), conversation)
        except NotKept as error:
            _log.warning("an answer could not be kept: %s", error)
            conversation = conversation.with_last(finished=True, problem=texts.ANSWER_NOT_KEPT)
        return conversation

    def _sources(self, assistant: Answerer, turn: Turn | None) -> Html:
        if turn is None or turn.answer is None:
            return empty_html()
        sources = sources_of(cited_in(turn.answer, turn.number), assistant.library)
        return sources_html(sources, turn.question, turn.number, turn.answer.statuses)


def _problem_with(question: str) -> str:
    if not question:
        return texts.EMPTY_QUESTION
    if len(question) > LETTERS_LIMIT:
        length = f"{len(question):,}".replace(",", ".")
        limit = f"{LETTERS_LIMIT:,}".replace(",", ".")
        return texts.TOO_LONG.format(length=length, limit=limit)
    return ""
