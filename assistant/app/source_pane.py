"""The right pane of "Hỏi đáp": cited passages. On a phone it is a sheet over the page."""

from __future__ import annotations

import gradio as gr

from assistant.app.blocks import html_block
from assistant.app.render_sources import empty_html


def source_pane() -> gr.HTML:
    with gr.Column(elem_id="sources-pane"):
        return html_block(empty_html(), "sources")
