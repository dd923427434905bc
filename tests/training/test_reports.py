"""The reports that we wrote to train on: marks come out, words stay, a broken mark is named."""

from __future__ import annotations

import pytest

from training.reports import read_report, read_reports


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


@pytest.mark.parametrize(
    "marked",
    ["[[+|Ana Sol|“Rain”]]", "[[q|Ana Sol|“Rain”]]", "[[x|“Rain”]]", "[[x|Ana Sol|“Rain”", "[[x|Ana|a [[n|Bo|b]] c]]"],
)
def test_a_broken_mark_is_an_error_that_names_the_report(marked: str) -> None:
    with pytest.raises(ValueError, match="weather"):
        read_report("weather", marked)


def test_every_report_that_ships_can_be_read() -> None:
    reports = list(read_reports())
    assert reports
    assert len({report.id for report in reports}) == len(reports)
    assert all(report.quotes for report in reports)
