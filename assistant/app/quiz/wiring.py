"""The quiz page's place in the window, and its events."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.app.blocks import signal, upload_signal
from assistant.app.library_pane import single_pane
from assistant.app.loading import Loader
from assistant.app.login import Access
from assistant.app.quiz.desk import Desk
from assistant.app.quiz.working import Quizzing


def quiz_page(
    loader: Loader, access: Access, file: gr.DownloadButton, quiet: dict[str, Any]
) -> None:
    """Build the page in the Blocks that is being built. file: where downloads go."""
    quizzing = Quizzing(loader, access)
    page = single_pane("quiz")
    desk = gr.State(Desk())
    shown = [desk, page]
    signal("quiz").submit(quizzing.show, desk, page, **quiet)
    for name, handler in (
        ("quiz-make", quizzing.make),
        ("quiz-more", quizzing.more),
        ("quiz-another", quizzing.another),
        ("quiz-edit", quizzing.edit),
        ("quiz-drop", quizzing.drop),
        ("quiz-move", quizzing.move),
        ("quiz-try", quizzing.switch),
        ("quiz-mark", quizzing.mark),
    ):
        signal(name).submit(handler, desk, shown, **quiet)
    upload_signal("quiz-open").submit(quizzing.reopen, desk, shown, **quiet)
    signal("quiz-title").submit(quizzing.rename, desk, desk, **quiet)
    signal("quiz-export").submit(quizzing.export, desk, [file, *shown], **quiet).then(
        None, None, None, js="() => window.danvanDownload()", **quiet
    )
