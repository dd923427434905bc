"""The shipped list of actors in what commands print and keep."""

import json

import pytest


def test_extract_tells_what_the_registry_knows_and_leaves_it_out_when_asked(quotes):
    article = quotes.write("a.txt", "“The treaty stands,” Dmitry Peskov said.\n")
    with_it, without = (
        json.loads(quotes("extract", "--format", "jsonl", *more, article).stdout)["speaker"]
        for more in ((), ("--no-registry",))
    )
    assert (with_it["actor"], with_it["official"], with_it["country"]) == ("dmitry-peskov", True, "RU")
    assert without["actor"] is None


def test_without_the_registry_nothing_of_it_is_told(quotes):
    article = quotes.write("a.txt", "“The treaty stands,” Dmitry Peskov said.\n")
    told = json.loads(quotes("extract", "--format", "jsonl", "--no-registry", article).stdout)["speaker"]
    assert (told["official"], told["country"]) == (None, None)


def test_ingest_links_another_spelling_and_a_surname_of_that_role(quotes):
    text = "“No,” said Sergej Lawrow. “Never,” said Russian Foreign Ministry spokeswoman Zakharova.\n"
    quotes("ingest", quotes.write("a.txt", text))
    found = {q["speaker"]["name"]: q["speaker"] for q in quotes.quotes()}
    assert {name: s["actor"] for name, s in found.items()} == {
        "Sergej Lawrow": "sergei-lavrov", "Zakharova": "maria-zakharova",
    }  # fmt: skip


@pytest.mark.xfail(strict=False, reason="an article that tells no role: office is guessed from its words")
def test_official_is_what_the_speaker_was_on_the_day(quotes):
    told = {"2004-05-01": True, "2014-03-01": False}
    for day in told:
        text = f"“We shall see,” Andrei Illarionov said in the hall where they met on {day}.\n"
        quotes("ingest", "--date", day, quotes.write(f"{day}.txt", text))
    assert {q["published"]: q["speaker"]["official"] for q in quotes.quotes()} == told


def test_extract_shows_people_quotes_as_list_does_without_ids(quotes):
    article = quotes.write("a.txt", "“The treaty stands,” Dmitry Peskov said. “" + "It stands. " * 40 + "” he said.\n")
    shown = quotes("extract", article).stdout.splitlines()
    assert shown[0].startswith("Dmitry Peskov · ") and shown[1].startswith("  “The treaty stands,”")
    assert max(map(len, shown)) <= 80 and any(line.endswith(" ...") for line in shown)
    assert not any(line.endswith(" ...") for line in quotes("extract", "--full", article).stdout.splitlines())
    assert "Russia" not in quotes("extract", "--no-stance", article).stdout.replace("Russian", "")
