"""Looking again: what would change, and doing it."""

import pytest

from quotes.actions import refresh
from quotes.errors import NotFoundError

from .sample import ANNA, FINDER, Counting, finds, quotes_of


def first_alone(article):
    return finds(article)[:1]


def test_a_finder_that_finds_the_same_changes_nothing(filled):
    look = refresh.look_again(filled, finding=finds)
    (one,) = refresh.planned(filled, look)
    assert (one.plan.changes, len(one.plan.kept), look.article) == (0, 2, None)


def test_what_would_change_is_what_changes(filled):
    bar = Counting()
    look = refresh.look_again(filled, finding=first_alone, progress=bar)
    (would,) = refresh.planned(filled, look)
    assert len(bar.seen) == 1 and len(would.plan.gone) == 1 and len(quotes_of(filled)) == 2
    assert refresh.apply(filled, look, ANNA, machine=FINDER) == (would,)
    assert len(quotes_of(filled)) == 1


def test_one_article_is_named_by_the_beginning_of_its_id(filled):
    key = refresh.look_again(filled, finding=finds).versions[0].article_id
    assert refresh.look_again(filled, key[:5], finding=finds).article == key
    with pytest.raises(NotFoundError, match="nothing"):
        refresh.look_again(filled, "nothing", finding=finds)
