"""The page "Thư viện": documents, their contents, search, and the reader."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.app import texts
from assistant.app.blocks import html_block
from assistant.app.render_library import reader_empty_html


@dataclass(frozen=True, slots=True)
class LibraryPane:
    query: gr.Textbox
    side: gr.HTML  # documents and contents, or the results of a search
    reader: gr.HTML


def library_pane() -> LibraryPane:
    with gr.Column(elem_id="view-library", elem_classes="view"):
        with gr.Column(elem_id="shelf"):
            query = gr.Textbox(
                elem_id="library-query",
                label=texts.SEARCH_LABEL,
                show_label=False,
                placeholder=texts.SEARCH_PLACEHOLDER,
                lines=1,
                max_lines=1,
                submit_btn=texts.SEARCH,
                html_attributes=gr.InputHTMLAttributes(lang="vi", autocomplete="off"),
            )
            side = html_block("", "shelf-side")
        with gr.Column(elem_id="reader-pane"):
            reader = html_block(reader_empty_html(), "reader")
    return LibraryPane(query, side, reader)


def single_pane(name: str, value: str = "") -> gr.HTML:
    """A page of one piece of HTML."""
    with gr.Column(elem_id=f"view-{name}", elem_classes="view single"):
        return html_block(value, name)
