"""What every command shares: options, the store, errors in one line, and output for people and for programs."""

from __future__ import annotations

import importlib
import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar

import click

from quotes.errors import QuotesError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from quotes.store import Store
    from quotes.types import Annotator, Quote

FORMATS = ("table", "json", "jsonl", "csv")
_LONE = re.compile(r"[\ud800-\udfff]")  # what a byte that is no UTF-8 becomes in an argument
T = TypeVar("T")
SHORT = 8  # digits of an id that tables show, more where they are not enough

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Commands(click.Group):
    """A group whose commands are imported when they are called, so that help comes at once."""

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table  # name: (module:attribute, what it does)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        module, _, attribute = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in self.table.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        for arg in args:
            if _LONE.search(arg):
                fail(f"{arg!r} is no text in UTF-8: write it in a terminal, or give the file a name, that is")
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.table and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.table, 1)
            ctx.fail(f"no command {args[0]!r}" + (f": do you mean {near[0]!r}?" if near else "; see --help"))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):  # UTF-8 whatever the locale: what is quoted is in any script
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except QuotesError as error:
            fail(str(error))
        except (KeyboardInterrupt, click.Abort) as stop:  # Abort: a question was declined, or left with Ctrl-C
            say("stopped; the store is as it was")
            sys.exit(130 if isinstance(stop, KeyboardInterrupt) else 1)
        except UnicodeEncodeError as error:
            fail(f"{error.object[:60]!r} is not text in UTF-8: write it in a terminal that is set to UTF-8")
        except OSError as error:
            if isinstance(error, BrokenPipeError):  # the reader, say `head`, has had enough
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                sys.exit(0)
            fail(f"{error.filename or 'output'}: {error.strerror or error}")


def fail(message: str) -> NoReturn:
    """End the command with one line on standard error and exit code 1."""
    from quotes.text import printable

    raise click.ClickException(printable(" ".join(message.split())))


def db_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --db."""
    return click.option(
        "--db", metavar="PATH|URL", help="The store; else $QUOTES_DB, else a file in your data folder."
    )(command)


def as_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --as, who is speaking."""
    return click.option(
        "--as",
        "who",
        metavar="NAME",
        envvar="QUOTES_ANNOTATOR",
        help="Who you are; else $QUOTES_ANNOTATOR, else your login.",
    )(command)


def target_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --target."""
    from quotes.targets import DEFAULT

    return click.option(
        "--target", default=DEFAULT, show_default=True, metavar="NAME", callback=_target,
        help="What the stance is about.",
    )(command)  # fmt: skip


def targets_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --target, which can be given more than once: `targets`."""
    from quotes.targets import DEFAULT

    return click.option(
        "--target", "targets", multiple=True, default=[DEFAULT], show_default=True, metavar="NAME",
        callback=lambda ctx, param, value: tuple(_target(ctx, param, name) for name in value),
        help="What the stance is about; can be given again for others.",
    )(command)  # fmt: skip


def _target(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Refuse a target without a name; `known_target` then says which one it is."""
    from quotes.targets import canonical_target
    from quotes.text import checked_name

    if not value.strip():
        raise click.BadParameter("the target has no name: write for example --target Russia", ctx, param)
    return canonical_target(checked_name(value)).name


def known_target(store: Store, name: str) -> str:
    """Return a target as the store spells it; say so where one that is new looks like a known one."""
    from quotes.store.targets import spelled_target

    with store.read() as connection:
        spelled = spelled_target(connection, name)
    if spelled.near:
        say(f"{name!r} is a target of its own; do you mean {spelled.near}?")
    return spelled.name


def confidence_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --min-confidence."""
    return click.option(
        "--min-confidence", "least", type=click.FloatRange(0, 1), default=0.0, metavar="0..1",
        help="Leave out what the machine is less sure of.",
    )(command)  # fmt: skip


def registry_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --registry/--no-registry."""
    return click.option(
        "--registry/--no-registry", default=True, show_default=True,
        help="Whether the shipped list of actors tells what an article leaves out of its speakers.",
    )(command)  # fmt: skip


def stance_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --stance/--no-stance."""
    return click.option(
        "--stance/--no-stance", "with_stance", default=True, show_default=True,
        help="Whether the model suggests each quote's stance.",
    )(command)  # fmt: skip


def labels_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --labels."""
    return click.option(
        "--labels", type=click.Choice(["human", "any"]), default="any", show_default=True,
        help="Whose labels count: people's alone, or a machine's too where there is no other.",
    )(command)  # fmt: skip


def format_option(*, default: str = "table", formats: Sequence[str] = FORMATS) -> Decorator:
    """Add --format."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=default, show_default=True, is_eager=True,
        help="table for people, the rest for programs.",
    )  # fmt: skip


def open_db(db: str | None, *, create: bool = False, absent: Literal["say", "fail", "pass"] = "say") -> Store:
    """Open the store that --db, $QUOTES_DB or the default names; only commands that add to it create it.

    `absent` is what the others do where there is none: say so and go on with an empty one, fail, or just go on.
    """
    from quotes.errors import StoreError
    from quotes.store import open_store

    nowhere = not create and absent != "pass" and _nowhere(db)
    missing = f"there is no store at {nowhere}: check --db and $QUOTES_DB, or begin one with `quotes ingest`"
    if nowhere and absent == "fail":
        raise StoreError(missing)
    store = open_store(db, create=create, progress=_upgrading)
    if nowhere and (db or os.environ.get("QUOTES_DB")):
        say(missing)
    return store


def _upgrading(what: str, done: int, of: int) -> None:
    """Say how far the store is brought up to date: a word, or every tenth of the way."""
    if not of:
        say(what)
    elif done == of or 10 * done // of > 10 * max(0, done - 500) // of:
        say(f"{what}: {done:,} of {of:,} quotes")


def _nowhere(db: str | None) -> str | None:
    """Return the path of the store if it is a file that does not exist."""
    from pathlib import Path

    from quotes.store.engine import default_location, is_url

    location = db or default_location()
    return location if not is_url(location) and not Path(location).exists() else None


def say_standard_input(names: Iterable[str]) -> None:
    """Say that a text is waited for, where one is to be pasted into a terminal."""
    if "-" in names and sys.stdin.isatty():
        say("reading standard input: paste the text, then press Ctrl-D (Ctrl-Z and Enter on Windows)")


def annotator(who: str | None, *, adjudicator: bool = False) -> Annotator:
    """Return who is at the keyboard. Raises InputError for an empty name."""
    import getpass

    from quotes.errors import InputError
    from quotes.text import checked_name
    from quotes.types import Annotator

    try:
        name = who if who is not None else getpass.getuser()
    except (KeyError, ImportError, OSError):  # an account without a name, as in containers
        name = ""
    if not name.strip():
        raise InputError("it is not known who you are: write --as NAME or set $QUOTES_ANNOTATOR")
    return Annotator(checked_name(name), "adjudicator" if adjudicator else "person")


def console(*, stderr: bool = False) -> Console:
    """Return the console for people: colours only in a terminal, and nothing in a text is markup."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)


def say(message: str) -> None:
    """Write a message to people on standard error."""
    from quotes.text import printable

    click.echo(printable(message).replace("\n", " ").strip(), err=True)


@contextmanager
def progress(items: Iterable[T], what: str, total: int) -> Iterator[Iterator[T]]:
    """Show a bar on standard error while going through many items; nothing where that is no terminal."""
    from rich.progress import track

    err = console(stderr=True)
    if total < 2 or not err.is_terminal:
        yield iter(items)
    else:
        yield iter(track(items, description=what, total=total, console=err, transient=True))


def new_table(*columns: str, title: str | None = None) -> Table:
    """Return a table that stays readable at 80 columns."""
    from rich import box
    from rich.table import Table

    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def short_ids(quotes: Iterable[Quote]) -> dict[str, str]:
    """Return the shortest beginning of each id that is unique among these, at least SHORT digits."""
    ids = [quote.id for quote in quotes]
    length = SHORT
    while len({i[:length] for i in ids}) < len(set(ids)):
        length += 1
    return {i: i[:length] for i in ids}
