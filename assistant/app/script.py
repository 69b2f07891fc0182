"""The page's own script and the words it shows, as elements for the page's head."""

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
        "thanks": texts.FEEDBACK_THANKS,
        "choose": texts.FEEDBACK_CHOOSE,
        "deleteSure": texts.HISTORY_DELETE_SURE,
    }
    data = json.dumps(words, ensure_ascii=False)
    code = script.read_text(encoding="utf-8")
    return f"<script>window.danvanTexts = {data};</script><script>{code}</script>"
