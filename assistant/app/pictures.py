"""A page of a PDF as a picture, drawn in a process of its own: a damaged or hostile file can
bring that down, not the window.

    python -m assistant.app.pictures FILE PAGE > page.png
"""

from __future__ import annotations

import base64
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

from assistant.app import texts
from index.types import Document, Span, WordBox

DPI = 110  # A4: 910 x 1287 pixels, legible at the width of a pane
MAX_PIXELS = 6_000_000  # an engineering drawing would not fit the memory
SECONDS = 20
POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG with its size in PDF points."""

    png: bytes
    width: float
    height: float


def page_picture(file: Path, page: int) -> Picture | None:
    """Page `page` (from 1); None when it cannot be drawn."""
    command = [sys.executable, "-m", __name__, str(file), str(page)]
    try:
        drawn = subprocess.run(  # noqa: S603 - our own module, no shell
            command, capture_output=True, timeout=SECONDS, check=True
        )
        size, _, png = drawn.stdout.partition(b"\n")
        width, height = map(float, size.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return Picture(png, width, height)


def picture_html(
    document: Document, page: int, picture: Picture | None, spans: Sequence[Span], visit: int
) -> str:
    """The page with the cited words boxed. visit: another number each time it is opened."""
    title = escape(texts.PICTURE_TITLE.format(title=document.title, page=page))
    if picture:
        data = base64.b64encode(picture.png).decode("ascii")
        boxes = "".join(_box_html(box, picture) for box in boxes_of(document, page, spans))
        shown = f'<img alt="{title}" src="data:image/png;base64,{data}">{boxes}'
    else:
        shown = f'<p class="remark">{texts.PICTURE_FAILED}</p>'
    return (
        f'<div class="overlay" data-visit="{visit}" role="dialog" aria-modal="true" '
        f'aria-label="{title}"><header><strong>{title}</strong><button type="button" '
        f'class="quiet" data-act="close-picture">{texts.PICTURE_CLOSE}</button></header>'
        f'<div class="sheet" tabindex="0"><figure>{shown}</figure></div></div>'
    )


def boxes_of(document: Document, page: int, spans: Sequence[Span]) -> list[WordBox]:
    """Boxes of the words of `spans` on a page, those of one line joined."""
    lines: list[WordBox] = []
    for box in document.source.boxes:
        if box.page != page or not any(s < box.end and box.start < e for s, e in spans):
            continue
        last = lines[-1] if lines else None
        middle = (box.top + box.bottom) / 2
        if last and last.top <= middle <= last.bottom and box.left >= last.left:
            lines[-1] = WordBox(
                last.start,
                box.end,
                page,
                last.left,
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        else:
            lines.append(box)
    return lines


def _box_html(box: WordBox, picture: Picture) -> str:
    width, height = picture.width, picture.height
    style = (
        f"left:{100 * box.left / width:.2f}%;top:{100 * box.top / height:.2f}%;"
        f"width:{100 * (box.right - box.left) / width:.2f}%;"
        f"height:{100 * (box.bottom - box.top) / height:.2f}%"
    )
    return f'<span class="boxed" style="{style}"></span>'


def _draw(file: str, page: int) -> bytes:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(file)
    drawn = pdf[page - 1]
    width, height = drawn.get_size()
    scale = DPI / POINTS_PER_INCH
    pixels = width * height * scale * scale
    if pixels > MAX_PIXELS:
        scale *= (MAX_PIXELS / pixels) ** 0.5
    stream = BytesIO()
    drawn.render(scale=scale).to_pil().save(stream, "PNG", optimize=True)
    return f"{width} {height}\n".encode() + stream.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(_draw(sys.argv[1], int(sys.argv[2])))
