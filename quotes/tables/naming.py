"""Names in a table that a store can keep: what is no name makes its row a bad one, not the whole table."""

from __future__ import annotations

from dataclasses import replace

from quotes.errors import InputError
from quotes.tables.checking import CellError
from quotes.tables.reading import BadRow, Table
from quotes.text import checked_name
from quotes.types import Quote, Speaker


def with_names(table: Table) -> Table:
    """Return the table with single blanks in the names that people gave, rows with names that are none among the bad.

    What a machine took for a name stays as the article has it, so that a round trip loses nothing.
    """
    quotes: list[tuple[int, Quote]] = []
    bad = list(table.bad)
    columns = {field: column for column, field in table.mapping.items() if field}
    for pair in table.quotes:
        number, quote = pair
        try:
            named = _named(quote)
            quotes.append(pair if named is quote else (number, named))
        except CellError as error:
            field = error.field or ""
            bad.append(BadRow(number, columns.get(field, field), error.cell, error.reason))
    return replace(table, quotes=tuple(quotes), bad=tuple(sorted(bad, key=lambda row: row.number)))


def _named(quote: Quote) -> Quote:
    for stance in quote.stances:
        _name("target", stance.target)
        if stance.annotator:
            _name("annotator", stance.annotator.name)
            _name("annotator_version", stance.annotator.version)
    _name("added_by", quote.added_by)
    speaker = _speaker(quote.speaker, by_hand=quote.found_by is None)
    return quote if speaker is quote.speaker else replace(quote, speaker=speaker)


def _speaker(speaker: Speaker | None, *, by_hand: bool) -> Speaker | None:
    if speaker is None:
        return None
    canonical = _name("canonical", speaker.canonical)
    name = _name("speaker", speaker.name) if by_hand else speaker.name
    if (name, canonical) == (speaker.name, speaker.canonical):
        return speaker  # a copy of each would take a quarter of the memory of a large table
    return replace(speaker, name=name or "", canonical=canonical)


def _name(field: str, name: str | None) -> str | None:
    try:
        return checked_name(name) if name else name
    except InputError as error:
        raise CellError(field, (name or "")[:60], str(error)) from None
