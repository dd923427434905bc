"""Who speaks for public office, and for which."""

from __future__ import annotations

import pytest

from quotes.speakers.offices import body_office, office_of


@pytest.mark.parametrize(
    ("role", "organisation", "office"),
    [
        ("mayor", "Exampletown", (True, "executive")),
        ("member", "Example Parliament", (True, "legislature")),
        ("senator", None, (True, "legislature")),
        ("judge", None, (True, "judiciary")),
        ("general", None, (True, "military")),
        ("secretary general", "NATO", (True, "international")),
        ("spokesperson", "Foreign Ministry", (True, "executive")),
        ("spokesperson", "Harbour Party", (False, None)),
        ("lecturer", "Defence Ministry", (False, None)),
        ("former minister", None, (False, None)),
        ("ex-minister", None, (False, None)),
        ("opposition leader", None, (False, None)),
        ("officer", "Harbour Company", (False, None)),
        ("president", None, (True, "executive")),
        ("minister", "self-proclaimed republic", (True, "separatist")),
        ("Finnish adviser", None, (True, "executive")),
        ("adviser", None, (None, None)),
        ("secretary of state", None, (True, "executive")),
        (None, None, (None, None)),
    ],
)
def test_the_role_decides_then_the_body(
    role: str | None, organisation: str | None, office: tuple[bool | None, str | None]
) -> None:
    assert office_of(role, organisation) == office


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("Finnish Foreign Ministry", (True, "executive")),
        ("Example Senate", (True, "legislature")),
        ("Supreme Court", (True, "judiciary")),
        ("Example Army", (True, "military")),
        ("United Nations", (True, "international")),
        ("People's Republic of Quill", (True, "separatist")),
        ("Harbour Party", (False, None)),
        ("protesters", (False, None)),
        ("Harbour Times", (False, None)),
        ("Harbour Group", (False, None)),
        ("the embassies", (None, None)),
    ],
)
def test_a_body_speaks_for_an_office_by_its_name(name: str, office: tuple[bool | None, str | None]) -> None:
    assert body_office(name) == office
