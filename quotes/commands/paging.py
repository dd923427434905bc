"""How much people are shown at once: long output in a terminal goes through their pager, elsewhere it is printed."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.output import excel_option
from quotes.commands.shared import console, db_option, format_option

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


PAGE, _PAGED = 10, 50


def pager_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --pager/--no-pager."""
    return click.option(
        "--pager/--no-pager", default=True, show_default=True,
        help="In a terminal, show by $PAGER what is longer than it.",
    )(command)  # fmt: skip


def page_size(pager: bool) -> int:
    """Return how many quotes, speakers or articles make a page: more where a pager shows them screen by screen."""
    return _PAGED if pager and console().is_terminal and os.environ.get("PAGER") != "" else PAGE


def full_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --full."""
    return click.option("--full", is_flag=True, help="Show long quotes whole.")(command)


def page_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every list of stored quotes takes: --limit, --full, --pager, --format, --excel-safe, --db."""
    limit = click.option(
        "--limit", type=click.IntRange(1), metavar="N", help="At most so many; 10 in a table, 50 in a pager."
    )
    return limit(full_option(pager_option(format_option()(excel_option(db_option(command))))))


def show(text: Text, *, pager: bool) -> None:
    """Print a text, through a pager where it is longer than the terminal; $PAGER set to nothing means none."""
    out = console()
    if pager and out.is_terminal and os.environ.get("PAGER") != "" and _is_long(printed := _printed(out, text), out):
        click.echo_via_pager(printed)
    else:
        out.print(text)
        out.print()  # parts it from what is said below


def _printed(out: Console, text: Text) -> str:
    with out.capture() as capture:
        out.print(text)
    return capture.get().rstrip("\n")  # the pager ends the last line


def _is_long(printed: str, out: Console) -> bool:
    return printed.count("\n") + 2 > out.height  # the last line, and the prompt below it
