"""Whether a model wrote Vietnamese."""

from __future__ import annotations

import re

from index.vietnamese import fold, nfc

_WORD = re.compile(r"[^\W\d_]+")
_FEW = 4  # words: fewer ('Có.', 'km²') tell nothing
_SHARE = 0.3
"""Of the words that carry a diacritic. In Vietnamese official prose three in four do (0.70 of the
report's words), in English none; a sentence full of names and abbreviations still has half."""
_FOREIGN = re.compile(
    "[\u0370-\u1cff\u2e80-\u2fff\u3040-\ud7ff\uf900-\ufaff\uff66-\uffdc]"
)  # Greek to Cyrillic to Thai, and the scripts of China, Japan and Korea


def is_vietnamese(text: str) -> bool:
    """Short texts count as Vietnamese unless they use another script."""
    if _FOREIGN.search(text):
        return False
    words = _WORD.findall(nfc(text))
    if len(words) < _FEW:
        return True
    marked: int = sum(fold(word) != word.lower() for word in words)
    return marked >= _SHARE * len(words)
