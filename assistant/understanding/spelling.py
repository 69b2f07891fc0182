"""Slips of typing: Telex keys that were not turned into letters, and letters missed or swapped.

A word is mended only where neither the library nor the language knows it and the library knows what
it is mended to, beside one of its neighbours: 'ngị quyết' -> 'nghi quyết', 'dduwowcj' -> 'được'. A
word that no document uses ('mấy hôm') is no slip.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from assistant.understanding.concepts import FUNCTION_WORDS
from index.vietnamese import fold, is_syllable

Frequency = Callable[[str], int]
IsWord = Callable[[str], bool]

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_LETTERS = (
    ("dd", "đ"),
    ("aa", "â"),
    ("aw", "ă"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_ALPHABET = "abcdeghiklmnopqrstuvxy"
_SHORTEST = 3  # letters of a word that may be mended


def mended(text: str, frequency: Frequency, is_word: IsWord) -> str:
    """A typed question with its slips mended; everything else as it was typed. is_word: whether
    the language knows a word in lower case."""
    words = list(_WORD.finditer(text))
    out: list[str] = []
    at = 0
    for position, match in enumerate(words):
        word = match.group()
        before = fold(words[position - 1].group()) if position else ""
        after = fold(words[position + 1].group()) if position + 1 < len(words) else ""
        out.append(text[at : match.start()])
        out.append(word if is_word(word.lower()) else _mend(word, before, after, frequency))
        at = match.end()
    return "".join(out) + text[at:]


def _mend(word: str, before: str, after: str, frequency: Frequency) -> str:
    folded = fold(word)
    if frequency(folded) or folded in FUNCTION_WORDS or word.isupper() or len(word) < _SHORTEST:
        return word
    composed = _from_telex(word.lower())
    if composed and (frequency(fold(composed)) or fold(composed) in FUNCTION_WORDS):
        return composed

    def beside(candidate: str) -> int:
        return frequency(f"{before} {candidate}") + frequency(f"{candidate} {after}")

    best = max(_one_slip_away(folded), key=beside)
    return best if beside(best) else word


def _from_telex(word: str) -> str:
    """'tinhr' -> 'tỉnh'; "" where the keys make no syllable."""
    if not word.isascii():
        return ""
    tone = ""
    letters = word
    for position in range(len(word) - 1, 0, -1):
        if word[position] in _MARKS and any(v in word[:position] for v in "aeiouy"):
            tone = _MARKS[word[position]]
            letters = word[:position] + word[position + 1 :]
            break
    for keys, letter in _LETTERS:
        letters = letters.replace(keys, letter)
    letters = re.sub(r"uơ(?=[a-z])", "ươ", letters)
    if not is_syllable(fold(letters)) or letters == word:
        return ""
    return _with_tone(letters, tone)


def _with_tone(letters: str, tone: str) -> str:
    """A tone on the vowel that carries it: a marked vowel, else the last before a final consonant,
    else the one before the last."""
    if not tone:
        return letters
    vowels = [n for n, letter in enumerate(letters) if letter in "aăâeêioôơuưy"]
    marked = [n for n in vowels if letters[n] in "ăâêôơư"]
    ends_in_vowel = vowels[-1] == len(letters) - 1
    at = marked[-1] if marked else vowels[-2 if ends_in_vowel and len(vowels) > 1 else -1]
    return unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :])


def _one_slip_away(word: str) -> Iterator[str]:
    """Words that one swap, missing, additional or wrong letter turns into `word`."""
    for n in range(len(word) - 1):
        yield word[:n] + word[n + 1] + word[n] + word[n + 2 :]
    for n in range(len(word) + 1):
        for letter in _ALPHABET:
            yield word[:n] + letter + word[n:]
    for n in range(len(word)):
        yield word[:n] + word[n + 1 :]
        for letter in _ALPHABET:
            yield word[:n] + letter + word[n + 1 :]
