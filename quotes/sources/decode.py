"""From bytes to text: the right encoding, or an error that says so, never silent mojibake."""

from __future__ import annotations

import codecs

from quotes.errors import InputError
from quotes.sources.legacy import guess_legacy
from quotes.text import checked, printable

_BOMS = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"%PDF-", "a PDF", "copy its text into a .txt file"),
    (b"\x89PNG", "a PNG image", "give the article's text"),
    (b"\xff\xd8\xff", "a JPEG image", "give the article's text"),
    (b"GIF87a", "a GIF image", "give the article's text"),
    (b"GIF89a", "a GIF image", "give the article's text"),
    (b"PK\x03\x04", "a zip archive, or a Word, OpenDocument or e-book file", "save it as plain text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "save it as plain text or HTML"),
    (b"{\\rtf", "an RTF file", "save it as plain text or HTML"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a", "a RAR archive", "unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database", "give the article's text"),
    (b"bplist00", "a web archive", "save the page as HTML"),
)
_NOT_FOR_TEXT = frozenset({"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})


def decode(data: bytes, *, name: str, encoding: str | None = None) -> str:
    """Return `data` as text, without a byte order mark and otherwise unchanged (line ends stay as they are).

    Without `encoding`: a byte order mark, then UTF-8, then the legacy encodings of Europe if they leave no doubt.
    `name` is what errors call the data. Raises InputError for binary data, for an unknown or wrong `encoding`,
    and if no encoding fits or several fit differently.
    """
    refuse_binary(data, name=name)
    bom = marked(data)
    if encoding is not None:
        codec = text_codec(encoding)
        if codec is None:
            raise InputError(f"{printable(encoding)!r} is no text encoding: give one like utf-8, cp1251 or utf-16")
        return checked(_strictly(data, codec, name, "give its encoding with --encoding").removeprefix("\ufeff"), name)
    if bom is not None:
        return checked(_strictly(data, bom, name, "give its encoding with --encoding"), name)
    if b"\x00" in data:
        raise InputError(f"{name} looks like a binary file (it holds NUL bytes): give text or HTML, {_OR_UTF16}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = guess_legacy(data)
        if text is None:
            raise InputError(
                f"{name} is not UTF-8 (byte {error.start}) and its encoding cannot be told for sure: "
                "give it with --encoding, such as cp1251, cp1252 or cp1254"
            ) from None
        return checked(text, name)


_OR_UTF16 = "or --encoding utf-16-le if it is text in UTF-16"


def refuse_binary(data: bytes, *, name: str) -> None:
    """Raise InputError if `data` begins as a well-known kind of file that is no text."""
    for signature, kind, mend in _BINARY:
        if data.startswith(signature):
            raise InputError(f"{name} looks like {kind}: {mend}")


def marked(data: bytes) -> str | None:
    """Return the encoding that the byte order mark of `data` tells, if it has one."""
    return next((codec for bom, codec in _BOMS if data.startswith(bom)), None)


def text_codec(name: str) -> str | None:
    """Return Python's name for the text encoding `name`, or None if there is none that is safe to use."""
    try:
        codec = codecs.lookup(name.strip()[:40]).name
        "".encode(codec)  # LookupError for codecs between bytes, such as hex
    except (LookupError, ValueError):
        return None
    return None if codec.replace("_", "-") in _NOT_FOR_TEXT else codec


def _strictly(data: bytes, codec: str, name: str, mend: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeError as error:
        where = f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
        raise InputError(f"{name} is not {codec}{where}: {mend}") from None
