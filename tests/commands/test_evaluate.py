"""evaluate: figures on annotated articles, of stances too; what is wrong with a file that is none; --min-confidence."""

import gzip
import json

import pytest

TEXT = "“The port stays open,” Vera Orlova said.\nNothing else was said."
RIGHT = {"content": [[0, 22]], "source": [[23, 34]], "cue": [[35, 39]], "kind": "speech", "type": "direct"}
MISSED = {"content": [[41, 61]], "source": [[0, 3]], "cue": [], "kind": "attitude", "type": "indirect"}


def gold(*attributions, text=TEXT):
    return json.dumps({"id": "port", "text": text, "attributions": attributions}) + "\n"


def figures(quotes, *arguments):
    """The settings and figures that evaluate prints for programs."""
    (printed,) = json.loads(quotes("evaluate", *arguments, "--format", "json", "--resamples", "50").stdout)
    return printed


def test_figures_come_with_finder_hash_and_interval(quotes):
    printed = figures(quotes, quotes.write("gold.jsonl", gold(RIGHT, MISSED)))
    assert (printed["articles"], printed["annotated"], printed["found"]) == (1, 2, 1)
    assert printed["finder"].startswith("attribution model, version ")
    assert len(printed["sha256"]) == 64
    assert printed["figures"]["precision"] == {"value": 1.0, "interval": [1.0, 1.0]}
    assert printed["figures"]["recall"] == {"value": 0.5, "interval": [0.5, 0.5]}


def test_what_need_not_be_found_is_no_miss(quotes):
    printed = figures(quotes, quotes.write("gold.jsonl", gold(RIGHT, MISSED)), "--kinds", "speech")
    assert printed["figures"]["recall"]["value"] == 1.0
    assert printed["kinds"] == ["speech"]


def test_a_packed_file_is_read_and_the_table_says_what_was_measured(quotes):
    shown = quotes("evaluate", quotes.write("gold.jsonl.gz", gzip.compress(gold(RIGHT).encode())), "--resamples", "9")
    assert "1 article" in shown.stdout and "attribution (content and source), F1" in shown.stdout


KNOWN = {"speaker": "Vera Orlova", "country": "UA", "official": None, "office": "executive", "stance": "neutral"}


def test_country_and_office_of_what_is_found_are_measured_and_read_in_words(quotes):
    file = quotes.write("gold.jsonl", gold(RIGHT | KNOWN, text=TEXT))
    values = {name: figure["value"] for name, figure in figures(quotes, file)["figures"].items()}
    assert (values["speaker_told_right"], values["country"], values["office"]) == (1.0, 0.0, 0.0)
    assert values["official_open"] in (0.0, 1.0)  # of one
    shown = quotes("evaluate", file, "--resamples", "0").stdout
    assert "country, of those found" in shown and "official or not: left open where it is" in shown


def test_the_stance_of_what_is_found_is_measured_on_request(quotes):
    file = quotes.write("gold.jsonl", gold(RIGHT | KNOWN))
    assert "pipeline" not in figures(quotes, file)["figures"]
    printed = figures(quotes, file, "--pipeline", "--target", "Ukraine")
    assert printed["target"] == "Ukraine" and printed["model"].startswith("stance model")
    assert printed["figures"]["pipeline"] == {"value": 1.0, "interval": [1.0, 1.0]}
    assert printed["figures"]["stance"]["value"] == 0.3333  # neutral is right; of favor and against there is none
    shown = quotes("evaluate", file, "--pipeline", "--resamples", "0").stdout
    assert "source, speaker, official and stance right, F1" in shown


def test_stances_that_are_annotated_nowhere_are_not_measured(quotes):
    file = quotes.write("gold.jsonl", gold(RIGHT))
    assert "has a stance: leave it out" in quotes("evaluate", file, "--pipeline", ok=2).stderr
    assert "leave one of them out" in quotes("evaluate", file, "--pipeline", "--stance", ok=2).stderr


WHOLE = gzip.compress(gold(RIGHT | KNOWN).encode(), mtime=0)
FLIPPED = bytes(byte ^ 0xFF if 20 <= at < 40 else byte for at, byte in enumerate(WHOLE))
BROKEN = {  # a file's name, its content, and what is said of it: what is wrong and the mend
    "empty": ("gold.jsonl", b"", "holds no annotated", "write"),
    "a line that is no JSON": ("gold.jsonl", gold(RIGHT | KNOWN) + "no json\n", "line 2: this is no JSON", "whole"),
    "a line that is no object": ("gold.jsonl", "[]\n", "line 1: [] is no object", "write one a line"),
    "offsets outside": ("gold.jsonl", gold(RIGHT, text="short"), "0 to 22 lies outside the text", "count characters"),
    "no text": ("gold.jsonl", '{"id": 1, "attributions": []}', 'there is no "text"', "write it as words"),
    "no content": ("gold.jsonl", gold({"source": [[0, 3]]}), 'there is no "content"', "write it as a list"),
    "cut off": ("gold.jsonl.gz", WHOLE[:-20], "cannot be unpacked", "get the file anew"),
    "damaged": ("gold.jsonl.gz", FLIPPED, "cannot be unpacked", "get the file anew"),
    "damaged at once": ("gold.jsonl.gz", b"\x1f\x8bbroken", "cannot be unpacked", "get the file anew"),
    "not packed at all": ("gold.jsonl.gz", gold(RIGHT), "cannot be unpacked", "get the file anew"),
    "packed, without the suffix": ("gold.jsonl", WHOLE[:-20], "cannot be unpacked", "get the file anew"),
}


@pytest.mark.parametrize("of", [[], ["--pipeline"], ["--stance"]], ids=["found", "pipeline", "stance"])
@pytest.mark.parametrize(("name", "content", "wrong", "mend"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_is_told_in_one_line_with_the_mend(quotes, of, name, content, wrong, mend):
    error = quotes.failure("evaluate", quotes.write(name, content), *of)
    assert name in error and wrong in error and mend in error


def test_a_kind_that_is_annotated_nowhere_is_named(quotes):
    refused = quotes("evaluate", quotes.write("gold.jsonl", gold(RIGHT)), "--kinds", "spech", ok=2).stderr
    assert "spech is annotated nowhere; there is speech" in refused


def test_unsure_finds_are_left_out_on_request(quotes, article):
    everything = [json.loads(line) for line in quotes("extract", "--format", "jsonl", article).stdout.splitlines()]
    least = sorted(quote["confidence"] for quote in everything)[len(everything) // 2]
    sure = quotes("extract", "--format", "jsonl", "--min-confidence", str(least), article).stdout.splitlines()
    assert [json.loads(line) for line in sure] == [quote for quote in everything if quote["confidence"] >= least]
    assert 0 < len(sure) < len(everything)
    assert "1.5" in quotes("extract", "--min-confidence", "1.5", article, ok=2).stderr
