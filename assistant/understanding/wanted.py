"""What kind of answer a question asks for, from its question words (folded)."""

from __future__ import annotations

import re
from enum import StrEnum


class Wanted(StrEnum):
    NUMBER = "number"
    DATE = "date"
    DOCUMENT = "document"
    PERSON = "person"
    PLACE = "place"
    LIST = "list"
    DEFINITION = "definition"
    YES_NO = "yes-no"
    HOW_WHY = "how-why"
    COMPARISON = "comparison"
    OTHER = "other"


_DOCUMENTS = (
    r"(?:van ban|giay to|tai lieu|nghi quyet|quyet dinh|chi thi|ket luan|quy dinh|ke hoach|"
    r"cong van|nghi dinh|(?<!ky )luat|thong tu|hien phap|quy che|de an)"
)
_ORGANISATIONS = r"(?:co quan|don vi|to chuc|ban|so|bo|ben|cap|huyen|xa|tinh|truong|phong|noi|cho)"

_ASKS = (
    r"(?:gi|(?<!ban )sao|ai|(?<!lan )dau(?! (?:nam|thang|tien))|may|bao (?:nhieu|lau|gio|xa)|nao)"
)
# 'Ông ấy bị đuổi việc hả?', 'Xã nào cũng có người tiếp dân chứ?': only as written, since 'chu' and
# 'ha' are also 'chủ', 'Chũ' and 'Hà'.
_PARTICLE = re.compile(r"\b(?:hả|chứ|à|(?:rồi|thế|vậy|nữa|xưa) nhỉ)\W*$")
_ASKS_ELSE = re.compile(rf"\b{_ASKS}\b")

# 'Luật quy định cơ quan nào ...' asks for an office, not for the law.
_OF_ITS_OWN = "".join(
    rf"(?<!\b{noun} )"
    for noun in (
        "co quan|don vi|to chuc|nguoi|cap|truong hop|hinh thuc|noi dung|doi tuong|quyen|"
        "hanh vi|dieu kien|ngay|khi|nam|thang|luc|nhom|linh vuc|the|cach|chuc danh|chuc vu|viec"
    ).split("|")
)

EVERY = re.compile(r"\b(?:nao|ai|dau) cung\b")  # 'xã nào cũng'
# 'bất cứ lúc nào' and 'xã nào cũng' ask nothing.
_ANY = re.compile(rf"\bbat (?:cu|ky|ki|luan) (?:\S+ ){{0,2}}?(?:nao|gi|ai|dau)\b|{EVERY.pattern}")
_THEN = re.compile(r" thi (?!tran\b|xa\b|hanh\b|tuyen\b|dua\b|cu\b|truong\b|diem\b|chinh\b)")
_SO_WHAT = re.compile(r"sao\b")  # 'Còn cấp xã thì sao?'
# The first pattern that fits decides; the order goes from the most telling words to the least.
_PATTERNS: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern))
    for wanted, pattern in (
        (
            Wanted.DEFINITION,
            r"\bviet tat\b|\bnghia la\b|\bco nghia\b(?! vu)|\bduoc hieu\b|(?<!ky )\bhieu (?:la|sao|"
            r"the nao)\b|"
            r"\bdinh nghia\b|(?<!nhu )\bthe nao la (?!dung\b|du\b|hop\b|tot\b|phu\b)|"
            r"^\S+(?: \S+){0,14} la (?:gi|j)\W*$|"
            r"\bla (?:\S+ ){1,3}nhu (?:the )?nao\b|\bla (?:nhu )?the nao(?: a| vay| nhi)?\W*$",
        ),
        (
            Wanted.LIST,
            r"\bke ten\b|\bliet ke\b|\bneu (?:cac|nhung|ro cac)\b|\bnhung ai\b|\bgom (?:nhung|"
            r"cac|co|may)\b|"
            r"\bbao gom\b|\b\d+ (?:nhom|noi dung|viec|nhiem vu|hinh thuc|truong hop|tieu chi|"
            r"loai|linh vuc) (?:\S+ ){0,4}(?:nao|gi)\b|\bgom nhung\b|"
            r"\bnhung (?:\S+ ){1,7}(?:nao|gi)\b|"
            r"\bcac (?:\S+ ){1,6}(?:nao|gi)\b|"
            # Rights and duties come in lists, though people ask for them in the singular.
            r"\b(?:quyen(?: loi| han)?|nghia vu) (?:gi|nao)\b|"
            # So do conditions and cases: 'Khi nào thì được từ chối?' wants no date.
            r"\b(?:truong hop|dieu kien) (?:gi|nao)\b|\btieu chuan gi\b|"
            r"\bkhi nao thi\b|(?:^|, )khi nao\b(?=.{0,200}\b(?:duoc|phai|bi|can|co the)\b)|"
            r"\bmay (?:\S+ ){1,4}nao\b|\bla nhung\b|\bnhung (?:gi|viec gi)\b|"
            r"\btung\b(?!.{0,200}\bkhong\W*$)",
        ),
        (
            Wanted.YES_NO,
            r"\bco (?!quan\b|so\b|che\b|cau\b)"
            r"(?!(?:\S+ ){0,25}?(?:gi|nao|ai|sao|bao nhieu|(?:o|tu|den|di|ve) dau)\b)"
            r"(?:\S+ ){0,25}?(?:khong|ko|k|hong(?= *\W*$))\b(?! (?:bi|duoc|co))|\bphai khong\b|"
            r"\bdung khong\b|"
            r"\bhay khong\b|\bduoc khong\b|\bda (?:\S+ ){1,20}chua\b|"
            r"\bchua(?: (?:a|vay|the|nhi))?\W*$|"
            r"\bnua (?:khong|ko)\b|"
            r"\bco (?:cho|noi|nguoi|truong hop|luc|khi|vu) nao\b.{0,200}\b(?:khong|ko)\W*$",
        ),
        (
            Wanted.HOW_WHY,
            r"\bvi sao\b|\btai sao\b|\bdo dau\b|\bnguyen nhan\b|\bnham (?:muc dich )?(?:lam )?gi\b|"
            r"\bmuc dich\b|\bhan che\b|\bbai hoc\b|\bkinh nghiem\b|\bnhiem vu\b|\buu diem\b|^sao\b",
        ),
        (
            Wanted.DATE,
            r"\bngay (?:nao|may|bao nhieu|thang)\b|\bkhi nao\b|\bbao gio\b|\bluc nao\b|\bhom nao\b|"
            r"\bnam nao\b|\bthang (?:may|nao)\b|"
            r"\bthang bao nhieu\b(?= *\W*$)|\btu ngay nao\b|\bgiai doan nao\b|"
            r"\bthoi gian nao\b|\bngay ban hanh\b|"
            r"(?<!nhieu )(?<!may )(?<!tu )(?<!sau )\bngay (?:co )?hieu luc\W*$|"
            r"(?<!moi )(?<!mot )(?<!hang )\bnam bao nhieu\b|"
            r"\bhoi nao\b",
        ),
        (
            Wanted.PERSON,
            r"\bdo (?:noi|cho|ben|co quan|don vi|bo|cap) nao\b|\b(?:noi|cho|ben) nao (?:co quyen|"
            r"dung ra|lo|quyet|chiu|phu trach|quan ly|cam trich|giai quyet)\b",
        ),
        (
            Wanted.DOCUMENT,
            rf"\b{_DOCUMENTS} (?:(?:\S+ ){{0,8}}?{_OF_ITS_OWN}nao|(?:\S+ ){{0,2}}?gi)\b|"
            r"\bso hieu\b|"
            rf"\bky hieu\b|\bso may\b|"
            r"\bdieu (?:may|nao|bao nhieu)\b|\bkhoan (?:may|nao)\b|\bmang so\b|\bso bao nhieu\b",
        ),
        (
            Wanted.COMPARISON,
            r"\b(?:nhieu|it|cao|thap|lon|dong|nho) (?:hon|nhat)\b(?=.{0,200}\b(?:nao|ai|hay)\b)|"
            r"\bcai nao\b|^(?!.{0,300}\bai\b).{0,300}\bben nao\b",
        ),
        (
            Wanted.NUMBER,
            # 'mấy ông sếp phải thêm điều gì' counts nobody.
            r"\bbao nhieu\b|\bbao lau\b|(?<!bo )\bmay\b(?!.{0,200}\b(?:gi|(?<!ban )sao|"
            r"ai|(?<!lan )dau(?! (?:nam|thang|tien)))\b)|"
            r"\bchung nao\b|\bco nao\b|"
            r"\bty le\b(?!.{0,200}\b(?:gi|nao)\b)|\bphan tram\b|"
            r"(?<=\w )toi da\b|^(?:nhiem ky|thoi han|thoi hieu|phu cap|do tuoi|"
            r"muc(?= (?:phu cap|luong|thu|chi|phat|ho tro)))\b"
            rf"(?!.{{0,300}}\b{_ASKS}\b)|\bso luong\b|\bdien tich\b|\bdan so\b|\bbao xa\b",
        ),
        (
            Wanted.PERSON,
            r"\b(?:la )?ai\b|\bong nao\b|\bba nao\b|\bnguoi nao\b|\bho (?:va )?ten\b|"
            r"\bten (?:la )?gi\b|"
            r"^(?:co quan|bo|don vi|to chuc|cap|ben) nao (?!cua\b|thuoc\b)|"
            r"\bgiao vien nao\b|\bdong chi nao\b|\bchuc (?:danh|vu) (?:nao|gi)\b",
        ),
        (
            Wanted.PLACE,
            rf"\bo dau\b|\bnhung dau\b|\bque (?:o )?dau\b|"
            rf"\b{_ORGANISATIONS}(?: \S+){{0,4}}? nao\b|\bdia chi\b",
        ),
        (
            Wanted.HOW_WHY,
            r"\bnhu the nao\b|\bthe nao\b|\bra sao\b|\bbang cach nao\b|\bkieu gi\b|\bcach nao\b|"
            r"\blam gi\b|\blam sao\b|\bde lam gi\b|\bgi\b|\bsao\b",
        ),
    )
)


def wanted_of(folded: str, written: str = "") -> Wanted:
    """The kind of answer that a folded question asks for: by its main clause, if that asks.
    written: the question with its diacritics."""
    asks = " ".join(_ANY.sub(" ", folded).split())
    if _PARTICLE.search(written.lower()) and not _ASKS_ELSE.search(asks):
        return Wanted.YES_NO
    main = _THEN.split(asks)[-1]
    found = _first(main) if main != asks and not _SO_WHAT.match(main) else Wanted.OTHER
    return _first(asks) if found is Wanted.OTHER else found


def _first(asks: str) -> Wanted:
    return next((w for w, pattern in _PATTERNS if pattern.search(asks)), Wanted.OTHER)
