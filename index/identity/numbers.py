"""Kinds and numbers of official documents as they are printed."""

from __future__ import annotations

import re

KINDS = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết liên tịch", "Nghị quyết", "Nghị định",
    "Quyết định", "Chỉ thị", "Thông tư liên tịch", "Thông tư", "Kết luận", "Quy định", "Quy chế",
    "Hướng dẫn", "Kế hoạch", "Chương trình", "Báo cáo", "Thông báo", "Công điện", "Công văn",
    "Tờ trình", "Đề án", "Điều lệ", "Lệnh",
)  # fmt: skip
ANY_KIND = "|".join(kind.replace(" ", r"\s") for kind in KINDS)
_KIND_OF_NUMBER = (
    ("NĐ", "Nghị định"), ("NQ", "Nghị quyết"), ("QĐ", "Quyết định"), ("CT", "Chỉ thị"),
    ("KL", "Kết luận"), ("TTLT", "Thông tư liên tịch"), ("TT", "Thông tư"), ("BC", "Báo cáo"),
    ("KH", "Kế hoạch"), ("TB", "Thông báo"), ("HD", "Hướng dẫn"), ("CTr", "Chương trình"),
    ("CĐ", "Công điện"), ("TTr", "Tờ trình"),
)  # fmt: skip
NUMBER = r"\d{1,5}(?:/\d{4})?(?:[/\-][A-ZĐƯa-zđ][\wĐđ]{0,20}){1,6}(?:[/\-][\wĐđ]{1,20}){0,4}"
"""A number as printed: 61/2018/NĐ-CP, 18-NQ/TW, 22/VBHN-VPQH, 75/2015/QH13, 163/TB-VPCP."""
NUMBER_LINE = re.compile(
    rf"(?:[Ss][ốôó]|SỐ)\s{{0,3}}:?\s{{0,3}}({NUMBER})|"
    rf"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết)\s{{1,3}}số\s{{0,3}}:\s{{0,3}}({NUMBER})"
)
_YEAR_IN_NUMBER = re.compile(r"\d{1,5}/(\d{4})/")
_CONSOLIDATED = "VBHN"


def number_of(lines: list[str]) -> str:
    """The number that stands on a line of its own; "" where there is none."""
    for line in lines:
        match = NUMBER_LINE.match(line)
        if match is not None:
            return (match.group(1) or match.group(2)).rstrip(".-/")
    return ""


def kind_of(number: str) -> str:
    """The kind that the letters of a number stand for; "" where they do not say."""
    codes = re.split(r"[/\-\d]+", number)
    return next((kind for code, kind in _KIND_OF_NUMBER if code in codes), "")


def year_in(number: str) -> str:
    """The year a number carries: 61/2018/NĐ-CP -> 2018; "" for 18-NQ/TW, which is given again."""
    match = _YEAR_IN_NUMBER.match(number)
    return match.group(1) if match else ""


def is_consolidated(number: str) -> bool:
    """Whether it numbers a văn bản hợp nhất, which repeats laws with what amended them."""
    return _CONSOLIDATED in re.split(r"[/\-]", number)
