"""Turns corpora rows into (query, passage) pairs: several views of each source, in its order.

Order matters: neighbours in a stream come from the same document, page or law, and a batch made
of short contiguous runs holds natural hard negatives.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from index.training import corpora
from index.training.augment import cloze
from index.training.corpora import QuestionAnswer
from index.training.heldout import Guard, is_held_out

MAX_PASSAGE = 1_200
"""Characters of a passage that are read: about 260 syllables, a long paragraph."""
USES = 60
"""Passages in which one official term is replaced, at most: else frequent terms drown others."""
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")
_WEAK_FIELDS = {"ngôn ngữ báo cáo", "thống kê"}
_LABELS = {
    "thanh_phan_ho_so": "thành phần hồ sơ, giấy tờ cần nộp",
    "trinh_tu_thuc_hien": "trình tự thực hiện, các bước làm",
    "cach_thuc_thuc_hien": "cách thức thực hiện, nộp ở đâu, thời hạn, lệ phí",
    "doi_tuong_thuc_hien": "đối tượng thực hiện, ai làm được",
    "yeu_cau_dieu_kien": "yêu cầu, điều kiện",
}


@dataclass(frozen=True)
class Pair:
    query: str
    passage: str


@dataclass(frozen=True)
class Stream:
    """One view of one source."""

    name: str
    pairs: tuple[Pair, ...]


def sentences(text: str, shortest: int = 30) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text) if len(part.strip()) >= shortest]


def _cut(text: str) -> str:
    return text[:MAX_PASSAGE]


def _cloze_pairs(
    passages: Iterable[tuple[str, str]], rng: random.Random, each: int
) -> Iterator[Pair]:
    """(context, passage) → pairs whose query is a mutilated sentence, at times with its context."""
    for context, passage in passages:
        found = sentences(passage)
        for sentence in rng.sample(found, min(each, len(found))):
            asked = cloze(sentence[:300], rng)
            if context and rng.random() < 0.3:
                asked = f"{context} {asked}"
            yield Pair(asked, passage)


def _news(folder: Path, guard: Guard, rng: random.Random) -> Iterator[tuple[str, Pair]]:
    for article in corpora.news(folder):
        paragraphs = [_cut(p) for p in article.paragraphs if len(p) > 80]
        if not guard.allows(" ".join([article.abstract, *article.paragraphs])):
            continue
        yield "news.title", Pair(article.title, _cut(" ".join([article.abstract, *paragraphs[:1]])))
        if paragraphs:
            yield "news.abstract", Pair(article.abstract, rng.choice(paragraphs))
            chosen = rng.sample(paragraphs, min(2, len(paragraphs)))
            for pair in _cloze_pairs(((article.title, p) for p in chosen), rng, 1):
                yield "news.cloze", pair


def _law(folder: Path, guard: Guard, rng: random.Random) -> Iterator[tuple[str, Pair]]:
    for article in corpora.law(folder):
        passage = _cut(f"{article.title}\n{article.body}")
        if len(article.body) < 60 or not guard.allows(article.body):
            continue
        yield "law.title", Pair(f"{article.title} {article.topic}", _cut(article.body))
        for pair in _cloze_pairs([(rng.choice([article.topic, article.title]), passage)], rng, 1):
            yield "law.cloze", pair


def _answers(folder: Path, guard: Guard, name: str) -> Iterator[QuestionAnswer]:
    for row in corpora.questions(folder, name):
        if (
            guard.allows_question(row.question)
            and guard.allows(row.answer)
            and len(row.answer) > 80
        ):
            yield row


def _legal(folder: Path, guard: Guard, _: random.Random) -> Iterator[tuple[str, Pair]]:
    for row in _answers(folder, guard, "legal_qa"):
        yield "legal_qa", Pair(row.question, _cut(row.answer))
        late = row.answer[MAX_PASSAGE // 2 :]
        if len(late) > 300:
            yield "legal_qa.late", Pair(row.question, _cut(late))


def _health(folder: Path, guard: Guard, _: random.Random) -> Iterator[tuple[str, Pair]]:
    for row in _answers(folder, guard, "covid_faq_train"):
        yield "covid_faq_train", Pair(row.question, _cut(row.answer))


def _procedures(folder: Path, guard: Guard, rng: random.Random) -> Iterator[tuple[str, Pair]]:
    for procedure in corpora.procedures(folder):
        for key, value in procedure.fields.items():
            if len(value) > 100 and key in _LABELS and guard.allows(value):
                yield (
                    "procedures",
                    Pair(f"{procedure.name} {_LABELS[key]}", _cut(f"{procedure.name}\n{value}")),
                )


def _wiki(folder: Path, guard: Guard, rng: random.Random) -> Iterator[tuple[str, Pair]]:
    for section in corpora.wiki(folder):
        if len(section.text) < 150 or not guard.allows(section.text):
            continue
        text = _cut(section.text)
        yield "wiki.heading", Pair(f"{section.page} {section.heading}".strip(), text)
        for pair in _cloze_pairs([(section.page, text)], rng, 3):
            yield "wiki.cloze", pair


def _reading(folder: Path, guard: Guard, rng: random.Random) -> Iterator[tuple[str, Pair]]:
    for passage in corpora.reading(folder):
        if not guard.allows(passage.text):
            continue
        for question in passage.questions:
            if guard.allows_question(question.question):
                yield "viquad", Pair(question.question, _cut(passage.text))
                yield (
                    "viquad.sentence",
                    Pair(question.question, sentence_around(passage.text, question.start)),
                )
        for pair in _cloze_pairs([("", _cut(passage.text))], rng, 4):
            yield "viquad.cloze", pair


def sentence_around(text: str, offset: int) -> str:
    """The sentence of `text` that holds the character at `offset`."""
    start = 0
    for gap in _SENTENCE.finditer(text):
        if gap.start() > offset:
            return text[start : gap.start()]
        start = gap.end()
    return text[start:]


def _paraphrases(folder: Path, guard: Guard, rng: random.Random) -> Iterator[tuple[str, Pair]]:
    for row in corpora.paraphrases(folder):
        if not is_held_out(row) and guard.allows(row.text):
            yield "paraphrase", Pair(row.daily, row.text)
            yield "paraphrase.terse", Pair(rng.choice([row.terse, row.formal]), row.text)
    for sentence in corpora.written():
        for daily in sentence.daily:
            yield "paraphrase", Pair(daily, sentence.official)


def _lexicon(folder: Path, guard: Guard, rng: random.Random) -> Iterator[tuple[str, Pair]]:
    for entry in corpora.lexicon(folder):
        if entry.field in _WEAK_FIELDS and rng.random() < 0.6:
            continue
        for daily in entry.daily:
            yield "lexicon", Pair(daily, " ".join(rng.sample(entry.official, len(entry.official))))


def _substitutions(folder: Path, guard: Guard, rng: random.Random) -> Iterator[tuple[str, Pair]]:
    """Sentences whose official term is said the daily way, with the passage they stand in."""
    spoken: defaultdict[str, list[str]] = defaultdict(list)
    for entry in corpora.lexicon(folder):
        if entry.field not in _WEAK_FIELDS:
            for official in entry.official:
                spoken[official.lower()].extend(entry.daily)
    if not spoken:
        return
    longest = 6
    used: defaultdict[str, int] = defaultdict(int)
    for passage in _official_passages(folder):
        text = _cut(passage)
        for sentence in sentences(text.lower()):
            words = sentence[:400].split()
            spans = [
                s
                for s in _terms(words, spoken, longest)
                if used[" ".join(words[s[0] : s[1]])] < USES
            ]
            if not spans:
                continue
            if not guard.allows(passage):
                break
            start, end = rng.choice(spans)
            term = " ".join(words[start:end])
            used[term] += 1
            around = words[max(start - 10, 0) : start] + words[end : end + 10]
            rest = [word for word in around if rng.random() < 0.35]
            rest.insert(rng.randint(0, len(rest)), rng.choice(spoken[term]))
            yield "substitution", Pair(" ".join(rest), text)
            break


def _terms(words: list[str], terms: Container[str], longest: int) -> Iterator[tuple[int, int]]:
    for start in range(len(words)):
        for end in range(start + 2, min(start + longest, len(words)) + 1):
            if " ".join(words[start:end]) in terms:
                yield start, end


def _official_passages(folder: Path) -> Iterator[str]:
    for article in corpora.law(folder):
        yield f"{article.title}\n{article.body}"
    for item in islice(corpora.news(folder), 0, None, 4):
        yield " ".join([item.abstract, *item.paragraphs[:2]])


Maker = Callable[[Path, Guard, random.Random], Iterator[tuple[str, Pair]]]
MAKERS: dict[str, Maker] = {
    "news": _news,
    "law": _law,
    "legal": _legal,
    "health": _health,
    "procedures": _procedures,
    "wiki": _wiki,
    "reading": _reading,
    "paraphrases": _paraphrases,
    "lexicon": _lexicon,
    "substitutions": _substitutions,
}


def _random(seed: int, name: str) -> random.Random:
    return random.Random(f"{seed}-{name}")  # noqa: S311 (augmentation, not cryptography)


def make_streams(folder: Path, guard: Guard, seed: int, limit: int | None = None) -> list[Stream]:
    """Every view of every source, without what `guard` refuses.

    The first `limit` pairs of each view; a source whose views are all full is not read to its end.
    """
    streams: list[Stream] = []
    for name, maker in MAKERS.items():
        views: defaultdict[str, list[Pair]] = defaultdict(list)
        for view, pair in maker(folder, guard, _random(seed, name)):
            pairs = views[view]
            if len(pairs) != limit and pair.query.strip() and pair.passage.strip():
                pairs.append(pair)
                if len(pairs) == limit and all(len(kept) == limit for kept in views.values()):
                    break
        streams.extend(Stream(view, tuple(pairs)) for view, pairs in views.items() if pairs)
    return streams
