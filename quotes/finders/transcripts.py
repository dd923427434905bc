"""Finds the turns of interviews and transcripts: “NAME (role): ...”, “Q: ...”, “A: ...”, a question and its answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.finders.contents import Find
from quotes.finders.layout import Layout
from quotes.finders.lexicon import PEOPLE, PRONOUNS, SURE_VERBS, word_set
from quotes.finders.mentions_left import abbreviates, is_name, subject_left
from quotes.finders.mentions_right import mention_right
from quotes.finders.tokens import DASHES, Stretch, Tokens, lines_of

LABELLED, ANSWERED = "transcript", "interview"
_LONGEST = 24  # tokens of a label
_SHORT = 5  # tokens of a name
_OTHER = word_set(
    """text note notes photo photos video watch read see also more update updated breaking source sources graphic chart
    correction editor's title subject date place time related map image caption credit http https re cc to from ps live
    listen summary background context key contact tel phone email"""
)
_PARTS = word_set("host moderator interviewer presenter anchor reporter journalist guest speaker chair audience caller")
_QUESTION, _ANSWER = word_set("q question"), word_set("a answer")
_TALKED = word_set("spoke speaks talked talks answered answers sat")


@dataclass(frozen=True, slots=True)
class _Label:
    """What a line starts with up to its colon."""

    source: Stretch  # the name, without role and marks
    colon: int  # token
    start: int  # first token of the words
    stop: int  # one past the last token of the words in this line
    style: str  # "caps", "bold", "name", "part", "question" or "answer"


def transcript_finds(layout: Layout) -> list[Find]:
    """Return the turns of a transcript or interview; none in a text that is neither."""
    lines = lines_of(layout.tokens)
    labels = [_label(layout, line) for line in lines]
    questions = [labels[n] is None and _is_question(layout, line) for n, line in enumerate(lines)]
    turns = sum(label is not None and label.style in ("name", "part") for label in labels)
    known = _interviewee(layout, lines, questions) if any(questions) or _has_answers(labels) else None
    finds: list[Find] = []
    asked = 0
    for n, label in enumerate(labels):
        answers = n > 0 and questions[n - 1]
        asked += answers
        if label is None:
            interview = sum(questions) > 1 or asked > 1 or (known and finds)
            if answers and known and interview and not questions[n]:
                finds.append(_turn(layout, known, None, _answer(layout, lines, labels, questions, n), ANSWERED))
            continue
        source: Stretch | None = label.source
        if label.style == "question":
            continue
        if label.style == "answer":
            source = known
            answers = True
        sure = label.style in ("caps", "bold") or answers or turns > 1
        if source is None or not (sure or _in_first_person(layout, label.start, label.stop)):
            continue
        if label.style != "answer" and answers:
            known = source
        finds.append(_turn(layout, source, (label.colon, label.colon + 1), (label.start, label.stop), LABELLED))
    return finds


def without_inner(layout: Layout, finds: Iterable[Find], turns: Sequence[Find]) -> list[Find]:
    """Return `finds` without those in a turn whose source is the turn's own label, or a pronoun."""
    turns = sorted(turns, key=lambda turn: turn.content)
    starts = [turn.content[0][0] for turn in turns]
    out = []
    for find in finds:
        at = find.cue[0] if find.cue else find.content[0][0]
        n = bisect_right(starts, at) - 1
        if find.rule in (LABELLED, ANSWERED) or n < 0 or not _is_inner(layout, find, at, turns[n]):
            out.append(find)
    return out


def _is_inner(layout: Layout, find: Find, at: int, turn: Find) -> bool:
    source, label = find.source, turn.source
    if at >= turn.content[0][1]:
        return False
    if source is None or (label and label[0] <= source[0] < (turn.cue or label)[1]):
        return True
    return layout.tokens.lower[source[0]] in PRONOUNS and not layout.quoted(*source)


def _turn(layout: Layout, source: Stretch, cue: Stretch | None, content: Stretch, rule: str) -> Find:
    return Find((content,), source, cue, "speech", rule, layout.sentence_of(content[0]))


def _label(layout: Layout, line: Stretch) -> _Label | None:
    """The label that a line starts with: a time, marks of bold type, a name with its role, a colon."""
    tokens = layout.tokens
    first, stop = line
    timed = first + 2 < stop and tokens.words[first][0].isdigit() and ":" in tokens.words[first]
    if timed:  # 09:12 X: what was said – what the article says of it
        first += 1
        stop = next((j for j in range(first + 1, stop) if tokens.words[j] in DASHES and all(tokens.spaced(j))), stop)
    bold = first
    while first < stop and tokens.words[first] in ("*", "["):
        first += 1
    colon = next((j for j in range(first + 1, min(stop, first + _LONGEST)) if tokens.words[j] == ":"), -1)
    if colon < 0 or layout.quoted(first, colon):
        return None
    start = colon + 1
    while start < stop and tokens.words[start] in ("*", "]"):
        start += 1
    if start >= stop or layout.inside[start] >= 0:
        return None
    end = colon
    while end > first and tokens.words[end - 1] in ("*", "]"):
        end -= 1
    style = _style(tokens, first, end, bold=timed or (bold < first and tokens.words[bold] == "*"))
    return _Label((first, _name_end(tokens, first, end)), colon, start, stop, style) if style else None


def _style(tokens: Tokens, first: int, end: int, *, bold: bool) -> str | None:
    """What kind of label stands between two tokens, or None for a sentence that holds a colon."""
    lower = tokens.lower[first:end]
    if end - first == 1 and lower[0] in _QUESTION | _ANSWER and tokens.capital(first):
        return "question" if lower[0] in _QUESTION else "answer"
    stop = _name_end(tokens, first, end)
    name = [i for i in range(first, stop) if tokens.words[i][0].isalpha()]
    if any(tokens.words[i] in ".!?;" and not abbreviates(tokens, i) for i in range(first, end)):
        return None
    if not name or not set(lower).isdisjoint(SURE_VERBS) or lower[0] in _OTHER or stop - first > 2 * _SHORT:
        return None
    if all(tokens.words[i].isupper() and len(tokens.words[i]) > 1 for i in name):
        return "caps"
    if bold:
        return "bold"
    determined = lower[0] == "the" and len(name) > 1
    names = name[determined:]
    if len(names) == 1 and tokens.lower[names[0]] in _PARTS | PEOPLE and tokens.capital(names[0]):
        return "part"
    whole = all(is_name(tokens, i) for i in names) and 0 < len(names) <= _SHORT
    return "name" if whole and not determined else None


def _name_end(tokens: Tokens, first: int, end: int) -> int:
    """One past the name of “Name (place) (party)”, “NAME, ROLE”."""
    return next((i for i in range(first + 1, end) if tokens.words[i] in ("(", "[", ",")), end)


def _is_question(layout: Layout, line: Stretch) -> bool:
    """Whether a line is one question, and nobody's quotation; marks of bold type or a dash may stand around it."""
    tokens = layout.tokens
    last = line[1] - 1
    while last > line[0] and tokens.words[last] == "*":
        last -= 1
    if tokens.words[last] != "?" or layout.quoted(*line):
        return False
    return last - line[0] > 1 and tokens.words[line[0]][0] not in "“\"'"


def _has_answers(labels: Iterable[_Label | None]) -> bool:
    return any(label and label.style == "answer" for label in labels)


def _interviewee(layout: Layout, lines: Sequence[Stretch], questions: Sequence[bool]) -> Stretch | None:
    """Who is asked: “an interview with |X|”, “|X|, a general, spoke to us”."""
    tokens = layout.tokens
    for i in range(len(tokens.words) - 2):
        if tokens.lower[i] in ("interview", "conversation", "interviewed") and layout.inside[i] < 0:
            at = i + 1 + (tokens.lower[i + 1] == "with")
            stop = mention_right(tokens, at, min(len(tokens.words), at + 20))
            if stop > at and any(is_name(tokens, j) for j in range(at, stop)):
                return at, stop
    for line, question in zip(lines, questions, strict=True):
        verb = next((i for i in range(line[0] + 1, line[1]) if tokens.lower[i] in _TALKED and not question), -1)
        subject = subject_left(tokens, line[0], verb) if verb > 0 and layout.inside[verb] < 0 else None
        if subject and any(is_name(tokens, j) for j in range(*subject)):
            return subject
    return None


def _answer(
    layout: Layout, lines: Sequence[Stretch], labels: Sequence[_Label | None], questions: Sequence[bool], n: int
) -> Stretch:
    """The lines of an answer: to the next question, or the first alone where none follows."""
    later = (k for k in range(n + 1, len(lines)) if questions[k] or labels[k])
    last = next(later, n + 1) - 1
    first = lines[n][0] + (layout.tokens.words[lines[n][0]] in DASHES)
    return first, lines[last][1]


def _in_first_person(layout: Layout, first: int, stop: int) -> bool:
    return any(layout.tokens.words[i] in ("I", "We", "we") and layout.inside[i] < 0 for i in range(first, stop))
