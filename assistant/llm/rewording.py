"""Questions in other words: a follow-up made stand-alone, paraphrases for the search, a quiz stem.

Each is taken only where it adds no fact of its own; otherwise, and whenever the model fails, the
words stay as they were."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from assistant.llm.calling import Caller, Deadline
from assistant.llm.facts import facts_of, source_of
from assistant.llm.faults import ModelFailure
from assistant.llm.language import is_vietnamese
from assistant.llm.marks import Reader
from assistant.llm.models import Message
from assistant.llm.prompts import follow_up_prompt, paraphrase_prompt, stem_prompt
from assistant.smalltalk import is_order
from index.vietnamese import fold, normalise, word_count

_log = logging.getLogger(__name__)

_MOST_WORDS = 60  # of a question
_PARAPHRASES = 3


def stand_alone(caller: Caller, question: str, history: Sequence[str], deadline: Deadline) -> str:
    """A follow-up as a question of its own; `question` itself where the model gives none."""
    lines = _lines(caller, follow_up_prompt(question, history), deadline)
    return _first(lines[:1], " . ".join([*history, question])) or question


def paraphrases(caller: Caller, question: str, deadline: Deadline) -> tuple[str, ...]:
    """A question in other words, at most three ways; () where the model gives none."""
    lines = _lines(caller, paraphrase_prompt(question), deadline)
    kept = [line for line in lines if _adds_nothing(line, question)]
    same = normalise(question)
    return tuple(line for line in dict.fromkeys(kept) if normalise(line) != same)[:_PARAPHRASES]


def stem(caller: Caller, words: str, deadline: Deadline) -> str:
    """A quiz stem in other words that asks the same: it keeps every fact, and adds none."""
    lines = _lines(caller, stem_prompt(words), deadline)
    said = _first(lines[:1], words)
    return said if said and _adds_nothing(words, said) and said.endswith("?") else words


def _lines(caller: Caller, prompt: Sequence[Message], deadline: Deadline) -> list[str]:
    """What the model wrote, line by line; nothing where it failed."""
    reader = Reader(0)
    try:
        for piece in caller.stream(prompt, deadline):
            reader.feed(piece)
    except ModelFailure as failure:
        _log.info("a question was not reworded: %s", failure)
        return []
    reader.close()
    return [sentence.text for sentence in reader.sentences]


def _first(lines: Sequence[str], allowed: str) -> str:
    return next((line for line in lines if _adds_nothing(line, allowed)), "")


def _adds_nothing(line: str, allowed: str) -> bool:
    source = source_of(allowed)
    return (
        0 < word_count(line) <= _MOST_WORDS
        and is_vietnamese(line)
        and not is_order(fold(line))
        and all(source.states(fact) for fact in facts_of(line))
    )
