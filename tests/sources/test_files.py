import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import InputError
from quotes.sources import files
from quotes.sources.fetch import Fetched
from quotes.sources.files import article_from_bytes, article_from_fetched, expand, read_article, read_stream

PAGE = (
    b"<!DOCTYPE html><html><head><title>Calm</title></head><body><article>"
    + b"<p>Mayor Ilse Brandt said that the harbour would stay open for the whole winter.</p>" * 3
    + b"</article></body></html>"
)


def test_a_plain_file_keeps_every_character(tmp_path: Path) -> None:
    text = "  “No,” she said.\r\n\r\n\tДа.\x0c\x85\u2028 \n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert read_article(tmp_path / "a.txt").text == text


def test_a_plain_file_is_never_taken_for_a_page() -> None:
    assert article_from_bytes(PAGE, name="a.txt").text == PAGE.decode()


@pytest.mark.parametrize(
    ("name", "media_type", "data"),
    [
        ("a.html", None, PAGE),
        ("A.HTM", None, PAGE),
        ("-", None, PAGE),
        ("-", None, b"\xef\xbb\xbf\n <!-- saved --> " + PAGE),
        ("-", None, PAGE.decode().encode("utf-16")),
        ("a.txt", "text/html; charset=utf-8", PAGE),
    ],
)
def test_a_page_is_known_by_type_name_or_beginning(name: str, media_type: str | None, data: bytes) -> None:
    article = article_from_bytes(data, name=name, media_type=media_type)
    assert article.title == "Calm" and article.text.startswith("Mayor Ilse Brandt said") and "<" not in article.text


def test_the_language_is_told() -> None:
    assert article_from_bytes("Она сказала, что не уедет.".encode(), name="a.txt").language == "ru"


def test_what_a_server_claims_is_used_only_if_it_fits() -> None:
    russian = "Она сказала журналистам, что не уедет из города."
    for data, claimed in ((russian.encode("cp1251"), "windows-1251"), (russian.encode("cp1251"), "utf-8")):
        page = Fetched("https://news.example/a", data, "text/plain", claimed)
        assert article_from_fetched(page).text == russian
    assert article_from_fetched(page).url == "https://news.example/a"


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "is empty"), (b" \n\t ", "is blank"), ("\ufeff".encode(), "is empty")]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "-"])
def test_an_empty_file_is_refused(data: bytes, reason: str, name: str) -> None:
    with pytest.raises(InputError, match=r"is (empty|blank)"):
        article_from_bytes(data, name=name)


def test_a_path_that_is_no_file_is_refused_in_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, reason in (
        (tmp_path / "none.txt", "does not exist"),
        (tmp_path, "is a folder"),
        (tmp_path / "pipe", "not a regular file"),
        (tmp_path / ("x" * 5_000), "cannot be read"),
        (Path("a\x00b"), "cannot be read|does not exist"),
    ):
        with pytest.raises(InputError, match=reason) as caught:
            read_article(path)
        assert "\n" not in str(caught.value)


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("No.")

    def closed(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)  # the superuser may read everything
    with pytest.raises(InputError, match="may not be read: check its permissions"):
        read_article(tmp_path / "a.txt")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(10**12)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("read"))
    with pytest.raises(InputError, match=r"has 1,000,000,000,000 bytes, the limit is 20,000,000"):
        read_article(tmp_path / "a.txt")


def test_a_stream_is_read_to_the_limit() -> None:
    assert read_stream(io.BytesIO(b"She said no to all of them.")).text == "She said no to all of them."
    with pytest.raises(InputError, match="limit is 10"):
        read_stream(io.BytesIO(b"x" * 11), max_bytes=10)


def test_a_folder_gives_its_texts_and_pages_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "c.htm", "d.pdf"):
        (tmp_path / name).write_text("x")
    (tmp_path / "e.txt").mkdir()
    found = expand(["-", "https://news.example/a", str(tmp_path), "none.txt"])
    assert found[:2] == ("-", "https://news.example/a")
    assert [Path(p).name for p in found[2:]] == ["a.HTML", "b.txt", "c.htm", "none.txt"]


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no \.txt, \.html, \.htm files"):
        expand([str(tmp_path)])


def test_a_fetched_page_says_when(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "fetch", lambda url: Fetched(url, PAGE, "text/html", None))
    article = files.read_url("https://news.example/a")
    assert article.retrieved and article.retrieved.endswith("+00:00") and article.url == "https://news.example/a"


@given(st.text(max_size=300))
def test_any_text_in_utf8_comes_back_exactly_or_with_a_typed_error(text: str) -> None:
    try:
        article = article_from_bytes(text.encode("utf-8"), name="a.txt")
    except InputError:
        return
    assert article.text == text.removeprefix("\ufeff")


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "-", "\ud800"]))
def test_any_bytes_give_an_article_or_a_typed_error(data: bytes, name: str) -> None:
    try:
        assert article_from_bytes(data, name=name).text.strip()
    except InputError as error:
        assert "\n" not in str(error)
        str(error).encode("utf-8")
