"""How fast a running window answers many people at once.

Each person is a thread that does what the browser does: it joins the queue with a question typed
into the window and reads the stream of events until the answer is whole. After a few questions
they begin a new conversation, on the same page.
"""

from __future__ import annotations

import json
import random
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

_BUSY = 503  # Service Unavailable: more wait than the window takes
TIMEOUT = 120  # seconds for one answer; longer counts as lost
START_APART = 2.0  # seconds over which people arrive who never pause; else over one pause
CONVERSATION = 5  # questions, before a new conversation is begun


@dataclass(frozen=True, slots=True)
class Load:
    """Seconds of each answered question, sorted; `lost` had no answer, `busy` were turned away
    at once with a word to try again."""

    seconds: tuple[float, ...]
    lost: int
    busy: int = 0

    def at(self, share: float) -> float:
        """The value that this share of the answers does not exceed (nearest rank)."""
        last = len(self.seconds) - 1
        return self.seconds[min(last, int(share * len(self.seconds)))] if self.seconds else 0.0


def put_load(
    address: str, questions: Sequence[str], people: int, think: float, seconds: float
) -> Load:
    """Let `people` ask in turn for so many seconds, each pausing about `think` seconds after an
    answer. Raises OSError where no window is at the address."""
    ask, begin_anew = _events(address, "question", "signal-new")
    until = time.monotonic() + seconds
    taken: list[float] = []
    lost: list[str] = []
    busy: list[str] = []

    def person(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - for pauses, not for secrets
        session = uuid4().hex
        asked = 0
        time.sleep(chance.uniform(0, max(START_APART, think)))
        while time.monotonic() < until:
            try:
                if asked and asked % CONVERSATION == 0:
                    _done(address, begin_anew, session, [])
                began = time.monotonic()
                _done(address, ask, session, [chance.choice(questions), None, "", None])
                taken.append(time.monotonic() - began)
                asked += 1
            except urllib.error.HTTPError as error:
                (busy if error.code == _BUSY else lost).append(str(error))
            except (OSError, ValueError) as error:
                lost.append(str(error))
            time.sleep(think * chance.uniform(0.5, 1.5))

    threads = [threading.Thread(target=person, args=(n,)) for n in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(tuple(sorted(taken)), len(lost), len(busy))


def _events(address: str, *places: str) -> tuple[int, ...]:
    """What the window does when something is sent from these places of the page."""
    config = _json(f"{address}/config")
    ids = {c["props"].get("elem_id"): c["id"] for c in config["components"]}
    events = {
        source: int(d["id"])
        for d in config["dependencies"]
        for source, what in d["targets"]
        if what == "submit" and d["backend_fn"]  # others only cancel what is under way
    }
    return tuple(events[ids[place]] for place in places)


def _done(address: str, event: int, session: str, data: list[str | None]) -> None:
    """Have something done in a browser's session. Raises ValueError where the window reports a
    fault."""
    body = {"data": data, "fn_index": event, "session_hash": session}
    _json(f"{address}/gradio_api/queue/join", body)
    stream = f"{address}/gradio_api/queue/data?session_hash={session}"
    with urllib.request.urlopen(stream, timeout=TIMEOUT) as reply:  # noqa: S310 - as given
        for line in reply:
            if not line.startswith(b"data: "):
                continue
            message = json.loads(line[6:])
            if message["msg"] == "process_completed":
                if not message["success"]:
                    raise ValueError(str(message.get("output")))
                return
    raise ValueError("the stream ended before the answer did")


def _json(url: str, body: dict[str, Any] | None = None) -> Any:
    data = json.dumps(body).encode() if body is not None else None
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, data, headers)  # noqa: S310 - the address as given
    with urllib.request.urlopen(request, timeout=TIMEOUT) as reply:  # noqa: S310
        return json.load(reply)
