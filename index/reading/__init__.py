"""Files to canonical text: `read(path)` takes any document an office has.

One module per format; what a file is, is decided by its content. Everything that can go wrong
is one `UnreadableFile` with one Vietnamese line.
"""

from __future__ import annotations

from index.reading.dispatch import read

__all__ = ["read"]
