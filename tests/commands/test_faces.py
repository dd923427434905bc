"""What quotes, summaries and comparisons look like: at any width, of any script, however hostile."""

import json

import pytest
from rich.cells import cell_len

from quotes.commands.quote_tables import article_list, quote_block, quote_list
from quotes.commands.sides import comparison_text, heads
from quotes.commands.speaker_blocks import summary_text, tone_line
from quotes.commands.tallies import bar
from quotes.types import Quote, Span, Speaker
from stance.reports.tally import tally

from ..store.plain import compared, summarise
from .many_quotes import HOSTILE, WIDTHS, a_quote, many_quotes


def lines_of(text):
    return text.plain.split("\n")


def faces(quotes, width):
    """A list, a summary and a comparison of quotes, as the commands print them."""
    official = [q for q in quotes if q.speaker.official]
    others = [q for q in quotes if not q.speaker.official]
    sides = compared(("official", official), ("unofficial", others))
    return {
        "list": quote_list(quotes[:10], target="Russia", width=width),
        "summary": summary_text(summarise(quotes)[:10], target="Russia", width=width),
        "compare": comparison_text(sides, width=width),
    }


# widths and scripts


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_longer_than_the_terminal_is_wide(width):
    for name, shown in faces(many_quotes(), width).items():
        too_long = [line for line in lines_of(shown) if cell_len(line) > width]
        assert not too_long, name


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_words_holds_a_single_word_where_there_was_room_for_two(width):
    for quote in many_quotes(60):
        lines = [line.plain for line in quote_block(quote, quote.id[:8], target="Russia", width=width)]
        words = [line for line in lines if line.startswith("  ") and not line.startswith("   ")]
        alone = [line for line in words[:-1] if len(line.split()) == 1 and cell_len(line) < width // 2]
        assert not alone


# a quote


def test_a_quote_is_a_head_and_its_words_below():
    speaker = Speaker("Aleksandr Dugin", affiliation="philosopher")
    quote = a_quote("“A defeat.”", 0xABCD << 48, speaker=speaker, label="against", said="2025-08", publisher="Daily")
    assert [line.plain for line in quote_block(quote, quote.id[:8], target="Russia", width=80)] == [
        "abcd0000  Aleksandr Dugin · philosopher · 2025-08 · Daily",
        "          critical of Russia (machine)",
        "  “A defeat.”",
    ]


def test_what_is_not_known_leaves_no_gap_in_a_head():
    quote = Quote((Span(0, 4, "Rain"),), id="f" * 16)
    shown = [line.plain for line in quote_block(quote, "ffffffff", target="Russia", width=80)]
    assert shown == ["ffffffff  unknown speaker · no label toward Russia", "  Rain"]


def test_the_day_it_was_said_stands_before_the_day_it_was_published():
    shown = quote_list([a_quote("Rain.", said="2024-05-01", published="2024-05-03")], target="Russia", width=80)
    assert "2024-05-01" in shown.plain and "2024-05-03" not in shown.plain


def test_marks_stand_after_the_words_and_stay_whole_where_those_are_shortened():
    facts = {"type": "indirect", "doubted": "the byline is missing", "orphaned": True}
    short = quote_list([a_quote("it will rain", **facts)], target="Russia", width=120).plain
    marks = "(reported, not quoted) (in doubt: the byline is missing) (orphaned: no longer in the article)"
    assert f"it will rain {marks}" in short
    long = quote_list([a_quote("it will rain " * 90, **facts)], target="Russia", width=120)
    assert marks in long.plain and "will ...\n" in long.plain and len(lines_of(long)) == 5


def test_a_long_quote_has_four_lines_in_a_list_and_all_when_asked_for():
    quote = a_quote("“" + "It will rain again. " * 60 + "The end.”")
    shown, full = (lines_of(quote_list([quote], target="Russia", width=80, full=full)) for full in (False, True))
    assert len(shown) == 5 and shown[-1].endswith(" ...")
    assert len(full) > 12 and full[-1].endswith("The end.”")


def test_an_affiliation_is_shortened_in_its_middle_only_where_the_head_would_have_three_lines():
    role = "deputy chair of the committee on international affairs and harbours of the State Duma"
    facts = {"said": "2025-08-12", "publisher": "The Daily Chronicle"}
    speaker = Speaker("Konstantin Aleksandrovich Zatulin", affiliation=role)
    shown = quote_list([a_quote("“Yes.”", speaker=speaker, label="favor", **facts)], target="Russia", width=80).plain
    head = shown.split("“Yes.”")[0].strip("\n ").split("\n")
    assert len(head) == 2 and "deputy chair" in head[0] + head[1] and "..." in shown and "Duma" in shown
    speaker = Speaker("Vera Orlova", affiliation="minister of harbours and of all the seas")
    shown = quote_list([a_quote("“Yes.”", speaker=speaker, label="favor", **facts)], target="Russia", width=80).plain
    assert speaker.affiliation in shown


def test_an_affiliation_that_never_ends_leaves_a_head_of_two_lines():
    speaker = Speaker("Vera Orlova", affiliation="chair of the committee " * 5000)
    shown = quote_list([a_quote("“Yes.”", speaker=speaker)], target="Russia", width=80)
    assert len(lines_of(shown)) == 3


def test_no_name_is_broken_at_eighty_columns():
    for quote in many_quotes(100):
        head = quote_block(quote, quote.id[:8], target="Russia", width=80)
        for name in (quote.speaker.name, quote.publisher):
            assert any(name in line.plain for line in head)


# hostile texts


@pytest.mark.parametrize("width", WIDTHS)
def test_names_publishers_titles_and_affiliations_steer_no_terminal_and_are_no_markup(width):
    speaker = Speaker(HOSTILE, affiliation=HOSTILE, country="RU", official=True)
    facts = {"publisher": HOSTILE, "title": HOSTILE, "said": "2025", "doubted": None}
    quotes = [a_quote(HOSTILE, n, speaker=speaker, label="favor", **facts) for n in range(3)]
    article = {"id": "a1", "published": None, "publisher": HOSTILE, "title": HOSTILE, "quotes": 1, "versions": 1}
    shown = [text.plain for text in faces(quotes, width).values()]
    shown.append(article_list([article], width=width).plain)
    shown.append(quote_list([a_quote("x", doubted=HOSTILE)], target=HOSTILE, width=width).plain)
    for text in shown:
        assert not [c for c in text if c != "\n" and not c.isprintable()], text
        assert "[bold]x[/]" in text
        assert all(cell_len(line) <= width for line in text.split("\n"))


def test_a_page_of_a_hostile_quote_shows_what_is_written(quotes):
    table = quotes.write("h.jsonl", json.dumps({"text": f"“{HOSTILE}”", "speaker": {"name": "[bold]x[/]"}}))
    quotes("import", table)
    for command in (("list",), ("summary",), ("show", quotes.quotes()[0]["id"]), ("compare", "[bold]x[/]", "official")):
        shown = quotes(*command)
        assert "[bold]x[/]" in shown.stdout
        assert not [c for c in shown.output if c != "\n" and not c.isprintable()]


# figures


def test_quotes_that_are_not_stored_have_no_ids_and_tell_no_stance_that_nobody_looked_for():
    quotes = [a_quote("“No.”", 1, said="2021"), a_quote("“Yes.”", 2, label=None)]
    assert lines_of(quote_list(quotes, target="Russia", width=80, stored=False)) == [
        "Vera Orlova · minister · 2021 · neutral on Russia (machine)", "  “No.”", "",
        "Vera Orlova · minister · no label toward Russia", "  “Yes.”",
    ]  # fmt: skip
    assert lines_of(quote_list(quotes[1:], target=None, width=80, stored=False))[0] == "Vera Orlova · minister"


def counted(**counts):
    labels = [label for label, count in counts.items() for _ in range(count)]
    return tally(a_quote("x", n, label=label) for n, label in enumerate(labels))


def test_a_bar_is_divided_as_the_shares_are_and_hides_nothing():
    assert bar(counted(favor=1, neutral=2, against=1), 40).plain == "█" * 10 + "░" * 20 + "▚" * 10
    assert bar(counted(favor=999, mixed=1), 40).plain == "█" * 39 + "▄"
    assert bar(counted(), 40).plain == ""
    for counts in ((1, 1, 1, 0), (7, 2, 3, 1), (1, 500, 1, 1), (1, 0, 0, 0)):
        found = bar(counted(**dict(zip(("favor", "against", "neutral", "mixed"), counts, strict=True))), 40).plain
        assert len(found) == 40 and len(set(found)) == sum(map(bool, counts))


def test_a_tone_is_told_by_its_last_three_changes_as_many_as_fit():
    tone = ["favourable to Russia", "critical of Russia’s policy", "mixed on Russia", "neutral on Russia", "disputed"]
    line = tone_line(tone, "Russia", 80)
    assert line == "tone: ... → critical of its policy → mixed on it → neutral on it → disputed"
    assert tone_line(tone, "Russia", 40) == "tone: ... → neutral on it → disputed"
    assert tone_line(["neutral on Russia (machine)", "mixed on Russia (machine)"], "Russia", 80) == (
        "tone by machine: neutral on it → mixed on it"
    )
    assert tone_line([], "Russia", 80) == tone_line(["mixed on Russia"], "Russia", 80) == ""


def test_a_block_of_a_speaker_warns_above_the_shares_and_ends_with_the_latest_words():
    speaker = Speaker("Vera Orlova", affiliation="minister", country="RU", official=True)
    quotes = [
        a_quote("“No.”", 1, speaker=speaker, label="against", said="2021"),
        a_quote("“Yes.”", 2, speaker=speaker, label="favor", said="2023", machine=False),
        a_quote("“Rain.”", 3, speaker=speaker, label=None, said="2022"),
    ]
    _, _, *shown = lines_of(summary_text(summarise(quotes), target="Russia", width=80))
    assert shown == [
        "Vera Orlova · minister · official · RU",
        "  2 of 3 about Russia; 1 machine; 1 unlabelled · machine, not checked",
        f"  {'█' * 20}{'▚' * 20}  mean +0.00  2021 to 2023",
        "  favourable 1: 50% (9–91) · critical 1: 50% (9–91)",
        "  tone: critical of it (machine) → favourable to it",
        "  latest: “Yes.”",
    ]


def test_the_latest_words_have_two_lines_with_their_stance():
    shown = lines_of(summary_text(summarise([a_quote("It rains again. " * 30)]), target="Russia", width=80))
    assert shown[-2].startswith("  latest: It rains") and shown[-1].endswith("... (neutral on Russia (machine))")


def three_sides():
    quotes = many_quotes(90)
    return compared(*((f"side {n}", quotes[n::3]) for n in range(3)), shown=0)


@pytest.mark.parametrize(("count", "width", "beside_each_other"), [(2, 80, 2), (3, 80, 1), (3, 120, 3), (2, 60, 1)])
def test_sides_stand_beside_each_other_where_there_is_room(count, width, beside_each_other):
    shown = [line.plain for line in heads(three_sides().sides[:count], target="Russia", width=width)]
    assert max(line.count("about Russia") for line in shown) == beside_each_other
    assert max(map(cell_len, shown)) <= width


def test_three_sides_differ_by_pairs_and_bars_stand_in_one_line():
    shown = lines_of(comparison_text(three_sides(), width=120))
    assert sum("in points:" in line for line in shown) == 3
    (bars,) = [line for line in shown[1:] if "█" in line]
    assert len(bars.split()) == 3


def test_every_stance_that_one_side_has_is_told_of_both():
    sides = compared(("left", [a_quote("x", 1, label="favor")]), ("right", [a_quote("y", 2, label="against")])).sides
    shown = " ".join(line.plain for line in heads(sides, target="Russia", width=80))
    assert "critical 0: 0%" in shown and "favourable 0: 0%" in shown and "neutral" not in shown
