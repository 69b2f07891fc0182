"""What can go wrong with a language model. Every one of them ends in the extractive answer and one
sentence of assistant.messages that says why."""

from __future__ import annotations

from enum import StrEnum

from index.errors import DanvanError


class Fault(StrEnum):
    """Why the model's words were not used. The values are part of the answer contract."""

    UNREACHABLE = "unreachable"  # no server at the address
    SLOW = "slow"  # no whole answer within the deadline
    WRONG_KEY = "wrong-key"  # 401, 403
    NO_MODEL = "no-model"  # 404
    BUSY = "busy"  # 429, 503
    TOO_LONG = "too-long"  # more sentences than the model's context holds
    SERVER = "server"  # any other refusal of the server
    BROKEN = "broken"  # a stream that is malformed or ends too early
    PAUSED = "paused"  # not asked: it failed several times in a row a moment ago
    EMPTY = "empty"  # nothing was written
    LANGUAGE = "language"  # written in another language
    DECLINED = "declined"  # the model finds the sentences insufficient
    UNSUPPORTED = "unsupported"  # too little of the draft stands in the sentences it cites

    @property
    def may_pass(self) -> bool:
        """Whether asking once more may help."""
        return self in (Fault.UNREACHABLE, Fault.BUSY, Fault.SERVER)

    @property
    def is_outage(self) -> bool:
        """Whether the server, not this one question, is to blame."""
        return self in _OUTAGES


_OUTAGES = frozenset(
    {
        Fault.UNREACHABLE,
        Fault.SLOW,
        Fault.WRONG_KEY,
        Fault.NO_MODEL,
        Fault.BUSY,
        Fault.SERVER,
        Fault.BROKEN,
    }
)


class ModelFailure(Exception):
    """The model gave no usable words. Never carries what the server said: that may repeat the key.

    wait: seconds the server asks to wait before the next try."""

    def __init__(self, fault: Fault, wait: float | None = None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.wait = wait


class ModelNotSet(DanvanError):
    """The settings ask for a language model that cannot be used: a package is missing, or a
    setting; str(error) says which, in Vietnamese."""
