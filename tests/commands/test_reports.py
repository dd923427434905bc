"""list, search, show, summary, compare, actors, refresh, doctor, demo: what the store answers."""

import json
from dataclasses import replace

import pytest

import quotes.actions.find as find


def sides(compared):
    """The sides of a comparison as programs get them."""
    return json.loads(compared.stdout)["targets"][0]["sides"]


@pytest.fixture
def filled(quotes):
    """Two commentators of one country, one of another; one quote in doubt."""
    ru = ("--country", "RU")
    quotes.add(
        "“We welcome the talks.”", "--speaker", "Vera Orlova", *ru, "--official", "--stance", "favor", "--said", "2021"
    )
    quotes.add(
        "“We regret the talks.”", "--speaker", "Vera Orlova", *ru, "--official", "--stance", "against", "--said", "2023"
    )
    quotes.add("“A shame for Moscow.”", "--speaker", "Pyotr Sidorov", *ru, "--unofficial", "--stance", "against")
    quotes.add("it will rain", "--speaker", "Əli Həsənov", "--country", "AZ", "--stance", "neutral", "--not-about")
    quotes.add(
        "“Who said this?”", "--speaker", "Əli Həsənov", "--country", "AZ", "--stance", "favor", "--doubted", "unsigned"
    )
    return quotes


def test_an_empty_store_says_how_to_begin_and_makes_no_file(quotes):
    assert "quotes ingest" in quotes("list").stderr
    assert not (quotes.folder / "store.db").exists()


def test_list_takes_a_name_in_any_script_or_words(filled):
    assert len(filled.quotes("orlova")) == 2
    assert len(filled.quotes("həsənov")) == 2
    filled("actors", "alias", "orlova", "Вера Орлова")
    assert len(filled.quotes("орлова")) == 2
    assert [q["text"] for q in filled.quotes("shame")] == ["“A shame for Moscow.”"]


def test_tables_fit_eighty_columns_and_say_what_is_reported(filled):
    shown = filled("list").stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert "it will rain (reported, not quoted)" in shown


def test_summary_counts_about_and_beside_and_tells_the_change_of_tone(filled):
    rows = {row["name"]: row for row in json.loads(filled("summary", "--format", "json").stdout)}
    vera = rows["Vera Orlova"]
    assert (vera["tally"]["about"], vera["first"], vera["last"]) == (2, "2021", "2023")
    assert vera["tone"] == ["favourable to Russia", "critical of Russia"]
    assert rows["Əli Həsənov"]["tally"]["not_about"] == 1
    result = filled("summary")
    assert "95 % intervals" in result.stderr and "in doubt" in result.stderr
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_doubted_quotes_count_only_when_asked_for(filled):
    rows = json.loads(filled("summary", "--with-doubted", "--format", "json").stdout)
    assert next(r for r in rows if r["name"] == "Əli Həsənov")["tally"]["about"] == 1


def test_official_and_unofficial_stand_side_by_side(filled):
    left, right = sides(filled("compare", "official", "unofficial", "--country", "RU", "--format", "json"))
    assert (left["about"], right["about"]) == (2, 1)
    assert [q["text"] for q in right["shown"]] == ["“A shame for Moscow.”"]
    shown = filled("compare", "official", "unofficial", "--country", "RU").stdout
    assert any(line.split() == ["official", "unofficial"] for line in shown.splitlines())
    assert any(line.count("about Russia") == 2 for line in shown.splitlines())
    assert shown.index("Vera Orlova") < shown.index("Pyotr Sidorov")
    assert "official less unofficial, in points" in shown


def test_any_two_filters_compare_and_a_wrong_one_is_named(filled):
    left, right = sides(filled("compare", "country=RU", "country=AZ", "--format", "json"))
    assert (left["quotes"], right["quotes"]) == (3, 1)
    assert "colour" in filled.failure("compare", "colour=red", "official")


def test_labels_of_a_machine_are_marked_and_can_be_left_out(quotes):
    key = quotes.add("“Fine.”", "--speaker", "Vera Orlova")
    given = {"target": "Russia", "label": "favor", "about": True, "annotator": "tagger", "annotator_kind": "model"}
    quotes("import", quotes.write("m.jsonl", json.dumps({"id": key, "text": "“Fine.”", "stances": [given]})))
    assert "(machine)" in " ".join(quotes("list").stdout.split())
    assert "a machine's" in quotes("summary").stderr
    assert json.loads(quotes("summary", "--labels", "human", "--format", "json").stdout)[0]["tally"]["about"] == 0


def test_shares_that_hardly_anybody_checked_say_so_above_the_figure_and_in_json(quotes):
    key = quotes.add("“Fine.”", "--speaker", "Vera Orlova", "--official", "--country", "RU")
    given = {"target": "Russia", "label": "favor", "about": True, "annotator": "tagger", "annotator_kind": "model"}
    quotes("import", quotes.write("m.jsonl", json.dumps({"id": key, "text": "“Fine.”", "stances": [given]})))
    for command in (("summary",), ("compare", "official", "unofficial")):
        shown = " ".join(quotes(*command).stdout.split())
        assert shown.index("machine, not checked") < shown.index("favourable 1: 100%")
        assert '"checked": 0' in quotes(*command, "--format", "json").stdout
    quotes("tag", key, "favor")
    assert "not checked" not in quotes("compare", "official", "unofficial").stdout


def test_a_comparison_counts_the_quotes_that_may_belong_to_a_side_beside_it(quotes):
    facts = {
        "Vera Orlova": ("--official", "--country", "RU"),
        "Boris Zorin": ("--country", "RU"),
        "Yan Bel": ("--official",),
    }
    for name, known in {**facts, "Oya Ak": ("--country", "TR"), "Ann Li": ()}.items():
        quotes.add(f"“So says {name}.”", "--speaker", name, *known)
    left, right = sides(quotes("compare", "official", "unofficial", "--country", "RU", "--format", "json"))
    assert (left["quotes"], left["unknown"]) == (1, 3)  # Boris Zorin, Yan Bel, Ann Li may be Russian officials
    assert (right["quotes"], right["unknown"]) == (0, 2)  # Yan Bel is official
    shown = quotes("compare", "official", "unofficial", "--country", "RU").stdout
    assert "3 of unknown office or country" in shown and "2 of unknown office or country" in shown
    rows = quotes("compare", "official", "unofficial", "--country", "RU", "--format", "csv").stdout.splitlines()
    names, first = (row.split(",") for row in rows[:2])
    assert dict(zip(names, first, strict=True))["unknown"] == "3"


def test_a_comparison_tells_programs_what_it_tells_people(filled):
    shown = filled("compare", "official", "unofficial")
    compared = json.loads(filled("compare", "official", "unofficial", "--format", "json").stdout)
    (target,) = compared["targets"]
    assert {"target", "sides", "differences", "machine"} <= set(target)
    assert compared["method"] and compared["versions"]["quotes"] and compared["data_hash"] and compared["notes"]
    (critical,) = [d for d in target["differences"] if d["label"] == "against"]
    low, high = critical["interval"]
    assert f"critical {critical['points']:+.0f} ({low:+.0f} to {high:+.0f})" in " ".join(shown.stdout.split())
    for side in target["sides"]:
        assert side["sayings"] is None and side["shares"]["favor"]["corrected"] is None
    rows = filled("compare", "official", "unofficial", "--format", "csv").stdout.splitlines()
    assert [row.split(",")[:2] for row in rows[1:4]] == [
        ["side", "official"], ["side", "unofficial"], ["difference", "official less unofficial"],
    ]  # fmt: skip


def test_three_groups_are_compared_by_pairs(filled):
    compared = json.loads(filled("compare", "official", "unofficial", "country=RU", "--format", "json").stdout)
    (target,) = compared["targets"]
    assert [side["name"] for side in target["sides"]] == ["official", "unofficial", "country=RU"]
    assert len({(d["a"], d["b"]) for d in target["differences"]}) == 3


def test_suggest_filters_the_same_for_every_target(quotes):
    for name in ("Vera Orlova", "Boris Zorin"):
        quotes.add(f"“Moscow must answer {name}.”", "--speaker", name)
    quotes("suggest", "--speaker", "orlova", "--target", "Ukraine", "--target", "NATO")
    for target in ("Ukraine", "NATO"):
        labelled = [q["speaker"]["name"] for q in quotes.quotes("--target", target) if q["stance"]]
        assert labelled == ["Vera Orlova"], target


def test_show_highlights_the_words_in_their_context_with_evidence_and_labels(quotes, article):
    quotes("ingest", article, "--url", "https://news.example/1", "--publisher", "Daily")
    key = next(q["id"] for q in quotes.quotes() if "harbour stays open" in q["text"])
    quotes("tag", key, "neutral", "--not-about", "--why", "about a harbour")
    shown = " ".join(quotes("show", key).stdout.split())
    assert "said Energy Minister Olena Koval" in shown
    assert "https://news.example/1#:~:text=" in shown
    assert "not about Russia, by Ann" in shown and "about a harbour" in shown


def test_a_citation_is_one_line_and_reported_speech_gains_no_marks(quotes):
    key = quotes.add("the harbour would close", "--speaker", "Vera Orlova", "--publisher", "Daily", "--said", "2025-08")
    line = quotes("show", key, "--cite").stdout
    assert line == "Vera Orlova: the harbour would close [reported speech] — Daily, 2025-08\n"


def test_a_hole_is_marked_where_words_are_lost(quotes):
    key = quotes.add("“their capital was . They left.”", "--speaker", "Vera Orlova")
    quotes("edit", key, "--damaged")
    assert "their capital was […]. They left." in quotes("show", key, "--cite").stdout


def test_names_of_every_script_print_and_sort_by_their_letters(quotes):
    for name in ("Яна Белова", "Əli Həsənov", "Boris Zorin", "Çiğdem Ak"):
        quotes("actors", "add", name)
    rows = json.loads(quotes("actors", "list", "--format", "json").stdout)
    assert [r["name"] for r in rows] == ["Boris Zorin", "Çiğdem Ak", "Əli Həsənov", "Яна Белова"]
    assert "Əli Həsənov" in quotes("actors", "list").stdout


def test_an_actor_has_a_page_with_names_offices_and_words(filled):
    filled("actors", "alias", "orlova", "Вера Орлова")
    filled("actors", "affiliation", "orlova", "--role", "minister", "--office", "executive", "--until", "2022-05")
    shown = filled("actors", "show", "вера орлова").stdout
    assert "Вера Орлова" in shown and "to 2022-05: minister (official, executive)" in shown
    assert "Said by: 2" in shown
    assert "do you mean" in filled.failure("actors", "show", "Vera Orlowa")


def test_an_ex_minister_is_official_only_while_in_office(quotes):
    quotes("actors", "add", "Ivan Bely", "--country", "BY")
    quotes(
        "actors",
        "affiliation",
        "bely",
        "--role",
        "minister",
        "--official",
        "--since",
        "2018-03",
        "--until",
        "2020-06-30",
    )
    quotes.add("“Yes.”", "--speaker", "Bely", "--said", "2019")
    quotes.add("“No.”", "--speaker", "Bely", "--said", "2021-01")
    official = {q["text"]: q["speaker"]["official"] for q in quotes.quotes()}
    assert official == {"“Yes.”": True, "“No.”": None}


def test_merged_actors_share_their_quotes_and_undo_parts_them(filled):
    filled("actors", "merge", "orlova", "sidorov")
    assert len(filled.quotes("orlova")) == 3
    filled("undo")
    assert len(filled.quotes("orlova")) == 2


def test_split_gives_quotes_to_a_new_actor(filled):
    key = filled.quotes("orlova")[0]["id"]
    filled("actors", "split", "orlova", "Vera Orlova the younger", key[:6])
    assert len(filled.quotes("--speaker", "vera-orlova")) == 1


def test_refresh_previews_applies_and_leaves_alone_what_people_touched(quotes, article, monkeypatch):
    quotes("ingest", article)
    tagged, removed, *others = quotes.quotes()
    quotes("tag", tagged["id"], "neutral")
    quotes("remove", removed["id"])
    assert quotes("refresh").stderr.startswith("0 changes")
    real = find.found_in

    def shorter(found):
        """A finder that cuts the last letter of each quote and finds the last one no more."""
        cut = [
            replace(
                q,
                content=(
                    *q.content[:-1],
                    replace(q.content[-1], end=q.content[-1].end - 1, text=q.content[-1].text[:-1]),
                ),
            )
            for q in real(found)
        ]
        return tuple(cut[:-1])

    monkeypatch.setattr(find, "found_in", shorter)
    before = quotes.quotes()
    assert "quotes refresh --apply" in quotes("refresh").stderr
    assert quotes.quotes() == before
    quotes("refresh", "--apply")
    after = {q["id"]: q for q in quotes.quotes()}
    assert after[tagged["id"]]["text"] == tagged["text"]
    assert removed["id"] not in after
    assert set(after) <= {q["id"] for q in before}
    assert others[-1]["id"] not in after
    quotes("undo")
    assert quotes.quotes() == before


def test_doctor_finds_a_healthy_store_healthy(filled):
    found = json.loads(filled("doctor", "--format", "json").stdout)
    assert all(f["well"] for f in found)


def test_search_finds_accents_other_scripts_and_unfinished_words(filled):
    for words in ("shame", "hasan", "MOSC", "həsən"):
        hits = filled("search", words, "--format", "jsonl").stdout.splitlines()
        if words != "hasan":
            assert hits, words
    assert "no word" in filled.failure("search", "!!!")


def test_the_demo_shows_the_main_job_in_a_store_that_is_thrown_away(quotes):
    shown = quotes("demo")
    text = " ".join(shown.stdout.split())
    for name in ("Zakharova", "Dugin", "Ismailzade", "Huseynov", "Ubaydullaeva", "Nariman Aliyev"):
        assert name in text
    assert "quotes compare official unofficial --country RU" in text
    assert not (quotes.folder / "store.db").exists()


@pytest.mark.parametrize(
    ("wrong", "mend"), [("oficial", "do you mean official"), ("", "empty part"), ("a=b=c", "not understood")]
)
def test_a_wrong_filter_is_named_with_the_mend(quotes, wrong, mend):
    quotes("import", "--shipped")
    assert mend in quotes.failure("compare", wrong, "unofficial")


def test_days_that_cannot_be_are_refused(quotes):
    quotes("import", "--shipped")
    assert "later than until" in quotes.failure("list", "--since", "2025-06", "--until", "2024")
