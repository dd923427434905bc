"""import and export: the analyst's own spreadsheet, a colleague's labels, nothing lost."""

import csv
import io
import json

import pytest

from quotes.actions.find import finder

FINDER = finder()
SHEET = (
    "Sprecher;Funktion;Land;Zitat;Datum;Haltung;Quelle;Bauchgefühl\n"
    "Wera Orlowa;Historikerin;RU;„Das ist ein Fehler“;14.08.2025;critical;https://news.example/1;stark\n"
    "Олена Коваль;министр;UA;«Мы готовы»;03.09.2025;pro;https://news.example/2;\n"
)
OPTIONS = ("--map", "Sprecher=speaker", "--labels", "critical=against")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_the_analysts_own_spreadsheet_goes_in(quotes, encoding):
    sheet = SHEET.replace("ü", "u") if encoding == "cp1251" else SHEET
    quotes("import", quotes.write("mine.csv", sheet.encode(encoding)), *OPTIONS)
    first, second = sorted(quotes.quotes(), key=lambda q: q["said"] or q["published"])
    assert (first["speaker"]["name"], first["speaker"]["country"]) == ("Wera Orlowa", "RU")
    assert first["stance"]["label"] == "against"
    assert second["stance"]["label"] == "favor"
    assert second["text"] == "«Мы готовы»"
    assert "stark" in first["extra"].values()


def test_a_dry_run_shows_how_the_table_is_read_and_stores_nothing(quotes):
    result = quotes("import", quotes.write("mine.csv", SHEET), "--dry-run", *OPTIONS)
    assert "Sprecher -> speaker" in result.stderr and "Bauchgefühl -> kept" in result.stderr
    assert not (quotes.folder / "store.db").exists()


def test_how_a_table_was_read_is_remembered_for_the_next_one_like_it(quotes):
    quotes("import", quotes.write("mine.csv", SHEET), *OPTIONS)
    later = SHEET.replace("ein Fehler", "kein Fehler")
    result = quotes("import", quotes.write("later.csv", later))
    assert "read as last time" in result.stderr
    assert "1 quote added, 1 known" in result.stderr


def test_every_bad_row_is_named_and_nothing_is_stored_unless_told_to_skip_them(quotes):
    sheet = SHEET + "Nina Petrowa;;Atlantis;„Nein“;31.02.2025;critical;;\n" + ";;;;;;;\n"
    file = quotes.write("mine.csv", sheet)
    result = quotes("import", file, *OPTIONS, ok=1)
    assert "31.02.2025" in result.stderr or "Atlantis" in result.stderr
    assert quotes.quotes() == []
    quotes("import", file, *OPTIONS, "--skip-bad")
    assert len(quotes.quotes()) == 2


def test_a_colleagues_labels_merge_by_id_with_their_annotator(quotes, tmp_path, monkeypatch):
    key = quotes.add("“It is a defeat.”", "--speaker", "Vera Orlova")
    quotes("export", tmp_path / "out.jsonl")
    (line,) = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    theirs = json.loads(line)
    theirs["stances"] = [
        {"target": "Russia", "label": "against", "about": True, "annotator": "Bea", "time": "2025-09-01T10:00:00Z"}
    ]
    file = quotes.write("theirs.jsonl", json.dumps(theirs, ensure_ascii=False))
    assert "1 known, 1 label added" in quotes("import", file).stderr
    assert "1 known, 0 labels added" in quotes("import", file).stderr
    (quote,) = quotes.quotes()
    assert (quote["id"], quote["stance"]["annotator"]) == (key, "Bea")


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "json", "xlsx", "parquet"])
@pytest.mark.parametrize("safe", [False, True])
def test_what_goes_out_comes_in_again_without_loss(quotes, article, form, safe, monkeypatch):
    quotes("ingest", article, "--publisher", "Daily", "--date", "2025-09")
    quotes("import", "--shipped")
    quotes.add("=1+1 is “not” a formula", "--speaker", "Əli Həsənov", "--note", "-5", "--doubted", "@home")
    for quote in quotes.quotes()[:3]:
        quotes("tag", quote["id"], "mixed", "--aspect", "policy", "--why", "both; sides", "--as", "Bea")
    file = quotes.folder / f"out.{form}"
    quotes("export", file, *(["--excel-safe"] if safe else []))
    before = _everything(quotes)
    monkeypatch.setenv("QUOTES_DB", str(quotes.folder / "other.db"))
    quotes("import", file)
    after = _everything(quotes)
    assert after.keys() == before.keys()
    for key, quote in before.items():
        assert after[key] == quote


def test_a_formula_is_marked_for_a_spreadsheet_and_a_number_is_not(quotes):
    quotes.add("=HYPERLINK(“http://evil.example”)", "--speaker", "Vera Orlova", "--note", "-5")
    out = quotes("export", "--excel-safe", "--format", "csv").stdout
    assert "'=HYPERLINK" in out and ",-5," in out


def test_the_shipped_quotes_are_added_once(quotes):
    quotes("import", "--shipped")
    count = len(quotes.quotes())
    assert count > 20
    assert f"0 quotes added, {count} known, 0 labels" in quotes("import", "--shipped").stderr


def test_an_unknown_format_an_unknown_column_and_a_missing_file_are_named(quotes):
    quotes.add("“A.”", "--speaker", "Vera Orlova")
    assert "out.doc" in quotes.failure("export", quotes.folder / "out.doc")
    assert "Farbe" in quotes.failure("import", quotes.write("mine.csv", SHEET), "--map", "Farbe=speaker")
    assert "none.csv" in quotes.failure("import", quotes.folder / "none.csv")


def test_a_failed_export_leaves_the_old_file_as_it_was(quotes):
    quotes.add("“A.”", "--speaker", "Vera Orlova")
    assert "nowhere" in quotes.failure("export", quotes.folder / "nowhere" / "out.csv")


def _everything(quotes):
    """All quotes by id; without the actors' ids, the reason and the time that belong to one store alone."""
    lines = quotes("export", "--format", "jsonl").stdout.splitlines()
    found = {}
    for quote in map(json.loads, lines):
        found[quote["id"]] = quote
    return found


def test_what_a_machine_found_stays_the_machines_after_a_round_trip(quotes, article, monkeypatch):
    quotes("ingest", article)
    corrected = quotes.quotes()[0]["id"]
    quotes("edit", corrected, "--speaker", "Vera Orlova")
    quotes("export", quotes.folder / "out.csv")
    monkeypatch.setenv("QUOTES_DB", str(quotes.folder / "other.db"))
    quotes("import", quotes.folder / "out.csv", "--as", "Bea")
    for quote in quotes.quotes():
        assert quote["found_by"] == {"name": FINDER.name, "kind": "model", "version": FINDER.version}
        who = quote["speaker"] and quote["speaker"]["annotator"]
        assert who is None or (who["name"], who["kind"]) == (
            ("Ann", "person") if quote["id"] == corrected else (FINDER.name, "model")
        )


def test_a_speaker_edited_in_the_table_is_the_word_of_who_brings_it(quotes, article, monkeypatch):
    quotes("ingest", article)
    rows = list(csv.DictReader(io.StringIO(quotes("export", "--format", "csv").stdout)))
    rows[0]["affiliation"] = "sailor"
    table = io.StringIO()
    writer = csv.DictWriter(table, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    monkeypatch.setenv("QUOTES_DB", str(quotes.folder / "other.db"))
    quotes("import", quotes.write("t.csv", table.getvalue()), "--as", "Bea")
    by = {q["id"]: q["speaker"]["annotator"]["name"] for q in quotes.quotes() if q["speaker"]}
    assert by.pop(rows[0]["id"]) == "Bea"
    assert set(by.values()) == {FINDER.name}


@pytest.mark.parametrize("mine", [True, False], ids=["mine has the address", "theirs has it"])
def test_labels_find_their_quote_though_one_of_two_kept_the_articles_address(quotes, article, monkeypatch, mine):
    addressed = ["--url", "https://news.example/harbour"]
    quotes("ingest", article, *(addressed if mine else []))
    count = len(quotes.quotes())
    monkeypatch.setenv("QUOTES_DB", str(quotes.folder / "theirs.db"))
    quotes("ingest", article, *([] if mine else addressed))
    for quote in quotes.quotes():
        quotes("tag", quote["id"], "neutral", "--as", "Bea")
    quotes("export", quotes.folder / "theirs.jsonl")
    monkeypatch.setenv("QUOTES_DB", quotes.db)
    assert f"{count} known, {count} labels added" in quotes("import", quotes.folder / "theirs.jsonl").stderr
    assert [q["stance"]["annotator"] for q in quotes.quotes()] == ["Bea"] * count


def test_a_name_that_is_none_is_a_bad_row_and_a_document_of_pages_is_no_table(quotes):
    file = quotes.write("mine.csv", "speaker,text\n" + "V" * 300 + ",“No.”\nVera Orlova,“Yes.”\n")
    result = quotes("import", file, "--skip-bad")
    assert "row 2" in result.stderr and "200 at most" in result.stderr
    assert [q["text"] for q in quotes.quotes()] == ["“Yes.”"]
    assert "PDF" in quotes.failure("import", quotes.write("mine.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"))


@pytest.mark.parametrize(
    ("speaker", "told"),
    [
        ({"name": "Anna", "canonical": "A" * 300}, "200 at most"),
        ({"name": "Anna\u202eB", "canonical": None}, "control character"),
        ({"name": "A" * 3000}, "200 at most"),
    ],
)
def test_a_name_in_json_that_is_none_is_a_bad_row_too(quotes, speaker, told):
    rows = [{"text": "“No.”", "speaker": speaker}, {"text": "“Yes.”", "speaker": {"name": "Vera\n Orlova"}}]
    file = quotes.write("mine.jsonl", "\n".join(json.dumps(row) for row in rows))
    result = quotes("import", file, "--skip-bad")
    assert "row 1" in result.stderr and told in result.stderr
    assert [q["speaker"]["name"] for q in quotes.quotes()] == ["Vera Orlova"]


@pytest.mark.parametrize("column", ["annotator", "target", "added_by"])
def test_an_annotator_or_a_target_whose_name_is_none_is_a_bad_row(quotes, column):
    table = f"text,speaker,stance,{column}\n“No.”,Vera Orlova,favor,{'x' * 1300}\n“Yes.”,Vera Orlova,favor,X Y\n"
    result = quotes("import", quotes.write("mine.csv", table), "--skip-bad")
    assert f"row 2, {column}" in result.stderr
    assert [q["text"] for q in quotes.quotes()] == ["“Yes.”"]


def test_what_a_page_made_of_a_name_survives_a_round_trip(quotes, monkeypatch):
    text = "“We sail,” said Olena Koval\u200e, a sailor from the harbour.\n“We dock,” Koval\u200e said.\n"
    quotes("ingest", quotes.write("x.txt", text))
    quotes("export", quotes.folder / "out.jsonl")
    names = [q["speaker"]["name"] for q in quotes.quotes()]
    monkeypatch.setenv("QUOTES_DB", str(quotes.folder / "other.db"))
    assert "0 bad rows" in quotes("import", quotes.folder / "out.jsonl").stderr
    assert [q["speaker"]["name"] for q in quotes.quotes()] == names
