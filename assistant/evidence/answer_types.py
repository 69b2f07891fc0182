"""Where a stretch of text holds the kind of thing a question asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.evidence.atoms import ITEM_MARK
from assistant.understanding import Wanted
from index.types import Span
from index.vietnamese import CAPITAL, fold, fold_keeping_offsets

_VALUE = re.compile(
    r"(?<![\w/.,-])\d[\d.,]*(?:\s?(?:[-–]|đến)\s?\d[\d.,]*)?(?:/\d[\d.]*)?(?![/\w-]*[/-][A-ZĐ])"
    r"\s?(?P<unit>%|đồng chí|đồng bào|[^\W\d_]+)?"
)
# With its diacritics: without them 'sau' is also 'after', 'ba' a woman and 'nam' a year.
_NUMBER_WORD = re.compile(
    r"(?<!tháng )(?<!lần )(?<!thứ )\b(?:"
    r"một(?! (?:số|vài|cách|phần|trong|khi|mặt|bộ phận|cửa)\b)|hai|ba|bốn|sáu|"
    r"bảy|tám|chín|mười|"
    r"(?<![\d] )(?<!hàng )(?<!hằng )(?<!mỗi )(?<!trong )(?<!các )(?<!những )năm"
    r"(?! (?:nay|trước|sau|qua|tới|học|đó|ngoái|gần|thực|\d))|hàng trăm|hàng nghìn)"
    r"(?: (?:mươi|mười|mốt|hai|ba|bốn|lăm|sáu|bảy|tám|chín)\b){0,3}"
    r"\s(?P<unit>[^\W\d_]+)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b|\bngay \d{1,2}\b|\bngay thang \d|"
    r"\bthang (?:\d{1,2}|gieng|hai|ba|tu|nam|sau|bay|tam|chin|muoi|chap)\b|(?<![\d/])(?:19|"
    r"20)\d{2}\b(?!/)|"
    r"\bhang (?:thang|nam|tuan|ngay)\b|\bngay/(?:tuan|thang)"
)
# Its parts count nothing: no answer to 'bao nhiêu'.
_WRITTEN_DATE = re.compile(
    r"\b(?:ngày \d{1,2} )?tháng \d{1,2} năm (?:19|20)\d{2}\b|\bngày \d{1,2} tháng \d{1,2}\b|"
    r"(?<![\d/.-])\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d{2}(?!\d)",
    re.IGNORECASE,
)
_ITEM_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,3})*[.)](?=\s)", re.MULTILINE)
_PROVISION_NUMBER = re.compile(
    r"\b(?:[Đđ]iều|[Kk]hoản|[Cc]hương|[Mm]ục|[Pp]hần|[Pp]hụ lục)\s\d{1,3}[a-zđ]?\b"
    # "các khoản 2 và 3 Điều 5"; in "Điều 3 và 15 hộ" the second number counts something.
    r"(?:(?:, | và | hoặc | đến )\d{1,3}[a-zđ]?\b(?=[,;.)]| (?:và|hoặc|đến|Điều|của) ))*"
)
_NO_VALUES = (_WRITTEN_DATE, _ITEM_NUMBER, _PROVISION_NUMBER)
_DAY = re.compile(
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b|\bngay \d{1,2}\b|"
    r"\bthang (?:\d{1,2}|gieng|hai|ba|tu|nam|sau|bay|tam|chin|muoi|chap)\b"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?![\d/])")  # by itself or at the end of a date
_PERIOD = re.compile(r"(?<![\d/])(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2}\b")
_DOCUMENT = re.compile(
    rf"\b\d+(?:/\d{{4}})?[-/]{CAPITAL}[\w/-]*|\bĐiều \d+|\b(?:Luật|Hiến pháp) {CAPITAL}\w*"
)
_NAMED_PERSON = re.compile(
    rf"\b(?:[Ôô]ng|[Bb]à|đồng chí|PGĐ) {CAPITAL}\w*(?: {CAPITAL}\w*)*|"
    rf"(?<!\w)(?:{CAPITAL}[^\W\d_]+ ){{2,3}}{CAPITAL}[^\W\d_]+(?=\W*$)"
)
OFFICE = re.compile(
    r"\b(?:Chủ tịch|Phó |Bộ trưởng|Giám đốc|Thủ trưởng|người đứng đầu|Chánh|Ủy ban|UBND|"
    r"Tổng thanh tra|Ban(?! hành\b)|Bộ|"
    r"Thanh tra|Tòa án|Công an|Ngân hàng|Viện|Sở|[Cc]ơ quan|Đoàn|[Hh]ội đồng|Chính phủ|"
    r"ban thường vụ|thường trực|cấp ủy|ủy ban|ban chấp hành|tập thể lãnh đạo|thủ trưởng|"
    r"Trưởng (?:thôn|ban|phòng|đoàn)|Tổ trưởng|Thủ tướng|Quốc hội|Kiểm toán nhà nước)\b"
)
_SOMEBODY = re.compile(r"\b[Nn]gười (?!dân\b)[a-zà-ỹ]+")  # 'người giải quyết khiếu nại'
_PLACE = re.compile(
    r"\b(?:xã|huyện|tỉnh|thành phố|thị trấn|phường|trường|thôn|[Cc]ổng|[Tt]rang|trụ sở|nơi|Ban|"
    r"Sở|UBND|cấp|"
    rf"[Cc]ơ quan|[Tt]hanh tra|[Bb]ộ phận)\s+\S+|\({CAPITAL}\w+ {CAPITAL}\w+\)"
)
_UNITS_ASKED = re.compile(
    r"(?P<share>phan tram|\bty le\b|\bti le\b|\bmay phan\b|\bbao nhieu phan\b|%)|"
    r"(?P<money>\bbao nhieu (?:tien|ty|trieu|dong)\b|\btien\b|\bkinh phi\b|\bphu cap\b|"
    r"\bmuc ho tro\b|\bthu nhap\b|\blai\b|\bton bao nhieu\b|\bthu lao\b|\ble phi\b|\bchi phi\b|"
    r"\bmuc luong\b|\bphat bao nhieu\b|\bmuc phat\b|\bvon bao nhieu\b)|"
    r"(?P<long>\bbao lau\b)|\b(?P<above>[a-z]{1,7}) thi (?:co )?(?:bao nhieu|may)\W*$|"
    r"\b(?:bao nhieu|may) (?P<unit>(?!phan\b|lau\b|la\b|thi\b|khi\b|vay\b|"
    r"den\b|duoi\b|hay\b|va\b|the\b|de\b|roi\b|so\b|tro\b)[a-z]+)"
)
_MONEY = frozenset({"ty", "ti", "trieu", "nghin", "ngan", "dong", "do", "usd"})
# What is measured tells in what: no date answers 'diện tích tự nhiên của tỉnh'.
_IMPLIED_UNITS = (
    (re.compile(r"\bdien tich\b"), frozenset({"km", "ha", "m", "hecta"})),
    (re.compile(r"\bdan so\b"), frozenset({"nguoi", "dan", "trieu"})),
)
_MAGNITUDES = frozenset({"ty", "ti", "trieu", "nghin", "ngan", "tram", "chuc"})
_NEXT_WORD = re.compile(r"\s([^\W\d_]+)")
_NO_NOUNS = _MONEY | {"tro", "va", "den", "so", "cho", "moi", "mot", "tren", "voi", "cua", "trong"}
_TIME = frozenset({"ngay", "thang", "nam", "tuan", "gio"})
# Classifiers and everyday units that documents write otherwise.
_SAME_UNIT: dict[str, frozenset[str]] = {
    "cay": frozenset({"km"}),
    "cho": frozenset({"don", "co", "noi"}),
    "nha": frozenset({"ho"}),
    "vu": frozenset({"vu", "%"}),
    "nguoi": frozenset({"nguoi", "luot", "dong", "can", "pho", "dai", "uy"}),
    "thanh": frozenset({"thanh", "nguoi"}),
    "mang": frozenset({"nguoi"}),
    "vi": frozenset({"nguoi", "dong", "thanh"}),
    "nhan": frozenset({"nhan", "nguoi"}),
    "khau": frozenset({"khau", "nguoi"}),
    "dau": frozenset({"dau", "nguoi"}),
    "pct": frozenset({"pct", "pho"}),
    "luot": frozenset({"luot", "nguoi"}),
    "mo": frozenset({"mo"}),
    "ong": frozenset({"nguoi"}),
    "hom": frozenset({"ngay"}),
    "tieng": frozenset({"gio"}),
    "ban": frozenset({"ban", "lan"}),  # 'mấy bận'
    "bua": frozenset({"ngay", "buoi"}),
    "bo": frozenset({"ho"}),
    "giay": frozenset({"ho", "thu"}),
    "nganh": frozenset({"so"}),
    "xa": frozenset({"xa", "ubnd", "don"}),
    "lan": frozenset({"lan"}),
    "dan": frozenset({"nguoi", "dan"}),
}


_ORDINAL = re.compile(
    r"\b(?:thu|hang|vi tri thu|vi tri)\s+(?:\d+|nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)\b|"
    r"\bchu nhat\b"
)
_FORM_NUMBER = re.compile(r"\b[Mm]ẫu (?:số )?\d+\w*")
_PHONE = re.compile(r"(?<!\d)(?:0\d{1,3}[ .]?\d{3}[ .]?\d{3,4}|1[89]00[ .]?\d{3,6})(?!\d)")
_ADDRESS = re.compile(
    rf"\b(?:[Đđ]ường|(?<![Tt]hành )[Pp]hố|[Nn]gõ) {CAPITAL}\w|\b[Ss]ố (?:nhà )?\d+,? (?:đường|phố)|"
    r"\b[Tt]ầng \d|\b[Tt]òa nhà "
)
_LEVELS: dict[str, str] = {
    "huyen": "huyện|thành phố|thị xã",
    "thanh pho": "thành phố",
    "xa": "xã|phường|thị trấn",
    "phuong": "phường",
    "thi tran": "thị trấn",
    "tinh": "tỉnh|thành phố",
    "thon": "thôn|bản|làng|tổ dân phố",
    "truong": "trường",
}
_LEVEL_ASKED = re.compile(rf"\b(?P<level>{'|'.join(_LEVELS)}) nao\b")
_SEVERAL_ASKED = re.compile(rf"\b(?:nhung|cac|may) (?:{'|'.join(_LEVELS)}) nao\b")
OTHER_LEVEL_FIT = 0.5
"""Fit of a place of another level than was asked ('tỉnh Bắc Giang' for 'huyện nào')."""
OFFICE_FIT = 0.6
"""Fit of an office where a person was asked for: rules name no people."""
SOMEBODY_FIT = 0.5
"""Fit of whoever a rule speaks of, where a person or office was asked for."""
OTHER_KIND_FIT = 0.3
"""Fit of a document of another kind than was asked ('chỉ thị' for 'công văn nào')."""
TOO_FEW_FIT = 0.3
"""Fit of a single place where several were asked for ('gồm những huyện nào')."""
# A place of each level by name, or a name in brackets after a number of them.
_NAMED_AT: dict[str, re.Pattern[str]] = {
    level: re.compile(
        rf"\b(?:{words})(?: [a-zà-ỹ]+){{0,3}} {CAPITAL}\w+|\({CAPITAL}\w+ {CAPITAL}\w+[),]"
    )
    for level, words in _LEVELS.items()
}
_NAMED_PLACE = re.compile("|".join(f"(?:{form.pattern})" for form in _NAMED_AT.values()))
# A capital after a dash or a number opens a line and tells no name.
_PROPER = re.compile(
    rf"(?<=[^\W\d_] )[“\"(]?{CAPITAL}\w+(?: {CAPITAL}?\w+)+|(?<=, ){CAPITAL}\w+ {CAPITAL}\w+|"
    rf"[“\"][^“”\"]+[”\"]|\({CAPITAL}"
)
# With its diacritics: without them 'do' is also 'đó' and 'độ', 'de' also 'đề'.
_CAUSE = re.compile(
    r"\b(?:vì|do|nhằm|nên|bởi|nguyên nhân|lý do|để|chưa|còn|thiếu|vi phạm|không)\b", re.IGNORECASE
)
_PEOPLE = (
    r"(?:ong|ba|nguoi|giam doc|chu tich|lanh dao|to truong|truong ban|bi thu|giao vien|thay|"
    r"can bo|ai)"
)

_RANGE_ASKED = re.compile(r"\btu (?:may|bao nhieu)\b.{0,40}\bden (?:may|bao nhieu)\b")
_RANGE = re.compile(r"\d(?: \w{1,12})? ?(?:đến|[-–]) ?\d")
_BY_NAME = re.compile(r"\b(?:ong|ba) nao\b")
_KIND_ASKED = re.compile(
    r"\b(?P<kind>nghi dinh|nghi quyet|chi thi|thong tu|quyet dinh|ket luan|ke hoach|cong van)"
    r"(?: \S+){0,3}? (?:nao|gi|so may|so bao nhieu)\b|"
    r"\b(?:ke ten|liet ke|neu(?: ten)?) (?:(?:ra|ten|cac|nhung) ){0,3}(?P<listed>nghi dinh|"
    r"nghi quyet|chi thi|thong tu|quyet dinh|ket luan|ke hoach|cong van)\b"
)
_DOCUMENT_SAID = re.compile(r"\b\d+(?:/\d{4})?[-/][a-z][\w/-]*|\bdieu \d+\b")
# 'Khi nào lập hội đồng tư vấn?' of a rule asks for the case.
_CASE_ASKED = re.compile(
    r"^khi nao\b(?!.{0,200}\b(?:ban hanh|ky(?! luat)|hieu luc|thanh lap|bat dau|ra doi|dien ra|"
    r"da)\b)"
)
_CASE = re.compile(rf"{_DATE.pattern}|\b(?:khi|neu|truong hop|doi voi|sau khi|truoc khi)\b")
_YEAR_ASKED = re.compile(r"\bnam (?:nao|may|bao nhieu)\b")

# Questions whose answers have a form of their own, told by the words that ask: (asked, form).
# The form is looked for in folded text unless letters' case tells it.
_FORMS: tuple[tuple[re.Pattern[str], re.Pattern[str], bool], ...] = (
    (re.compile(r"\bo (?:nhung )?dau\b(?! la)|\bnhung dau\b|\bvao dau\b"), _PLACE, False),
    (re.compile(r"\bthu may\b|\bxep (?:thu|hang)\b|\bhang (?:may|bao nhieu)\b"), _ORDINAL, True),
    (re.compile(r"\bmau (?:so )?(?:may|nao|bao nhieu)\b"), _FORM_NUMBER, False),
    (re.compile(r"\bso dien thoai\b|\bso (?:may )?goi\b"), _PHONE, True),
    (re.compile(r"\bdia chi\b|\b(?:duong|(?<!thanh )pho) nao\b|\btru so o dau\b"), _ADDRESS, False),
    (
        re.compile(
            rf"\b{_PEOPLE}\b.{{0,200}}\bten (?:la |goi )?gi\b|\bho (?:va )?ten\b|"
            rf"^(?!.{{0,300}}\bphai\b).{{0,300}}\bai ky(?= (?:bao cao|van ban|tai lieu|cong van|"
            rf"chi thi|ke hoach|ten|vao|la)\b|\W*$)|\b"
            rf"(?:giao vien|thay) nao\b|\bten (?:la )?ai\b"
        ),
        _NAMED_PERSON,
        False,
    ),
    (re.compile(rf"\b(?:{'|'.join(_LEVELS)}) nao\b|\bque (?:o )?dau\b"), _NAMED_PLACE, False),
    (
        re.compile(
            r"\bten (?:la |goi (?:la )?)?gi\b|\bten (?:cac|nhung)? ?\S+ \S+ nao\b|"
            r"\b(?:ke|neu) (?:ro )?ten (?:cac |nhung )?(?:cap uy|co quan|don vi|du an|ca nhan|"
            r"nguoi|noi|dia phuong|huyen|xa|can bo|doanh nghiep)\b|"
            r"\b(?:cap uy|co quan|don vi|du an|noi|dia phuong|cho) nao\b.{0,200}\bke ten\b"
        ),
        _PROPER,
        False,
    ),
    (
        re.compile(
            r"\bvi (?:sao|hanh vi|ly do|dau)\b|\btai sao\b|\bly do\b|\blam gi ma bi\b|\bdo dau\b"
        ),
        _CAUSE,
        False,
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The type of answer: kind, or a form; units a number must carry, and whether they must be
    exact; numbers the question states itself."""

    wanted: Wanted
    units: frozenset[str]
    strict: bool
    said: frozenset[str]
    form: re.Pattern[str] | None
    form_is_folded: bool
    level: str = ""  # of the place asked for: 'huyen'
    least: int = 1  # how many of the form an answer must hold: two for 'những huyện nào'
    is_range: bool = False  # 'từ mấy tháng đến mấy tháng'
    by_name: bool = False  # 'ông nào': a person by name rather than by office
    document_kind: str = ""  # folded: of the documents asked for ('công văn nào')
    said_documents: frozenset[str] = frozenset()  # folded: those that the question states itself

    @property
    def has_form(self) -> bool:
        """Whether an answer must hold something of a recognisable form."""
        return self.form is not None or self.wanted in _FORMED


OTHER_UNIT_FIT = 0.2
"""Fit of a number that counts something else than was asked, by its unit's first word."""
_FORMED = frozenset({Wanted.NUMBER, Wanted.DATE, Wanted.DOCUMENT, Wanted.PERSON, Wanted.PLACE})
# What a list is of where its members have a form: 'những nghị định nào', 'từng khối bao nhiêu
# người'. Laws speak at length of the same subjects without naming any.
_MEMBERS = (
    (
        Wanted.DOCUMENT,
        re.compile(
            r"\b(?:nhung|cac) (?:nghi dinh|nghi quyet|chi thi|luat|thong tu|quyet dinh|ket luan|"
            r"ke hoach|cong van|van ban) (?:\S+ ){0,4}nao\b|"
            r"\b(?:ke ten|liet ke|neu(?: ten)?) (?:(?:ra|ten|cac|nhung) ){0,3}(?:nghi dinh|"
            r"nghi quyet|chi thi|luat|thong tu|quyet dinh|ket luan|ke hoach|cong van)\b"
        ),
    ),
    (
        Wanted.NUMBER,
        re.compile(r"\btung\b.{0,200}\bbao nhieu [a-z]+|\bbao nhieu [a-z]+.{0,200}\btung\b"),
    ),
)


def asked_type(wanted: Wanted, folded: str) -> Asked:
    """What the answer must hold, from a folded question."""
    if wanted is Wanted.LIST:
        wanted = next((of for of, asks in _MEMBERS if asks.search(folded)), wanted)
    units: set[str] = set()
    counted: set[str] = set()  # what stands next to 'bao nhiêu'
    strict = False
    for match in _UNITS_ASKED.finditer(folded):
        if match["share"]:
            units |= {"%", "phan"}
            strict = True
        elif match["money"]:
            units |= _MONEY
            strict = True
        elif match["long"]:
            units |= _TIME
            strict = True
        elif unit := match["unit"] or match["above"]:  # 'bao nhiêu thôn', 'thôn thì bao nhiêu'
            counted |= {unit, *_SAME_UNIT.get(unit, ())}
    if counted and not any(m["share"] or m["long"] for m in _UNITS_ASKED.finditer(folded)):
        # 'tổ xác minh thu nhập có mấy người' counts people, whatever 'thu nhập' is counted in.
        units, strict = counted, False
    units |= counted
    implied = next((of for noun, of in _IMPLIED_UNITS if noun.search(folded)), None)
    if implied and not units:
        units, strict = set(implied), True
    said = frozenset(re.findall(r"(?<![\w/])\d[\d.,]*(?![\w/])", folded))
    form, form_is_folded = _form_of(wanted, folded)
    level = _LEVEL_ASKED.search(folded) if form is _NAMED_PLACE else None
    kind = _KIND_ASKED.search(folded) if form is _DOCUMENT else None
    several = form is _NAMED_PLACE and _SEVERAL_ASKED.search(folded)
    return Asked(
        wanted,
        frozenset(units),
        strict,
        said,
        form,
        form_is_folded,
        level["level"] if level else "",
        2 if several else 1,
        bool(_RANGE_ASKED.search(folded)),
        bool(_BY_NAME.search(folded)),
        (kind["kind"] or kind["listed"]) if kind else "",
        frozenset(match.group() for match in _DOCUMENT_SAID.finditer(folded)),
    )


def _form_of(wanted: Wanted, folded: str) -> tuple[re.Pattern[str] | None, bool]:
    if wanted is Wanted.YES_NO:  # 'Có được tiết lộ địa chỉ không?' wants none
        return None, False
    for asks, form, is_folded in _FORMS:
        # 'Trong mấy ngày phải báo cáo lý do?' asks for no cause.
        if asks.search(folded) and not (form is _CAUSE and wanted in _FORMED):
            return form, is_folded
    if wanted is Wanted.DATE:
        if _CASE_ASKED.search(folded):
            return _CASE, True
        if "giai doan" in folded or "khoang thoi gian" in folded:
            return _PERIOD, True
        if re.search(r"\bngay\b|\bthang may\b|\bhom nao\b", folded):
            return _DAY, True
        return (_YEAR if _YEAR_ASKED.search(folded) else _DATE), True
    if wanted is Wanted.DOCUMENT:
        return _DOCUMENT, False
    if wanted is Wanted.PLACE:
        return _PLACE, False
    return None, False


def typed_spans(asked: Asked, text: str) -> list[tuple[int, int, float]] | None:
    """(start, end, fit 0-1) of what the text holds of the asked type; None for kinds of answers
    that have no form of their own."""
    if asked.form is not None:
        searched = fold_keeping_offsets(text) if asked.form_is_folded else text
        found = [
            m for m in asked.form.finditer(searched) if fold(m.group()) not in asked.said_documents
        ]
        enough = 1.0 if len(found) >= asked.least else TOO_FEW_FIT
        return [
            (
                *_bare(text, m.start(), m.end()),
                enough * _form_fit(asked, m.group()) * _kind_fit(asked, text, m.start()),
            )
            for m in found
        ]
    if asked.wanted is Wanted.NUMBER:
        whole = 1.0 if not asked.is_range or _RANGE.search(text) else TOO_FEW_FIT
        return [(s, e, whole * _unit_fit(asked, unit)) for s, e, unit in values(text, asked.said)]
    if asked.wanted is Wanted.PERSON:
        people = [(m.start(), m.end(), 1.0) for m in _NAMED_PERSON.finditer(text)]
        office = OFFICE_FIT if asked.by_name else 1.0
        return [
            *people,
            *((m.start(), m.end(), office) for m in OFFICE.finditer(text)),
            *((m.start(), m.end(), SOMEBODY_FIT) for m in _SOMEBODY.finditer(text)),
        ]
    return None


# 'Người đứng đầu ... quyết định', 'do Trưởng thôn triệu tập': an office elsewhere hardly acts.
_OPENS = re.compile(rf"(?:{ITEM_MARK})?(?:{OFFICE.pattern}|Người\b)")
_DONE_BY = re.compile(rf"\bdo {OFFICE.pattern}")


def names_actor(text: str) -> bool:
    """Whether a sentence says who acts in it."""
    return _OPENS.match(text) is not None or _DONE_BY.search(text) is not None


def _form_fit(asked: Asked, found: str) -> float:
    fits = not asked.level or _NAMED_AT[asked.level].match(found)
    return 1.0 if fits else OTHER_LEVEL_FIT


def _kind_fit(asked: Asked, text: str, start: int) -> float:
    """Of a document's number, by the kind that stands before it or before a list it is in."""
    if not asked.document_kind:
        return 1.0
    return 1.0 if asked.document_kind in fold(text[:start]) else OTHER_KIND_FIT


def _bare(text: str, start: int, end: int) -> Span:
    """A range without the brackets and quotation marks at its ends: clauses leave them out."""
    while start < end and text[start] in '(“"*':
        start += 1
    while end > start and text[end - 1] in ')”"*':
        end -= 1
    return start, end


def values(text: str, said: frozenset[str] = frozenset()) -> list[tuple[int, int, str]]:
    """(start, end, folded unit) of the quantities in a text, without dates, years, the numbers of
    items and provisions, and those that the question states itself."""
    found = []
    no_values = [m.span() for p in _NO_VALUES for m in p.finditer(text)]
    for match in _VALUE.finditer(text):
        if any(start <= match.start() < end for start, end in no_values):
            continue
        number = re.split(r"[\s%]", match.group())[0].rstrip(".,")
        unit = _counted(text, fold(match["unit"] or "").rstrip("²³"), match.end())
        if re.fullmatch(r"(?:19|20)\d{2}(?:[-–](?:19|20)\d{2})?", number):
            continue
        if number in said:
            continue
        found.append((match.start(), match.start() + len(match.group().rstrip()), unit))
    found.extend(
        (m.start(), m.end(), _counted(text, fold(m["unit"]), m.end()))
        for m in _NUMBER_WORD.finditer(text)
    )
    return found


def _counted(text: str, unit: str, end: int) -> str:
    """What a number counts: 'người' of '1,8 triệu người' and '05 thành viên', but 'tỷ' of '2,5 tỷ
    đồng'."""
    if unit == "thanh" and text.startswith(" viên", end):
        return "nguoi"
    following = _NEXT_WORD.match(text, end) if unit in _MAGNITUDES else None
    noun = fold(following[1]) if following else ""
    return noun if noun and noun not in _NO_NOUNS else unit


def _unit_fit(asked: Asked, unit: str) -> float:
    if not asked.units or unit in asked.units:
        return 1.0
    return 0.0 if asked.strict else OTHER_UNIT_FIT


def fit_within(spans: list[tuple[int, int, float]] | None, window: Span) -> float:
    """Best fit of what stands inside a window; 1 where the type has no form."""
    if spans is None:
        return 1.0
    start, end = window
    return max((fit for s, e, fit in spans if s >= start and e <= end), default=0.0)
