"""Many people at once: every answer arrives, and what is lost is counted."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.load import Load, put_load
from evals.load.people import CONVERSATION


def test_every_answer_arrives(address: str) -> None:
    measured = put_load(address, ["dien tich", "gia vang"], people=3, think=0.1, seconds=2)
    assert len(measured.seconds) >= 3
    assert measured.lost == 0
    assert measured.seconds == tuple(sorted(measured.seconds))


def test_new_conversations_are_begun(address: str) -> None:
    measured = put_load(address, ["dien tich"], people=1, think=0.0, seconds=4)
    assert len(measured.seconds) > CONVERSATION
    assert measured.lost == 0


def test_a_fault_of_the_window_is_an_answer_too(address: str) -> None:
    """The window says that something went wrong; nothing hangs."""
    assert put_load(address, ["lam hong di"], people=1, think=0.5, seconds=1).lost == 0


def test_who_is_turned_away_is_not_lost() -> None:
    """A window that is too busy says so with status 503."""

    class Full(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            places = [(1, "question"), (2, "signal-new")]
            config = {
                "components": [{"id": id, "props": {"elem_id": name}} for id, name in places],
                "dependencies": [
                    {"id": 7 + id, "targets": [[id, "submit"]], "backend_fn": True}
                    for id, _ in places
                ],
            }
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(config).encode())

        def do_POST(self) -> None:
            self.send_error(503)

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Full) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        measured = put_load(address, ["hỏi"], people=1, think=0.1, seconds=3)
        server.shutdown()
    assert measured.busy > 0
    assert (measured.lost, measured.seconds) == (0, ())


def test_shares_of_the_answers() -> None:
    load = Load(tuple(float(n) for n in range(1, 101)), 0)
    assert (load.at(0.5), load.at(0.95), load.at(1.0)) == (51.0, 96.0, 100.0)
    assert Load((), 4).at(0.95) == 0.0


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://127.0.0.1:9/"])
def test_without_a_window_it_says_so(address: str) -> None:
    done = CliRunner().invoke(app, ["load", address, "--seconds", "1"])
    assert done.exit_code == 2
    assert "danvan chat" in done.stderr
