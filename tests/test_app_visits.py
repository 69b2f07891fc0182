"""What the window keeps in memory of the pages that people opened."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import gradio as gr
import pytest
from fake_assistant import FakeAssistant
from gradio_client import Client

from assistant.app.keeping import Keeper
from assistant.app.loading import Loader
from assistant.app.login import Access
from assistant.app.page import build_page
from assistant.app.server import launch_page
from assistant.app.visits import REST, Visits
from assistant.settings import Settings
from evals.chroma_server import free_port
from evals.load import put_load


@pytest.fixture
def page() -> Iterator[gr.Blocks]:
    """A page whose output is at times left as it is, as the window's conversation is."""

    def answer(question: str) -> Iterator[str]:
        yield f"<p>{question}</p>"
        yield gr.skip()

    with gr.Blocks(analytics_enabled=False) as page:
        box, shown = gr.Textbox(), gr.HTML()
        box.submit(answer, box, shown, api_name="answer")
    page.launch(quiet=True, prevent_thread_lock=True, server_name="127.0.0.1", ssr_mode=False)
    page.app.state_holder = Visits()
    page.app.state_holder.set_blocks(page)
    yield page
    page.close(verbose=False)


def test_a_long_conversation_leaves_one_copy_of_each_component(page: gr.Blocks) -> None:
    client = Client(page.local_url, verbose=False)
    for number in range(5):
        client.predict(f"câu {number}", api_name="/answer")
    page.state_holder.delete_all_expired_state()
    kept = page.state_holder[client.session_hash]
    assert kept.blocks_config.blocks.keys() == page.blocks.keys()
    assert kept.config_values.keys() == page.blocks.keys()
    answering = client.submit("câu cuối", api_name="/answer")
    answering.result()
    assert answering.outputs()[0] == "<p>câu cuối</p>"


def test_a_page_that_was_closed_is_forgotten_after_its_rest(page: gr.Blocks) -> None:
    visits = page.state_holder
    for name in ("open", "just-closed", "closed"):
        visits[name].is_closed = name != "open"
    long_ago = datetime.now() - REST - timedelta(seconds=1)
    visits.time_last_used.update({"open": long_ago, "closed": long_ago})
    visits.delete_all_expired_state()
    assert list(visits.session_data) == ["open", "just-closed"]
    assert set(visits.time_last_used) == {"open", "just-closed"}


def test_the_window_forgets_closed_pages_and_drops_copies(tmp_path: Path) -> None:
    """The page that people use, asked as a browser asks it; Gradio's own clock does the rest."""
    loader = Loader(lambda report: FakeAssistant())
    loader.start()
    page = build_page(loader, Keeper(tmp_path), Access(None))
    launch_page(page, Settings(data_dir=tmp_path, port=free_port()), Access(None), [])
    address, visits = page.local_url.rstrip("/"), page.app.state_holder
    try:
        asked = put_load(address, ["diện tích"], people=1, think=0, seconds=3)
        assert (len(asked.seconds) > 1, asked.lost) == (True, 0)
        (visit,) = visits.session_data
        own = page.blocks.keys()
        within(20, lambda: visits.session_data[visit].blocks_config.blocks.keys() == own)

        with urllib.request.urlopen(f"{address}/gradio_api/heartbeat/{visit}") as open_page:
            open_page.readline()
            assert not visits.session_data[visit].is_closed
        within(20, lambda: visits.session_data[visit].is_closed)
        visits.time_last_used[visit] = datetime.now() - REST - timedelta(seconds=1)
        within(20, lambda: visit not in visits.session_data)
    finally:
        page.close(verbose=False)


def within(seconds: float, happened: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.1)
