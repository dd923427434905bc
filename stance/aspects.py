"""Which aspect of its target a quote evaluates, suggested by its words (codebook section 3)."""

from __future__ import annotations

import re

from quotes.types import Aspect

_STANDING = re.compile(
    r"(?i)\b(?:weak\w*|strong\w*|streng\w+|power(?:ful|less)?|influence|prestige|humiliat\w+|isolat\w+|defeat\w*|collaps\w+|"
    r"los(?:e|es|ing|t)|junior|declin\w+|indispensable|failing|shrink\w*|bogged|exhaust\w*|crumbl\w+|superpower|"
    r"irrelevan\w+|great(?:er)? (?:than|power)|role|position|presence)\b"
)
_POLICY = re.compile(
    r"(?i)\b(?:polic(?:y|ies)|strateg\w+|mistake\w*|miscalculat\w+|blunder\w*|goals?|aims?|interests?|plans?|"
    r"achiev\w+|backfir\w+|short-?sighted|diploma\w+|approach)\b"
)


def aspect_of(text: str) -> Aspect:
    """Suggest what is judged: standing and policy by their words, else conduct, which most quotes judge."""
    standing, policy = len(_STANDING.findall(text)), len(_POLICY.findall(text))
    if standing > policy:
        return "standing"
    return "policy" if policy else "conduct"
