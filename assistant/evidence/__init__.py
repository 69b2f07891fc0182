"""Passages found -> the words that answer."""

from __future__ import annotations

from assistant.evidence.selection import Candidate, select

__all__ = ["Candidate", "select"]
