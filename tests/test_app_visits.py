"""What the window keeps in memory of the pages that people opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import gradio as gr
import pytest
from gradio_client import Client

from assistant.app.visits import REST, Visits


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
