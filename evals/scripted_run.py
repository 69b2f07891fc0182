"""Scripted models put to the assistant: what of their errors the check lets through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.llm import Writer
from assistant.llm.server import Server
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.types import Question, Writing
from evals.scripted_models import SCRIPTS, ScriptedModel
from evals.types import EvalQuestion
from index.library import Library

_NOWHERE = Server("openai", "http://127.0.0.1/v1", "scripted", None, 8192)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ScriptTally:
    """Sentences of one script. true_shown, false_shown: of those, shown to a reader. instead: the
    answers that were given in quotes instead."""

    name: str
    answers: int
    instead: int
    true: int
    true_shown: int
    false: int
    false_shown: int

    @property
    def before(self) -> float:
        """Share of true sentences in what the model wrote."""
        return self.true / max(1, self.true + self.false)

    @property
    def after(self) -> float | None:
        """Share of true sentences in what is shown."""
        shown = self.true_shown + self.false_shown
        return self.true_shown / shown if shown else None


def run_script(
    name: str,
    library: Library,
    questions: Sequence[EvalQuestion],
    progress: Progress | None = None,
) -> ScriptTally:
    model = ScriptedModel(SCRIPTS[name])
    settings = Settings(generator="llm", llm_model=name)
    assistant = Assistant(library, Writer(_NOWHERE, model, settings))
    answers = instead = 0
    counts = {(is_false, shown): 0 for is_false in (True, False) for shown in (True, False)}
    for number, question in enumerate(questions, start=1):
        asked = Question(question.question, question.history, question.documents)
        writing = assistant.ask(asked).writing
        if writing is not None:
            answers += 1
            instead += writing.fault is not None
            for key in _judged(model, writing):
                counts[key] += 1
        if progress:
            progress(number, len(questions))
    return ScriptTally(
        name,
        answers,
        instead,
        true=counts[False, True] + counts[False, False],
        true_shown=counts[False, True],
        false=counts[True, True] + counts[True, False],
        false_shown=counts[True, True],
    )


def _judged(model: ScriptedModel, writing: Writing) -> list[tuple[bool, bool]]:
    """(is false, is shown) of each sentence that the script wrote last."""
    found = []
    for line in model.wrote:
        parts = [s for s in writing.sentences if s.text.strip(".") in line.text]
        kept = any(s.lack is None for s in parts) and not writing.fault
        found.append((line.is_false, kept))
    return found
