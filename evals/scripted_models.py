"""Language models that follow a script, for measuring the check without any real model.

Each writes from the numbered sentences it is given, as a real one must, and remembers what it wrote
wrongly: so the check can be scored against what is known. They say nothing about how often a real
model errs; they say how much of each kind of error gets through.
"""

from __future__ import annotations

import random
import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.llm.models import Message
from index.vietnamese import syllables

_LINE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
_QUESTION = re.compile(r"<cau_hoi>\s*(.+?)\s*</cau_hoi>", re.DOTALL)
_NUMBER = re.compile(r"(?<![\w/.,-])\d+(?:[.,]\d+)*(?![\w/])")
_SENTENCES = 3
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Given:
    """What the prompt gave a model: its sentences by number."""

    question: str
    sentences: dict[int, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that a script writes. is_false: whether its sources do not say it."""

    text: str
    mark: int
    is_false: bool = False


Script = Callable[[Given, random.Random], list[Line]]


@dataclass
class ScriptedModel:
    """Writes what its script says, in pieces of a few letters, as streams come."""

    script: Script
    seed: int = 114
    wrote: list[Line] = field(default_factory=list)  # for the last question

    def load(self) -> None:
        """Nothing is needed."""

    async def stream(self, messages: Sequence[Message]) -> AsyncIterator[str]:
        given = given_in(messages)
        self.wrote = self.script(given, random.Random(f"{self.seed}{given.question}"))  # noqa: S311
        text = " ".join(f"{line.text.rstrip('.')} [{line.mark}]." for line in self.wrote)
        for start in range(0, len(text), 7):
            yield text[start : start + 7]


def given_in(messages: Sequence[Message]) -> Given:
    data = messages[-1].text
    question = _QUESTION.search(data)
    found = {int(number): text for number, text in _LINE.findall(data)}
    return Given(question.group(1) if question else "", found)


def faithful(given: Given, chance: random.Random) -> list[Line]:
    """Says the clauses that share most words with the question, in the words of their sentence but
    not as they stand: asides left out, joined to a sentence of its own."""
    best = sorted(given.sentences, key=lambda n: -_shared(given.sentences[n], given.question))
    openings = ["", "Cụ thể, ", "Ngoài ra, "]
    return [
        Line(_sentence(opening + _told(given.sentences[n], given.question)), n)
        for opening, n in zip(openings, best[:_SENTENCES], strict=False)
    ]


def alters_numbers(given: Given, chance: random.Random) -> list[Line]:
    """Changes one digit in every second sentence that has a number."""
    return _every_second(faithful(given, chance), lambda line: _altered(line, chance))


def mixes_marks(given: Given, chance: random.Random) -> list[Line]:
    """Cites another sentence than the one it took its words from, every second time."""

    def mixed(line: Line) -> Line | None:
        others = [n for n in given.sentences if n != line.mark]
        return Line(line.text, chance.choice(others), True) if others else None

    return _every_second(faithful(given, chance), mixed)


def swaps_figures(given: Given, chance: random.Random) -> list[Line]:
    """Puts two figures of a sentence in each other's place, every second time."""

    def swapped(line: Line) -> Line | None:
        numbers = list(_NUMBER.finditer(line.text))
        pairs = [(a, b) for a, b in pairwise(numbers) if a.group() != b.group()]
        if not pairs:
            return None
        a, b = chance.choice(pairs)
        text = line.text
        between = text[a.end() : b.start()]
        new = f"{text[: a.start()]}{b.group()}{between}{a.group()}{text[b.end() :]}"
        return Line(new, line.mark, True)

    return _every_second(faithful(given, chance), swapped)


_TURNS = (
    ("tăng", "giảm"),
    ("giảm", "tăng"),
    ("đã", "chưa"),
    ("chưa", "đã"),
    ("không", "đều"),
    ("được", "không được"),
    ("trên", "dưới"),
    ("trước", "sau"),
    ("hoàn thành", "chưa hoàn thành"),
    ("có", "không có"),
)


def turns_meaning(given: Given, chance: random.Random) -> list[Line]:
    """Turns a sentence into its opposite, every second time."""

    def turned(line: Line) -> Line | None:
        usable = [(a, b) for a, b in _TURNS if re.search(rf"(?<!\w){a}(?!\w)", line.text)]
        if not usable:
            return None
        a, b = chance.choice(usable)
        return Line(re.sub(rf"(?<!\w){a}(?!\w)", b, line.text, count=1), line.mark, True)

    return _every_second(faithful(given, chance), turned)


_INVENTED = (
    "Kết quả này cho thấy sự quan tâm sâu sắc của cấp ủy, chính quyền đối với đời sống nhân dân",
    "Nhờ đó, niềm tin của nhân dân vào bộ máy chính quyền ngày càng được nâng cao rõ rệt",
    "Đây là mức cao nhất trong các tỉnh trung du và miền núi phía Bắc",
    "Việc triển khai được đánh giá là chậm so với kế hoạch đề ra ban đầu",
)


def invents(given: Given, chance: random.Random) -> list[Line]:
    """Adds a sentence of general knowledge, with a mark, after what it took from the sources."""
    lines = faithful(given, chance)
    marks = list(given.sentences)
    return [*lines, Line(chance.choice(_INVENTED), chance.choice(marks), True)] if marks else lines


def _every_second(lines: list[Line], spoil: Callable[[Line], Line | None]) -> list[Line]:
    """Spoils the first line that can be, then every second one."""
    found: list[Line] = []
    for line in lines:
        just_spoilt = bool(found) and found[-1].is_false
        found.append(line if just_spoilt else spoil(line) or line)
    return found


def _altered(line: Line, chance: random.Random) -> Line | None:
    numbers = list(_NUMBER.finditer(line.text))
    if not numbers:
        return None
    number = chance.choice(numbers)
    at = chance.choice([n for n, letter in enumerate(number.group()) if letter.isdigit()])
    old = number.group()[at]
    new = chance.choice([digit for digit in "123456789" if digit != old])
    start = number.start() + at
    return Line(line.text[:start] + new + line.text[start + 1 :], line.mark, True)


def _shared(text: str, question: str) -> float:
    asked = set(syllables(question))
    said = set(syllables(text))
    return len(asked & said) - 0.01 * len(said)


def _told(text: str, question: str) -> str:
    """The clause of a sentence that shares most with the question, asides left out."""
    plain = re.sub(r"\s*\([^()]*\)", "", text)
    clauses = [c.strip(" .") for c in re.split(r"[;:](?=\s)", plain) if c.strip(" .")]
    best = max(clauses, key=lambda clause: _shared(clause, question), default=plain)
    words = best.split()
    return " ".join(words[:_MOST_WORDS])


def _sentence(text: str) -> str:
    text = re.sub(r"^[-+*•]\s*|^[a-zđ0-9]{1,2}[).]\s*", "", text.strip(" .,;"))
    return text[:1].upper() + text[1:] + "."


SCRIPTS: dict[str, Script] = {
    "faithful": faithful,
    "alters-numbers": alters_numbers,
    "swaps-figures": swaps_figures,
    "turns-meaning": turns_meaning,
    "mixes-marks": mixes_marks,
    "invents": invents,
}
