"""Follow-ups: what a question that leans on earlier turns takes over from them.

Its own words always win: a year, a place, a level of government or a document that it names
replaces the one said before. What it does not say is carried over with less weight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.understanding.concepts import merged
from assistant.understanding.wanted import Wanted
from index.vietnamese import fold

if TYPE_CHECKING:
    from assistant.understanding.analysis import Understanding
    from assistant.understanding.naming import Named

CARRIED = 0.45
"""Weight of a word carried over from an earlier turn, against 1 for the question's own."""

_LEANS = re.compile(
    r"^(?:con|the|vay|rieng|nhu vay|trong do|tuc la|thi|nam truoc|gom nhung|do dau|o do)\b|"
    r"\bthi sao\b|\bnua\b\W*$|\btrong so do\b|\bnhu vay\b|"
    r"\b(?:ong|ba|anh|chi|thay|co|nguoi) (?:ay|do|ta|kia)\b|"
    r"\b(?:van ban|chi thi|nghi quyet|quyet dinh|ke hoach|cong van|luat|nghi dinh|quy dinh|"
    r"ket luan|"
    r"viec|chuyen|kieu|cai|noi|mo hinh|nghi quyet|de an) (?:do|ay|nay|kia|vay|the)\b"
)
_PERSON = re.compile(r"\b(?:ong|ba|anh|chi|thay|co|nguoi) (?:ay|do|ta|kia)\b")
_DOCUMENT = re.compile(
    r"\b(?P<kind>van ban|chi thi|nghi quyet|quyet dinh|ke hoach|cong van|luat|nghi dinh|quy dinh|"
    r"ket luan)"
    r" (?:do|ay|nay|kia)\b"
)
_LEVELS = frozenset(
    """
    tinh huyen xa phuong tran thon thi so nganh trung uong ubnd cap thanh pho cac
    """.split()
)
_SELF_CONTAINED = 7  # words: a longer question without a leaning word stands alone
_SAYS_ITSELF = 4  # words that do not only ask: so does a shorter one that has as many
_ONLY_ASKS = frozenset(
    """
    bao nhieu may nao gi sao ai dau khong chua the lau gio la co duoc bi do thi va cua trong khi
    ngay nam thang ban hanh ky ra ve so van o vay ha nhi a gom xa huyen tinh thon
    """.split()
)
_BEFORE = re.compile(r"\b(?:nam|giai doan|ky|nhiem ky) truoc\b")
MARKS = " ?!."


def depends_on_history(folded: str, has_history: bool) -> bool:
    """Whether a folded question leans on earlier turns."""
    if not has_history:
        return False
    words = folded.strip(MARKS).split()
    says_itself = sum(word not in _ONLY_ASKS for word in words) >= _SAYS_ITSELF
    return bool(_LEANS.search(folded)) or (len(words) < _SELF_CONTAINED and not says_itself)


def carry_over(
    own: Understanding, turns: Sequence[Understanding], answered: Understanding
) -> Understanding:
    """The question with what it leaves unsaid. turns: earlier questions, oldest first.
    answered: the words that answered the last one."""
    last = turns[-1]
    if len(turns) > 1 and depends_on_history(fold(last.text), True):
        last = carry_over(last, turns[:-1], answered)
    folded = fold(own.text)
    wanted = last.wanted if own.wanted is Wanted.OTHER or _asks_the_same(folded) else own.wanted
    says_level = any(c.key in _LEVELS for c in own.concepts)
    carried = [
        replace(c, weight=c.weight * CARRIED)
        for c in last.concepts
        if not (says_level and _LEVELS.issuperset(c.key.split()))
    ]
    pointed_at = _pointed_at(folded, answered)
    named = own.named or pointed_at or last.named
    unclear = own.unclear if own.named or pointed_at else last.unclear
    names = own.names or (answered.names if _PERSON.search(folded) else last.names)
    numbers = " ".join(word for d in named for word in (d.kind, *d.numbers))
    return replace(
        own,
        text=f"{own.text.rstrip(MARKS)} ({last.text.rstrip(MARKS)})",
        query=f"{own.query} {last.query}",
        expansion=f"{own.expansion} {numbers} {' '.join(names)}".strip(),
        wanted=wanted,
        concepts=merged(own.concepts, carried),
        years=own.years or _years_meant(folded, last.years),
        names=names,
        named=named,
        unclear=unclear,
        within=own.within or last.within,
        follows=True,
        carried=last.text,
    )


def _asks_the_same(folded: str) -> bool:
    """'Còn tố cáo?', 'cấp huyện thì sao?': asks the same thing of something else."""
    return bool(re.search(r"\bthi sao\b", folded)) or not re.search(
        r"\b(?:bao nhieu|may|nao|gi|sao|ai|dau|khong|chua|the nao|bao lau|bao gio)\b", folded
    )


def _years_meant(folded: str, said: tuple[str, ...]) -> tuple[str, ...]:
    """The years said before, or those in front of them where 'năm trước' asks for these: a period
    moves by its own length."""
    if not _BEFORE.search(folded) or not said:
        return said
    years = [int(year) for year in said]
    back = max(years) - min(years) + 1
    return tuple(str(year - back) for year in years)


def _pointed_at(folded: str, answered: Understanding) -> tuple[Named, ...]:
    """The document of the last answer that 'chỉ thị đó' points at."""
    match = _DOCUMENT.search(folded)
    if not match:
        return ()
    kind = match["kind"]
    return tuple(d for d in answered.named if kind == "van ban" or fold(d.kind) == kind)[:1]
