"""Labels by a language-inference model on this machine; the model here is made on the spot and knows nothing."""

import pytest

from quotes.errors import QuotesError
from stance.model.question import question

transformers = pytest.importorskip("transformers", reason="the extra [transformers] is not installed")

from stance.labellers.zero_shot import HYPOTHESES, PROMPT_HASH, open_zero_shot  # noqa: E402

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "speaker", "criticises", "russia", "lies", "helps", "."]


def made(folder, labels):
    """A model with weights by chance, in a folder as a download leaves it."""
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    transformers.BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        num_labels=len(labels), id2label=dict(enumerate(labels)), label2id={n: i for i, n in enumerate(labels)},
    )  # fmt: skip
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    return str(folder)


def test_a_model_in_a_folder_labels_and_says_who_it_is(tmp_path):
    model = open_zero_shot(made(tmp_path, ["contradiction", "entailment", "neutral"]))
    told = model.label(question("Russia lies.", "Russia"))
    assert told.label in HYPOTHESES and told.about
    assert abs(sum((told.probabilities or {}).values()) - 1) < 0.001
    assert (told.annotator.kind, told.annotator.version) == ("model", PROMPT_HASH)
    again = model.label(question("Ann Lee lies.", "Russia", speaker=("Ann Lee",)))
    assert again.probabilities == model.label(question("the speaker lies.", "Russia")).probabilities


@pytest.mark.parametrize("text", ["", " \n", "\ud800", "Russia " * 3000, "{} {target} <b>"])
def test_any_words_get_a_label(tmp_path, text):
    model = open_zero_shot(made(tmp_path, ["contradiction", "entailment", "neutral"]))
    assert model.label(question(text, "Russia")).label in HYPOTHESES


def test_what_is_no_model_is_told_with_the_mend(tmp_path):
    with pytest.raises(QuotesError, match="say which model"):
        open_zero_shot(None)
    with pytest.raises(QuotesError, match="no model on this machine"):
        open_zero_shot("nobody/nothing-here")
    with pytest.raises(QuotesError, match="positive, but not entailment"):
        open_zero_shot(made(tmp_path, ["negative", "positive"]))
