"""Where the files that ship with the tracker are."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.abc import Traversable


def shipped(name: str) -> Traversable:
    """Return the shipped file `name`: from the installed `quotes.data`, else from the checkout's `data/`.

    Raises FileNotFoundError naming the file.
    """
    return _found(name, "file")


def shipped_folder(name: str) -> Traversable:
    """Return the shipped folder `name`, from where `shipped` finds files.

    Raises FileNotFoundError naming the folder.
    """
    return _found(name, "folder")


def _found(name: str, what: str) -> Traversable:
    for folder in _folders():
        found = folder.joinpath(name)
        if found.is_file() if what == "file" else found.is_dir():
            return found
    raise FileNotFoundError(f"the shipped {what} {name} is missing: install the tracker again")


def _folders() -> list[Traversable]:
    checkout = Path(__file__).parent.parent / "data"
    try:
        return [files("quotes.data"), checkout]
    except ModuleNotFoundError:
        return [checkout]
