"""Places for our own HTML, and what the page's own script can tell the server: one invisible
component for each message.

page.js calls `danvan.signals.NAME({...})`; Gradio delivers it as the component's `submit` event,
whose handler reads the fields from `gr.EventData`.
"""

from __future__ import annotations

import gradio as gr


def signal(name: str) -> gr.HTML:
    """A channel from page.js to an event handler."""
    register = f"(window.danvanSignals ??= {{}})['{name}'] = (detail) => trigger('submit', detail);"
    return gr.HTML("", elem_id=f"signal-{name}", visible="hidden", js_on_load=register)


def upload_signal(name: str) -> gr.HTML:
    """As `signal`; it also lends page.js Gradio's way of sending a file to the server."""
    channel = signal(name)
    channel.js_on_load = f"{channel.js_on_load} window.danvanUpload = upload;"
    return channel


def html_block(value: str, elem_id: str) -> gr.HTML:
    """A place for HTML of our own making, without Gradio's typography."""
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, padding=False)


def text_field(event: gr.EventData, name: str, limit: int = 400) -> str:
    """A text field of a message; "" when it is missing. Messages come from outside: bounded."""
    data = event._data if isinstance(event._data, dict) else {}
    value = data.get(name, "")
    return value[:limit] if isinstance(value, str) else ""


def list_field(event: gr.EventData, name: str, limit: int = 200) -> tuple[str, ...]:
    data = event._data if isinstance(event._data, dict) else {}
    value = data.get(name, ())
    items = value if isinstance(value, list) else ()
    return tuple(item for item in items[:limit] if isinstance(item, str))


def number_field(event: gr.EventData, name: str) -> int:
    data = event._data if isinstance(event._data, dict) else {}
    value = data.get(name, 0)
    return value if isinstance(value, int) else 0
