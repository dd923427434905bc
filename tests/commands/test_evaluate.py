"""evaluate: figures on annotated articles, and what is wrong with a file that is none; --min-confidence."""

import gzip
import json

import pytest

TEXT = "“The port stays open,” Vera Orlova said.\nNothing else was said."
RIGHT = {"content": [[0, 22]], "source": [[23, 34]], "cue": [[35, 39]], "kind": "speech", "type": "direct"}
MISSED = {"content": [[41, 61]], "source": [[0, 3]], "cue": [], "kind": "attitude", "type": "indirect"}


def gold(*attributions, text=TEXT):
    return json.dumps({"id": "port", "text": text, "attributions": attributions}) + "\n"


def test_figures_come_with_finder_hash_and_interval(quotes):
    file = quotes.write("gold.jsonl", gold(RIGHT, MISSED))
    (told,) = json.loads(quotes("evaluate", file, "--format", "json", "--resamples", "50").stdout)
    assert (told["articles"], told["annotated"], told["found"]) == (1, 2, 1)
    assert told["finder"].startswith("attribution model, version ")
    assert len(told["sha256"]) == 64
    assert told["figures"]["precision"] == {"value": 1.0, "interval": [1.0, 1.0]}
    assert told["figures"]["recall"] == {"value": 0.5, "interval": [0.5, 0.5]}


def test_what_need_not_be_found_is_no_miss(quotes):
    file = quotes.write("gold.jsonl", gold(RIGHT, MISSED))
    (told,) = json.loads(quotes("evaluate", file, "--kinds", "speech", "--format", "json").stdout)
    assert told["figures"]["recall"]["value"] == 1.0
    assert told["kinds"] == ["speech"]


def test_a_packed_file_is_read_and_the_table_says_what_was_measured(quotes):
    shown = quotes("evaluate", quotes.write("gold.jsonl.gz", gzip.compress(gold(RIGHT).encode())), "--resamples", "9")
    assert "1 article" in shown.stdout and "attribution (content and source), F1" in shown.stdout


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no annotated article"),
        (b"no json\n", "line 1"),
        (gold(RIGHT, text="short").encode(), "lies outside the text of port"),
        (b"\x1f\x8bbroken", "cannot be unpacked"),
    ],
    ids=["empty", "no JSON", "offsets outside", "broken archive"],
)
def test_what_is_no_annotation_is_told_with_its_place(quotes, content, told):
    assert told in quotes.failure("evaluate", quotes.write("gold.jsonl", content))


def test_a_kind_that_is_annotated_nowhere_is_named(quotes):
    told = quotes("evaluate", quotes.write("gold.jsonl", gold(RIGHT)), "--kinds", "spech", ok=2).stderr
    assert "spech is annotated nowhere; there is speech" in told


def test_unsure_finds_are_left_out_on_request(quotes, article):
    everything = [json.loads(line) for line in quotes("extract", "--format", "jsonl", article).stdout.splitlines()]
    least = sorted(quote["confidence"] for quote in everything)[len(everything) // 2]
    sure = quotes("extract", "--format", "jsonl", "--min-confidence", str(least), article).stdout.splitlines()
    assert [json.loads(line) for line in sure] == [quote for quote in everything if quote["confidence"] >= least]
    assert 0 < len(sure) < len(everything)
    assert "1.5" in quotes("extract", "--min-confidence", "1.5", article, ok=2).stderr
