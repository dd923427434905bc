"""Tasks go out whole, what is settled only if asked for; labels come in as those of who gave them."""

import json

import pytest

from quotes.actions import review
from quotes.actions.tasks import keep_labels, read_labels, write_tasks
from quotes.errors import InputError
from quotes.filter import Selection
from stance.tasks import config

from .sample import ANNA, BORIS, quotes_of

RUSSIA = Selection()


def answered(quote_id, label, **more):
    return {"meta": {"quote_id": quote_id, "target": "Russia"}, "answer": "accept", "accept": [label], **more}


def test_tasks_are_what_is_open_or_everything(filled, tmp_path):
    file = tmp_path / "tasks.jsonl"
    review.answer(filled, quotes_of(filled)[0], "Russia", ANNA, "against", about=True)
    assert write_tasks(filled, RUSSIA, file, tool="prodigy", reviewer=ANNA).tasks == 1
    assert write_tasks(filled, RUSSIA, file, tool="prodigy").tasks == 2
    assert len(file.read_text("utf-8").splitlines()) == 2


def test_label_studio_gets_its_interface_beside_the_tasks(filled, tmp_path):
    written = write_tasks(filled, RUSSIA, tmp_path / "tasks.json", tool="label-studio")
    assert written.interface == tmp_path / "tasks.xml" and written.interface.read_text("utf-8") == config()
    assert len(json.loads((tmp_path / "tasks.json").read_text("utf-8"))) == written.tasks == 2


def test_a_folder_that_is_not_there_is_named(filled, tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        write_tasks(filled, RUSSIA, tmp_path / "nowhere" / "tasks.json", tool="label-studio")


def test_labels_are_of_who_gave_them_and_new_once_and_those_of_strange_quotes_are_counted(filled, tmp_path):
    one, other = (quote.id for quote in quotes_of(filled))
    file = tmp_path / "out.jsonl"
    rows = (answered(one, "against", _annotator_id="cleo"), answered(other, "favor"), answered("f" * 12, "favor"))
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    given = read_labels(filled, file, BORIS)
    assert (len(given.labels), given.lost) == (2, 1)
    assert [keep_labels(filled, given, file.name, BORIS) for _ in range(2)] == [2, 0]
    assert {(q.stance.label, q.stance.annotator.name) for q in quotes_of(filled)} == {
        ("against", "cleo"), ("favor", "Boris"),
    }  # fmt: skip


def test_a_file_that_is_neither_is_named(filled, tmp_path):
    (tmp_path / "out.txt").write_text("not JSON")
    with pytest.raises(InputError, match=r"out\.txt is neither JSON nor JSON lines"):
        read_labels(filled, tmp_path / "out.txt", ANNA)
