"""Everything that can go wrong below the assistant, as a tree; messages are Vietnamese, for people.

DanvanError
├── IndexMissing      no index yet, or an unfinished one only
├── IndexDamaged      the index on disk does not fit its manifest
│   └── IndexOutdated     it is of another version's format
├── ModelMismatch     the index was built with another embedding model
├── IndexBusy         another process is writing
├── IndexUnwritable   the data folder cannot be written, or its disk is full
├── StoreUnreachable  the server that keeps the vectors does not reply
├── StoreUnsuitable   no such store of vectors, or the index was built for another
├── DocumentUnknown   no document of that id
├── DocumentExists    a used id with other content
└── UnreadableFile    a file that cannot be read as a document
"""

from __future__ import annotations

from index.vietnamese import printable


class DanvanError(Exception):
    """str(error) is a Vietnamese sentence that says what happened and what to do next; one line,
    whatever the file is called that it names."""

    def __init__(self, said: str = "") -> None:
        super().__init__(printable(said))


class IndexMissing(DanvanError):
    pass


class IndexDamaged(DanvanError):
    pass


class IndexOutdated(IndexDamaged):
    pass


class ModelMismatch(DanvanError):
    pass


class IndexBusy(DanvanError):
    pass


class IndexUnwritable(DanvanError):
    pass


class StoreUnreachable(DanvanError):
    pass


class StoreUnsuitable(DanvanError):
    pass


class DocumentUnknown(DanvanError):
    pass


class DocumentExists(DanvanError):
    pass


class UnreadableFile(DanvanError):
    pass
