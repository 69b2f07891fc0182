"""The answer of a language model: drafted from numbered sentences, held against them sentence by
sentence, and shown only as far as they support it. Whatever goes wrong ends in the extractive
answer that was there before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from assistant import messages
from assistant.citing import cite
from assistant.drafts import Draft, first_words
from assistant.llm.calling import Caller, Deadline
from assistant.llm.faults import Fault, ModelFailure
from assistant.llm.marks import Reader, Sentence
from assistant.llm.models import MAX_TOKENS
from assistant.llm.prompts import DECLINES, answer_prompt, letters_for
from assistant.llm.server import Server
from assistant.llm.support import Cited, Judgement, Lack, Support
from assistant.llm.units import Units, units_of
from assistant.responders.scene import Scene
from assistant.types import Citation, Writing, Written
from index.library import Library
from index.vietnamese import normalise, word_count

ENOUGH = 0.5
"""Share of a draft's words that must be supported; below it the quotes are shown instead."""
_HALVINGS = 2  # of the sentences given, where the server says that they are too many
_FEWEST = 4  # sentences that are still worth asking with
_MAX_SENTENCES = 12  # a model that goes on longer repeats itself
_VERDICT = re.compile(r"^(có|không|đúng|sai|phải)(?=[.,;:])")
_VERDICTS = {"có": messages.YES, "đúng": messages.YES, "phải": messages.YES}


@dataclass(frozen=True, slots=True)
class _Checked:
    sentence: Sentence
    judgement: Judgement

    @property
    def words(self) -> int:
        return word_count(self.sentence.text)


class Answering:
    """Words answers by one model."""

    def __init__(self, server: Server, caller: Caller, keeps_unsupported: bool) -> None:
        """keeps_unsupported: such sentences are marked instead of removed."""
        self._server = server
        self._caller = caller
        self._keeps_unsupported = keeps_unsupported

    def write(self, scene: Scene, quoted: Draft, deadline: Deadline) -> Iterator[Draft]:
        """Growing drafts of checked sentences, without `writing`; the last one, with it, is whole:
        the model's words, or `quoted` with a notice why."""
        letters = letters_for(self._server.context, MAX_TOKENS)
        units = units_of(scene, quoted, letters)
        run = _Run(scene, quoted, units, self._keeps_unsupported)
        try:
            yield from self._drafts(run, deadline)
            run.judge_whole()
        except ModelFailure as failure:
            yield self._instead(run, failure.fault, deadline)
        else:
            yield replace(run.draft(), writing=self._writing(run), notice=run.notice())

    def _drafts(self, run: _Run, deadline: Deadline) -> Iterator[Draft]:
        for _ in range(_HALVINGS):
            try:
                yield from self._read(run, deadline)
                return
            except ModelFailure as failure:
                fewer = len(run.units) // 2
                if failure.fault is not Fault.TOO_LONG or fewer < _FEWEST:
                    raise
                run.begin_again(run.units.first(fewer))
        yield from self._read(run, deadline)

    def _read(self, run: _Run, deadline: Deadline) -> Iterator[Draft]:
        prompt = answer_prompt(run.scene.asked.text, run.units.listed)
        with closing(self._caller.stream(prompt, deadline)) as pieces:
            for piece in pieces:
                if run.take(piece):
                    yield run.draft()
                if run.is_full:
                    run.close(is_cut=True)
                    return
        run.close()

    def _instead(self, run: _Run, fault: Fault, deadline: Deadline) -> Draft:
        why = messages.LLM_NOTICES[fault.value].format(
            server=self._server, seconds=f"{deadline.seconds:.0f}"
        )
        notice = messages.LLM_QUOTES_INSTEAD.format(why=why)
        return replace(run.quoted, writing=self._writing(run, fault), notice=notice)

    def _writing(self, run: _Run, fault: Fault | None = None) -> Writing:
        return Writing(
            model=self._server.model,
            server=self._server.host,
            here=self._server.is_here,
            sent=fault is not Fault.PAUSED,
            fault=fault.value if fault else None,
            sentences=tuple(run.written(checked) for checked in run.checked),
            dropped_marks=sum(checked.sentence.dropped for checked in run.checked),
        )


class _Run:
    """One draft as it comes in."""

    def __init__(self, scene: Scene, quoted: Draft, units: Units, keeps_unsupported: bool) -> None:
        self.scene = scene
        self.quoted = quoted
        self._keeps_unsupported = keeps_unsupported
        self._support = Support(scene.library.lanes.rarity, scene.library.encoder)
        self.begin_again(units)

    def begin_again(self, units: Units) -> None:
        self.units = units
        self._reader = Reader(len(units))
        self._all = ""
        self.checked: list[_Checked] = []

    def take(self, piece: str) -> bool:
        """Whether there is more to show now."""
        self._all += piece
        self._reader.feed(piece)
        return self._check()

    def close(self, is_cut: bool = False) -> None:
        self._reader.close(is_cut)
        self._check()

    @property
    def is_full(self) -> bool:
        return len(self._reader.sentences) > _MAX_SENTENCES

    def _check(self) -> bool:
        sentences = _without_repeats(self._reader.sentences)
        if len(sentences) < len(self.checked):  # what came before was the model's thinking
            self.checked.clear()
        new = [_Checked(s, self._judge(s)) for s in sentences[len(self.checked) :]]
        self.checked += new
        return any(self._is_shown(checked) for checked in new)

    def _judge(self, sentence: Sentence) -> Judgement:
        opening = _verdict_of(self.quoted.text)
        if opening and _verdict_of(sentence.text) not in ("", opening):
            return Judgement(Lack.POLARITY, sentence.text.split()[0])
        cited = [self.units[n] for n in sentence.marks]
        return self._support.judge(
            sentence.text, [Cited(u.excerpt.text, self._about(u.number)) for u in cited]
        )

    def _about(self, number: int) -> str:
        """Title and headings of a sentence, and the names that its document is about as a whole."""
        unit = self.units[number]
        return f"{unit.about} . {self.scene.home(unit.excerpt.passage.document).words}"

    def _is_shown(self, checked: _Checked) -> bool:
        return checked.judgement.supported or self._keeps_unsupported

    def draft(self) -> Draft:
        """What of the draft is shown, with its citations in the order of their first mark."""
        library: Library = self.scene.library
        numbers: dict[int, int] = {}
        citations: list[Citation] = []
        text = ""
        shown = [checked for checked in self.checked if self._is_shown(checked)]
        for checked in shown:
            sentence = checked.sentence
            line = f"- {sentence.text}" if sentence.item else sentence.text
            if checked.judgement.supported:
                for mark in sentence.marks:
                    if mark not in numbers:
                        numbers[mark] = len(citations) + 1
                        citations.append(cite(library, self.units[mark].excerpt, numbers[mark]))
                marks = "".join(f"[{numbers[mark]}]" for mark in sentence.marks)
                line = f"{line} {marks}"
            else:
                line = f"{line} ({messages.NO_GROUNDS})"
            text += ("\n" if sentence.begins_line else " ") + line if text else line
        opening = _verdict_of(self.quoted.text)
        if opening and not any(_verdict_of(c.sentence.text) for c in shown[:1]):
            text = f"{opening} {text}"
        short = f"{opening} " if text.startswith(f"{opening} ") and opening else ""
        if shown and _verdict_of(shown[0].sentence.text):
            short = ""
        return replace(
            self.quoted,
            text=text,
            short=first_words(short + shown[0].sentence.text) if shown else "",
            citations=tuple(citations),
            generator="llm",
        )

    def judge_whole(self) -> None:
        """Raises ModelFailure where the draft as a whole is not to be shown."""
        if not self._all.strip() or not self.checked:
            raise ModelFailure(Fault.EMPTY)
        if normalise(DECLINES) in normalise(self._all) and not any(
            c.judgement.supported for c in self.checked
        ):
            raise ModelFailure(Fault.DECLINED)
        words = sum(checked.words for checked in self.checked)
        foreign = sum(c.words for c in self.checked if c.judgement.lack is Lack.LANGUAGE)
        if foreign > words / 2:
            raise ModelFailure(Fault.LANGUAGE)
        supported = sum(c.words for c in self.checked if c.judgement.supported)
        if supported < ENOUGH * words:
            raise ModelFailure(Fault.UNSUPPORTED)

    def notice(self) -> str:
        count = sum(not checked.judgement.supported for checked in self.checked)
        if not count:
            return ""
        said = messages.LLM_MARKED if self._keeps_unsupported else messages.LLM_REMOVED
        return said.format(count=count)

    def written(self, checked: _Checked) -> Written:
        sentence, judgement = checked.sentence, checked.judgement
        quotes = tuple(self.units[mark].excerpt.text for mark in sentence.marks)
        return Written(sentence.text, quotes, judgement.lack.value if judgement.lack else None)


def _without_repeats(sentences: tuple[Sentence, ...]) -> list[Sentence]:
    """Each sentence once: small models fall into loops."""
    unique: dict[str, Sentence] = {}
    for sentence in sentences:
        unique.setdefault(normalise(sentence.text), sentence)
    return list(unique.values())


def _verdict_of(text: str) -> str:
    """messages.YES or messages.NO where a text opens with one; "" where it does not."""
    match = _VERDICT.match(normalise(text))
    if match is None:
        return ""
    return _VERDICTS.get(match.group(1), messages.NO)
