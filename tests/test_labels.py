"""Which label counts, and how it reads."""

from quotes.labels import current, in_words, with_current
from quotes.types import Annotator, Quote, Stance, pieces_of

ANN, BEA = Annotator("Ann"), Annotator("Bea")
CHIEF = Annotator("Chief", "adjudicator")
MODEL = Annotator("tagger", "model", "2")


def given(who, label, *, target="Russia", **facts):
    return Stance(target, label, facts.pop("about", True), annotator=who, **facts)


def test_no_label_is_no_label_and_never_neutral():
    assert current([], "Russia") is None


def test_a_label_for_another_target_says_nothing_about_this_one():
    assert current([given(ANN, "against", target="Ukraine")], "Russia") is None


def test_an_alias_of_a_target_is_that_target():
    assert current([given(ANN, "against", target="Moscow")], "Russia").label == "against"


def test_what_the_persons_agree_on_counts():
    found = current([given(ANN, "favor"), given(BEA, "favor")], "Russia")
    assert (found.label, found.status) == ("favor", "agreed")


def test_two_persons_who_differ_leave_a_dispute_that_names_both():
    found = current([given(ANN, "favor"), given(BEA, "against")], "Russia")
    assert (found.label, found.status) == (None, "disputed")
    assert found.comment == "Ann: favor, Bea: against"


def test_a_person_who_changes_their_mind_counts_once_with_the_newest_label():
    found = current([given(ANN, "favor"), given(BEA, "against"), given(ANN, "against")], "Russia")
    assert (found.label, found.status) == ("against", "agreed")


def test_an_adjudicated_label_ends_a_dispute_whatever_comes_after():
    found = current([given(CHIEF, "mixed"), given(ANN, "favor"), given(BEA, "against")], "Russia")
    assert (found.label, found.status) == ("mixed", "adjudicated")


def test_a_machine_counts_only_where_no_person_has_spoken_and_is_marked():
    found = current([given(MODEL, "favor", score=0.4)], "Russia")
    assert found.status == "machine"
    assert in_words(found) == "favourable to Russia (machine)"
    assert current([given(MODEL, "favor"), given(ANN, "against")], "Russia").label == "against"


def test_a_machine_never_counts_where_human_labels_are_asked_for():
    assert current([given(MODEL, "favor")], "Russia", labels="human") is None


def test_who_is_unsure_does_not_vote():
    found = current([given(ANN, None, about=None), given(BEA, "neutral")], "Russia")
    assert (found.label, found.status) == ("neutral", "agreed")


def test_a_quote_that_all_are_unsure_of_says_so_and_hides_the_machine():
    found = current([given(MODEL, "favor"), given(ANN, None, about=None)], "Russia")
    assert (found.label, found.status) == (None, "unsure")


def test_an_aspect_that_agreeing_persons_see_differently_is_left_out():
    found = current([given(ANN, "against", aspect="policy"), given(BEA, "against", aspect="standing")], "Russia")
    assert (found.label, found.aspect) == ("against", None)


def test_people_read_critical_of_a_policy():
    assert in_words(current([given(ANN, "against", aspect="policy")], "Russia")) == "critical of Russia’s policy"
    assert in_words(current([given(ANN, "neutral", about=False)], "Russia")) == "not about Russia"
    assert in_words(None) == "no label"


def test_quotes_carry_the_label_for_the_target_that_is_asked_for():
    quote = Quote(pieces_of("“So.”"), stances=(given(ANN, "favor"), given(ANN, "against", target="Ukraine")))
    assert with_current([quote], "Russia")[0].stance.label == "favor"
    assert with_current([quote], "Ukraine")[0].stance.label == "against"
    assert with_current([quote], "Georgia")[0].stance is None


def test_the_newest_label_of_those_who_agree_is_the_one_that_is_shown():
    found = current(
        [given(ANN, "against"), given(BEA, "against", comment="old"), given(ANN, "against", comment="new")], "Russia"
    )
    assert found.comment == "new"


def test_persons_who_differ_on_whether_it_is_about_the_target_do_not_agree():
    found = current([given(ANN, "neutral"), given(BEA, "neutral", about=False)], "Russia")
    assert (found.label, found.status) == (None, "disputed")
    assert found.comment == "Ann: neutral, Bea: neutral, not about Russia"
