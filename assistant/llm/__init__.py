"""A language model as an option: it may word what the documents answer, never decide that they do.

    writer = writer_of(settings)  # None with generator = "extractive"
    turn = writer.turn()          # one question, one deadline
    for draft in turn.write(scene, quoted): ...

The path of one answer: `units` numbers the sentences, `prompts` puts them as data, `calling` asks
within a deadline (`models`, `breaker`), `marks` reads sentences and their citations off the stream,
`support` holds each against what it cites (`facts`, `language`), `writer` shows what is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafts import Draft
from assistant.llm.calling import Caller, Deadline
from assistant.llm.models import LlamaIndexModel, Model
from assistant.llm.rewording import paraphrases, stand_alone, stem
from assistant.llm.server import Server, server_of
from assistant.llm.writer import Answering
from assistant.responders.scene import Scene
from assistant.settings import Settings
from assistant.types import Question

_ASIDE = 0.25  # of a question's time, at most, for putting it in other words


class Writer:
    """The language model of the settings, for any number of questions at once."""

    def __init__(self, server: Server, model: Model, settings: Settings) -> None:
        self.server = server
        self._settings = settings
        self._model = model
        self._caller = Caller(model)
        keeps = settings.llm_unsupported == "mark"
        self._answering = Answering(server, self._caller, keeps)

    def load(self) -> None:
        """Import what asking needs: seconds, once."""
        self._model.load()

    def turn(self) -> Turn:
        self.load()
        return Turn(self._settings, self._caller, self._answering)

    def stem(self, words: str) -> str:
        """A quiz stem in other words, where that is switched on; else as it is."""
        if not self._settings.llm_quiz_stems:
            return words
        self.load()
        return stem(self._caller, words, Deadline(_ASIDE * self._settings.llm_timeout))


class Turn:
    """One question; all that the model does for it shares one deadline."""

    def __init__(self, settings: Settings, caller: Caller, answering: Answering) -> None:
        self._settings = settings
        self._caller = caller
        self._answering = answering
        self._deadline = Deadline(settings.llm_timeout)

    def stand_alone(self, question: Question) -> Question:
        """A follow-up as a question of its own, where that is switched on; else as it is."""
        if not self._settings.llm_follow_ups:
            return question
        said = stand_alone(self._caller, question.text, question.history, self._aside())
        if said == question.text:
            return question
        return Question(said, (), question.documents, question.id)

    def paraphrases(self, question: str) -> str:
        """Words to search by besides the question's own, where that is switched on; else none."""
        if not self._settings.llm_paraphrases:
            return ""
        return " ".join(paraphrases(self._caller, question, self._aside()))

    def write(self, scene: Scene, quoted: Draft) -> Iterator[Draft]:
        """Growing drafts; only the last one, the whole answer, has `writing`."""
        return self._answering.write(scene, quoted, self._deadline)

    def _aside(self) -> Deadline:
        return Deadline(min(_ASIDE * self._settings.llm_timeout, self._deadline.left))


def writer_of(settings: Settings) -> Writer | None:
    """Raises ModelNotSet where the settings ask for a model that cannot be used."""
    server = server_of(settings)
    return Writer(server, LlamaIndexModel(server), settings) if server else None


__all__ = ["Turn", "Writer", "writer_of"]
