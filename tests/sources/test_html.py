import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import InputError
from quotes.sources.html import article_from_html

HERE = Path(__file__).parent
SENTENCE = "<p>The minister said that the harbour would stay open for the whole winter, whatever happens.</p>"


def page(body: str, head: str = "", *, lang: str = "en") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body><main><article>'
        f"{SENTENCE}{body}{SENTENCE.replace('winter', 'spring')}</article></main></body></html>"
    ).encode()


def lines(data: bytes, **options: str) -> list[str]:
    return article_from_html(data, **options).text.split("\n")  # type: ignore[arg-type]


def test_a_news_page_gives_its_paragraphs_and_nothing_around_them() -> None:
    article = article_from_html((HERE / "envoys.html").read_bytes())
    assert article.text.split("\n") == (HERE / "envoys.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert article.title == "Envoys leave Lakeport"
    assert article.publisher == "The Harbour Post"
    assert article.published == "2025-03-07"
    assert article.url == "https://harbourpost.example/2025/envoys"
    assert article.language == "en"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<p>Their capital was <a href="/m">Moscow</a>.</p>', "Their capital was Moscow."),
        ('<p><a href="/a">All of this is linked</a>, <a href="/b">said Oskar Lind</a>.</p>', None),
        ('<p><a href="/a">“We <em>will</em> not go,” said Oskar Lind.</a></p>', "“We will not go,” said Oskar Lind."),
        ("<p>un<b>believ</b>able <span>and <span>more</span></span>, he said.</p>", "unbelievable and more, he said."),
        ("<p>She called it <q>a <i>good</i> day</q>, for all.</p>", "She called it “a good day”, for all."),
        ("<p>A line that<br>goes on here.</p>", "A line that goes on here."),
        ("<p>Caf&eacute; &laquo;Nord&raquo;&nbsp;&#8212; A &lt;B&gt; said.</p>", "Café «Nord» — A <B> said."),
        ("<blockquote><p>We listened.</p><footer>Ilse Brandt</footer></blockquote>", "— Ilse Brandt"),
        (
            "<figure><blockquote>We go.</blockquote><figcaption>Ilse Brandt, mayor</figcaption></figure>",
            "— Ilse Brandt, mayor",
        ),
        (
            '<ul><li><a href="/x">Prisoners</a> go home, Melnik promised.</li></ul>',
            "Prisoners go home, Melnik promised.",
        ),
        ('<ul><li><p>He <a href="/x">goes</a>, she said.</p></li><li>Two.</li></ul>', "He goes, she said."),
        ('<ul><li>She said no.</li><li><a href="/x">The whole speech</a></li></ul>', "The whole speech"),
        (
            "<table><tr><td>“No,” the mayor <a href=x>Oskar Lind</a> said.</td></tr></table>",
            "“No,” the mayor Oskar Lind said.",
        ),
        (
            '<div><div><a href="/x">“We stay,”</a></div><div>said <a href="/y">Ilse Brandt</a>.</div></div>',
            "“We stay,”",
        ),
        ('<div>A bare <a href="/d">block</a> with text, Orlov said.</div>', "A bare block with text, Orlov said."),
        ('<h2>What comes <a href="/z">next</a></h2>' + SENTENCE.replace("winter", "year"), "What comes next"),
    ],
)
def test_no_word_of_running_text_is_lost(markup: str, text: str | None) -> None:
    assert (text or "All of this is linked, said Oskar Lind.") in lines(page(markup))


def test_breaks_part_paragraphs_where_sentences_end() -> None:
    found = lines(page("<p>First, he said no.<br>Then he said<br>maybe.<br><br>At last he left</p>"))
    assert found[1:-1] == ["First, he said no.", "Then he said maybe.", "At last he left"]


def test_menus_scripts_and_hidden_text_stay_out() -> None:
    menu = "<ul>" + "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(9)) + "</ul>"
    data = page(f'<nav>{menu}</nav><script>"secret said"</script><p style="display: none">ghost said</p>' + menu)
    assert not any(word in article_from_html(data).text for word in ("Section", "secret", "ghost"))


@pytest.mark.parametrize(
    ("encoding", "meta", "claimed"),
    [
        ("cp1251", '<meta charset="windows-1251">', None),
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', None),
        ("cp1251", "", "windows-1251"),
        ("cp1251", "", None),
        ("cp1251", '<meta charset="utf-8">', None),  # the page is wrong about itself
        ("utf-16", "", None),
    ],
)
def test_the_encoding_is_found(encoding: str, meta: str, claimed: str | None) -> None:
    words = "Министр заявил журналистам, что гавань останется открытой всю зиму, что бы ни случилось."
    data = f"<html><head>{meta}</head><body><article><p>{words}</p></article></body></html>".encode(encoding)
    article = article_from_html(data, claimed=claimed)
    assert (article.text, article.language) == (words, "ru")


def test_one_broken_character_does_not_spoil_a_page() -> None:
    text = article_from_html(page(SENTENCE * 30).replace(b"spring", b"spr\xffng")).text
    assert "spr\ufffdng" in text


@pytest.mark.parametrize("value", ["2025-99-99", "soon", "1" * 10_000, "0000-00-00"])
def test_a_bad_date_is_no_date(value: str) -> None:
    head = f'<meta property="article:published_time" content="{value}">'
    assert article_from_html(page(SENTENCE, head)).published is None


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("https://other.example/a", "https://www.news.example/a?b"),  # a page may not name another site's
        ("javascript:alert(1)", "https://www.news.example/a?b"),
        ("http://[::1", "https://www.news.example/a?b"),
    ],
)
def test_the_canonical_url_counts_only_within_the_site(canonical: str, url: str) -> None:
    data = page(SENTENCE, f'<link rel="canonical" href="{canonical}">')
    assert article_from_html(data, url="https://www.news.example/a?b").url == url


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("connects"))
    with suppress(InputError):
        article_from_html(b"https://news.example/a")
    article_from_html(page('<iframe src="http://news.example"></iframe><img src="http://news.example/i.png">'))


HOSTILE = {
    "nesting": "<div>" * 10_000 + SENTENCE + "</div>" * 10_000,
    "open nesting": "<div><ul><li><blockquote><table><tr><td>" * 5_000 + SENTENCE,
    "inline nesting": "<p>" + "<a><b><span>" * 10_000 + "no",
    "quotations": "<p>" + "<q>" * 5_000 + "no",
    "large attribute": f"<p class='{'a' * 5_000_000}'>No.</p>" + SENTENCE,
    "many attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">No.</p>" + SENTENCE,
    "breaks": "<p>" + "word<br>" * 20_000,
    "links": "<p>" + "<a href=x>word</a> " * 20_000,
    "elements": "<i>x</i>" * 60_000,
    "comments": "<!--" * 100_000 + SENTENCE,
    "angles": "<" * 300_000,
    "references": "&#0;&#xD800;&#x110000;&bogus;" * 1_000 + SENTENCE,
    "metadata": '<script type="application/ld+json">' + '{"a":' * 20_000 + "</script>" + SENTENCE,
    "title": f"<title>{'T' * 1_000_000}</title>" + SENTENCE,
    "nothing": "<html></html>",
    "frames": "<frameset><frame></frameset>",
    "nul": SENTENCE.replace("minister", "mini\x00ster"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pages_end_in_an_article_or_a_typed_error_soon(case: str) -> None:
    start = time.monotonic()
    try:
        article = article_from_html(HOSTILE[case].encode(), name="page")
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert article.text.strip() and "\x00" not in article.text
        assert len(article.title or "") <= 500
    assert time.monotonic() - start < 20  # seconds; most take less than one


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "<ul>", "<li>", "</ul>", "<q>", "</q>", "<br>"),
        *("<a href=x>", "</a>", "<blockquote>", "<footer>", "<cite>", "<figure>", "<figcaption>", "<b>", "<form>"),
        *(
            "<!--",
            "-->",
            "<svg>",
            "<style>",
            "<title>",
            "<h1>",
            "<wbr>",
            "He said no. ",
            "word ",
            "\x00",
            "&#0;",
            "\ud7ff",
        ),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_any_soup_of_tags_gives_an_article_or_a_typed_error(pieces: list[str]) -> None:
    with suppress(InputError):
        assert article_from_html("".join(pieces).encode()).text.strip()


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p>Ilse Brandt wrote:</p><blockquote><p>The harbour is open.</p></blockquote>", "“The harbour is open.”"),
        ("<blockquote>The harbour is open.<footer>Ilse Brandt</footer></blockquote>", "“The harbour is open.”"),
        ("<blockquote><p>“The harbour is open.”</p><cite>Ilse Brandt</cite></blockquote>", "“The harbour is open.”"),
        ("<blockquote><p>The harbour is open.</p></blockquote>", "The harbour is open."),
        (
            "<p><span class='quote'>The harbour is open.</span> <span class='quote-author'>Ilse Brandt</span></p>",
            "“The harbour is open.” – Ilse Brandt",
        ),
        (
            "<figure><figcaption>Ilse Brandt: “The harbour is open.” Photo: A</figcaption></figure>",
            "Ilse Brandt: “The harbour is open.” Photo: A",
        ),
    ],
)  # fmt: skip
def test_what_the_layout_quotes_has_marks(markup: str, line: str) -> None:
    assert line in lines(page(markup))


@pytest.mark.parametrize("lead", ["Read more: ", "ALSO READ | ", "<strong>SEE ALSO:</strong> "])
def test_lines_that_lead_to_other_articles_are_left_out(lead: str) -> None:
    assert not any("Mayor says" in line for line in lines(page(f"<p>{lead}<a href='/x'>Mayor says no</a></p>")))
