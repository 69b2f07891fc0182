"""Changing the library: add, remove, verify. Every change is a new snapshot, switched to whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index import messages
from index.build import (
    Held,
    Progress,
    Read,
    build_index,
    documents_read,
    path_of,
    shipped_sources,
    vectors_held,
)
from index.embedding import Encoder
from index.errors import DanvanError, DocumentExists, DocumentUnknown, UnreadableFile
from index.library import Library
from index.reader import laws_in, read_document, sha256_of_file
from index.reading.limits import MAX_FILE_BYTES
from index.reading.phapdien import differences, topic
from index.store import Source, Store
from index.types import Document, quote_of
from index.vietnamese import nfc, printable

_DIFFERENCES_SHOWN = 30


class Outcome(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    ALREADY = "already"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file. detail: a Vietnamese sentence."""

    file: str
    outcome: Outcome
    id: str
    detail: str
    catalog_id: str | None = None
    title: str = ""
    passages: int = 0
    differences: tuple[str, ...] = ()  # to another text of the same law in the library

    @property
    def lines(self) -> tuple[str, ...]:
        """What to tell people: the sentence, and where the texts differ, one place a line."""
        shown = self.differences[:_DIFFERENCES_SHOWN]
        more = len(self.differences) - len(shown)
        rest = (messages.DIFFERS_MORE.format(count=more),) if more else ()
        return (self.detail, *(f"- {line}" for line in shown), *rest)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something `verify` found. document: "" for the index as a whole."""

    document: str
    detail: str


class Librarian:
    """Writes a data folder's library. Readers go on with the snapshot they opened."""

    def __init__(
        self,
        data_dir: Path,
        encoder: Encoder,
        documents_dir: Path | None = None,
        store_url: str | None = None,
    ) -> None:
        self._store = Store(data_dir, store_url)
        self._store_url = store_url
        self._encoder = encoder
        self._documents_dir = documents_dir

    def add(
        self,
        paths: Sequence[Path],
        id: str = "",
        laws: Sequence[str] = (),
        update: bool = False,
        progress: Progress | None = None,
    ) -> list[Result]:
        """Add files, or the files of folders. A file that cannot be read is reported and the
        rest goes on. id: for a single file, instead of its stem. laws: numbers of the laws to
        pick from pháp điển files, of several from those that hold them. update: replace a
        document whose file changed. Raises IndexBusy, IndexUnwritable, StoreUnreachable; nothing
        was added then."""
        files = [file for path in paths for file in _files_of(path)]
        with self._store.adding():
            sources = {s.id: s for s in (*self._shipped(), *self._store.added())}
            known = documents_read(self._store)
            wanted, results = _wanted(files, laws)
            for file, part in wanted:
                as_id = id or _id_of(file, part)
                results.append(self._take(file, part, as_id, update, sources, known))
            if any(r.outcome in (Outcome.ADDED, Outcome.UPDATED) for r in results):
                self._write(sources, known, progress)
        return results

    def remove(self, id: str, progress: Progress | None = None) -> None:
        """Take an added document out of text, vectors, lexical lane and disk.
        Raises DocumentUnknown, also for a document that ships with the product."""
        with self._store.writing():
            added = {s.id: s for s in self._store.added()}
            if nfc(id) not in added:
                shipped = {s.id for s in self._shipped()}
                text = messages.SHIPPED_STAYS if nfc(id) in shipped else messages.DOCUMENT_UNKNOWN
                raise DocumentUnknown(text.format(id=id))
            del added[nfc(id)]
            sources = {s.id: s for s in (*self._shipped(), *added.values())}
            self._write(sources, documents_read(self._store), progress)

    def verify(self) -> list[Fault]:
        """Compare files, passages, the vector store and the lanes of the snapshot in force."""
        library = self._library()
        faults = [*self._file_faults(library), *_passage_faults(library)]
        return [*faults, *self._store_faults(library)]

    def _library(self) -> Library:
        return Library.open(self._store.data_dir, self._encoder, self._store_url)

    def _shipped(self) -> tuple[Source, ...]:
        return shipped_sources(self._documents_dir)

    def _take(
        self,
        file: Path,
        part: str,
        id: str,
        update: bool,
        sources: dict[str, Source],
        known: dict[str, Read],
    ) -> Result:
        """Read one file and, if it is good, put it among the sources."""
        name = printable(file.name)
        try:
            if file.stat().st_size > MAX_FILE_BYTES:
                raise UnreadableFile(
                    messages.FILE_TOO_LARGE.format(file=name, limit=MAX_FILE_BYTES >> 20)
                )
            sha256 = sha256_of_file(file)
            same = next(
                (s for s in sources.values() if s.sha256 == sha256 and s.part == part), None
            )
            if same is not None:
                detail = messages.ALREADY_THERE.format(file=name, id=same.id)
                return Result(name, Outcome.ALREADY, same.id, detail)
            is_new = id not in sources
            if not is_new and (not update or not sources[id].stored):
                raise DocumentExists(messages.ID_TAKEN.format(file=name, id=id))
            source = Source(id, name, sha256, part=part)
            document, passages = read_document(file, source)
            content = file.read_bytes()
        except DanvanError as error:
            return Result(name, Outcome.FAILED, id, str(error))
        except FileNotFoundError:
            return Result(name, Outcome.FAILED, id, messages.FILE_MISSING.format(file=name))
        except OSError as error:
            detail = messages.FILE_SHUT.format(file=name, detail=error.strerror)
            return Result(name, Outcome.FAILED, id, detail)
        stored = self._store.keep(content, sha256, file.suffix.lower()[:8])
        sources[id] = Source(id, name, sha256, stored, part)
        known[id] = (document, passages)
        outcome = Outcome.ADDED if is_new else Outcome.UPDATED
        detail = messages.ADDED.format(title=document.title, passages=len(passages), id=id)
        other, changes = _differences(document, known)
        if changes:
            detail += " " + messages.DIFFERS.format(id=other, count=len(changes))
        count = len(passages)
        return Result(
            name, outcome, id, detail, document.catalog_id, document.title, count, changes
        )

    def _write(
        self,
        sources: Mapping[str, Source],
        known: Mapping[str, Read],
        progress: Progress | None,
    ) -> None:
        build_index(
            self._store,
            tuple(sources.values()),
            self._encoder,
            self._documents_dir,
            progress,
            known=known,
            held=self._held(),
        )

    def _held(self) -> Held:
        """Vectors of the documents in the snapshot in force, so that only new ones are embedded."""
        try:
            library = self._library()
        except DanvanError:
            return lambda document, passages: None

        return vectors_held(library)

    def _file_faults(self, library: Library) -> list[Fault]:
        faults = []
        for source in library.manifest.sources:
            path = path_of(self._store, source, self._documents_dir)
            if not path.is_file():
                faults.append(Fault(source.id, messages.FILE_MISSING.format(file=source.name)))
            elif sha256_of_file(path) != source.sha256:
                faults.append(Fault(source.id, messages.FILE_CHANGED.format(file=source.name)))
        return faults

    def _store_faults(self, library: Library) -> list[Fault]:
        """Passages that the vector store lacks, has too many of, or holds with other words."""
        try:
            stored = self._store.vectors.quotes(self._store.current())
        except DanvanError as error:
            return [Fault("", str(error))]
        if stored is None:
            return []
        passages = {p.id: p.text for d in library.documents() for p in library.passages(d.id)}
        if stored == passages:
            return []
        differing = sum(stored.get(id) != text for id, text in passages.items())
        extra = len(stored.keys() - passages.keys())
        return [Fault("", messages.CHROMA_DIFFERS.format(differing=differing, extra=extra))]


def _passage_faults(library: Library) -> list[Fault]:
    """Passages that are not cut from their document's text, and lanes of another length."""
    faults = []
    rows = 0
    for document in library.documents():
        passages = library.passages(document.id)
        rows += len(passages)
        wrong = [p for p in passages if p.text != quote_of(document.text, p.spans)]
        if wrong:
            faults.append(Fault(document.id, messages.PASSAGES_WRONG.format(count=len(wrong))))
    if rows != library.lanes.rows:
        faults.append(Fault("", messages.LANES_WRONG.format(rows=rows, lanes=library.lanes.rows)))
    return faults


def repairs_of(document: Document) -> list[str]:
    """One line for each stretch that a reader mended."""
    return [
        messages.REPAIR.format(
            page=repair.page or "-",
            original=repair.original,
            mended=document.text[repair.start : repair.end],
            reason=repair.reason,
        )
        for repair in document.source.repairs
    ]


def _differences(document: Document, known: Mapping[str, Read]) -> tuple[str, tuple[str, ...]]:
    """(id of another text of the same law, where it differs); nothing where there is none."""
    for other, _ in known.values():
        same = other.identity.number and other.identity.number == document.identity.number
        if same and other.id != document.id:
            found = differences(other.source, document.source)
            return other.id, tuple(f"{' '.join(reversed(d.place))}: {d.words}" for d in found)
    return "", ()


def _wanted(
    files: Sequence[Path], laws: Sequence[str]
) -> tuple[list[tuple[Path, str]], list[Result]]:
    """What to take from which file: each whole, or the laws that are wanted. Of the many files of
    the Bộ pháp điển most hold none of them; a law that none holds is one result."""
    if not laws or len(files) == 1:
        return [(file, part) for file in files for part in laws or ("",)], []
    found: list[tuple[Path, str]] = []
    failed: list[Result] = []
    for file in files:
        try:
            held = {law.number.casefold() for law in laws_in(file)}
        except UnreadableFile as error:
            failed.append(Result(printable(file.name), Outcome.FAILED, "", str(error)))
            continue
        found.extend((file, law) for law in laws if law.casefold() in held)
    for law in laws:
        if law not in {part for _, part in found}:
            detail = messages.LAW_NOWHERE.format(number=law, count=len(files))
            failed.append(Result("", Outcome.FAILED, "", detail))
    return found, failed


def _files_of(path: Path) -> list[Path]:
    """A file, or the files of a folder in order of their names (hidden ones left out)."""
    if path.is_dir():
        return sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
    return [path]


def _id_of(file: Path, part: str) -> str:
    """The stem; for a law picked from a pháp điển file `<đề mục>.<law number>`."""
    if not part:
        return printable(file.stem)
    return f"{topic(file).removeprefix('phap-dien-')}.{part.replace('/', '-')}"
