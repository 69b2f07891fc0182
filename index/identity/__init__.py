"""What a document says it is, from its own head, and what it says about other documents.

numbers, offices, capitals, dates: the pieces; head: the identity they make up; relations: what
the text says of others. File names are not believed: real files carry wrong ones.
"""

from __future__ import annotations

from index.identity.dates import in_force_from
from index.identity.head import identify
from index.identity.relations import relations

__all__ = ["identify", "in_force_from", "relations"]
