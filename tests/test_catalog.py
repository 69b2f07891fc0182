"""The catalogue against the report and a list of its mentions made by reading it.

Mentions and ids in data/report_mentions.tsv were chosen by a reader, not by an extractor; only the
offsets of the chosen words were looked up, in reading order.
"""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple, NotRequired, TypedDict, cast

import pytest

from index.catalog import load_catalog
from index.portals import portal_of, sought_by

DOCUMENTS = Path(__file__).parents[1] / "documents"
REPORT_ID = "bao-cao-114-2020"
WINDOW = 200  # code points around a mention in which its date must stand
NUMBER = re.compile(r"\d+(?:/\d{4})?[-/][A-ZĐ]\w*(?:[-/]\w+)*")
SCAN_SLIPS = {"114-KL/W": "114-KL/TW"}
LABEL = re.compile(r"[ABC]|I{1,3}|[1-8]|4\.[1-4]|cước chú [1-6]|Mở đầu|Nơi nhận|Chữ ký|Kết thúc")
HEADING = re.compile(r"(?m)^([ABC]|I{1,3}|\d(?:\.\d)?)\. ")
SWEEPS = (
    NUMBER,
    re.compile(r"(?i)\bsố \d+[-/]"),
    re.compile(r"\b(Luật|Hiến pháp|Nghị định|Đề án)\b"),
    re.compile(r"KẾT LUẬN SỐ"),
)
MENTIONS_FILE = Path(__file__).parent / "data" / "report_mentions.tsv"


class Place(TypedDict):
    place: list[str]
    offset: int


class Reading(TypedDict):
    number: str
    offset: int


class Entry(TypedDict):
    id: str
    number: str
    kind: str
    issuer: str
    date: str
    subject: str
    short_names: list[str]
    ambiguous_names: NotRequired[list[str]]
    places: list[Place]
    readings: NotRequired[list[Reading]]
    effective_from: str
    replaced_by: str
    status_checked_on: str
    status_source: str
    file: str
    note: str


class Mention(NamedTuple):
    offset: int
    text: str
    id: str


def load_mentions() -> list[Mention]:
    rows = (line.split("\t") for line in MENTIONS_FILE.read_text("utf-8").splitlines()[1:])
    return [Mention(int(offset), text, id_) for offset, text, id_ in rows]


REPORT = (DOCUMENTS / f"{REPORT_ID}.txt").read_bytes().decode("utf-8")
CATALOG = tomllib.loads((DOCUMENTS / "catalog.toml").read_text("utf-8"))
ENTRIES = cast("list[Entry]", CATALOG["document"])
MENTIONS = load_mentions()
each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=[entry["id"] for entry in ENTRIES])


def fold(text: str) -> str:
    marked = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(c for c in marked if not unicodedata.combining(c))


def mentions_of(entry: Entry) -> list[Mention]:
    return [mention for mention in MENTIONS if mention.id == entry["id"]]


def is_full_date(stated: str) -> bool:
    return stated.count("-") == 2 and bool(date.fromisoformat(stated))


def date_forms(stated: str) -> re.Pattern[str]:
    """How the report writes an ISO date: 2018-07-04 is 04/7/2018, 2020-07 'tháng 7 năm 2020'."""
    match stated.split("-"):
        case [year, month, day]:
            return re.compile(rf"\b0?{int(day)}/0?{int(month)}/{year}\b")
        case [year, month]:
            return re.compile(rf"\btháng 0?{int(month)} năm {year}\b")
        case [year]:
            return re.compile(rf"\bnăm {year}\b|\d/{year}/")
    raise ValueError(stated)


def test_report_is_nfc() -> None:
    assert unicodedata.is_normalized("NFC", REPORT)
    assert "\r" not in REPORT, "a checkout changed the line ends: every offset is wrong"


def test_ids_are_unique_and_well_formed() -> None:
    ids = [entry["id"] for entry in ENTRIES]
    assert len(ids) == len(set(ids))
    for entry in ENTRIES:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"])
        assert entry["id"].startswith(re.sub("[-/]", "-", fold(entry["number"])))


@each_entry
def test_entry_has_the_fields_the_header_explains(entry: Entry) -> None:
    assert entry.keys() | {"ambiguous_names", "readings"} == Entry.__annotations__.keys()
    assert entry["kind"] and entry["short_names"] and entry["places"]
    assert not entry["file"] or (DOCUMENTS / entry["file"]).is_file()
    assert all(LABEL.fullmatch(label) for place in entry["places"] for label in place["place"])


@each_entry
def test_a_status_names_its_source_and_day(entry: Entry) -> None:
    if entry["effective_from"] or entry["replaced_by"] or entry["status_source"]:
        assert entry["status_source"]
        date.fromisoformat(entry["status_checked_on"])


def test_every_mention_is_the_text_at_its_offset() -> None:
    for mention in MENTIONS:
        assert REPORT[mention.offset : mention.offset + len(mention.text)] == mention.text
    offsets = [mention.offset for mention in MENTIONS]
    assert offsets == sorted(set(offsets))


def test_no_number_and_no_law_of_the_report_is_missing_from_the_mentions() -> None:
    covered = {i for m in MENTIONS for i in range(m.offset, m.offset + len(m.text))}
    for sweep in SWEEPS:
        found = [match.start() for match in sweep.finditer(REPORT)]
        assert found and covered.issuperset(found), sweep.pattern


@each_entry
def test_places_are_the_mentions(entry: Entry) -> None:
    assert [place["offset"] for place in entry["places"]] == [m.offset for m in mentions_of(entry)]


def test_every_mention_has_an_entry() -> None:
    assert {mention.id for mention in MENTIONS} == {entry["id"] for entry in ENTRIES}


@each_entry
def test_places_follow_the_headings(entry: Entry) -> None:
    """Outside footnotes the last heading label before a mention is its innermost place."""
    for place in entry["places"]:
        innermost = place["place"][-1]
        before = REPORT[: place["offset"]]
        if innermost.startswith("cước chú"):
            line = before.rpartition("\n")[2] + REPORT[place["offset"]]
            assert line.startswith("¹²³⁴⁵⁶"[int(innermost[-1]) - 1])
        elif innermost in ("Mở đầu", "Kết thúc"):
            assert ("\nA. " not in before) if innermost == "Mở đầu" else ("\nTrên đây là" in before)
        else:
            end_of_line = REPORT.index("\n", place["offset"])
            assert HEADING.findall(REPORT[:end_of_line])[-1] == innermost


@each_entry
def test_date_stands_near_a_mention(entry: Entry) -> None:
    if entry["date"]:
        spans = [(m.offset - WINDOW, m.offset + len(m.text) + WINDOW) for m in mentions_of(entry)]
        form = date_forms(entry["date"])
        assert any(form.search(REPORT[max(0, start) : end]) for start, end in spans)


@each_entry
def test_date_is_not_a_neighbours(entry: Entry) -> None:
    """A full date comes right after a mention of the entry, and an entry without one has none."""
    after = [REPORT[m.offset + len(m.text) :][:25] for m in mentions_of(entry)]
    dated = [text for text in after if re.match(r",? (ngày|năm) ", text)]
    if is_full_date(entry["date"]):
        assert dated and all(date_forms(entry["date"]).search(text) for text in dated)
    elif not entry["date"]:
        assert not dated


@each_entry
def test_subject_and_issuer_are_the_reports_words(entry: Entry) -> None:
    assert entry["subject"] in REPORT
    assert entry["issuer"] in REPORT or entry["id"] == REPORT_ID
    if not entry["number"] and entry["id"] != REPORT_ID:
        name = fold(f"{entry['kind']} {entry['subject']}")
        assert name in {fold(mention.text) for mention in mentions_of(entry)}


@each_entry
def test_contradicting_numbers_are_all_kept(entry: Entry) -> None:
    written = [number for mention in mentions_of(entry) for number in NUMBER.findall(mention.text)]
    numbers = {SCAN_SLIPS.get(number, number) for number in written}
    readings = entry.get("readings", [])
    assert (entry["number"] in numbers) if numbers else (entry["number"] == "")
    assert {reading["number"] for reading in readings} == (numbers if len(numbers) > 1 else set())
    assert not readings or "mâu thuẫn" in entry["note"]
    texts = {mention.offset: mention.text for mention in mentions_of(entry)}
    assert all(reading["number"] in texts[reading["offset"]] for reading in readings)


def test_the_known_contradictions_are_there() -> None:
    readings = {e["id"]: {r["number"] for r in e["readings"]} for e in ENTRIES if "readings" in e}
    assert readings == {
        "110-nq-tu-2016": {"110-NQ/TW", "110-NQ/TU"},
        "07-2017-nq-hdnd": {"07/2017/NQ-HĐND", "07/2018/NQ-HĐND"},
    }


def test_a_short_name_names_one_document_unless_marked_ambiguous() -> None:
    short: defaultdict[str, set[str]] = defaultdict(set)
    ambiguous: Counter[str] = Counter()
    for entry in ENTRIES:
        for name in entry["short_names"]:
            short[fold(name)].add(entry["id"])
        ambiguous.update({fold(name) for name in entry.get("ambiguous_names", [])})
    assert {name: ids for name, ids in short.items() if len(ids) > 1} == {}
    assert not short.keys() & ambiguous.keys()
    assert all(count > 1 for count in ambiguous.values())


def test_every_document_known_by_name_has_an_official_source() -> None:
    """And docs/portals.md lists each, so that nobody has to guess where to look."""
    listed = (DOCUMENTS.parent / "docs" / "portals.md").read_text("utf-8")
    for entry in load_catalog().entries:
        portal = portal_of(entry)
        if entry.file:
            assert portal is None
            continue
        assert portal is not None, entry.id
        assert "/" not in portal.address  # a front page: deep links change
        where = portal.address or portal.name
        assert f"| {entry.name} | {where} | {sought_by(entry)} |" in listed
