"""The type that quotation marks tell of words that stand alone."""

import pytest

from quotes.marks import type_by_marks


@pytest.mark.parametrize(
    ("words", "type_"),
    [
        ("“It is a defeat.”", "direct"), ("«Это поражение»", "direct"), ("„Nein“", "direct"), ('"No",', "direct"),
        ("'No.'", "direct"), ("``No''", "direct"), ("  “No.”  ", "direct"), ("“No,” … “not now.”", "direct"),
        ("it was “a defeat” for them", "mixed"), ("“No,” … and that was all", "mixed"),
        ("“No,” and then “yes”", "mixed"),
        ("it was a defeat", "indirect"), ("they didn't leave", "indirect"), ("the ministers' answer", "indirect"),
        ("", "indirect"), (" … ", "indirect"), ("5' 3''", "mixed"),
    ],
)  # fmt: skip
def test_marks_tell_direct_from_indirect_speech(words, type_):
    assert type_by_marks(words) == type_
