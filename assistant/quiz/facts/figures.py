"""Figures of a report: its sentences are long enumerations, so each figure is asked in the
shortest clause that still says of whom, of what and when.

Three forms carry nearly all of them: a clause with subject and verb; a clause after 'trong đó:',
asked behind the words that lead to it; figures in brackets, asked behind the clause they explain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.citing import excerpt_of
from assistant.evidence.atoms import bracketed
from assistant.quiz import texts
from assistant.quiz.facts.asking import asked_how_many, claimed, parted
from assistant.quiz.facts.lines import Line, reported_lines
from assistant.quiz.facts.types import Fact, FactKind
from assistant.quiz.facts.values import Quantity, quantities
from assistant.quiz.facts.wording import (
    inside,
    lead_of,
    names_place,
    opens_well,
    place_named,
    place_of,
    plain,
    section_lead_of,
    sound,
    spelled,
)
from assistant.understanding.abbreviations import defined_abbreviations
from index.types import Document, Passage
from index.vietnamese import CAPITAL, syllables, word_count

_VERB = re.compile(
    r"(?<!\w)(?:là|có|đạt|đã|được|phải|tiếp|giải quyết|thực hiện|tổ chức|giảm|tăng|còn|gồm|"
    r"sử dụng|cung cấp|tiếp nhận|thành lập|sắp xếp|cứng hóa|kiên cố hóa|bố trí|phân công|"
    r"cho thu nhập|ở khu vực|chiếm|xuống còn)(?!\w)"
)
_STARTS_WITH_VERB = re.compile(
    r"^(?:đã |được |chưa |không )?(?:có|đạt|tiếp|giải quyết|thực hiện|tổ chức|giảm|tăng|gồm|"
    r"sắp xếp|cắt giảm|xây dựng|thành lập|ban hành|bố trí|hỗ trợ|triển khai|tiến hành|kiên cố|"
    r"cứng hóa|xử lý|phát hiện|lập|xóa|đề xuất|chỉ đạo|đẩy mạnh|tăng cường|đưa|tập trung|"
    r"hoàn thành|"
    r"phấn đấu|tiếp tục|duy trì|mở|phát|nâng|vượt|ước|bằng|so|trong đó|gắn|nhất là|như|cụ thể|qua|"
    r"khoảng|trên|gần|hơn|và|với|từ|nay|xuống|hiện|đến|đang|còn|để|thành|luôn|cho|là)(?!\w)",
    re.IGNORECASE,
)
_EXISTS = re.compile(
    r"^(?:(?:đến nay|tính đến nay|năm \d{4}|hiện nay|hiện)[ ,]+)?(?:đã )?có(?= )", re.IGNORECASE
)
_COMPARED = re.compile(r"^(?:giảm|tăng)(?= )", re.IGNORECASE)
_TIME = re.compile(r"^(?:Năm \d{4}|Giai đoạn \d{4}\s?[-–]\s?\d{4}|Từ năm \d{4} đến nay|Đến nay)\b")
_OPENING_TIME = re.compile(r"(?:tính đến nay|đến nay|hiện nay|năm \d{4})\b", re.IGNORECASE)
_AMONG = re.compile(r",?\s+trong đó\s*:?\s*$")
_LOCAL = re.compile(r"toàn (?:tỉnh|huyện|xã)\b", re.IGNORECASE)
_PERIOD = re.compile(r"[Tt]ừ tháng [^,]{4,40}, [^,]{3,60}(?:đã|được) ")
_APPROXIMATE = re.compile(r"(?:trên|hơn|khoảng|gần|ước)\s$")
_DANGLING = re.compile(r"(?:^| )(?:sau|trước|khi|để|từ|của|theo|qua|do|về|với|tại)$")
_OWN_TIME = re.compile(r",\s+(?=(?:năm \d{4}|đến nay)[ ,])")
_SEGMENT_END = re.compile(r";|(?<!giờ):(?=\s)|,?\s+trong đó(?=[ :])")
_NEXT_PART = re.compile(
    r",\s+(?=\d|đạt|giảm|tăng|vượt|cao hơn|qua đó|góp phần|trở thành|là nơi|nhất là)"
)
_ASIDE = re.compile(r",\s+(?:vượt|cao hơn|thấp hơn)\s")  # what compares the whole, not its parts
# 'trong đó huyện có 257': a level, not one place.
_LEVEL = re.compile(rf"(\b{texts.AMONG} |^)(tỉnh|huyện|xã)(?= có\b)")
# A stem that opens with a figure has no verb for it; a second figure behind the one that is asked
# makes two facts of one sentence.
_STIFF = re.compile(
    rf"^\d.*\b{texts.AMONG}\b|, vượt [^,]+, {texts.AMONG}\b|"
    rf"{texts.HOW_MANY}(?: \w+){{1,6}}(?:,| và) (?:[^\d,]{{0,30}} )?\d"
)
# Period, place or level of the administration that a figure is of.
_WHEN = r"\b[Nn]ăm \d{4}|\d/\d{4}|[Gg]iai đoạn \d|\b(?:[Đđ]ến|[Hh]iện) nay\b"
_TIMED = re.compile(_WHEN)
PLACED = re.compile(
    rf"{_WHEN}|\b(?:tỉnh|huyện|thành phố|xã) {CAPITAL}|"
    rf"\bBắc Giang\b|\bUBND\b|"
    r"\bcấp (?:tỉnh|huyện|xã|[Ss]ở)\b|\bcác sở, ngành\b"
)
# 'đã xây dựng bao nhiêu', 'cứng hóa được bao nhiêu': done until somebody counted.
_DONE = re.compile(rf"\bđã\b.*{texts.HOW_MANY}|\bđược (?:trên |hơn |gần )?{texts.HOW_MANY}")
_MOST_NOUN = 8  # words of a noun that a figure stands behind
_LONG_SUBJECT = 5  # words in front of a figure that say of whom it is
_LEAST_SHARED = 3
_MOST_QUOTED = 80  # words of a quote
_MOST_CLAUSE = 40  # words of a clause before its figure
_MOST_CONTEXT = 26  # words of the clause in front of 'trong đó'


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch between semicolons and colons. among: it follows 'trong đó'."""

    start: int
    end: int
    among: bool


def figures_of(document: Document, passages: tuple[Passage, ...]) -> Iterator[Fact]:
    """A fact for every figure of a document without articles that a clause can carry."""
    defined = defined_abbreviations([document.text])
    for passage, line in reported_lines(passages):
        for asked in _of_line(line):
            fact = _fact(document, passage, line, asked, defined)
            if fact is not None:
                yield fact


@dataclass(frozen=True, slots=True)
class _Asked:
    """A figure to ask. before: words in front of the clause, already plain. start, end: the
    clause in the line. shown: start of what is quoted. verb: put in where the clause has none."""

    before: str
    start: int
    end: int
    quantity: Quantity  # offsets in the line
    verb: str = ""
    shown: int | None = None


def _of_line(line: Line) -> Iterator[_Asked]:
    brackets = list(_brackets(line.text))
    outer = line.text
    for start, end in brackets:
        outer = f"{outer[:start]}{' ' * (end - start)}{outer[end:]}"
    time = time_of(outer)
    found = list(quantities(outer))
    head = subject = opening = ""
    for segment in _segments(outer):
        stretch = outer[segment.start : segment.end]
        own = _subject_of(stretch)
        if own:
            subject = own
        before = ""
        if segment.among and head and not (time and word_count(own) >= _LONG_SUBJECT):
            before = head
        elif subject and time and not _TIME.match(plain(stretch)):
            before = f"{time}, "
        for quantity in found:
            if segment.start <= quantity.start < segment.end:
                yield from _in_segment(outer, segment, quantity, before, subject, opening)
        for start, end in brackets:
            if segment.start <= start < segment.end:
                host = _host(outer, segment, start, before, subject)
                yield from _in_bracket(line.text, segment, (start + 1, end - 1), host)
        if not segment.among:
            head = _head(outer, segment, subject)
        exists = re.search(r"(?<!\w)có\s+$", outer[segment.start : _first(found, segment)])
        if exists:
            opening = f"{inside(subject)} có " if subject else "có "
        elif own:
            opening = ""


def _first(found: list[Quantity], segment: _Segment) -> int:
    """Where the first figure of a segment stands."""
    return next((q.start for q in found if segment.start <= q.start < segment.end), segment.start)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Outermost brackets that hold a figure."""
    depth = start = 0
    for at, letter in enumerate(text):
        if letter == "(":
            start = at if depth == 0 else start
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
            if depth == 0 and any(c.isdigit() for c in text[start:at]):
                yield start, at + 1


def _segments(outer: str) -> Iterator[_Segment]:
    start, among, listed = 0, False, False
    for match in (*_SEGMENT_END.finditer(outer), None):
        end = match.start() if match else len(outer)
        if outer[start:end].strip(" :"):
            yield _Segment(start, end, among)
        if match is None:
            return
        mark = match.group()
        if "trong đó" in mark:
            among, listed = True, outer[match.end() :].lstrip().startswith(":")
        else:
            among = among and listed
        start = match.end()
        while start < len(outer) and outer[start] in " :":
            start += 1


def time_of(outer: str) -> str:
    """'Năm 2019', 'Từ năm 2015 đến nay' that a sentence opens with; ""."""
    for stretch in re.split(r":\s", outer):
        match = _TIME.match(stretch.strip())
        if match:
            return match.group()
    return ""


def _head(outer: str, segment: _Segment, subject: str) -> str:
    """'Năm 2019, toàn tỉnh đã tiếp 7.570 lượt người ..., trong đó ' for the clauses under it."""
    text = plain(outer[segment.start : segment.end]).rstrip(" ,")
    figure = next(quantities(text), None)
    aside = _ASIDE.search(text, figure.end) if figure else None
    if aside:
        text = text[: aside.start()]
    if word_count(text) > _MOST_CONTEXT:
        cut = text.split(", ")
        while len(cut) > 1 and word_count(", ".join(cut)) > _MOST_CONTEXT:
            cut.pop()
        text = ", ".join(cut)
    if subject and _STARTS_WITH_VERB.match(text):
        text = f"{subject} {text}"
    if word_count(text) > _MOST_CONTEXT or not any(c.isdigit() for c in text):
        return ""
    return f"{inside(text)}, {texts.AMONG} "


def _subject_of(stretch: str) -> str:
    """The words in front of the verb; '' where the clause opens with its verb."""
    text = plain(stretch)
    match = _TIME.match(text)
    if match:
        text = text[match.end() :].lstrip(" ,")
    if not opens_well(text) or _STARTS_WITH_VERB.match(text) or text[0].isdigit():
        return ""
    verb = _VERB.search(text)
    if verb is None or verb.start() < 2:
        return ""
    return text[: verb.start()].strip()


def _in_segment(
    outer: str, segment: _Segment, quantity: Quantity, before: str, subject: str, opening: str
) -> Iterator[_Asked]:
    start = _start(outer, segment, quantity)
    whole = start == segment.start
    end_match = _NEXT_PART.search(outer, quantity.end, segment.end)
    end = end_match.start() if end_match else segment.end
    lead = plain(outer[start : quantity.start])
    if _qualifies(lead) or word_count(lead) > _MOST_CLAUSE or lead.startswith("ở "):
        return
    if not lead:
        does = _VERB.search(outer, quantity.end, end) and outer[end : end + 1] != ":"
        if does or before.endswith(f"{texts.AMONG} "):
            yield _Asked(before, start, end, quantity)
        elif opening:
            yield _Asked(opening, start, end, quantity)
    elif _subject_of(f"{lead} x"):
        yield _Asked(before if whole else "", start, end, quantity)
    elif not whole:
        return
    elif before.endswith(f"{texts.AMONG} ") and _EXISTS.match(f"{lead} "):
        yield _Asked(before, start, end, quantity)
    elif _PERIOD.match(lead):
        yield _Asked("", start, end, quantity)
    elif subject and _STARTS_WITH_VERB.match(lead):
        if not _DANGLING.search(subject):
            yield _Asked(f"{before}{inside(subject)} ", start, end, quantity)
    elif _EXISTS.match(f"{lead} "):
        yield _Asked(before, start, end, quantity)
    elif _is_bare_noun(lead):
        yield _Asked(before, start, end, quantity, "là" if quantity.unit else "có")


def _is_bare_noun(lead: str) -> bool:
    """Whether a figure stands right behind what it measures: 'dân số trên 1,8 triệu người'."""
    short = 1 < word_count(lead) <= _MOST_NOUN
    return short and _VERB.search(lead) is None and _STARTS_WITH_VERB.match(lead) is None


def _qualifies(lead: str) -> bool:
    """Whether a figure only narrows another one: '355 trang trại cho thu nhập từ 500 triệu'."""
    return re.search(r"\d.*\b(?:thu nhập|từ|trên|dưới)(?: trên| từ)?$", lead) is not None


def _start(outer: str, segment: _Segment, quantity: Quantity) -> int:
    """Start of the clause of a figure: the segment's, or where it names a time of its own."""
    found = list(_OWN_TIME.finditer(outer, segment.start, quantity.start))
    return found[-1].end() if found else segment.start


def _in_bracket(text: str, segment: _Segment, span: tuple[int, int], host: str) -> Iterator[_Asked]:
    """Figures in brackets that compare, divide or explain the clause in front."""
    first = time = ""
    for match in re.finditer(r"(?:[^,;]|,(?=\d))+", text[span[0] : span[1]]):
        start, end = span[0] + match.start(), span[0] + match.end()
        if start > span[0] and text[start - 1] == ";":
            first = ""
        part = text[start:end]
        for quantity in (*quantities(part), *_bare(part, host)):
            moved = replace(quantity, start=quantity.start + start, end=quantity.end + start)
            lead = plain(part[: quantity.start])
            if _qualifies(lead):
                continue
            if _COMPARED.match(f"{lead} "):
                if host:
                    yield _Asked(f"{host}, ", start, end, moved, shown=segment.start)
            elif _EXISTS.match(f"{lead} "):
                own = _OPENING_TIME.match(lead)
                time = own.group() if own else time
                before = f"{time}, " if time and not own else ""
                yield _Asked(before, start, end, moved, shown=span[0] if before else None)
            elif _subject_of(f"{lead} x") and word_count(lead) >= _LONG_SUBJECT:
                if not first or _LOCAL.match(lead):
                    yield _Asked("", start, end, moved)
                elif _goes_with(lead, first):
                    shown = text.rindex(first.split()[0], span[0], start)
                    yield _Asked(f"{inside(first)}, ", start, end, moved, shown=shown)
            elif _divides(quantity, host) and not _STARTS_WITH_VERB.match(lead):
                verb = "" if not lead or _VERB.search(lead) else "có"
                before = f"{host}, {texts.AMONG} "
                yield _Asked(before, start, end, moved, verb, shown=segment.start)
        first = first or plain(part)


def _divides(quantity: Quantity, host: str) -> bool:
    """Whether a figure is a part of one in the clause in front: they count the same."""
    return any(q.family.split()[0] == quantity.family.split()[0] for q in quantities(host))


def _bare(part: str, host: str) -> Iterator[Quantity]:
    """'huyện 257' behind '1825 thủ tục hành chính': a number that counts what the clause in front
    counts."""
    match = re.fullmatch(r"[^\W\d]+(?: [^\W\d]+){0,2} (?P<number>\d+)", part.strip(" *"))
    counted = next(quantities(host), None)
    if match is None or counted is None or counted.unit:
        return
    start = part.index(match["number"])
    words = re.match(r"\s((?:(?!theo|của|cho|với|trong|do|có|đã)\w+ ?){1,5})", host[counted.end :])
    unit = words.group(1).strip() if words else ""
    yield Quantity(start, start + len(match["number"]), match["number"], "", counted.family, unit)


def _goes_with(lead: str, first: str) -> bool:
    """Whether a part of a bracket goes on about what the part in front says."""
    return (
        any(c.isdigit() for c in first)
        and len(set(syllables(lead)) & set(syllables(first))) >= _LEAST_SHARED
    )


def _host(outer: str, segment: _Segment, end: int, before: str, subject: str) -> str:
    """The clause that a bracket explains."""
    text = plain(outer[segment.start : end])
    parts = text.split(", ")
    while len(parts) > 1 and word_count(text) > 30:
        parts.pop(0)
        text = ", ".join(parts)
    if not text or word_count(text) > 30 or not any(c.isdigit() for c in text):
        return ""
    if _STARTS_WITH_VERB.match(text) and not _EXISTS.match(text):
        if not subject or _DANGLING.search(subject):
            return ""
        text = f"{subject} {text}"
    if before and not before.endswith(f"{texts.AMONG} "):
        text = f"{before}{text}"
    return inside(text)


def _fact(
    document: Document, passage: Passage, line: Line, asked: _Asked, defined: dict[str, str]
) -> Fact | None:
    clause = line.text[asked.start : asked.end]
    for start, end in reversed(list(_brackets(clause))):
        if not start <= asked.quantity.start - asked.start < end:
            clause = f"{clause[:start]}{' ' * (end - start)}{clause[end:]}"
    quantity = replace(
        asked.quantity,
        start=asked.quantity.start - asked.start,
        end=asked.quantity.end - asked.start,
    )
    if asked.verb:
        about = _APPROXIMATE.search(clause, 0, quantity.start)
        at = about.start() if about else quantity.start
        clause = f"{clause[:at]}{asked.verb} {clause[at:]}"
        moved = len(asked.verb) + 1
        quantity = replace(quantity, start=quantity.start + moved, end=quantity.end + moved)
    lead = "" if asked.before or plain(clause[: quantity.start]) else f"{texts.THERE_ARE} "
    question = f"{lead}{inside(asked.before + asked_how_many(clause, quantity))}?"
    claim = inside(asked.before + claimed(clause, quantity))
    question, claim = (place_named(spelled(text, defined), document) for text in (question, claim))
    question, claim = (parted(_levelled(text)) for text in (question, claim))
    if _STIFF.search(question) or quantity.number + quantity.unit == "100%":
        return None  # "all" is what everybody would guess
    opening = _lead(document, passage, question)
    if not opening or not sound(opening + question):
        return None
    at, end = line.start + asked.quantity.start, line.start + asked.end
    shown = asked.shown if asked.shown is not None else asked.start
    among = asked.before.endswith(f"{texts.AMONG} ")
    context = None
    if word_count(line.text[: asked.end]) <= _MOST_QUOTED:
        shown = 0  # with the time and the whole that the clause belongs to
    elif asked.before and shown > 0:
        opening_end = _SEGMENT_END.search(line.text, _after_colon(line.text))
        stop = opening_end.start() if opening_end else asked.end
        context = excerpt_of(passage, line.start, line.start + min(stop, shown))
    return Fact(
        id=f"{passage.id}:{at}",
        kind=FactKind.QUANTITY,
        lead=opening,
        question=question,
        claim=claim,
        value=passage.text[at : line.start + asked.quantity.end],
        family=quantity.family,
        excerpt=excerpt_of(passage, *bracketed(passage.text, line.start + shown, end)),
        section=f"{document.id}/{passage.place}",
        context=context,
        whole=f"{passage.id}:{line.start}:{asked.before}" if among else "",
    )


def _lead(document: Document, passage: Passage, question: str) -> str:
    """The document's name, and what the question leaves open: the heading where it names neither
    place nor period, the place, and for what was done the time; "" where no heading is found."""
    placed = PLACED.search(question)
    lead = lead_of(document, passage) if placed else section_lead_of(document, passage)
    if lead and not names_place(question, document):
        lead += texts.IN_PLACE.format(place=place_of(document))
    if placed and _DONE.search(question) and not _TIMED.search(question):
        lead += texts.AS_OF_REPORT
    return lead


def _levelled(text: str) -> str:
    """'trong đó huyện có' -> 'trong đó cấp huyện có'."""
    return _LEVEL.sub(lambda m: m.group(1) + texts.LEVEL.format(place=m.group(2)), text)


def _after_colon(text: str) -> int:
    """Where a sentence begins behind the words that announce it: 'Kết quả ...: Năm 2019, ...'."""
    match = re.match(r"[^:;,.]{4,60}:\s", text)
    return match.end() if match else 0
