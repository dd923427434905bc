"""The article that the project began with: its commentators come with speaker and affiliation, by whatever name.

The article is not in this repository; the tests are skipped where the folder beside it is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from quotes.pipeline import extract
from quotes.types import Attribution

ARTICLE = Path(__file__).parents[2].parent / "shared" / "data" / "articles" / "dw-south-caucasus.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the folder ../shared with the article is missing")

# surname in the article, first name, affiliation, official
EXPECTED = [
    ("Zakharova", "Maria", "spokesperson, Russian Foreign Ministry", True),
    ("Dugin", "Aleksandr", "far-right political philosopher", False),
    ("Ismailzade", "Fariz", "independent Azerbaijani lawmaker", True),
    ("Aliyev", "Nariman", "independent Azerbaijani political scientist", False),
    ("Huseynov", "Rusif", "founder, Topchubashov Center think tank", False),
    ("Ubaydullaeva", "Dilnoza", "lecturer, National Security College, Australian National University", False),
    ("Rahmon", "Emomali", "President, Tajikistan", True),
    ("Aliyev", "President", "President, Azerbaijan", True),
]
INVENTED = {
    "Zakharova": "Quillfeather", "Dugin": "Orrinsby", "Ismailzade": "Tamberlane", "Aliyev": "Wexcombe",
    "Huseynov": "Pellardine", "Ubaydullaeva": "Marrowby", "Rahmon": "Ostrander", "Maria": "Ilka", "Aleksandr": "Bertil",
    "Fariz": "Joss", "Nariman": "Corwin", "Rusif": "Edmar", "Dilnoza": "Yvaine", "Emomali": "Tobin",
    "Trump": "Haverley", "Donald": "Piers", "Putin": "Grisdale",
}  # fmt: skip


def same(name: str) -> str:
    return name


def invented(text: str) -> str:
    return re.sub(r"\w+", lambda match: INVENTED.get(match.group(), match.group()), text)


@pytest.mark.parametrize("renamed", [same, invented])
@pytest.mark.parametrize(("surname", "first", "affiliation", "official"), EXPECTED)
def test_commentators_come_with_name_and_affiliation(
    surname: str, first: str, affiliation: str, official: bool, renamed: Callable[[str], str]
) -> None:
    name = renamed(f"{first} {surname}")
    speakers = [a.speaker for a in extract(renamed(ARTICLE.read_text(encoding="utf-8"))) if a.speaker]
    mine = [s for s in speakers if s.name == name]
    assert mine
    assert {(s.affiliation, s.official) for s in mine} == {(affiliation, official)}


@pytest.mark.parametrize("renamed", [same, invented])
@pytest.mark.parametrize("surname", ["Zakharova", "Dugin", "Ismailzade", "Aliyev", "Huseynov", "Ubaydullaeva"])
def test_each_commentator_has_a_direct_quotation(surname: str, renamed: Callable[[str], str]) -> None:
    found = extract(renamed(ARTICLE.read_text(encoding="utf-8")))
    assert [a for a in found if a.type == "direct" and a.speaker and a.speaker.name.endswith(renamed(surname))]


def test_invented_names_change_next_to_nothing_but_the_names() -> None:
    text = ARTICLE.read_text(encoding="utf-8")

    def shapes(found: Sequence[Attribution]) -> Counter[tuple[object, ...]]:
        return Counter((a.type, a.kind, a.damaged, a.speaker and a.speaker.official) for a in found)

    known, unknown = shapes(extract(text)), shapes(extract(invented(text)))
    assert (known - unknown).total() + (unknown - known).total() <= 0.1 * known.total()


def test_the_lost_link_is_flagged() -> None:
    found = extract(ARTICLE.read_text(encoding="utf-8"))
    assert len([a for a in found if a.damaged]) >= 2
