"""The reports that we wrote to train on: marks come out, words stay, a broken mark is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.stance.invented_reports import read_report, read_reports


def test_a_mark_leaves_its_words_with_label_and_speaker() -> None:
    report = read_report("r", "A vote\n[[a|Ana Sol|“A theft,”]] said Ana Sol.")
    assert report.text == "A vote\n“A theft,” said Ana Sol."
    (quote,) = report.quotes
    assert (quote.label, quote.about, quote.speaker) == ("against", True, "Ana Sol")
    assert [report.text[a:b] for a, b in quote.content] == ["“A theft,”"]


def test_a_plus_goes_on_with_the_quote_before_it() -> None:
    report = read_report("r", "[[x|Ana Sol|“Rain,”]] she said, [[+|Ana Sol|“and more rain.”]]")
    (quote,) = report.quotes
    assert not quote.about
    assert [report.text[a:b] for a, b in quote.content] == ["“Rain,”", "“and more rain.”"]


def test_which_reports_are_held_back_is_told_in_their_files_whatever_those_are_called(tmp_path: Path) -> None:
    written = "=== rain\nRain\n[[x|Ana|“Wet.”]]\n\n=== snow, held back\nSnow\n[[x|Bo|“a === b”]]\n"
    for name in ("one.txt", "another.txt"):
        file = tmp_path / name
        file.write_text(written, encoding="utf-8")
        rain, snow = read_reports(tmp_path)
        assert (rain.id, rain.held, rain.text) == ("rain", False, "Rain\n“Wet.”")
        assert (snow.id, snow.held, snow.text) == ("snow", True, "Snow\n“a === b”")
        file.unlink()


@pytest.mark.parametrize(
    "marked",
    ["[[+|Ana Sol|“Rain”]]", "[[q|Ana Sol|“Rain”]]", "[[x|“Rain”]]", "[[x|Ana Sol|“Rain”", "[[x|Ana|a [[n|Bo|b]] c]]"],
)
def test_a_broken_mark_is_an_error_that_names_the_report(marked: str) -> None:
    with pytest.raises(ValueError, match="weather"):
        read_report("weather", marked)


def test_a_report_whose_name_cannot_be_read_is_not_poured_into_the_one_before() -> None:
    with pytest.raises(ValueError, match=r"weather: .*held back"):
        read_report("weather", "Rain\n[[x|Ana|“Wet.”]]\n\n=== snow, held\nSnow")


def test_every_report_that_ships_can_be_read() -> None:
    reports = list(read_reports())
    assert reports
    assert len({report.id for report in reports}) == len(reports)
    assert all(report.quotes for report in reports)
    assert 0 < sum(report.held for report in reports) < len(reports) / 2
