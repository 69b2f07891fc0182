"""Files -> structured passages -> embedded, stored, ranked. Knows nothing of chat."""
