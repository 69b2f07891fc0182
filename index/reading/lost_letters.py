"""Putting back letters that a PDF's text layer drops, from a second reading by OCR.

Some fonts lack a mapping for a few glyphs: "độc l p", "ảng Cộng sản". What the layer has is
exact, what OCR sees is complete but not exact. So the letters of the layer are kept, OCR only
says where letters are missing, and only letters that the whole file is found to lack are put
there. Each mended word is recorded as a repair.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from index.reading import messages
from index.reading.layout import Line
from index.reading.syllables import is_syllable
from index.reading.words import Word
from index.vietnamese import fold

_MOST_PIECES = 4  # of one word: "ngh  ng" for "nghiêng"
_MOST_LOST = 3  # letters of one word
_MOST_WORDS = 4_000  # matching is quadratic in the worst case; a dense page has 900
_LEAST_SEEN = 2  # times a letter must be missed before it counts as lost
# And how often, against the times the layer does have it: one font of a file may lack a letter
# that another has. In the Constitution the lost letters reach 0.18 (H) and more, the letters
# that OCR only misreads 0.09 (ô for ồ).
_LOST_SHARE = 0.13
_HEADING = re.compile(r"Điều \d{1,3}\.?|(?:CHƯƠNG|Chương) [IVXLC]{1,6}|(?:MỤC|Mục) \d{1,2}")
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")

Piece = tuple[Word, int]
"""A word of the layer and the number of its line."""


def lost_letters(pages: list[tuple[list[Line], list[Line]]]) -> frozenset[str]:
    """Letters that a file's text layer lacks, from pages of (layer, OCR)."""
    missed: Counter[str] = Counter()
    present: Counter[str] = Counter()
    for layer, seen in pages:
        present.update(letter for line in layer for letter in line.text)
        for _, _, pieces, others in _aligned(layer, seen):
            for count, whole in _candidates(pieces, others):
                joined = "".join(_bare(piece.text) for piece, _ in pieces[:count])
                missed.update(_missing(joined, _bare(whole.text)))
    return frozenset(
        letter
        for letter, count in missed.items()
        if letter.isalpha()
        and (count >= _LEAST_SEEN or not present[letter])
        and count >= present[letter] * _LOST_SHARE
    )


def restored(layer: list[Line], seen: list[Line], lost: frozenset[str]) -> list[Line]:
    """Lines of the text layer with the words that OCR shows to be incomplete made whole."""
    layer = _with_headings(layer, seen)
    rows: list[list[Word]] = [[] for _ in layer]
    last = 0
    for kind, equal, pieces, others in _aligned(layer, seen):
        found = equal if kind == "equal" else _mended_block(pieces, others, lost, last)
        for word, number in found:
            rows[number].append(word)
            last = number
    return [Line(tuple(row)) for row in rows if row]


def _with_headings(layer: list[Line], seen: list[Line]) -> list[Line]:
    """Headings set in a font that lacks digits too ("Điề 4" for "Điều 64") are taken whole from
    the OCR line at the same place on the page."""
    headings = [line for line in seen if _HEADING.fullmatch(line.text)]
    lines: list[Line] = []
    for line in layer:
        match = next((one for one in headings if _is_rest_of(line, one)), None)
        if match is None:
            lines.append(line)
            continue
        first, *others = match.words
        begin = Word(first.text, first.box, line.text, messages.LOST_LETTERS)
        rest = [Word(word.text, word.box, "", messages.LOST_LETTERS) for word in others]
        lines.append(Line((begin, *rest)))
    return lines


def _is_rest_of(line: Line, heading: Line) -> bool:
    """Whether a line is a heading with letters missing, at the same height of the page."""
    box, other = line.box, heading.box
    if box is None or other is None or line.text == heading.text:
        return False
    overlap = min(box.bottom, other.bottom) - max(box.top, other.top)
    if overlap < 0.5 * min(box.bottom - box.top, other.bottom - other.top):
        return False
    part = fold(line.text).replace(" ", "")
    return len(part) >= 2 and _is_subsequence(part, fold(heading.text).replace(" ", ""))


def _aligned(
    layer: list[Line], seen: list[Line]
) -> Iterator[tuple[str, list[Piece], list[Piece], list[Word]]]:
    """Stretches of both readings: equal ones, and those where they differ."""
    pieces = [(word, number) for number, line in enumerate(layer) for word in line.words]
    others = [word for line in seen for word in line.words]
    if max(len(pieces), len(others)) > _MOST_WORDS:
        yield "equal", pieces, [], []
        return
    names = [fold(word.text) for word, _ in pieces]
    matcher = SequenceMatcher(None, names, [fold(word.text) for word in others], autojunk=False)
    for kind, low, high, seen_low, seen_high in matcher.get_opcodes():
        if kind == "equal":
            yield kind, pieces[low:high], [], []
        else:
            yield kind, [], pieces[low:high], others[seen_low:seen_high]


def _candidates(pieces: list[Piece], others: list[Word]) -> Iterator[tuple[int, Word]]:
    """First guesses of which pieces are left over from which OCR word."""
    at = 0
    for whole in others:
        count = _pieces_of(pieces[at:], whole)
        if at == 0 and count and is_syllable(_bare(whole.text)):
            yield count, whole
        at += max(count, 1)


def _pieces_of(pieces: list[Piece], whole: Word) -> int:
    """How many of the first pieces on one line together are `whole` with letters missing."""
    target = fold(_bare(whole.text))
    best = 0
    joined = ""
    for count, (piece, number) in enumerate(pieces[:_MOST_PIECES], start=1):
        joined += fold(_bare(piece.text))
        if number != pieces[0][1] or not joined or not _is_subsequence(joined, target):
            break
        if 0 < len(target) - len(joined) <= _MOST_LOST:
            best = count
    return best


def _missing(part: str, whole: str) -> list[str]:
    """Letters of `whole` that `part`, its subsequence but for marks, does not have."""
    at = 0
    missing: list[str] = []
    for letter in whole:
        if (
            at < len(part)
            and fold(letter) == fold(part[at])
            and letter.isupper() == part[at].isupper()
        ):
            at += 1
        else:
            missing.append(letter)
    return missing if at == len(part) else []


def _mended_block(
    pieces: list[Piece], others: list[Word], lost: frozenset[str], line: int
) -> Iterator[Piece]:
    at = 0
    for whole in others:
        for skipped in range(min(3, len(pieces) - at) + 1):
            mended = _mended(pieces[at + skipped :], whole, lost)
            if mended is None:
                continue
            word, count = mended
            yield from pieces[at : at + skipped]
            yield word, pieces[at + skipped][1]
            at += skipped + count
            break
        else:
            bare = _bare(whole.text)
            if bare and is_syllable(bare) and all(letter in lost for letter in bare):
                # Nothing of the word is left in the layer: "có ý nghĩa", "Hồ Chí Minh".
                line = pieces[at][1] if at < len(pieces) else line
                yield Word(whole.text, whole.box, "", messages.LOST_LETTERS), line
    yield from pieces[at:]


def _mended(pieces: list[Piece], whole: Word, lost: frozenset[str]) -> tuple[Word, int] | None:
    """The word that the first pieces are left over from, and their number."""
    for count in range(min(_MOST_PIECES, len(pieces)), 0, -1):
        run = pieces[:count]
        if any(number != run[0][1] for _, number in run):
            continue
        original = " ".join(piece.text for piece, _ in run)
        letters = _bare(original).replace(" ", "")
        target = _bare(whole.text)
        if not letters or not 0 <= len(target) - len(letters) <= _MOST_LOST:
            continue
        made = _filled(letters, target, lost)
        if made is not None and count > 1 and not is_syllable(made):
            # OCR runs words together: "C ƯƠNG I" seen as "CHƯƠNGI".
            last = _bare(run[-1][0].text)
            if made.endswith(last) and is_syllable(made.removesuffix(last)):
                made = made.removesuffix(last)
                run = run[:-1]
                count -= 1
                original = " ".join(piece.text for piece, _ in run)
        if made is None or not (is_syllable(made) or made == letters):
            continue
        if made == letters and count == 1:
            return run[0][0], 1  # only OCR's marks differ: the layer's are exact
        # Punctuation is the layer's: OCR takes commas for dots.
        head = re.match(r"[^\w]*", original)
        tail = re.search(r"[^\w]*$", original)
        text = (head.group() if head else "") + made + (tail.group() if tail else "")
        text = text.replace(" ", "")
        boxes = [piece.box for piece, _ in run if piece.box is not None]
        box = boxes[0].union(boxes[-1]) if boxes else whole.box
        if box is not None and whole.box is not None:
            box = box.union(whole.box)
        return Word(text, box, original, messages.LOST_LETTERS), count
    return None


def _filled(part: str, whole: str, lost: frozenset[str]) -> str | None:
    """`part` with lost letters put in so that it reads like `whole`; None where it cannot."""
    if not whole:
        return "" if not part else None
    letter = whole[0]
    if part and fold(part[0]) == fold(letter) and part[0].isupper() == letter.isupper():
        rest = _filled(part[1:], whole[1:], lost)
        if rest is not None:
            return part[0] + rest
    if len(whole) <= len(part):
        return None
    for fill in _fills(letter, lost):
        rest = _filled(part, whole[1:], lost)
        if rest is not None:
            return fill + rest
    return None


def _fills(letter: str, lost: frozenset[str]) -> list[str]:
    """The lost letter that OCR means: itself, or the only one that differs in its marks."""
    if letter in lost:
        return [letter]
    same = [one for one in lost if fold(one) == fold(letter) and one.isupper() == letter.isupper()]
    return same if len(same) == 1 else []


def _bare(text: str) -> str:
    return _EDGES.sub("", text)


def _is_subsequence(part: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in part)
