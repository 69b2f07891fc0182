"""Follow-ups: a question that leans on the ones before it is made stand-alone."""

from __future__ import annotations

import re

from index.vietnamese import fold

_LEANS = re.compile(
    r"^(?:con|the|vay|the con|vay con|rieng|nhu vay|trong do|tuc la|thi|nam truoc|the thi|"
    r"bao nhieu vu|gom nhung|do dau)\b|\bthi sao\b|\bnua\b\W*$|"
    r"\b(?:do|nay|ay|kia|do|tren)\b(?= (?:ban|ra|duoc|giu|thu|la|co|o|ngay|nam|bi|do|so|ve|noi)\b)|"
    r"\b(?:ong|ba|anh|chi|thay|co) (?:ay|do|ta|kia)\b|\bvan ban (?:do|ay|nay)\b|"
    r"\b(?:kieu|cai|viec|chuyen) (?:do|ay|vay|the|kia)\b|^trong so do\b"
)
_SELF_CONTAINED = 9  # words: a longer question with no leaning word stands alone


def depends_on_history(folded: str, has_history: bool) -> bool:
    """Whether a folded question leans on earlier turns."""
    if not has_history:
        return False
    return bool(_LEANS.search(folded)) or len(folded.split()) < _SELF_CONTAINED


def stand_alone(text: str, history: list[str]) -> str:
    """The question with the subject of the last stand-alone turn put behind it."""
    turns: list[str] = []
    for turn in reversed(history):
        turns.append(turn.rstrip(" ?!."))
        if not depends_on_history(fold(turn), len(turns) < len(history)):
            break
    return f"{text} ({'; '.join(turns)})"
