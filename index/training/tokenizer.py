"""Learns the vocabulary: words and compounds, both without diacritics too, and word pieces.

Vietnamese writes compounds with spaces ("biên chế"), so a token may span up to three syllables.
The segmentation is the most probable one under a unigram model (Kudo 2018) whose probabilities
are counts. All normalisation lives in the saved tokenizer: who loads the folder gets the same
tokens.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from index.vietnamese import fold

SPACE = "▁"
UNKNOWN = "[UNK]"
_TONES = {
    "o": {"a": "àáảãạ", "e": "èéẻẽẹ"},
    "u": {"y": "ỳýỷỹỵ"},
}
_MARKED_FIRST = {"o": "òóỏõọ", "u": "ùúủũụ"}


@dataclass(frozen=True)
class VocabularySize:
    """How many tokens of each kind."""

    words: int = 18_000
    compounds: int = 20_000
    folded_compounds: int = 12_000
    pieces: int = 8_000


def _tone_rules() -> list[normalizers.Normalizer]:
    """hoà → hòa, khoẻ → khỏe, thuý → thúy: at the end of a syllable only, and never in 'quý'."""
    rules: list[normalizers.Normalizer] = []
    for first, seconds in _TONES.items():
        for second, marked in seconds.items():
            for index, letter in enumerate(marked):
                pattern = rf"(?<![qQ]){first}{letter}(?!\p{{L}})"
                rules.append(
                    normalizers.Replace(Regex(pattern), _MARKED_FIRST[first][index] + second)
                )
    return rules


def _normalizer() -> normalizers.Normalizer:
    return normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            *_tone_rules(),
            normalizers.Replace(Regex(r"\s+"), " "),
        ]
    )


def _pre_tokenizer() -> pre_tokenizers.PreTokenizer:
    """Drops punctuation; what stands between two marks stays whole: compounds match inside it."""
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[^\p{L}\p{M}\p{N} ]+"), "removed"),
            pre_tokenizers.Split(Regex(r"^ +| +$"), "removed"),
            pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always", split=False),
        ]
    )


def _segments(tokenizer: Tokenizer, texts: Iterable[str]) -> Iterable[list[str]]:
    normalise, split = tokenizer.normalizer.normalize_str, tokenizer.pre_tokenizer.pre_tokenize_str
    for text in texts:
        for segment, _ in split(normalise(text)):
            yield segment.strip(SPACE).split(SPACE)


def _compounds(
    counts: dict[int, Counter[str]], words: Counter[str], allowed: set[str], size: int
) -> dict[str, int]:
    """The sequences of 2 and 3 words most worth a token: frequent, and more so than by chance."""
    total = sum(words.values())
    scored: list[tuple[float, str, int]] = []
    for length, sequences in counts.items():
        for sequence, count in sequences.items():
            parts = sequence.split(SPACE)
            if count < 20 or not allowed.issuperset(parts) or any(part.isdigit() for part in parts):
                continue
            chance = math.prod(words[part] / total for part in parts)
            surprise = math.log(count / total / chance) / (length - 1)
            if surprise > 2.0:
                scored.append((count * surprise, sequence, count))
    scored.sort(key=lambda item: (-item[0], item[1]))
    return {sequence: count for _, sequence, count in scored[:size]}


def _pieces(rare: Counter[str], size: int) -> list[tuple[str, float]]:
    """Word pieces for names and numbers outside the word list, by the ordinary unigram trainer."""
    trainer = trainers.UnigramTrainer(
        vocab_size=size,
        show_progress=False,
        unk_token=UNKNOWN,
        special_tokens=[UNKNOWN],
        max_piece_length=8,
    )
    model = Tokenizer(models.Unigram())
    model.train_from_iterator(
        (SPACE + word for word, count in rare.items() for _ in range(min(count, 20))), trainer
    )
    # By name and roughly scored: order and last digits of the trainer differ with every process.
    return sorted(
        (piece, round(score, 2)) for piece, score in _vocabulary_of(model) if piece != UNKNOWN
    )


def _vocabulary_of(model: Tokenizer) -> list[tuple[str, float]]:
    state = json.loads(model.to_str())
    return [(piece, float(score)) for piece, score in state["model"]["vocab"]]


def train_tokenizer(texts: Iterable[str], size: VocabularySize) -> Tokenizer:
    """Counts words and their sequences in `texts` (a sample is enough) and builds the tokenizer."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer, tokenizer.pre_tokenizer = _normalizer(), _pre_tokenizer()
    words: Counter[str] = Counter()
    sequences: dict[int, Counter[str]] = {2: Counter(), 3: Counter()}
    for segment in _segments(tokenizer, texts):
        words.update(segment)
        for length, counter in sequences.items():
            counter.update(
                SPACE.join(segment[i : i + length]) for i in range(len(segment) - length + 1)
            )
    total = sum(words.values())
    common = dict(words.most_common(size.words))
    compounds = _compounds(sequences, words, set(common), size.compounds)
    rare = Counter({word: count for word, count in words.items() if word not in common and word})

    counted: dict[str, float] = {word: float(count) for word, count in common.items()}
    counted |= compounds
    folded: Counter[str] = Counter()
    for word, count in common.items():
        folded[fold(word)] += count
    for sequence, count in list(compounds.items())[: size.folded_compounds]:
        folded[fold(sequence)] += count
    for token, count in folded.items():
        # Text without diacritics is the exception: a tenth of the weight keeps real words first.
        counted.setdefault(token, count * 0.1)
    vocabulary = {
        SPACE + token: math.log(count / total) for token, count in counted.items() if token
    }
    # A piece must never beat a whole word: word scores lie above -20.
    for piece, score in _pieces(rare, size.pieces):
        vocabulary.setdefault(piece, score - 20.0)
    for char in sorted({char for token in vocabulary for char in token}):
        vocabulary.setdefault(char, -45.0)
    entries = [(UNKNOWN, -60.0), *vocabulary.items()]
    tokenizer.model = models.Unigram(entries, unk_id=0)
    return tokenizer
