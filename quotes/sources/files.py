"""From a path, standard input or a URL to an article."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from quotes.errors import InputError
from quotes.sources.decode import decode
from quotes.sources.fetch import MAX_BYTES, Fetched, fetch
from quotes.sources.language import detect_language
from quotes.text import printable
from quotes.types import Article

SUFFIXES = (".txt", ".html", ".htm")  # what is taken from a folder, unless told otherwise
_PAGES = (".html", ".htm", ".xhtml")
_PAGE_STARTS = ("<!doctype html", "<html", "<head", "<body", "<?xml")


def read_article(path: Path, *, encoding: str | None = None, max_bytes: int = MAX_BYTES) -> Article:
    """Return the article in the file at `path`; of a page the article alone, of any other file all of its text.

    The text of a plain file is its content as decoded: only a byte order mark is left out, line ends stay as they
    are. `encoding` overrides the guess. Raises InputError for a path that is no readable file of at most
    `max_bytes`, and for content that is blank, binary or of unknown encoding.
    """
    shown = _shown(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError(f"{shown} is a folder: give its files, or a folder that holds {', '.join(SUFFIXES)} files")
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{shown} is not a regular file: use - to read a stream from standard input")
        if status.st_size > max_bytes:
            raise _too_large(shown, f"{status.st_size:,} bytes", max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise InputError(f"{shown} does not exist: check the path") from None
    except PermissionError:
        raise InputError(f"{shown} may not be read: check its permissions") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{shown} cannot be read ({reason}): check the path") from None
    if len(data) > max_bytes:  # it grew in between
        raise _too_large(shown, f"over {max_bytes:,} bytes", max_bytes)
    return article_from_bytes(data, name=str(path), encoding=encoding)


def read_stream(stream: BinaryIO, *, encoding: str | None = None, max_bytes: int = MAX_BYTES) -> Article:
    """Return the article that `stream`, such as standard input in binary, holds; raises InputError like a file."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise _too_large("standard input", f"over {max_bytes:,} bytes", max_bytes)
    return article_from_bytes(data, name="standard input", encoding=encoding)


def read_url(url: str, *, encoding: str | None = None) -> Article:
    """Fetch the page at `url` and return its article with the time of retrieval; raises FetchError and InputError."""
    page = fetch(url)
    article = article_from_fetched(page, encoding=encoding)
    return replace(article, retrieved=datetime.now(UTC).isoformat(timespec="seconds"))


def article_from_fetched(page: Fetched, *, encoding: str | None = None) -> Article:
    """Return the article of a fetched page; raises InputError."""
    return article_from_bytes(
        page.data,
        name=page.url,
        media_type=page.media_type,
        url=page.url,
        encoding=encoding,
        claimed=page.encoding,
    )


def article_from_bytes(
    data: bytes,
    *,
    name: str,
    media_type: str | None = None,
    url: str | None = None,
    encoding: str | None = None,
    claimed: str | None = None,
) -> Article:
    """Return the article that `data` holds, as a page or as plain text.

    Which of the two is told by `media_type`, else by the suffix of `name`, else by how the data begins. `encoding`
    is the user's and overrides; `claimed` is a server's and is used if it fits. Raises InputError.
    """
    shown = _shown(name)
    if _is_page(data, name=name, media_type=media_type):
        from quotes.sources.html import article_from_html

        return article_from_html(data, name=shown, url=url, encoding=encoding, claimed=claimed)
    text = _text(data, shown, encoding, claimed)
    if not text.strip():
        raise InputError(f"{shown} is {'blank' if text else 'empty'}: give a text with an article in it")
    return Article(text=text, url=url, language=detect_language(text))


def expand(paths: Sequence[str], *, suffixes: Sequence[str] = SUFFIXES) -> tuple[str | Path, ...]:
    """Return the inputs that `paths` name, in order: "-" and URLs as strings, files as paths, folders as their files.

    Of a folder its own files of these suffixes are taken, sorted by name. Raises InputError for a folder without any,
    or one that cannot be listed.
    """
    inputs: list[str | Path] = []
    for given in paths:
        if given == "-" or "://" in given:
            inputs.append(given)
            continue
        path = Path(given)
        try:
            if not path.is_dir():
                inputs.append(path)
                continue
            found = sorted(p for p in path.iterdir() if p.suffix.lower() in suffixes and p.is_file())
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise InputError(f"{_shown(path)} cannot be read ({reason}): check the path") from None
        if not found:
            raise InputError(f"the folder {_shown(path)} holds no {', '.join(suffixes)} files: name the files")
        inputs.extend(found)
    return tuple(inputs)


def _text(data: bytes, shown: str, encoding: str | None, claimed: str | None) -> str:
    if encoding is None and claimed is not None:
        try:
            return decode(data, name=shown, encoding=claimed)
        except InputError:  # servers are often wrong
            pass
    return decode(data, name=shown, encoding=encoding)


def _is_page(data: bytes, *, name: str, media_type: str | None) -> bool:
    if media_type is not None:
        return "html" in media_type.lower()
    suffix = Path(name).suffix.lower() if "://" not in name else ""
    if suffix in _PAGES or suffix == ".txt":
        return suffix != ".txt"
    # NULs go so that UTF-16 is seen too; what else is not ASCII does not matter here
    start = data[:1_000].replace(b"\x00", b"").decode("ascii", "ignore").lstrip().lower()
    while start.startswith("<!--") and "-->" in start:
        start = start.partition("-->")[2].lstrip()
    return start.startswith(_PAGE_STARTS)


def _too_large(shown: str, size: str, limit: int) -> InputError:
    return InputError(f"{shown} has {size}, the limit is {limit:,}: split it, or give the article alone")


def _shown(name: object) -> str:
    line = " ".join(printable(str(name)).encode("utf-8", "replace").decode("utf-8").split())
    return line if len(line) <= 200 else line[:199] + "…"
