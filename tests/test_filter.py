"""Choosing quotes by what they are."""

import pytest

from quotes.errors import InputError
from quotes.filter import Filter, choose
from quotes.filter_words import parse_filter
from quotes.types import Quote, Speaker, Stance, pieces_of

MINISTER = Quote(
    pieces_of("“We stand firm.”"),
    id="1",
    speaker=Speaker(
        "Олена Коваль", affiliation="Minister, Energy Ministry", role="Minister", country="UA", official=True,
        office="executive", actor="olena-koval", canonical="Olena Koval",
    ),
    said="2022-03",
    publisher="The Daily Chronicle",
    stance=Stance("Russia", "against", True),
)  # fmt: skip
SCHOLAR = Quote(
    pieces_of("the talks may fail"),
    id="2",
    type="indirect",
    speaker=Speaker("Tural Əhmədov", affiliation="lecturer", country="AZ", official=False),
    published="2021",
    doubted="reads like somebody else",
)
UNKNOWN = Quote(pieces_of("“Hm.”"), id="3")
ALL = (MINISTER, SCHOLAR, UNKNOWN)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(), "123"),
        (Filter(speaker="коваль"), "1"),
        (Filter(speaker="koval"), "1"),
        (Filter(speaker="kov"), ""),
        (Filter(affiliation="energy minister"), "1"),
        (Filter(country="UA"), "1"),
        (Filter(official=False), "2"),
        (Filter(office="executive"), "1"),
        (Filter(stance="against"), "1"),
        (Filter(stance="none"), "23"),
        (Filter(about=True), "1"),
        (Filter(type="indirect"), "2"),
        (Filter(publisher="chronicle"), "1"),
        (Filter(since="2022-03-15"), "1"),
        (Filter(since="2022-04"), ""),
        (Filter(until="2021-06"), "2"),
        (Filter(text="STAND firm"), "1"),
        (Filter(doubted=False), "13"),
    ],
)
def test_a_filter_keeps_what_fits(wanted, ids):
    assert "".join(q.id for q in choose(ALL, wanted)) == ids


def test_an_actors_id_means_that_actor_alone_but_a_name_means_all_who_bear_it():
    aliases = {"olena-koval": ("Olena Koval",), "koval": ("Koval",)}
    assert choose(ALL, Filter(speaker="olena-koval"), aliases=aliases) == (MINISTER,)
    assert choose(ALL, Filter(speaker="koval"), aliases=aliases) == (MINISTER,)
    assert choose(ALL, Filter(speaker="@koval"), aliases=aliases) == ()
    assert choose(ALL, Filter(speaker="@olena-koval"), aliases=aliases) == (MINISTER,)


def test_an_actor_is_found_by_an_alias_that_the_article_does_not_use():
    assert choose(ALL, Filter(speaker="kowal"), aliases={"olena-koval": ("Helena Kowal",)}) == (MINISTER,)


def test_an_unknown_speaker_fits_no_filter_about_speakers():
    assert UNKNOWN not in choose(ALL, Filter(official=False))
    assert UNKNOWN not in choose(ALL, Filter(country="RU"))


def test_a_filter_is_read_as_it_is_written_on_the_command_line():
    assert parse_filter("official") == Filter(official=True)
    assert parse_filter("unofficial, country=ru") == Filter(official=False, country="RU")
    assert parse_filter("zakharova") == Filter(speaker="zakharova")
    assert parse_filter("about=yes,office=military") == Filter(about=True, office="military")


@pytest.mark.parametrize("bad", ["colour=red", "official=perhaps", "stance=angry", "office=shop", "country="])
def test_a_filter_that_is_not_understood_names_the_part(bad):
    with pytest.raises(InputError, match=bad.split("=")[0]):
        parse_filter(bad)
