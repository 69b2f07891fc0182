"""The llama-index classes of language models behind one small port: the only module that knows
llama-index, and it imports it when the first question is asked.

Of what the libraries would send or read by themselves nothing is kept: no key, address or
organisation from environment variables of other programs, no proxy for a server on this machine,
no redirect to another one, no headers that describe this computer.
"""

from __future__ import annotations

import json
import logging
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Protocol

from assistant.llm.faults import Fault, ModelFailure
from assistant.llm.server import PACKAGES, Server

if TYPE_CHECKING:
    import httpx

_log = logging.getLogger(__name__)

MAX_TOKENS = 800  # of an answer: six sentences of Vietnamese take about 300
CONNECT_SECONDS = 5.0  # until a server that does not answer counts as down
_NO_KEY = "none"  # stands where a library would else look for another program's key
_HEADERS = frozenset(
    {"accept", "authorization", "connection", "content-length", "content-type", "host"}
)
_OVERLONG = ("context", "too long", "maximum")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user"]
    text: str


class Model(Protocol):
    """Writes an answer, piece by piece."""

    def load(self) -> None:
        """Import what the first call needs, so that it does not take that call's time."""
        ...

    def stream(self, messages: Sequence[Message]) -> AsyncIterator[str]:
        """Pieces of the answer as they come. Raises ModelFailure."""
        ...


class LlamaIndexModel:
    """A server's model through llama-index. Clients live for one call: a call that is given up
    takes its connection with it."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def load(self) -> None:
        for name in ("llama_index.core.llms", PACKAGES[self._server.api]):
            import_module(name)

    async def stream(self, messages: Sequence[Message]) -> AsyncIterator[str]:
        from llama_index.core.llms import ChatMessage

        chat = [ChatMessage(role=message.role, content=message.text) for message in messages]
        finished = False
        try:
            async with self._opened() as llm, aclosing(await llm.astream_chat(chat)) as replies:
                async for reply in replies:
                    finished = finished or _is_last(reply.raw)
                    if reply.delta:
                        yield reply.delta
        except (ModelFailure, GeneratorExit):
            raise
        except Exception as error:
            failure = _failure_of(error)
            # The name only: texts of these errors may repeat what was sent.
            _log.info("the language model failed: %s (%s)", failure, type(error).__name__)
            raise failure from None
        if not finished:
            raise ModelFailure(Fault.BROKEN)

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[Any]:
        if self._server.api == "ollama":
            async with _ollama(self._server) as llm:
                yield llm
        else:
            async with _openai(self._server) as llm:
                yield llm


@asynccontextmanager
async def _openai(server: Server) -> AsyncIterator[Any]:
    import httpx
    from llama_index.llms.openai_like import OpenAILike
    from openai import AsyncOpenAI

    key = server.key.get_secret_value() if server.key else _NO_KEY
    async with httpx.AsyncClient(**_client_options(server)) as http:
        client = AsyncOpenAI(api_key=key, base_url=server.url, max_retries=0, http_client=http)
        yield OpenAILike(
            model=server.model,
            api_base=server.url,
            api_key=key,
            context_window=server.context,
            is_chat_model=True,
            max_tokens=MAX_TOKENS,
            temperature=0.0,
            max_retries=0,
            async_openai_client=client,
        )


@asynccontextmanager
async def _ollama(server: Server) -> AsyncIterator[Any]:
    from llama_index.llms.ollama import Ollama
    from ollama import AsyncClient

    key = server.key.get_secret_value() if server.key else _NO_KEY
    client = AsyncClient(
        host=server.url, headers={"Authorization": f"Bearer {key}"}, **_client_options(server)
    )
    try:
        yield Ollama(
            model=server.model,
            base_url=server.url,
            # Ollama reads 4,096 tokens unless told otherwise, and cuts the rest off in silence.
            context_window=server.context,
            temperature=0.0,
            additional_kwargs={"num_predict": MAX_TOKENS},
            thinking=False,
            async_client=client,
        )
    finally:
        await client._client.aclose()


def _client_options(server: Server) -> dict[str, Any]:
    import httpx

    return {
        "timeout": httpx.Timeout(None, connect=CONNECT_SECONDS),  # calling.py bounds the whole
        "trust_env": not server.is_here,
        "follow_redirects": False,
        "verify": _certificates() if server.url.startswith("https:") else False,
        "event_hooks": {"request": [_only_needed_headers]},
    }


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


async def _only_needed_headers(request: httpx.Request) -> None:
    for name in [name for name in request.headers if name.lower() not in _HEADERS]:
        del request.headers[name]


def _is_last(raw: Any) -> bool:
    """Whether a piece says that the answer is whole (or as long as it may be)."""
    if isinstance(raw, dict):  # Ollama
        return bool(raw.get("done"))
    return any(choice.finish_reason for choice in getattr(raw, "choices", ()))


def _failure_of(error: Exception) -> ModelFailure:
    """What an error of the libraries means."""
    import httpx

    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status > 0:
        return _failure_of_status(status, error)
    name = type(error).__name__
    if "Timeout" in name:
        return ModelFailure(Fault.UNREACHABLE)  # only connecting has a limit of its own
    cause = error.__cause__ or error
    if isinstance(cause, httpx.RemoteProtocolError | httpx.ReadError | json.JSONDecodeError):
        return ModelFailure(Fault.BROKEN)
    if isinstance(error, ConnectionError | httpx.TransportError) or name == "APIConnectionError":
        return ModelFailure(Fault.UNREACHABLE)
    return ModelFailure(Fault.BROKEN)


def _failure_of_status(status: int, error: Exception) -> ModelFailure:
    if status in (401, 403):
        return ModelFailure(Fault.WRONG_KEY)
    if status == 404:
        return ModelFailure(Fault.NO_MODEL)
    if status in (429, 503):
        return ModelFailure(Fault.BUSY, _retry_after(error))
    if status in (400, 413, 422) and any(word in str(error).lower() for word in _OVERLONG):
        return ModelFailure(Fault.TOO_LONG)
    return ModelFailure(Fault.SERVER)


def _retry_after(error: Exception) -> float | None:
    """Seconds that the server asks to wait; None where it does not say, or names a day."""
    response = getattr(error, "response", None)
    said = response.headers.get("retry-after", "") if response is not None else ""
    try:
        return max(0.0, float(said))
    except ValueError:
        return None
