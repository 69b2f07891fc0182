"""Files behind the library: where a document's file lies, and who takes new ones in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.manage import Librarian


class Files(Protocol):
    def librarian(self) -> Librarian: ...

    def file_of(self, document: str) -> Path | None:
        """The file of a document of the library; None where it is not there."""
        ...

    def may_be_removed(self, document: str) -> bool:
        """Whether people added it; what ships with the product stays."""
        ...


class DataFolder:
    """The files of the data folder that `settings` name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def librarian(self) -> Librarian:
        from index.embedding import load_encoder
        from index.manage import Librarian

        settings = self._settings
        model = settings.embedding_model
        encoder = load_encoder(model, settings.query_prefix, settings.passage_prefix)
        return Librarian(settings.data_dir, encoder, settings.documents_dir, settings.store_url)

    def may_be_removed(self, document: str) -> bool:
        from index.store import Store

        return any(source.id == document for source in Store(self._settings.data_dir).added())

    def file_of(self, document: str) -> Path | None:
        from index.build import path_of
        from index.store import Store

        store = Store(self._settings.data_dir)
        sources = store.manifest(store.current()).sources
        source = next((source for source in sources if source.id == document), None)
        if source is None:
            return None
        path = path_of(store, source, self._settings.documents_dir)
        return path if path.is_file() else None
