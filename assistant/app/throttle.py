"""Guessing passwords is slow: after some wrong ones, each further try has to wait.

Waits are counted for a name at an address, for the address and for the name. A name that once
came in from an address is held up there by its own failures only, so that nobody can shut others
out by failing under their name or from an address they share (OWASP, "Device cookies").
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

FREE_PAIR, LONGEST_PAIR = 3, 60.0  # failures without a wait; longest wait in seconds
FREE_EACH, LONGEST_EACH = 10, 10.0  # of an address, or of a name from many addresses
FORGOTTEN = 3600.0  # seconds without a failure
MOST_KEPT = 10_000  # counts and known pairs; the oldest is forgotten


@dataclass(slots=True)
class _Count:
    failures: int
    at: float


class Throttle:
    """Counts failures in bounded memory. clock: seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counts: OrderedDict[Hashable, _Count] = OrderedDict()
        self._known: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, name: str, address: str, *, exists: bool) -> bool:
        """Whether a try may be looked at now. It counts as a failure until `succeeded`, so that
        tries made at once gain nothing. exists: whether there is a person of that name; names
        that nobody has are not kept."""
        pair = (name if exists else "", address)
        kinds: list[tuple[Hashable, int, float]] = [(pair, FREE_PAIR, LONGEST_PAIR)]
        with self._lock:
            if pair not in self._known:
                kinds.append((("address", address), FREE_EACH, LONGEST_EACH))
                if exists:
                    kinds.append((("name", name), FREE_EACH, LONGEST_EACH))
            if any(self._wait(key, free, longest) > 0 for key, free, longest in kinds):
                return False
            for key, _, _ in kinds:
                self._count(key)
            return True

    def succeeded(self, name: str, address: str) -> None:
        """The try was right: its count goes, and the pair is known from now on."""
        pair = (name, address)
        with self._lock:
            for key in (pair, ("address", address), ("name", name)):
                count = self._counts.get(key)
                if count is not None:
                    count.failures -= 1
            self._counts.pop(pair, None)
            self._known[pair] = None
            self._known.move_to_end(pair)
            while len(self._known) > MOST_KEPT:
                self._known.popitem(last=False)

    def _wait(self, key: Hashable, free: int, longest: float) -> float:
        """Seconds until a try under this key is looked at."""
        count = self._counts.get(key)
        if count is None or count.failures < free:
            return 0.0
        doubled: float = 2.0 ** min(count.failures - free, 10)
        return count.at + min(doubled, longest) - self._clock()

    def _count(self, key: Hashable) -> None:
        now = self._clock()
        count = self._counts.pop(key, None)
        if count is None or now - count.at > FORGOTTEN:
            count = _Count(0, now)
        count.failures += 1
        count.at = now
        self._counts[key] = count
        while len(self._counts) > MOST_KEPT:
            self._counts.popitem(last=False)
