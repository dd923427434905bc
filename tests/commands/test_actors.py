"""`actors list` and `actors show` as people and programs read them."""

import json

import pytest
from rich.cells import cell_len

from quotes.actions.actors import ActorPage, Listed, Portrait, Said
from quotes.commands.actor_blocks import actor_list, actors_line, portrait_text, said_line
from quotes.types import Actor, Affiliation

from .many_quotes import HOSTILE, WIDTHS, many_quotes

HELD = Affiliation("deputy chairwoman of the committee for very long names", "Ministry of Ferries", "executive", True)


def listed(number=0, **facts):
    known = {"name": "Vera Orlova", "country": "RU", "aliases": ("Vera Orlova", "Вера Орлова"), **facts}
    return Listed(Actor(f"vera-orlova-{number}", kind="person", affiliations=(HELD,), **known), HELD, number)


@pytest.fixture
def twelve(quotes):
    for number in range(12):
        quotes("actors", "add", f"Vera {chr(65 + number)}lova")
    return quotes


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_an_actor_is_longer_than_the_terminal_is_wide(width):
    rows = [listed(7), listed(8, name=HOSTILE, aliases=(HOSTILE * 9,)), listed(9, aliases=("毛宁" * 60,))]
    found = Portrait(rows[1].actor, Said(many_quotes(3), 3), Said((), 0))
    for shown in (actor_list(rows, width=width), portrait_text(found, target="Russia", width=width)):
        assert max(map(cell_len, shown.plain.split("\n"))) <= width
        assert "\x1b" not in shown.plain and "\u202e" not in shown.plain


def test_an_actor_in_a_list_is_who_then_id_quotes_and_other_names():
    held = Affiliation("minister", "Ferries")
    row = Listed(listed(1, reviewed=False).actor, held, 1)
    assert actor_list([row], width=80).plain.split("\n") == [
        "Vera Orlova · minister, Ferries · RU · unreviewed",
        "  vera-orlova-1 · 1 quote · Вера Орлова",
    ]


def test_a_closing_line_says_how_many_actors_there_are_and_how_to_see_more():
    rows = tuple(map(listed, range(10)))
    assert actors_line(ActorPage(rows, 10, 10)) == "10 actors"
    assert actors_line(ActorPage(rows, 57, 200)) == "10 of 57 actors that fit shown: --limit 57 shows all"
    assert actors_line(ActorPage(rows, 1001, 1001)) == "10 of 1,000 actors and more shown: --limit 100 shows more"
    assert actors_line(ActorPage((), 0, 7, "Dugin")) == "None of the 7 actors fits. Do you mean Dugin?"
    assert said_line(Said(many_quotes(2), 57)) == "2 of 57 quotes: --limit 57 shows all"
    assert said_line(Said((), 0)) == "no quotes"


def test_a_table_shows_ten_and_programs_get_all_unless_asked(twelve):
    result = twelve("actors", "list")
    assert result.stdout.count("0 quotes") == 10
    assert "10 of 12 actors shown: --limit 12 shows all" in result.stderr
    assert "10 of 12 actors that fit" not in twelve("actors", "list", "vera").stderr
    for more, count in (((), 12), (("--limit", "3"), 3), (("alova",), 1)):
        rows = json.loads(twelve("actors", "list", *more, "--format", "json").stdout)
        assert len(rows) == count
    assert set(rows[0]) == {"id", "name", "kind", "country", "aliases", "now", "quotes", "reviewed"}


def test_a_portrait_for_programs_keeps_its_shape_and_takes_a_limit(twelve):
    for text in ("“One.”", "“Two.”", "“Three.”"):
        twelve.add(text, "--speaker", "Vera Alova")
        twelve.add(f"{text} says Vera Alova", "--speaker", "Vera Blova")
    for limit, count in (((), 3), (("--limit", "2"), 2)):
        (found,) = json.loads(twelve("actors", "show", "alova", *limit, "--format", "json").stdout)
        assert (found["name"], len(found["said_by"]), len(found["said_about"])) == ("Vera Alova", count, count)
    shown = twelve("actors", "show", "alova", "--limit", "2").stdout
    assert "Said by: 2 of 3 quotes: --limit 3 shows all" in shown
    assert "Said about, by others: 2 of 3 quotes" in shown


def test_an_empty_store_has_no_actors_and_makes_no_file(quotes):
    assert "No actors yet" in quotes("actors", "list").stderr
    assert not (quotes.folder / "store.db").exists()
