"""What a language model does for an answer, said before a question is asked and with the answer."""

from __future__ import annotations

from html import escape

from assistant.app import texts
from assistant.llm.server import Server
from assistant.types import Answer


def disclosure_html(server: Server | None) -> str:
    """What will be sent where, by the question box; "" where no model is set."""
    if server is None:
        return ""
    said = texts.MODEL_HERE if server.is_here else texts.MODEL_AWAY
    words = escape(said.format(model=server.model, server=server.host))
    return f'<p class="disclosure">{words}</p>'


def notice_of_answer_html(answer: Answer) -> str:
    """What to know about the model's part in an answer; "" where there is nothing to say."""
    return f'<p class="of-model" role="note">{escape(answer.notice)}</p>' if answer.notice else ""
