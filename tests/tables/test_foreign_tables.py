"""The analyst's own table goes in: encodings, delimiters, dates, names of columns, and rows that are broken."""

import csv
import datetime
import io
import zipfile

import openpyxl
import pytest

from quotes.errors import InputError
from quotes.tables.mapping import field_named, guess_mapping, parse_labels, parse_map, signature
from quotes.tables.reading import read_table
from quotes.tables.writing import write_table
from quotes.types import Annotator, Quote, Speaker, Stance, pieces_of

GERMAN = (
    'Sprecher;Zitat;Datum;Land;Haltung;Quelle\nJörg Übermut;"Wir führen\nGespräche; über alles";14.08.2025;Germany;{}'
)
GERMAN = GERMAN.format(
    "kritisch;„Abendblatt“, S. 4\nEva Weiß;Das genügt uns;3. August 2025;DE;positiv;https://example.org/2\n"
)
RUSSIAN = (
    "Говорящий\tЦитата\tДата\tСтрана\tПозиция\tИсточник\nАнна Светлова\tМы не поддерживаем это решение\t"
    "14.08.2025\tRussia\tкритически\tГазета «Пример»\nПётр Лесной\tЭто наш общий дом\t01.02.2025\tKZ\tнейтрально\thttps://example.org/1\n"
)
TURKISH = (
    'Konuşmacı,Alıntı,Tarih,Ülke,Tutum,Kaynak\nAyşe Yıldız,"Bu kararı desteklemiyoruz, çünkü yanlış",'
    "14.08.2025,Turkey,karşı,Örnek Gazetesi\nİsmail Şen,Görüşmeler sürüyor,,TR,,\n"
)


def rows(table):
    return [quote for _, quote in table.quotes]


def workbook(*lines, **sheets):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    for name, content in sheets.items():
        page = book.create_sheet(name)
        for line in content:
            page.append(line)
    return saved(book)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "text, encoding, found",
    [
        (GERMAN, "utf-8", "utf-8-sig"), (GERMAN, "utf-8-sig", "utf-8-sig"), (GERMAN, "cp1252", "cp1252"),
        (GERMAN, "utf-16", "utf-16"), (RUSSIAN, "utf-8", "utf-8-sig"), (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "utf-16", "utf-16"), (RUSSIAN, "utf-16-le", "utf-16-le"), (GERMAN, "utf-16-be", "utf-16-be"),
        (TURKISH, "cp1254", "cp1254"), (TURKISH, "utf-8", "utf-8-sig"),
    ],
)  # fmt: skip
def test_encoding_delimiter_and_columns_are_found(text, encoding, found, tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    table = read_table(path)
    assert (table.encoding, table.bad, len(table.quotes)) == (found, (), 2)
    assert list(table.mapping.values()) == (["speaker", "text", "said", "country", "stance", "source"])
    assert [quote.stance and quote.stance.label for quote in rows(table)] in (
        ["against", "favor"], ["against", "neutral"], ["against", None]
    )  # fmt: skip
    assert rows(table)[0].said == "2025-08-14"


def test_cells_keep_their_line_ends_delimiters_and_places():
    first, second = rows(read_table(GERMAN.encode("cp1252"), name="a.csv"))
    assert first.text == "Wir führen\nGespräche; über alles"
    assert first.speaker == Speaker("Jörg Übermut", country="DE")
    assert first.stance == Stance("Russia", "against")
    assert first.stances == (first.stance,)
    assert first.source_note == "„Abendblatt“, S. 4"
    assert (second.source_url, second.source_note) == ("https://example.org/2", None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("suffix", ["csv", "tsv", "txt"])
def test_the_delimiter_is_what_parts_the_rows_evenly(delimiter, suffix):
    cells = [["quote", "speaker", "place"], ["yes; no, | \t well", "A, B", "x"], ["a;b;c", "d", "e"], ["1,5", "", "z"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in cells)
    table = read_table(text.encode(), name=f"t.{suffix}")
    assert table.delimiter == delimiter
    assert [quote.text for quote in rows(table)] == [line[0] for line in cells[1:]]


def test_one_column_of_words_with_commas_is_one_column():
    table = read_table(b"Zitat\nErstens, zweitens\nDrittens, viertens, letztens\n", name="t.csv")
    assert [quote.text for quote in rows(table)] == ["Erstens, zweitens", "Drittens, viertens, letztens"]


def test_excel_names_its_delimiter_in_the_first_line():
    assert read_table(b"sep=;\r\nZitat;Land\r\nJa, gut;DE\r\n", name="t.csv").quotes[0][0] == 3


def test_each_bad_row_is_named_and_stops_no_other():
    text = (
        "quote;speaker;stance;date;country;official;url\n"
        "one;A;lukewarm;;;;\n"
        "two;B;;32.13.2025;;;\n"
        "three;C;;;Atlantis;;\n"
        "four;D;;;;perhaps;\n"
        "five;E;;;;;javascript:alert(1)\n"
        ";F;;;;;\n"
        "seven;G;;;;;;;too;many\n"
        "\n"
        '"eight" more;H;;;;;\n'
        "nine;I\n"
        '"ten;J;;;;;\n'
        "eleven;K;pro;;;;\n"
        "a\x00b;L;;;;;\n"
    )
    table = read_table(text.encode(), name="t.csv")
    assert [(number, quote.text) for number, quote in table.quotes] == [(11, "nine"), (13, "eleven")]
    assert [(bad.number, bad.column) for bad in table.bad] == [
        (2, "stance"), (3, "date"), (4, "country"), (5, "official"), (6, "url"), (7, "quote"), (8, None), (10, None),
        (12, None), (14, None),
    ]  # fmt: skip
    assert "--labels 'lukewarm=against'" in table.bad[0].reason
    assert str(table.bad[2]).startswith("row 4, country: 'Atlantis'")
    assert "closed" in table.bad[8].reason


def test_an_open_quotation_mark_in_a_long_table_loses_only_its_row():
    lines = ["quote,speaker", *(f"words {n},S{n}" for n in range(3000))]
    lines[10] = '"words,S9'
    table = read_table("\n".join(lines).encode(), name="t.csv")
    assert (len(table.quotes), [bad.number for bad in table.bad]) == (2999, [11])


def test_columns_without_a_field_are_kept_under_their_own_names():
    table = read_table(b"Zitat,Nr.,Zitat,,Nr.\nA,7,B,c,\n", name="t.csv")
    assert table.columns == ("Zitat", "Nr.", "Zitat (2)", "column 4", "Nr. (2)")
    assert rows(table)[0].extra == {"Nr.": "7", "Zitat (2)": "B", "column 4": "c"}


@pytest.mark.parametrize(
    "content, said",
    [
        (b"", "empty"), (b"\n \n", "empty"), (b"\xef\xbb\xbf", "empty"), (b"a,b\n1,2\n", "--map 'COLUMN=text'"),
        (b";;\n;;\n", "empty|--map"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_the_mend(content, said):
    with pytest.raises(InputError, match=said):
        read_table(content, name="t.csv")


def test_a_refusal_names_the_file():
    with pytest.raises(InputError, match=r"^tables/mine\.csv: no column holds"):
        read_table(b"a,b\n1,2\n", name="tables/mine.csv")


def test_a_file_that_a_spreadsheet_program_saved_again_is_still_ours(tmp_path):
    path = tmp_path / "own.csv"
    quote = Quote(pieces_of("Größe, ja"), id="a", said="2025-08-14", confidence=0.5, extra={"Nr": "1"})
    write_table([quote], path, format="csv")
    lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    local = [[cell.replace("2025-08-14", "14.08.2025").replace("0.5", "0,5") for cell in line] for line in lines]
    with open(path, "w", encoding="cp1252", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(local)
    table = read_table(path)
    assert (table.own, rows(table), table.bad) == (True, [quote], ())


def test_a_path_that_cannot_be_read_is_named(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(InputError, match=str(path)):
            read_table(path)


def test_a_wrong_encoding_is_refused_with_the_place():
    with pytest.raises(InputError, match="byte 6"):
        read_table("quote\nß".encode("cp1252"), encoding="utf-8", name="t.csv")
    with pytest.raises(InputError, match="no encoding 'klingon'"):
        read_table(b"quote\n1", encoding="klingon", name="t.csv")


def test_a_stance_that_is_unsure_is_a_label_of_none_and_a_blank_is_no_label():
    table = read_table(b"quote,stance,coder,comment\na,?,Mara,hm\nb,unsure,Mara,\nc,,Mara,later\n", name="t.csv")
    unsure = Stance("Russia", None, annotator=Annotator("Mara"))
    assert [quote.stance for quote in rows(table)][1:] == [unsure, None]
    assert rows(table)[0].stance == Stance("Russia", None, annotator=Annotator("Mara"), comment="hm")
    assert (rows(table)[2].note, rows(table)[2].extra) == ("later", {"coder": "Mara"})


def test_the_users_mapping_and_labels_win():
    text = b"Wer,Was,Ton,Zitat\nA,hello,1,kept\nB,bye,-,\n"
    mapping = parse_map(["Was=text", "wer=speaker", "Ton=stance", "Zitat=extra"])
    table = read_table(text, name="t.csv", mapping=mapping, labels=parse_labels(["1=favor", "-=critical"]))
    assert [(q.text, q.speaker.name, q.stance.label) for q in rows(table)] == [
        ("hello", "A", "favor"),
        ("bye", "B", "against"),
    ]
    assert rows(table)[0].extra == {"Zitat": "kept"}


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: parse_map(["Sprecher"]), "COLUMN=FIELD"),
        (lambda: parse_map(["Sprecher=orator"]), "no field 'orator'; the fields are id, text"),
        (lambda: parse_labels(["x=angry"]), "no label 'angry'"),
        (lambda: guess_mapping(["A", "B"], {"C": "text"}), "no column 'C'; its columns are A, B"),
        (lambda: guess_mapping(["A", "B"], {"A": "text", "B": "text"}), "two columns"),
        (lambda: read_table(b"A,B\n1,2", name="t.csv", mapping={"C": "text"}), "no column 'C'"),
    ],
)
def test_options_that_mean_nothing_are_refused(call, said):
    with pytest.raises(InputError, match=said):
        call()


@pytest.mark.parametrize(
    "column, field",
    [
        ("SPRECHER", "speaker"), ("Äußerung", "text"), ("говорящий", "speaker"), ("цитата", "text"), ("Дата", "said"),
        ("источник", "source"), ("СТРАНА", "country"), ("позиция", "stance"), ("konuşmacı", "speaker"),
        ("Haltung", "stance"),
        ("Stance toward Russia", "stance"), ("Source URL", "source_url"), ("unknown thing", None), ("№", None),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_name(column, field):
    assert field_named(column) == field


def test_the_signature_of_columns_depends_on_names_alone():
    assert signature(["Zitat", " land "]) == signature(["Land", "zitat"]) != signature(["Land"])
    assert len(signature([])) == 16


def test_a_workbook_gives_dates_numbers_and_calculated_values():
    content = workbook(
        ["Quotes of 2025"], [], ["Quote", "Date", "Official", "Nr", "Year"],
        ["Words", datetime.datetime(2025, 8, 14), True, 3.0, 2025], [None], [12.5, datetime.date(2024, 2, 29), None, 4],
    )  # fmt: skip
    table = read_table(content, name="t.xlsx")
    assert [(number, q.text, q.said) for number, q in table.quotes] == [
        (4, "Words", "2025-08-14"), (6, "12.5", "2024-02-29")
    ]  # fmt: skip
    assert rows(table)[0].extra == {"Nr": "3", "Year": "2025"}
    assert rows(table)[0].speaker.official is True


def test_a_formula_that_was_never_calculated_is_a_bad_row():
    table = read_table(workbook(["Quote", "Speaker"], ['=A1&"x"', "A"], ["fine", "B"]), name="t.xlsx")
    assert [(bad.number, "column A" in bad.reason) for bad in table.bad] == [(2, True)]
    assert len(table.quotes) == 1


def test_a_cell_merged_over_rows_counts_for_each():
    book = openpyxl.Workbook()
    for line in (["Speaker", "Quote"], ["Anna Example", "one"], [None, "two"], [None, "three"]):
        book.active.append(line)
    book.active.merge_cells("A2:A3")
    names = [quote.speaker and quote.speaker.name for quote in rows(read_table(saved(book), name="t.xlsx"))]
    assert names == ["Anna Example", "Anna Example", None]


def test_the_first_sheet_that_holds_anything_is_read_unless_one_is_named():
    content = workbook(full=[["Quote"], ["a"]], other=[["Quote"], ["b"]])
    assert read_table(content, name="t.xlsx").sheet == "full"
    assert rows(read_table(content, name="t.xlsx", sheet="other"))[0].text == "b"
    with pytest.raises(InputError, match="no sheet 'third'; its sheets are Sheet, full, other"):
        read_table(content, name="t.xlsx", sheet="third")
    with pytest.raises(InputError, match="empty"):
        read_table(workbook(), name="t.xlsx")


def test_what_is_no_workbook_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<x/>")
        file.writestr("xl/worksheets/sheet1.xml", b" " * (70 << 20))
    for content in (b"a,b\n", b"PK\x03\x04rubbish", b"\xd0\xcf\x11\xe0old", packed.getvalue(), workbook(["q"])[:-300]):
        with pytest.raises(InputError):
            read_table(content, name="t.xlsx")
    with pytest.raises(InputError, match="unpacks"):
        read_table(packed.getvalue(), name="t.xlsx")


def test_equal_speakers_of_a_table_are_one_object_and_values_of_other_types_are_told():
    def line(official="true", more=""):
        return f'{{"text": "a", "speaker": {{"name": "Vera Orlova", "official": {official}}}{more}}}\n'

    lines = (line(), line(), line("1"), line(more=', "publisher": {}'), line(more=', "added_by": []'))
    table = read_table("".join(lines).encode(), name="t.jsonl")
    (_, first), (_, second) = table.quotes
    assert first.speaker is second.speaker and first.speaker.official is True
    assert [bad.number for bad in table.bad] == [3, 4, 5]


def test_objects_are_read_flat_or_in_the_promised_shape():
    text = '{"text": "a", "speaker": "A", "stance": "against", "mood": 3}\n'
    text += '{"content": 5\n\n[1]\n{"content": [], "text": "b"}\n'
    table = read_table(text.encode(), name="t.jsonl")
    assert [(number, quote.text) for number, quote in table.quotes] == [(1, "a"), (5, "b")]
    assert (rows(table)[0].stance.label, rows(table)[0].extra) == ("against", {"mood": "3"})
    assert [bad.number for bad in table.bad] == [2, 4]
    assert rows(read_table(b'[{"Zitat": "ja", "Land": "DE"}]'))[0].speaker.country == "DE"


@pytest.mark.parametrize("name", ["undefined", "unicode-escape", "unicode_escape", "utf-7", "hex", "no-such-code"])
def test_an_encoding_that_is_none_of_text_is_refused_by_name(name):
    with pytest.raises(InputError, match=name):
        read_table(b"quote,speaker\nA,B\n", name="t.csv", encoding=name)


def test_a_sheet_of_open_tags_alone_is_searched_in_linear_time():
    # the patterns must not look past the next tag: each try then ends at once
    from quotes.tables import workbook

    for pattern in (workbook._UNCALCULATED, workbook._MERGED):
        assert b"[^>]" not in pattern.pattern
        assert pattern.search(b"<c " * 400_000 + b"<mergeCell " * 100_000) is None


def test_a_workbook_with_a_member_of_open_tags_is_read_in_spite_of_them():
    # a comment may hold them and leaves the sheet well-formed, so that the search meets a megabyte of them
    crafted = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["Quote"], ["fine"]))) as plain, zipfile.ZipFile(crafted, "w") as packed:
        for part in plain.namelist():
            text = plain.read(part)
            if part.endswith("sheet1.xml"):
                comment = b"<!--" + b"<c <mergeCell " * (1 << 16) + b"-->"
                text = text.replace(b"</sheetData>", b"</sheetData>" + comment)
            packed.writestr(part, text, zipfile.ZIP_DEFLATED)
    assert [quote.text for quote in rows(read_table(crafted.getvalue(), name="t.xlsx"))] == ["fine"]


@pytest.mark.parametrize(
    ("name", "head", "told"),
    [
        ("mine.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        ("mine.csv", b"%PDF-1.4\nspeaker,text\n", "a PDF"),
        ("mine.html", b"\n<!DOCTYPE html><html><body><table></table></body></html>", "a web page"),
        ("mine.csv.gz", b"\x1f\x8b\x08\x00rest", "packed"),
        ("mine.rtf", b"{\\rtf1\\ansi speaker}", "a text of a word processor"),
        ("mine.png", b"\x89PNG\r\n\x1a\nrest", "a picture"),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_is(name, head, told):
    with pytest.raises(InputError, match=f"{name} is {told}: .*csv"):
        read_table(head, name=name)
