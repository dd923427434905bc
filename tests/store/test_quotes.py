"""Quotes in and out of the store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from quotes.errors import AmbiguousError, InputError, NotFoundError
from quotes.store import Store, schema
from quotes.store.ids import full_id, quote_id, with_ids
from quotes.store.labels import put_stance
from quotes.store.reading import count_quotes
from quotes.store.writing import CONTEXT, edit_quote, put_quotes, remove_quote, replace_content
from quotes.types import ASPECTS, KINDS, LABELS, OFFICES, TYPES, Annotator, Quote, Span, Speaker, Stance

from .sample import ANNA, TEXT, by_hand, found, ingest, quotes_of, span, words

_ALPHABET = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
_TEXT = st.text(_ALPHABET, max_size=40) | st.sampled_from(
    [
        "Захарова сказала: «нет»",
        "Əliyev İlham ığüşöç",
        "👩‍👩‍👧 🇦🇿 e\u0301",
        "\u202edrow",
        "' OR 1=1 --",
        "𝔘𝔫𝔦 \U0010ffff",
        "[b]",
    ]
)
_SOME = st.none() | _TEXT
_WORDS = _TEXT.filter(str.strip)
_SPEAKERS = st.builds(
    Speaker,
    name=_WORDS,
    kind=st.sampled_from(("person", "organisation", "group", "anonymous")),
    affiliation=st.none() | _WORDS,
    role=_SOME,
    organisation=_SOME,
    country=st.sampled_from((None, "AZ", "EU", "XX", "UA-SEP")),
    official=st.sampled_from((None, True, False)),
    office=st.sampled_from((None, *OFFICES)),
    confidence=st.none() | st.floats(0, 1),
    reason=_SOME,
)
_STANCES = st.builds(
    Stance,
    target=st.sampled_from(("Ruritania", "Фредония", "Sabahıstan")),
    label=st.sampled_from((None, *LABELS)),
    about=st.sampled_from((None, True, False)),
    aspect=st.sampled_from((None, *ASPECTS)),
    score=st.none() | st.floats(-1, 1),
    probabilities=st.none() | st.just({"favor": 0.25, "against": 0.5, "neutral": 0.25}),
    evidence=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple),
    annotator=st.builds(
        Annotator, _WORDS, st.sampled_from(("person", "rule", "model", "adjudicator")), st.none() | _WORDS
    ),
    codebook=st.just("1"),
    comment=_SOME,
)


def _word(stance: Stance) -> tuple[object, ...]:
    """What a machine that says it twice on end is kept to have said once."""
    return (stance.target, stance.annotator, stance.label, stance.about, stance.aspect, stance.score, stance.comment)


@st.composite
def _quotes(draw: st.DrawFn) -> Quote:
    pieces, start = [], draw(st.integers(0, 100_000))
    for part in draw(st.lists(_WORDS, min_size=1, max_size=3)):
        pieces.append(Span(start, start + len(part), part))
        start += len(part) + draw(st.integers(0, 9))
    said = draw(st.lists(_STANCES, max_size=3, unique_by=_word))
    stances = [replace(s, time=f"2031-01-01T00:00:{at:02}Z") for at, s in enumerate(said)]
    return Quote(
        tuple(pieces),
        kind=draw(st.sampled_from(KINDS)),
        type=draw(st.sampled_from(TYPES)),
        document=draw(_SOME),
        source=draw(st.none() | _WORDS.map(lambda w: Span(3, 3 + len(w), w))),
        cue=draw(st.none() | _WORDS.map(lambda w: Span(0, len(w), w))),
        speaker=draw(st.none() | _SPEAKERS),
        confidence=draw(st.none() | st.floats(0, 1)),
        damaged=draw(st.booleans()),
        stances=tuple(stances),
        extra=draw(st.dictionaries(_TEXT, _TEXT, max_size=3)),
        added_by=draw(_WORDS),
        **{
            name: draw(_SOME)
            for name in ("doubted", "said", "venue", "translated_from", "original", "source_url", "source_note",
                         "publisher", "title", "published", "note")
        },
    )  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quotes=st.lists(_quotes(), min_size=1, max_size=3))
def test_any_quote_comes_out_as_it_went_in(store: Store, quotes: list[Quote]) -> None:
    given_ids = with_ids(quotes, "")
    with store.change("add", ANNA) as change:
        new = put_quotes(change, given_ids)
    fresh = tuple(quote for quote in given_ids if quote.id in new)
    assert quotes_of(store, *new) == tuple(replace(q, speaker=_as_read(q.speaker)) for q in fresh) or not new


def test_a_machine_that_returns_to_its_word_after_another_has_the_last_word_wherever_it_is_brought(
    store: Store,
) -> None:
    first, second = Annotator("mention", "rule", "1"), Annotator("stance", "model", "2")
    labels = tuple(
        Stance("Ruritania", label, annotator=who, codebook="1", time=f"2031-01-01T00:00:0{at}Z")
        for at, (label, who) in enumerate((("against", first), ("favor", second), ("against", first)))
    )
    (quote,) = with_ids([Quote((span("Rain.", "Rain."),), stances=labels)], "")
    for _ in range(2):  # the second time brings nothing
        with store.change("add", ANNA) as change:
            put_quotes(change, [quote])
            for label in quote.stances:
                put_stance(change, quote.id, label)
    (kept,) = quotes_of(store, quote.id)
    assert [s.label for s in kept.stances] == ["against", "favor", "against"]


def _as_read(speaker: Speaker | None) -> Speaker | None:
    """What is added: who says so; and role and organisation make an affiliation where none is told."""
    if speaker is None:
        return None
    made = ", ".join(p for p in (speaker.role, speaker.organisation) if p) or None
    return replace(speaker, affiliation=speaker.affiliation or made, annotator=speaker.annotator or ANNA)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=_WORDS,
    bad=st.sampled_from(("\x00", "\ud800", "\udfff")),
    field=st.sampled_from(
        ("content", "cue", "speaker", "note", "extra", "original", "target", "annotator", "added_by")
    ),
)
def test_nul_and_half_surrogates_are_refused_wherever_they_stand(store: Store, text: str, bad: str, field: str) -> None:
    broken = text + bad
    quote = {
        "content": lambda: words(broken),
        "cue": lambda: words(text, cue=Span(0, len(broken), broken)),
        "speaker": lambda: words(text, broken),
        "note": lambda: words(text, note=broken),
        "extra": lambda: words(text, extra={"column": broken}),
        "original": lambda: words(text, original=broken),
        "target": lambda: words(text, stances=(Stance(broken, "favor"),)),
        "annotator": lambda: words(text, stances=(Stance("Ruritania", "favor", annotator=Annotator(broken)),)),
        "added_by": lambda: words(text, added_by=broken),
    }[field]()
    with pytest.raises(InputError, match=f"at character {len(text)}"):
        by_hand(store, words("A good one before."), quote)
    assert quotes_of(store) == ()


@pytest.mark.parametrize(
    "quote",
    [
        Quote(()),
        Quote((Span(9, 3, "x"),)),
        Quote((Span(-1, 3, "x"),)),
        Quote((Span(0, 2**31, "x"),)),
        words("x", confidence=float("nan")),
        words("x", confidence="high"),  # type: ignore[arg-type]
        words("x", kind="song"),  # type: ignore[arg-type]
        words("x", type=7),  # type: ignore[arg-type]
        words("x", note=["a"]),  # type: ignore[arg-type]
        words("x", damaged="yes"),  # type: ignore[arg-type]
        words("x", stances=(Stance("Ruritania", "furious"),)),  # type: ignore[arg-type]
        words("x", stances=(Stance("  ", "favor"),)),
        words("x", stances=(Stance("Ruritania", "favor", probabilities={"favor": float("inf")}),)),
        words("x", extra={"a": object()}),  # type: ignore[dict-item]
    ],
)
def test_a_value_that_one_database_would_keep_and_another_not_is_refused(store: Store, quote: Quote) -> None:
    with pytest.raises(InputError):
        by_hand(store, words("A good one before."), quote)
    assert quotes_of(store) == ()


def test_pieces_stand_in_the_text_with_what_is_around_them(store: Store) -> None:
    ingest(store)
    with store.read() as connection:
        rows = connection.execute(select(schema.piece)).all()
    assert len(rows) == 4
    for row in rows:
        assert TEXT[row.start : row.end] == row.exact
        assert TEXT[: row.start].endswith(row.prefix) and len(row.prefix) == min(CONTEXT, row.start)
        assert TEXT[row.end :].startswith(row.suffix) and len(row.suffix) == min(CONTEXT, len(TEXT) - row.end)


def test_offsets_are_characters_also_behind_emoji_and_cyrillic(store: Store) -> None:
    text = "👩‍👩‍👧 Əliyev Захарова 🇦🇿: “🌊 море” said Mira Kovalenko."
    ingest(store, text, (Quote((span(text, "“🌊 море”"),), speaker=Speaker("Mira Kovalenko")),))
    (quote,) = quotes_of(store)
    assert not quote.orphaned and text[quote.content[0].start : quote.content[0].end] == "“🌊 море”"


def test_a_quote_whose_text_was_altered_is_orphaned_and_never_anchored_anew(store: Store) -> None:
    kept, ids = ingest(store)
    before = quotes_of(store, *ids)
    version = schema.article_version
    with store.engine.begin() as connection:  # behind the store's back: the same words stand one character later
        connection.execute(update(version).where(version.c.id == kept.version_id).values(text=" " + TEXT))
    assert [quote.orphaned for quote in quotes_of(store, *ids)] == [True, True, True]
    assert [quote.content for quote in quotes_of(store, *ids)] == [quote.content for quote in before]
    with store.engine.begin() as connection:
        connection.execute(update(version).where(version.c.id == kept.version_id).values(text=""))
    assert all(quote.orphaned for quote in quotes_of(store))


def test_one_altered_piece_orphans_its_quote_alone(store: Store) -> None:
    kept, ids = ingest(store)
    version = schema.article_version
    changed = TEXT.replace("and then we will see", "and then we will SEE")
    with store.engine.begin() as connection:
        connection.execute(update(version).where(version.c.id == kept.version_id).values(text=changed))
    assert [quote.orphaned for quote in quotes_of(store, *ids)] == [False, False, True]


def test_quotes_come_in_the_order_of_articles_and_text(store: Store) -> None:
    with store.change("ingest", ANNA) as change:
        from quotes.store.articles import put_article
        from quotes.types import Article

        for text in (TEXT, "Later. " + TEXT):
            kept = put_article(change, Article(text))
            put_quotes(change, reversed(with_ids(found(text), kept.article_id)), version_id=kept.version_id, text=text)
    starts = [quote.content[0].start for quote in quotes_of(store)]
    assert starts == [*sorted(starts[:3]), *sorted(starts[3:])]
    one, *_, last = quotes_of(store)
    assert quotes_of(store, last.id, one.id, "none") == (last, one)


def test_an_id_is_of_the_article_and_the_words_and_blanks_do_not_matter() -> None:
    assert quote_id("a", "some  words", "said", "Mira") == quote_id("a", "some\nwords ", "said", "Mira")
    others = {quote_id(*given) for given in (("b", "x", "c", "s"), ("a", "x", "c", "s"), ("a", "x", "c", "t"),
                                             ("a", "x", "d", "s"), ("a", "x", "c", "s", 1))}  # fmt: skip
    assert len(others) == 5 and all(len(key) == 16 for key in others)


def test_the_same_words_twice_in_one_article_are_two_quotes(store: Store) -> None:
    text = "“No,” said Mira. “No,” said Mira."
    twice = (
        Quote((Span(0, 5, "“No,”"),), cue=Span(6, 10, "said"), source=Span(11, 15, "Mira")),
        Quote((Span(17, 22, "“No,”"),), cue=Span(23, 27, "said"), source=Span(28, 32, "Mira")),
    )
    _, ids = ingest(store, text, twice)
    assert len(set(ids)) == 2
    kept, again = ingest(store, text, twice)
    assert again == ()
    assert tuple(q.id for q in with_ids(twice, kept.article_id)) == ids, "the order of the text counts them"


def test_any_unique_beginning_names_a_quote(store: Store) -> None:
    by_hand(store, words("one"))
    with store.change("import", ANNA) as change:
        put_quotes(change, [replace(words(f"w{n}"), id=key) for n, key in enumerate(
            ("AB1", "ab20", "ab2", "ab21", "ab22", "ab23", "x_1", "xy1"))])  # fmt: skip
    with store.read() as connection:
        assert full_id(connection, "AB1") == full_id(connection, "ab1") == full_id(connection, " aB1 ") == "AB1"
        assert full_id(connection, "ab2") == "ab2", "an exact id wins over those that it begins"
        assert full_id(connection, "x_") == "x_1", "no wildcard"
        with pytest.raises(AmbiguousError, match="give more of the id"):
            full_id(connection, "ab")
        for missing in ("", " ", "zz", "%", "x%"):
            with pytest.raises(NotFoundError, match="no quote"):
                full_id(connection, missing)
        with pytest.raises(InputError, match="NUL"):
            full_id(connection, "a\x00")


def test_a_removed_quote_is_in_no_answer_and_is_not_stored_again(store: Store) -> None:
    _, ids = ingest(store)
    with store.change("remove", ANNA) as change:
        remove_quote(change, ids[0])
    assert [quote.id for quote in quotes_of(store)] == list(ids[1:])
    assert quotes_of(store, ids[0], removed=True)[0].id == ids[0]
    with store.read() as connection:
        assert count_quotes(connection) == 2
        assert full_id(connection, ids[0], removed=True) == ids[0]
        with pytest.raises(NotFoundError):
            full_id(connection, ids[0])
    assert ingest(store)[1] == ()
    assert len(quotes_of(store)) == 2


def test_facts_and_words_can_be_corrected_and_the_id_stays(store: Store) -> None:
    _, ids = ingest(store)
    with store.change("edit", ANNA) as change:
        assert edit_quote(change, ids[1], said="2031-05", venue="told The Lantern")
        assert not edit_quote(change, ids[1], said="2031-05")
        replace_content(change, ids[2], (span(TEXT, "We will paint it green"),), TEXT)
    _, edited, shorter = quotes_of(store, *ids)
    assert (edited.said, edited.venue) == ("2031-05", "told The Lantern")
    assert shorter.id == ids[2] and shorter.text == "We will paint it green" and not shorter.orphaned


def test_editing_what_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(NotFoundError, match="quote nothing is not in the store"), store.change("edit", ANNA) as change:
        edit_quote(change, "nothing", note="x")


def test_more_quotes_than_one_statement_takes(store: Store) -> None:
    ids = by_hand(store, *(words(f"number {n}", "Mira Kovalenko") for n in range(950)))
    assert [quote.text for quote in quotes_of(store, *ids)] == [f"number {n}" for n in range(950)]


def test_a_failing_change_leaves_the_store_as_it_was(store: Store) -> None:
    ingest(store)
    before = quotes_of(store)
    with pytest.raises(RuntimeError), store.change("edit", ANNA) as change:
        edit_quote(change, before[0].id, note="x")
        remove_quote(change, before[1].id)
        raise RuntimeError("the caller's own")
    assert quotes_of(store) == before
    with store.read() as connection:
        assert connection.execute(select(schema.change.c.command)).scalars().all() == ["ingest"]


def test_nothing_is_null_and_not_the_word_null(store: Store) -> None:
    by_hand(store, words("x", stances=(Stance("Ruritania", "favor"),)))
    with store.read() as connection:
        assert connection.execute(select(schema.stance.c.id).where(schema.stance.c.probabilities.is_(None))).all()
        rows = connection.execute(select(schema.history.c.id).where(schema.history.c.before.is_not(None))).all()
    assert rows == []
