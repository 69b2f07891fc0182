"""Dates as officials write them."""

from __future__ import annotations


def date_name(iso: str) -> str:
    """2016-07-11 -> 11/07/2016, 2020-07 -> 07/2020."""
    return "/".join(reversed(iso.split("-"))) if iso else ""
