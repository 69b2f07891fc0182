"""Who wrote an answer, and what left this machine for it, as one line for people."""

from __future__ import annotations

from assistant import messages
from assistant.types import Answer, Writing


def made_by(answer: Answer) -> str:
    writing = answer.writing
    if writing is None:
        return messages.QUOTED
    wrote = messages.QUOTED_INSTEAD if writing.fault else messages.WRITTEN
    return f"{wrote.format(model=writing.model)}; {_sent(writing)}"


def _sent(writing: Writing) -> str:
    if not writing.sent:
        return messages.NOTHING_SENT
    if writing.here:
        return messages.SENT_HERE
    return messages.SENT_AWAY.format(server=writing.server)
