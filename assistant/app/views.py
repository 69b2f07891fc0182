"""The pages of the window, one line each. What stands in a page is built in page.py."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.app import texts
from assistant.app.login import Role


@dataclass(frozen=True, slots=True)
class View:
    """A page: the element `view-NAME`.

    role: the least role that finds it in the menu; what answers its events checks for itself.
    fresh: the signal NAME is sent each time it is looked at. in_menu: False where other elements
    lead to it.
    """

    name: str
    label: str
    role: Role = Role.READER
    fresh: bool = False
    in_menu: bool = True


VIEWS = (
    View("ask", texts.VIEW_ASK),
    View("library", texts.VIEW_LIBRARY),
    View("catalog", texts.VIEW_CATALOG),
    View("conflicts", texts.VIEW_CONFLICTS),
    View("history", texts.VIEW_HISTORY, fresh=True),
    View("quiz", texts.VIEW_QUIZ, Role.TEACHER, fresh=True),
    View("log", texts.VIEW_LOG, Role.ADMIN, fresh=True),
    View("guide", texts.VIEW_GUIDE, fresh=True),
    View("add", texts.ADD_OPEN, Role.ADMIN, in_menu=False),
)


def menu(role: Role) -> tuple[View, ...]:
    """The pages that people of a role find in the menu."""
    return tuple(view for view in VIEWS if view.in_menu and role.covers(view.role))


def views_css() -> str:
    """Shows the page that <html data-view> names; page.css hides all of them."""
    chosen = ", ".join(f'html[data-view="{view.name}"] #view-{view.name}' for view in VIEWS)
    return f"{chosen} {{ display: var(--shown) !important; }}"
