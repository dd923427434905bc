"""`quotes demo`: the main job on what ships, in a throwaway store."""

from __future__ import annotations

import shlex
import tempfile
from pathlib import Path

import click


@click.command()
def demo() -> None:
    """Show the main job on the quotes and the article that ship, in a store that is thrown away."""
    from quotes.commands.shared import say
    from quotes.shipped import shipped

    with tempfile.TemporaryDirectory(prefix="quotes-demo-") as folder:
        db = str(Path(folder) / "demo.db")
        article = Path(folder) / "sample-article.txt"
        article.write_bytes(shipped("sample-article.txt").read_bytes())
        say("A throwaway store; nothing of yours is touched.\n")
        say("What the machine finds in an article, by itself:")
        _run(["extract", "--no-pager", str(article)], shown=["extract", article.name])
        say("The quotes that ship, collected from a real article and labelled by people's rules:")
        _run(["import", "--shipped", "--as", "demo", "--db", db], shown=["import", "--shipped"])
        say("What each commentator said about Russia:")
        for command in (["list", "--about", "--limit", "5"], ["summary", "--limit", "5"]):
            _run([*command, "--no-pager", "--db", db], shown=command)
        say("Official beside unofficial Russian framing:")
        command = ["compare", "official", "unofficial", "--country", "RU"]
        _run([*command, "--no-pager", "--db", db], shown=command)
        say("Your own store: `quotes ingest article.txt`, `quotes add`, then the same commands. `quotes --help`.")


def _run(arguments: list[str], *, shown: list[str]) -> None:
    """Run a command as a user would, told as they would type it."""
    from rich.text import Text

    from quotes.commands.shared import console

    root = click.get_current_context().find_root().command
    assert isinstance(root, click.Group)
    console().print(Text(f"$ quotes {shlex.join(shown)}", style="bold"))
    root.main(arguments, prog_name="quotes", standalone_mode=False)
    click.echo()
