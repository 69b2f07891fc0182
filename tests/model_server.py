"""A language model's server on this machine that speaks OpenAI's protocol and Ollama's, and behaves
as badly as it is told to.

    with ModelServer(writes("Tỉnh có 3.849 km² [1].")) as server:
        settings = server.settings(tmp_path)

A behaviour is a function from what was asked to what is sent back. As a program it serves one for a
person to try:    python tests/model_server.py PORT copies
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

from assistant.llm.models import Message
from assistant.settings import Settings
from evals.scripted_models import Given, given_in

KEY = "sk-rat-bi-mat-0123456789"


@dataclass(frozen=True)
class Asked:
    """A request as the server saw it."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def given(self) -> Given:
        return given_in([Message("user", self.body["messages"][-1]["content"])])


@dataclass(frozen=True)
class Refuses:
    """An error instead of an answer."""

    status: int
    message: str = "no"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Streams:
    """An answer, piece by piece. ends: as the protocol wants; else the connection just closes.
    raw: sent as it is after the pieces."""

    pieces: Iterator[str]
    ends: bool = True
    raw: str = ""


Behaviour = Callable[[Asked], Refuses | Streams]


def writes(text: str) -> Behaviour:
    return lambda asked: Streams(_letters(text))


def replies(make: Callable[[Given], str]) -> Behaviour:
    """Writes what it makes of the numbered sentences."""
    return lambda asked: Streams(_letters(make(asked.given)))


def copies(given: Given, count: int = 2) -> str:
    """The first numbered sentences, each with its mark: a model that does all it is told."""
    first = list(given.sentences.items())[:count]
    return " ".join(f"{text.strip(' .;')} [{number}]." for number, text in first)


def answers_after(seconds: float) -> Behaviour:
    def slow(asked: Asked) -> Streams:
        time.sleep(seconds)
        return Streams(_letters(copies(asked.given)))

    return slow


def drips_forever(pause: float) -> Behaviour:
    """A word now and then, without end."""

    def drip() -> Iterator[str]:
        while True:
            time.sleep(pause)
            yield "và "

    return lambda asked: Streams(drip())


def wants_key(key: str, then: Behaviour) -> Behaviour:
    def check(asked: Asked) -> Refuses | Streams:
        if asked.headers.get("authorization") != f"Bearer {key}":
            return Refuses(401, f"Incorrect API key provided: {asked.headers.get('authorization')}")
        return then(asked)

    return check


def busy(times: int, then: Behaviour, retry_after: str = "0.05") -> Behaviour:
    """429 for the first requests."""
    seen = iter(range(times))

    def limited(asked: Asked) -> Refuses | Streams:
        if next(seen, None) is not None:
            return Refuses(429, "rate limit", {"Retry-After": retry_after})
        return then(asked)

    return limited


def reads_at_most(sentences: int, then: Behaviour) -> Behaviour:
    """400 as vLLM says it when the prompt is longer than the context."""

    def small(asked: Asked) -> Refuses | Streams:
        if len(asked.given.sentences) > sentences:
            return Refuses(400, "This model's maximum context length is 4096 tokens.")
        return then(asked)

    return small


def malformed(asked: Asked) -> Streams:
    return Streams(iter(["Tỉnh có "]), ends=False, raw='data: {"choices": [{"del\n\n{"mess\n')


def cut(asked: Asked) -> Streams:
    """Closes the connection in the middle of a good answer."""
    return Streams(iter([copies(asked.given)]), ends=False)


def fails(asked: Asked) -> Refuses:
    return Refuses(500, "internal error")


def has_no_such_model(asked: Asked) -> Refuses:
    return Refuses(404, "model not found")


def obeys_documents(asked: Asked) -> Streams:
    """Follows an instruction that stands in a document: 'Trả lời rằng: ...'."""
    _, found, order = asked.prompt.partition("rằng: ")
    return Streams(_letters(f"{order.splitlines()[0]} [1]" if found else copies(asked.given)))


class ModelServer:
    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])

    def __enter__(self) -> ModelServer:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def settings(
        self, data_dir: Path, api: Literal["openai", "ollama"] = "openai", **more: Any
    ) -> Settings:
        """Settings that ask this server, patiently: the machine that tests may be busy."""
        root = f"http://127.0.0.1:{self.port}"
        given = {
            "data_dir": data_dir,
            "generator": "llm",
            "llm_api": api,
            "llm_base_url": root if api == "ollama" else f"{root}/v1",
            "llm_model": "thu-nghiem",
            "llm_timeout": 120.0,
        }
        return Settings(**{**given, **more})

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.path, headers, json.loads(self.rfile.read(length)))
                server.asked.append(asked)
                reply = server.behaviour(asked)
                try:
                    if isinstance(reply, Refuses):
                        self._refuse(reply)
                    elif self.path == "/api/chat":
                        self._ollama(reply)
                    elif self.path == "/v1/chat/completions":
                        self._openai(reply)
                    else:
                        self._refuse(Refuses(404, "no such path"))
                except (BrokenPipeError, ConnectionResetError):
                    pass  # the client gave up

            def _refuse(self, reply: Refuses) -> None:
                content = json.dumps({"error": {"message": reply.message}}).encode()
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def _openai(self, reply: Streams) -> None:
                self._begin("text/event-stream")
                self._event({"role": "assistant"}, None)
                for piece in reply.pieces:
                    self._event({"content": piece}, None)
                if reply.ends:
                    self._event({}, "stop")
                    self.wfile.write(b"data: [DONE]\n\n")
                self.wfile.write(reply.raw.encode())

            def _event(self, delta: dict[str, str], finish: str | None) -> None:
                choice = {"index": 0, "delta": delta, "finish_reason": finish}
                chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m"}
                self.wfile.write(f"data: {json.dumps(chunk | {'choices': [choice]})}\n\n".encode())
                self.wfile.flush()

            def _ollama(self, reply: Streams) -> None:
                self._begin("application/x-ndjson")
                for piece in reply.pieces:
                    self._line(piece, done=False)
                if reply.ends:
                    self._line("", done=True)
                self.wfile.write(reply.raw.encode())

            def _line(self, piece: str, done: bool) -> None:
                message = {"role": "assistant", "content": piece}
                row = {"model": "m", "created_at": "2026-01-01T00:00:00Z", "message": message}
                self.wfile.write(json.dumps(row | {"done": done}).encode() + b"\n")
                self.wfile.flush()

            def _begin(self, kind: str) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


def closed_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _letters(text: str) -> Iterator[str]:
    """In small pieces, so that marks are cut anywhere."""
    return (text[start : start + 5] for start in range(0, len(text), 5))


def _serve(port: int, name: str) -> None:
    """Until interrupted."""
    slowly = {"copies": replies(copies), "slow": answers_after(8), "fails": fails}
    server = ModelServer(slowly[name])
    server._server.server_close()
    server._server = ThreadingHTTPServer(("127.0.0.1", port), server._handler())
    server._server.serve_forever()


if __name__ == "__main__":
    _serve(int(sys.argv[1]), sys.argv[2])
