"""The answer without its bookkeeping, and how quotes become one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import messages
from assistant.citing import Excerpt, cite, excerpt_of
from assistant.types import Citation, Computed, Conflict, Reason, Writing
from index.library import Library
from index.vietnamese import sentences, word_count

MAX_SHORT_WORDS = 30
MAX_QUOTE_WORDS = 75  # a citation is read at a glance; the whole sentence is in the pane
_DANGLING = re.compile(
    r"[,;:]?\s{1,4}"
    r"(?:trong đó|cụ thể|cụ thể là|nhất là|đặc biệt là|như|gồm|bao gồm|và|hoặc|trừ)[,:;]?$"
)


@dataclass(frozen=True, slots=True)
class Draft:
    text: str
    short: str
    citations: tuple[Citation, ...]
    refused: bool
    reason: Reason | None
    nearest: Citation | None
    confidence: float
    conflicts: tuple[Conflict, ...] = ()
    computed: Computed | None = None
    answer: Excerpt | None = None  # the very words that answer, where they are one clause
    generator: str = "extractive"  # whose words `text` is; "llm" for a language model's
    writing: Writing | None = None
    notice: str = ""
    quotes: tuple[Quote, ...] = ()  # what `text` is made of, where it is made of quotes alone


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to show and the wider words to cite for them; equal where nothing is narrowed.
    label: a template of messages that says what they are ('Cơ quan ban hành: {quote}')."""

    shown: Excerpt
    cited: Excerpt
    label: str = "{quote}"


def refusal(
    text: str,
    reason: Reason,
    nearest: Citation | None = None,
    confidence: float = 0.0,
) -> Draft:
    return Draft(text, text, (), True, reason, nearest, confidence)


def not_stated(
    library: Library, nearest: Excerpt, confidence: float, missing: str = "", said: str = ""
) -> Draft:
    """'Tài liệu không nêu ...' with the closest passage. said: that sentence, where it is made."""
    citation = cite(library, nearest, 1)
    if not said and missing:
        said = messages.NOT_STATED_DETAIL.format(missing=missing)
    said = said or messages.NOT_STATED
    near = messages.NEAREST.format(
        quote=citation.quote, place=messages.PLACE_SEPARATOR.join(citation.place)
    )
    return Draft(f"{said} {near}", said, (), True, Reason.NOT_STATED, citation, confidence)


def quoted(
    library: Library,
    quotes: Sequence[Quote],
    short: str,
    confidence: float,
    opening: str = "",
    closing: str = "",
) -> Draft:
    """An answer of quotes, one a line, each with its [n]; the same words are cited once.
    opening, closing: sentences of messages before ('Có.') and after ('Tài liệu không nêu ...')."""
    citations: list[Citation] = []
    numbers: dict[Excerpt, int] = {}
    lines: list[str] = []
    for quote in quotes:
        if quote.cited not in numbers:
            numbers[quote.cited] = len(citations) + 1
            citations.append(cite(library, quote.cited, len(citations) + 1))
        shown = quote.label.format(quote=quote.shown.text)
        lines.append(f"{shown} [{numbers[quote.cited]}]")
    if closing:
        lines.append(closing)
    prefix = f"{opening} " if opening else ""
    return Draft(
        text=prefix + "\n".join(lines),
        short=first_words(prefix + short),
        citations=tuple(citations),
        refused=False,
        reason=None,
        nearest=None,
        confidence=confidence,
        quotes=tuple(quotes),
    )


def first_words(text: str, limit: int = MAX_SHORT_WORDS) -> str:
    """The first words of a text, exactly as they stand."""
    words = text.split()
    if len(words) <= limit:
        return text
    at = 0
    for word in words[:limit]:
        at = text.index(word, at) + len(word)
    return text[:at]


def grown(clause: Excerpt, within: Excerpt, limit: int) -> Excerpt:
    """A clause with what belongs to it inside its sentence, at most `limit` words: to its ends
    at semicolons where that fits, else comma by comma: to the left, where what it speaks of
    stands, then to the right."""
    text = within.passage.text
    if word_count(within.text) <= limit:
        return within
    left, right = clause.start, clause.end
    while left > within.start and not _begins_item(text, left):
        left -= 1
    while right < within.end and text[right] != ";":
        right += 1
    if word_count(text[left:right]) <= limit:
        return _without_dangling(excerpt_of(within.passage, left, right))
    start, end = clause.start, clause.end
    for bound in reversed([left - 1, *_stops(text, left, start)[:-1]]):
        if word_count(text[bound + 1 : end]) > limit:
            break
        start = bound + 1
    for bound in _stops(text, end, right):
        if word_count(text[start:bound]) > limit:
            break
        end = bound
    return _without_dangling(excerpt_of(within.passage, start, end))


def _without_dangling(excerpt: Excerpt) -> Excerpt:
    """An excerpt that does not end on words that only open what follows ('..., trong đó')."""
    dangling = _DANGLING.search(excerpt.text)
    if dangling is None or not dangling.start():
        return excerpt
    return excerpt_of(excerpt.passage, excerpt.start, excerpt.start + dangling.start())


def _begins_item(text: str, at: int) -> bool:
    """Whether an item of an enumeration may begin here: after a semicolon, or after a colon before
    a capital letter."""
    if text[at - 1] == ";":
        return True
    return at > 1 and text[at - 1] == " " and text[at - 2] == ":" and text[at].isupper()


def _stops(text: str, start: int, end: int) -> list[int]:
    """Where clauses end between two offsets: at commas before a space, and at the very end."""
    found = [
        at
        for at in range(start, end)
        if text[at] in ",:" and at + 1 < len(text) and text[at + 1].isspace()
    ]
    return [*(at for at in found if at > start), end]


def pieces(sentence: Excerpt, limit: int = MAX_QUOTE_WORDS) -> list[Excerpt]:
    """A long text in consecutive quotes of at most `limit` words, cut between sentences, else at
    semicolons or commas."""
    text = sentence.passage.text
    full_stops = [sentence.start + end for _, end in sentences(text[sentence.start : sentence.end])]
    found: list[Excerpt] = []
    start = sentence.start
    while word_count(text[start : sentence.end]) > limit:
        stops = [
            at + 1
            for at in range(start, sentence.end)
            if text[at] in ";,"
            and word_count(text[start:at]) <= limit
            and text[at + 1 : at + 2] == " "
        ]
        semicolons = [at for at in stops if text[at - 1] == ";"]
        whole = [at for at in full_stops if start < at and word_count(text[start:at]) <= limit]
        cut = (whole or semicolons or stops or [sentence.end])[-1]
        found.append(excerpt_of(sentence.passage, start, cut))
        start = cut
    rest = excerpt_of(sentence.passage, start, sentence.end)
    return [*found, rest] if rest.text else found
