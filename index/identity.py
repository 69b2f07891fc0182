"""What a document says it is, from its own head: kind, number, issuer, date, title, and what it
says about other documents. File names are not believed: real files carry wrong ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.types import Identity, SourceText
from index.vietnamese import fold

GUIDES = "hướng dẫn"
AMENDS = "sửa đổi"
REPLACES = "thay thế"
BASED_ON = "căn cứ"
ENDS = "hết hiệu lực"

_KINDS = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết liên tịch", "Nghị quyết", "Nghị định",
    "Quyết định", "Chỉ thị", "Thông tư liên tịch", "Thông tư", "Kết luận", "Quy định", "Quy chế",
    "Hướng dẫn", "Kế hoạch", "Chương trình", "Báo cáo", "Thông báo", "Công điện", "Công văn",
    "Tờ trình", "Đề án", "Điều lệ", "Lệnh",
)  # fmt: skip
_SPACE = r"\s"
_ANY_KIND = "|".join(kind.replace(" ", r"\s") for kind in _KINDS)
_KIND_LINE = re.compile(rf"(?i)(?:{_ANY_KIND})(?=\W*$)")
_FOLDED_KINDS = {fold(kind): kind for kind in _KINDS}
_KIND_START = re.compile(
    rf"(?:{'|'.join(kind.upper().replace(' ', _SPACE) for kind in _KINDS)})(?=\s)"
)
_KIND_OF_NUMBER = (
    ("NĐ", "Nghị định"), ("NQ", "Nghị quyết"), ("QĐ", "Quyết định"), ("CT", "Chỉ thị"),
    ("KL", "Kết luận"), ("TTLT", "Thông tư liên tịch"), ("TT", "Thông tư"), ("BC", "Báo cáo"),
    ("KH", "Kế hoạch"), ("TB", "Thông báo"), ("HD", "Hướng dẫn"), ("CTr", "Chương trình"),
    ("CĐ", "Công điện"), ("TTr", "Tờ trình"),
)  # fmt: skip
# A number as printed: 61/2018/NĐ-CP, 18-NQ/TW, 22/VBHN-VPQH, 75/2015/QH13, 163/TB-VPCP.
_NUMBER = r"\d{1,5}(?:/\d{4})?(?:[/\-][A-ZĐƯa-zđ][\wĐđ]*)+(?:[/\-][\wĐđ]+)*"
_NUMBER_LINE = re.compile(
    rf"(?:[Ss][ốôó]|SỐ)\s*:?\s*({_NUMBER})|"
    rf"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết)\s+số\s*:\s*({_NUMBER})"
)
_DATE_WORDS = re.compile(
    r"(?i)ngày\s{0,3}(\d{1,2})\s{0,3}tháng\s{0,3}(\d{1,2})\s{0,3}năm\s{0,3}(\d{4})"
)
_DATE_FIGURES = re.compile(r"(?i)ngày(?:\s+ban\s+hành)?\s*:?\s*(\d{1,2})/(\d{1,2})/(\d{4})")
_PASSED = re.compile(r"thông qua\s+ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_TOPIC = re.compile(r"Đề mục (\d{1,3}\.\d{1,3}) \S")
_TITLE_LINE = re.compile(
    r"((?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư)\s\S.{1,200}?)\s+số\s+"
    rf"({_NUMBER})$"
)
# "Luật số 02/2011/QH13 Khiếu nại ngày 11/11/2011 của Quốc hội": how pháp điển names a source.
_CITED_LINE = re.compile(
    rf"({_ANY_KIND})\s+số\s+({_NUMBER})\s+((?:(?!, có hiệu lực).){{2,400}}?)"
    r"(?:\s+ngày\s+(\d{1,2})/(\d{1,2})/(\d{4})(?:\s+của\s+([^,;]{3,80}))?)?"
    r"(?:, có hiệu lực thi hành kể từ ngày [\d/]{8,10})?$"
)
_MOTTO = re.compile(
    r"(?i)cộng (?:hoà|hòa) xã hội chủ nghĩa|độc lập\s*[-–—]|"
    r"^đảng cộng sản việt nam"
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
_ATTACHED_TO = re.compile(rf"(?i:kèm theo)\s+((?:{_ANY_KIND})\s+số\s+{_NUMBER})")
_OFFICE_WORD = re.compile(
    r"\b(?:QUỐC HỘI|CHÍNH PHỦ|BỘ|ỦY BAN|UỶ BAN|ỦY|UỶ|HỘI|HỘI ĐỒNG|BAN|VĂN PHÒNG|CỤC|SỞ|TÒA|"
    r"TOÀ|VIỆN|"
    r"THANH TRA|ĐẢNG|CHỦ TỊCH|THỦ TƯỚNG|MẶT TRẬN|CÔNG AN|NGÂN HÀNG|ĐOÀN|TRƯỜNG|PHÒNG|KIỂM TOÁN)\b"
)
_HEAD_LINES = 60
_TITLE_LINES = 6
_ISSUERS = (
    "Ủy ban Thường vụ Quốc hội", "Văn phòng Quốc hội", "Quốc hội", "Thủ tướng Chính phủ",
    "Văn phòng Chính phủ", "Chính phủ", "Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư",
    "Văn phòng Trung ương Đảng", "Hội đồng Thẩm phán Tòa án nhân dân tối cao", "Chủ tịch nước",
    "Bộ Nội vụ", "Bộ Tài chính", "Bộ Tư pháp", "Bộ Công an", "Bộ Quốc phòng", "Bộ Công Thương",
    "Bộ Giáo dục và Đào tạo", "Bộ Y tế", "Thanh tra Chính phủ", "Tổng cục Thuế",
)  # fmt: skip
_ISSUER_OF_NUMBER = (
    (re.compile(r"/QH\d+$"), "Quốc hội"),
    (re.compile(r"/UBTVQH\d+$"), "Ủy ban Thường vụ Quốc hội"),
    (re.compile(r"-CP$"), "Chính phủ"),
    (re.compile(r"-TTg$"), "Thủ tướng Chính phủ"),
    (re.compile(r"-VPQH$"), "Văn phòng Quốc hội"),
    (re.compile(r"-VPCP$"), "Văn phòng Chính phủ"),
)
_PROPER = (
    "Việt Nam", "Quốc hội", "Chính phủ", "Trung ương", "Đảng", "Nhà nước", "Thủ tướng",
    "Ban Bí thư",
    "Bộ Chính trị", "Mặt trận Tổ quốc", "Tổ quốc", "Hà Nội", "Bắc Giang", "Hiến pháp",
    "Ban Chấp hành",
    "Công đoàn", "Cộng hòa", "Cộng hoà", "Kho bạc Nhà nước", "Ủy ban Thường vụ",
)  # fmt: skip
_ROMAN = re.compile(r"\b[ivx]{2,6}\b")
_NAMED_LAW = re.compile(r"\b(bộ luật|luật|pháp lệnh) (\w)")
_PLACE_WORDS = re.compile(r"\b(tỉnh|huyện|thành phố|quận|thị xã|xã|phường|thị trấn)\s+(.+)$")


def identify(source: SourceText, file_stem: str) -> Identity:
    """What the head of a text says. file_stem counts only where it is a full document number
    with slashes (a law picked from pháp điển); "" stands for what the text does not say."""
    lines = [" ".join(line.split()) for line in source.text[:20_000].split("\n")]
    lines = [line.strip("* _-#|") for line in lines if line.strip("* _-#|")][:_HEAD_LINES]
    cited = next((m for line in lines[:3] if (m := _CITED_LINE.match(line))), None)
    if cited is not None:
        return _cited(cited)
    if lines and (topic := _TOPIC.match(lines[0])):
        return Identity(kind="Đề mục", number=topic.group(1), title=f"{lines[0]} (Bộ pháp điển)")
    head = lines[: _head_length(lines)]
    named = next((m for line in head if (m := _TITLE_LINE.fullmatch(line))), None)
    if head and (appendix := _APPENDIX.match(head[0])):
        return _attached(appendix.group(), head)
    number = _number(head) or (named.group(2) if named else "")
    if not number and "/" in file_stem and re.fullmatch(_NUMBER, file_stem):
        number = file_stem
    if 1 in source.doubtful_pages and _contradicts(file_stem, number):
        number = ""  # OCR read 88 where the file is called 288: better no number than a wrong one
    position, kind = _kind(head, number)
    if named and not kind:
        kind = next((one for one in _KINDS if named.group(1).startswith(one)), "")
    date = _date(head) or _passed(source.text)
    issuer = _issuer(head[: position if position is not None else len(head)], number)
    subject = _subject(lines, position, kind) if position is not None else ""
    title = f"{named.group(1)} số {number}" if named else _title(kind, number, subject, date)
    return Identity(kind=kind, number=number, issuer=issuer, date=date, title=title)


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
    name = " ".join([label.strip(" .:"), _lowered(" ".join(title))]).strip()
    if owner is not None:
        name += f" (kèm theo {owner.group(1)})"
    return Identity(kind="Phụ lục", title=name)


def _cited(match: re.Match[str]) -> Identity:
    kind, number, subject, day, month, year, issuer = match.groups()
    date = _iso(day, month, year) if day else ""
    title = _title(kind, number, subject, date)
    return Identity(kind, number, (issuer or "").strip() or _issuer([], number), date, title)


def _head_length(lines: list[str]) -> int:
    return next((n for n, line in enumerate(lines) if n and _HEAD_END.match(line)), len(lines))


def _number(head: list[str]) -> str:
    for line in head:
        match = _NUMBER_LINE.match(line)
        if match is not None:
            return (match.group(1) or match.group(2)).rstrip(".-/")
    return ""


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
            return position, _spelled(match.group())
    codes = re.split(r"[/\-\d]+", number)
    return None, next((kind for code, kind in _KIND_OF_NUMBER if code in codes), "")


def _spelled(kind: str) -> str:
    return " ".join(kind.split()).capitalize()


def _date(head: list[str]) -> str:
    for pattern in (_DATE_FIGURES, _DATE_WORDS):
        for line in head:
            match = pattern.search(line)
            # A sentence that mentions another document's date is not the document's own.
            if match is not None and len(line) < 120 and " của " not in line[: match.start()]:
                return _iso(*match.groups())
    return ""


def _passed(text: str) -> str:
    """A law's date where its head has none: "... thông qua ngày 12 tháng 6 năm 2018"."""
    matches = list(_PASSED.finditer(text))
    return _iso(*matches[-1].groups()) if matches else ""


def _iso(day: str, month: str, year: str) -> str:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return ""
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _issuer(before: list[str], number: str) -> str:
    """The offices printed above the number: the last one issues (Bộ Tài chính / Tổng cục Thuế)."""
    offices: list[str] = []
    for line in before:
        if _NUMBER_LINE.match(line) or _DATE_WORDS.search(line) or line.lower().startswith("số"):
            break
        name = re.split(r"\s{2,}|\s\|\s|\s*-{3,}", _MOTTO.split(line)[0])[0].strip(" .*-|")
        name = name.upper() if _mostly_capitals(name) else name
        if name.isupper() and 3 < len(name) < 80 and (offices or _OFFICE_WORD.search(name)):
            is_rest = offices and re.match(
                r"TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ|QUỐC HỘI$", name
            )
            if is_rest and offices[-1] != "QUỐC HỘI":
                offices[-1] += f" {name}"
            elif _OFFICE_WORD.search(name):
                offices.append(name)
    if not offices:
        return next((office for ending, office in _ISSUER_OF_NUMBER if ending.search(number)), "")
    return _office(offices[-1])


def _mostly_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > len(letters) * 0.7


def _office(capitals: str) -> str:
    for office in _ISSUERS:
        if capitals.replace("UỶ", "ỦY").endswith(office.upper()):
            return office
    return _PLACE_WORDS.sub(lambda m: f"{m.group(1)} {m.group(2).title()}", _lowered(capitals))


def _lowered(capitals: str) -> str:
    """Words in capitals as a sentence, with the capitals that names keep."""
    text = capitals.lower() if capitals.isupper() else capitals
    if capitals.isupper():
        for name in _PROPER:
            text = re.sub(rf"\b{name.lower()}\b", name, text)
        text = _ROMAN.sub(lambda match: match.group().upper(), text)
        text = _NAMED_LAW.sub(lambda m: f"{m.group(1).capitalize()} {m.group(2).upper()}", text)
    return text[:1].upper() + text[1:]


def _subject(lines: list[str], position: int, kind: str) -> str:
    """The words under the kind that say what the document is about."""
    words: list[str] = []
    first = _KIND_START.match(lines[position])
    if first is not None and _KIND_LINE.match(lines[position]) is None:
        words.append(lines[position][first.end() :].strip(" _-–.:"))
    for line in lines[position + 1 : position + 1 + _TITLE_LINES]:
        if (
            _HEAD_END.match(line)
            or (_MOTTO.match(line) and kind != "Hiến pháp")
            or line.startswith("(")
        ):
            break
        if words and (_AUTHORITY.match(line) or line.endswith((":", ".", ";", ","))):
            break
        if words and words[-1].isupper() and not line.isupper():
            break
        if _NUMBER_LINE.match(line) or _DATE_WORDS.search(line):
            if words:
                break
            continue
        words.append(line)
    subject = _lowered(" ".join(words).strip())
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
        keeps = any(subject.startswith(one) for one in _PROPER)
        subject = subject if keeps else first.lower() + subject[len(first) :]
    return f"{name} {subject}".strip()


# --- relations -------------------------------------------------------------------------------

_MENTION = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư liên tịch|"
    r"Thông tư|Kết luận|Quy định|Hiến pháp)\s(?!này\b)"
    rf"(?:(?:[^;:.()\d“”\n]|\d(?!\d{{0,6}}[/\-])){{0,120}}?\s)?số\s({_NUMBER})|"
    r"(?P<name>(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s[^;:.()“”\n\d]{2,90}?)"
    r"(?=\s(?:ngày|năm\s\d|đã được|được sửa|hết hiệu lực)|[;.()]|$)"
)
_CONSOLIDATED = "XÁC THỰC VĂN BẢN HỢP NHẤT"
# "Các quy định về tiếp công dân tại Luật ...": only a part of that law ends.
_PARTLY = re.compile(
    r"\b(?:Chương|Mục|[Đđ]iều|[Kk]hoản|[Đđ]iểm)\s+[\dIVX]|"
    r"\bquy định\s(?:[^,;]{0,80}\s)?(?:tại|trong)\s"
)
_GUIDING = re.compile(r"(?i)\b(?:quy định chi tiết|hướng dẫn)\b")
_AMENDING = re.compile(r"(?i)\bsửa đổi, bổ sung\b")
_REPLACING = re.compile(r"(?i)\b(?:này|và)\s+thay thế\b|^\W*thay thế\b|\bđược thay thế bằng\b")
_ENDING = re.compile(r"(?i)\b(?:hết hiệu lực|bị bãi bỏ|bãi bỏ)\b")
_SENTENCE = re.compile(r"[^.;\n]+(?:\.(?=\d)[^.;\n]*)*")


@dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    start: int


def relations(source: SourceText) -> tuple[tuple[str, str], ...]:
    """What a document says about others: (relation, number, or name where it gives no number)."""
    text = source.text.split(_CONSOLIDATED, 1)[0]  # behind it stand notes about other laws
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    found: dict[tuple[str, str], None] = {}
    title = " ".join(lines[: min(_head_length(lines), 15)])
    own = _number(lines[:15])
    for relation, pattern in ((GUIDES, _GUIDING), (AMENDS, _AMENDING)):
        match = pattern.search(title)
        if match is not None and "/VBHN" not in own:
            for mention in _mentions(title[match.end() :][:600]):
                found[relation, mention.name] = None
    for line in lines:
        if line.startswith("Căn cứ"):
            for mention in _mentions(line):
                found[BASED_ON, mention.name] = None
                break  # what follows is what amended it
        elif "hiệu lực" in line or "thay thế" in line or "bãi bỏ" in line:
            for relation, name in _endings(line):
                found[relation, name] = None
    return tuple(pair for pair in found if pair[1] != own)


def _mentions(text: str) -> Iterator[_Mention]:
    for match in _MENTION.finditer(text):
        name = match.group(1) or " ".join(match.group("name").split())
        if not re.search(r"\bnày\b", match.group()):
            yield _Mention(name.rstrip(" .,-/"), match.start())


def _endings(line: str) -> Iterator[tuple[str, str]]:
    """Documents that a sentence says are replaced or no longer in force."""
    for match in _SENTENCE.finditer(line):
        sentence = match.group()
        replacing, ending = _REPLACING.search(sentence), _ENDING.search(sentence)
        if replacing is None and ending is None:
            continue
        if not re.search(r"\bnày\b", sentence):
            continue
        partly = False
        before = 0
        for mention in _mentions(sentence):
            partly = partly or _PARTLY.search(sentence, before, mention.start) is not None
            inside_name = sentence[: mention.start].rstrip().endswith((" của", "thi hành"))
            before = mention.start
            if replacing is not None and mention.start > replacing.start():
                yield REPLACES, mention.name
            elif ending is not None and mention.start < ending.start():
                if partly:
                    yield AMENDS, mention.name
                elif not inside_name:
                    yield ENDS, mention.name
