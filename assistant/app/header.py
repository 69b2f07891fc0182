"""The bar on top: name, pages, new conversation, light or dark."""

from __future__ import annotations

from html import escape

from assistant.app import texts
from assistant.app.login import Role
from assistant.app.views import View, menu


def header_html(role: Role, logged_in: bool = False) -> str:
    """The bar as people of a role see it."""
    leave = f'<a class="quiet" href="/logout">{texts.LOGOUT}</a>' if logged_in else ""
    pages = "".join(_tab(view) for view in menu(role))
    return (
        f'<a class="skip" href="#question" data-act="focus-question">{texts.SKIP_TO_QUESTION}</a>'
        f'<header class="top"><div class="brand"><h1>{texts.TITLE}</h1>'
        f"<span>{texts.SUBTITLE}</span></div>"
        f'<nav aria-label="{texts.MAIN_VIEWS}">{pages}</nav>'
        f'<div class="top-tools">{leave}<button type="button" class="quiet" data-act="new">'
        f"{texts.NEW_CONVERSATION}</button>"
        f'<button type="button" class="quiet theme" data-act="theme" '
        f'aria-label="{texts.SWITCH_THEME}" title="{texts.SWITCH_THEME}">'
        f'<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">'
        f'<circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        f'<path d="M10 2.5a7.5 7.5 0 0 1 0 15z" fill="currentColor"/></svg></button></div></header>'
    )


def _tab(view: View) -> str:
    current = " aria-current=page" if view.name == "ask" else ""
    fresh = " data-fresh" if view.fresh else ""
    return (
        f'<button type="button" data-act="view" data-view="{view.name}"{fresh}{current}>'
        f"{view.label}</button>"
    )


def notice_html(text: str, kind: str = "info") -> str:
    """A line under the header; "" shows none."""
    return f'<div class="notice {kind}" role="status">{escape(text)}</div>' if text else ""
