"""What comes in is looked at before Gradio sees it, and what goes out tells browsers what the
page may do. Gradio has doors that this window does not use: they stay shut.
"""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import SimpleCookie
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.app import texts
from assistant.app.login import client_address

UPLOAD_BYTES = 65 * 1024 * 1024  # of a request: one file of 64 MB and what surrounds it
BODY_BYTES = 4 * 1024 * 1024  # of any other request; the longest are conversations
_API = "/gradio_api/"
# Fetching from other machines, development, remote spaces, recordings; and the session id as
# JSON, which a script in the page could read although the cookie is hidden from it.
_UNUSED = (
    "proxy= token dev/ deep_link runs run-history process_recording vibe- undo-vibe- profiling "
    "custom_component"
)
_SHUT = ("/monitoring", *(_API + name for name in _UNUSED.split()))
# Gradio's page is built by inline scripts and compiled functions. What remains says that nothing
# is loaded from, sent to or shown inside another site, whatever a text on the page tries.
_POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class Gate:
    """ASGI middleware. uploads: whether the person of these cookies may send files.
    hosts: names under which the window is asked for; () for any."""

    def __init__(
        self,
        app: ASGIApp,
        uploads: Callable[[tuple[str, ...]], bool],
        hosts: tuple[str, ...] = (),
    ) -> None:
        self._app = app
        self._uploads = uploads
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        client = scope.get("client")
        client_address.set(_network(str(client[0])) if client else "")
        limit = UPLOAD_BYTES if scope["path"].startswith(f"{_API}upload") else BODY_BYTES
        await self._app(scope, _bounded(receive, limit), _with_headers(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        path, headers = scope["path"].lower(), Headers(scope=scope)
        if path.startswith(_SHUT) or (path.startswith(f"{_API}file") and ":/" in path[:40]):
            return PlainTextResponse(texts.NO_SUCH_PAGE, 404)
        host = headers.get("host", "").rsplit(":", 1)[0].strip("[]").lower()
        if self._hosts and host not in self._hosts:
            # Another site's name that was made to point here (DNS rebinding).
            return PlainTextResponse(texts.FOREIGN_SITE, 403)
        foreign = headers.get("sec-fetch-site") in ("cross-site", "same-site")
        if foreign and scope["method"] not in _SAFE_METHODS:
            return PlainTextResponse(texts.FOREIGN_SITE, 403)
        upload = path.startswith(f"{_API}upload") and scope["method"] == "POST"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > (UPLOAD_BYTES if upload else BODY_BYTES):
            return PlainTextResponse(texts.TOO_MUCH_SENT, 413)
        if upload and not self._uploads(_cookies(headers)):
            return PlainTextResponse(texts.FOR_ADMINS, 403)
        return None


def _cookies(headers: Headers) -> tuple[str, ...]:
    return tuple(cookie.value for cookie in SimpleCookie(headers.get("cookie", "")).values())


def _network(address: str) -> str:
    """An IPv6 address stands for its /64: whoever has one has them all."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return address if found.version == 4 else found.exploded[:19]


def _bounded(receive: Receive, limit: int) -> Receive:
    """A body that says nothing of its length ends as a lost connection past the limit."""
    taken = 0

    async def within() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= limit else {"type": "http.disconnect"}

    return within


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            message["headers"] = [
                (name, _same_site(value) if name.lower() == b"set-cookie" else value)
                for name, value in message["headers"]
            ]
        await send(message)

    return with_headers


def _same_site(cookie: bytes) -> bytes:
    """A cookie that other sites' requests do not carry: Gradio sends none or leaves it open."""
    parts = cookie.split(b";")
    kept = [part for part in parts if not part.strip().lower().startswith(b"samesite")]
    return b";".join([*kept, b" SameSite=Lax"])
