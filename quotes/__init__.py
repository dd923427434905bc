"""Attributed quotes from news articles, who said them, and what they express toward a target.

The words to begin with: `extract(text)`, `open(path).quotes("official", limit=10)`, `frame(...)`. Each is
imported when it is first used.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "frame", "open", "open_store"]

_HOME = {"extract": "quotes.pipeline", "frame": "quotes.notebook", "open_store": "quotes.store"}
_NAMES = {"open": "open_store"}  # `open` is Python's own inside of a module


def __getattr__(name: str) -> Any:
    home = _NAMES.get(name, name)
    if home not in _HOME:
        raise AttributeError(f"module 'quotes' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[home]), home)
