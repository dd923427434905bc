"""A file is replaced when the new one is complete, or left as it was; a stream is written to as it goes."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from quotes.errors import InputError

Target = str | Path | IO[bytes] | IO[str]


def refuse_text(target: Target, format: str) -> None:
    """Raise InputError if the target is a text stream or a terminal, which a binary format would only garble."""
    if isinstance(target, (str, Path)):
        return
    if isinstance(target, io.TextIOBase) or target.isatty():
        raise InputError(f"{format} is no text: write it to a file with `quotes export FILE.{format}`")


def deliver(target: Target, write: Callable[[IO[bytes]], object], *, binary: str | None = None) -> None:
    """Let `write` fill a file, whole or not at all, or a binary stream; `binary` names a format that is no text.

    Raises InputError naming the path that cannot be written.
    """
    if not isinstance(target, (str, Path)):
        write(target)  # type: ignore[arg-type]
        return
    path = Path(os.path.realpath(target))  # a link stays a link
    try:
        if path.exists() and not path.is_file():
            with open(path, "wb") as stream:  # a device or a pipe cannot be replaced
                if binary:
                    refuse_text(stream, binary)
                write(stream)
        else:
            _replace(path, write)
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) == errno.EPIPE:
            raise
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot write {target}: {reason}; nothing was changed") from None


def _replace(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write beside the file, then put the new one in its place."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, _mode(path))
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those of a new one."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
