"""Labels by a language-inference model on this machine: which sentence about the speaker follows from the words.

Yin, Hay and Roth 2019, "Benchmarking zero-shot text classification". Nothing is fetched and nothing is sent: the model
is a folder, or one that was downloaded before.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from quotes.errors import MissingExtraError, QuotesError
from quotes.types import CODEBOOK, Annotator, Label, Stance
from stance.aspects import aspect_of
from stance.model.question import masked, names_target
from stance.model.windows import Question

HYPOTHESES: dict[Label, str] = {
    "favor": "The speaker supports, praises or defends {target}.",
    "against": "The speaker criticises, accuses or resists {target}.",
    "neutral": "The speaker does not judge {target}.",
}
PROMPT_HASH = hashlib.sha256(json.dumps(HYPOTHESES, sort_keys=True).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class ZeroShot:
    """A language-inference model that is open."""

    pipeline: Any  # of transformers, "zero-shot-classification"
    model: str

    @property
    def annotator(self) -> Annotator:
        """Who labels: the model, with the hash of the sentences as its version."""
        return Annotator(f"zero-shot {self.model}", "model", PROMPT_HASH)

    def label(self, question: Question) -> Stance:
        """Return the label whose sentence follows most; who speaks is masked, and words without any are neutral."""
        words = masked(question).encode("utf-8", "replace").decode()  # lone surrogates, which no tokenizer reads
        if not words.strip():
            return Stance(question.target, "neutral", False, annotator=self.annotator, codebook=CODEBOOK)
        sentences = {text.format(target=question.target): label for label, text in HYPOTHESES.items()}
        answer = self.pipeline(words, candidate_labels=list(sentences), hypothesis_template="{}", multi_label=False)
        found = {sentences[text]: float(score) for text, score in zip(answer["labels"], answer["scores"], strict=True)}
        label = max(found, key=lambda name: found[name])
        judges = label != "neutral"
        return Stance(
            question.target,
            label,
            judges or names_target(question),
            aspect_of(question.text) if judges else None,
            score=round(found["favor"] - found["against"], 4),
            probabilities={name: round(found[name], 4) for name in HYPOTHESES},
            annotator=self.annotator,
            codebook=CODEBOOK,
        )


def open_zero_shot(model: str | None) -> ZeroShot:
    """Open the model at a path, or one downloaded before under that name. Raises QuotesError saying what is missing."""
    try:
        from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline
    except ImportError:
        raise MissingExtraError("Labelling by language inference", "transformers") from None
    if not model:
        raise QuotesError("say which model: --model FOLDER, or the name of one that you have downloaded")
    try:
        tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=True)
        network = AutoModelForSequenceClassification.from_pretrained(model, local_files_only=True)
    except (OSError, ValueError) as error:
        said = str(error).splitlines()[0]
        raise QuotesError(f"{model} is no model on this machine ({said}): hf download {model}") from None
    if not any(label.lower().startswith("entail") for label in network.config.label2id):
        labels = ", ".join(network.config.label2id)
        raise QuotesError(f"{model} tells {labels}, but not entailment: take a model for natural language inference")
    longest = getattr(network.config, "max_position_embeddings", None) or tokenizer.model_max_length
    tokenizer.model_max_length = min(tokenizer.model_max_length, longest - 2)  # else long words are not cut
    return ZeroShot(pipeline("zero-shot-classification", model=network, tokenizer=tokenizer, device="cpu"), model)
