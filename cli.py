"""The command line: which commands there are, and where they live."""

import click

from quotes import __version__
from quotes.commands.shared import Commands

TABLE = {
    "extract": ("quotes.commands.extract:extract", "Look: print the quotes in articles, store nothing."),
    "ingest": ("quotes.commands.ingest:ingest", "Articles: store them, with the quotes in them."),
    "add": ("quotes.commands.add:add", "One quote: add it by hand."),
    "import": ("quotes.commands.import_:import_", "Tables: take in a spreadsheet or an export."),
    "export": ("quotes.commands.export:export", "Give quotes out: CSV, JSON lines, XLSX, Parquet."),
    "list": ("quotes.commands.list_:list_", "List quotes: all, a speaker's, or those that fit."),
    "search": ("quotes.commands.search:search", "Search words, names and titles."),
    "show": ("quotes.commands.show:show", "Show one quote in its context, with every label."),
    "suggest": ("quotes.commands.suggest:suggest", "Let the model label stored quotes toward a target."),
    "stance": ("quotes.commands.stance:stance", "Label what a program gives: JSON lines in and out, store nothing."),
    "review": ("quotes.commands.review:review", "Label the most valuable quotes first, one key each."),
    "tag": ("quotes.commands.tag:tag", "Say what a quote expresses toward a target."),
    "edit": ("quotes.commands.edit:edit", "Correct a quote."),
    "remove": ("quotes.commands.remove:remove", "Take quotes out."),
    "undo": ("quotes.commands.undo_history:undo", "Take back a change."),
    "history": ("quotes.commands.undo_history:history", "List changes: what, by whom, when."),
    "refresh": ("quotes.commands.refresh:refresh", "Look for quotes again in stored articles."),
    "actors": ("quotes.commands.actors:actors", "Speakers: list, show, add, alias, affiliation, merge, split."),
    "summary": ("quotes.commands.summary:summary", "Sum up what each speaker said about a target."),
    "compare": ("quotes.commands.compare:compare", "Put two groups side by side, as official and unofficial."),
    "tasks": ("quotes.commands.tasks:tasks", "Labelling tasks for Label Studio and Prodigy, out and in."),
    "agreement": ("quotes.commands.agreement:agreement", "Compare annotators, and the machine with people."),
    "learn": ("quotes.commands.learn:learn", "Let the stance model learn from people's labels."),
    "evaluate": ("quotes.commands.evaluate:evaluate", "Measure what is found against annotated articles."),
    "doctor": ("quotes.commands.doctor:doctor", "Look the store over."),
    "demo": ("quotes.commands.demo:demo", "Show the main job in a throwaway store."),
}


@click.group(cls=Commands, table=TABLE, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quotes")
def main() -> None:
    """Quotes from news articles: who said what, in which role, with which stance toward a target.

    \b
    quotes extract article.txt                        look, store nothing
    quotes ingest article.txt --publisher DW          store an article and its quotes
    quotes add "“...”" --speaker NAME --stance favor  add one quote
    quotes list zakharova                             what somebody said
    quotes compare official unofficial --country RU   two groups side by side

    Every command explains itself: quotes COMMAND --help
    """


if __name__ == "__main__":
    main()
