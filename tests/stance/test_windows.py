"""What the stance model reads: the target is marked, the speaker is never seen, nothing of a quote is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from quotes.shipped import shipped_folder
from stance.model.question import question
from stance.model.windows import BY_SPEAKER, IN_TEXT, TARGET, WINDOW, Question, windows
from stance.naming import names_of_target, names_to_mask


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(Path(str(shipped_folder("stance"))) / "tokenizer.json"))


def read(asked: Question, tokenizer: Tokenizer) -> list[tuple[str, int, int]]:
    """Each piece with its part and mark."""
    (window,) = windows(asked, tokenizer)
    return [
        (tokenizer.id_to_token(int(i)), int(part), int(mark))
        for i, (part, mark) in zip(window.ids, window.features, strict=True)
    ]


def words(asked: Question, tokenizer: Tokenizer, mark: int) -> list[str]:
    return [piece for piece, _, told in read(asked, tokenizer) if told == mark]


def test_the_target_is_marked_under_all_its_names(tokenizer: Tokenizer) -> None:
    asked = question("Moscow lied, and Russian troops and the Kremlin knew.", "Russia")
    assert "".join(words(asked, tokenizer, TARGET)).replace("##", "") == "moscowrussianthekremlin"


def test_a_given_mention_is_marked_alone(tokenizer: Tokenizer) -> None:
    asked = question("Lind met Varenko.", "Varenko", mention=(9, 16))
    assert "".join(words(asked, tokenizer, TARGET)).replace("##", "") == "varenko"


def test_the_speaker_is_read_as_the_speaker_here_and_in_the_neighbours(tokenizer: Tokenizer) -> None:
    text, before = "Varenko never lies, Oleg Varenko said", "Mr Varenko of the ministry went on."
    told = read(question(text, "Russia", before=before, speaker=("Oleg Varenko",)), tokenizer)
    assert not any("var" in piece for piece, _, _ in told)
    assert [piece for piece, part, mark in told if part == IN_TEXT and mark == BY_SPEAKER] == ["the", "speaker"] * 2


def test_the_speaker_is_hidden_even_where_it_is_the_target(tokenizer: Tokenizer) -> None:
    told = read(question("Putin is right, said Putin", "Russia", speaker=("President Vladimir Putin",)), tokenizer)
    assert "putin" not in [piece for piece, _, _ in told]


def test_a_pronoun_hides_nothing() -> None:
    assert names_to_mask("He") == names_to_mask("") == ()
    assert "Zakharova" in names_to_mask("Russian Foreign Ministry spokeswoman Maria Zakharova")


def test_the_west_is_meant_where_its_members_are_named() -> None:
    assert {"NATO", "Brussels", "Washington", "Western"} <= set(names_of_target("the West"))


def test_a_long_quote_is_read_in_windows_that_leave_nothing_out(tokenizer: Tokenizer) -> None:
    text = "The sea was calm that day. " * 120
    given = windows(question(text, "Russia"), tokenizer)
    assert len(given) > 1 and all(len(window.offsets) <= WINDOW for window in given)
    assert [at for window in given for at in window.offsets] == tokenizer.encode(text, add_special_tokens=False).offsets


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_read_with_offsets_into_it(text: str, before: str, after: str, speaker: str) -> None:
    tokenizer = Tokenizer.from_file(str(Path(str(shipped_folder("stance"))) / "tokenizer.json"))
    asked = question(text, "Russia", before=before, after=after, speaker=(speaker,))
    for window in windows(asked, tokenizer):
        assert len(window.ids) == len(window.features)
        assert all(0 <= start <= stop <= len(text) for start, stop in window.offsets)
