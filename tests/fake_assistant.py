"""A small assistant with known answers, for the tests of the window.

Run as a program it serves the window over that assistant; the documents are "open" once GATE is
there:    python fake_assistant.py PORT [GATE [USERS]]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from assistant.quiz.making import QuizMaker
from assistant.types import Answer, Citation, Computed, Question, Reason
from assistant.types import Conflict as Disagreement
from index.catalog import Catalog, load_catalog, shipped_documents
from index.embedding import load_encoder
from index.errors import DocumentUnknown
from index.manage import Outcome, Result
from index.reader import read_document
from index.status import Status, status_of
from index.store import Source
from index.structure import parse
from index.types import (
    Conflict,
    ConflictKind,
    Document,
    Hit,
    Identity,
    Note,
    Passage,
    PassageKind,
    Place,
    Reading,
    SourceText,
    quote_of,
    sha256_of,
)
from index.vietnamese import fold, nfc, syllables

REPORT = "bao-cao-114-2020"
HOSTILE = "tai-lieu-la"
ATTACK = '<img src=x onerror="window.hacked=1">'
HOSTILE_TEXT = (
    f"{ATTACK} Công tác *dân vận*¹ là trách nhiệm {{{{x}}}} ${{1+1}} của cả hệ thống.\n\n"
    f"¹ Theo <script>window.hacked=2</script> Quy chế.\n"
)


def hostile_document() -> tuple[Document, tuple[Passage, ...]]:
    """A document whose text is HTML, Markdown and template code."""
    end = HOSTILE_TEXT.index("\n\n")
    note = (end + 2, len(HOSTILE_TEXT) - 1)
    place = Place(("Điều 4", "Khoản 1"), (ATTACK, ""))
    body = Passage(
        f"{HOSTILE}#0",
        HOSTILE,
        PassageKind.PARAGRAPH,
        place,
        ((0, end),),
        HOSTILE_TEXT[:end],
        1,
        (Note(HOSTILE_TEXT.index("¹"), f"{HOSTILE}#1"),),
    )
    footnote = Passage(
        f"{HOSTILE}#1", HOSTILE, PassageKind.FOOTNOTE, place, (note,), HOSTILE_TEXT[slice(*note)], 1
    )
    source = SourceText(HOSTILE_TEXT, (0,))
    identity = Identity("Luật", "1/2020", ATTACK, "2020-07-01", f"Luật lạ {ATTACK}")
    return Document(HOSTILE, identity, source, "la.txt", "0" * 64), (body, footnote)


class FakeLibrary:
    """The report, parsed by the product, and the hostile document."""

    fingerprint = "fake"

    def __init__(self) -> None:
        text = nfc((shipped_documents() / f"{REPORT}.txt").read_text(encoding="utf-8"))
        pages = tuple(range(0, len(text), 4000))
        source = SourceText(text, pages)
        title = "Báo cáo Kết quả 05 năm thực hiện Kết luận số 114-KL/TW của Ban Bí thư"
        identity = Identity("Báo cáo", "", "Sở Nội vụ", "2020-07", title)
        report = Document(REPORT, identity, source, f"{REPORT}.txt", "1" * 64, REPORT)
        passages = tuple(replace(p, page=source.page_at(p.start)) for p in parse(REPORT, source))
        hostile, lines = hostile_document()
        self._documents = {REPORT: report, HOSTILE: hostile}
        self._passages = {REPORT: passages, HOSTILE: lines}
        self.encoder = load_encoder()
        for document, its in ADDED:
            self._documents[document.id] = document
            self._passages[document.id] = its

    @property
    def catalog(self) -> Catalog:
        return load_catalog()

    def is_current(self) -> bool:
        return True

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Two figures of the report, and the hostile document with itself."""
        sides = []
        for words, value in ((AREA, "3.849"), (VISITS, "7.570")):
            cited = self.cite(1, words)
            passage = self.passage(cited.passage)
            at = passage.text.index(words)
            sides.append(Reading(passage.id, at, at + len(words), value))
        attack = Reading(f"{HOSTILE}#0", 0, len(ATTACK), ATTACK)
        return (
            Conflict(ConflictKind.VALUE, "số liệu", tuple(sides)),
            Conflict(ConflictKind.TEXT, ATTACK, (attack, attack)),
        )

    def documents(self) -> tuple[Document, ...]:
        return tuple(self._documents.values())

    def document(self, id: str) -> Document:
        if id not in self._documents:
            raise DocumentUnknown(f"Không có tài liệu {id}.")
        return self._documents[id]

    def status(self, id: str) -> Status | None:
        return status_of(self.document(id), self.documents())

    def passages(self, document: str) -> tuple[Passage, ...]:
        return self._passages[self.document(document).id]

    def passage(self, id: str) -> Passage:
        document, _, ordinal = id.rpartition("#")
        return self.passages(document)[int(ordinal)]

    def search(self, query: str, limit: int = 20, documents: tuple[str, ...] = ()) -> list[Hit]:
        words = set(syllables(query))
        scored = [
            Hit(p, float(score), float(score), 0.0, ())
            for passages in self._passages.values()
            for p in passages
            if (score := len(words & set(syllables(p.text)))) and p.document not in documents[1:]
        ]
        return sorted(scored, key=lambda hit: -hit.score)[:limit]

    def cite(self, number: int, words: str) -> Citation:
        """The first place where `words` stand in one span."""
        for document in self.documents():
            for passage in self.passages(document.id):
                at = document.text.find(words, passage.start)
                if passage.start <= at < passage.end:
                    spans = ((at, at + len(words)),)
                    quote = quote_of(document.text, spans)
                    return Citation(
                        number, document.id, document.title, passage.place.labels,
                        passage.place.titles, passage.page, quote, spans, sha256_of(quote),
                        passage.id,
                    )  # fmt: skip
        raise AssertionError(words)


GROWTH = (
    "Tốc độ tăng trưởng kinh tế (GRDP) bình quân giai đoạn 2016-2020 ước đạt 14,6%, vượt mục tiêu, "
    "cao hơn giai đoạn 2011-2015¹ và luôn nằm trong các tỉnh đứng đầu cả nước và vùng, trong đó: "
    "công nghiệp - xây dựng đạt 22,7% (*công nghiệp tăng 25,2%, xây dựng tăng 11,2%*)"
)
EARLIER = "tốc độ tăng trưởng GRDP bình quân giai đoạn 2011-2015 đạt 9,5%"
VISITS = "Năm 2019, toàn tỉnh đã tiếp 7.570 lượt người"
AREA = "diện tích đất tự nhiên 3.849 km²"


ADDED: list[tuple[Document, tuple[Passage, ...]]] = []


class FakeLibrarian:
    """Takes in files of plain text; one named 'trung' is refused."""

    def add(self, paths, id="", laws=(), update=False, progress=None):
        (path,) = paths
        if "trung" in (id or path.stem):
            return [Result(path.name, Outcome.FAILED, id, "Mã này đã có tài liệu khác.")]
        results = []
        for part in laws or ("",):
            name = part.replace("/", "-") or id or path.stem
            progress("Đọc tài liệu", 1, 1)
            ADDED.append(read_document(path, Source(name, path.name, "2" * 64, part=part)))
            results.append(Result(path.name, Outcome.ADDED, name, f"Đã thêm với mã {name}."))
        return results

    def remove(self, id, progress=None):
        progress("Tính véc-tơ", 1, 1)
        ADDED[:] = [(document, its) for document, its in ADDED if document.id != id]


class FakeFiles:
    def librarian(self):
        return FakeLibrarian()

    def may_be_removed(self, document: str) -> bool:
        return any(added.id == document for added, _ in ADDED)

    def file_of(self, document: str) -> Path | None:
        return None


class FakeAssistant:
    """Answers a handful of questions; refuses the rest."""

    def __init__(self) -> None:
        self.library = FakeLibrary()
        self.quizzes = QuizMaker(self.library)
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Answer:
        *_, answer = self.stream(question)
        return answer

    def ask_quoted(self, question: Question) -> Answer:
        return self.ask(question)

    def stream(self, question: Question) -> Iterator[Answer]:
        self.asked.append(question)
        whole = self.answer(question)
        if "chậm" in question.text:
            for _ in range(60):
                yield replace(whole, text=whole.short, citations=())
                time.sleep(0.25)
        if not whole.refused:
            yield replace(whole, text=whole.short)
        yield whole

    def answer(self, question: Question) -> Answer:
        text = fold(question.text)
        if "hong" in text.split():
            raise RuntimeError("a fault of the assistant")
        blank = Answer(
            question, question.text, "", "", False, None, None, 0.9, (), (), None,
            "extractive", "fake", "0", 0.0234,
        )  # fmt: skip
        if "tang truong" in text or "grdp" in text:
            first, second = self.library.cite(1, GROWTH), self.library.cite(2, EARLIER)
            return replace(
                blank,
                understood="Tốc độ tăng trưởng GRDP bình quân giai đoạn 2016-2020 là bao nhiêu?",
                short="14,6% [1]",
                text=f"14,6% [1]\n\n“{GROWTH}” [1]\n\n- “{EARLIER}” [2]",
                citations=(first, second),
            )
        if "doi chieu" in text:
            first, second = self.library.cite(1, VISITS), self.library.cite(2, AREA)
            third = self.library.cite(3, EARLIER)
            return replace(
                blank,
                short="Có hai số liệu.",
                text="Có hai số liệu. [1]",
                citations=(first,),
                conflicts=(Disagreement("Hai chỗ ghi khác nhau.", (first, second)),),
                computed=Computed("7.570 - 3.849 = 3.721", (first, third)),
            )
        if "la" in text.split() and "dan van la gi" in text:
            cited = self.library.cite(1, HOSTILE_TEXT[: HOSTILE_TEXT.index("\n\n")])
            return replace(blank, short=cited.quote, text=f"{cited.quote} [1]", citations=(cited,))
        if "dien tich" in text:
            cited = self.library.cite(1, AREA)
            return replace(blank, short="3.849 km² [1]", text="3.849 km² [1]", citations=(cited,))
        if "theo tai lieu nao" in text:
            words = f"Hỏi trong: {', '.join(question.documents) or 'tất cả'}"
            return replace(blank, short=words, text=words)
        nearest = self.library.cite(1, AREA)
        return replace(
            blank,
            refused=True,
            reason=Reason.NOT_STATED,
            nearest=nearest,
            text=f"Tài liệu không nêu nội dung này.\nĐoạn gần nhất: “{AREA}” (A).",
            short="Tài liệu không nêu nội dung này.",
        )


if __name__ == "__main__":
    from assistant.app.quick import import_gradio
    from assistant.settings import Settings

    folder = Path(os.environ.get("DANVAN_DATA_DIR") or tempfile.mkdtemp())
    users = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    settings = Settings(port=int(sys.argv[1]), data_dir=folder, login_file=users)
    import_gradio(mcp=settings.mcp)
    from assistant.app.server import serve

    def open_slowly(report: Callable[[str, int, int], None]) -> FakeAssistant:
        report("Đọc tài liệu", 1, 4)
        gate = Path(sys.argv[2]) if len(sys.argv) > 2 else None
        while gate and not gate.exists():
            time.sleep(0.05)
        return FakeAssistant()

    serve(open_slowly, settings, FakeFiles())
