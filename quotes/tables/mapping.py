"""Which column of a foreign table holds which field of a quote: guessed by name, said by the user."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from quotes.errors import InputError
from quotes.tables.rows import PLAIN_COLUMNS, RESERVED
from quotes.text import folded
from quotes.types import LABELS, Label
from quotes.values import label

# `source` is no column of ours: a web address in it goes to source_url, other words to source_note
FIELDS: tuple[str, ...] = (*PLAIN_COLUMNS, "source")
KEEP = "extra"  # in place of a field: keep the column under its own name
MARKER = "content_json"  # with `text`: only our own files have it

# English; German; Russian; Turkish, Azerbaijani
_ALIASES = """
id: quote id; zitat id; id цитаты
text: quote, quotation, quoted text, statement, quote text, citation, content, words, utterance; zitat, zitattext,
  aussage, äußerung, wortlaut; цитата, текст, текст цитаты, высказывание, заявление; alıntı, söz, ifade, metin,
  açıklama, sitat
speaker: speaker name, name, who, quoted person, author of quote, actor name; sprecher, sprecherin, sprecher in,
  person, redner, urheber, wer; говорящий, спикер, имя, фио, автор, автор цитаты, кто; konuşmacı, konuşan, isim,
  kişi, ad soyad
canonical: canonical name, normalized name, full name
affiliation: affiliations, title and organisation; zugehörigkeit, amt, funktion und organisation; принадлежность,
  аффилиация; bağlılık, aidiyet
role: position held, function, job title, job; funktion, rolle; должность, роль; görev, unvan, vəzifə
organisation: organization, institution, org, body, party; institution, einrichtung, behörde, partei; организация,
  учреждение, ведомство, партия; kurum, kuruluş, örgüt, təşkilat
country: nation, country code; land, staat, herkunft; страна, государство; ülke, ölkə
official: is official, official speaker, official status; offiziell, amtlich; официальный, официальное лицо; resmi
office: branch, branch of government; amtsart; ветвь власти; makam
type: quote type; zitatart; тип цитаты; alıntı türü
stance: position, attitude, label, stance label, sentiment, stance toward russia, stance towards russia, russia
  stance, stance on russia, tone; haltung, einstellung, haltung zu russland, bewertung, tendenz; позиция, отношение,
  отношение к россии, оценка, тональность; tutum, duruş, görüş, rusya tutumu, mövqe
target: stance target, toward, towards; ziel, gegenstand; объект, объект отношения; hedef
about: about target, about russia; über russland; о россии; rusya hakkında
aspect: stance aspect; aspekt; аспект; boyut
comment: stance comment, rationale, justification, coding note; begründung; обоснование; gerekçe
annotator: coder, coded by, labelled by, labeled by, rater, annotated by; kodierer, kodiererin, kodiert von,
  bewertet von; кодировщик, разметчик, аннотатор, эксперт; kodlayan, etiketleyen
said: date, date said, said on, day, date of quote, quote date, when; datum, gesagt am, wann, tag, datum der
  aussage; дата, дата цитаты, дата высказывания, когда; tarih, ne zaman, tarix
venue: place, occasion, channel, event, where; ort, anlass, wo; место, площадка, повод, где; yer, mecra, nerede
translated_from: original language, language, lang, translated from; sprache, originalsprache, übersetzt aus; язык,
  язык оригинала; dil, özgün dil
original: original text, original quote, original wording, quote original; original, originaltext, originalzitat;
  оригинал, текст оригинала; orijinal, özgün metin
publisher: outlet, newspaper, media, media outlet, news outlet, publication; medium, zeitung, verlag, herausgeber;
  издание, сми, издатель; yayın, gazete, yayıncı
title: headline, article title, article; titel, überschrift, schlagzeile, artikel; заголовок, название, статья;
  başlık
published: publication date, date published, published on, article date; veröffentlicht, erschienen,
  erscheinungsdatum; дата публикации, опубликовано; yayın tarihi
source_url: url, link, web address, article url, hyperlink, source link; adresse; ссылка, адрес; bağlantı, keçid
source: website, reference, found in, sources; quelle, fundstelle, beleg; источник, источники; kaynak, mənbə
note: notes, remark, remarks, comments; notiz, anmerkung, anmerkungen, kommentar, bemerkung, bemerkungen;
  примечание, примечания, комментарий, заметка, заметки; not, notlar, yorum, qeyd
doubted: doubtful because; zweifel; сомнение; şüphe
added_by: added by, entered by, collected by, collector; erfasst von, eingetragen von; внёс, добавил; ekleyen
confidence: certainty; sicherheit; уверенность; güven
"""


def _key(column: str) -> str:
    return folded(column.replace("_", " ")) or column.strip()


def _table() -> dict[str, str]:
    known: dict[str, str] = {}
    for entry in _ALIASES.strip().replace("\n  ", " ").splitlines():
        field, _, names = entry.partition(":")
        for name in names.replace(";", ",").split(","):
            known.setdefault(_key(name), field)
    return known | {_key(field): field for field in FIELDS}


_KNOWN = _table()


def field_named(column: str) -> str | None:
    """Return the field that a column's name stands for in one of our languages, or None."""
    return _KNOWN.get(_key(column))


def is_own(columns: Iterable[str]) -> bool:
    """Tell whether a table was written by `write_table`, whose cells are then taken exactly as they are."""
    return {"text", MARKER} <= set(columns)


def guess_mapping(columns: Iterable[str], chosen: Mapping[str, str | None] | None = None) -> dict[str, str | None]:
    """Return for each column its field, or None where it is kept under its own name.

    `chosen` is the user's word (`parse_map`) and wins; a field goes to the first column that asks for it.
    Raises InputError for a chosen column that the file lacks, and for two chosen columns of one field.
    """
    columns = tuple(columns)
    said = _chosen(columns, chosen or {})
    taken = {field for field in said.values() if field}
    own = is_own(columns)
    out: dict[str, str | None] = {}
    exact = {column for column in columns if column in FIELDS}
    for column in columns:
        guess = (column if column in RESERVED else None) if own else field_named(column)
        if column in said:
            out[column] = said[column]
        elif guess is None or guess in taken or (guess in exact and guess != column):
            out[column] = None
        else:
            out[column] = guess
            taken.add(guess)
    return out


def parse_map(entries: Iterable[str]) -> dict[str, str | None]:
    """Read entries such as `Sprecher=speaker`; `Spalte=extra` keeps a column under its own name.

    Raises InputError for an entry without `=` and for a field that there is not, listing the fields.
    """
    out: dict[str, str | None] = {}
    for entry in entries:
        column, equals, field = (part.strip() for part in entry.rpartition("="))
        if not equals or not column:
            raise InputError(f"{entry!r} maps nothing: write COLUMN=FIELD, for example 'Sprecher=speaker'")
        if field not in FIELDS and field != KEEP:
            raise InputError(f"there is no field {field!r}; the fields are {', '.join(FIELDS)}, or {KEEP}")
        out[column] = None if field == KEEP else field
    return out


def parse_labels(entries: Iterable[str]) -> dict[str, Label | None]:
    """Read entries such as `critical=against`; `unclear=unsure` means that the annotator abstained.

    Raises InputError for an entry without `=` and for a label that there is not.
    """
    out: dict[str, Label | None] = {}
    for entry in entries:
        word, equals, meaning = (part.strip() for part in entry.rpartition("="))
        if not equals or not word:
            raise InputError(f"{entry!r} names no label: write WORD=LABEL, for example 'critical=against'")
        try:
            out[folded(word) or word] = label(meaning, {}) if meaning else None
        except InputError:
            raise InputError(f"there is no label {meaning!r}; the labels are {', '.join(LABELS)}, unsure") from None
    return out


def signature(columns: Iterable[str]) -> str:
    """Return a hash of the column names, 16 hex digits, the same for any order, case and blanks."""
    names = sorted(" ".join(column.split()).casefold() for column in columns)
    return hashlib.sha256("\x1f".join(names).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _chosen(columns: tuple[str, ...], chosen: Mapping[str, str | None]) -> dict[str, str | None]:
    by_key = {_key(column): column for column in reversed(columns)}
    out: dict[str, str | None] = {}
    for name, field in chosen.items():
        column = name if name in columns else by_key.get(_key(name))
        if column is None:
            raise InputError(f"the file has no column {name!r}; its columns are {', '.join(columns)}")
        if field is not None and field not in FIELDS:
            raise InputError(f"there is no field {field!r}; the fields are {', '.join(FIELDS)}, or {KEEP}")
        if field is not None and field in out.values():
            raise InputError(f"two columns are mapped to {field}: {column!r} is the second, keep one")
        out[column] = field
    return out
