"""Quotes as a pandas table that a notebook can use at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from quotes.tables.edits import speaker_cells, stance_cells
from quotes.types import ANNOTATOR_KINDS, ASPECTS, KINDS, LABELS, OFFICES, TYPES, Quote, Stance

if TYPE_CHECKING:
    import pandas as pd

_CATEGORIES = {
    "type": TYPES,
    "kind": KINDS,
    "stance": LABELS,
    "aspect": ASPECTS,
    "office": OFFICES,
    "annotator_kind": ANNOTATOR_KINDS,
}
_BOOLEANS = ("official", "about", "damaged", "orphaned")
_NUMBERS = ("confidence", "score")
FRAME_COLUMNS = (
    "text", "speaker", "canonical", "affiliation", "role", "organisation", "country", "official", "office", "actor",
    "type", "kind", "stance", "target", "about", "aspect", "score", "status", "comment",
    "annotator", "annotator_kind", "annotator_version", "said", "said_date", "venue", "translated_from", "original",
    "publisher", "title", "published", "published_date", "source_url", "source_note", "note", "doubted",
    "damaged", "orphaned", "document", "added_by", "confidence",
)  # fmt: skip


def frame(quotes: Iterable[Quote], *, target: str | None = None) -> pd.DataFrame:
    """Return one row per quote, the index its id.

    Columns are FRAME_COLUMNS, the same with the same dtypes for any number of quotes: `string` for text, `boolean`
    with missing values, `category` for closed lists, `float64`, and `datetime64` for said_date and published_date,
    which hold a day only where the day is known. `stance` is missing where there is no label and where the annotator
    abstained (then `target` is filled). With `target` the stance columns are about that target: the current label
    if it is for it, else the last one given, else missing.
    """
    import pandas as pd

    rows = [_row(quote, target) for quote in quotes]
    index = pd.Index([row["id"] for row in rows], name="id", dtype="string")
    data: dict[str, Any] = {}
    for name in FRAME_COLUMNS:
        cells = [row[name] for row in rows]
        if name in _CATEGORIES:
            data[name] = pd.Categorical(cells, categories=list(_CATEGORIES[name]))
        elif name in _BOOLEANS:
            data[name] = pd.array(cells, dtype="boolean")
        elif name in _NUMBERS:
            data[name] = pd.array([float("nan") if cell is None else cell for cell in cells], dtype="float64")
        elif name.endswith("_date"):
            days = pd.to_datetime(pd.Series(cells, dtype="object"), format="%Y-%m-%d", errors="coerce")
            # pandas 2 gives nanoseconds and pandas 3 microseconds: seconds hold every year in both
            data[name] = days.astype("datetime64[s]").array
        else:
            data[name] = pd.array(cells, dtype="string")
    out: pd.DataFrame = pd.DataFrame(data, index=index, columns=list(FRAME_COLUMNS))
    return out


def _row(quote: Quote, target: str | None) -> dict[str, Any]:
    stance = _stance_for(quote, target)
    row: dict[str, Any] = {name: getattr(quote, name, None) for name in FRAME_COLUMNS}
    row |= speaker_cells(quote.speaker) | stance_cells(stance)
    row |= {
        "id": quote.id,
        "actor": quote.speaker.actor if quote.speaker else None,
        "stance": stance.label if stance else None,
        "score": stance.score if stance else None,
        "status": stance.status if stance else None,
        "said_date": _day(quote.said),
        "published_date": _day(quote.published),
    }
    return row


def _stance_for(quote: Quote, target: str | None) -> Stance | None:
    if target is None or (quote.stance and quote.stance.target.casefold() == target.casefold()):
        return quote.stance
    given = [stance for stance in quote.stances if stance.target.casefold() == target.casefold()]
    return given[-1] if given else None


def _day(iso: str | None) -> str | None:
    return iso[:10] if iso and len(iso) >= 10 else None
