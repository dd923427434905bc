"""How often each rule was right: the confidence of what it finds.

Counted on the PolNeAR development articles and 250 of its training articles (drawn with seed 1): a find was right if
its content overlapped the annotated one by half and more, and its source by a third. A rule is named by where the
source stands, on which side the content, the class of the cue, and whether there are quotation marks.
"""

from __future__ import annotations

PRECISION: dict[str, float] = {  # behind each: how many finds it was counted on
    "subject-left-tell-quoted": 0.96,  # 72
    "subject-left-say-quoted": 0.94,  # 834
    "participle-right-act-quoted": 0.86,  # 14
    "inverted-left-say-quoted": 0.82,  # 284
    "subject-both-say-quoted": 0.80,  # 107
    "participle-right-say-quoted": 0.79,  # 70
    "subject-right-say-quoted": 0.78,  # 353
    "according-left": 0.77,  # 103
    "subject-both-say-clause": 0.76,  # 71
    "headline": 0.75,  # 28
    "transcript": 0.73,  # 15
    "subject-left-say-clause": 0.72,  # 107
    "according-both": 0.71,  # 14
    "subject-right-say-clause": 0.71,  # 1374
    "participle-right-say-clause": 0.70,  # 133
    "subject-right-tell-quoted": 0.69,  # 29
    "subject-right-tell-clause": 0.68,  # 63
    "joined-right-say-clause": 0.64,  # 50
    "according-right": 0.61,  # 31
    "subject-right-act-quoted": 0.61,  # 109
    "joined-right-act-clause": 0.59,  # 22
    "carried": 0.55,  # 33
    "subject-right-act-clause": 0.53,  # 519
    "inverted-left-say-clause": 0.52,  # 21
    "noun-that": 0.52,  # 21
    "participle-right-act-clause": 0.52,  # 62
    "joined-right-say-quoted": 0.47,  # 15
    "participle-right-mind-clause": 0.44,  # 9
    "subject-right-mind-clause": 0.42,  # 403
    "subject-right-mind-quoted": 0.24,  # 34
}
UNKNOWN = 0.61  # all rules too rare to be counted alone, taken together

CITED = frozenset(f"cited-{side}-say-{form}" for side in ("left", "right", "both") for form in ("quoted", "clause"))
PRECISION |= dict.fromkeys(CITED, 0.9)  # not counted: the codebook credits whom a paper quotes, PolNeAR the paper

# too rare among articles to be counted well: set between what the news articles to train on and made-up ones show
PRECISION |= {
    "credit": 0.8,
    "dialogue": 0.9,
    "interview": 0.7,
    "noun-colon": 0.7,
    "noun-subject": 0.85,
    "passive-judged": 0.8,
    "passive-told": 0.75,
    "phrase": 0.8,
    "that-is-how": 0.8,
}

# marks and layout tell these, not the wording: they are too rare among articles to be weighed against others
STRUCTURAL = frozenset((
    *CITED,
    "answer", "credit", "dialogue", "for-whom", "hearsay", "interview", "nested-said", "nested-such-as", "noun-colon",
    "noun-subject", "passive-judged", "passive-told", "phrase", "shouted", "sign", "that-is-how", "transcript",
))  # fmt: skip


def confidence_of(rule: str) -> float:
    """Return the fraction of the rule's finds that were right."""
    return PRECISION.get(rule, UNKNOWN)
