"""add, edit, tag, remove, undo, history: what people do to single quotes."""

import json

import pytest

from .conftest import ARTICLE

DEFEAT = "“It is a defeat.”"


def test_a_quote_added_by_hand_is_listed_with_all_that_was_said_of_it(quotes):
    key = quotes.add(
        DEFEAT, "--speaker", "Vera Orlova", "--affiliation", "historian, River University", "--country", "Russia",
        "--unofficial", "--stance", "against", "--aspect", "standing", "--why", "calls it a defeat",
        "--said", "14.08.2025", "--venue", "Telegram", "--publisher", "Daily", "--url", "https://news.example/2",
    )  # fmt: skip
    (quote,) = quotes.quotes("orlova")
    assert quote["id"] == key
    assert (quote["type"], quote["said"], quote["venue"]) == ("direct", "2025-08-14", "Telegram")
    assert (quote["speaker"]["country"], quote["speaker"]["official"]) == ("RU", False)
    assert (quote["stance"]["label"], quote["stance"]["aspect"], quote["stance"]["annotator"]) == (
        "against", "standing", "Ann",
    )  # fmt: skip


def test_adding_the_same_words_of_the_same_speaker_again_is_refused_with_the_id(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    assert key[:8] in quotes.failure("add", DEFEAT, "--speaker", "Vera Orlova")


def test_a_near_duplicate_is_named(quotes):
    key = quotes.add("“It is a complete and utter defeat for the fleet.”", "--speaker", "Vera Orlova")
    again = quotes("add", "“It is a complete and utter defeat for our fleet.”", "--speaker", "Vera Orlova")
    assert f"looks like {key[:8]}" in again.stderr


def test_a_known_actor_is_found_by_surname_and_an_ambiguous_one_is_asked_for(quotes):
    quotes("actors", "add", "Nariman Guliyev")
    assert "= nariman-guliyev" in quotes("add", DEFEAT, "--speaker", "Guliyev").stderr
    quotes("actors", "add", "Ilham Guliyev")
    line = quotes.failure("add", "“So it is.”", "--speaker", "Guliyev")
    assert "nariman-guliyev" in line and "ilham-guliyev" in line
    assert len(quotes.quotes()) == 1


def test_a_translated_quote_keeps_its_original_and_says_so_when_cited(quotes):
    quotes.add(
        "“It is a victory”", "--original", "«Это большая победа для всех нас»", "--speaker", "Vera Orlova",
    )  # fmt: skip
    (quote,) = quotes.quotes()
    assert (quote["original"], quote["translated_from"]) == ("«Это большая победа для всех нас»", "ru")
    key = quotes.add(
        "--original", "«Мы готовы к разговору с вами»", "--translation", "“We are ready to talk to you”",
        "--translated-from", "ru", "--speaker", "Vera Orlova",
    )  # fmt: skip
    assert "translated from Russian" in quotes("show", key, "--cite").stdout


def test_words_of_a_stored_article_are_placed_in_it_and_others_are_refused(quotes, article):
    quotes("ingest", article)
    (row,) = json.loads(quotes("list", "--articles", "--format", "json").stdout)
    key = quotes.add("deadline passed on Monday", "--speaker", "port authority", "--article", row["id"][:6])
    found = next(q for q in quotes.quotes() if q["id"] == key)
    piece = found["content"][0]
    assert ARTICLE[piece["start"] : piece["end"]] == "deadline passed on Monday"
    assert "does not hold the words" in quotes.failure(
        "add", "the deadline was moved", "--speaker", "port authority", "--article", row["id"]
    )


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--said", "14.13.2025"], "14.13.2025"),
        (["--country", "Atlantis"], "Atlantis"),
        (["--article", "none"], "none"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_with_its_value_and_nothing_is_stored(quotes, more, told):
    assert told in quotes.failure("add", DEFEAT, "--speaker", "Vera Orlova", *more)
    assert quotes.quotes() == []


def test_an_unknown_label_is_wrong_usage(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    assert "favor" in quotes("tag", key, "angry", ok=2).stderr


def test_lone_surrogates_and_nul_are_refused_by_name(quotes):
    assert "NUL" in quotes.failure("add", "“A\x00”", "--speaker", "Vera Orlova")


def test_labels_of_two_people_who_differ_are_a_dispute_that_an_adjudicator_ends(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")[:6]
    quotes("tag", key, "against", "--as", "Ann")
    assert "disputed" in quotes("tag", key, "neutral", "--as", "Bea").stderr
    assert quotes.quotes("--stance", "disputed")
    quotes("tag", key, "against", "--adjudicate", "--as", "Chief")
    (quote,) = quotes.quotes()
    assert (quote["stance"]["label"], quote["stance"]["status"]) == ("against", "adjudicated")


def test_a_label_toward_another_target_leaves_this_one_without(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    quotes("tag", key, "favor", "--target", "Ukraine")
    assert quotes.quotes()[0]["stance"] is None
    assert quotes.quotes("--target", "Ukraine")[0]["stance"]["label"] == "favor"


def test_evidence_must_be_words_of_the_quote(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    quotes("tag", key, "against", "--evidence", "a defeat")
    assert quotes.quotes()[0]["stance"]["evidence"] == [{"start": 7, "end": 15}]
    assert "victory" in quotes.failure("tag", key, "against", "--evidence", "victory")


def test_an_edit_corrects_the_speaker_and_undo_brings_the_old_one_back(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova", "--country", "RU")
    quotes("edit", key, "--speaker", "Nina Orlova", "--role", "poet", "--doubted", "two of that name")
    (quote,) = quotes.quotes()
    assert (quote["speaker"]["name"], quote["speaker"]["role"]) == ("Nina Orlova", "poet")
    assert quote["doubted"] == "two of that name"
    quotes("undo")
    (quote,) = quotes.quotes()
    assert (quote["speaker"]["name"], quote["doubted"]) == ("Vera Orlova", None)


def test_an_edit_of_nothing_is_refused(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    assert "nothing to change" in quotes.failure("edit", key)


def test_a_removed_quote_is_gone_from_everything_until_undo(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    quotes("remove", key[:5], "--why", "not said by anybody")
    assert quotes.quotes() == []
    assert quotes("search", "defeat", "--format", "jsonl").stdout == ""
    assert "no quote" in quotes.failure("show", key)
    quotes("undo")
    assert [q["id"] for q in quotes.quotes()] == [key]
    assert quotes("search", "defeat", "--format", "jsonl").stdout


def test_history_names_every_change_its_author_and_what_was_undone(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    quotes("tag", key, "against", "--as", "Bea")
    quotes("undo")
    rows = json.loads(quotes("history", "--format", "json").stdout)
    assert [r["by"] for r in rows] == ["Ann", "Bea", "Ann"]
    assert rows[1]["undone_by"] == rows[0]["number"]
    assert any("label against" in r["what"] for r in json.loads(quotes("history", key, "--format", "json").stdout))


def test_undo_with_nothing_to_undo_says_so(quotes):
    quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    quotes("undo")
    assert "nothing to undo" in quotes.failure("undo")


def test_an_id_that_fits_several_quotes_is_asked_for(quotes):
    for number in range(20):
        quotes.add(f"“Word {number * 7919} came.”", "--speaker", "Vera Orlova", "--yes")
    firsts = [q["id"][0] for q in quotes.quotes()]
    double = next(f for f in firsts if firsts.count(f) > 1)
    assert "fits several" in quotes.failure("show", double)


def test_a_correction_leaves_to_the_registry_what_nobody_corrected(quotes):
    quotes("actors", "add", "Ivan Bely", "--country", "BY")
    quotes("actors", "affiliation", "bely", "--role", "minister", "--official")
    key = quotes.add(DEFEAT, "--speaker", "Bely", "--said", "2021")
    quotes("edit", key, "--country", "PL")
    quotes("actors", "affiliation", "bely", "--role", "prime minister", "--official", "--since", "2020")
    (quote,) = quotes.quotes()
    assert (quote["speaker"]["country"], quote["speaker"]["role"]) == ("PL", "prime minister")


def test_a_surname_that_only_one_of_the_registry_bears_is_theirs_in_an_empty_store(quotes):
    told = quotes("add", DEFEAT, "--speaker", "Zakharova").stderr
    assert "taken for Maria Zakharova" in told and "= maria-zakharova" in told
    (quote,) = quotes.quotes("zakharova")
    assert (quote["speaker"]["name"], quote["speaker"]["canonical"]) == ("Zakharova", "Maria Zakharova")
    assert "only one" in json.dumps(quote["speaker"]) or quote["speaker"]["country"] == "RU"


def test_a_surname_that_several_of_the_registry_bear_is_asked_for(quotes):
    line = quotes.failure("add", DEFEAT, "--speaker", "Aliyev")
    assert "Ilham Aliyev" in line and "Nariman Aliyev" in line and "full name" in line
    assert not quotes.quotes()


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_quote_is_not_emptied(quotes, text):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    assert f"quotes remove {key}" in quotes.failure("edit", key, "--text", text)
    assert quotes.quotes()[0]["text"] == DEFEAT


@pytest.mark.parametrize(("name", "told"), [("Vera\u202eOrlova", "control character"), ("V" * 201, "200 at most")])
def test_a_name_that_hides_something_or_is_none_is_refused(quotes, name, told):
    assert told in quotes.failure("add", DEFEAT, "--speaker", name)
    assert told in quotes.failure("actors", "add", name)
    assert not quotes.quotes()


def test_blanks_in_a_name_are_one_blank(quotes):
    quotes.add(DEFEAT, "--speaker", " Vera\n\tOrlova ")
    assert quotes.quotes()[0]["speaker"]["name"] == "Vera Orlova"


@pytest.mark.parametrize(
    "options",
    [
        ("--aspect", "conduct"),
        ("--why", "so it seems"),
        ("--not-about",),
        ("--stance", "neutral", "--aspect", "conduct"),
        ("--stance", "favor", "--not-about"),
        ("--target", " "),
    ],
)
def test_options_that_contradict_each_other_are_wrong_usage(quotes, options):
    quotes("add", DEFEAT, "--speaker", "Vera Orlova", *options, ok=2)
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    quotes("tag", key, "favor", "--not-about", ok=2)


def test_a_mistyped_target_is_named(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    assert "do you mean Russia?" in quotes("tag", key, "against", "--target", "Rusia").stderr
    assert "do you mean" not in quotes("tag", key, "against", "--target", "Moscow").stderr


def test_the_evidence_link_is_printed_unbroken(quotes):
    link = "https://news.example/" + "a-long-path/" * 12
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova", "--url", link)
    assert link in quotes("show", key).stdout
