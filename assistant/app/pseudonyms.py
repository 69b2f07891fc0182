"""People's names as keyed hashes, for what is kept about them.

Who holds the log alone learns no names, and cannot try names out: that needs the key as well.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from functools import cached_property
from pathlib import Path

from filelock import FileLock

KEY_FILE = "names.key"
KEY_BYTES = 32


class Pseudonyms:
    """Hashes under the key in `folder`, which is made at its first use, readable by its owner
    alone (on Windows: by whoever may read the folder)."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / KEY_FILE

    def of(self, name: str) -> str:
        """32 hexadecimal digits after "n-"; "" for nobody. Raises OSError."""
        if not name:
            return ""
        digest = hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()
        return f"n-{digest[:32]}"

    @cached_property
    def _key(self) -> bytes:
        with FileLock(self._path.with_suffix(".lock")):  # windows that start together: one key
            if not self._path.is_file():
                flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
                beside = self._path.with_suffix(".new")
                with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
                    file.write(secrets.token_bytes(KEY_BYTES))
                beside.replace(self._path)
        return self._path.read_bytes()
