"""Reads the words of a source: is it a name with descriptors, a body, a description, or a pronoun?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from quotes.finders.lexicon import word_set
from quotes.places import ADJECTIVES, PLACE_WORDS, PLACES
from quotes.speakers.offices import BODY_WORDS, FEMALE, KNOWN_BODIES, MALE, RANKS, ROLE_WORDS, TITLES

MentionKind = Literal["pronoun", "person", "body", "description", "paper"]
_SOME = word_set(
    """few many some most several others both all none neither numerous various countless everybody everyone nobody
    somebody someone anybody anyone"""
)
_PRONOUNS = word_set("he she they it i we you him her them who which")
_ARTICLES = word_set("the a an this that these those some his her its their our another one")
NAME_PARTICLES = word_set("""de da di del della der den van von bin ibn al el la le du dos ter ten bint""")
_LINK = re.compile(r"\s(?:of|at|from|with|for|to|in|on|who|whose|which|among|under|near|behind)\s")
PAPERS = word_set(
    """statement document report paper letter text article law bill measure release conclusions poll study survey
    tweet post email memo filing ruling indictment transcript speech headline sign signs banner agreement
    memorandum book editorial manifesto resolution treaty ballot interview video statements remarks comments"""
)
_OUTLETS = word_set("agency newspaper daily weekly magazine website site channel broadcaster company network")
_LEADERS = re.compile(r"[A-Z]\w+(?:, [A-Z]\w+)*,? and [A-Z]\w+ [a-z]+s")  # “German, French and Russian leaders”
_LINKS = word_set("who which that of in from with near among")
_ONE_OF = re.compile(r"(?i)(?:one|some|two|three) of (?:these|those|them|the)\b")
_SMALL = _ARTICLES | word_set("""and or but as if so in on at for of by to from when while not no new then""")


@dataclass(frozen=True, slots=True)
class Mention:
    """One way in which a text names somebody."""

    kind: MentionKind
    text: str  # without article and possessive ending
    name: str = ""  # of a person: the name alone; of a body: its name
    rank: str = ""  # the title directly before a person's name (“President”)
    descriptors: tuple[str, ...] = ()  # roles before and after the name, as written
    definite: bool = False  # “the lawmaker”
    female: bool | None = None
    titled: bool = False  # “Mr”, “Ms”, “Dr” before the name

    @property
    def last(self) -> str:
        return self.name.split()[-1] if self.name else ""

    @property
    def given(self) -> bool:
        """Whether the name has more than its last part."""
        return len(self.name.split()) > 1


def read_mention(text: str) -> Mention:
    """Read the words of one source. Takes any text."""
    whole = " ".join(text.split())
    whole = re.sub(r"['’]s?$", "", whole)
    paper = re.match(r"(.+?)['’]s (?:[\w ]+ )?(\w+)$", whole)
    if paper and paper.group(2).lower() in PAPERS and whole[:1].isupper():
        owner = read_mention(paper.group(1))
        if owner.kind in ("person", "body"):
            return owner
    if whole.lower() in _PRONOUNS:
        return Mention("pronoun", whole.lower())
    if _LEADERS.fullmatch(whole):
        return Mention("description", whole, whole)
    parts = re.split(r"\s*(?:,(?!\d{3}\b)|\s--+\s|\s[–—-]\s)\s*", whole, maxsplit=1)
    head, after = parts[0], parts[1] if len(parts) > 1 else ""
    after = re.sub(r"\s*(?:,|(?<!-)--+|[–—])\s*$", "", after)  # a run of dashes is tried once, at its start
    definite = head.split(" ")[0].lower() in ("the", "this", "that", "these", "those", "his", "her", "its", "their")
    bare = _without_article(head)
    inner = re.split(r"\s*(?:,|\s--+\s|\s[–—]\s)\s*", after, maxsplit=1)
    flipped = _name_of(inner[0]) if after else None
    if flipped and flipped[1] and _ONE_OF.match(bare) and not _body(flipped[1]):
        return _person(whole, flipped[1], (*_nonempty(flipped[0]), *_nonempty(*inner[1:2])), after)
    if flipped and flipped[1] and (definite or _described(head)) and not _name_only(bare):
        return _person(whole, flipped[1], (bare, *_nonempty(flipped[0]), *_nonempty(*inner[1:2])), after)
    if bare.split(" ")[0].lower() in _SOME:
        return _description(whole, bare, after, definite)
    prefix, name = _name_of(head)
    if name and _role_of_another(prefix):
        return _description(whole, bare, after, definite)
    if not name:
        link = _LINK.search(bare)
        if link and not definite:
            front = _name_of(bare[: link.start()])
            if (
                front[1]
                and not _body(bare[: link.start()])
                and not _body(front[1])
                and bare[: link.start()] == front[1]
            ):
                return _person(whole, front[1], (bare[link.start() :].strip(), *_nonempty(after)), bare)
        return _description(whole, bare, after, definite)
    if definite and not prefix and not any(w.lower() in TITLES for w in bare.split()):
        return Mention("body", bare, _unbracketed(bare), descriptors=_nonempty(after), definite=True)
    if not prefix and (_body(name) or _is_place(name) or _acronym(name)):
        return Mention("body", bare, _unbracketed(bare), descriptors=_nonempty(after), definite=definite)
    if prefix and prefix.lower().split()[-1] in _OUTLETS:
        return Mention("body", bare, _unbracketed(name), descriptors=(prefix, *_nonempty(after)), definite=definite)
    if prefix and _body(name) and not any(w in RANKS for w in prefix.lower().split()[-1:]):
        return _description(whole, bare, after, definite)
    if not prefix and len(name.split()) == 1 and after and _body(after) and not _human(after):
        return Mention("body", bare, name, descriptors=(after,))
    return _person(whole, name, (*_nonempty(prefix), *_nonempty(after)), head)


def _person(whole: str, name: str, descriptors: tuple[str, ...], head: str) -> Mention:
    words = re.findall(r"\w+", " ".join((head, *descriptors)).lower())
    female = True if any(w in FEMALE for w in words) else False if any(w in MALE for w in words) else None
    rank = ""
    if descriptors:
        before = [w for w in descriptors[0].replace(".", "").split() if w]
        at = len(before) - 1
        if before and before[-1].lower() in RANKS and before[-1][0].isupper():
            rank = before[-1]
            if at and before[at - 1] in (
                "Prime",
                "Foreign",
                "Interior",
                "Defense",
                "Defence",
                "Vice",
                "Deputy",
                "Finance",
            ):
                rank = f"{before[at - 1]} {rank}"
    kept = tuple(d for d in (_without_titles(d) for d in descriptors) if _telling(d))
    if kept:
        link = re.match(r".*\s(?:by|from|of|with|to)\s(?=\S)", kept[0])
        if link and kept[0] == _without_titles(descriptors[0]) and not _described(link.group()) and _described(kept[0]):
            kept = (kept[0][link.end() :], *kept[1:])
    titled = any(w in TITLES for w in words)
    return Mention("person", whole, name, rank, kept, female=female, titled=titled)


def _telling(descriptor: str) -> bool:
    """Whether a descriptor tells anything: no bare number, no clause that slipped in."""
    if (
        not descriptor
        or re.fullmatch(r"[\d\W]+", descriptor)
        or (
            re.match(r"\w+ing\s", descriptor)
            and not re.match(
                r"(?:acting|incoming|outgoing|sitting|leading|ruling|missing|serving|visiting)\s", descriptor
            )
        )
    ):
        return False
    return len(descriptor.split()) < 5 or _described(descriptor) or _body(descriptor)


def _description(whole: str, bare: str, after: str, definite: bool) -> Mention:
    words = re.findall(r"[\w-]+", bare)
    head = _LINK.split(bare, maxsplit=1)[0].lower().split()
    if head and head[-1] in PAPERS:
        return Mention("paper", bare, bare, definite=definite)
    named = [w for w in words if w[0].isupper()]
    human = _human(_LINK.split(bare, maxsplit=1)[0])
    if (named and not human and (_body(bare) or _is_place(bare))) or (
        head and head[-1] in ("government", "police", "authorities")
    ):
        return Mention("body", bare, _unbracketed(bare), descriptors=_nonempty(after), definite=definite)
    return Mention("description", bare, bare, descriptors=_nonempty(after), definite=definite)


def _name_of(head: str) -> tuple[str, str]:
    """Part “Russian Foreign Ministry spokesperson Ann Example” into descriptor and name; empty where there is none."""
    words = head.split()
    i = len(words)
    while i > 0 and len(words) - i < 5:
        word = words[i - 1]
        plain = word.strip(".,")
        if word.endswith(")") and i == len(words):
            return "", ""
        if plain.lower() in NAME_PARTICLES and i < len(words) and plain.islower():
            i -= 1
            continue
        if not plain or not plain[0].isupper() or plain.lower() in _SMALL or plain.lower() in TITLES:
            break
        if plain.lower() in ROLE_WORDS or plain.lower() in RANKS or re.search(r"['’]s$", plain):
            break
        if plain in ADJECTIVES and i < len(words) and i > 0:
            break
        i -= 1
    while i < len(words) and words[i].lower() in NAME_PARTICLES and words[i].islower():
        i += 1
    name = " ".join(words[i:])
    before = words[:i]
    if not name:
        return "", ""
    if (
        before
        and before[-1].lower() in ("of", "for", "at", "from", "in", "to", "by", "with", "the", "on", "and")
        and len(before) > 1
    ):
        return "", ""
    if before and re.search(r"['’]s$", before[-1]) and _body(name):
        return "", ""
    return _without_article(" ".join(before)), name


def _role_of_another(prefix: str) -> bool:
    """Whether the name belongs to a role inside a role: “adviser to President |Ann Example|”, “spokesman for |...|”."""
    link = re.search(r"\s(?:to|for|of)\s(?:the\s)?", prefix)
    if not link or not _described(prefix[: link.start()]) or " and " in prefix[: link.start()]:
        return False
    rest = prefix[link.end() :].split()
    return bool(rest) and (rest[-1].lower() in ROLE_WORDS or rest[-1].lower().strip(".") in TITLES)


def _described(head: str) -> bool:
    return any(w in ROLE_WORDS for w in re.findall(r"[\w-]+", head.lower()))


def _name_only(bare: str) -> bool:
    prefix, name = _name_of(bare)
    return bool(name) and not prefix and not _body(bare)


def _without_article(text: str) -> str:
    words = text.split()
    while words and words[0].lower() in ("the", "a", "an", "another", "this", "that", "these", "those"):
        if words[0].lower() in ("this", "that", "these", "those") and words[1:2] and words[1] in _LINKS:
            break  # “those who favour it”
        words = words[1:]
    return " ".join(words)


def _without_titles(text: str) -> str:
    return " ".join(w for w in _without_article(text).split() if w.lower().strip(".") not in TITLES)


def _unbracketed(text: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", text).strip()


def _nonempty(text: str = "") -> tuple[str, ...]:
    return (text,) if text.strip() else ()


def _body(text: str) -> bool:
    return text in KNOWN_BODIES or any(w in BODY_WORDS for w in re.findall(r"\w+", text.lower()))


def _human(text: str) -> bool:
    return any(w in ROLE_WORDS and w not in BODY_WORDS for w in re.findall(r"[\w-]+", text.lower()))


def _acronym(name: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-Z]\.?){2,6}", name))


def _is_place(name: str) -> bool:
    plain = name.replace("’", "'")
    return plain in PLACES or all(w in PLACE_WORDS or w == "and" for w in plain.split())
