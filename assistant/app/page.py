"""The page put together, and every event wired: what is triggered, its inputs, its outputs."""

from __future__ import annotations

import gradio as gr

from assistant.app import texts
from assistant.app.api import add_api
from assistant.app.blocks import html_block, signal
from assistant.app.chat_pane import chat_pane
from assistant.app.handlers import Handlers
from assistant.app.header import header_html, notice_html
from assistant.app.library_pane import catalog_pane, library_pane
from assistant.app.loading import Loader
from assistant.app.session import Conversation
from assistant.app.source_pane import source_pane

CONCURRENT = 10  # requests answered at once; Gradio's default of 1 queues every user behind another


def build_page(loader: Loader) -> gr.Blocks:
    """The window over an assistant that may still be loading."""
    handlers = Handlers(loader)
    with gr.Blocks(
        title=texts.TITLE, analytics_enabled=False, fill_width=True, fill_height=True
    ) as page:
        html_block(header_html(), "header")
        notice = html_block(notice_html(texts.LOADING), "notice")
        with gr.Row(elem_id="view-ask", elem_classes="view"):
            chat = chat_pane()
            sources = source_pane()
        shelf = library_pane()
        catalog = catalog_pane()
        conversation = gr.State(Conversation())
        example, retry, edit = signal("ask"), signal("retry"), signal("edit")
        new, cite = signal("new"), signal("cite")
        open_document, clear_search = signal("open"), signal("clear-search")

        # Events of the window are private: the API has its own named endpoints (api.py).
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        talk = [chat.past, chat.last, sources, chat.question, conversation]

        page.load(
            handlers.open_page, None, [notice, shelf.side, catalog], concurrency_limit=None, **quiet
        )
        asking = [
            chat.question.submit(handlers.ask, [chat.question, conversation], talk, **quiet),
            example.submit(handlers.ask_example, conversation, talk, **quiet),
            retry.submit(handlers.retry, conversation, talk, **quiet),
        ]
        chat.question.stop(
            handlers.stop, conversation, [chat.last, conversation], cancels=asking, **quiet
        )
        edit.submit(handlers.edit, conversation, [chat.question, conversation], **quiet)
        new.submit(handlers.new, None, talk, cancels=asking, **quiet)
        cite.submit(handlers.show_sources, conversation, sources, **quiet)

        open_document.submit(handlers.open_document, None, [shelf.side, shelf.reader], **quiet)
        shelf.query.submit(handlers.search, shelf.query, shelf.side, **quiet)
        clear_search.submit(handlers.clear_search, None, shelf.side, **quiet)

        add_api(loader)
    page.queue(default_concurrency_limit=CONCURRENT)
    return page
