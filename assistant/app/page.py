"""The page put together, and every event wired: what is triggered, its inputs, its outputs."""

from __future__ import annotations

import gradio as gr

from assistant.app import texts
from assistant.app.adding import Adding
from assistant.app.api import add_api
from assistant.app.asking import Asking
from assistant.app.blocks import html_block, signal, upload_signal
from assistant.app.chat_pane import chat_pane
from assistant.app.files import Files
from assistant.app.header import header_html, notice_html
from assistant.app.keeping import Keeper
from assistant.app.library_pane import library_pane, single_pane
from assistant.app.loading import Loader
from assistant.app.login import Access
from assistant.app.meters import Meters
from assistant.app.quiz.wiring import quiz_page
from assistant.app.reading import Reading
from assistant.app.records import Records
from assistant.app.removing import Removing
from assistant.app.render_adding import adding_html
from assistant.app.session import Conversation
from assistant.app.source_pane import source_pane
from assistant.llm.server import Server

WAITING = 200  # requests that may wait for their turn; more are told to come back (busy.py)
CONCURRENT = 10  # requests answered at once; Gradio's default of 1 queues every user behind another
CLEAR_SECONDS = 3600  # downloads older than this are deleted, looked for as often


def build_page(
    loader: Loader,
    keeper: Keeper,
    access: Access,
    files: Files | None = None,
    meters: Meters | None = None,
    server: Server | None = None,
) -> gr.Blocks:
    """The window over an assistant that may still be loading. files: behind the library.
    server: of the language model that words the answers; None for quotes only."""
    meters = meters or Meters()
    adding, removing = Adding(loader, access, files), Removing(loader, access, files)
    asking, reading, records = (
        Asking(loader, keeper, meters),
        Reading(loader, keeper, access, files),
        Records(keeper, access),
    )
    with gr.Blocks(
        title=texts.TITLE,
        analytics_enabled=False,
        fill_width=True,
        fill_height=True,
        delete_cache=(CLEAR_SECONDS, CLEAR_SECONDS),
    ) as page:
        header = html_block(header_html(access.role(None)), "header")
        notice = html_block(notice_html(texts.LOADING), "notice")
        with gr.Row(elem_id="view-ask", elem_classes="view"):
            chat = chat_pane(server)
            sources = source_pane()
        shelf = library_pane()
        catalog = single_pane("catalog")
        conflicts = single_pane("conflicts")
        history = single_pane("history")
        log = single_pane("log")
        guide = single_pane("guide")
        add = single_pane("add", adding_html())
        file = gr.DownloadButton(texts.EXPORT_BUTTON, elem_id="download", visible="hidden")

        picture = html_block("", "picture")

        conversation = gr.State(Conversation())
        owner = gr.State("")  # whose conversations: a key that only this browser holds
        scope = gr.State(())  # ids of the documents that are asked; () for all
        key = gr.Textbox(visible=False)
        said = gr.Textbox(visible=False)  # what the script shows once an event is over

        add_api(loader, meters)  # first: the names it wants must still be free
        # Events of the window are private: the API has its own named endpoints (api.py).
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        talk = [chat.past, chat.last, sources, chat.question, conversation]
        mine = [conversation, owner, scope]

        opened = [notice, shelf.side, catalog, conflicts, chat.scope]
        quiz_page(loader, access, file, quiet)
        page.load(reading.open_page, None, opened, concurrency_limit=None, **quiet)
        if access.needed:
            page.load(records.header, None, header, **quiet)
        page.load(_bounded, key, owner, js="() => window.danvanOwner()", **quiet)

        answering = [
            chat.question.submit(asking.ask, [chat.question, *mine], talk, **quiet),
            signal("ask").submit(asking.ask_example, mine, talk, **quiet),
            signal("retry").submit(asking.retry, mine, talk, **quiet),
        ]
        for event in answering:
            event.then(asking.suggest, conversation, chat.more, **quiet)
        chat.question.stop(
            asking.stop, conversation, [chat.last, conversation], cancels=answering, **quiet
        )
        signal("edit").submit(asking.edit, conversation, [chat.question, conversation], **quiet)
        signal("new").submit(asking.new, None, talk, cancels=answering, **quiet)
        signal("open-kept").submit(asking.reopen, owner, talk, cancels=answering, **quiet)
        signal("scope").submit(asking.choose, None, scope, **quiet)
        signal("cite").submit(asking.show_sources, conversation, sources, **quiet)

        signal("open").submit(reading.open_document, None, [shelf.side, shelf.reader], **quiet)
        signal("guide").submit(reading.guide, None, guide, **quiet)
        signal("picture").submit(reading.picture, None, picture, **quiet)
        shelf.query.submit(reading.search, shelf.query, shelf.side, **quiet)
        signal("clear-search").submit(reading.clear_search, None, shelf.side, **quiet)

        upload_signal("look").submit(adding.look, None, add, **quiet)
        signal("take-in").submit(adding.take_in, None, [add, notice], **quiet).then(
            reading.open_page, None, opened, **quiet
        )
        signal("remove-document").submit(
            removing.remove, None, [shelf.reader, notice], **quiet
        ).then(reading.open_page, None, opened, **quiet)

        signal("history").submit(records.history, owner, history, **quiet)
        signal("rename-kept").submit(records.rename, owner, history, **quiet)
        signal("delete-kept").submit(records.delete, owner, history, **quiet)
        signal("rate").submit(records.rate, conversation, said, **quiet).then(
            None, said, None, js="(text) => window.danvanSay(text)", **quiet
        )
        signal("log").submit(records.log, None, log, **quiet)
        signal("export").submit(records.export, conversation, file, **quiet).then(
            None, None, None, js="() => window.danvanDownload()", **quiet
        )
    page.queue(default_concurrency_limit=CONCURRENT, max_size=WAITING)
    return page


def _bounded(key: str) -> str:
    return (key or "")[:64]
