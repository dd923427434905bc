import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import InputError
from quotes.sources.decode import decode

RUSSIAN = "Министр Алексей Воронов заявил, что переговоры продолжатся. «Мы не отступим», — сказал он журналистам."
PLAIN = "Министр Алексей Воронов заявил журналистам, что переговоры продолжатся в понедельник."
LEGACY = [
    (RUSSIAN, "cp1251"),
    (PLAIN, "koi8-r"),
    (PLAIN, "cp866"),
    ("Речниця Олена Гнатюк сказала, що її уряд не згоден. «Ми їм не віримо», — додала вона.", "cp1251"),
    ("Der Sprecher Jürgen Müßig sagte: „Wir können das nicht länger dulden“, und verließ den Saal.", "cp1252"),
    ("La ministre a déclaré : « Nous n’avons pas cédé à la pression étrangère. »", "cp1252"),
    ("Sözcü Ayşe Yıldırım, “Bu kararı kabul etmiyoruz” dedi ve görüşmelerin süreceğini söyledi.", "cp1254"),
    ("Rzeczniczka Zofia Wiśniewska powiedziała: „Nie zgodzimy się na żadne ustępstwa wobec sąsiadów”.", "cp1250"),
    ("The spokesman said: “We will not retreat,” and added that it’s over.", "cp1252"),
    ("The café costs £15 – the mayor said.", "cp1252"),
]
DOUBTFUL = [
    ("Москва", "cp1251"),  # one word
    ("Mr Wiśniewski said no, we never agreed to that.", "cp1250"),  # "Wiœniewski" would be as good
    ("Stępień told reporters there was no deal.", "cp1250"),
    ("中文新闻报道说", "gbk"),
    ("日本語の新聞記事です。首相は述べた。", "shift_jis"),
    ("Das war's, sagte Köhler.", "cp850"),
    ("Ο υπουργός είπε όχι.", "cp1253"),
]


@pytest.mark.parametrize(("text", "encoding"), LEGACY)
def test_a_legacy_encoding_is_told_from_the_language(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), name="a.txt") == text


@pytest.mark.parametrize(("text", "encoding"), DOUBTFUL)
def test_in_doubt_the_user_is_asked_and_an_encoding_given_is_used(text: str, encoding: str) -> None:
    with pytest.raises(InputError, match=r"a\.txt is not UTF-8 .*--encoding"):
        decode(text.encode(encoding), name="a.txt")
    assert decode(text.encode(encoding), name="a.txt", encoding=encoding) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_left_out(encoding: str) -> None:
    assert decode("Она сказала: «нет».\r\n".encode(encoding), name="a.txt") == "Она сказала: «нет».\r\n"


def test_a_mark_is_left_out_when_the_encoding_is_given_too() -> None:
    assert decode(codecs.BOM_UTF8 + b"No.", name="a.txt", encoding="utf-8") == "No."


@pytest.mark.parametrize(
    "encoding", ["klingon", "hex", "base64", "rot13", "utf-7", "unicode_escape", "", "x" * 100_000]
)
def test_what_is_no_text_encoding_is_refused(encoding: str) -> None:
    with pytest.raises(InputError, match="no text encoding"):
        decode(b"No.", name="a.txt", encoding=encoding)


def test_a_wrong_encoding_is_refused_with_the_place() -> None:
    with pytest.raises(InputError, match=r"a\.txt is not utf-8 \(byte 0\)"):
        decode(RUSSIAN.encode("cp1251"), name="a.txt", encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"PK\x03\x04....", "zip archive, or a Word"),
        (b"\xd0\xcf\x11\xe0....", "old Word"),
        (b"{\\rtf1 Hello}", "an RTF file"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"\x7fELF\x00\x01", "a binary file"),
        ("Нет".encode("utf-16-le") + b"\x00\x00", "utf-16-le"),
    ],
)
def test_a_binary_file_is_called_what_it_looks_like(data: bytes, kind: str) -> None:
    with pytest.raises(InputError, match=kind):
        decode(data, name="a.txt")


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1251", "utf-16", "utf-32", "shift_jis", "cp037"]))
def test_any_bytes_give_a_text_that_every_database_keeps_or_a_typed_error(data: bytes, encoding: str | None) -> None:
    try:
        text = decode(data, name="a.txt", encoding=encoding)
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert "\x00" not in text
        text.encode("utf-8")
