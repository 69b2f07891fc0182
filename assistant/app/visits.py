"""What Gradio keeps of each page that someone opened, and when it lets go of it.

For every page it holds a copy of every component, 0.2 MB and what they show, as long as it runs.
And where a component gets a plain value after `gr.skip()`, it keeps one copy more, under a new
number, each time (Gradio 6.31): every question of a conversation left a copy of the whole of it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from gradio.state_holder import SessionState, StateHolder

MOST_KEPT = 1_000  # pages; who opens one more takes the place of the one that rested longest
REST = timedelta(hours=1)  # of a closed page: as long as Gradio itself keeps its `gr.State`


class Visits(StateHolder):  # type: ignore[misc]
    """Gradio's table from page to what it keeps of it."""

    def delete_all_expired_state(self) -> None:
        """Gradio calls this every second."""
        super().delete_all_expired_state()
        before = datetime.now() - REST
        for page, kept in list(self.session_data.items()):
            if kept.is_closed and self.time_last_used[page] < before:
                del self.session_data[page], self.time_last_used[page]
            else:
                self._drop_copies(kept)

    def _drop_copies(self, kept: SessionState) -> None:
        own, held = self.blocks.blocks, kept.blocks_config.blocks
        if len(held) == len(own):
            return
        for number in held.keys() - own.keys():
            del held[number]
            kept.config_values.pop(number, None)
