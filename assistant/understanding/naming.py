"""Documents that a question names: 'KL 114', 'nq 110 tinh uy', 'nghị quyết 110 của tỉnh',
'Luật Khiếu nại'. Resolved against the catalogue and the library."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understanding.abbreviations import OFFICIAL
from index.catalog import Catalog, Entry
from index.types import Document
from index.vietnamese import fold

REPORT = "Báo cáo"  # the kind, as an identity says it
_KINDS = {
    "kl": "ket luan",
    "nq": "nghi quyet",
    "ct": "chi thi",
    "qd": "quyet dinh",
    "qdi": "quy dinh",
    "kh": "ke hoach",
    "cv": "cong van",
    "nd": "nghi dinh",
    "tt": "thong tu",
    "bc": "bao cao",
}
_KIND_WORDS = sorted({*_KINDS, *_KINDS.values(), "luat", "hien phap"}, key=len, reverse=True)
_REFERENCE = re.compile(
    rf"\b(?P<kind>{'|'.join(_KIND_WORDS)})\s+(?:so\s+)?(?P<number>\d+)(?P<tail>(?:[-/][\w-]+)*)"
)
_BARE_NUMBER = re.compile(r"\b(?P<number>\d+)(?P<tail>(?:[-/][a-z][\w-]*|/\d{4})+(?:[-/][\w]+)*)")
_REPORT = re.compile(
    r"\b(?:theo|trong|ky|cuoi|dau|so voi) bao cao\b"
    r"(?! (?:ket qua|ket luan|xac minh|giai trinh|dinh ky|thong ke|tong hop|hang|hop|tai chinh)\b)|"
    r"\bbao cao (?:nay|tren|neu|noi|ghi|viet|cho biet|cho thay|rut ra|danh gia|de cap|nhac|co neu|"
    r"co noi|co ghi|co nhac)\b"
)
_NO_LAW = r"(?<!\bky )(?<!\bphap )(?<!\bquy )"  # the 'luật' of 'kỷ luật CBCC' is no law
_CONSOLIDATED = "vbhn"  # 'văn bản hợp nhất', in its number
_WORDS_OF_A_KIND = 2  # 'nghị quyết' names no document by itself


@dataclass(frozen=True, slots=True)
class Named:
    """A document a question may mean."""

    id: str
    kind: str
    number: str
    numbers: tuple[str, ...]  # every reading of its number
    names: tuple[str, ...]  # folded
    issuer: str
    year: str
    in_library: bool
    name: str = ""  # as shown: 'Nghị quyết số 110-NQ/TU'
    issuer_written: str = ""  # with its diacritics
    held_as: str = ""  # its id in the library


def named_documents(catalog: Catalog, documents: tuple[Document, ...]) -> tuple[Named, ...]:
    """All documents that can be named: those of the catalogue and those of the library. One that
    is both is known by all its numbers and names."""
    held = {d.catalog_id: d for d in documents if d.catalog_id}
    found = [_of_entry(entry, held.get(entry.id)) for entry in catalog.entries]
    found.extend(_of_document(d) for d in documents if not d.catalog_id)
    return tuple(found)


def _of_entry(entry: Entry, document: Document | None) -> Named:
    numbers = [entry.number, *(r.number for r in entry.readings)]
    names = [*entry.short_names, *entry.ambiguous_names]
    year = entry.date[:4]
    if document is not None:
        numbers.append(document.identity.number)
        year = year or document.identity.date[:4]
    return Named(
        id=entry.id,
        kind=entry.kind,
        number=entry.number,
        numbers=tuple(dict.fromkeys(n for n in numbers if n)),
        names=tuple(spelled_plainly(fold(name)) for name in names),
        issuer=fold(entry.issuer),
        year=year,
        in_library=document is not None,
        name=entry.name,
        issuer_written=entry.issuer,
        held_as=document.id if document else "",
    )


def _of_document(document: Document) -> Named:
    name = _plain_title(document.title)
    return Named(
        id=document.id,
        kind=document.identity.kind,
        number=document.identity.number,
        numbers=(document.identity.number,) if document.identity.number else (),
        names=tuple(
            said
            for said in dict.fromkeys((name, name.removesuffix(" viet nam")))
            if len(said.split()) > _WORDS_OF_A_KIND
        ),
        issuer=fold(document.identity.issuer),
        year=document.identity.date[:4],
        in_library=True,
        name=_shown(document),
        issuer_written=document.identity.issuer,
        held_as=document.id,
    )


def _shown(document: Document) -> str:
    """'Nghị định số 61/2018/NĐ-CP'; laws are known by their titles."""
    kind, number = document.identity.kind, document.identity.number
    is_law = kind in ("Luật", "Hiến pháp") or not number
    return document.title if is_law else f"{kind} số {number}"


def mentioned(folded: str, named: tuple[Named, ...]) -> tuple[Named, ...]:
    """The documents that a folded question names, in its order; several when the name fits
    several."""
    groups = _mentions(folded, named)
    return tuple({document.id: document for group in groups for document in group}.values())


def unclear(folded: str, named: tuple[Named, ...]) -> tuple[tuple[Named, ...], ...]:
    """The documents that one and the same name in a folded question fits, for each name that fits
    several of them and stands beside none that is plainer."""
    groups = _mentions(folded, named)
    plain = {group[0].id for group in groups if len(group) == 1}
    several = (group for group in groups if len(group) > 1)
    return tuple(dict.fromkeys(g for g in several if plain.isdisjoint(d.id for d in g)))


def _mentions(folded: str, named: tuple[Named, ...]) -> list[tuple[Named, ...]]:
    """For each name in a folded question, the documents that it fits: numbers first, then names."""
    found: list[tuple[Named, ...]] = []
    for match in _REFERENCE.finditer(folded):
        kind = _KINDS.get(match["kind"], match["kind"])
        fitting = _candidates(named, kind, match["number"], match["tail"])
        found.append(tuple(_best(fitting, folded)))
    found.extend(
        tuple(_candidates(named, "", match["number"], match["tail"]))
        for match in _BARE_NUMBER.finditer(folded)
    )
    plain = spelled_plainly(folded)
    spoken: dict[str, list[Named]] = {}
    for document in named:
        for name in document.names:
            if _says(plain, name):
                spoken.setdefault(name, []).append(document)
    found.extend(
        tuple(documents)
        for name, documents in spoken.items()
        if not any(name != other and name in other for other in spoken)
    )
    return [group for group in found if group]


def years_consolidated(folded: str, documents: tuple[Named, ...]) -> set[str]:
    """Years that a folded question gives with the name of a consolidated text: they are those of
    the law it consolidates ('Luật Cán bộ, công chức năm 2008')."""
    plain = spelled_plainly(folded)
    names = (name for d in documents if _CONSOLIDATED in fold(d.number) for name in d.names)
    return {
        match[1]
        for name in names
        for match in re.finditer(rf"{re.escape(name)}(?: nam)? ((?:19|20)\d\d)\b", plain)
    }


def speaks_of_report(folded: str) -> bool:
    """Whether a folded question asks what 'báo cáo' says: the report itself, not a report that
    somebody has to make."""
    return bool(_REPORT.search(folded))


def _candidates(named: tuple[Named, ...], kind: str, number: str, tail: str) -> list[Named]:
    """Documents of a kind whose number begins with `number` and goes on as `tail` does."""
    same = [
        d
        for d in named
        if (not kind or fold(d.kind) == kind)
        and any(_leading(n) == number.lstrip("0") for n in d.numbers if n)
    ]
    if not tail:
        return same
    wanted = tail.lstrip("-/")
    exact = [d for d in same if any(_tail(n) == wanted for n in d.numbers)]
    partial = [d for d in same if any(_tail(n).startswith(wanted) for n in d.numbers)]
    return exact or partial


def _best(candidates: list[Named], folded: str) -> list[Named]:
    """Of several documents with one number, those whose issuer or year the question tells."""
    if len(candidates) < 2:
        return candidates

    def told(document: Named) -> int:
        issuer = any(word in folded for word in (document.issuer,) if word)
        level = _level(document.number) in _levels(folded)
        return 2 * bool(document.year and document.year in folded) + int(issuer) + int(level)

    best = max(told(d) for d in candidates)
    return [d for d in candidates if told(d) == best]


def _level(number: str) -> str:
    tail = fold(number).rsplit("/", 1)[-1]
    if tail.startswith("tw"):
        return "central"
    return "province" if tail.startswith(("tu", "ubnd", "nq-hdnd", "qd-ubnd")) else ""


def _levels(folded: str) -> set[str]:
    found = set()
    if re.search(r"\btinh\b", folded):
        found.add("province")
    if re.search(r"\btrung uong\b|\btw\b|\bbo chinh tri\b|\bban bi thu\b", folded):
        found.add("central")
    return found


def _leading(number: str) -> str:
    match = re.match(r"\d+", number)
    return match.group().lstrip("0") if match else ""


def _tail(number: str) -> str:
    return re.sub(r"^\d+[-/]?", "", fold(number))


def _says(folded: str, name: str) -> bool:
    # Most names are not said at all: looking for the bare words first spares the pattern.
    return name in folded and bool(
        re.search(rf"(?<!\w){_NO_LAW}{re.escape(name)}(?![\w/-])", folded)
    )


def _plain_title(title: str) -> str:
    """'Luật Cán bộ, công chức số 25/VBHN-VPQH' -> 'luat can bo cong chuc'."""
    return spelled_plainly(re.split(r"(?<!\s)\s+so\s+\d", fold(title))[0])


def spelled_plainly(folded: str) -> str:
    """Folded words with official abbreviations spelled out and commas left out, so that 'luật
    CBCC' is the 'Luật Cán bộ, công chức'."""
    words = folded.replace(",", " ").split()
    spelled = " ".join(OFFICIAL.get(word, word) for word in words)
    return " ".join(fold(spelled).replace(",", " ").split())
