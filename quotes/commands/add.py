"""`quotes add` and `quotes edit`: one quote by hand."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.shared import as_option, db_option, say, target_option
from quotes.types import ASPECTS, KINDS, LABELS, OFFICES, TYPES

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.store.journal import Change
    from quotes.types import Quote, QuoteType, Speaker

_MARK = re.compile(r"[“”„«»\"‟]|``|''|(?<!\w)[‘'](?=\w)")
_QUOTED = re.compile(r"(?:[“„«\"‟]|``|''|[‘'])[^“”„«»\"]*(?:[”“»\"‟]|''|[’'])[.,!?;:…]?", re.DOTALL)
NEAR = 90  # rapidfuzz ratio (0 to 100) of folded words from which two quotes look like one


def _known_actors(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete names of actors in the shell."""
    from quotes.commands.shared import aliases_of, open_db
    from quotes.errors import QuotesError
    from quotes.text import folded

    try:
        names = {name for names in aliases_of(open_db(ctx.params.get("db"))).values() for name in names}
    except QuotesError:
        return []
    wanted = folded(incomplete)
    return sorted(n for n in names if any(part.startswith(wanted) for part in (folded(n), *folded(n).split())))


_FACTS = (
    click.option("--affiliation", metavar="TEXT", help='Role and organisation: "spokesperson, Foreign Ministry".'),
    click.option("--role", metavar="TEXT"),
    click.option("--organisation", metavar="TEXT"),
    click.option("--country", metavar="CODE", help="The side they speak from: RU, AZ, ...; EU, XX, UA-SEP."),
    click.option("--official/--unofficial", default=None, help="Speaks for a public office, or not."),
    click.option("--office", type=click.Choice(OFFICES)),
    click.option("--type", "quote_type", type=click.Choice(TYPES), help="Else told from the quotation marks."),
    click.option("--kind", type=click.Choice(KINDS), help="speech unless told otherwise."),
    click.option("--said", metavar="DATE", help="2025-08-14, 14.08.2025, 2025-08 or 2025."),
    click.option("--venue", metavar="TEXT", help='Where it was said: "Telegram", "told DW".'),
    click.option("--publisher", metavar="NAME"),
    click.option("--title", metavar="TEXT"),
    click.option("--date", "published", metavar="DATE", help="When the source was published."),
    click.option("--url", "source_url", metavar="URL"),
    click.option("--source", "source_note", metavar="TEXT", help="Where it was found, if not on the web."),
    click.option("--note", metavar="TEXT"),
    click.option("--doubted", metavar="WHY", help="Why the attribution is in doubt."),
    click.option("--original", metavar="TEXT", help="The words in the language they were said in."),
    click.option("--translated-from", metavar="CODE", help="That language: ru, az, ...; else told from --original."),
)
_SPEAKER = ("affiliation", "role", "organisation", "country", "official", "office")
_PLAIN = (
    "kind", "said", "venue", "publisher", "title", "published", "source_url", "source_note", "note", "doubted",
    "original", "translated_from",
)  # fmt: skip


def _fact_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_FACTS):
        command = option(command)
    return command


@click.command()
@click.argument("text", required=False, metavar="[WORDS]")
@click.option("--speaker", metavar="NAME", shell_complete=_known_actors)
@_fact_options
@click.option("--translation", metavar="TEXT", help="The words in English, beside --original.")
@click.option("--article", metavar="ID", help="The stored article that holds the words.")
@click.option("--stance", type=click.Choice(LABELS), help="Toward --target.")
@target_option
@click.option("--about/--not-about", default=None, help="The words bear on the target, or not.")
@click.option("--aspect", type=click.Choice(ASPECTS))
@click.option("--why", metavar="TEXT", help="A comment on the stance.")
@click.option("--new-actor", is_flag=True, help="The speaker is somebody else than the known ones of that name.")
@click.option("--yes", is_flag=True, help="Add it although it looks like a stored one.")
@db_option
@as_option
def add(
    text: str | None,
    speaker: str | None,
    translation: str | None,
    article: str | None,
    stance: str | None,
    target: str,
    about: bool | None,
    aspect: str | None,
    why: str | None,
    new_actor: bool,
    yes: bool,
    db: str | None,
    who: str | None,
    **facts: Any,
) -> None:
    """Add one quote; what is not given is asked for in a terminal.

    \b
    quotes add "“It is a defeat.”" --speaker "Aleksandr Dugin" --stance against --venue Telegram --said 2025-08
    quotes add --original "«Это победа»" --translation "“It is a victory”" --speaker Zakharova
    quotes add "“We will answer.”" --speaker Zakharova --article 84a097c0
    """
    from dataclasses import replace

    from quotes.commands.shared import annotator, open_db
    from quotes.errors import InputError
    from quotes.store.writing import put_quotes
    from quotes.types import Stance

    by, store = annotator(who), open_db(db, create=True)
    text = translation or text or facts["original"]
    asking = sys.stdin.isatty() and sys.stderr.isatty()
    if asking:
        text, speaker, facts["affiliation"] = _ask(store, text, speaker, facts["affiliation"])
    if not text or not text.strip():
        raise InputError('the words are missing: quotes add "“...”" --speaker NAME')
    if not speaker or not speaker.strip():
        raise InputError("the speaker is missing: write --speaker NAME")
    facts = _read_facts(facts, translated=translation is not None)
    quote = replace(_quote(text, facts), added_by=by.name)
    with store.change(f"add a quote of {speaker}", by) as change:
        link = _speaker(change, speaker, facts, namesake=new_actor)
        quote, version_id, whole = _placed(change, replace(quote, speaker=link), article)
        _refuse_known(change, quote)
        _warn_near(change, quote, asking=asking and not yes)
        if stance:
            label = Stance(target, stance, True if about is None else about, aspect, annotator=by, comment=why)  # type: ignore[arg-type]
            quote = replace(quote, stances=(label,))
        put_quotes(change, [quote], version_id=version_id, text=whole)
    say(f"added {quote.id}: {speaker}{_linked(link)}")
    click.echo(quote.id)


@click.command()
@click.argument("quote_id", metavar="ID")
@click.option("--text", metavar="WORDS", help="The right words; pieces are joined by ' … '.")
@click.option("--speaker", metavar="NAME", shell_complete=_known_actors, help="The right speaker.")
@click.option("--no-speaker", is_flag=True, help="The speaker is not known.")
@_fact_options
@click.option("--damaged/--whole", default=None, help="Words are missing in the source, or not.")
@click.option("--new-actor", is_flag=True, help="The speaker is somebody else than the known ones of that name.")
@db_option
@as_option
def edit(
    quote_id: str,
    text: str | None,
    speaker: str | None,
    no_speaker: bool,
    damaged: bool | None,
    new_actor: bool,
    db: str | None,
    who: str | None,
    **facts: Any,
) -> None:
    """Correct a quote; what is given replaces what is there, "" empties it. `refresh` then leaves it alone.

    \b
    quotes edit 3f2a --speaker "Nariman Aliyev" --role "political scientist" --unofficial
    quotes edit 3f2a --said 2025-08 --doubted "reads like somebody else"
    """
    from quotes.commands.shared import annotator, open_db
    from quotes.errors import InputError
    from quotes.store.reading import read_quotes
    from quotes.store.writing import edit_quote, full_id, put_speaker

    by, store = annotator(who), open_db(db)
    given = _read_facts({n: v for n, v in facts.items() if v is not None}, translated=False)
    if text is None and speaker is None and not no_speaker and damaged is None and not given:
        raise InputError(f"nothing to change: quotes edit {quote_id} --speaker NAME, --text WORDS, ... (see --help)")
    with store.read() as connection:
        key = full_id(connection, quote_id)
    with store.change(f"edit {key[:8]}", by) as change:
        (quote,) = read_quotes(change.connection, [key])
        row = {name: given[name] or None for name in _PLAIN if name in given}
        row |= {"type": given["quote_type"]} if "quote_type" in given else {}
        row |= {"damaged": damaged} if damaged is not None else {}
        of_article = {"publisher", "title", "published", "source_url"} & set(row)
        if quote.document and of_article:
            raise InputError(
                f"{', '.join(sorted(of_article))} are the article's, shared by all its quotes: "
                "ingest it again with --title, --publisher, --date or --url to correct them"
            )
        if text is not None:
            _replace_words(change, quote, text)
        if row:
            edit_quote(change, key, **row)
        told = {name: given[name] for name in _SPEAKER if name in given}
        if no_speaker:
            put_speaker(change, key, None)
        elif speaker is not None:
            put_speaker(change, key, _speaker(change, speaker, given, namesake=new_actor))
        elif told:
            put_speaker(change, key, _corrected(change, quote, told))
    say(f"edited {key}")


def _ask(store: Store, text: str | None, speaker: str | None, affiliation: str | None) -> tuple[str, str, str | None]:
    """Prompt for what is missing, completing known actors where the terminal can."""
    from quotes.commands.shared import aliases_of

    aside = not sys.stdout.isatty()  # Python completes at a prompt only where that is standard output
    text = text or click.prompt("The words, with their quotation marks", err=aside)
    if not speaker:
        names = sorted({name for names in aliases_of(store).values() for name in names})
        with _completing(names):
            speaker = click.prompt("Who said it", err=aside)
        if affiliation is None:
            affiliation = click.prompt(
                "Role and organisation (Enter to leave out)", default="", show_default=False, err=aside
            )
    return text or "", speaker or "", affiliation or None


class _completing:
    """Complete names with Tab, where Python has readline."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def __enter__(self) -> None:
        try:
            import readline
        except ImportError:  # Windows: the prompt works without completion
            return
        readline.set_completer_delims("")
        readline.set_completer(self._complete)
        readline.parse_and_bind("tab: complete")

    def _complete(self, text: str, state: int) -> str | None:
        fits = [
            n for n in self.names if any(w.startswith(text.casefold()) for w in (n.casefold(), *n.casefold().split()))
        ]
        return fits[state] if state < len(fits) else None

    def __exit__(self, *_: object) -> None:
        try:
            import readline
        except ImportError:
            return
        readline.set_completer(None)


def _read_facts(facts: dict[str, Any], *, translated: bool) -> dict[str, Any]:
    """Return facts as they are stored: dates in ISO 8601, countries as codes, the original's language."""
    from quotes.errors import InputError
    from quotes.reading.dates import iso_date
    from quotes.reading.language import detect_language
    from quotes.tables.cells import country
    from quotes.text import checked

    out = dict(facts)
    for name, value in out.items():
        if isinstance(value, str):
            checked(value, name.replace("_", "-"))
    for name in ("said", "published"):
        if out.get(name):
            out[name] = iso_date(out[name])
    if out.get("country"):
        out["country"] = country(out["country"])
    if out.get("original") and not out.get("translated_from"):
        language = detect_language(out["original"])
        if language is None and translated:
            raise InputError("the language of --original is not clear: write --translated-from ru")
        out["translated_from"] = language if translated or language != "en" else None
    return out


def _quote(text: str, facts: dict[str, Any]) -> Quote:
    from quotes.text import checked
    from quotes.types import Quote, pieces_of

    text = checked(text.strip(), "the quote")
    plain = {name: facts[name] for name in _PLAIN if facts.get(name) is not None}
    return Quote(pieces_of(text), type=facts.get("quote_type") or type_of(text), **plain)


def type_of(text: str) -> QuoteType:
    """Tell direct, indirect or mixed from the quotation marks of words that stand alone."""
    from quotes.types import JOINT

    pieces = [piece.strip() for piece in text.split(JOINT)]
    if all(_QUOTED.fullmatch(piece) for piece in pieces):
        return "direct"
    return "mixed" if any(_MARK.search(piece) for piece in pieces) else "indirect"


def _speaker(change: Change, name: str, facts: dict[str, Any], *, namesake: bool) -> Speaker:
    """Link a name that a person gave to its actor; a new name becomes a new actor."""
    from quotes.errors import NotFoundError
    from quotes.store.actors import find_actor, put_actor
    from quotes.types import Speaker

    told = {n: facts[n] for n in _SPEAKER if facts.get(n) is not None and facts.get(n) != ""}
    try:
        actor = None if namesake else find_actor(change.connection, name)
    except NotFoundError as error:
        if "do you mean" in str(error):
            say(str(error).split(":")[0] + "; made a new actor (`quotes undo` takes it back)")
        actor = None
    if actor is None:
        key = put_actor(change, name, country=told.get("country"), namesake=namesake)
        return Speaker(name.strip(), actor=key, reason="new actor, named by a person", **told)
    return Speaker(actor.name, kind=actor.kind, actor=actor.id, reason="named by a person", **told)  # type: ignore[arg-type]


def _corrected(change: Change, quote: Quote, told: dict[str, Any]) -> Speaker:
    """The speaker as linked, with what a person corrects; what the registry adds is left to the registry."""
    from dataclasses import replace

    from quotes.errors import InputError
    from quotes.store.actors import linked_speaker

    linked = linked_speaker(change.connection, quote.id)
    if linked is None:
        raise InputError(f"quote {quote.id[:8]} has no speaker to correct: add --speaker NAME")
    emptied: dict[str, Any] = {name: (None if value == "" else value) for name, value in told.items()}
    if {"role", "organisation"} & set(told) and "affiliation" not in told:
        emptied["affiliation"] = None  # the whole is then made of its parts
    return replace(linked, reason="corrected by a person", **emptied)


def _placed(change: Change, quote: Quote, article: str | None) -> tuple[Quote, int | None, str | None]:
    """Return the quote with its place in the article, if it is said to be in one, and with its id."""
    from dataclasses import replace

    from quotes.store.articles import read_article
    from quotes.store.writing import with_ids

    if article is None:
        return with_ids([quote], "")[0], None, None
    kept, version_id = read_article(change.connection, article)
    placed = replace(quote, content=find_words(kept.text, [p.text for p in quote.content], kept.id or article))
    return with_ids([placed], kept.id or "")[0], version_id, kept.text


def find_words(text: str, pieces: Iterable[str], article: str) -> Any:
    """Return the spans of pieces in a text, in order. Raises InputError for one that does not stand there exactly."""
    from quotes.errors import InputError
    from quotes.types import Span

    spans, at = [], 0
    for piece in pieces:
        start = text.find(piece, at)
        if start < 0:
            raise InputError(
                f"article {article} does not hold the words {piece[:60]!r}: copy them exactly as they stand there"
            )
        at = start + len(piece)
        spans.append(Span(start, at, piece))
    return tuple(spans)


def _replace_words(change: Change, quote: Quote, text: str) -> None:
    from quotes.store.articles import text_of_quote
    from quotes.store.writing import replace_content
    from quotes.types import JOINT, pieces_of

    whole = text_of_quote(change.connection, quote.id)
    if whole is None:
        replace_content(change, quote.id, pieces_of(text.strip()), None)
    else:
        spans = find_words(whole, text.strip().split(JOINT), quote.document or "")
        replace_content(change, quote.id, spans, whole)


def _refuse_known(change: Change, quote: Quote) -> None:
    from quotes.errors import InputError
    from quotes.store.reading import read_quotes

    known = read_quotes(change.connection, [quote.id], removed=True)
    if known:
        raise InputError(
            f"this quote is stored already: quotes show {quote.id[:8]} (or it was removed: quotes history)"
        )


def _warn_near(change: Change, quote: Quote, *, asking: bool) -> None:
    """Say which stored quote looks like this one; in a terminal, ask."""
    near = near_duplicate(quote, _stored(change))
    if near is None:
        return
    from quotes.display import who, words_of

    say(f"looks like {near.id[:8]} of {who(near.speaker)}: {words_of(near)[:100]}")
    if asking:
        click.confirm("Add it all the same?", abort=True, err=True)


def near_duplicate(quote: Quote, stored: Iterable[Quote]) -> Quote | None:
    """Return the stored quote whose words are most alike, if they are alike enough to be the same."""
    from rapidfuzz import fuzz, process

    from quotes.text import folded

    others = list(stored)
    best = process.extractOne(
        folded(quote.text), [folded(q.text) for q in others], scorer=fuzz.ratio, score_cutoff=NEAR
    )
    return others[best[2]] if best else None


def _stored(change: Change) -> tuple[Quote, ...]:
    from quotes.store.reading import read_quotes

    return read_quotes(change.connection)


def _linked(link: Speaker) -> str:
    return " (new actor)" if (link.reason or "").startswith("new actor") else f" = {link.actor}"
