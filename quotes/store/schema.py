"""The tables of the store, for SQLite and PostgreSQL alike.

Labels (`stance`, `speaker_link`) are only ever appended. What a later row, an undone change or a removed quote makes
of them is kept beside them (`current_quote`, `current_label`), derived and never on record. Every other row may change,
and `history` then holds what it was before; which change added a row stands in the row (`change_id`).
The number of a deleted row is never given again (`sqlite_autoincrement`): the history still speaks of that row.
"""

from __future__ import annotations

from sqlalchemy import JSON as _JSON
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from quotes.types import ACTOR_KINDS, ANNOTATOR_KINDS, ASPECTS, KINDS, LABELS, OFFICES, TYPES

BYTES = Text().with_variant(Text(collation="C"), "postgresql")  # sorted as SQLite sorts, whatever the server's language
JSON = _JSON(none_as_null=True)  # nothing is NULL, not the JSON word null

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """The values that a column takes; `Change` reads them from the constraint to say so before the database does."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column, info={"column": column, "allowed": values})


def _made_by() -> Column[int]:
    """The change that added the row."""
    return Column("change_id", ForeignKey("change.id"), index=True)


annotator = Table(
    "annotator",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", Text, nullable=False, default=""),
    UniqueConstraint("name", "kind", "version"),
    _one_of("kind", ANNOTATOR_KINDS),
)

change = Table(  # one command's changes; what `undo` takes back
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("command", Text, nullable=False),  # in words, for people
    Column("annotator_id", ForeignKey("annotator.id"), nullable=False),
    Column("time", Text, nullable=False),  # ISO 8601, UTC
    Column("undone_by", ForeignKey("change.id"), index=True),
    Column("undoes", Boolean, nullable=False, default=False),  # an undo itself
    Column("rows", Integer, nullable=False, default=0, server_default="0"),  # that it wrote
)

history = Table(  # rows that changed or went; of those that came, only what an undo brought back
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("change_id", ForeignKey("change.id"), nullable=False, index=True),
    Column("tablename", Text, nullable=False),
    Column("key", Text, nullable=False),  # primary key of the row, as sorted JSON
    Column("action", Text, nullable=False),
    Column("before", JSON),  # changed columns of an update, whole row of a delete
    Column("after", JSON),  # changed columns of an update
    Index("ix_history_row", "tablename", "key"),
    _one_of("action", ("insert", "update", "delete")),
)

article = Table(
    "article",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, unique=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("retrieved", Text),
    Column("language", Text),
    Column("note", Text),
    _made_by(),
)

article_version = Table(
    "article_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("retrieved", Text, nullable=False),
    _made_by(),
    UniqueConstraint("article_id", "sha256"),
    Index("ix_article_version_sha256", "sha256"),
    sqlite_autoincrement=True,
)

actor = Table(
    "actor",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("wikidata", Text),
    Column("reviewed", Boolean, nullable=False, default=True),  # False: made by ingest, seen by nobody yet
    _made_by(),
    _one_of("kind", ACTOR_KINDS),
)

alias = Table(
    "alias",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("actor_id", ForeignKey("actor.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    _made_by(),
    UniqueConstraint("actor_id", "name"),
    sqlite_autoincrement=True,
)

affiliation = Table(
    "affiliation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("actor_id", ForeignKey("actor.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", Text),
    Column("organisation", Text),
    Column("office", Text),
    Column("official", Boolean),
    Column("since", Text),
    Column("until", Text),
    _made_by(),
    _one_of("office", OFFICES),
    sqlite_autoincrement=True,
)

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("annotator_id", ForeignKey("annotator.id"), nullable=False),
    Column("time", Text, nullable=False),
    _made_by(),
    sqlite_autoincrement=True,
)

quote = Table(
    "quote",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False, index=True),  # in the order of arrival
    Column("version_id", ForeignKey("article_version.id"), index=True),
    Column("document", Text),  # of an imported quote whose article is not stored here: what its offsets go into
    Column("kind", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("source_start", Integer),
    Column("source_end", Integer),
    Column("source_text", Text),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("cue_text", Text),
    Column("confidence", Float),
    Column("run_id", ForeignKey("run.id")),
    Column("damaged", Boolean, nullable=False, default=False),
    Column("doubted", Text),
    Column("said", Text),
    Column("venue", Text),
    Column("translated_from", Text),
    Column("original", Text),
    Column("source_url", Text),  # these four: of a quote without an article
    Column("publisher", Text),
    Column("title", Text),
    Column("published", Text),
    Column("source_note", Text),
    Column("note", Text),
    Column("extra", JSON, nullable=False, default=dict),
    Column("added_by", ForeignKey("annotator.id"), nullable=False),
    Column("added", Text, nullable=False),
    Column("edited", Boolean, nullable=False, default=False),  # by a person: refresh leaves it alone
    Column("removed", Boolean, nullable=False, default=False),  # kept, so that refresh does not revive it
    _made_by(),
    _one_of("kind", KINDS),
    _one_of("type", TYPES),
)

piece = Table(  # W3C Web Annotation: text position selector and text quote selector in one row
    "piece",
    metadata,
    Column("quote_id", ForeignKey("quote.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("exact", Text, nullable=False),
    Column("prefix", Text, nullable=False, default=""),
    Column("suffix", Text, nullable=False, default=""),
    _made_by(),
)

speaker_link = Table(
    "speaker_link",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("quote_id", ForeignKey("quote.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text),  # null: the speaker is said to be unknown
    Column("kind", Text),
    Column("affiliation", Text),
    Column("role", Text),
    Column("organisation", Text),
    Column("country", Text),
    Column("official", Boolean),
    Column("office", Text),
    Column("actor_id", Text, index=True),  # no foreign key: a link outlives a merged actor
    Column("reason", Text),
    Column("confidence", Float),
    Column("annotator_id", ForeignKey("annotator.id"), nullable=False),
    Column("change_id", ForeignKey("change.id"), nullable=False, index=True),
    Column("time", Text, nullable=False),
    sqlite_autoincrement=True,
)

target = Table(
    "target",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("country", Text),
    Column("aliases", JSON, nullable=False, default=list),
)

stance = Table(
    "stance",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("quote_id", ForeignKey("quote.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("target_id", ForeignKey("target.id"), nullable=False),
    Column("label", Text),  # null: the annotator abstained
    Column("about", Boolean),
    Column("aspect", Text),
    Column("score", Float),
    Column("probabilities", JSON),
    Column("evidence", JSON, nullable=False, default=list),
    Column("annotator_id", ForeignKey("annotator.id"), nullable=False),
    Column("codebook", Text),
    Column("comment", Text),
    Column("change_id", ForeignKey("change.id"), nullable=False, index=True),
    Column("time", Text, nullable=False),
    _one_of("label", LABELS),
    _one_of("aspect", ASPECTS),
    sqlite_autoincrement=True,
)

import_mapping = Table(  # how a table with these columns was read last time
    "import_mapping",
    metadata,
    Column("signature", Text, primary_key=True),
    Column("mapping", JSON, nullable=False),
    Column("labels", JSON, nullable=False),
    _made_by(),
)

learned = Table(  # what a model learned from people's labels
    "learned",
    metadata,
    Column("model", Text, primary_key=True),  # with its version
    Column("head", JSON, nullable=False),
    Column("note", Text, nullable=False),  # from what, and how much better, in words
    _made_by(),
)

current_quote = Table(  # what is known of a quote that is there, with the speaker that counts: to be asked, not read
    "current_quote",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=False),  # also of `quote_search`
    Column("quote_id", Text, nullable=False, unique=True),
    Column("position", BYTES, nullable=False, index=True),  # sorts quotes as a list shows them: by day, then by place
    Column("saying", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("doubted", Boolean, nullable=False),
    Column("day", Text),  # said or published, as exact as it is known
    Column("first", BYTES),  # day of it
    Column("last", BYTES),  # day of it
    Column("publisher", Text),  # folded
    Column("voice", Text),  # who speaks: an actor's id, or "~" and the folded name of a speaker who is none
    Column("actor_id", Text),
    Column("name", Text),  # folded, as the article has it
    Column("affiliation", Text),  # folded words of all that is told of it, a blank around each
    Column("country", Text),
    Column("official", Boolean),
    Column("office", Text),
    Index("ix_current_quote_voice", "voice", "position"),
)

current_label = Table(  # the label that counts for a quote and a target: people's alone, and anybody's
    "current_label",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=False),  # of `current_quote`
    Column("target_id", Integer, primary_key=True, autoincrement=False),
    Column("label", Text),  # a label, disputed, or unsure
    Column("about", Boolean),  # it says that the words bear on the target, or not; null: it does not say
    Column("aspect", Text),
    Column("score", Float),
    Column("status", Text),
    Column("sure", Float),  # 0 to 1: the chance of the likeliest label; 1 where there are no chances
    Column("human", Text),  # the same, of people alone; null: none has labelled it
    Column("human_about", Boolean),
    Column("human_aspect", Text),
    Column("human_score", Float),
    Column("human_status", Text),
    Column("machine", Text),  # a machine's newest label; unsure: it abstained; null: none has labelled it
    sqlite_with_rowid=False,
)

name_word = Table(  # words of the names of actors and speakers; a name that nobody bears any more does no harm
    "name_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("name", Text, primary_key=True),  # folded
    sqlite_with_rowid=False,
)

name_voice = Table(  # who was ever called by a name in an article
    "name_voice",
    metadata,
    Column("name", Text, primary_key=True),  # folded
    Column("voice", Text, primary_key=True),
    sqlite_with_rowid=False,
)

kept = Table(  # by which rules and from which files the current answers were made
    "kept",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

APPEND_ONLY = (speaker_link, stance)
RECORDED = tuple(table for table in metadata.sorted_tables if "change_id" in table.c and table is not history)
DERIVED = (current_quote, current_label, name_word, name_voice)
