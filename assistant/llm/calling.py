"""Asking a model without ever waiting longer than a deadline: bounded retries, a circuit breaker,
and a stream that can be left at any moment."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress

from assistant.llm.breaker import Breaker
from assistant.llm.faults import Fault, ModelFailure
from assistant.llm.models import Message, Model

_log = logging.getLogger(__name__)

RETRIES = 2  # after the first try, and only while nothing was written yet
FIRST_WAIT = 0.5  # seconds before the first retry; each further one waits twice as long
_GRACE = 0.5  # seconds after the deadline until the thread itself is given up


class Deadline:
    """A moment by which all the calls of one question together must be over."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds; never below 0."""
        return max(0.0, self._at - time.monotonic())


class Caller:
    """Asks one model, from any number of threads."""

    def __init__(self, model: Model, breaker: Breaker | None = None) -> None:
        self._model = model
        self._breaker = breaker or Breaker()

    def stream(self, messages: Sequence[Message], deadline: Deadline) -> Generator[str]:
        """Pieces of the answer. Raises ModelFailure. Closing the iterator ends the call."""
        if not self._breaker.lets_through():
            raise ModelFailure(Fault.PAUSED)
        call = _Call(self._model, messages, deadline)
        try:
            yield from call.pieces()
        except ModelFailure as failure:
            if failure.fault.is_outage:
                self._breaker.failed()
            raise
        else:
            self._breaker.succeeded()
        finally:
            call.cancel()


class _Call:
    """One call, in a thread with an event loop of its own, where a wait can be cut short."""

    def __init__(self, model: Model, messages: Sequence[Message], deadline: Deadline) -> None:
        self._model = model
        self._messages = messages
        self._deadline = deadline
        self._box: queue.SimpleQueue[str | ModelFailure | None] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._cancelled = False
        self._lock = threading.Lock()
        threading.Thread(target=self._work, name="danvan-model", daemon=True).start()

    def pieces(self) -> Iterator[str]:
        while True:
            try:
                item = self._box.get(timeout=self._deadline.left + _GRACE)
            except queue.Empty:
                raise ModelFailure(Fault.SLOW) from None
            if item is None:
                return
            if isinstance(item, ModelFailure):
                raise item
            yield item

    def cancel(self) -> None:
        with self._lock:
            self._cancelled = True
            if self._loop is not None and self._task is not None:
                with suppress(RuntimeError):  # the loop is closed: the call is over
                    self._loop.call_soon_threadsafe(self._task.cancel)

    def _work(self) -> None:
        try:
            asyncio.run(self._within_deadline())
        except asyncio.CancelledError:
            pass
        except ModelFailure as failure:
            self._box.put(failure)
        except Exception as error:
            _log.warning("a call of the language model failed: %s", type(error).__name__)
            self._box.put(ModelFailure(Fault.BROKEN))
        finally:
            self._box.put(None)

    async def _within_deadline(self) -> None:
        with self._lock:
            if self._cancelled:
                return
            self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        try:
            async with asyncio.timeout(self._deadline.left):
                await self._with_retries()
        except TimeoutError:
            raise ModelFailure(Fault.SLOW) from None

    async def _with_retries(self) -> None:
        for attempt in range(RETRIES + 1):
            begun = False
            try:
                async for piece in self._model.stream(self._messages):
                    begun = True
                    self._box.put(piece)
            except ModelFailure as failure:
                if begun or attempt == RETRIES or not failure.fault.may_pass:
                    raise
                wait = FIRST_WAIT * 2**attempt if failure.wait is None else failure.wait
                if wait >= self._deadline.left:
                    raise
                await asyncio.sleep(wait)
            else:
                return
