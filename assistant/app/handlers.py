"""What happens when a person does something: plain functions from inputs to new HTML.

Each returns values for the outputs that wiring.py names next to it; SKIP leaves one as it is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.app import texts
from assistant.app.blocks import number_field, text_field
from assistant.app.header import notice_html
from assistant.app.loading import Loader, NotOpened
from assistant.app.ports import Answerer, Shelf
from assistant.app.render import last_turn_html, past_turns_html
from assistant.app.render_catalog import catalog_html
from assistant.app.render_library import reader_html, results_html, shelf_html
from assistant.app.render_sources import empty_html, sources_html
from assistant.app.session import Conversation, Turn
from assistant.app.sources import cited_in, sources_of
from index.errors import DanvanError

_log = logging.getLogger(__name__)

LETTERS_LIMIT = 2000  # of a question; people paste a whole page by mistake
SEARCH_LIMIT = 20
NOTICE_SECONDS = 0.5  # between two looks at how far the documents are
SKIP: Any = gr.skip()  # typed Any: it stands for a value of any output

Html = str


class Handlers:
    """The window's actions over one assistant."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    # -- opening ---------------------------------------------------------------------------

    def open_page(self) -> Iterator[tuple[Html, Html, Html]]:
        """notice, shelf, catalogue"""
        while not self._loader.wait(NOTICE_SECONDS):
            yield notice_html(self._loader.notice), SKIP, SKIP
        try:
            library = self._loader.assistant().library
        except NotOpened as error:
            yield notice_html(str(error), "error"), SKIP, SKIP
            return
        yield "", shelf_html(library.documents(), "", ()), self._catalog(library)

    def _catalog(self, library: Shelf) -> Html:
        documents = library.documents()
        full = {d.catalog_id or d.id for d in documents} | {d.id for d in documents}
        report = next((e.id for e in library.catalog.entries if e.id in full and e.file), "")
        return catalog_html(library.catalog, full, report)

    # -- asking ----------------------------------------------------------------------------

    def ask(
        self, text: str, conversation: Conversation
    ) -> Iterator[tuple[Html, Html, Html, str, Conversation]]:
        """past turns, last turn, sources, question box, conversation"""
        question = text.strip()
        problem = _problem_with(question)
        if problem:
            shown = conversation.asked(question[:200] + "…" if len(question) > 200 else question)
            shown = shown.with_last(finished=True, problem=problem)
            yield past_turns_html(shown), last_turn_html(shown), SKIP, SKIP, conversation
            return
        conversation = conversation.asked(question)
        yield (
            past_turns_html(conversation),
            last_turn_html(conversation),
            empty_html(),
            "",
            conversation,
        )
        try:
            assistant = self._loader.assistant()
            shown_sources = ""
            for answer in assistant.stream(conversation.question()):
                conversation = conversation.with_last(answer=answer)
                sources = self._sources(assistant, conversation.last)
                changed = sources if sources != shown_sources else SKIP
                shown_sources = sources
                yield SKIP, last_turn_html(conversation), changed, SKIP, conversation
            conversation = conversation.with_last(finished=True)
        except (DanvanError, NotOpened) as error:
            conversation = conversation.with_last(finished=True, problem=str(error))
        except Exception:
            _log.exception("a question could not be answered")
            conversation = conversation.with_last(finished=True, problem=texts.ANSWER_FAILED)
        yield SKIP, last_turn_html(conversation), SKIP, SKIP, conversation

    def ask_example(
        self, conversation: Conversation, event: gr.EventData
    ) -> Iterator[tuple[Html, Html, Html, str, Conversation]]:
        """As `ask`, with the words of an example or a suggestion."""
        yield from self.ask(text_field(event, "text", LETTERS_LIMIT), conversation)

    def retry(
        self, conversation: Conversation
    ) -> Iterator[tuple[Html, Html, Html, str, Conversation]]:
        """As `ask`, with the last question again."""
        if conversation.last is None:
            return
        again = replace(conversation, editing=True)
        yield from self.ask(conversation.last.question, again)

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

    def new(self) -> tuple[Html, Html, Html, str, Conversation]:
        """past turns, last turn, sources, question box, conversation"""
        fresh = Conversation()
        return "", last_turn_html(fresh), empty_html(), "", fresh

    def show_sources(self, conversation: Conversation, event: gr.EventData) -> Html:
        """sources of an earlier turn"""
        turn = conversation.turn(number_field(event, "turn"))
        if turn is None or turn.answer is None:
            return empty_html()
        return self._sources(self._loader.assistant(), turn)

    def _sources(self, assistant: Answerer, turn: Turn | None) -> Html:
        if turn is None or turn.answer is None:
            return empty_html()
        cited = cited_in(turn.answer, turn.number)
        return sources_html(sources_of(cited, assistant.library), turn.question, turn.number)

    # -- reading ---------------------------------------------------------------------------

    def open_document(self, event: gr.EventData) -> tuple[Html, Html]:
        """shelf, reader: a document, at a passage or an offset where the message names one"""
        library = self._loader.assistant().library
        passage = text_field(event, "passage")
        name = passage.rpartition("#")[0] or text_field(event, "document")
        try:
            document = library.document(name)
            passages = library.passages(document.id)
        except DanvanError:
            return SKIP, f'<p class="remark">{texts.DOCUMENT_UNKNOWN}</p>'
        offset = number_field(event, "offset")
        if offset:
            found = (p.id for p in passages if any(s <= offset < e for s, e in p.spans))
            passage = next(found, "")
        return (
            shelf_html(library.documents(), document.id, passages),
            reader_html(document, passages, passage),
        )

    def search(self, query: str) -> Html:
        """results in place of the shelf"""
        query = query.strip()[:LETTERS_LIMIT]
        if not query:
            return self.clear_search()
        library = self._loader.assistant().library
        titles = {document.id: document.title for document in library.documents()}
        return results_html(library.search(query, SEARCH_LIMIT), query, titles)

    def clear_search(self) -> Html:
        """shelf"""
        return shelf_html(self._loader.assistant().library.documents(), "", ())


def _problem_with(question: str) -> str:
    if not question:
        return texts.EMPTY_QUESTION
    if len(question) > LETTERS_LIMIT:
        length = f"{len(question):,}".replace(",", ".")
        limit = f"{LETTERS_LIMIT:,}".replace(",", ".")
        return texts.TOO_LONG.format(length=length, limit=limit)
    return ""
