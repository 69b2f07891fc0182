"""A circuit breaker (Nygard 2007, "Release It!"): a server that failed several times in a row is
left alone for a while, so that nobody waits for it; then one question tries it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES = 3  # in a row, until the server is left alone
PAUSE = 30.0  # seconds it is left alone


class Breaker:
    """Shared by all threads that ask one server."""

    def __init__(
        self,
        failures: int = FAILURES,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = failures
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._retry_at = 0.0

    def lets_through(self) -> bool:
        """Whether the server may be asked now. After a pause the first who asks tries it, the
        others go on without until that try is over."""
        with self._lock:
            if self._failures < self._limit:
                return True
            now = self._clock()
            if now < self._retry_at:
                return False
            self._retry_at = now + self._pause
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._retry_at = self._clock() + self._pause
