"""Rows say which change added them, instead of a row of history each; answers are kept beside the quotes.

Revision ID: 0003
"""

import json
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# frozen copies: a migration says what was, whatever the code says later
_KEYS = {
    "article": ("id",), "article_version": ("id",), "actor": ("id",), "alias": ("id",), "affiliation": ("id",),
    "run": ("id",), "quote": ("id",), "piece": ("quote_id", "position"), "import_mapping": ("signature",),
    "learned": ("model",),
}  # fmt: skip
_LABELS = ("speaker_link", "stance")  # have said so from the beginning
_PART = 1000
_SEARCH = {
    "sqlite": ("CREATE VIRTUAL TABLE quote_search USING fts5(body, tokenize = 'unicode61 remove_diacritics 2')",),
    "postgresql": (
        "CREATE TABLE quote_search (row integer PRIMARY KEY, body text NOT NULL, "
        "document tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED)",
        "CREATE INDEX ix_quote_search_document ON quote_search USING gin (document)",
    ),
}


def upgrade() -> None:
    connection = op.get_bind()
    op.execute("ALTER TABLE change ADD COLUMN rows INTEGER NOT NULL DEFAULT 0")
    op.execute(
        "UPDATE change SET rows = (SELECT count(*) FROM history WHERE history.change_id = change.id) "
        "WHERE EXISTS (SELECT 1 FROM history WHERE history.change_id = change.id)"
    )
    for table in _KEYS:
        named = f"fk_{table}_change_id_change"
        op.execute(f"ALTER TABLE {table} ADD COLUMN change_id INTEGER CONSTRAINT {named} REFERENCES change (id)")
    _say_who_made(connection)
    for table in (*_KEYS, *_LABELS):
        op.create_index(f"ix_{table}_change_id", table, ["change_id"])
    op.create_index("ix_quote_number", "quote", ["number"])
    _create_kept()
    op.execute("DROP TABLE quote_search")
    for statement in _SEARCH[connection.dialect.name]:
        op.execute(statement)


def _say_who_made(connection: sa.Connection) -> None:
    """Move who added which row out of the history; what an undo brought back stays on record there."""
    undoing = {
        row.change_id: json.loads(row.key)["id"]
        for row in connection.execute(sa.text(
            "SELECT change_id, key, after FROM history WHERE tablename = 'change' AND action = 'update'"
        ))
        if _object(row.after).get("undone_by") == row.change_id
    }  # fmt: skip
    undoes = {row.id for row in connection.execute(sa.text("SELECT id FROM change WHERE undoes"))}
    moving = _moving(connection, undoing, undoes)
    last = 0
    while True:
        rows = connection.execute(
            sa.text(
                "SELECT id, change_id, tablename, key, action FROM history WHERE id > :last ORDER BY id LIMIT :most"
            ),
            {"last": last, "most": _PART},
        ).all()
        if not rows:
            break
        last = rows[-1].id
        made: dict[str, list[dict[str, object]]] = defaultdict(list)
        for row in rows:
            fresh = row.action == "insert" and row.tablename in _KEYS and row.change_id not in undoes
            if fresh and (row.tablename, row.key) not in moving:
                made[row.tablename].append({**json.loads(row.key), "made_by": row.change_id})
        for table, keys in made.items():
            _set(connection, table, keys)
    for (table, key), change in moving.items():
        if change is not None and table in _KEYS:
            _set(connection, table, [{**json.loads(key), "made_by": change}])
    connection.execute(
        sa.text("DELETE FROM history WHERE action = 'insert' AND change_id IN (SELECT id FROM change WHERE NOT undoes)")
    )


def _moving(connection: sa.Connection, undoing: dict[int, int], undoes: set[int]) -> dict[tuple[str, str], int | None]:
    """Return who made each row that was ever removed, as it is now; records of removals are told who had made it."""
    rows = connection.execute(
        sa.text(
            "SELECT h.id, h.change_id, h.tablename, h.key, h.action, h.before FROM history h "
            "WHERE h.action <> 'update' AND EXISTS "
            "(SELECT 1 FROM history d WHERE d.tablename = h.tablename AND d.key = h.key AND d.action = 'delete') "
            "ORDER BY h.id"
        )
    ).all()
    now: dict[tuple[str, str], int | None] = {}
    removed: dict[tuple[str, str, int], int | None] = {}
    for row in rows:
        if row.tablename not in _KEYS:
            continue
        key = (row.tablename, row.key)
        if row.action == "delete":
            maker = removed[(*key, row.change_id)] = now.get(key)
            now[key] = None
            before = {**_object(row.before), "change_id": maker}
            connection.execute(
                sa.text("UPDATE history SET before = :before WHERE id = :id").bindparams(
                    sa.bindparam("before", type_=sa.JSON())
                ),
                {"before": before, "id": row.id},
            )
        elif row.change_id in undoes:
            now[key] = removed.get((*key, undoing.get(row.change_id, 0)), row.change_id)
        else:
            now[key] = row.change_id
    return now


def _set(connection: sa.Connection, table: str, keys: list[dict[str, object]]) -> None:
    where = " AND ".join(f"{name} = :{name}" for name in _KEYS[table])
    connection.execute(sa.text(f"UPDATE {table} SET change_id = :made_by WHERE {where}"), keys)


def _object(value: object) -> dict[str, object]:
    """A JSON column as it is read without its type: text on SQLite, an object on PostgreSQL."""
    told: dict[str, object]
    told = json.loads(value) if isinstance(value, str) else value or {}  # type: ignore[assignment]
    return told


def _create_kept() -> None:
    sorted_as_bytes = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "current_quote",
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("quote_id", sa.Text(), nullable=False),
        sa.Column("position", sorted_as_bytes, nullable=False),
        sa.Column("saying", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("doubted", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("first", sorted_as_bytes, nullable=True),
        sa.Column("last", sorted_as_bytes, nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("voice", sa.Text(), nullable=True),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("official", sa.Boolean(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_current_quote")),
        sa.UniqueConstraint("quote_id", name=op.f("uq_current_quote_quote_id")),
    )
    op.create_index(op.f("ix_current_quote_position"), "current_quote", ["position"])
    op.create_index("ix_current_quote_voice", "current_quote", ["voice", "position"])
    op.create_table(
        "current_label",
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("target_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("about", sa.Boolean(), nullable=True),
        sa.Column("aspect", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("sure", sa.Float(), nullable=True),
        sa.Column("human", sa.Text(), nullable=True),
        sa.Column("human_about", sa.Boolean(), nullable=True),
        sa.Column("human_aspect", sa.Text(), nullable=True),
        sa.Column("human_score", sa.Float(), nullable=True),
        sa.Column("human_status", sa.Text(), nullable=True),
        sa.Column("machine", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("row", "target_id", name=op.f("pk_current_label")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("word", "name", name=op.f("pk_name_word")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_voice",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", "voice", name=op.f("pk_name_voice")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kept",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_kept")),
    )
