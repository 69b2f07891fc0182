"""Many people who ask one window at once: `danvan eval load`, `python -m evals.load`."""

from evals.load.people import Load, put_load

__all__ = ["Load", "put_load"]
