"""Single quotes by hand, without a command line: add, tag, remove."""

import pytest

from quotes.actions import by_hand
from quotes.actions.facts import judged
from quotes.actions.refresh import look_again
from quotes.errors import InputError, NotFoundError
from quotes.types import Quote, Span, pieces_of

from .sample import ANNA, BORIS, finds, quotes_of


def added(store, text="“It is a defeat.”", speaker="Vera Orlova", facts=None, **options):
    return by_hand.add(store, by_hand.draft(text, speaker, facts or {}, ANNA), ANNA, **options)


def test_a_quote_is_added_with_its_speaker_and_facts(store):
    one = added(store, facts={"said": "2025-08", "role": "poet"}, stance=judged("Russia", "against", why="a defeat"))
    (quote,) = quotes_of(store)
    assert (quote.id, quote.type, quote.said, quote.added_by) == (one.quote.id, "direct", "2025-08", "Anna")
    assert quote.speaker and (quote.speaker.name, quote.speaker.role) == ("Vera Orlova", "poet")
    assert quote.stance and (quote.stance.label, quote.stance.comment) == ("against", "a defeat")
    assert (one.named.state, one.near) == ("new", None)


def test_words_without_marks_are_reported_speech_unless_told_otherwise():
    assert by_hand.draft("it is a defeat", "A", {}, ANNA).quote.type == "indirect"
    assert by_hand.draft("it is a defeat", "A", {"quote_type": "direct"}, ANNA).quote.type == "direct"


@pytest.mark.parametrize(
    ("text", "speaker", "said"), [(" ", "A", "words are missing"), ("“No.”", " ", "--speaker NAME")]
)
def test_a_draft_names_what_is_missing(text, speaker, said):
    with pytest.raises(InputError, match=said):
        by_hand.draft(text, speaker, {}, ANNA)


def test_a_quote_is_not_added_twice(store):
    added(store)
    with pytest.raises(InputError, match="stored already"):
        added(store)


def test_one_that_looks_alike_is_told_before_it_is_kept_and_can_be_left(store):
    first = added(store).quote
    seen = []
    assert added(store, "“It is a defeat!”", near=seen.append).near.id == first.id == seen[0].id

    def decline(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        added(store, "“It is a defeat …”", "Somebody New", near=decline)
    assert len(quotes_of(store)) == 2


def test_a_quote_in_an_article_stands_at_its_place(filled):
    article = look_again(filled, finding=finds).versions[0].article_id
    one = added(filled, "“We sail … dawn,”", article=article[:6])
    assert [(piece.start, piece.text) for piece in one.quote.content] == [(36, "“We sail"), (48, "dawn,”")]
    with pytest.raises(InputError, match="does not hold the words 'We row'"):
        added(filled, "We row", article=article)
    with pytest.raises(InputError, match="publisher are told by the article"):
        added(filled, "“We sail", facts={"publisher": "The Lantern"}, article=article)


def test_words_are_found_in_order_or_named():
    assert by_hand.find_words("a b a", ["a", "a"], "x") == (Span(0, 1, "a"), Span(4, 5, "a"))
    with pytest.raises(InputError, match="article x does not hold the words 'b'"):
        by_hand.find_words("b a", ["a", "b"], "x")


def test_near_is_what_differs_in_little_more_than_marks():
    stored = [Quote(pieces_of("“We sail at dawn.”"), id="1"), Quote(pieces_of("“Nobody asked us.”"), id="2")]
    like = by_hand.near_duplicate(Quote(pieces_of("we sailed at dawn")), stored)
    assert like is not None and like.id == "1"
    assert by_hand.near_duplicate(Quote(pieces_of("the bridge is green")), stored) is None


def test_a_label_is_given_with_the_words_that_show_it(filled):
    key = quotes_of(filled)[0].id
    tagged = by_hand.tag(filled, key[:6], judged("Russia", "against"), ANNA, evidence="lies")
    assert tagged.quote_id == key and tagged.counts and tagged.counts.status == "agreed"
    assert quotes_of(filled)[0].stances[0].evidence == ((8, 12),)
    disputed = by_hand.tag(filled, key, judged("Russia", "neutral", about=False), BORIS).counts
    assert disputed and disputed.status == "disputed"
    with pytest.raises(InputError, match="does not hold the words 'truth'"):
        by_hand.tag(filled, key, judged("Russia", "favor"), ANNA, evidence="truth")


def test_quotes_are_taken_out_all_or_none(filled):
    one, other = (quote.id for quote in quotes_of(filled))
    with pytest.raises(NotFoundError):
        by_hand.remove(filled, [one, "zzzz"], ANNA)
    assert len(quotes_of(filled)) == 2
    assert by_hand.remove(filled, [one, one[:8], other], ANNA, why="headlines") == (one, other)
    assert quotes_of(filled) == ()
