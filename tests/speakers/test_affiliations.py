"""Role, organisation and affiliation of what is told beside a name."""

from __future__ import annotations

import pytest

from quotes.speakers.affiliations import Affiliation, affiliation_from


@pytest.mark.parametrize(
    ("descriptor", "whole", "role", "organisation", "country"),
    [
        ("lawyer", "lawyer", "lawyer", None, None),
        ("the mayor of Exampletown", "mayor, Exampletown", "mayor", "Exampletown", None),
        ("Finnish Foreign Ministry spokesperson", "spokesperson, Finnish Foreign Ministry", "spokesperson",
         "Finnish Foreign Ministry", "FI"),
        ("head of the Harbour Fund in Helsinki", "head, Harbour Fund", "head", "Harbour Fund", "FI"),
        ("lecturer at the Harbour College at the University of Quill", "lecturer, Harbour College, University of Quill",
         "lecturer", "Harbour College, University of Quill", None),
        ("Finland's Defence Minister", "Defence Minister, Finland", "Defence Minister", None, "FI"),
        ("of the Harbour Fund", "Harbour Fund", None, "Harbour Fund", None),
        ("who founded the Harbour Institute", "founder, Harbour Institute", "founder", "Harbour Institute", None),
        ("who leads the Harbour Party", "leader, Harbour Party", "leader", "Harbour Party", None),
        ("pilot who was told of it", "pilot", "pilot", None, None),
        ("Finnish PM", "Finnish Prime Minister", "Finnish Prime Minister", None, "FI"),
        ("an adviser on trade", "adviser on trade", "adviser on trade", None, None),
        ("", None, None, None, None),
    ],
)  # fmt: skip
def test_a_descriptor_is_read(
    descriptor: str, whole: str | None, role: str | None, organisation: str | None, country: str | None
) -> None:
    found = affiliation_from([descriptor])
    assert (found.whole, found.role, found.organisation, found.country) == (whole, role, organisation, country)


def test_the_most_telling_descriptor_wins_and_the_country_may_come_from_another() -> None:
    found = affiliation_from(["Finnish", "head of the Harbour Fund"])
    assert (found.whole, found.country) == ("head, Harbour Fund", "FI")


def test_of_two_that_tell_as_much_the_first_wins() -> None:
    assert affiliation_from(["lawyer", "pilot"]).whole == affiliation_from(["lawyer"]).whole == "lawyer"


def test_who_is_told_of_by_age_alone_holds_no_office() -> None:
    assert [affiliation_from([told]).official for told in ("35-year-old", "aged 35", "quiet")] == [False, False, None]


def test_nothing_is_known_of_whom_nothing_is_told() -> None:
    assert affiliation_from([]) == Affiliation()
