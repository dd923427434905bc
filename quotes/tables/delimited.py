"""The encoding and the delimiter of a text file that does not say them, and its records, however broken."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from quotes.errors import InputError
from quotes.sources.decode import text_codec
from quotes.tables.mapping import field_named

DELIMITERS = (",", ";", "\t", "|")
CELL_LIMIT = 1_000_000  # characters in one cell, the same for every process whatever csv was set to
LINE_LIMIT = 10_000_000  # characters in one line
_LINES = 1_000  # lines that one row may span; a quotation mark left open swallows no more
_SAMPLE = 1 << 18  # bytes that guesses look at
_CANDIDATES = ["cp1251", "cp1252", "cp1254"]
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TURKISH = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe")  # the only bytes in which cp1254 differs from cp1252: Ğ İ Ş ğ ı ş


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a text file are parted."""

    delimiter: str
    spaced: bool = False  # a blank follows each delimiter, before the quotation mark


def encoding_of(stream: BinaryIO, encoding: str | None = None) -> str:
    """Return the encoding of a whole file: the byte order mark, UTF-8, else the likeliest of the Windows code pages.

    The stream is left at its start. Raises InputError when the file is not in `encoding`, naming the byte.
    """
    if encoding is not None:
        codec = text_codec(encoding)
        if codec is None:
            raise InputError(f"there is no encoding {encoding!r} of text: try utf-8, cp1251, cp1252 or cp1254")
        place = _undecodable(stream, codec)
        if place is not None:
            raise InputError(
                f"the file is not {encoding}: byte {place} cannot be read; leave --encoding out to detect it"
            )
        return "utf-8-sig" if codec == "utf-8" else codec
    sample = stream.read(_SAMPLE)
    stream.seek(0)
    guesses = [name for mark, name in _BOMS if sample.startswith(mark)] or _utf16_without_mark(sample) or ["utf-8-sig"]
    for guess in (*guesses, *_code_pages(stream)):
        if _undecodable(stream, guess) is None:
            return guess
    raise InputError("the file's encoding is unknown: save it as UTF-8, or name it with --encoding")


def records(lines: Iterator[str], dialect: Dialect) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each row's number (from 1, as a spreadsheet counts) with its cells, or with the reason it has none.

    After a row that cannot be read the next line is tried, so that an open quotation mark loses no other row.
    """
    csv.field_size_limit(CELL_LIMIT)
    waiting: deque[str] = deque()
    number = 0
    while True:
        taken: list[str] = []
        reader = csv.reader(
            _fed(lines, waiting, taken), delimiter=dialect.delimiter, skipinitialspace=dialect.spaced, strict=True
        )
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            waiting.extendleft(reversed(taken[1:]))
            said = str(error)
            yield number, f"{_mended(said)} in {taken[0].strip()[:60]!r}"
            continue
        yield number, cells


def lines_of(stream: io.TextIOBase) -> Iterator[str]:
    """Yield the lines of a text stream with their ends as they are; raises InputError for one that never ends."""
    while line := stream.readline(LINE_LIMIT):
        if len(line) >= LINE_LIMIT:
            raise InputError(f"a line is longer than {LINE_LIMIT:,} characters: this is no table")
        yield line


def dialect_of(sample: str, prefer: str = ",") -> Dialect:
    """Return the delimiter that parts the sample's rows most evenly, into columns whose names are known."""
    choices = [Dialect(d, spaced) for spaced in (False, True) for d in sorted(DELIMITERS, key=lambda d: d != prefer)]
    return max(choices, key=lambda dialect: _evenness(sample, dialect))  # max keeps the first of equals


def _evenness(sample: str, dialect: Dialect) -> tuple[int, float, int]:
    rows = [cells for _, cells in records(iter(io.StringIO(sample, newline="")), dialect) if cells]
    if not rows or isinstance(rows[0], str):
        return (0, 0.0, 0)
    known = len({field for name in rows[0] if (field := field_named(name))})
    widths = Counter(len(row) if isinstance(row, list) else -1 for row in rows)
    return known, widths[len(rows[0])] / len(rows), len(rows[0])


def _fed(lines: Iterator[str], waiting: deque[str], taken: list[str]) -> Iterator[str]:
    while len(taken) < _LINES:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        taken.append(line)
        yield line


def _mended(reason: str) -> str:
    if "unexpected end" in reason:
        return "a quotation mark is opened and never closed: double the marks inside a cell"
    if "expected after" in reason:
        return "words follow a closing quotation mark: double the marks inside a cell"
    if "field larger" in reason:
        return f"a cell is longer than {CELL_LIMIT:,} characters: shorten it"
    return reason


def _undecodable(stream: BinaryIO, encoding: str) -> int | None:
    """Return the place of the first byte that the encoding does not have."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done = held = 0
    try:
        while chunk := stream.read(_SAMPLE):
            decoder.decode(chunk)
            done += len(chunk)
            held = len(decoder.getstate()[0])  # the start of a character whose rest is in the next chunk
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        return done - held + getattr(error, "start", 0)
    finally:
        stream.seek(0)
    return None


def _utf16_without_mark(sample: bytes) -> list[str]:
    pairs = len(sample) // 2
    if not pairs:
        return []
    # letters of one script share their upper byte, which is 0 for Latin and 4 for Cyrillic
    even, odd = (sum(byte in (0, 4) for byte in sample[i : pairs * 2 : 2]) / pairs for i in (0, 1))
    nul = sample.count(0) > pairs // 20
    return ["utf-16-le"] if nul and odd > 0.7 > even else ["utf-16-be"] if nul and even > 0.7 > odd else []


def _code_pages(stream: BinaryIO) -> list[str]:
    """Return the code pages, likeliest first; only rows with letters beyond ASCII tell them apart."""
    from charset_normalizer import from_bytes

    telling: list[bytes] = []
    size = 0
    for line in iter(lambda: stream.readline(_SAMPLE), b""):
        if not line.isascii():
            telling.append(line)
            size += len(line)
        if size > _SAMPLE // 8:
            break
    stream.seek(0)
    sample = b"".join(telling)
    best = from_bytes(sample, cp_isolation=_CANDIDATES, threshold=0.9).best()
    first = best.encoding if best and best.encoding in _CANDIDATES else "cp1252"
    if first != "cp1251":
        first = "cp1254" if _TURKISH & set(sample) else "cp1252"
    return [first, *(name for name in _CANDIDATES if name != first)]
