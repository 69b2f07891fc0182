"""Có or Không: whether the evidence affirms what was asked."""

from __future__ import annotations

import re

from assistant import messages
from assistant.evidence import Candidate
from assistant.understanding import Understanding
from index.vietnamese import fold

_DENIES = re.compile(
    r"\b(?:khong|chua|cham dut|bai bo|het hieu luc|bi nghiem cam|nghiem cam|tu choi)\b(?! qua\b|"
    r" qua \d| it hon)"
)
_ASKS_NEGATIVE = re.compile(r"\b(?:co phai (?:la )?khong|khong (?:con|phai|duoc|co))\b(?!\W*$)")


def verdict_of(asked: Understanding, evidence: Candidate) -> str:
    """messages.YES or messages.NO."""
    denied = _DENIES.search(fold(evidence.clause.text)) is not None
    denied = denied != (_ASKS_NEGATIVE.search(asked.folded) is not None)
    return messages.NO if denied else messages.YES
