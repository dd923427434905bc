"""What the model reads: every token once, offsets kept, windows that cut no line unless they must."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from quotes.tagger.inputs import LONGEST_WORD, SEP, UNKNOWN, read, window_of, windows


def _tokenizer() -> Tokenizer:
    """Letters as word pieces: small, and enough to cut any word into several."""
    words = {"[PAD]": 0, "[UNK]": UNKNOWN, "[CLS]": 101, "[SEP]": SEP}
    for i, letter in enumerate("abcdefghijklmnopqrstuvwxyz.,!?“”‘’\"'-:"):
        words |= {letter: 200 + 2 * i, f"##{letter}": 201 + 2 * i}
    made = Tokenizer(models.WordPiece(words, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


TOKENIZER = _tokenizer()
TEXTS = st.text(st.sampled_from("ab Cé.,!?“”'\n\"—7\u202e😀\u0301") | st.characters(codec="utf-8"), max_size=300)


@settings(deadline=None)
@given(TEXTS, st.integers(3, 40))
def test_windows_hold_every_token_once_and_in_order(text, size):
    reading = read(text, TOKENIZER)
    found = windows(reading, size=size)
    assert [i for first, stop in found for i in range(first, stop)] == list(range(len(reading.tokens.words)))
    for first, stop in found:
        pieces = sum(len(reading.pieces[i]) for i in range(first, stop))
        assert pieces <= size or stop - first == 1


@settings(deadline=None)
@given(TEXTS)
def test_a_window_points_to_the_first_piece_of_each_token(text):
    reading = read(text, TOKENIZER)
    for first, stop in windows(reading):
        window = window_of(reading, first, stop)
        assert len(window.features) == len(window.ids)
        assert [int(window.ids[at]) for at in window.heads] == [reading.pieces[i][0] for i in range(first, stop)]


def test_whole_lines_stand_together_where_they_fit():
    reading = read("one two\nthree four five\nsix", TOKENIZER)
    lines = [[reading.tokens.words[i] for i in range(*window)] for window in windows(reading, size=16)]
    assert lines == [["one", "two", "\n"], ["three", "four", "five", "\n"], ["six"]]


def test_a_long_line_is_cut_where_a_sentence_ends_outside_quotation_marks():
    reading = read("we go. “stop. no.” he says so all day", TOKENIZER)
    first, *_ = windows(reading, size=14)
    assert reading.tokens.words[first[1] - 1] == "."
    assert [reading.tokens.words[i] for i in range(*first)] == ["we", "go", "."]


@pytest.mark.parametrize("text", ["", "\n\n", "a" * 5000, "\u0301", "😀", "\u202e", "“" * 400])
def test_odd_texts_are_read(text):
    reading = read(text, TOKENIZER)
    assert all(1 <= len(pieces) <= LONGEST_WORD for pieces in reading.pieces)
    assert len(reading.features) == len(reading.pieces)


def test_what_the_encoder_cannot_see_is_told_beside_it():
    reading = read("He said “NATO met.”\nNobody", TOKENIZER)
    told = {word: row.tolist() for word, row in zip(reading.tokens.words, reading.features, strict=True)}
    assert told["He"][:2] == [2, 1] and told["said"] == [1, 0, 0]
    assert told["NATO"] == [3, 0, 1] and (told["“"][2], told["”"][2]) == (3, 4)
    assert told["\n"][1] == 2 and told["Nobody"][1] == 1
    assert reading.features.dtype == np.int64
