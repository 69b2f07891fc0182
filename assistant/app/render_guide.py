"""The guide for officials and trainers, docs/huong-dan.md, as a page of the window."""

from __future__ import annotations

from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.app import texts

_HERE = Path(__file__).parent
_FILES = (_HERE / "huong-dan.md", _HERE.parents[1] / "docs" / "huong-dan.md")  # wheel, checkout


@cache
def guide_html() -> str:
    """The guide that ships."""
    file = next(file for file in _FILES if file.is_file())
    return page_html(file.read_text(encoding="utf-8"))


def page_html(markdown: str) -> str:
    """A page of Markdown with its contents beside it. HTML in it is shown as text; links to other
    pages, which the window does not have, become plain words."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(markdown)
    contents: list[str] = []
    for token, inline in pairwise(tokens):
        if token.type != "heading_open":
            continue
        if token.tag in ("h2", "h3"):
            name = f"guide-{len(contents) + 1}"
            token.attrSet("id", name)
            contents.append(
                f'<li class="of-{token.tag}"><a href="#{name}" data-act="scroll-to">'
                f"{escape(inline.content)}</a></li>"
            )
    for token in tokens:
        token.children = [_unlinked(child) for child in token.children or ()] or token.children
    body = reader.renderer.render(tokens, reader.options, {})
    return (
        f'<div class="guide"><nav aria-label="{texts.CONTENTS}"><ul class="contents">'
        f"{''.join(contents)}</ul></nav><article>{body}</article></div>"
    )


def _unlinked(token: Token) -> Token:
    if token.type in ("link_open", "link_close"):
        token.tag, token.attrs = "span", {}
    return token
