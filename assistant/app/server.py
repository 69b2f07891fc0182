"""Serving the window: reachable first, then the index is opened in the background."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr
from starlette.middleware import Middleware

from assistant.app import texts
from assistant.app.busy import Busy
from assistant.app.doorway import Doorway
from assistant.app.files import Files
from assistant.app.gate import Gate
from assistant.app.keeping import Keeper, NotKept
from assistant.app.leftovers import vietnamese_gradio
from assistant.app.loading import Loader
from assistant.app.login import Access, Role, Sessions, access_of, open_to_all
from assistant.app.meters import Meters, write_events
from assistant.app.operating import Operating
from assistant.app.page import build_page
from assistant.app.ports import Answerer
from assistant.app.script import head_html
from assistant.app.visits import MOST_KEPT, Visits
from assistant.llm.server import server_of
from assistant.settings import Settings
from index.errors import DanvanError

if TYPE_CHECKING:
    from index.build import Progress

STATIC = Path(__file__).parent / "static"
# Families that have every Vietnamese letter in every weight; none is downloaded.
SANS = ["Segoe UI", "Noto Sans", "Roboto", "Helvetica Neue", "Arial", "DejaVu Sans", "sans-serif"]
HOSTS_HERE = ("127.0.0.1", "localhost", "::1")
MONO = ["Consolas", "Noto Sans Mono", "DejaVu Sans Mono", "monospace"]


class PortTaken(DanvanError):
    """Another program listens at the address."""


class EventsNotWritten(DanvanError):
    """The file of the setting `events` cannot be written."""


class McpImpossible(DanvanError):
    """The setting `mcp` cannot be met; the message says why."""


def serve(
    open_assistant: Callable[[Progress], Answerer],
    settings: Settings,
    files: Files | None = None,
) -> None:
    """Serve the window until interrupted. Raises EventsNotWritten, LoginFileInvalid, LoginNeeded,
    McpImpossible, ModelNotSet, PortTaken."""
    try:
        write_events(settings.events)
    except OSError as error:
        raise EventsNotWritten(
            texts.EVENTS_FILE.format(file=settings.events, detail=error.strerror)
        ) from error
    access = access_of(settings)
    model = server_of(settings)
    _check_mcp(settings, access)
    loader = Loader(open_assistant)
    keeper = Keeper(settings.data_dir)
    try:
        keeper.hide(access.names)
        keeper.purge_old(settings.log_days)
    except NotKept as error:
        print(f"{error}\n{texts.NOTHING_KEPT}", flush=True)
    meters = Meters(settings.events_with_questions)
    page = build_page(loader, keeper, access, files, meters, model)
    try:
        with redirect_stdout(StringIO()):  # Gradio announces its MCP server in English
            launch_page(page, settings, access, _middleware(page, settings, access, loader, meters))
    except OSError as error:
        raise PortTaken(texts.PORT_TAKEN.format(port=settings.port, host=settings.host)) from error
    print(texts.SERVING.format(url=page.local_url), flush=True)
    if open_to_all(settings, access):
        print(texts.OPEN_TO_ALL.format(host=settings.host), flush=True)
    if settings.mcp:
        print(texts.SERVING_MCP.format(url=f"{page.local_url}gradio_api/mcp/"), flush=True)
    loader.start()
    try:
        while True:
            time.sleep(1)  # a wait without end would not hear Ctrl + C on Windows
    except KeyboardInterrupt:
        print(texts.CLOSING, flush=True)
    page.close(verbose=False)


def _check_mcp(settings: Settings, access: Access) -> None:
    """Raises McpImpossible."""
    if not settings.mcp:
        return
    if find_spec("mcp") is None:
        raise McpImpossible(texts.MCP_MISSING)
    if access.needed:
        # Gradio answers MCP requests through a client of its own, which cannot log in.
        raise McpImpossible(texts.MCP_WITH_LOGIN)


def _middleware(
    page: gr.Blocks, settings: Settings, access: Access, loader: Loader, meters: Meters
) -> list[Middleware]:
    """What requests pass before Gradio, outermost first."""

    def may_upload(session_ids: tuple[str, ...]) -> bool:
        names = [page.app.tokens.get(session) for session in session_ids] or [None]
        return any(access.allows(name, Role.TEACHER) for name in names)

    # Behind a login, a page that another site's name leads to has no session and gets nothing.
    own_names = () if access.needed or open_to_all(settings, access) else HOSTS_HERE
    return [
        Middleware(Gate, uploads=may_upload, hosts=own_names),
        Middleware(Operating, loader=loader, meters=meters, token=settings.metrics_token),
        Middleware(Busy),
        Middleware(Doorway, script=STATIC / "door.js"),
    ]


def launch_page(
    page: gr.Blocks, settings: Settings, access: Access, middleware: list[Middleware]
) -> None:
    """Serve a page under `settings` and come back; `page.close()` ends it. Raises OSError."""
    page.launch(
        server_name=settings.host,
        server_port=settings.port or None,
        prevent_thread_lock=True,
        quiet=True,
        auth=access.admit if access.needed else None,
        auth_message=texts.LOGIN_MESSAGE,
        footer_links=[],
        i18n=vietnamese_gradio(),
        theme=_theme(),
        css_paths=[STATIC / "page.css", STATIC / "reading.css", STATIC / "quiz.css"],
        head=head_html(STATIC),
        favicon_path=STATIC / "favicon.svg",
        app_kwargs={"middleware": middleware},
        ssr_mode=False,
        max_file_size="64mb",
        mcp_server=settings.mcp,
        state_session_capacity=MOST_KEPT,
    )
    page.app.tokens = Sessions()
    page.app.state_holder = Visits()
    page.app.state_holder.set_blocks(page)


def _theme() -> gr.themes.Base:
    """Gradio's plainest theme in our colours; page.css does the rest."""
    return gr.themes.Base(font=SANS, font_mono=MONO).set(
        button_primary_background_fill="#0b5a54",
        button_primary_background_fill_hover="#084640",
        button_primary_background_fill_dark="#0b5a54",
        button_primary_background_fill_hover_dark="#0f6d66",
    )
