"""A document's head -> its identity: kind, number, issuer, date, title."""

from __future__ import annotations

import re

from index import messages
from index.identity.capitals import PROPER, lowered
from index.identity.dates import DATE_WORDS, date_of, iso, passed
from index.identity.numbers import ANY_KIND, KINDS, NUMBER, NUMBER_LINE, kind_of, number_of
from index.identity.offices import MOTTO, issuer_of
from index.types import Identity, SourceText
from index.vietnamese import fold

_SPACE = r"\s"
_KIND_LINE = re.compile(rf"(?i)(?:{ANY_KIND})(?=\W*$)")
_FOLDED_KINDS = {fold(kind): kind for kind in KINDS}
_KIND_START = re.compile(
    rf"(?:{'|'.join(kind.upper().replace(' ', _SPACE) for kind in KINDS)})(?=\s)"
)
_TOPIC = re.compile(r"Đề mục (\d{1,3}\.\d{1,3}) \S")
_TITLE_LINE = re.compile(
    r"((?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư)\s\S.{1,200}?)"
    rf"\s{{1,3}}số\s{{1,3}}({NUMBER})$"
)
# "Luật số 02/2011/QH13 Khiếu nại ngày 11/11/2011 của Quốc hội": how pháp điển names a source.
_CITED_LINE = re.compile(
    rf"({ANY_KIND})\s{{1,3}}số\s{{1,3}}({NUMBER})\s{{1,3}}((?:(?!, có hiệu lực).){{2,400}}?)"
    r"(?:\s{1,3}ngày\s{1,3}(\d{1,2})/(\d{1,2})/(\d{4})(?:\s{1,3}của\s{1,3}([^,;]{3,80}))?)?"
    r"(?:, có hiệu lực thi hành kể từ ngày [\d/]{8,10})?$"
)
_HEAD_END = re.compile(
    r"(?:Căn cứ|Theo đề nghị|Xét đề nghị|Chương\s+[IVX\d]|CHƯƠNG\s+[IVX\d]|Điều\s+\d|"
    r"Thực hiện|Kính gửi|"
    r"[I1]\s*[.\-–]\s|LỜI NÓI ĐẦU|QUYẾT (?:ĐỊNH|NGHỊ)\s*:|Nguồn:)"
)
_AUTHORITY = re.compile(
    r"(?:CHÍNH PHỦ|THỦ TƯỚNG CHÍNH PHỦ|QUỐC HỘI|ỦY BAN THƯỜNG VỤ QUỐC HỘI|"
    r"(?:BỘ|TỔNG CỤC|CỤC|TỔNG THANH TRA)\s?\S* ?TRƯỞNG|"
    r"CHỦ TỊCH|HỘI ĐỒNG NHÂN DÂN|BỘ CHÍNH TRỊ|TỔNG CỤC TRƯỞNG|THỐNG ĐỐC|TỔNG THANH TRA)\b"
)
_APPENDIX = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?[IVXLC\d]+)?(?=\W*$)")
_ATTACHED_TO = re.compile(rf"(?i:kèm theo)\s+((?:{ANY_KIND})\s+số\s+{NUMBER})")
_HEAD_LINES = 60
_TITLE_LINES = 6


def identify(source: SourceText, file_stem: str) -> Identity:
    """What the head of a text says. file_stem counts only where it is a full document number
    with slashes (a law picked from pháp điển); "" stands for what the text does not say."""
    lines = [" ".join(line.split()) for line in source.text[:20_000].split("\n")]
    lines = [line.strip("* _-#|") for line in lines if line.strip("* _-#|")][:_HEAD_LINES]
    cited = next((m for line in lines[:3] if (m := _CITED_LINE.match(line))), None)
    if cited is not None:
        return _cited(cited)
    if lines and (topic := _TOPIC.match(lines[0])):
        title = messages.CODIFIED.format(title=lines[0])
        return Identity(kind="Đề mục", number=topic.group(1), title=title)
    head = lines[: head_length(lines)]
    named = next((m for line in head if (m := _TITLE_LINE.fullmatch(line))), None)
    if head and (appendix := _APPENDIX.match(head[0])):
        return _attached(appendix.group(), head)
    number = number_of(head) or (named.group(2) if named else "")
    if not number and "/" in file_stem and re.fullmatch(NUMBER, file_stem):
        number = file_stem
    if 1 in source.doubtful_pages and _contradicts(file_stem, number):
        number = ""  # OCR read 88 where the file is called 288: better no number than a wrong one
    position, kind = _kind(head, number)
    if named and not kind:
        kind = next((one for one in KINDS if named.group(1).startswith(one)), "")
    date = date_of(head) or passed(source.text)
    issuer = issuer_of(head[: position if position is not None else len(head)], number)
    subject = _subject(lines, position, kind) if position is not None else ""
    title = f"{named.group(1)} số {number}" if named else _title(kind, number, subject, date)
    return Identity(kind=kind, number=number, issuer=issuer, date=date, title=title)


def head_length(lines: list[str]) -> int:
    """How many of the first lines stand before the text itself begins."""
    return next((n for n, line in enumerate(lines) if n and _HEAD_END.match(line)), len(lines))


def _contradicts(file_stem: str, number: str) -> bool:
    named = re.match(r"\d{1,5}(?!\d)", file_stem)
    printed = re.match(r"\d+", number)
    if named is None or printed is None:
        return False
    return named.group().lstrip("0") != printed.group().lstrip("0")


def _attached(label: str, head: list[str]) -> Identity:
    """An appendix in a file of its own: it has no number, but says what it belongs to."""
    title = [line for line in head[1:6] if line.isupper()]
    text = " ".join(head[:12])
    owner = _ATTACHED_TO.search(text)
    name = " ".join([label.strip(" .:"), lowered(" ".join(title))]).strip()
    if owner is not None:
        name += f" (kèm theo {owner.group(1)})"
    return Identity(kind="Phụ lục", title=name)


def _cited(match: re.Match[str]) -> Identity:
    kind, number, subject, day, month, year, issuer = match.groups()
    date = iso(day, month, year) if day else ""
    title = _title(kind, number, subject, date)
    return Identity(kind, number, (issuer or "").strip() or issuer_of([], number), date, title)


def _kind(head: list[str], number: str) -> tuple[int | None, str]:
    """Position of the line that names the kind, and the kind."""
    for position, line in enumerate(head):
        # Folded: a scan reads "QUYÉT ĐỊNH".
        kind = _FOLDED_KINDS.get(fold(line.strip(" .:*")))
        if kind is not None:
            return position, kind
    for position, line in enumerate(head):
        match = _KIND_START.match(line)
        # "NGHỊ QUYẾT _ Ban hành": a scan's rule between the kind and what it is about.
        if match is not None and (line.isupper() or not line[match.end() :].strip()[:1].isalnum()):
            return position, " ".join(match.group().split()).capitalize()
    return None, kind_of(number)


def _subject(lines: list[str], position: int, kind: str) -> str:
    """The words under the kind that say what the document is about."""
    words: list[str] = []
    first = _KIND_START.match(lines[position])
    if first is not None and _KIND_LINE.match(lines[position]) is None:
        words.append(lines[position][first.end() :].strip(" _-–.:"))
    for line in lines[position + 1 : position + 1 + _TITLE_LINES]:
        if (
            _HEAD_END.match(line)
            or (MOTTO.match(line) and kind != "Hiến pháp")
            or line.startswith("(")
        ):
            break
        if words and (_AUTHORITY.match(line) or line.endswith((":", ".", ";", ","))):
            break
        if words and words[-1].isupper() and not line.isupper():
            break
        if NUMBER_LINE.match(line) or DATE_WORDS.search(line):
            if words:
                break
            continue
        words.append(line)
    subject = lowered(" ".join(words).strip())
    return re.sub(rf"(?i)^{kind}\s+", "", subject) if kind else subject


def _title(kind: str, number: str, subject: str, date: str) -> str:
    """ "Luật Tiếp công dân số 42/2013/QH13", "Nghị định số 61/2018/NĐ-CP về thực hiện ..."."""
    if not kind:
        return subject
    if kind == "Hiến pháp":
        year = f" năm {date[:4]}" if date else ""
        return f"{kind} {subject[:1].lower()}{subject[1:]}{year}".replace("  ", " ").strip()
    if kind in ("Luật", "Bộ luật", "Pháp lệnh"):
        name = f"{kind} {subject[:1].upper()}{subject[1:]}".strip()
        return f"{name} số {number}" if number else name
    name = f"{kind} số {number}" if number else kind
    if subject and not subject.split()[0].isupper():
        first = subject.split()[0]
        keeps = any(subject.startswith(one) for one in PROPER)
        subject = subject if keeps else first.lower() + subject[len(first) :]
    return f"{name} {subject}".strip()
