"""The page's own script and the words it shows, as elements for the page's head."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.app import texts
from assistant.app.views import views_css

# One scope for all: a file may use what the ones before it declare.
SCRIPTS = ("basics.js", "citations.js", "records.js", "page.js", "quiz.js")


def head_html(folder: Path) -> str:
    words = {
        "copied": texts.COPIED,
        "copyFailed": texts.COPY_FAILED,
        "connectionLost": texts.CONNECTION_LOST,
        "unexpected": texts.UNEXPECTED,
        "busy": texts.BUSY,
        "choose": texts.FEEDBACK_CHOOSE,
        "deleteSure": texts.HISTORY_DELETE_SURE,
    }
    data = json.dumps(words, ensure_ascii=False)
    code = "\n".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return (
        f"<style>{views_css()}</style><script>window.danvanTexts = {data};</script>"
        f'<script>(() => {{ "use strict";\n{code}\n}})();</script>'
    )
