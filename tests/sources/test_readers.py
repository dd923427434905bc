"""Which reader an input has, and how another is added."""

import pytest

from quotes.errors import InputError
from quotes.sources import inputs
from quotes.sources.inputs import READERS, expanded, read_sources, reader_of
from quotes.types import Article


def test_an_input_is_read_by_its_whole_name_its_scheme_or_its_suffix():
    for key, name in (("-", "-"), ("https://", "https://a.example/b.txt"), (".html", "A.HTML"), (".txt", "a.b.txt")):
        assert reader_of(name) is READERS[key]


@pytest.mark.parametrize("name", ["notes", "notes.md", "a/-", ""])
def test_a_file_of_another_suffix_is_read_too(name):
    assert reader_of(name) is READERS[".txt"]


@pytest.mark.parametrize("name", ["ftp://a.example/b", "HTTP://a.example", "://", "file:///etc/hosts"])
def test_an_unknown_scheme_says_what_is_read(name):
    with pytest.raises(InputError, match="only http and https are read: save the page and give the file"):
        reader_of(name)


def test_a_reader_is_one_line_and_its_files_are_taken_from_folders(tmp_path, monkeypatch):
    monkeypatch.setattr(
        inputs, "READERS", {**READERS, ".eml": lambda name, _: Article(f"letter {name}", language="en")}
    )
    (tmp_path / "a.eml").write_text("x")
    (source,) = read_sources(expanded([str(tmp_path)]), title="T")
    assert source.article == Article(f"letter {tmp_path / 'a.eml'}", language="en", title="T")


def test_what_cannot_be_read_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.txt").write_text("She said no to all of them.")
    bad, good = read_sources(["ftp://a.example", str(tmp_path / "a.txt")])
    assert bad.article is None and bad.error and good.article and good.error is None
