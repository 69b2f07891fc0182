"""Requests -> quizzes: which drafts are built, in what order, and why there are no more.

maker = QuizMaker(library)
quiz = maker.make(Request(count=20, documents=("bao-cao-114-2020",)))
longer = maker.more(quiz, 5)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from assistant.quiz import texts
from assistant.quiz.checks import passes, solve_each_other, subjects_of
from assistant.quiz.drafts import Draft, drafts_of
from assistant.quiz.scope import scope_of
from assistant.quiz.source import Source
from assistant.quiz.types import Kind, Quiz, QuizItem, Request
from index.library import Library
from index.vietnamese import fold

Progress = Callable[[int, int], None]
"""Called with (items made, items wanted)."""

MOST_ITEMS = 500
SHARES = {
    Kind.SINGLE: 40,
    Kind.TRUE_FALSE: 20,
    Kind.FILL: 15,
    Kind.MULTIPLE: 15,
    Kind.MATCHING: 5,
    Kind.ORDERING: 5,
}
"""Parts of a mixed quiz, in per cent: choices first, as in the tests of officials' exams
(Nghị định 138/2020/NĐ-CP: trắc nghiệm)."""


_OF_MANY = (Kind.ORDERING, Kind.MATCHING)
_HALF_AN_ITEM = 50  # of a share in per cent
_GROUPS = {
    **dict.fromkeys(
        ("date", "number", "issuer", "subject", "effect", "year", "before", "extreme"), "paper"
    ),
    **dict.fromkeys(("term", "meaning"), "term"),
    **dict.fromkeys(("quantity", "blank"), "figure"),
}
"""Sorts of facts that are one to who answers: papers are days and numbers of documents."""
_COSTS = {"paper": 2}
"""What documents say comes twice as often as when they were issued."""


class QuizMaker:
    """Makes quizzes over one library. Facts are read once and kept."""

    def __init__(self, library: Library, reword: Callable[[str], str] | None = None) -> None:
        """reword: puts a question in other words that ask the same; options and keys stay."""
        self.source = Source(library)
        self._reword = reword

    def make(self, request: Request, progress: Progress | None = None) -> Quiz:
        """Raises DocumentUnknown."""
        items, shortfall = self._items(request, (), progress)
        return Quiz(
            title=texts.TITLE,
            items=items,
            request=request,
            shortfall=shortfall,
            index=self.source.library.fingerprint,
        )

    def more(self, quiz: Quiz, count: int, progress: Progress | None = None) -> Quiz:
        """The quiz with `count` further items of the same request, nothing asked twice."""
        request = replace(quiz.request, count=count)
        items, shortfall = self._items(request, quiz.items, progress)
        return replace(quiz, items=(*quiz.items, *items), shortfall=shortfall)

    def another(self, quiz: Quiz, item: QuizItem) -> QuizItem | None:
        """A new item in place of one: of its kind or, where the scope holds no more of these, of
        another; None where it holds no more at all."""
        others = [other for other in quiz.items if other is not item]
        for kinds in ((item.kind,), quiz.request.kinds):
            request = replace(quiz.request, count=1, kinds=kinds)
            items, _ = self._items(request, others, None, item.facts)
            if items:
                return items[0]
        return None

    def _items(
        self,
        request: Request,
        before: Sequence[QuizItem],
        progress: Progress | None,
        asked: Sequence[str] = (),
    ) -> tuple[tuple[QuizItem, ...], str]:
        """before: items beside which new ones stand. asked: further facts not to ask."""
        wanted = max(0, min(request.count, MOST_ITEMS))
        scope = scope_of(self.source, request)
        seed = f"{request.seed}"
        kinds = request.kinds or tuple(Kind)
        drafts = {kind: list(drafts_of(self.source, scope, kind, seed)) for kind in kinds}
        random = Random(f"{seed}|{len(before)}")  # noqa: S311
        choosing = _Choosing(drafts, wanted, random, before, asked)
        made: list[QuizItem] = []
        unfit = 0
        while len(made) < wanted and (draft := choosing.next()) is not None:
            item = draft.build()
            if item is None or not passes(item):
                unfit += 1
                continue
            if request.difficulty is not None and item.difficulty is not request.difficulty:
                continue
            if choosing.taken(draft, item):
                made.append(self._reworded(item))
                if progress is not None:
                    progress(len(made), wanted)
        if len(made) >= wanted:
            return _in_turn(made), ""
        facts = len(scope.facts) + sum(len(listing.fit) for listing in scope.lists)
        lost = _Lost(facts, unfit, choosing.shown)
        return _in_turn(made), _why(len(made), wanted, lost, bool(before), request)

    def _reworded(self, item: QuizItem) -> QuizItem:
        """An item in other words, where these are as good; only questions are reworded."""
        if self._reword is None or not item.stem.endswith("?"):
            return item
        said = replace(item, stem=self._reword(item.stem))
        return said if passes(said) else item


@dataclass(frozen=True, slots=True)
class _Lost:
    """What a scope holds, and how many items of it were dropped: unfit ones, and those that show
    the answer of another."""

    facts: int
    unfit: int
    shown: int


class _Choosing:
    """Draws drafts: kinds by their shares, those of many documents first, while nothing else asks
    about these; then the document, section and sort of fact that has
    come least. What was asked is never asked again, and no item is taken that helps to answer
    another. shown: how many were left out for that."""

    def __init__(
        self,
        drafts: dict[Kind, list[Draft]],
        wanted: int,
        random: Random,
        before: Sequence[QuizItem],
        asked: Sequence[str],
    ) -> None:
        self._drafts = drafts
        self._rank = {id(d): random.random() for drafts_ in drafts.values() for d in drafts_}
        self._asked = {*asked, *(fact for item in before for fact in item.facts)}
        self._named = {name for item in before for name in subjects_of(item.facts)}
        self.shown = 0
        self._stems = {_said(item) for item in before}
        self._kinds = Counter(item.kind for item in before)
        self._documents: Counter[str] = Counter()
        self._sizes = Counter(d.document for drafts_ in drafts.values() for d in drafts_)
        self._sections: Counter[str] = Counter()
        self._about: Counter[str] = Counter()
        self._groups: Counter[str] = Counter()
        self._subjects: Counter[str] = Counter()
        self._wholes: set[str] = set()
        self._says = Counter(not item.key[0] for item in before if item.kind is Kind.TRUE_FALSE)
        self._items = list(before)
        self._first = [kind for kind in _OF_MANY if wanted * SHARES[kind] >= _HALF_AN_ITEM]

    def next(self) -> Draft | None:
        """The draft to build next, taken out; None when none is left."""
        open_kinds = [kind for kind, drafts in self._drafts.items() if drafts]
        while open_kinds:
            kind = min(open_kinds, key=self._turn_of)
            drafts = [d for d in self._drafts[kind] if self._asked.isdisjoint(d.facts)]
            open_drafts = [d for d in drafts if self._is_open(d)]
            self.shown += len(drafts) - len(open_drafts)
            drafts = open_drafts
            self._drafts[kind] = drafts
            balanced = [d for d in drafts if d.says is None or self._may_say(d.says)]
            if balanced:
                best = min(balanced, key=self._weight)
                drafts.remove(best)
                return best
            open_kinds.remove(kind)
        return None

    def _turn_of(self, kind: Kind) -> tuple[int, float]:
        first = self._first.index(kind) if kind in self._first else len(self._first)
        return first, _turn(kind, self._kinds[kind])

    def _is_open(self, draft: Draft) -> bool:
        """Whether nothing in use is about the same document or term, or a part of the same sum."""
        return draft.whole not in self._wholes and self._named.isdisjoint(subjects_of(draft.facts))

    def _may_say(self, says: bool) -> bool:
        """True and false claims come in pairs, in either order."""
        return self._says[says] <= self._says[not says]

    def taken(self, draft: Draft, item: QuizItem) -> bool:
        """Record an item that is used; False where its words were asked before, or where it and
        another show each other's answer."""
        said = _said(item)
        if said in self._stems:
            return False
        if any(solve_each_other(item, other) for other in self._items):
            self.shown += 1
            return False
        self._items.append(item)
        self._first = [kind for kind in self._first if kind is not item.kind]
        if draft.says is not None:
            self._says[draft.says] += 1
        if draft.whole:
            self._wholes.add(draft.whole)
        self._stems.add(said)
        self._asked.update(item.facts)
        self._named |= subjects_of(item.facts)
        self._kinds[item.kind] += 1
        self._documents[draft.document] += 1
        self._sections[draft.section] += 1
        self._about[draft.about] += 1
        self._groups[_group(draft)] += 1
        self._subjects.update(draft.subjects)
        return True

    def _weight(self, draft: Draft) -> tuple[float, ...]:
        return (
            draft.last,
            self._documents[draft.document] / self._sizes[draft.document] ** 0.5,
            max((self._subjects[s] for s in draft.subjects), default=0),
            _COSTS.get(_group(draft), 1) * self._groups[_group(draft)],
            self._about[draft.about],
            self._sections[draft.section],
            self._rank[id(draft)],
        )


def _turn(kind: Kind, before: int) -> float:
    """When an item of a kind comes that has had `before` (Sainte-Laguë)."""
    return (before + 0.5) / SHARES[kind]


def _in_turn(items: Sequence[QuizItem]) -> tuple[QuizItem, ...]:
    """Items in the order of their kinds' turns, whatever was made first."""
    had: Counter[Kind] = Counter()
    turns: list[tuple[float, int]] = []
    for n, item in enumerate(items):
        turns.append((_turn(item.kind, had[item.kind]), n))
        had[item.kind] += 1
    return tuple(items[n] for _, n in sorted(turns))


def _group(draft: Draft) -> str:
    return _GROUPS.get(draft.about, draft.about)


def _said(item: QuizItem) -> str:
    """What makes two items the same to who reads them: stem and right options."""
    right = [item.options[n] for n in item.key] if item.options else []
    pairs = [left for left, _ in item.pairs]
    return fold("|".join((item.stem, *sorted(right), *sorted(pairs))))


def _why(made: int, wanted: int, lost: _Lost, continued: bool, request: Request) -> str:
    """Why there are fewer items than were asked for."""
    if lost.facts == 0:
        return texts.NOTHING_TO_ASK
    reasons = [texts.SHORT_FACTS.format(facts=lost.facts)]
    if continued:
        reasons.append(texts.SHORT_USED)
    if lost.unfit:
        reasons.append(texts.SHORT_UNFIT.format(count=lost.unfit))
    if lost.shown:
        reasons.append(texts.SHORT_SHOWN)
    if request.difficulty is not None:
        reasons.append(texts.SHORT_DIFFICULTY)
    if request.kinds:
        reasons.append(texts.SHORT_KINDS)
    return texts.SHORT.format(made=made, wanted=wanted, why="; ".join(reasons))
