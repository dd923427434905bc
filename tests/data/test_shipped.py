"""The files that ship in `data/`: they read, they agree with each other, and they hold no more than they may."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quotes.as_json import quote_from_json, quote_to_json
from quotes.dates import iso_date
from quotes.text import folded
from quotes.types import ACTOR_KINDS, LABELS, OFFICES, TYPES, Quote

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
GOLD = ROOT.parent / "shared" / "data" / "articles" / "gold.jsonl"  # beside the checkout, never in it
COUNTRY = re.compile(r"[A-Z]{2}|UA-SEP")
LINES = (DATA / "quotes.jsonl").read_text("utf-8").splitlines()
COLUMNS = [
    "actor", "name", "kind", "country", "aliases", "role", "organisation", "office", "official", "since", "until",
    "wikidata",
]  # fmt: skip
NGRAM = 12  # words in a row that say "this was copied"


@cache
def gold_article() -> dict[str, Any]:
    if not GOLD.is_file():
        pytest.skip("the annotated article is not beside this checkout")
    found = (json.loads(line) for line in GOLD.read_text("utf-8").splitlines())
    return next(article for article in found if article["id"] == "dw-south-caucasus")


def gold_contents() -> list[list[str]]:
    article = gold_article()
    return [[article["text"][start:end] for start, end in a["content"]] for a in article["attributions"]]


def quotes() -> list[Quote]:
    return [quote_from_json(json.loads(line)) for line in LINES]


def actor_rows() -> list[dict[str, str]]:
    with (DATA / "actors.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def targets() -> list[dict[str, Any]]:
    toml = pytest.importorskip("tomllib" if sys.version_info >= (3, 11) else "tomli")
    return list(toml.loads((DATA / "targets.toml").read_text("utf-8"))["target"])


def names_of(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split("|"))]


def ngrams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + NGRAM]) for i in range(len(words) - NGRAM + 1)}


@pytest.mark.parametrize("line", LINES, ids=range(1, len(LINES) + 1))
def test_every_quote_reads_with_a_speaker_a_country_and_a_label_for_russia(line: str) -> None:
    quote = quote_from_json(json.loads(line))
    assert quote.speaker is not None
    assert COUNTRY.fullmatch(quote.speaker.country or "")
    assert quote.speaker.kind in ACTOR_KINDS
    assert isinstance(quote.speaker.official, bool)
    assert (quote.speaker.office is not None) == quote.speaker.official
    assert [stance.target for stance in quote.stances] == ["Russia"]
    (stance,) = quote.stances
    assert stance.label in LABELS
    assert isinstance(stance.about, bool)
    assert (stance.aspect is not None) == (stance.label != "neutral"), "an aspect where there is an evaluation"
    assert stance.about or stance.label == "neutral"
    assert stance.annotator is not None and stance.annotator.kind == "adjudicator"
    assert (stance.annotator.name, stance.codebook) == ("codebook coders", "1")
    assert (quote.publisher, quote.added_by) == ("Deutsche Welle", "collection")
    assert quote.type in TYPES
    assert not quote.extra, "every field is one that quotes have"


def test_quotes_survive_a_round_trip() -> None:
    for quote in quotes():
        assert quote_from_json(quote_to_json(quote, stances=True)) == quote


def test_no_quote_invents_an_id_a_date_or_an_address() -> None:
    assert not any(q.id or q.document or q.source_url or q.published or q.translated_from for q in quotes())
    assert [(q.speaker.name, q.said) for q in quotes() if q.speaker and q.said] == [("Emomali Rahmon", "2022-10")]


def test_no_quote_is_there_twice() -> None:
    told = [(q.speaker.name, q.text) for q in quotes() if q.speaker]
    assert len(set(told)) == len(told) == len(LINES)


def test_the_president_and_the_scientist_are_two() -> None:
    told = {q.speaker.name: q.speaker for q in quotes() if q.speaker and "Aliyev" in q.speaker.name}
    assert set(told) == {"President Aliyev", "Nariman Aliyev"}
    assert told["President Aliyev"].official and not told["Nariman Aliyev"].official
    known = {row["actor"]: {folded(n) for n in names_of(row)} for row in actor_rows()}
    known = {actor: names for actor, names in known.items() if actor.endswith("-aliyev")}
    assert set(known) == {"ilham-aliyev", "nariman-aliyev"}
    assert not known["ilham-aliyev"] & known["nariman-aliyev"]
    assert not any("aliyev" in names for names in known.values()), "the bare surname is nobody's"


def test_the_last_quote_is_doubted_and_says_why() -> None:
    last = quotes()[-1]
    assert last.text.startswith("“We were colonized by Russia")
    assert last.speaker is not None and last.speaker.name == "President Aliyev"
    assert last.doubted is not None and "Nariman Aliyev" in last.doubted


def test_quotes_with_lost_words_are_damaged_and_nothing_is_filled_in() -> None:
    holes = [q for q in quotes() if re.search(r" \.|^” |to persuade because|‘[^’]*$", q.text)]
    assert holes and [q.text for q in quotes() if q.damaged] == [q.text for q in holes]


def test_every_quote_is_one_that_the_article_attributes_with_the_label_of_its_coders() -> None:
    article = gold_article()
    gold = {
        (a["speaker"], tuple(article["text"][start:end] for start, end in a["content"])): a
        for a in article["attributions"]
        if a["kind"] == "speech"
    }
    shipped = {(q.speaker.name, tuple(piece.text for piece in q.content)): q for q in quotes() if q.speaker}
    assert shipped.keys() == gold.keys()
    for key, quote in shipped.items():
        (stance,), told = quote.stances, gold[key]
        assert (stance.label, stance.about, quote.type) == (told["stance"], told["about"], told["type"])
        assert quote.speaker is not None
        assert quote.speaker.affiliation == told["affiliation"]
        assert (quote.speaker.country, quote.speaker.official) == (told["country"], told["official"])


def test_the_registry_has_its_columns_and_one_row_for_each_affiliation() -> None:
    rows = actor_rows()
    assert list(rows[0]) == COLUMNS
    assert all(None not in row and None not in row.values() for row in rows), "no cell too many or too few"
    keys = [(row["actor"], row["role"], row["since"]) for row in rows]
    assert len(set(keys)) == len(keys)
    for row in rows:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["actor"])
        assert row["kind"] in ACTOR_KINDS
        assert COUNTRY.fullmatch(row["country"])
        assert row["official"] in ("true", "false")
        assert row["office"] in (("",) if row["official"] == "false" else OFFICES)
        assert re.fullmatch(r"(Q[1-9][0-9]*)?", row["wikidata"])
        assert all(cell == cell.strip() for cell in row.values())


def test_dates_in_the_registry_are_iso_and_in_order() -> None:
    for row in actor_rows():
        assert all(iso_date(row[name]) == row[name] for name in ("since", "until") if row[name])
        assert not (row["since"] and row["until"]) or row["since"] <= row["until"]


def test_rows_of_one_actor_agree_on_who_it_is() -> None:
    same = ("actor", "name", "kind", "country", "aliases", "wikidata")
    told = {tuple(row[column] for column in same) for row in actor_rows()}
    assert len(told) == len({row["actor"] for row in actor_rows()})


def test_no_name_belongs_to_two_actors() -> None:
    bearers = defaultdict(set)
    for row in actor_rows():
        for name in names_of(row):
            assert folded(name), f"{name!r} has no letter"
            bearers[folded(name)].add(row["actor"])
    assert not {name: actors for name, actors in bearers.items() if len(actors) > 1}


def test_every_speaker_of_a_quote_is_one_actor_of_that_country_and_office() -> None:
    known = defaultdict(list)
    for row in actor_rows():
        for name in names_of(row):
            known[folded(name)].append(row)
    for quote in quotes():
        assert quote.speaker is not None
        rows = known[folded(quote.speaker.name)]
        assert {row["country"] for row in rows} == {quote.speaker.country}
        assert (quote.speaker.office or "") in {row["office"] for row in rows}
        assert {row["official"] for row in rows} == {str(quote.speaker.official).lower()}
        assert {row["kind"] for row in rows} == {quote.speaker.kind}


def test_targets_begin_with_the_default_and_share_no_name() -> None:
    entries = targets()
    assert entries[0]["name"] == "Russia"
    assert {entry["name"] for entry in entries} == {
        "Russia", "Ukraine", "Armenia", "Azerbaijan", "Georgia", "United States", "European Union", "NATO", "China",
        "Turkey", "the West",
    }  # fmt: skip
    names = [name.casefold() for entry in entries for name in (entry["name"], *entry["aliases"])]
    assert sorted(set(names)) == sorted(names)
    assert all(COUNTRY.fullmatch(entry["country"]) for entry in entries if entry["name"] != "the West")
    assert all(set(entry) <= {"name", "country", "aliases"} for entry in entries)


def test_the_sample_quotes_only_what_was_collected() -> None:
    collected = [piece.text for quote in quotes() for piece in quote.content]
    quoted = re.findall(r"“([^”]*)”", (DATA / "sample-article.txt").read_text("utf-8"))
    assert len(quoted) >= 10
    for words in quoted:
        assert any(words.rstrip(",.") in piece for piece in collected), words


def test_the_sample_says_what_it_is() -> None:
    lines = (DATA / "sample-article.txt").read_text("utf-8").splitlines()
    assert len(lines[0]) < 100 and not lines[0].endswith("."), "a headline"
    assert lines[-1].startswith("This is a sample") and "Deutsche Welle" in lines[-1]
    assert 350 <= len(" ".join(lines).split()) <= 500


@pytest.mark.parametrize("name", ["quotes.jsonl", "actors.csv", "targets.toml", "sample-article.txt", "SOURCES.md"])
def test_no_file_holds_the_article_outside_of_its_attributed_words(name: str) -> None:
    attributed = set().union(*(ngrams(piece) for pieces in gold_contents() for piece in pieces))
    copied = ngrams((DATA / name).read_text("utf-8")) & (ngrams(gold_article()["text"]) - attributed)
    assert not copied


def test_sources_tell_about_every_file() -> None:
    told = (DATA / "SOURCES.md").read_text("utf-8")
    for name in ("quotes.jsonl", "actors.csv", "targets.toml", "sample-article.txt"):
        assert f"`{name}`" in told
    rows = actor_rows()
    assert f"{len({row['actor'] for row in rows})} people and bodies" in told and f"({len(rows)})" in told
    assert f"{len(LINES)} attributed quotes of {len({q.speaker.name for q in quotes() if q.speaker})} speakers" in told
