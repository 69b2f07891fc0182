"""Facts and lists -> items, one module a kind."""
