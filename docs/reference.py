"""Writes docs/reference.md anew from the help of every command: `python -m docs.reference`, or `make reference`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import cli

PAGE = Path(__file__).with_name("reference.md")
WIDTH = 80  # characters, whatever terminal the script runs in
HEAD = """# Commands

What each command says of itself with `--help`. Written by `make reference` from the commands: change their help, not
this page. `python -m pytest tests/test_reference.py` fails where the two differ.
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return the page: a list of the commands in the order of `cli.TABLE`, then the help of each."""
    helps = dict(_helps(cli.main, "quotes"))
    names = [f"{'  ' * name.count(' ')}- [`{name}`](#{name.replace(' ', '-')})" for name in helps]
    parts = [f"## {name}\n\n```text\n{text}\n```\n" for name, text in helps.items()]
    return "\n".join([HEAD, *names, "", *parts])


def _helps(command: click.Command, name: str, above: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Go through a command and all below it: the words that call it, and its help."""
    context = click.Context(command, above, info_name=name, terminal_width=WIDTH, **command.context_settings)
    yield context.command_path, command.get_help(context).rstrip()
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            below = command.get_command(context, each)
            if below is not None and not below.hidden:
                yield from _helps(below, each, context)


if __name__ == "__main__":
    main()
