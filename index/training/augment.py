"""Ways a question differs from the text: no diacritics, some diacritics, words left out."""

import random

from index.vietnamese import fold


def half_fold(text: str, rng: random.Random, share: float = 0.5) -> str:
    """Strips the diacritics of about `share` of the words, as in hasty typing."""
    return " ".join(fold(word) if rng.random() < share else word for word in text.split())


def cloze(sentence: str, rng: random.Random) -> str:
    """A question-like remnant of a sentence: without a run of words (the 'answer') and some others.

    After the inverse cloze task (Lee, Chang and Toutanova 2019) and cloze-style question
    generation (Lewis, Denoyer and Riedel 2019).
    """
    words = sentence.split()
    gap = max(1, int(len(words) * rng.uniform(0.1, 0.4)))
    start = rng.randrange(max(len(words) - gap, 1))
    rest = words[:start] + words[start + gap :]
    dropped = rng.uniform(0.0, 0.5)
    kept = [word for word in rest if rng.random() >= dropped]
    return " ".join(kept or rest)
