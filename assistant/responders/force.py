"""'Luật Khiếu nại còn hiệu lực không?', 'Điều 61 ... đã bị bãi bỏ chưa?': what another document of
the library states of it, or that none does. Nothing else tells: that a law took effect one day is
no answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant import messages
from assistant.citing import Excerpt, excerpt_of
from assistant.drafts import Draft, Quote, not_stated, quoted
from assistant.evidence.ended import part, parts_named, parts_of
from assistant.responders.scene import Scene
from assistant.statuses import stated_in
from index.status import Standing
from index.types import Document, Passage, PassageKind
from index.vietnamese import fold, sentences, syllables

_ASKS = re.compile(
    r"\b(?:con|het|mat|da het) (?:hieu luc|gia tri)\b(?!.{0,60}\b(?:khi nao|ngay nao|bao gio|tu|"
    r"sau bao nhieu)\b)|\bcon (?:duoc )?ap dung\b.{0,40}\b(?:khong|ko|k)\b|"
    r"\b(?:bi|duoc) (?:thay the|bai bo)\b.{0,30}\b(?:chua|khong|ko)\b"
)
_WHICH = re.compile(r"\b(?:nao|gi|khi nao|bao nhieu|may)\b")  # 'thì luật nào hết hiệu lực'
_FROM_WHEN = re.compile(
    r"^(?:\S+ ){1,14}(?:bat dau )?(?:co )?hieu luc(?: thi hanh)? (?:tu )?(?:ngay |thang )?"
    r"(?:nao|may|khi nao|bao gio|luc nao|hoi nao)\W*(?:a|vay|the|nhi|ha)?\W*$|"
    r"(?<!nhieu )(?<!may )\bngay (?:co )?hieu luc\W*$"
)
_PROVISION = re.compile(r"\b(?P<kind>dieu|chuong|muc) (?P<number>\d{1,4}[a-z]?|[ivxlc]{1,7})\b")
_UNTIL = re.compile(r"\bhieu luc (?:thi hanh )?(?:den|toi)\b")
# Words that ask of a document whether it holds; any other asks of something in it.
_PLAIN = frozenset(
    """
    con het mat co da bi duoc chua khong ko k hay roi hien nay gio hieu luc gia tri thi hanh ap dung
    thay the bai bo tu den toi ngay thang nam nao khi bao gio luc hoi bat dau so ve cua theo quy
    dinh chi tiet mot dieu khoan chuong muc nay do a vay the nhi ha cho hoi minh em toi van ban xem
    van nua phai la dung
    """.split()
)
_TAKES_EFFECT = re.compile(
    r"\b(?:Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Pháp lệnh|Hiến pháp|Quy định) này có "
    r"hiệu lực\b.{0,40}\bngày \d"
)
_SUBJECT = re.compile(
    r"\b(?:quyet dinh|nghi quyet|quy che|ket luan|van ban) (?!so\b|\d).{1,80}\btheo\b"
)
_GONE = (Standing.REPLACED, Standing.ENDED)
_SURE = 0.9


def respond(scene: Scene) -> Draft | None:
    folded = scene.asked.folded
    asks = _UNTIL.search(folded) or (_ASKS.search(folded) and not _WHICH.search(folded))
    from_when = _FROM_WHEN.search(scene.asked.folded)
    if not (asks or from_when) or len(scene.named) != 1:
        return None
    document = scene.library.document(scene.named[0])
    if scene.asked.years and document.identity.date[:4] not in scene.asked.years:
        return None  # an older or newer document of that name
    if from_when and not _asks_more(scene, document, None):
        said = list(_effect(scene, document))
        return _answer(scene, said[:1], "") if said else None
    if not asks:
        return None
    status = scene.library.status(document.id)
    if status is None:
        return None
    provision = _PROVISION.search(scene.asked.folded)
    article = _article(scene, document, provision) if provision else None
    if (provision and article is None) or _asks_more(scene, document, article):
        return None
    if _UNTIL.search(scene.asked.folded):
        near = next(iter(_effect(scene, document)), None)
        return _unsaid(scene, document, "", near)
    said = [excerpt for s in status.statements if (excerpt := stated_in(scene.library, s))]
    about = [e for e in said if status.standing in _GONE or _is_of(article, document, e)]
    if article is not None and about:
        return _answer(scene, [*about[:1], excerpt_of(article)], messages.NO)
    if article is None and said and status.standing in _GONE:
        return _answer(scene, said[:1], messages.NO)
    if article is None and status.standing is Standing.PARTLY_ENDED and said:
        return _answer(scene, said, messages.PARTLY_NO)
    near = next(iter([*said, *_effect(scene, document)]), None)
    return _unsaid(scene, document, provision[0] if provision else "", near)


def _answer(scene: Scene, excerpts: list[Excerpt], opening: str) -> Draft:
    whole = [_sentence(excerpt) for excerpt in excerpts]
    quotes = [Quote(excerpt, excerpt) for excerpt in dict.fromkeys(whole)]
    asked_if_ended = re.search(r"\b(?:het|mat|bai bo|thay the)\b", scene.asked.folded)
    if opening == messages.NO and asked_if_ended:
        opening = messages.YES
    draft = quoted(scene.library, quotes, whole[0].text, _SURE, opening)
    return replace(draft, answer=whole[0])


def _unsaid(scene: Scene, document: Document, provision: str, near: Excerpt | None) -> Draft | None:
    if near is None:
        return None
    of = f"{provision.replace('dieu', 'Điều')} {document.title}".strip()
    return not_stated(scene.library, near, _SURE, messages.MISSING_FORCE.format(document=of))


def _article(scene: Scene, document: Document, asked: re.Match[str]) -> Passage | None:
    """The first passage of an article or chapter: its heading, where it has one."""
    wanted = part(asked["kind"], asked["number"].upper())
    return next(
        (
            p
            for p in scene.library.passages(document.id)
            if p.kind in (PassageKind.HEADING, PassageKind.PARAGRAPH) and wanted in parts_of(p)
        ),
        None,
    )


def _asks_more(scene: Scene, document: Document, article: Passage | None) -> bool:
    """Whether a question says anything beyond the document, its article and that it holds:
    'Quyết định giải quyết khiếu nại theo Luật Khiếu nại có hiệu lực từ khi nào?'."""
    named = [n for d in scene.asked.named for n in (d.name, *d.names, *d.numbers)]
    texts = [*named, document.title, document.identity.issuer, article.text if article else ""]
    known = {word for text in texts for word in syllables(text)} | _PLAIN
    kind = {"luat", "bo", "nghi", "quyet", "thong", "tu"}
    asked = _PROVISION.sub(" ", fold(scene.asked.own))
    words = [w for w in syllables(asked) if not w.isdigit() and w not in known | kind]
    subject = _SUBJECT.search(scene.asked.folded)
    return bool(words) or subject is not None


def _is_of(article: Passage | None, document: Document, statement: Excerpt) -> bool:
    """Whether a statement on parts of a document names the article or the chapter it is in."""
    named = set(parts_named(statement.text, document.identity.number))
    return article is not None and not named.isdisjoint(parts_of(article))


def _sentence(excerpt: Excerpt) -> Excerpt:
    """The sentence that an excerpt is part of."""
    text = excerpt.passage.text
    around = next((s for s in sentences(text) if s[0] <= excerpt.start < s[1]), None)
    return excerpt_of(excerpt.passage, *around) if around else excerpt


def _effect(scene: Scene, document: Document) -> Iterator[Excerpt]:
    """The sentences that say from when the document holds."""
    for passage in scene.library.passages(document.id):
        for start, end in sentences(passage.text):
            if _TAKES_EFFECT.search(passage.text[start:end]):
                yield excerpt_of(passage, start, end)
