"""The registry tells what an article leaves out of its speakers, under any spelling, on the day; it never guesses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.registry import Entry, Names, informed, registry_names, spelling
from quotes.text import folded
from quotes.types import Speaker


def row(**told: str) -> Entry:
    blank = dict.fromkeys(Entry.__annotations__, "")
    return blank | {"kind": "person", "country": "RU", "official": "false"} | told  # type: ignore[return-value]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    rows = [
        row(actor="oleg-varenko", name="Oleg Varenko", role="minister of tides", organisation="Russia",
            office="executive", official="true", since="2014-02", until="2018-05-01"),
        row(actor="oleg-varenko", name="Oleg Varenko", role="lecturer", organisation="Tide Institute", since="2018-06"),
        row(actor="zhanna-khoreva", name="Zhanna Khoreva", role="spokesperson", organisation="Tide Ministry",
            office="executive", official="true"),
        row(actor="pavel-lind", name="Pavel Lind", country="EE"),
        row(actor="pavel-lind-2", name="Pavel Lind", country="LV"),
    ]  # fmt: skip
    monkeypatch.setattr("quotes.registry.shipped_actors", lambda: rows)
    return registry_names()


@pytest.mark.parametrize(
    "spellings",
    [
        ("Maria Zakharova", "Мария Захарова", "Maria Sacharowa", "Marija Zacharova"),
        ("Sergey Lavrov", "Сергей Лавров", "Sergej Lawrow", "Sergueï Lavrov"),
        ("Emomali Rahmon", "Emomali Rakhmon", "Эмомалӣ Раҳмон"),
        ("Volodymyr Zelensky", "Володимир Зеленський", "Wolodymyr Selenskyj", "Volodymyr Zelenskyy"),
        ("Vladimir Putin", "Wladimir Putin", "Vladimir Poutine"),
        ("Arseniy Yatsenyuk", "Arsenij Jazenjuk"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_transliterations_of_a_name_meet(spellings: tuple[str, ...]) -> None:
    assert len({spelling(folded(name)) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sergei Ivanov", "Sergei Ivanova"), ("Ilham Aliyev", "Nariman Aliyev"), ("Denis Volkov", "Denis Popov")],
)
def test_names_of_two_stay_apart(one: str, other: str) -> None:
    assert spelling(folded(one)) != spelling(folded(other))


@given(st.text(max_size=300))
def test_any_text_has_a_spelling(text: str) -> None:
    assert isinstance(spelling(folded(text)), str)


def test_what_an_article_leaves_out_is_told_as_of_the_day(names: Names) -> None:
    then, later = (informed(Speaker("Oleg Varenko"), names, day) for day in ("2015-03-01", "2020"))
    assert (then.role, then.official, then.office, then.country) == ("minister of tides", True, "executive", "RU")
    assert (later.role, later.official, later.office) == ("lecturer", False, None)
    assert then.canonical == "Oleg Varenko" and then.actor == "oleg-varenko"


def test_without_a_day_only_what_always_held_is_told(names: Names) -> None:
    known = informed(Speaker("Oleg Varenko"), names, None)
    assert (known.affiliation, known.official, known.actor) == (None, None, "oleg-varenko")
    assert informed(Speaker("Zhanna Khoreva"), names, None).official is True


def test_the_article_outranks_the_registry(names: Names) -> None:
    told = Speaker("Zhanna Khoreva", affiliation="a diver", role="diver", official=False)
    assert informed(told, names, "2020-01-01").affiliation == "a diver"
    assert informed(told, names, "2020-01-01").official is False


def test_another_spelling_is_taken_for_the_only_one_it_fits_and_says_so(names: Names) -> None:
    found = informed(Speaker("Schanna Chorewa"), names, None)
    assert (found.name, found.actor, found.reason) == (
        "Schanna Chorewa",
        "zhanna-khoreva",
        "spelled like zhanna khoreva",
    )
    assert informed(Speaker("Schanna Chorewa", country="UA"), names, None).actor is None


def test_a_bare_surname_needs_the_role_and_the_country(names: Names) -> None:
    told = Speaker("Khoreva", role="spokesperson", country="RU")
    assert informed(told, names, None).actor == "zhanna-khoreva"
    assert informed(Speaker("Khoreva"), names, None).actor is None
    assert informed(Speaker("Khoreva", role="diver", country="RU"), names, None).actor is None


def test_what_fits_two_or_speaks_from_elsewhere_stays_as_the_article_tells(names: Names) -> None:
    for speaker in (
        Speaker("Pavel Lind"),
        Speaker("Oleg Varenko", country="UA"),
        Speaker("Oleg Varenko", kind="group"),
    ):
        assert informed(speaker, names, "2015-01-01") == speaker
