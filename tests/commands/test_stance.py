"""The model's labels in commands: given to programs, suggested to people, never mixed up with theirs."""

import json

import pytest

ROWS = [
    {"id": 7, "text": "Moscow lies, and everybody knows it."},
    {"id": "b", "text": "Armenia must withdraw its troops and pay.", "target": "Armenia"},
    {
        "id": None,
        "text": "Lind praised Varenko for his courage.",
        "target": "Varenko",
        "target_start": 13,
        "target_end": 20,
    },
    {"id": 9, "text": "", "before": "x", "after": None, "speaker": ["Oleg Varenko"]},
]


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_programs_get_a_line_for_each_line_in_order(quotes):
    told = [json.loads(line) for line in quotes("stance", "-", stdin=lines(ROWS)).stdout.splitlines()]
    assert [row["id"] for row in told] == [7, "b", None, 9]
    assert [row["target"] for row in told] == ["Russia", "Armenia", "Varenko", "Russia"]
    assert told[0]["label"] == told[1]["label"] == "against"
    assert set(told[0]["probabilities"]) == {"favor", "against", "neutral"}
    first = told[0]["evidence"][0]
    assert "lies" in ROWS[0]["text"][first["start"] : first["end"]]
    assert told[0]["annotator"].startswith("stance model")
    assert told[3]["label"] in ("neutral", None)


def test_the_speakers_name_changes_nothing(quotes):
    text = "{} said it again: {} stands by Moscow, which was right."
    rows = [{"id": n, "text": text.format(n, n), "speaker": n} for n in ("Maria Zakharova", "Joe Biden", "Kyiv")]
    told = [json.loads(line) for line in quotes("stance", "-", stdin=lines(rows)).stdout.splitlines()]
    assert len({json.dumps([row["label"], row["probabilities"]]) for row in told}) == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2 is no JSON"),
        ('{"id": 1}', "line 2 needs `text`"),
        ('{"text": "a", "target": 3}', "the target must be a name, not 3"),
        ('{"text": "a", "target_start": 0, "target_end": 9}', "lie outside of the text"),
        ('{"text": "a", "before": 5}', "`before` must be a string, not 5"),
    ],
)
def test_a_bad_line_is_named(quotes, line, told):
    assert told in quotes.failure("stance", "-", stdin='{"text": "a"}\n' + line + "\n")


def test_extract_and_ingest_suggest_a_stance_or_leave_it(quotes):
    article = quotes.write("a.txt", "“Russia has betrayed us and must pay for it,” said Olena Koval, a sailor.\n")
    (found,) = map(json.loads, quotes("extract", "--format", "jsonl", article).stdout.splitlines())
    assert (found["stance"]["label"], found["stance"]["status"]) == ("against", "machine")
    (without,) = map(json.loads, quotes("extract", "--no-stance", "--format", "jsonl", article).stdout.splitlines())
    assert without["stance"] is None
    quotes("ingest", article)
    (stored,) = quotes.quotes()
    assert stored["stance"]["label"] == "against" and stored["stance"]["annotator_kind"] == "model"
    assert quotes.quotes("--labels", "human")[0]["stance"] is None


def test_suggest_labels_what_is_stored_once_and_leaves_peoples_labels(quotes):
    quotes("ingest", "--no-stance", quotes.write("a.txt", "“Moscow lies,” said Olena Koval.\n“We sail,” she added.\n"))
    first, second = quotes.quotes()
    quotes("tag", first["id"], "neutral")
    assert "2 labels toward Russia" in quotes("suggest").stderr
    assert "0 quotes of 2 would be labelled" in quotes("suggest").stderr
    told = {q["id"]: q["stance"] for q in quotes.quotes()}
    assert (told[first["id"]]["label"], told[first["id"]]["status"]) == ("neutral", "agreed")
    assert told[second["id"]]["status"] == "machine"
    assert "labels toward NATO" in quotes("suggest", "--target", "NATO").stderr
    assert "by stance model" in quotes("show", first["id"]).stdout
    quotes("undo")
    quotes("undo")
    assert quotes.quotes()[1]["stance"] is None


def test_suggest_labels_toward_several_targets_in_one_go(quotes):
    quotes("ingest", "--no-stance", quotes.write("a.txt", "“Moscow lies to NATO,” said Olena Koval.\n"))
    told = quotes("suggest", "--target", "NATO", "--target", "Kremlin", "--target", "Russia").stderr
    assert told.count("1 label toward") == 2 and "toward NATO by" in told and "toward Russia by" in told
    (stored,) = quotes.quotes()
    assert stored["stance"]["target"] == "Russia"
    quotes("undo")
    assert quotes.quotes("--target", "NATO")[0]["stance"] is None and quotes.quotes()[0]["stance"] is None


def test_review_keeps_each_answer_and_shows_the_machines_label_after_it(quotes):
    text = "“Moscow lies,” said Olena Koval.\n“We sail at dawn,” she added.\n“Moscow helps us,” said Ivan Lind.\n"
    quotes("ingest", quotes.write("a.txt", text))
    told = quotes("review", stdin="asn").stderr
    assert "2 answers kept" in told and "the machine says:" in told
    labels = sorted(q["stance"]["label"] for q in quotes.quotes() if q["stance"]["status"] == "agreed")
    assert labels == ["against", "neutral"]
    assert "1 answer kept" in quotes("review", stdin="u").stderr
    assert "Nothing to review" in quotes("review").stderr


def test_review_without_a_terminal_says_what_to_use_instead(quotes, monkeypatch):
    def no_terminal(*_):
        raise OSError("/dev/tty: No such device or address")

    quotes("ingest", quotes.write("a.txt", "“Moscow lies,” said Olena Koval.\n"))
    monkeypatch.setattr("click.getchar", no_terminal)
    assert "there is no terminal here" in quotes.failure("review")


def test_review_walks_first_what_may_decide_a_comparison(quotes):
    quotes(
        "ingest",
        quotes.write("a.txt", "“We sail at dawn,” said Ivan Lind.\n“Moscow lies,” said Ann Lee, a minister.\n"),
    )
    told = quotes("review", "--compare", "official", "lind", stdin="q").stdout
    assert "1 of 2" in told
    told = quotes("review", "--compare", "official", "official=yes", stdin="q").stdout
    assert "1 of 1" in told and "Moscow lies" in told
    assert "'nobody=at' " in quotes("review", "--compare", "official", "nobody=at", ok=1).stderr


def test_review_undoes_comments_and_marks_what_is_wrong(quotes):
    quotes("ingest", quotes.write("a.txt", "“Moscow lies,” said Olena Koval.\n“We sail at dawn,” she added.\n"))
    told = quotes("review", stdin="z?fzcno doubt\nad").stderr
    assert "nothing to undo yet" in told and "'?' is none of the keys" in told and "undone" in told
    assert "not a quote: marked and taken out" in told and "50% of 2" in told
    (left,) = quotes.quotes()
    assert (left["stance"]["label"], left["stance"]["comment"]) == ("against", "no doubt")
    quotes("undo")
    assert len(quotes.quotes()) == 2


def test_disputes_are_settled_by_adjudication(quotes):
    key = quotes.add("“Moscow lies,”", "--speaker", "Olena Koval", "--stance", "against")
    quotes("tag", key, "neutral", "--as", "Bea")
    assert "annotators dispute it" in quotes("review", "--adjudicate", "--as", "Cleo", stdin="a").stdout
    assert quotes.quotes()[0]["stance"]["status"] == "adjudicated"
    assert "Nothing to settle" in quotes("review", "--adjudicate").stderr


def test_agreement_compares_people_and_the_machine(quotes):
    assert (
        "No quote has labels of two"
        in quotes("agreement", "--db", quotes.add("“x y z”", "--speaker", "A B") and quotes.db).stderr
    )
    quotes("ingest", quotes.write("a.txt", "“Moscow lies,” said Olena Koval.\n“We sail at dawn,” she added.\n"))
    for quote in quotes.quotes("koval"):
        quotes("tag", quote["id"], "against")
        quotes("tag", quote["id"], "neutral", "--as", "Bea")
    told = quotes("agreement")
    assert "Ann" in told.stdout and "Bea" in told.stdout and "stance model" in told.stdout
    (found,) = json.loads(quotes("agreement", "--format", "json").stdout)
    assert {(p["one"], p["other"]): p["same"]["count"] for p in found["pairs"]}["Ann", "Bea"] == 0


def test_a_language_model_is_asked_only_after_the_cost_is_agreed_to(quotes, monkeypatch):
    pytest.importorskip("openai", reason="the extra [llm] is not installed")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "anything")
    quotes("ingest", quotes.write("a.txt", "“Moscow lies,” said Olena Koval.\n"))
    told = quotes("suggest", "--by", "llm", "--model", "small", "--dry-run").stderr
    assert "1 quote of 1 would be labelled" in told and "tokens would be sent to http://127.0.0.1:9" in told
    told = quotes("suggest", "--by", "llm", "--model", "small", "--price", "1000", "--dry-run").stderr
    assert "http://127.0.0.1:9/v1/ for about $0." in told or "for about $1." in told
    assert "stopped" in quotes("suggest", "--by", "llm", "--model", "small", ok=1, stdin="n\n").stderr
    monkeypatch.setattr("stance.labellers.llm.labelled", lambda *_: iter(()))  # it fails for every quote
    assert "0 labels toward Russia by llm small" in quotes("suggest", "--by", "llm", "--model", "small", "--yes").stderr
    monkeypatch.delenv("OPENAI_API_KEY")
    assert "set $OPENAI_API_KEY" in quotes.failure("suggest", "--by", "llm", "--model", "small")


WORDS = "Moscow {} the {} at dawn."
DOES = ("repairs", "counts", "paints", "closes", "opens")
WHAT = ("harbour", "bridge", "lighthouse", "station", "road", "mill")


def labelled(quotes, label):
    """Thirty quotes of a kind that a person reads otherwise than the machine."""
    rows = [
        {
            "text": f"“{WORDS.format(does, what)}”",
            "speaker": "Olena Koval",
            "url": f"https://a.example/{what}",
            "stance": label,
        }
        for does in DOES
        for what in WHAT
    ]
    table = "".join(",".join(row.values()) + "\n" for row in rows)
    quotes("import", quotes.write("own.csv", "quote,speaker,url,stance\n" + table))


def test_learn_takes_up_what_people_say_and_can_be_taken_back(quotes):
    labelled(quotes, "favor")
    quotes("suggest")
    told = quotes("learn", "--dry-run").stderr
    assert "From 30 labels of people in 6 articles" in told and "would be used here" in told
    assert "is used here from now on" in quotes("learn").stderr
    dry = quotes("suggest", "--dry-run").stderr
    assert "30 quotes of 30 would be labelled" in dry and "+" in dry
    quotes("suggest")
    (found,) = json.loads(quotes("agreement", "--format", "json").stdout)
    assert [a["right"]["share"] for a in found["machine"] if a["group"] == "all"] == [1.0]
    assert "forgotten" in quotes("learn", "--forget").stderr
    assert "Nothing was learned" in quotes("learn", "--forget").stderr
    quotes("suggest")
    again = json.loads(quotes("agreement", "--format", "json").stdout)[0]
    assert [a["right"]["share"] for a in again["machine"] if a["group"] == "all"] < [1.0]


def test_learn_says_what_it_lacks(quotes):
    key = quotes.add("“Moscow lies,”", "--speaker", "Olena Koval", "--stance", "against")
    told = quotes.failure("learn")
    assert "labelled 1 quote in 1 article toward Russia; 20 in 5 are needed" in told
    quotes("tag", key, "unsure")
    assert "labelled 0 quotes in 0 articles" in quotes.failure("learn")


def test_learn_changes_nothing_that_is_not_better(quotes):
    labelled(quotes, "")
    quotes("suggest")
    for quote in quotes.quotes():
        if quote["stance"]["label"]:  # else the machine abstained
            quotes("tag", quote["id"], quote["stance"]["label"])
    assert "not better with confidence" in quotes("learn").stderr
    assert "Nothing was learned" in quotes("learn", "--forget").stderr
