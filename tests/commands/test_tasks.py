"""Tasks for other tools go out without the machine's word, and the labels come back as the people's who gave them."""

import json

import pytest

from stance.tasks import CHOICES, config


@pytest.fixture
def stored(quotes):
    quotes("ingest", quotes.write("a.txt", "“Moscow lies,” said Olena Koval.\n“We sail at dawn,” she added.\n"))
    return quotes


def labels(quotes):
    return {q["text"]: (q["stance"]["label"], q["stance"]["about"], q["stance"]["status"]) for q in quotes.quotes()}


def test_label_studio_tasks_go_out_and_in(stored):
    file = stored.folder / "tasks.json"
    stored("tasks", "out", file)
    rows = json.loads(file.read_text("utf-8"))
    assert "machine" not in file.read_text("utf-8") and "predictions" not in rows[0]
    assert file.with_suffix(".xml").read_text("utf-8") == config()
    for row, choice in zip(rows, ("against", "not about"), strict=True):
        result = [
            {"from_name": "stance", "type": "choices", "value": {"choices": [choice]}},
            {"from_name": "comment", "type": "textarea", "value": {"text": ["plain"]}},
        ]
        row["annotations"] = [{"completed_by": {"email": "bea@example.org"}, "result": result},
                              {"completed_by": 3, "was_cancelled": True, "result": []}]  # fmt: skip
    stored.write("export.json", json.dumps(rows))
    assert "2 labels would be kept" in stored("tasks", "in", "--dry-run", stored.folder / "export.json").stderr
    assert "2 new labels, 0 known" in stored("tasks", "in", stored.folder / "export.json").stderr
    assert "0 new labels, 2 known" in stored("tasks", "in", stored.folder / "export.json").stderr
    told = labels(stored)
    assert sorted(told.values()) == [("against", True, "agreed"), ("neutral", False, "agreed")]
    assert "bea@example.org" in stored("show", rows[0]["data"]["quote_id"]).stdout
    stored("undo")
    assert {status for _, _, status in labels(stored).values()} == {"machine"}


def test_prodigy_tasks_go_out_and_in(stored):
    file = stored.folder / "tasks.jsonl"
    stored("tasks", "out", file, "--for", "prodigy")
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [option["id"] for option in rows[0]["options"]] == list(CHOICES)
    rows[0] |= {"answer": "accept", "accept": ["favor"], "_annotator_id": "cleo"}
    rows[1] |= {"answer": "ignore", "accept": []}
    out = stored.write("out.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    assert "1 new label" in stored("tasks", "in", out).stderr
    assert ("favor", True, "agreed") in labels(stored).values()


def test_labels_of_other_stores_are_counted_and_left_out(stored):
    row = {"meta": {"quote_id": "f" * 12, "target": "Russia"}, "answer": "accept", "accept": ["favor"]}
    assert (
        "1 label of quotes that are not in this store"
        in stored("tasks", "in", stored.write("o.jsonl", json.dumps(row))).stderr
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "neither JSON nor JSON lines"),
        ("[1]", "task 1 is no object"),
        ('{"text": "a"}', "neither Label Studio"),
        ('{"meta": {}, "answer": "accept", "accept": ["favor"]}', "keep quote_id and target"),
        ('{"meta": {"quote_id": "a", "target": "b"}, "answer": "accept", "accept": ["x"]}', "is answered ['x']"),
    ],
)
def test_what_is_no_export_is_named(stored, content, told):
    assert told in stored.failure("tasks", "in", stored.write("bad.json", content))
