"""What people and programs hear when more ask at once than may wait: a word, at once, instead of a
wait that ends in a time-out."""

from __future__ import annotations

import json

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.app import texts

_QUEUES = ("/gradio_api/queue/join", "/gradio_api/call/")
_FULL = 503
_RETRY_S = 5


class Busy:
    """ASGI middleware: Gradio's English reply of a full queue, in Vietnamese."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._body = json.dumps({"detail": texts.BUSY}, ensure_ascii=False).encode("utf-8")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(_QUEUES):
            await self._app(scope, receive, send)
            return
        full = False

        async def said(message: Message) -> None:
            nonlocal full
            if message["type"] == "http.response.start" and message["status"] == _FULL:
                full = True
                headers = [
                    (b"content-type", b"application/json; charset=utf-8"),
                    (b"content-length", str(len(self._body)).encode()),
                    (b"retry-after", str(_RETRY_S).encode()),
                ]
                await send({**message, "headers": headers})
                await send({"type": "http.response.body", "body": self._body})
            elif not full:
                await send(message)

        await self._app(scope, receive, said)
