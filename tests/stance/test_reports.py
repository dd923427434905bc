"""What each speaker said about a target, and two groups side by side."""

from quotes.types import Annotator, Quote, Speaker, Stance, pieces_of
from stance.reports.speakers import compare, summarise

ANN = Annotator("Ann")


def quote(text, name, label=None, *, actor=None, about=True, **facts):
    stance = Stance("Russia", label, about, annotator=ANN, status="agreed") if label else None
    return Quote(
        pieces_of(text),
        speaker=Speaker(name, actor=actor, canonical=facts.pop("canonical", None)),
        stance=stance,
        **facts,
    )


def test_a_speaker_is_summed_up_with_what_is_about_the_target_and_the_rest_beside():
    (row,) = summarise(
        [
            quote("“Good.”", "Vera Orlova", "favor", said="2021-05"),
            quote("“Weather.”", "Vera Orlova", "neutral", about=False, said="2024"),
            quote("“Bad.”", "Vera Orlova", "against", said="2022-06-01"),
        ]
    )
    assert (row.tally.quotes, row.tally.about, row.tally.not_about) == (3, 2, 1)
    assert (row.first, row.last) == ("2021-05", "2024")
    assert row.latest.text == "“Bad.”"


def test_a_change_of_tone_is_told_in_the_order_of_time():
    (row,) = summarise(
        [
            quote("“Bad.”", "Vera Orlova", "against", said="2022-06-01"),
            quote("“Good.”", "Vera Orlova", "favor", said="2020"),
            quote("“Great.”", "Vera Orlova", "favor", said="2021"),
        ]
    )
    assert row.tone == ("favourable to Russia", "critical of Russia")


def test_without_dates_no_change_of_tone_is_claimed():
    (row,) = summarise([quote("“A.”", "Vera Orlova", "favor"), quote("“B.”", "Vera Orlova", "against")])
    assert row.tone == ()
    assert (row.first, row.last) == (None, None)


def test_two_spellings_of_one_actor_are_one_and_two_actors_of_one_name_are_two():
    rows = summarise(
        [
            quote("“A.”", "Vera Orlova", actor="vera-orlova"),
            quote("“B.”", "Вера Орлова", actor="vera-orlova"),
            quote("“C.”", "Vera Orlova", actor="vera-orlova-2"),
        ]
    )
    assert [row.tally.quotes for row in rows] == [2, 1]


def test_doubted_quotes_are_left_out_unless_asked_for():
    quotes = [quote("“A.”", "Vera Orlova", "favor", doubted="who knows")]
    assert summarise(quotes) == []
    assert len(summarise(quotes, doubted=True)) == 1


def test_a_comparison_counts_each_side_and_shows_what_is_about_the_target_first():
    left, right = compare(("ours", [quote("“Weather.”", "A B"), quote("“Good.”", "A B", "favor")]), ("theirs", []))
    assert [q.text for q in left.quotes] == ["“Good.”", "“Weather.”"]
    assert (left.tally.about, left.tally.unlabelled) == (1, 1)
    assert right.tally.quotes == 0
