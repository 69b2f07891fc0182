"""The very first HTML, which Gradio writes in English: language, title, login page.

Gradio sends its translations and our script only after the login; until then this stands in.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.app import texts

_LANGUAGE = re.compile(rb'(<html\s+lang=)"en"')
# Previews for social networks: Gradio's name, and pictures on other machines.
_PREVIEWS = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*')
_WORDS = {
    "Login": texts.LOGIN,
    "username": texts.LOGIN_NAME,
    "password": texts.LOGIN_WORD,
    "Incorrect Credentials": texts.LOGIN_WRONG,
    "Loading...": texts.LOADING_SHORT,
}


class Doorway:
    """ASGI middleware that rewrites the page at "/"."""

    def __init__(self, app: ASGIApp, script: Path) -> None:
        self._app = app
        words = json.dumps(_WORDS, ensure_ascii=False)
        code = script.read_text(encoding="utf-8")
        head = (
            f"<title>{escape(texts.TITLE)}</title>"
            f"<script>window.danvanDoor = {words};</script><script>{code}</script></head>"
        )
        self._head = head.encode("utf-8")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in ("", "/"):
            await self._app(scope, receive, send)
            return
        started: list[Message] = []
        parts: list[bytes] = []

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                await self._send(started[0], b"".join(parts), send)

        await self._app(scope, receive, hold)

    async def _send(self, start: Message, body: bytes, send: Send) -> None:
        headers = [(k, v) for k, v in start["headers"] if k.lower() != b"content-length"]
        if any(k.lower() == b"content-type" and b"text/html" in v for k, v in headers):
            body = _PREVIEWS.sub(b"", _LANGUAGE.sub(rb'\1"vi"', body))
            body = body.replace(b"</head>", self._head, 1)
        headers.append((b"content-length", str(len(body)).encode()))
        await send({**start, "headers": headers})
        await send({"type": "http.response.body", "body": body})
