"""A model's stream -> sentences and the numbered sentences each one cites.

What the model may write as a mark is [n], alone in its brackets; whatever else stands in brackets
is no mark: it is dropped and counted, as is a number that was never given out. The model never
quotes: which words [n] stands for is known here only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.vietnamese import sentences

_BRACKETS = re.compile(r"[\[【]([^\[\]【】\n]{0,60})[\]】]")
_ALONE = re.compile(r"\s*(\d{1,4})\s*")
_STRAY = re.compile(r"[\[\]【】]")
_SPACES = re.compile(r"[ \t\u00a0]+")
_BEFORE_STOP = re.compile(r"\s{1,4}([.,;:!?])")
_DRESS = re.compile(r"\*\*|__|`+|^\s*#{1,6}\s+|^\s*>\s+")  # Markdown; "- " stays, it makes lists
_ITEM = re.compile(r"^\s*(?:[*•+–-]|\d{1,2}[.)])\s+")
_THINKING = re.compile(r"^\s*<think>", re.IGNORECASE)
_THOUGHT = re.compile(r"</think>\s*", re.IGNORECASE)
_STOPS = ".!?…"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft, without its marks. marks: numbers it cites, each once, in order.
    dropped: marks in it that stand for nothing. item: whether it opens an item of a list;
    begins_line: whether it opens a line."""

    text: str
    marks: tuple[int, ...]
    dropped: int
    item: bool
    begins_line: bool


class Reader:
    """Takes a stream in and gives whole sentences out. Nothing of a sentence is given before the
    next one begins, so that no half-written mark can get out."""

    def __init__(self, highest: int) -> None:
        """highest: of the numbers given out, which begin at 1."""
        self._highest = highest
        self._lines: list[Sentence] = []  # of the lines that are over
        self._line = ""
        self._thinks = False

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All whole sentences so far."""
        if self._thinks:
            return ()
        line = self._line
        opened = max(line.rfind("["), line.rfind("【"))
        if opened > max(line.rfind("]"), line.rfind("】")):
            line = line[:opened]
        return (*self._lines, *_read(line, self._highest)[:-1])

    def feed(self, piece: str) -> None:
        self._line += piece
        self._leave_out_thoughts()
        if not self._thinks:
            self._end_lines()

    def close(self, is_cut: bool = False) -> None:
        """The stream is over. is_cut: it stopped in the middle of a sentence, which is left out."""
        if is_cut:
            self._lines = list(self.sentences)
        elif not self._thinks:
            self._lines += _read(self._line, self._highest)
        self._line = ""

    def _leave_out_thoughts(self) -> None:
        """What a reasoning model thinks aloud is no answer; some servers send only its end."""
        ends = list(_THOUGHT.finditer(self._line))
        if ends:
            self._line = self._line[ends[-1].end() :]
            self._lines.clear()
            self._thinks = False
        elif not self._lines and _THINKING.match(self._line):
            self._thinks = True

    def _end_lines(self) -> None:
        *over, self._line = self._line.split("\n")
        for line in over:
            self._lines += _read(line, self._highest)


def _read(line: str, highest: int) -> list[Sentence]:
    """The sentences of one whole line."""
    item = _ITEM.match(line)
    body = _DRESS.sub("", line[item.end() :] if item else line)
    plain, marks = _without_marks(body)
    starts = [start for start, _ in sentences(plain)]
    starts += [at for at in (_after_mark(plain, offset) for offset, _ in marks) if at is not None]
    starts = sorted(set(starts))
    found: list[Sentence] = []
    for position, start in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else len(plain)
        text = _BEFORE_STOP.sub(r"\1", _SPACES.sub(" ", plain[start:end])).strip()
        own = [mark for offset, mark in marks if _owner(starts, offset) == position]
        valid = [m for m in own if m is not None and 1 <= m <= highest]
        if not re.search(r"\w", text):
            continue
        found.append(
            Sentence(
                text,
                tuple(dict.fromkeys(valid)),
                len(own) - len(valid),
                item is not None and not found,
                not found,
            )
        )
    return found


def _without_marks(line: str) -> tuple[str, list[tuple[int, int | None]]]:
    """A line without brackets, and where each mark stood in it: (offset, number), None for what is
    no number alone."""
    plain = ""
    marks: list[tuple[int, int | None]] = []
    at = 0
    for match in _BRACKETS.finditer(line):
        plain += _STRAY.sub("", line[at : match.start()])
        alone = _ALONE.fullmatch(match.group(1))
        marks.append((len(plain), int(alone.group(1)) if alone else None))
        at = match.end()
    rest = line[at:]
    opened = max(rest.rfind("["), rest.rfind("【"))
    if opened >= 0:  # a mark that was never finished
        marks.append((len(plain) + opened, None))
        rest = rest[:opened]
    return plain + _STRAY.sub("", rest), marks


def _after_mark(plain: str, offset: int) -> int | None:
    """Where a sentence begins after a mark that follows a full stop: '... là 267. [3] Ngoài ra'.
    The stop alone would not tell: '267.' may number an item."""
    if not plain[:offset].rstrip().endswith(tuple(_STOPS)):
        return None
    rest = plain[offset:]
    return offset + len(rest) - len(rest.lstrip()) if rest.strip(" .,;") else None


def _owner(starts: list[int], offset: int) -> int:
    """The sentence that a mark belongs to: the last one that begins before it."""
    return max((n for n, start in enumerate(starts) if start < offset), default=0)
