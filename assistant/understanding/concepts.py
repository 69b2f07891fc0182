"""What a question is about, as concepts: each a thing with the ways documents may write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.understanding.abbreviations import OFFICIAL
from index.diacritics import restore
from index.lexicon import Official, official_terms, official_words
from index.vietnamese import fold, is_folded, syllables, without_tone

OFFICIAL_TERM_DEGREE = 0.8
"""How fully an official term stands for the daily one it was looked up by."""
GENERAL_TERM_DEGREE = 0.4
SYLLABLE_WEIGHT = 0.5
"""Weight of each syllable of a word or expression of several, against 1 for the whole of it."""
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W_]+")
_LONGEST_PHRASE = 6  # syllables of a daily expression

# Folded syllables that ask, point or join; they tell nothing about which passage answers.
FUNCTION_WORDS = frozenset(
    """
    a ah ai anh ay ba bac bao ban bi boi bang biet cac cai cach cho chi chua chung co con cua
    cung cu da dang dau day de den deu di do duoc duoi em gi gio giua gom ha hay hoac hoi hon
    khi khong ke kia ko la lai lam lau len liet loai luon luc ma may minh moi mot nao nay
    nam ne neu nghia ngay nhat nhi nhieu nhu nhung no noi o oi ong phai qua ra rang rieng roi
    sao sau se so su ta tai tat ten thang the them theo thi thoi thuoc to toi tren trong
    truoc tu tung u va van vao vay ve vi vien viec vua voi xem xin nho bn hien gan
    """.split()
)

# The same as they are written: 'tố' of 'tố cáo', 'phái' of 'biệt phái' and 'thời' of 'thời hạn' are
# none of them, though 'to', 'phai' and 'thoi' are.
_WRITTEN = frozenset(
    """
    à ạ ai anh ấy bà ba bác bao bạn bị bởi bằng biết các cái cách cho chỉ chị chưa chúng có còn con
    của cũng cứ đã đang đâu đấy đây để đến đều đi đó do được dưới em gì giờ giữa gồm hả hay hoặc hỏi
    hơn khi không kê kể kia ko là lại làm lâu lên liệt loài luôn lúc ma mà mấy mình mới mọi một
    nào này năm nè nên nếu nêu nghĩa ngay ngày nhất nhỉ nhiều nhiêu như những no nó nơi ở ơi
    ông phải qua quá ra rằng riêng rồi sao sau sẽ so sự ta tại tất tên tháng thế thêm theo
    thì thôi thuộc tớ tới to trên trong trước từ từng và vẫn vào vậy vì về việc vừa với xem xin nhờ
    bn hiện gần
    """.split()
)
_ALSO_WRITTEN = _WRITTEN | {without_tone(word) for word in _WRITTEN}


@dataclass(frozen=True, slots=True)
class Concept:
    """variants: (folded phrase, degree 0-1) in which it may be written. weight: 1 for the
    question's own words, less for words carried over from earlier turns."""

    key: str
    variants: tuple[tuple[str, float], ...]
    weight: float = 1.0


def concepts_of(
    text: str, defined: dict[str, str], compounds: Sequence[str] = (), weight: float = 1.0
) -> list[Concept]:
    """Concepts of a question in its order. defined: folded abbreviation -> its words. compounds:
    folded words of several syllables, in their order in the question."""
    words = syllables(text)
    written = _as_written(text, words)
    only_join = _function_words(words, written)
    found: list[Concept] = []
    lexicon = official_terms()
    compound_at = _placed(compounds, words, only_join)
    at = 0

    def whole_and_syllables(
        phrase: str, key: str, others: tuple[tuple[str, float], ...], short: str = ""
    ) -> int:
        """Adds a phrase that begins at `at`, and each of its syllables; gives their number."""
        also = ((short, 1.0),) if short else ()
        found.append(Concept(key, ((phrase, 1.0), *others), weight))
        found.extend(
            Concept(word, ((word, 1.0), *also), SYLLABLE_WEIGHT * weight)
            for n, word in enumerate(phrase.split(), at)
            if not only_join[n]
        )
        return phrase.count(" ") + 1

    while at < len(words):
        phrase, terms = _longest(words, at, lexicon)
        if phrase:
            official = tuple(
                (t.phrase, GENERAL_TERM_DEGREE if t.is_general else OFFICIAL_TERM_DEGREE)
                for t in terms
            )
            at += whole_and_syllables(phrase, phrase, official)
            continue
        spelled, short = _longest_spelled(words, at, defined)
        if spelled:
            at += whole_and_syllables(spelled, short, ((short, 1.0),), short)
            continue
        term = _longest_official(words, written, at)
        if term and (at not in compound_at or len(term) > len(compound_at[at])):
            at += whole_and_syllables(term, term, ())
            continue
        if at in compound_at:
            at += whole_and_syllables(compound_at[at], compound_at[at], ())
            continue
        word = words[at]
        long = defined.get(word) or OFFICIAL.get(word)
        if long:
            spelled = " ".join(syllables(long))
            found.append(Concept(word, ((word, 1.0), (spelled, 1.0)), weight))
        elif not only_join[at] and not word.isdigit():
            found.append(Concept(word, ((word, 1.0),), weight))
        at += 1
    return found


def _placed(compounds: Sequence[str], words: list[str], only_join: list[bool]) -> dict[int, str]:
    """Where among a question's words each compound stands, without the words at its ends that only
    join ('là tổ chức')."""
    found: dict[int, str] = {}
    at = 0
    for compound in compounds:
        length = compound.count(" ") + 1
        places = range(at, len(words) - length + 1)
        start = next((n for n in places if " ".join(words[n : n + length]) == compound), None)
        if start is None:
            continue
        at = end = start + length
        while start < end and only_join[start]:
            start += 1
        while start < end and only_join[end - 1]:
            end -= 1
        if end - start > 1:
            found[start] = " ".join(words[start:end])
    return found


def _as_written(text: str, words: list[str]) -> list[str]:
    """A question's words in lower case with their diacritics; without any it is read as most
    probably meant. The folded words where the two do not go together."""
    read = restore(text) if is_folded(text) else text.lower()
    written = [match.group() for match in _TOKEN.finditer(read)]
    return written if len(written) == len(words) else words


def _function_words(words: list[str], written: list[str]) -> list[bool]:
    """Which of a question's words only ask, point or join. A word with diacritics is told from its
    neighbour in spelling by them, as far as it has them all ('đươc' lacks its tone)."""
    return [
        word in FUNCTION_WORDS and (as_written in _ALSO_WRITTEN or as_written == word)
        for word, as_written in zip(words, written, strict=True)
    ]


def merged(own: Iterable[Concept], carried: Iterable[Concept]) -> tuple[Concept, ...]:
    """Own concepts, then carried ones that the question does not say itself."""
    out: dict[str, Concept] = {}
    for concept in (*own, *carried):
        out.setdefault(concept.key, concept)
    return tuple(out.values())


def spelled_out(concepts: Iterable[Concept]) -> str:
    """Every variant's words beyond the first: what the lexical lane is searched by besides."""
    return " ".join(phrase for c in concepts for phrase, _ in c.variants[1:])


def defined_by_fold(defined: dict[str, str]) -> dict[str, str]:
    return {fold(short): long for short, long in defined.items()}


@cache
def _spelled_official() -> dict[str, str]:
    return {" ".join(syllables(long)): short for short, long in OFFICIAL.items()}


def _longest_spelled(words: list[str], at: int, defined: dict[str, str]) -> tuple[str, str]:
    """The longest run of words from `at` that an abbreviation stands for, and the abbreviation."""
    spelled = {**_spelled_official(), **{" ".join(syllables(w)): a for a, w in defined.items()}}
    for length in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1):
        phrase = " ".join(words[at : at + length])
        if phrase in spelled:
            return phrase, spelled[phrase]
    return "", ""


def _longest_official(words: list[str], written: list[str], at: int) -> str:
    """The official term of two or three syllables that begins at a word, folded: 'cách chức' is one
    word, though 'cách' alone asks how."""
    for length in (3, 2):
        if " ".join(written[at : at + length]) in official_words():
            return " ".join(words[at : at + length])
    return ""


def _longest(
    words: list[str], at: int, lexicon: dict[str, tuple[Official, ...]]
) -> tuple[str, tuple[Official, ...]]:
    """The longest daily expression of the lexicon that begins at a word."""
    for length in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1):
        phrase = " ".join(words[at : at + length])
        if phrase in lexicon:
            return phrase, lexicon[phrase]
    return "", ()
