"""The left pane of "Hỏi đáp": the conversation and the question box."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.app import texts
from assistant.app.blocks import html_block
from assistant.app.making import disclosure_html
from assistant.app.render import welcome_html
from assistant.llm.server import Server


@dataclass(frozen=True, slots=True)
class ChatPane:
    past: gr.HTML  # finished turns; not touched while an answer streams
    last: gr.HTML  # the turn that is being answered, or the welcome
    more: gr.HTML  # what may be asked next
    question: gr.Textbox
    scope: gr.HTML  # which documents are asked; empty while there is one


def chat_pane(server: Server | None = None) -> ChatPane:
    """server: of the language model that words the answers."""
    with gr.Column(elem_id="chat"):
        with gr.Column(elem_id="thread"):
            past = html_block("", "past")
            with gr.Column(elem_id="current"):
                last = html_block(welcome_html(), "last")
                more = html_block("", "more")
        question = gr.Textbox(
            elem_id="question",
            label=texts.QUESTION_LABEL,
            show_label=False,
            placeholder=texts.QUESTION_PLACEHOLDER,
            lines=1,
            max_lines=8,
            autofocus=True,
            submit_btn=texts.SEND,
            stop_btn=texts.STOP,
            html_attributes=gr.InputHTMLAttributes(lang="vi", autocomplete="off"),
        )
        scope = html_block("", "scope")
        html_block(disclosure_html(server), "disclosure")
        html_block(f'<p class="hint">{texts.ASK_HINT}</p>', "hint")
    return ChatPane(past, last, more, question, scope)
