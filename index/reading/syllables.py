"""Whether letters can be a Vietnamese syllable: onset, rime and tone that go together.

A judgement on form alone, used to weigh how legible a text is, to tell an encoding from
another and to join torn syllables. It never changes what is quoted by itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_ACUTE, _DOT = "\u0301", "\u0323"

_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"

_RIME_LIST = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu "
    "iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay "
    "oăc oăm oăn oăng oăt oe oen oeo oet oc oi om on ong ooc oong op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh uêt "
    "ui um un ung up ut uôc uôi uôm uôn uông uôt uơ uy uya uych uyên uyêt uyn uynh uyt uyp uyu "
    "ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y yêm yên yêng yêt yêu ych ym yn ynh yp yt yu yêc yêp ya yê ă â uă uăt uăn oo"
)
_RIMES = frozenset(_RIME_LIST.split())
# After "qu" the glide is already spoken: quan = qu + an. After "gi" the i is: gì, gìn, giếng.
_SYLLABLE = re.compile(rf"({_ONSETS})([aăâeêioôơuưy][a-zăâêôơưđ]*)")


@lru_cache(maxsize=32_768)
def is_syllable(letters: str) -> bool:
    """Whether `letters` (any case, NFC) have the form of one Vietnamese syllable."""
    tones: list[str] = []
    base: list[str] = []
    for mark in unicodedata.normalize("NFD", letters.lower()):
        (tones if mark in _TONE_MARKS else base).append(mark)
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(base))
    if bare in ("gi", "qu"):
        return True
    match = _SYLLABLE.fullmatch(bare)
    if match is None:
        # "gì", "gìn": the onset g with a rime that begins with i.
        return bare.startswith("gi") and bare[1:] in _RIMES
    onset, rime = match.groups()
    if rime not in _RIMES and not (bare.startswith("gi") and bare[1:] in _RIMES):
        return False
    if rime.endswith(("c", "p", "t", "ch")):
        return bool(tones) and tones[0] in (_ACUTE, _DOT)
    return onset != "p" or letters.lower().startswith("pa") or bare == "pin"
