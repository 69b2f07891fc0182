"""`danvan eval`: answers | retrieval | quiz | compare | report | load | import |
support.

Exit codes: 0 done, 1 a figure below its floor, 2 usage or a faulty file, 3 asking some question
raised an error, 4 no or damaged index.
"""

from __future__ import annotations

from assistant.cli.vietnamese import CommandLine
from evals import messages
from evals.cli import (
    answers,
    comparing,
    importing,
    loading,
    quizzing,
    reading,
    reporting,
    retrieving,
    supporting,
)

app = CommandLine(help=messages.HELP)
app.command("answers", help=messages.HELP_ANSWERS)(answers.answers)
app.command("retrieval", help=messages.HELP_RETRIEVAL)(retrieving.retrieval)
app.command("quiz", help=messages.HELP_QUIZ)(quizzing.quiz)
app.command("reading", help=messages.HELP_READING)(reading.reading)
app.command("compare", help=messages.HELP_COMPARE)(comparing.compare_runs)
app.command("report", help=messages.HELP_REPORT)(reporting.report)
app.command("load", help=messages.HELP_LOAD)(loading.load)
app.command("import", help=messages.HELP_IMPORT)(importing.import_sheet)
app.command("support", help=messages.HELP_SUPPORT)(supporting.support)

__all__ = ["app"]
