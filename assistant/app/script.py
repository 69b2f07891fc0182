"""The page's own script and the words it shows, as an element for the page's head."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.app import texts


def head_html(script: Path) -> str:
    words = {
        "copied": texts.COPIED,
        "copyFailed": texts.COPY_FAILED,
        "connectionLost": texts.CONNECTION_LOST,
        "unexpected": texts.UNEXPECTED,
    }
    data = json.dumps(words, ensure_ascii=False)
    return (
        f"<script>window.danvanTexts = {data};</script>"
        f"<script>{script.read_text(encoding='utf-8')}</script>"
    )
