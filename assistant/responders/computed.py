"""Figures that the documents do not state but that follow from two they do: what is left of a
whole, and last year's figure from this year's and its change. Each operand is cited; nothing is
computed across different units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant import messages
from assistant.citing import Excerpt, cite, excerpt_of
from assistant.drafts import Draft, grown
from assistant.evidence import Candidate
from assistant.evidence.constraints import Unmet, years_in
from assistant.evidence.matching import Matcher
from assistant.responders.scene import Scene
from assistant.types import Computed
from assistant.understanding import Wanted
from index.vietnamese import fold_keeping_offsets, syllables

_LEFT = re.compile(
    r"\bcon(?: lai)? (?:bao nhieu|may)\b.{0,200}\b(?:chua|khong|ko)\b|\b"
    r"con (?:bao nhieu|may) (?:vu|ho so|don)\b|"
    r"\b(?:bao nhieu|may) (?:\S+ ){1,8}(?:chua|khong) (?:duoc )?(?:giai quyet|xu ly|xong)"
)
_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+"
_RATIO = re.compile(rf"(?<![\w/.,-])(?P<part>{_NUMBER})/(?P<whole>{_NUMBER})(?![\w/.,])")
_COUNT = re.compile(rf"(?<![\w/.,-])(?P<value>{_NUMBER})\s(?P<unit>[^\W\d_]+(?:\s[^\W\d_]+)?)")
_CHANGE = re.compile(
    rf"\b(?P<way>giam|tang)\s(?P<value>{_NUMBER})\s(?P<unit>[a-z]+)(?:\s(?P<second>[a-z]+))?"
)
_AGAINST_LAST_YEAR = re.compile(r"so voi (?:cung ky(?: nam truoc)?|cknt|nam truoc)")
_SENTENCES_READ = 3
_QUOTE_WORDS = 60
_SURE = 0.8


@dataclass(frozen=True, slots=True)
class _Sum:
    """first - second or first + second, of one unit."""

    first: Excerpt
    sign: str
    second: Excerpt
    unit: str

    @property
    def text(self) -> str:
        a, b = _value(self.first.text), _value(self.second.text)
        result = a - b if self.sign == "-" else a + b
        return f"{_written(a)} {self.sign} {_written(b)} = {_written(result)} {self.unit}"


def respond(scene: Scene) -> Draft | None:
    if scene.asked.wanted is not Wanted.NUMBER:
        return None
    for candidate in scene.candidates[:_SENTENCES_READ]:
        found = _left_over(scene, candidate) or _year_before(scene, candidate)
        if found is not None:
            return _answer(scene, candidate, found)
    return None


def _left_over(scene: Scene, candidate: Candidate) -> _Sum | None:
    """'Còn bao nhiêu vụ chưa giải quyết' from '144/170' or from a whole and its part."""
    if candidate.unmet or not _LEFT.search(scene.asked.folded):
        return None
    has_ratio = _RATIO.search(candidate.clause.text)
    clause = (
        candidate.clause if has_ratio else grown(candidate.clause, candidate.sentence, _QUOTE_WORDS)
    )
    for ratio in _RATIO.finditer(clause.text):
        if _value(ratio["part"]) < _value(ratio["whole"]):
            unit = _unit_before(clause.text[: ratio.start()])
            return _Sum(_part(clause, ratio, "whole"), "-", _part(clause, ratio, "part"), unit)
    counts = list(_COUNT.finditer(clause.text))
    for one, other in pairwise(counts):
        same = one["unit"].split()[0] == other["unit"].split()[0]
        if same and _value(one["value"]) > _value(other["value"]):
            return _Sum(
                _part(clause, one, "value"), "-", _part(clause, other, "value"), one["unit"]
            )
    return None


def _year_before(scene: Scene, candidate: Candidate) -> _Sum | None:
    """Last year's figure from 'Năm 2019 ... 7.570 lượt người (giảm 230 lượt người so với CKNT)'."""
    if candidate.unmet != {Unmet.YEAR} or len(scene.asked.years) != 1:
        return None
    wanted = int(scene.asked.years[0])
    sentence = candidate.sentence
    if str(wanted + 1) not in years_in(sentence.text):
        return None
    folded = fold_keeping_offsets(sentence.text)
    for count in _counts_in(scene, sentence):
        against = _AGAINST_LAST_YEAR.search(folded, count.end())
        unit = fold_keeping_offsets(count["unit"].split()[0])
        if against is None:
            continue
        for change in _CHANGE.finditer(folded, count.end(), against.end()):
            if change["unit"] == unit:
                sign = "+" if change["way"] == "giam" else "-"
                return _Sum(
                    _part(sentence, count, "value"),
                    sign,
                    _part(sentence, change, "value"),
                    count["unit"],
                )
    return None


def _counts_in(scene: Scene, sentence: Excerpt) -> list[re.Match[str]]:
    """Counts of a sentence: those of the item that says most of the question first. The clause
    that was found is no guide: the one that answers states the other year."""
    matcher = Matcher(scene.asked, scene.library)

    def share(count: re.Match[str]) -> float:
        begin = max(sentence.text.rfind(mark, 0, count.start()) for mark in ";:(") + 1
        end = sentence.text.find(";", count.end())
        item = sentence.text[begin : end if end >= 0 else len(sentence.text)]
        return matcher.share(f" {' '.join(syllables(item))} ")

    return sorted(_COUNT.finditer(sentence.text), key=share, reverse=True)


def _answer(scene: Scene, candidate: Candidate, found: _Sum) -> Draft:
    ends = (found.first.start, found.first.end, found.second.start, found.second.end)
    stated = excerpt_of(candidate.sentence.passage, min(ends), max(ends))
    around = grown(stated, candidate.sentence, _QUOTE_WORDS)
    whole = candidate.sentence if not around.covers(found.second) else around
    cited = cite(scene.library, whole, 1)
    operands = tuple(
        replace(cite(scene.library, operand, 1), number=1)
        for operand in (found.first, found.second)
    )
    text = messages.COMPUTED.format(sum=found.text)
    return Draft(
        text=f"{text} [1]\n{around.text} [1]",
        short=text,
        citations=(cited,),
        refused=False,
        reason=None,
        nearest=None,
        confidence=_SURE,
        computed=Computed(found.text, operands),
    )


def _part(within: Excerpt, match: re.Match[str], group: str) -> Excerpt:
    start, end = match.span(group)
    return excerpt_of(within.passage, within.start + start, within.start + end)


def _unit_before(text: str) -> str:
    """What a ratio counts: 'các vụ việc khiếu nại thuộc thẩm quyền 144/170' -> 'vụ việc'."""
    match = re.search(r"\b(?:các|số)\s([^\W\d_]+\s[^\W\d_]+)(?!.*\b(?:các|số)\s)", text)
    return match.group(1) if match else ""


def _value(text: str) -> int:
    return int(text.replace(".", ""))


def _written(value: int) -> str:
    return f"{value:,}".replace(",", ".")
