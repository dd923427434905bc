"""Files are written whole or not at all, and spreadsheets run nothing."""

import io
import os
import stat
from unittest import mock

import openpyxl
import pytest

from quotes.errors import InputError
from quotes.tables.reading import read_table
from quotes.tables.writing import write_table
from quotes.types import Quote, Speaker, pieces_of

QUOTES = [
    Quote(pieces_of("=1+1"), id="q1", speaker=Speaker("-5"), extra={"Nr": "7"}),
    Quote(pieces_of("zwei\r\nZeilen"), id="q2"),
]


def test_a_file_is_replaced_whole_with_its_permissions(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    path.chmod(0o640)
    assert write_table(QUOTES, path, format="csv") == 2
    assert [quote for _, quote in read_table(path).quotes] == QUOTES
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("format", ["csv", "jsonl", "xlsx"])
def test_a_failure_leaves_the_old_file_and_no_other(tmp_path, format):
    path = tmp_path / "out"
    path.write_text("old")
    with pytest.raises(InputError, match="quote 'bad'"):
        write_table([*QUOTES, Quote(pieces_of("a\x00"), id="bad")], path, format=format)
    full = mock.patch("os.fsync", side_effect=OSError(28, "No space left on device"))
    with full, pytest.raises(InputError, match=f"cannot write {path}: No space left on device"):
        write_table(QUOTES, path, format=format)
    assert (path.read_text(), os.listdir(tmp_path)) == ("old", ["out"])


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    for path in (tmp_path / "none" / "out.csv", tmp_path):
        with pytest.raises(InputError, match=f"cannot write {path}"):
            write_table(QUOTES, path, format="csv")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full here")
def test_a_full_device_is_named():
    with pytest.raises(InputError, match="cannot write /dev/full: No space left"):
        write_table(QUOTES, "/dev/full", format="csv")


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_table(QUOTES, tmp_path / "link.csv", format="csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert len(read_table(tmp_path / "real.csv").quotes) == 2


def test_a_table_for_spreadsheets_has_marks_and_says_so():
    stream = io.BytesIO()
    write_table(QUOTES, stream, format="csv", excel_safe=True)
    text = stream.getvalue().decode()
    assert text.startswith("\ufeffid,text,speaker")
    assert ",'=1+1,-5," in text
    assert ",excel_safe\r\n" in text


def test_a_table_for_programs_has_neither_marks_nor_a_byte_order_mark():
    stream = io.StringIO()
    write_table(QUOTES, stream, format="csv")
    assert stream.getvalue().startswith("id,text,speaker")
    assert "excel_safe" not in stream.getvalue()


def test_a_workbook_holds_text_and_never_a_formula():
    stream = io.BytesIO()
    write_table([*QUOTES, Quote(pieces_of("#N/A"), confidence=0.1 + 0.2)], stream, format="xlsx")
    sheet = openpyxl.load_workbook(stream).active
    assert [sheet.cell(row, 2).value for row in (2, 4)] == ["=1+1", "#N/A"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} == {"s", "n"}
    head = [cell.value for cell in sheet[1]]
    assert sheet.cell(4, head.index("confidence") + 1).value == 0.1 + 0.2


def test_a_cell_too_long_for_a_workbook_is_named_with_the_mend():
    long = Quote(pieces_of("x" * 32_767), id="long", note="😀" * 16_384)
    with pytest.raises(InputError, match=r"'long', note: .* --format csv"):
        write_table([long], io.BytesIO(), format="xlsx")


def test_formats_and_streams_that_do_not_fit_are_refused():
    with pytest.raises(InputError, match="the formats are csv, tsv"):
        write_table(QUOTES, io.BytesIO(), format="docx")
    with pytest.raises(InputError, match=r"xlsx is no text: .* `quotes export FILE.xlsx`"):
        write_table(QUOTES, io.StringIO(), format="xlsx")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals to open here")
def test_a_terminal_is_shown_text_and_no_workbook():
    reading, writing = os.openpty()
    with open(reading, "rb", buffering=0) as shown, open(writing, "wb", buffering=0) as screen:
        for format, target in (("xlsx", screen), ("parquet", screen), ("xlsx", os.ttyname(writing))):
            with pytest.raises(InputError, match=rf"{format} is no text: .* `quotes export FILE.{format}`"):
                write_table(QUOTES, target, format=format)
        write_table(QUOTES, screen, format="csv")
        assert shown.read(7) == b"id,text"  # and nothing came before it


def test_other_columns_stand_before_those_of_json_in_the_order_met():
    stream = io.StringIO()
    write_table(
        [Quote(pieces_of("a"), extra={"z": "1"}), Quote(pieces_of("b"), extra={"y": "2"})], stream, format="csv"
    )
    assert ",confidence,z,y,content_json," in stream.getvalue().splitlines()[0]


@pytest.mark.parametrize("format", ["jsonl", "json"])
def test_json_is_written_as_the_quotes_come_and_counted(format):
    stream = io.BytesIO()
    seen = []

    def coming():
        for quote in QUOTES:
            seen.append(stream.getvalue().count(b'"stances"'))
            yield quote

    assert write_table(coming(), stream, format=format) == len(QUOTES) == 2
    assert seen == [0, 1], "each is written before the next is asked for"


@pytest.mark.parametrize("format", ["jsonl", "json", "csv"])
def test_a_source_that_breaks_off_leaves_the_file_as_it_was(tmp_path, format):
    def breaking_off():
        yield QUOTES[0]
        raise InputError("no more")

    path = tmp_path / "out"
    path.write_text("old")
    with pytest.raises(InputError, match="no more"):
        write_table(breaking_off(), path, format=format)
    assert [file.name for file in tmp_path.iterdir()] == ["out"] and path.read_text() == "old"


@pytest.mark.parametrize(("format", "written"), [("jsonl", ""), ("json", "[\n]\n")])
def test_no_quotes_are_an_empty_file_or_an_empty_array(format, written):
    stream = io.StringIO()
    assert write_table((), stream, format=format) == 0
    assert stream.getvalue() == written
