"""How text is laid out in lines: at any width, in any script."""

from itertools import pairwise

import pytest
from rich.cells import cell_len
from rich.text import Text

from quotes.commands.folding import beside, fold, shorten, shorten_middle

from .many_quotes import SCRIPTS, WIDTHS


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", SCRIPTS)
def test_words_stand_at_full_width_in_every_script(language, width):
    words = SCRIPTS[language] * 5
    lines = fold(Text(words), width)
    assert "".join("".join(line.plain.split()) for line in lines) == "".join(words.split())
    assert all(cell_len(line.plain) <= width for line in lines)
    for line, following in pairwise(lines):  # the next word would not have stood on this line
        next_word = following.plain.split()[0] if language != "Chinese" else following.plain[:2]
        assert cell_len(f"{line.plain} {next_word}") > width or (language == "mixed" and line.cell_len > width - 4)


def test_a_word_that_no_line_can_hold_is_broken_and_begins_where_there_is_room():
    lines = [line.plain for line in fold(Text("see https://news.example/" + "a" * 90), 40)]
    assert lines[0].startswith("see https://") and [len(line) for line in lines[:-1]] == [40, 40]


def test_a_letter_is_never_parted_from_the_marks_on_it():
    stressed = "за\u0301мок" * 30
    assert not [line for line in fold(Text(stressed), 10) if line.plain.startswith("\u0301")]


def test_a_chinese_line_does_not_begin_with_a_full_stop():
    assert not [line for line in fold(Text(SCRIPTS["Chinese"] * 20), 42) if line.plain[0] in "，。"]


def test_a_middle_is_left_out_word_by_word():
    assert shorten_middle("one two three four five six", 20) == "one two ... five six"
    assert shorten_middle("one two", 20) == "one two"
    assert cell_len(shorten_middle("министерство" * 9, 20)) <= 20


def test_what_comes_after_shortened_words_is_on_their_last_line():
    lines = shorten(Text("word " * 90), 40, 2, after=Text("(neutral)"))
    assert len(lines) == 2 and lines[1].plain.endswith("... (neutral)") and lines[1].cell_len <= 40


def test_columns_of_wide_letters_keep_their_places():
    left, right = fold(Text(SCRIPTS["Chinese"] * 4), 38), fold(Text(SCRIPTS["Georgian"] * 4), 38)
    for line, cell in zip(beside([left, right], 80), right, strict=False):
        assert cell_len(line.plain.removesuffix(cell.plain)) == 42
