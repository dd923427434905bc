"""Asking a store: quotes page by page, each speaker summed up, groups side by side. The database counts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from quotes.errors import InputError
from quotes.filter import Filter, Selection
from quotes.intervals import share
from quotes.labels import LabelCount, in_words, with_current
from quotes.store import Connection, Store
from quotes.store.counting import VoiceFacts, count_kinds, count_sides, facts_of_voices, quotes_about_first
from quotes.store.history import changes
from quotes.store.ids import full_id
from quotes.store.naming import bearers, is_anybody, nearest_name
from quotes.store.reading import count_quotes, read_quotes
from quotes.store.selecting import count, count_undated, labelled_by_several, select_ids
from quotes.store.streaming import every
from quotes.types import LABELS, Quote, Stance
from stance.reports.agreement import Agreement, agreements, alpha_of
from stance.reports.comparison import Accuracy, Comparison, Side, differences
from stance.reports.speakers import Summaries, Summary
from stance.reports.tally import Tally, tally_of

COUNTED = 1000  # quotes that are counted; beyond, "1,000 and more" says enough


@dataclass(frozen=True, slots=True)
class Page:
    """Some quotes of those that fit."""

    quotes: tuple[Quote, ...]
    fitting: int  # that fit; COUNTED + 1: more than COUNTED
    stored: int  # in the store, likewise
    undated: int  # that dates leave out because nobody knows their day
    last: str | None  # id of the last of these quotes, where more come after it
    ranked: bool = False  # the best first, so that pages have numbers
    nearest: str | None = None  # who may have been meant, where nothing fits the words


def named_or_said(connection: Connection, selection: Selection, words: Sequence[str]) -> Selection:
    """Return the selection of what `words` mean: a speaker's name or, if no speaker bears it, words to search for."""
    if not words:
        return selection
    text = " ".join(words)
    named = selection.also(Filter(speaker=text))
    if is_anybody(connection, text) and count(connection, named, most=1):
        return named
    return replace(selection, words=text)


def named_in(store: Store, selection: Selection, words: Sequence[str]) -> Selection:
    """Return the selection of what `words` mean in a store (`named_or_said`)."""
    with store.read() as connection:
        return named_or_said(connection, selection, words)


def every_quote(store: Store, selection: Selection, *, words: Sequence[str] = ()) -> tuple[Quote, ...]:
    """Return all quotes of a selection, each with the stance that counts."""
    with store.read() as connection:
        return tuple(every(connection, named_or_said(connection, selection, words)))


def page(
    store: Store,
    selection: Selection,
    *,
    words: Sequence[str] = (),
    after: str | None = None,
    number: int = 1,
    limit: int | None = None,
) -> Page:
    """Return quotes that fit: those behind the quote `after`, or the page of that number, at most `limit`.

    Raises InputError for a speaker whom nobody knows, NotFoundError for an `after` that is no quote.
    """
    with store.read() as connection:
        chosen = named_or_said(connection, selection, words)
        known_speakers(connection, chosen)
        offset = (number - 1) * (limit or 0)
        wanted = None if limit is None else limit + 1
        behind = full_id(connection, after) if after else None
        ids = select_ids(connection, chosen, after=behind, offset=offset, limit=wanted)
        shown = ids if limit is None else ids[:limit]
        quotes = with_current(read_quotes(connection, shown), chosen.target, labels=chosen.labels)
        fitting = count(connection, chosen, most=COUNTED + 1)
        return Page(
            quotes,
            fitting,
            count_quotes(connection, most=COUNTED + 1),
            count_undated(connection, chosen),
            shown[-1] if len(ids) > len(shown) else None,
            chosen.words is not None,
            nearest_name(connection, " ".join(words)) if words and not fitting else None,
        )


def stream(
    store: Store,
    selection: Selection,
    *,
    words: Sequence[str] = (),
    after: str | None = None,
    limit: int | None = None,
) -> Iterator[Quote]:
    """Yield quotes that fit, reading some at a time; otherwise as `page`."""
    with store.read() as connection:
        chosen = named_or_said(connection, selection, words)
        known_speakers(connection, chosen)
        behind = full_id(connection, after) if after else None
        yield from every(connection, chosen, after=behind, limit=limit)


def known_speakers(connection: Connection, selection: Selection) -> None:
    """Raise InputError for a speaker asked for whom nobody knows, with the one who is nearly called so."""
    for wanted in selection.filters:
        name = wanted.speaker
        if name is None or is_anybody(connection, name) or not count_quotes(connection, most=1):
            continue
        near = nearest_name(connection, name)
        if near:
            raise InputError(f"nobody here is called {name!r}: do you mean {near}?")


def summaries(
    store: Store, selection: Selection, *, words: Sequence[str] = (), doubted: bool = False, limit: int | None = None
) -> Summaries:
    """Return the speakers of a selection, those with most about the target first, at most `limit`.

    Quotes without a speaker are left out, and doubted ones unless asked for.
    """
    with store.read() as connection:
        chosen = named_or_said(connection, selection, words)
        known_speakers(connection, chosen)
        rest: list[LabelCount] = []
        voices: list[tuple[str, Tally]] = []
        for voice, group in groupby(count_kinds(connection, chosen, by_voice=True), key=lambda kind: kind.voice):
            kinds = list(group)
            rest += kinds
            counted = [kind for kind in kinds if doubted or not kind.doubted]
            if voice is not None and counted:
                voices.append((voice, tally_of(counted)))
        voices.sort(key=lambda pair: (-pair[1].about, -pair[1].quotes, pair[0].lstrip("~")))
        told = chosen if doubted else chosen.also(Filter(doubted=False))
        facts = facts_of_voices(connection, told, [voice for voice, _ in voices[:limit]])
        ids = dict.fromkeys(key for fact in facts.values() for key in (fact.teller, fact.latest))
        read = with_current(read_quotes(connection, list(ids)), chosen.target, labels=chosen.labels)
        quotes = {quote.id: quote for quote in read}
        return Summaries(
            chosen.target,
            tuple(_summary(count, facts[voice], quotes, chosen.target) for voice, count in voices[:limit]),
            len(voices),
            sum(kind.quotes for kind in rest),
            sum(kind.quotes for kind in rest if kind.status == "machine"),
            sum(kind.quotes for kind in rest if kind.doubted),
            count_undated(connection, chosen),
            accuracies(rest),
        )


def compare(
    store: Store, selection: Selection, sides: Sequence[tuple[str, Filter]], *, doubted: bool = False, shown: int = 3
) -> Comparison:
    """Return named groups of quotes, each of those of a selection that its filter keeps, with `shown` quotes of each.

    Raises InputError for a side that is nobody's name.
    """
    with store.read() as connection:
        known_speakers(connection, selection)
        for _, wanted in sides:
            _refuse_nobody(connection, wanted)
        counts, voices = count_sides(connection, selection, [wanted for _, wanted in sides])
        found = []
        for place, (name, wanted) in enumerate(sides):
            kept = [c for c in counts if doubted or not c.count.doubted]
            ids = _shown(connection, selection.also(wanted), doubted, shown)
            quotes = with_current(read_quotes(connection, ids), selection.target, labels=selection.labels)
            found.append(
                Side(
                    name,
                    tally_of(c.count for c in kept if c.inside[place]),
                    voices[place],
                    sum(c.count.quotes for c in kept if c.maybe[place]),
                    quotes,
                )
            )
        inside = [c.count for c in counts if any(c.inside)]
        return Comparison(
            selection.target,
            tuple(found),
            differences(found),
            accuracies(inside),
            count(connection, selection, most=COUNTED + 1),
            sum(kind.quotes for kind in inside if kind.status == "machine"),
            sum(kind.quotes for kind in inside if kind.doubted),
            count_undated(connection, selection),
        )


def accuracies(kinds: Iterable[LabelCount]) -> tuple[Accuracy, ...]:
    """Return how often the machine's newest label is what people settled on: of all quotes, and by group.

    A machine that abstained is not right. Groups are left out where nothing was compared.
    """
    groups = {"all": [0, 0], "official": [0, 0], "unofficial": [0, 0]}
    for kind in kinds:
        if kind.machine is None or kind.human not in LABELS:
            continue
        for name in ("all", {True: "official", False: "unofficial", None: None}[kind.official]):
            if name is not None:
                groups[name][0] += kind.quotes if kind.machine == kind.human else 0
                groups[name][1] += kind.quotes
    return tuple(Accuracy(share(right, both), name) for name, (right, both) in groups.items() if both)


def agreement(store: Store, selection: Selection) -> tuple[tuple[Agreement, ...], float | None, tuple[Accuracy, ...]]:
    """Return how far every two annotators agree, Krippendorff's alpha of all persons, and how right the machine is."""
    with store.read() as connection:
        quotes = read_quotes(connection, labelled_by_several(connection, selection))
        right = accuracies(count_kinds(connection, selection))
    return agreements(quotes, selection.target), alpha_of(quotes, selection.target), right


def state_of(store: Store) -> str:
    """Return a hash of what a store holds: of its last change and of how many quotes there are."""
    with store.read() as connection:
        last = next(iter(changes(connection, limit=1)), {})
        state = f"{last.get('number')} {last.get('time')} {count_quotes(connection)}"
    return hashlib.sha256(state.encode()).hexdigest()[:16]


def namesakes(store: Store, name: str | None) -> list[tuple[str, str]]:
    """Return the actors, as (id, name), who bear a name where several do."""
    if not name:
        return []
    with store.read() as connection:
        found = bearers(connection, name)
    return found if len(found) > 1 else []


def _refuse_nobody(connection: Connection, wanted: Filter) -> None:
    name = wanted.speaker
    if name is None or is_anybody(connection, name) or not count_quotes(connection, most=1):
        return
    near = nearest_name(connection, name)
    mend = "write official, unofficial, country=AZ, or a name of `quotes actors list`"
    raise InputError(f"the filter {name!r} is nobody's name: {f'do you mean {near}?' if near else mend}")


def _shown(connection: Connection, selection: Selection, doubted: bool, limit: int) -> list[str]:
    if not limit:
        return []
    chosen = selection if doubted else selection.also(Filter(doubted=False))
    return quotes_about_first(connection, chosen, limit=limit)


def _summary(count: Tally, facts: VoiceFacts, quotes: dict[str, Quote], target: str) -> Summary:
    who = quotes[facts.teller].speaker
    assert who is not None
    tones = (
        Stance(target, tone.label, True, tone.aspect, status="machine" if tone.machine else None)  # type: ignore[arg-type]
        for tone in facts.tones
    )
    return Summary(
        who.canonical or who.name,
        who.actor,
        who.affiliation,
        who.country,
        who.official,
        count,
        facts.first,
        facts.last,
        tuple(in_words(tone) for tone in tones),
        quotes[facts.latest],
    )
