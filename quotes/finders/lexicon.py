"""Cue words of English and the small word classes that the grammars read.

A cue verb is written once, in its base form, under the class that says what may stand beside it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

# say: a clause or a quotation · tell: a hearer first · act: an object that is the content · mind: an attitude


def word_set(text: str) -> frozenset[str]:
    """Return the set of the words of `text`: a word list that stays readable."""
    return frozenset(text.split())


CueClass = Literal["say", "tell", "act", "mind"]
Form = Literal["base", "third", "past", "ing", "participle"]

_SAY = """say add note state announce claim argue explain write report suggest insist acknowledge declare warn predict
comment continue conclude reply respond stress emphasize emphasise reiterate allege assert admit concede
confirm reveal observe remark point+out go+on tweet joke quip recall contend maintain explain complain charge
caution counter confess quote estimate testify recount lament opine shout cry exclaim ask wonder repeat
chant post retort vow promise pledge boast proclaim disclose indicate mention underline underscore highlight
propose recommend agree answer deny threaten swear signal clarify elaborate narrate envision envisage advise
yell whisper mutter sing protest bemoan gripe joke rule muse reason urge demand guess affirm enthuse fume
hint cite stipulate specify relate conjecture rail"""
_TELL = "tell inform remind assure advise notify promise warn convince"
_ACT = """accuse condemn criticize criticise denounce praise blame urge welcome reject deny dismiss demand describe
call label brand offer promise threaten warn propose endorse defend slam blast mock hail laud deplore
question challenge order appeal thank congratulate decry mention discuss outline refer+to speak+of
speak+about talk+about point+to call+for call+on declare announce confirm predict recommend repeat suggest
acknowledge admit voice express reiterate question rebuke chide castigate ridicule assail vow pledge swear
agree apologize apologise beg implore invite proclaim tout portray depict characterize characterise compare
liken cite publish allege appeal+for envisage envision advise quote recall lambast lambaste rule+out
insist+on invoke vilify ask hint+at complain+of list praise boast+of report claim note stress emphasize name
dub term estimate"""
_MIND = """believe want hope fear think feel wish doubt know prefer seek consider worry intend favor favour
suspect regret understand regard plan assume anticipate desire dread hate love respect trust look+forward
realize realise aim find disagree"""

_IRREGULAR = {
    "say": "said said", "go": "went gone", "tell": "told told", "write": "wrote written", "swear": "swore sworn",
    "think": "thought thought", "feel": "felt felt", "know": "knew known", "speak": "spoke spoken",
    "see": "saw seen", "understand": "understood understood", "seek": "sought sought", "find": "found found",
    "sing": "sang sung", "cry": "cried cried", "reply": "replied replied", "deny": "denied denied",
    "testify": "testified testified", "clarify": "clarified clarified", "worry": "worried worried",
    "notify": "notified notified", "specify": "specified specified", "decry": "decried decried",
    "vilify": "vilified vilified", "refer": "referred referred", "admit": "admitted admitted",
    "quip": "quipped quipped", "rebut": "rebutted rebutted", "plan": "planned planned",
    "regret": "regretted regretted", "prefer": "preferred preferred", "snap": "snapped snapped",
    "beg": "begged begged", "slam": "slammed slammed", "label": "labeled labelled",
    "signal": "signaled signalled", "dub": "dubbed dubbed",
}  # fmt: skip
_DOUBLED = {"refer", "admit", "quip", "plan", "regret", "prefer", "snap", "beg", "slam", "dub"}


class CueEntry(NamedTuple):
    """One form of a cue verb."""

    lemma: str
    forms: frozenset[Form]
    classes: frozenset[CueClass]
    particles: frozenset[str]  # words that must follow for some class ("for" of "called for"); empty: none


def _forms(verb: str) -> dict[str, set[Form]]:
    out: dict[str, set[Form]] = {}

    def put(word: str, form: Form) -> None:
        out.setdefault(word, set()).add(form)

    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    doubled = verb + verb[-1] if verb in _DOUBLED else stem
    third = verb[:-1] + "ies" if verb[-1] == "y" and verb[-2] not in "aeiou" else verb + "s"
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        third = verb + "es"
    past, participle = _IRREGULAR.get(
        verb, f"{verb}d {verb}d" if verb.endswith("e") else f"{doubled}ed {doubled}ed"
    ).split()
    put(verb, "base")
    put(third, "third")
    put(past, "past")
    put(participle, "participle")
    put(doubled + "ing", "ing")
    return out


def _build() -> dict[str, CueEntry]:
    forms: dict[str, set[Form]] = {}
    classes: dict[str, set[CueClass]] = {}
    particles: dict[str, set[str]] = {}
    lemmas: dict[str, str] = {}
    groups: tuple[tuple[CueClass, str], ...] = (("say", _SAY), ("tell", _TELL), ("act", _ACT), ("mind", _MIND))
    for name, verbs in groups:
        for entry in verbs.split():
            verb, _, particle = entry.partition("+")
            for word, kinds in _forms(verb).items():
                forms.setdefault(word, set()).update(kinds)
                lemmas[word] = verb
                if particle:
                    particles.setdefault(word, set()).add(particle)
                else:
                    classes.setdefault(word, set()).add(name)
    return {
        word: CueEntry(
            lemmas[word],
            frozenset(forms[word]),
            frozenset(classes.get(word, ())),
            frozenset(particles.get(word, ())),
        )
        for word in forms
    }


CUES = _build()
# verbs of speaking that need no further proof: whatever stands beside them spoke
SURE = word_set("said says told tells wrote tweeted added adds replied")
# forms that are a verb of speaking only with “that” or a quotation after them
NEEDY = word_set(
    """states state continues continue continued continuing protests protest rules rule ruled signals joke mention
    mentioned mentions post posted posts respond responded responds pledge"""
)
# deeds that a corpus of attitudes takes for cues, and what only leads to a topic
ACTIONS = word_set(
    """sign signs signed signing approve approves approved approving impose imposes imposed imposing pass passes
    passed vote votes voted voting arrest arrests arrested rally rallied provides provided push pushes pushed
    pushing lists listed regarding referring ratify ratifies ratified deploy deploys deployed annex annexes
    annexed seize seizes seized ban bans banned adopt adopts adopted launch launches launched freeze freezes froze
    frozen suspend suspends suspended extend extends extended detain detains detained withdraw withdraws withdrew
    invade invades invaded cancel cancels cancelled canceled lift lifts lifted enact enacts enacted implement
    implements implemented enforce enforces enforced expel expels expelled remove removes removed install installs
    installed boycott boycotts boycotted elect elects elected appoint appoints appointed jail jails jailed convict
    convicts convicted ignore ignores ignored ignoring"""
)
# forms that are as often a noun; before them an article or an adjective means the noun
NOUNS = word_set(
    """claims reports calls demands plans hopes promises notes estimates charges fears states threats comments views
    attacks offers orders questions answers posts praise blame support claim report call demand plan hope
    promise note estimate charge fear state threat comment view attack offer order question answer post tweet
    tweets names lists cites rules rule list name address back challenge challenges doubt doubts feel request
    requests supports desire wish wishes protest protests"""
)
AUXILIARIES = word_set("has have had 've 'd is are was were 's been being be do does did")
BE = word_set("is are was were be been being 's 're 'm am isn't wasn't")
MODALS = word_set("""will would can could may might must shall should to 'll cannot can't won't wouldn't couldn't""")
NEGATIONS = word_set("not never n't didn't doesn't don't hasn't haven't hadn't")
ADVERBS = word_set(
    """also later now then once again still ever even just already often further first earlier since recently since
    too soon always sometimes only previously instead all both each either rather today yesterday tonight thus
    meanwhile long far once twice ago however though moreover nevertheless nonetheless therefore maybe perhaps
    indeed besides"""
)
PREPOSITIONS = word_set(
    """in on at by for from with without of to into about after before during since until till under over against
    among between through throughout within across near around behind beyond despite amid like unlike as per
    via outside inside toward towards following including ahead alongside upon than because"""
)
CONJUNCTIONS = word_set(
    """that because while when whenever where wherever if as although though unless until whether after before since
    whereas but so than which who whom whose what why how and or nor yet"""
)
# past forms that are no cue and often stand between a subject and a name
VERBS = word_set("heard met saw left made gave sent took brought led beat won lost held put told joined visited")
# past forms without -ed that end the subject of a clause
PASTS = word_set(
    """drew met led sent brought caught won lost held put struck gave made took fell rose came went left found kept sat
    stood shook threw bit woke hit cut set let got ran grew hung spoke began broke chose drank drove fought forgot
    froze hid knelt lay laid lit paid rang rode sang sank saw sold sought spent spread stole stuck swung taught tore
    wept wore wound bent bled blew built burst bought crept dealt dug fed felt fled flew heard hurt read shot shut
    slept slid slipped spat spun stung swept swam told understood withdrew wrote leaned leant rubbed"""
)
DETERMINERS = word_set("""the a an this these those his her its their our my your some many several any no""")
PRONOUNS = word_set("he she they it i we you who which")
FINITE = word_set(
    """is are was were am be been being has have had do does did will would can could may might must shall should
    isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't
    became went came got gave took made left met began"""
)
CUE_VERBS = CUES.keys() - NOUNS  # cue words that are no noun as well
SURE_VERBS = CUE_VERBS | FINITE | PASTS  # words that show a sentence where a name or a label might stand
DAYS = word_set(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow january february march april
    may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
    late early morning afternoon evening night week month year last this earlier later next"""
)
VENUES = word_set(
    """statement interview conference briefing speech letter email e-mail tweet post message report article column
    release memo testimony remarks address call debate rally hearing meeting twitter facebook telegram
    television tv radio op-ed essay book video appearance forum summit press newspaper newspapers channel
    broadcast session talks phone telephone blog document note text podcast show program programme court event
    visit"""
)
# nouns for those who speak, for weak cues without a name or a pronoun as subject
PEOPLE = word_set(
    """official officials spokesman spokeswoman spokesperson spokesmen minister ministers president lawmaker
    lawmakers critic critics analyst analysts expert experts source sources diplomat diplomats activist
    activists protester protesters police authorities government ministry parliament group groups organization
    organisation agency party leader leaders opposition residents resident witnesses witness people voters
    supporters opponents senator congressman candidate campaign company companies report reports poll polls
    study survey statement letter document documents law article newspaper court judge prosecutors prosecutor
    lawyer lawyers commander soldier soldiers officers officer troops rebels separatists insurgents militants
    insurgents adviser advisers aide aides ambassador chairman director professor scientist researchers
    researcher scholar author journalist reporter editor doctor doctors mayor governor king pope pontiff chief
    head secretary chancellor premier commissioner council committee commission union alliance team man woman
    men women crowd demonstrators democrats republicans both others some most many few half percent majority
    participants student students families relatives friends mother father wife husband son daughter brother
    sister embassy administration department office bank media press newspaper website observers commentator
    commentators economist economists historian writer moderator host operative strategist strategists
    pollster nominee neighbours neighbors workers owner owners army military command side sides delegation
    envoy countries nation nations state states politician politicians paper strategy draft treaty memo
    representative representatives correspondent spokespeople activist speaker one figures members member
    deputy deputies statement text conclusions sign signs slogan slogans banner banners measure bill headline
    estimates evidence figures data results transcript memorandum"""
)
