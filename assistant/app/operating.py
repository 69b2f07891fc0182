"""/health and /metrics, for whoever runs the window. Neither shows a question, a name or a path."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant import __version__
from assistant.app import texts
from assistant.app.loading import Loader
from assistant.app.meters import Meters
from assistant.types import SCHEMA

_METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Operating:
    """ASGI middleware. /health is for everyone. /metrics is for this machine and, with a token,
    for whoever sends it as `Authorization: Bearer ...`."""

    def __init__(
        self, app: ASGIApp, loader: Loader, meters: Meters, token: SecretStr | None
    ) -> None:
        self._app = app
        self._loader = loader
        self._meters = meters
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: Response | None = None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            if scope["path"] == "/health":
                answer = self._health()
            elif scope["path"] == "/metrics":
                answer = self._metrics(scope)
        await (answer or self._app)(scope, receive, send)

    def _health(self) -> Response:
        """200 where questions are answered, 503 while loading and after a failure."""
        opened = self._loader.opened
        status = "ok" if opened else "failed" if self._loader.failed else "loading"
        state = {
            "status": status,
            "version": __version__,
            "schema": SCHEMA,
            "index": opened.library.fingerprint if opened else None,
            "documents": len(opened.library.documents()) if opened else None,
        }
        return JSONResponse(state, 200 if opened else 503)

    def _metrics(self, scope: Scope) -> Response:
        if not self._may_read(scope):
            return PlainTextResponse(texts.METRICS_CLOSED, 403)
        return Response(self._meters.text(), media_type=_METRICS_TYPE)

    def _may_read(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        if self._token is not None:
            wanted = f"Bearer {self._token.get_secret_value()}"
            return hmac.compare_digest(headers.get("authorization", "").encode(), wanted.encode())
        # Behind a server that passes requests on, everyone would look like this machine.
        passed_on = "x-forwarded-for" in headers or "forwarded" in headers
        client = scope.get("client")
        return client is not None and not passed_on and _is_this_machine(str(client[0]))


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
