"""'Ngạch công chức là gì?': the sentence of the documents that says 'X là ...'."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.citing import excerpt_of
from assistant.drafts import MAX_QUOTE_WORDS, Draft, Quote, grown, quoted
from assistant.evidence.definitions import Definition
from assistant.evidence.views import view_of
from assistant.responders.scene import Scene
from assistant.understanding import Wanted
from index.vietnamese import fold, syllables

_ASKING = frozenset(
    """
    la gi the nao duoc hieu dinh nghia nhu nghia co j sao theo trong cai goi thuc ra gom khai niem
    nhung noi vay moi nguoi cac bac a thi phai cua ve chuc
    """.split()
)
_CLASS_ASKED = re.compile(r"\bla (?P<of>\w+(?: \w+)?) (?:nhu the nao|the nao|gi|nao)\b")
_WHERE = re.compile(r"\b(?:theo|trong) bao cao\b|\bla to chuc\b|\bgiai thich\b")
_ASKS_AFTER = re.compile(
    r"\s(?:thi )?(?:phai )?(?:(?:duoc )?hieu (?:la|sao|the nao|nhu the nao)|la (?:cai )?"
    r"(?:gi|the nao|nhu the nao|sao)|nghia la|co nghia|thuc (?:ra|chat))\b"
)
# 'Bản sao điện tử theo Nghị định 45/2020/NĐ-CP được hiểu là gì?'
_BY_LAW = re.compile(
    r"\s(?:theo|trong) (?:luat|nghi dinh|nghi quyet|thong tu|hien phap|quy dinh)\b.{0,120}?"
    r"(?=\s(?:duoc hieu|la|nghia|co nghia|phai hieu)\b)"
)
_ASKS_BEFORE = re.compile(r"\bthe nao la ")
_OF = (["cua"], ["ve"], ["cho"])  # 'Tiêu chuẩn của thành viên là gì' defines no member
_LEAST_HEAD = 0.75  # share of the head's words that the question says
_LEAST_SAID = 0.5  # share of the question's words that the head says
_TITLE = 0.3
_NOTIONS = (["khai", "niem"], ["dinh", "nghia"])
_BEFORE = 1.2  # of a definition that is named right before the words that ask, but not by all said
_WORD = 0.2  # for each of its words: 'giải quyết tố cáo là gì' asks for no 'tố cáo'
_CLASS = 0.6  # of a definition that says the class asked for: 'là tổ chức như thế nào'
_SURE = 0.9


def respond(scene: Scene) -> Draft | None:
    if scene.asked.wanted is not Wanted.DEFINITION:
        return None
    named = {word for d in scene.asked.named for name in d.names for word in name.split()}
    # A follow-up defines what it says itself: 'Vậy miễn nhiệm thì phải hiểu sao?'
    asks_of = scene.asked.own if _content(scene.asked.own) else scene.asked.text
    by_law = _BY_LAW.search(fold(asks_of))
    if by_law:
        asks_of = asks_of[: by_law.start()] + asks_of[by_law.end() :]
    words = _content(asks_of)
    said = [w for w in words if w not in named] or words
    documents = set(scene.searched or [d.id for d in scene.library.documents()])
    fitting = [
        (fit + _of_its_title(scene, definition) + _of_class(scene, definition), definition)
        for definition in scene.definitions
        if definition.document in documents
        and (fit := max(_fit(definition, said), _named_beside(definition, asks_of))) > 0
    ]
    if not fitting:
        return None
    best = max(fitting, key=lambda pair: pair[0])[1]
    passage = scene.library.passage(best.passage)
    sentence = view_of(passage).sentences[best.sentence]
    begin = sentence.start + best.start
    first = next(end for _, end in sentence.atoms if end > best.start)
    whole = excerpt_of(passage, begin, sentence.end)
    cited = grown(excerpt_of(passage, begin, sentence.start + first), whole, MAX_QUOTE_WORDS)
    draft = quoted(scene.library, [Quote(cited, cited)], cited.text, _SURE)
    return replace(draft, answer=cited)


def _content(text: str) -> list[str]:
    return [w for w in syllables(_WHERE.sub(" ", fold(text))) if w not in _ASKING]


def _of_its_title(scene: Scene, definition: Definition) -> float:
    """A document defines best what it is named after."""
    title = f" {' '.join(syllables(scene.library.document(definition.document).title))} "
    return _TITLE * (f" {' '.join(definition.head)} " in title)


def _of_class(scene: Scene, definition: Definition) -> float:
    """Of one whose words after 'là' begin with the class that the question names."""
    asked = _CLASS_ASKED.search(scene.asked.folded)
    if asked is None:
        return 0.0
    sentence = view_of(scene.library.passage(definition.passage)).sentences[definition.sentence]
    return _CLASS * (f" la {asked['of']} " in sentence.key)


def _named_beside(definition: Definition, asked: str) -> float:
    """Above 0 where what is defined stands right by the words that ask: 'Luật Tiếp công dân quy
    định tiếp công dân là gì?', '... thế nào là tiếp công dân?'."""
    length = len(definition.head)
    behind = _ASKS_BEFORE.search(fold(asked))
    if behind and tuple(syllables(asked[behind.end() :])[:length]) == definition.head:
        return _BEFORE + _WORD * length
    asks = _ASKS_AFTER.search(fold(asked))
    before = syllables(asked[: asks.start()]) if asks else []
    if tuple(before[-length:]) != definition.head:
        return 0.0
    of = before[-length - 1 : -length] in _OF
    if of and before[-length - 3 : -length - 1] not in _NOTIONS:
        return 0.0
    return _BEFORE + _WORD * length


def _fit(definition: Definition, said: list[str]) -> float:
    """How well what is defined is what was asked for; 0 where it is not."""
    if not said:
        return 0.0
    head = definition.head
    if said[0] not in head:  # 'Tiêu chuẩn của thành viên là gì' defines no member
        return 0.0
    of_head = sum(w in said for w in head) / len(head)
    of_said = sum(w in head for w in said) / len(said)
    if of_head < _LEAST_HEAD or of_said < _LEAST_SAID:
        return 0.0
    return of_head + of_said
