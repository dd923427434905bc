"""How the store answers at size: `python -m benchmarks.store --quotes 1000000 --folder DIR [--imported 100000]`.

Makes a store of so many quotes from a seed (2,000 actors, labels on half of the quotes) unless the folder has it, runs
each command as a process of its own, and beside it plain SQL for the same answer on the same file, in the same run.
Told are seconds of CPU beyond the start-up of a command on an empty store, of that what the command's own statements
take if they are sent as the plain ones are, ratios to plain SQL, peak memory, and query plans.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from sqlalchemy import Engine, event

from cli import main as main_command
from quotes.store import Store, open_store, schema
from quotes.store.articles import text_hash
from quotes.store.current import keep_all
from quotes.store.search import reindex
from quotes.text import folded
from quotes.types import Annotator

SEED, ACTORS, PER_ARTICLE = 1, 2000, 10
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_LABELS = ("favor", "against", "neutral", "neutral", "neutral", "mixed")


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    cpu: float  # seconds, of user and system
    memory: float  # MB, at its peak
    output: str


@dataclass(frozen=True, slots=True)
class Case:
    """One question: as a command, and as plain SQL on the same file, if it is the same answer."""

    name: str
    command: tuple[str, ...]
    plain: tuple[str, ...] = ()


def main() -> None:
    """Read the options, make the store, run everything in turns, print the table and the plans."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotes", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, default=Path("build/bench-store"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--imported", type=int, default=10_000)
    parser.add_argument("--postgres", metavar="URL", help="An empty database to import into too.")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    path = args.folder / f"quotes-{args.quotes}.db"
    if not path.exists():
        made(path, args.quotes)
    print(f"{args.quotes:,} quotes, {path.stat().st_size / 1e6:,.0f} MB, seed {SEED}, SQLite {sqlite3.sqlite_version}")
    empty = args.folder / "empty.db"
    open_store(str(empty)).engine.dispose()
    print(f"{'':44} {'CPU':>7} {'beyond':>8} {'own SQL':>9} {'plain SQL':>10} {'ratio':>6} {'memory':>8}")
    starts: list[float] = []
    taken: dict[str, list[tuple[Run, float, float]]] = {}
    for _ in range(args.rounds):  # in turns, so that an undo takes back what this round wrote
        starts.append(run(("list",), empty).cpu)
        for case in cases(path):
            plain = in_plain_sql(path, [(statement, ()) for statement in case.plain]) if case.plain else 0.0
            own = in_plain_sql(path, statements_of(case.command, path)) if case.plain else 0.0
            taken.setdefault(case.name, []).append((run(case.command, path), own, plain))
    start = statistics.median(starts)
    for name, runs in taken.items():
        print(line_of(name, runs, start), flush=True)
    print(f"start-up, on an empty store: {start:.2f} s of CPU\n")
    imports(args, start)
    plans(path)


def line_of(name: str, runs: list[tuple[Run, float, float]], start: float) -> str:
    """Return what a case took, as a line of the table: medians, and the greatest memory."""
    cpu, own, plain = (statistics.median(values) for values in zip(*((r.cpu, o, p) for r, o, p in runs), strict=True))
    beyond, memory = max(0.0, cpu - start), max(one.memory for one, _, _ in runs)
    beside = f" {own:8.3f}s {plain:9.3f}s {beyond / plain:6.2f}" if plain else " " * 28
    return f"{name:44} {cpu:6.2f}s {beyond:7.2f}s{beside} {memory:5.0f} MB"


def cases(path: Path) -> Iterator[Case]:
    """The questions and the small writes."""
    with sqlite3.connect(path) as connection:
        (key,) = connection.execute(
            "SELECT substr(id, 1, 12) FROM quote WHERE number = 77777 % (SELECT max(number) FROM quote)"
        ).fetchone()
        (name,) = connection.execute("SELECT name FROM actor ORDER BY id LIMIT 1 OFFSET 30").fetchone()
    page = "SELECT quote_id FROM current_quote ORDER BY position LIMIT 51"
    yield Case("list, first page", ("list",), (page,))
    yield Case("list NAME, first page", ("list", name))
    yield Case("show", ("show", key))
    now = str(time.time())
    for what, command in (
        ("tag", ("tag", key, "against", "--why", now)), ("edit", ("edit", key, "--note", now)),
        ("remove", ("remove", key)),
    ):  # fmt: skip
        yield Case(what, (*command, "--as", "Ann"))
        yield Case(f"undo of {what}", ("undo", "--as", "Ann"))
    for what, word in (("a common", common_word(0)), ("a rarer", common_word(300))):
        yield Case(f"search of {what} word", ("search", word), tuple(part.format(word=word) for part in SEARCHED))
    yield Case("summary, top 50", ("summary", "--limit", "50"), (BY_VOICE,))
    sides = ("official", "unofficial")
    yield Case(f"compare {' '.join(sides)} --country RU", ("compare", *sides, "--country", "RU"), COMPARED)


# what somebody who knows SQL would write: the ten best with what is shown of them, and how many there are, up to 1,001
SEARCHED = (
    """SELECT q.quote_id, q.name, q.affiliation, q.day, q.publisher, l.label, l.status, p.exact
    FROM (SELECT rowid, rank FROM quote_search WHERE quote_search MATCH '"{word}" *' ORDER BY rank LIMIT 11) f
    JOIN current_quote q ON q.row = f.rowid JOIN piece p ON p.quote_id = q.quote_id
    LEFT JOIN current_label l ON l.row = q.row AND l.target_id = 1 ORDER BY f.rank, p.position""",
    """SELECT count(*) FROM
    (SELECT rowid FROM quote_search WHERE quote_search MATCH '"{word}" *' LIMIT 1001)""",
)
BY_VOICE = """SELECT q.voice, count(*), sum(l.about), sum(l.about AND l.label = 'favor'),
    sum(l.about AND l.label = 'against'), sum(l.about AND l.label = 'neutral'), sum(l.about AND l.label = 'mixed')
    FROM current_quote q LEFT JOIN current_label l ON l.row = q.row AND l.target_id = 1
    WHERE NOT q.doubted AND q.voice IS NOT NULL GROUP BY q.voice ORDER BY 3 DESC, 2 DESC LIMIT 50"""
# the sides are the rows of a known country and office that are not in doubt, the rest what may belong to them
COUNTED = """SELECT q.country IS NULL AS nowhere, q.official, q.doubted, count(*) AS quotes,
    count(DISTINCT q.voice) AS voices, sum(l.label IS NULL) AS unlabelled,
    sum(l.label IN ('disputed', 'unsure')) AS undecided,
    sum(l.label IN ('favor', 'against', 'neutral', 'mixed') AND l.about IS 0) AS not_about,
    sum(l.about IS NOT 0 AND l.label = 'favor') AS favor, sum(l.about IS NOT 0 AND l.label = 'against') AS against,
    sum(l.about IS NOT 0 AND l.label = 'neutral') AS neutral, sum(l.about IS NOT 0 AND l.label = 'mixed') AS mixed,
    sum(l.about IS NOT 0 AND l.status = 'machine' AND l.label <> 'unsure') AS machine,
    sum(l.status IN ('agreed', 'adjudicated')) AS checked,
    avg(CASE WHEN l.about IS NOT 0 AND l.label NOT IN ('disputed', 'unsure') THEN l.score END) AS mean,
    sum(l.status = 'machine') AS machines,
    sum(l.human IN ('favor', 'against', 'neutral', 'mixed') AND l.machine IS NOT NULL) AS compared,
    sum(l.human IN ('favor', 'against', 'neutral', 'mixed') AND l.machine = l.human) AS agreed
    FROM current_quote q LEFT JOIN current_label l ON l.row = q.row AND l.target_id = 1
    WHERE q.country = 'RU' OR q.country IS NULL GROUP BY 1, 2, 3"""
SHOWN = """SELECT q.quote_id, q.name, q.affiliation, q.day, q.publisher, l.label, l.status, p.exact FROM current_quote q
    JOIN current_label l ON l.row = q.row AND l.target_id = 1 JOIN piece p ON p.quote_id = q.quote_id AND p.position = 0
    WHERE q.country = 'RU' AND q.official = {side} AND NOT q.doubted AND l.about ORDER BY q.position LIMIT 3"""
COMPARED = (COUNTED, SHOWN.format(side=1), SHOWN.format(side=0))


def run(command: tuple[str, ...], db: Path | str) -> Run:
    """Run one command as a process of its own, its output no terminal."""
    environment = {**os.environ, "QUOTES_DB": str(db), "COLUMNS": "80"}
    code = "import cli, sys; cli.main(sys.argv[1:], prog_name='quotes')"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    measure = (
        "import os, resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE);"
        "sys.stdout.buffer.write(done.stdout);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(done.returncode)"
    )
    done = subprocess.run(
        [sys.executable, "-c", measure, sys.executable, "-c", code, *command], capture_output=True, text=True,
        env=environment, cwd=Path(__file__).parent.parent, check=False,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    memory = float(done.stderr.strip().splitlines()[-1]) / 1024
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(cpu, memory, done.stdout)


def in_plain_sql(path: Path, statements: Sequence[tuple[str, Any]]) -> float:
    """Return the seconds of CPU that SQLite alone takes for statements, each with its parameters."""
    with sqlite3.connect(path) as connection:
        began = time.process_time()
        for statement, parameters in statements:
            connection.execute(statement, parameters).fetchall()
        return time.process_time() - began


def statements_of(command: tuple[str, ...], path: Path) -> list[tuple[str, Any]]:
    """Return what a command asks the database, with the parameters."""
    found: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if statement.startswith(("SELECT", "WITH")):
            found.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        CliRunner().invoke(main_command, command, env={"QUOTES_DB": str(path)}, catch_exceptions=False)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return found


def imports(args: Any, start: float) -> None:
    """Import JSON lines into an empty store, beside bare inserts of the same rows."""
    lines = args.folder / f"import-{args.imported}.jsonl"
    if not lines.exists():
        with lines.open("w", encoding="utf-8") as out:
            for row in importable(args.imported):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    places = [("SQLite", str(args.folder / "import.db"))] + ([("PostgreSQL", args.postgres)] if args.postgres else [])
    for name, place in places:
        if name == "SQLite":
            for old in args.folder.glob("import.db*"):
                old.unlink()
        one = run(("import", str(lines), "--yes", "--as", "Ann"), place)
        rate = args.imported / (one.cpu - start)
        print(
            f"import of {args.imported:,} quotes, {name}: {rate:,.0f} a second of CPU, {one.memory:.0f} MB", flush=True
        )
    print(f"bare inserts of these rows: {args.imported / bare_inserts(args):,.0f} a second of CPU")


def bare_inserts(args: Any) -> float:
    """Return the seconds of CPU that inserting the rows of the imported store takes, with its indexes, in one go."""
    source, target = args.folder / "import.db", args.folder / "bare.db"
    target.unlink(missing_ok=True)
    with sqlite3.connect(source) as read, sqlite3.connect(target) as write:
        names = ("quote", "piece", "speaker_link", "stance", "quote_search")
        made = (
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL AND type <> 'trigger' ORDER BY rowid"
        )
        for name in names:
            for (sql,) in read.execute(made, (name,)):
                write.execute(sql)
        rows = {name: read.execute(f"SELECT * FROM {name}").fetchall() for name in names}
        began = time.process_time()
        for name, held in rows.items():
            if held:
                write.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(held[0]))})", held)
        write.commit()
        return time.process_time() - began


def plans(path: Path) -> None:
    """Print the statements of the first pages and of the counts, and how SQLite answers them."""
    from quotes.filter import Filter, Selection
    from quotes.store.selecting import KEPT, asked, plan_of

    store = open_store(str(path))
    with store.read() as connection:
        name = connection.exec_driver_sql("SELECT name FROM actor ORDER BY id LIMIT 1 OFFSET 30").scalar()
        for what, selection in (
            ("list", Selection()), ("list NAME", Selection((Filter(speaker=name),))),
            ("search", Selection(words=common_word(0))),
            ("compare", Selection((Filter(country="RU", official=True),))),
        ):  # fmt: skip
            question = asked(connection, selection)
            query = question.query(KEPT.c.quote_id).order_by(*question.order).limit(51)
            print(f"\n{what}: {' '.join(str(query).split())}")
            for line in plan_of(connection, query):
                print(f"    {line}")


# ------------------------------------------------------------------------------------------------- making the store


def common_word(rank: int) -> str:
    """A word of the made quotes, the commonest being number 0."""
    return _words()[rank]


def _words() -> list[str]:
    chance = random.Random(SEED)
    seen: dict[str, None] = {}
    while len(seen) < 20_000:
        syllables = chance.randint(2, 4)
        seen["".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(syllables))] = None
    return list(seen)


def _sentence(chance: random.Random, words: list[str]) -> str:
    # word number n comes about as often as 1 / n, as in any language
    picked = (words[min(int(len(words) ** chance.random()) - 1, len(words) - 1)] for _ in range(chance.randint(8, 40)))
    return "“" + " ".join(picked) + ".”"


def importable(count: int) -> Iterator[dict[str, Any]]:
    """Quotes as a colleague's export has them: with ids, speakers and labels."""
    chance, words = random.Random(SEED + 1), _words()
    names = _names(words)
    for number in range(count):
        name = names[min(int(len(names) ** chance.random()) - 1, len(names) - 1)]
        row: dict[str, Any] = {
            "id": f"{number:016x}",
            "text": _sentence(chance, words),
            "speaker": {"name": name, "country": "RU", "official": True, "affiliation": "minister of roads"},
            "said": f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            "publisher": f"Daily {words[number % 50].title()}",
            "source_url": f"https://news.example/{number // PER_ARTICLE}",
        }
        if number % 2:
            row["stances"] = [_stance(chance)]
        yield row


def _stance(chance: random.Random) -> dict[str, Any]:
    favor, against = chance.random() / 2, chance.random() / 2
    return {
        "target": "Russia", "label": chance.choice(_LABELS), "about": chance.random() < 0.6,
        "score": round(favor - against, 4), "annotator_name": "model", "annotator_kind": "model",
        "annotator_version": "1",
        "probabilities": {"favor": favor, "against": against, "neutral": 1 - favor - against},
    }  # fmt: skip


def _names(words: list[str]) -> list[str]:
    return [f"{words[5000 + n].title()} {words[9000 + n].title()}" for n in range(ACTORS)]


def made(path: Path, count: int) -> None:
    """Make a store of so many quotes: rows as the product would write them, its own code for what it keeps."""
    began = time.perf_counter()
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    store = open_store(str(part))
    with store.change("benchmark", Annotator("benchmark")) as change:
        connection = change.connection
        _fill(connection, change.id, change.by, change.annotator(Annotator("model", "model", "1")), count)
        keep_all(connection)
        reindex(connection)
        change.insert(schema.run, annotator_id=change.by, time=change.time)  # so that the change is kept
    _close(store)
    part.rename(path)
    print(f"made in {time.perf_counter() - began:.0f} s", file=sys.stderr)


def _close(store: Store) -> None:
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("ANALYZE") if os.environ.get("ANALYZE") else None
    store.engine.dispose()


def _fill(connection: Any, change: int, by: int, model: int, count: int) -> None:
    chance, words = random.Random(SEED), _words()
    names = _names(words)
    time_ = "2026-01-01T00:00:00Z"
    connection.execute(schema.target.insert(), [{"id": 1, "name": "Russia", "country": "RU", "aliases": []}])
    actors, aliases, affiliations = [], [], []
    for number, name in enumerate(names):
        key = folded(name).replace(" ", "-")
        country = ("RU", "UA", "AZ", "US", "DE")[number % 5]
        actors.append({"id": key, "name": name, "kind": "person", "country": country, "reviewed": True})
        aliases.append({"actor_id": key, "name": name, "folded": folded(name), "change_id": change})
        official = number % 3 != 0
        affiliations.append({"actor_id": key, "role": "minister" if official else "analyst", "official": official,
                             "office": "executive" if official else None, "change_id": change})  # fmt: skip
    for table, rows in ((schema.actor, actors), (schema.alias, aliases), (schema.affiliation, affiliations)):
        connection.execute(table.insert(), rows)
    for start in range(0, count, 10_000):
        _fill_part(
            connection, change, by, model, range(start, min(count, start + 10_000)), chance, words, actors, time_
        )


def _fill_part(
    connection: Any, change: int, by: int, model: int, numbers: range, chance: random.Random, words: list[str],
    actors: list[dict[str, Any]], time_: str,
) -> None:  # fmt: skip
    tables: dict[Any, list[dict[str, Any]]] = {
        t: []
        for t in (
            schema.article,
            schema.article_version,
            schema.quote,
            schema.piece,
            schema.speaker_link,
            schema.stance,
        )
    }
    for first in range(numbers.start, numbers.stop, PER_ARTICLE):
        said = [_sentence(chance, words) for _ in range(min(PER_ARTICLE, numbers.stop - first))]
        article, version = f"{first:012x}", first // PER_ARTICLE + 1
        day = f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        text = " ".join(said)
        tables[schema.article].append({"id": article, "title": " ".join(chance.sample(words, 6)), "published": day,
                                       "publisher": f"Daily {words[first % 50].title()}", "retrieved": time_,
                                       "language": "en", "change_id": change})  # fmt: skip
        tables[schema.article_version].append({"id": version, "article_id": article, "text": text,
                                               "sha256": text_hash(text), "retrieved": time_,
                                               "change_id": change})  # fmt: skip
        at = 0
        for offset, content in enumerate(said):
            number = first + offset
            key = f"{(number * 2654435761) % 2**64:016x}"
            actor = actors[min(int(len(actors) ** chance.random()) - 1, len(actors) - 1)]
            tables[schema.quote].append({"id": key, "number": number + 1, "version_id": version, "kind": "speech",
                                         "type": "direct", "confidence": 0.9, "damaged": False, "extra": {},
                                         "added_by": by, "added": time_, "edited": False, "removed": False,
                                         "change_id": change})  # fmt: skip
            tables[schema.piece].append({"quote_id": key, "position": 0, "start": at,
                                         "end": at + len(content), "exact": content, "prefix": "", "suffix": "",
                                         "change_id": change})  # fmt: skip
            tables[schema.speaker_link].append({"quote_id": key, "name": actor["name"], "kind": "person",
                                                "actor_id": actor["id"], "annotator_id": model, "change_id": change,
                                                "time": time_})  # fmt: skip
            if number % 2:
                given = _stance(chance)
                tables[schema.stance].append({"quote_id": key, "target_id": 1, "label": given["label"],
                                              "about": given["about"], "score": given["score"], "evidence": [],
                                              "probabilities": given["probabilities"], "annotator_id": model,
                                              "change_id": change, "time": time_})  # fmt: skip
            at += len(content) + 1
    for table, rows in tables.items():
        if rows:
            connection.execute(table.insert(), rows)


if __name__ == "__main__":
    main()
