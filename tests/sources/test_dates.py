from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.dates import iso_date
from quotes.errors import InputError

TAKEN = {
    "2025": "2025",
    "2025-08": "2025-08",
    "2025-8-1": "2025-08-01",
    "2025-08-14": "2025-08-14",
    "2025-08-14T23:30:00+03:00": "2025-08-14",
    "2025-08-14 10:00": "2025-08-14",
    "14.08.2025": "2025-08-14",
    "14. 8. 2025": "2025-08-14",
    "08.2025": "2025-08",
    "14 August 2025": "2025-08-14",
    "August 14, 2025": "2025-08-14",
    "Thursday, 14 August 2025": "2025-08-14",
    "August 2025": "2025-08",
    "Sept. 2025": "2025-09",
    "3. März 2025": "2025-03-03",
    "14 августа 2025 г.": "2025-08-14",
    "август 2025": "2025-08",
    "14 серпня 2025": "2025-08-14",
    "14/08/2025": "2025-08-14",
    "08/14/2025": "2025-08-14",
    "3/3/2025": "2025-03-03",
}
REFUSED = (
    *("", " ", "yesterday", "heute", "вчера", "last month", "now", "2025-02-30", "31.04.2025", "2025-13", "14.08.25"),
    *("foo 2025", "Monday 2025", "heute, 14 August 2025", "in 2025", "12 12 2025", "0000", "٢٠٢٥", "2025-08-14T25:00"),
)


@pytest.mark.parametrize("value", TAKEN)
def test_a_date_keeps_its_precision(value: str) -> None:
    assert iso_date(value) == TAKEN[value]


@pytest.mark.parametrize("value", REFUSED)
def test_what_is_no_exact_date_is_refused_with_the_mend(value: str) -> None:
    with pytest.raises(InputError, match="write 2025-08-14, 2025-08 or 2025"):
        iso_date(value)


def test_a_slash_date_that_reads_both_ways_needs_the_order() -> None:
    with pytest.raises(InputError, match=r"03/04/2025.*day or with the month"):
        iso_date("03/04/2025")
    assert iso_date("03/04/2025", day_first=True) == "2025-04-03"
    assert iso_date("03/04/2025", day_first=False) == "2025-03-04"


def test_a_long_value_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(InputError, match="too long"):
        iso_date("1" * 10_000_000)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_an_iso_date_comes_back_as_it_was(day: date, length: int) -> None:
    value = day.isoformat()[:length]
    assert iso_date(value) == value


@given(st.text(max_size=80))
def test_any_text_gives_a_date_that_is_stable_or_a_typed_error(value: str) -> None:
    try:
        found = iso_date(value)
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert iso_date(found) == found
