"""What a passage says that can be asked: one value in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.citing import Excerpt


class FactKind(StrEnum):
    QUANTITY = "quantity"  # '7.570 lượt người', '84,7%', '30 ngày'
    DATE = "date"  # a day: '11/7/2016'
    NUMBER = "number"  # of a document: '137-NQ/TU'
    ISSUER = "issuer"
    SUBJECT = "subject"  # what a document is about
    TERM = "term"  # a word that a law defines
    MEANING = "meaning"  # what it means
    EFFECT = "effect"  # since when a document is in force
    OFFICE = "office"  # who does something
    BLANK = "blank"  # a number that is missing in its sentence: for typed answers only
    MEMBER = "member"  # of a list


@dataclass(frozen=True, slots=True)
class Fact:
    """lead: 'Theo Điều 28 (...) Luật Khiếu nại số 02/2011/QH13, ', or "". question: a grammatical
    question whose answer is `value`. claim: the sentence that states it, with `{}` where the value
    stands. value: exact characters of the passage. family: values of one family can stand for each
    other ('ngày', 'Nghị quyết'). excerpt: what is cited. section: where coverage counts it.
    context: words in front that say when or of what whole, where the excerpt does not hold them.
    subject, subject_id: what the fact is of (a document, a term), for matching and ordering.
    whole: the sum that a figure is a part of, whose parts give each other away; ""."""

    id: str
    kind: FactKind
    lead: str
    question: str
    claim: str
    value: str
    family: str
    excerpt: Excerpt
    section: str
    subject: str = ""
    subject_id: str = ""
    context: Excerpt | None = None
    whole: str = ""

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """What is cited."""
        return (self.excerpt,) if self.context is None else (self.excerpt, self.context)

    @property
    def stem(self) -> str:
        return capitalised(f"{self.lead}{self.question}")

    def states(self, value: str) -> str:
        """The claim with a value in its place."""
        return capitalised(f"{self.lead}{self.claim}".replace("{}", value))


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
