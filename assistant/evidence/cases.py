"""'Trường hợp quá thời hạn ... thì ...': what a rule says stands behind the case it is for."""

from __future__ import annotations

import re

from assistant.citing import Excerpt, excerpt_of, opened_by
from assistant.drafts import pieces
from assistant.evidence.atoms import ITEM_MARK

_CASE_WORDS = 55  # of a case that are shown before its rule
_RULE_WORDS = 45
_CASE = re.compile(
    rf"(?:{ITEM_MARK})?(?:Trong )?(?:[Tt]rường hợp|[Nn]ếu|[Kk]hi|"
    r"[Qq]uá (?:trình|thời hạn)|[Hh]ết thời hạn|[Ss]au khi|[Đđ]ối với)\b"
)
_THEN = re.compile(r"\bthì\b")
_RULE = re.compile(r",\s(?=[^,;]{1,120}\b(?:phải|không được|có (?:quyền|thể|trách nhiệm))\b)")


def with_rule(clause: Excerpt, sentence: Excerpt) -> Excerpt | None:
    """The case and the rule for it, of a clause that says no more than the case."""
    text, passage, at = sentence.text, sentence.passage, sentence.start
    begin = text.rfind(";", 0, clause.start - at) + 1
    begin += len(text[begin:]) - len(text[begin:].lstrip())
    semicolon = text.find(";", clause.end - at)
    end = semicolon if semicolon >= 0 else len(text)
    case = _CASE.match(text, begin)
    if case is None:
        return None
    rule = _THEN.search(text, case.end(), end) or _RULE.search(text, case.end(), end)
    if rule is None or clause.end - at > rule.end():
        return None
    start = rule.end() if rule.group().startswith(",") else rule.start()
    said = pieces(excerpt_of(passage, at + start, at + end), _RULE_WORDS)[0]
    return opened_by(excerpt_of(passage, at + begin, at + rule.start()), said, _CASE_WORDS)
