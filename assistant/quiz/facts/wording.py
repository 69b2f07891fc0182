"""A stretch of a document -> words of a question: marks of the page taken away, the document and
its article named in front, nothing left that hangs on words that are not there."""

from __future__ import annotations

import re

from assistant.quiz import texts
from assistant.understanding.abbreviations import OFFICIAL
from index.types import Document, Passage
from index.vietnamese import CAPITAL, fold, is_syllable, syllables, word_count

MOST_WORDS = 62  # of a stem; longer ones are not read to the end
FEWEST_WORDS = 7
_MOST_TITLE = 20
_MOST_SECTION = 24

# Marks of footnotes and of consolidated laws; the 2 of km² is none.
_MARKS = re.compile(r"(?<![mM])[¹²³⁰⁴-⁹]|\[\d+\]|\*")
_SPACES = re.compile(r"\s+")
_BEFORE_POINT = re.compile(r"\s+([,.;:?)])")
_OPENS_ITEM = re.compile(r"^\s*(?:\d{1,3}[.)]\s*|[a-zđ]{1,2}\)\s*|[-+•]\s*)+")

# Words that point to what stands outside the clause.
_HANGING = re.compile(
    r"\b(?:nêu trên|nói trên|trên đây|kể trên|sau đây|dưới đây|như sau|các trường hợp này|"
    r"trường hợp này|người này|người đó|cơ quan này|cơ quan đó|việc này|việc đó|điểm này|"
    r"khoản này|Điều này|Chương này|Mục này|quy định này|thời hạn này|thời gian này|"
    r"những người này|"
    r"Qua đó|do đó|ở đó|tại đó|đó thì|văn bản này|quyết định này|nội dung này|tổ chức này|"
    r"tổ chức đó|cùng kỳ(?! năm (?:trước|\d))|v\.v)",
    re.IGNORECASE,
)
# A word in small letters with a letter of Vietnamese: two run together are no syllable.
_SMALL_WORD = re.compile(r"(?<![\w./@-])[a-zà-ỹđ]*[à-ỹđ][a-zà-ỹđ]*(?![\w./@-])")
_PLACE_NAME = re.compile(rf"\b(?:tỉnh|thành phố|huyện|xã) {CAPITAL}\w+(?: {CAPITAL}\w+)*")

_SHORT = re.compile(r"(?<![\w/-])[A-ZĐ]{2,}(?:&[A-ZĐ]+)?(?![\w/-])")
_IN_BRACKETS = re.compile(rf" \((?P<short>{_SHORT.pattern})\)")
_WORD = re.compile(r"[^\W_]+")
_EVERYDAY = frozenset({"UBND", "HĐND", "TW", "MTTQ"})
_OFFICES = "(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)"

# First words of a clause that is about something: written small inside a sentence or not.
_COMMON = frozenset(
    """
    ban biên báo bộ chương chậm chế chủ chức cá các cán công cơ cấp cộng cử diện doanh dân
    dịch giá giám huyện hàng hình hằng hồ hội hợp khi khiếu khối kế kết kỳ lệ lịch mọi mỗi mục
    mức nghĩa nghị nguyên nguồn người nhiệm nhóm những nông năm nội phiên phí phường phạm quy
    quyết quyền sau số thu thuế thành thôn thẻ thời thủ tiêu tiền toàn trong trung trách trước
    trường tính tập tỉnh tố tốc tổ tổng từ tỷ viên việc văn xã ý điều đoàn đơn đại đến
    định đối ở
    """.split()
)
_PROPER_PAIRS = frozenset(
    (
        "ban chấp|ban cán|ban công|ban dân|ban giám|ban thanh|ban thường|ban tiếp|"
        "bộ công|bộ máy|bộ nội|bộ quốc|bộ thông|bộ trưởng|bộ tài|bộ tư|chủ tịch|"
        "công an|công đoàn|cổng dịch|hội đồng|phó chủ|thanh tra|thủ tướng|trưởng ban|"
        "trưởng thôn|tỉnh ủy|tổ trưởng|tổng kiểm|tổng thanh|văn phòng|đoàn thanh|"
        "đoàn đbqh|đoàn đại"
    ).split("|")
)
_CONSOLIDATED = "VBHN"
_POINTERS = re.compile(r"\b(?:Luật|Nghị định|Nghị quyết|Bộ luật|Hiến pháp) này\b")


def plain(text: str) -> str:
    """Words of a passage without the marks of its page."""
    kept = _MARKS.sub("", text).replace("\n", " ")
    return _BEFORE_POINT.sub(r"\1", _SPACES.sub(" ", kept)).strip()


def without_label(text: str) -> str:
    """Without the number or letter that opens an item: '1. ', 'a) ', '- '."""
    return _OPENS_ITEM.sub("", text)


def inside(text: str) -> str:
    """A clause as it stands within a sentence: its first letter small unless it opens a name."""
    words = text.split()
    if not words:
        return text
    first = words[0].lower()
    pair = " ".join(words[:2]).lower()
    if words[0][1:2].isupper() or pair in _PROPER_PAIRS or first not in _COMMON:
        return text
    return text[0].lower() + text[1:]


def opens_well(text: str) -> bool:
    """Whether a clause opens with a word that names what it is about."""
    words = [w.strip('“",') for w in text.split()[:2]]
    if not words:
        return False
    pair = " ".join(words).lower()
    return words[0].lower() in _COMMON or pair in _PROPER_PAIRS or _is_name(words[0])


def _is_name(word: str) -> bool:
    return fold(word) in _NAMES or word[1:2].isupper()


_NAMES = frozenset(
    "chinh quoc uy bo thu toa vien nha dang mat bac thanh kiem vu luat nghi truong so phong".split()
)


def sound(question: str, most: int = MOST_WORDS) -> bool:
    """Whether a question of at most `most` words can stand alone: length, brackets and
    quotation marks that close, no word that points outside it."""
    if not FEWEST_WORDS <= word_count(question) <= most:
        return False
    pairs = (("(", ")"), ("“", "”"), ("[", "]"))
    if any(question.count(a) != question.count(b) for a, b in pairs) or question.count('"') % 2:
        return False
    if _HANGING.search(question) or "..." in question or "…" in question:
        return False
    return all(is_syllable(fold(word)) for word in _SMALL_WORD.findall(question))


def is_consolidated(document: Document) -> bool:
    """Whether a document is a law put together with its amendments: it has a number of its own,
    which is not the law's, and a day of its own."""
    return _CONSOLIDATED in document.identity.number


def document_title(document: Document) -> str:
    """A document's whole title; a consolidated text is told from its law."""
    number = document.identity.number
    if not is_consolidated(document):
        return document.title
    name = document.title.replace(f" số {number}", "", 1)
    return texts.CONSOLIDATED.format(name=name, number=number)


def document_name(document: Document) -> str:
    """What a question calls a document: 'Luật Khiếu nại số 02/2011/QH13', 'Nghị định số
    61/2018/NĐ-CP', 'Luật Cán bộ, công chức (Văn bản hợp nhất số 25/VBHN-VPQH)', 'Báo cáo năm 2020
    của Sở Nội vụ tỉnh Bắc Giang'."""
    identity = document.identity
    if is_consolidated(document):
        return document_title(document)
    if identity.number and not identity.title.startswith(("Luật", "Bộ luật", "Hiến pháp")):
        return f"{identity.kind} số {identity.number}"
    if word_count(document.title) <= 20 or not identity.issuer:
        return document.title
    year = identity.date[:4]
    return texts.DATED_NAME.format(kind=identity.kind, year=year, issuer=identity.issuer)


def article_of(passage: Passage) -> tuple[str, str]:
    """('Điều 28', its title) of a passage; ('', '') where it is in no article."""
    for label, title in zip(passage.place.labels, passage.place.titles, strict=True):
        if label.startswith("Điều "):
            return label, plain(title).strip(" .:")
    return "", ""


def lead_of(document: Document, passage: Passage, titled: bool = True) -> str:
    """'Theo Điều 28 (Thời hạn ...) Luật Khiếu nại số 02/2011/QH13, '. titled: with the article's
    title, which tells what a short clause is about."""
    name = document_name(document)
    article, title = article_of(passage)
    if article and title and titled and word_count(title) <= _MOST_TITLE:
        return texts.BY_TITLED_ARTICLE.format(article=article, title=title, document=name)
    if article:
        return texts.BY_ARTICLE.format(article=article, document=name)
    return texts.BY.format(document=name)


def section_lead_of(document: Document, passage: Passage) -> str:
    """'Theo Báo cáo ... (mục “Cải cách thủ tục hành chính”), ' for what its heading alone places;
    "" where no heading is short enough. Headings in capitals are parts of a report, not topics."""
    for title in reversed(passage.place.titles):
        title = plain(title).strip(" .:")
        if 2 <= word_count(title) <= _MOST_SECTION and not title.isupper():
            return texts.BY_SECTION.format(document=document_name(document), title=title)
    return ""


def named_pointers(text: str, name: str) -> str:
    """'Luật này' and its like by the document's name."""
    return _POINTERS.sub(name, text)


def place_of(document: Document) -> str:
    """'tỉnh Bắc Giang', the place that the issuer of a document is of; ""."""
    found = _PLACE_NAME.search(document.identity.issuer)
    return found.group() if found else ""


def place_named(text: str, document: Document) -> str:
    """'trên địa bàn', 'toàn tỉnh', 'UBND tỉnh' with the name of the place that the document is
    from."""
    place = place_of(document)
    if not place:
        return text
    level, _, name = place.partition(" ")
    text = re.sub(rf"\b(?:{_OFFICES} {level}|Tỉnh ủy)(?! {CAPITAL})", rf"\g<0> {name}", text)
    text = re.sub(
        r"\btrên địa bàn(?! (?:tỉnh|huyện|xã|cấp|thôn|thành phố|các))",
        f"trên địa bàn {place}",
        text,
    )
    text = re.sub(rf"\btrên địa bàn tỉnh(?! {CAPITAL})", f"trên địa bàn {place}", text)
    text = re.sub(rf"\b(của|trong) {level}(?! (?:{CAPITAL}|ủy\b))", rf"\1 {place}", text)
    text = re.sub(r"^tỉnh(?= (?:đã|có)\b)", place, text)
    return re.sub(rf"\b([Tt])oàn tỉnh(?! {CAPITAL})", rf"\1oàn {place}", text)


def names_place(text: str, document: Document) -> bool:
    """Whether a text says of what place it is, where the document is from one."""
    return place_of(document).partition(" ")[2] in text


def with_words(stem: str, *shown: str) -> str:
    """A stem with its abbreviations written out where they stand first, and kept in brackets where
    they come again; those of a quotation, which stays as it is, and of what is shown below the
    stem are explained behind it. Every official knows `_EVERYDAY`."""
    behind: dict[str, str] = {}
    stem = _without_needless(stem, *shown)
    for match in reversed(list(_SHORT.finditer(" | ".join((stem, *shown))))):
        short = match.group()
        words = "" if short in _EVERYDAY else OFFICIAL.get(fold(short), "")
        if not words or any(fold(words) in fold(text) for text in (stem, *shown)):
            continue
        first = re.search(rf"(?<![\w/-]){re.escape(short)}(?![\w/-])", stem)
        if first is None or _is_quoted(stem, first.start()):
            behind[short] = texts.ABBREVIATED.format(short=short, words=words)
        else:
            again = any(short in _SHORT.findall(text) for text in (stem[first.end() :], *shown))
            said_here = texts.SPELLED.format(words=words, short=short) if again else words
            stem = f"{stem[: first.start()]}{said_here}{stem[first.end() :]}"
    said = "; ".join(reversed(behind.values()))
    return texts.WITH_ABBREVIATIONS.format(stem=stem, words=said) if said else stem


def _without_needless(stem: str, *shown: str) -> str:
    """A stem without an abbreviation in brackets behind its words that comes nowhere again; the
    words in their usual form, since the document's may have a slip."""
    for match in reversed(list(_IN_BRACKETS.finditer(stem))):
        usual = OFFICIAL.get(fold(match["short"]), "")
        in_front = list(_WORD.finditer(stem, 0, match.start()))[-word_count(usual) :]
        again = any(match["short"] in text for text in (stem[match.end() :], *shown))
        if usual and not again and syllables(usual) == [fold(w.group()) for w in in_front]:
            stem = f"{stem[: in_front[0].start()]}{usual}{stem[match.end() :]}"
    return stem


def without_abbreviations(text: str) -> str:
    return _SHORT.sub(lambda match: OFFICIAL.get(fold(match.group()), match.group()), text)


def _is_quoted(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at)


def spelled(text: str, defined: dict[str, str]) -> str:
    """A text with the abbreviations that its document defines written out, in the usual words
    where there are such: a document may write them with a slip."""
    for short, words in defined.items():
        text = text.replace(f" ({short})", "")
        usual = OFFICIAL.get(fold(short)) or inside(words)
        text = re.sub(rf"\b{re.escape(short)}\b", usual, text)
    return text
