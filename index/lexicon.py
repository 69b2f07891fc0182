"""How people say what offices write: 'giảm biên' for 'tinh giản biên chế'.

Written for this project, general language; read by query understanding and by the training of
the embedding model. Some daily expressions are blunt: for matching only, never for display.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.vietnamese import syllables

LEXICON_FILE = Path(__file__).resolve().parent / "lexicon_daily_official.jsonl"
_GENERAL_FIELDS = frozenset({"ngôn ngữ báo cáo", "thống kê"})


@dataclass(frozen=True, slots=True)
class Official:
    """An official way to say a daily expression. phrase: folded syllables joined by spaces."""

    phrase: str
    written: str
    is_general: bool  # of a field whose words say little about the subject


@cache
def official_words() -> frozenset[str]:
    """Official terms as written, in lower case."""
    return frozenset(o.written.lower() for terms in official_terms().values() for o in terms)


@cache
def official_terms() -> dict[str, tuple[Official, ...]]:
    """Folded daily expression (two syllables or more) -> official terms."""
    found: dict[str, dict[str, Official]] = {}
    for line in LEXICON_FILE.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        general = entry["field"] in _GENERAL_FIELDS
        officials = [
            Official(" ".join(syllables(term)), term, general) for term in entry["official"]
        ]
        for daily in entry["daily"]:
            key = " ".join(syllables(daily))
            if " " in key:
                found.setdefault(key, {}).update({o.phrase: o for o in officials})
    return {key: tuple(terms.values()) for key, terms in found.items()}
