"""Words for roles and bodies, and whether they hold public office (codebook section 2)."""

from __future__ import annotations

import re

from quotes.finders.lexicon import word_set
from quotes.places import country_of
from quotes.types import Office

_EXECUTIVE = """president minister pm chancellor premier ambassador consul diplomat diplomats envoy mayor governor king
queen prince emperor sultan emir commissioner prefect official officials authorities government ministry
ministries cabinet embassy consulate kremlin administration police policeman officer attaché regulator
regulators presidency treasury undersecretary intelligence pope pontiff vice-president taoiseach sheriff
inspector"""
_LEGISLATURE = """lawmaker lawmakers senator senators congressman congresswoman mp mps parliamentarian parliamentarians
legislator legislators parliament senate congress duma bundestag rada knesset rep sen councillor councilor
mep meps legislature"""
_JUDICIARY = "judge judges justice court prosecutor prosecutors magistrate tribunal"
_MILITARY = """general colonel major commander army military admiral navy troops lieutenant captain soldier soldiers
defence-staff pentagon brigadier sergeant gen col maj lt"""
_NOT = """analyst analysts expert experts professor lecturer scientist scientists researcher researchers scholar
historian economist economists academic philosopher author writer journalist journalists reporter reporters
editor correspondent commentator columnist broadcaster host moderator activist activists protester
protesters demonstrator demonstrators campaigner blogger student students teacher doctor nurse engineer
lawyer attorney bishop archbishop patriarch priest imam rabbi cardinal clergyman founder co-founder ceo
executive manager businessman businesswoman entrepreneur investor banker billionaire oligarch owner
chairman-of-the-board resident residents retiree pensioner voter voters worker workers driver farmer actor
actress singer musician artist poet novelist filmmaker director-film athlete boxer coach player champion
fellow volunteer supporter supporters opponent opponents insurgents rebels militants insurgent rebel
militant critic critics relative relatives friend friends neighbour neighbor mother father wife husband son
daughter brother sister widow pollster strategist nominee candidate operative witness witnesses refugee
refugees participant participants marcher marchers attendee attendees fan fans inhabitant inhabitants settler
settlers man woman men women people crowd opposition agency newspaper magazine website company firm group groups
organization organisation think-tank institute university poll survey study party dissident politologist sociologist
psychologist astronaut couple spectator"""
_NEUTRAL = """spokesman spokeswoman spokesperson spokesmen secretary adviser advisor aide assistant chief head leader
leaders director chairman chairwoman chair deputy representative member delegate coordinator chief-of-staff
speaker negotiator politician source sources counsel member members observer strongman figure boss ombudsman"""

# bodies, not roles of a person
_NO_ROLE = """authorities government ministry ministries cabinet embassy consulate kremlin administration police
regulator regulators presidency treasury intelligence parliament senate congress duma bundestag rada knesset
legislature court justice tribunal army military navy troops defence-staff pentagon opposition agency
newspaper magazine website company firm group groups organization organisation think-tank institute
university poll survey study party"""
TELLING = frozenset(f"{_EXECUTIVE} {_LEGISLATURE} {_JUDICIARY} {_MILITARY} {_NOT} {_NEUTRAL}".split())
ROLE_WORDS = TELLING - frozenset(_NO_ROLE.split())
TITLES = word_set("""mr mrs ms miss dr prof sir lord lady dame herr frau monsieur madame mr. mrs. ms. dr. prof. dear""")
MALE = word_set(
    """mr sir lord herr monsieur king prince spokesman man husband father son brother businessman chairman"""
)
FEMALE = word_set(
    """mrs ms miss lady dame frau madame queen princess spokeswoman woman wife mother daughter sister businesswoman"""
)
# titles that stand before a name and are part of it where no first name is given
RANKS = word_set(
    """president minister pm chancellor premier senator governor mayor king queen prince princess pope general
    colonel major captain lieutenant admiral ambassador judge justice sen gov rep gen col secretary sheriff
    patriarch archbishop bishop cardinal commissioner congressman congresswoman professor lawmaker"""
)
_KNOWN = {
    "news agency": "Interfax|TASS|Itar-Tass|ITAR-TASS|RIA Novosti|RIA|Reuters|AFP|Agence France-Presse|"
    "Associated Press|AP|UNIAN|Ukrinform|Bloomberg|dpa|DPA|Xinhua|BelTA|Anadolu|Turan|Armenpress|Kazinform|"
    "Rossiya Segodnya",
    "news outlet": "BBC|CNN|RT|DW|Deutsche Welle|Fox News|Sky News|Al Jazeera|Kommersant|Vedomosti|Izvestia|Meduza|"
    "Novaya Gazeta|Der Spiegel|Spiegel|Le Monde|Die Zeit|Bild|Gazeta.ru|Rossiya 24|Ekho Moskvy|Dozhd",
    "rights organization": "Human Rights Watch|HRW|Amnesty International|Amnesty|Reporters Without Borders|"
    "Freedom House",
}
# bodies outside public office whose name alone says nothing of what they are
KNOWN_BODIES = {name: what for what, names in _KNOWN.items() for name in names.split("|")}
BODY_WORDS = word_set(
    """ministry department party council union center centre agency university college institute commission committee
    court parliament government administration office organization organisation association foundation group
    corporation company bank fund watch times post news press journal television tv radio house service
    services force forces command embassy league federation bureau board authority police army guard campaign
    network society academy school international watchdog movement front alliance coalition congress senate
    assembly club inc ltd corp co chamber treasury church observatory hospital airlines media republic region
    regions cabinet presidency mission delegation tribunal summit newspaper weekly daily herald tribune
    gazette guardian telegraph nations"""
)
_MEDIA = re.compile(
    r"(?i)\b(media|propagandists?|news|newspaper|agency|times|post|journal|television|tv|radio|press|magazine|website|daily|weekly)\b"
)
_FORMER = re.compile(r"(?i)\b(?:former|ex|late|one-time|onetime|retired|ousted|deposed|outgoing-former)\b(?!ly)")
_BODY_OFFICE: tuple[tuple[str, Office], ...] = (
    (r"separatist|people's republic|self-proclaimed|breakaway|\bDPR\b|\bLPR\b|\bDNR\b|\bLNR\b", "separatist"),
    (r"\bnato\b|\bu\.?n\.?\b|united nations|\bosce\b|security and cooperation|\beu\b|european "
     r"(?:union|commission|council(?! on)|parliament)|\bimf\b|world bank|security council|\biaea\b|council of europe|"
     r"\bg[78]\b|world (?:health|food|trade)|\bwho\b|unesco|unicef|unhcr|\bcsto\b|court of human "
     r"rights", "international"),
    (r"parliament\b|senate|congress\b|duma|bundestag|\brada\b|knesset|house of (?:commons|lords|representatives)|"
     r"house speaker|republican representative|democratic representative|legislative assembly",
     "legislature"),
    (r"\bcourt\b|tribunal|prosecutor", "judiciary"),
    (r"\barmy\b|armed forces|\bmilitary\b|general staff|pentagon|\bnavy\b|air force|joint chiefs|"
     r"air defen[cs]e forces|ground forces|marine corps", "military"),
    (r"ministry|government|kremlin|white house|state department|department of|cabinet|embassy|presidential|presidency|"
     r"\bpresident\b|prime minister|\bminister|foreign office|downing street|treasury|police|authorities|"
     r"administration|"
     r"security service|national security (?:council|advis)|city council|health department|customs service|"
     r"central bank|"
     r"electoral commission|election c|border guard|federal security|\b(?:cia|fbi|nsa|cisa|gchq|mi[56]|fsb|sbu|gru|svr|"
     r"rcmp)\b|intelligence (?:service|agency|director)|national intelligence|attorney general|"
     r"\bu\.?s\.? attorney|district attorney|investigative committee|coast guard|coroner|security council|"
     r"cybersecurity and infrastructure|ambassador-at-large|task force", "executive"),
)  # fmt: skip
_BODY_OFFICES = tuple((re.compile(pattern, re.IGNORECASE), office) for pattern, office in _BODY_OFFICE)
_OUT = re.compile(
    r"(?i)\b(?:opposition (?:leader|activist|group|polit|part)|party leader|leader of .*\bparty|activist|"
    r"leader, .*party)"
)
_PRIVATE = re.compile(
    r"(?i)\b(?:universit|college|institut|think tank|center\b|centre\b|foundation|watch\b|company|firm|corporation|"
    r"bank\b|"
    r"newspaper|television|magazine|academy|party\b|campaign|church|school|olympic|research c|association|council on|"
    r"federation of|union of|society)"
)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w-]+", text.lower().replace("’", "'"))


def office_of(
    role: str | None, organisation: str | None, whole: str | None = None
) -> tuple[bool | None, Office | None]:
    """Return whether somebody with this role in this body speaks for public office, and for which office.

    The head of the role decides first (“lecturer” is none whatever the body), then the body; former officials are none.
    """
    text = " ".join(part for part in (whole or role, organisation if not whole else None) if part)
    if not text:
        return None, None
    if _FORMER.search(text.split(",")[0]) or re.search(r"\b[Ee]x-\w", text.split(",")[0]):
        return False, None
    if _OUT.search(text):
        return False, None
    body = next((office for pattern, office in _BODY_OFFICES if pattern.search(text)), None)
    head = _head(role or text)
    acting = [w for w in _words(head) if w in ROLE_WORDS]
    last = acting[-1] if acting else ""
    separatist = body == "separatist"
    if last in _SETS["legislature"]:
        return True, "separatist" if separatist else "legislature"
    if last in _SETS["not"] and last not in ("party", "agency", "group", "company"):
        return False, None
    if last in _SETS["judiciary"]:
        return True, "separatist" if separatist else "judiciary"
    if last in _SETS["military"]:
        civil = "secretary" in _words(head)
        return True, "international" if civil or body == "international" else "military"
    if last in _SETS["executive"]:
        private = (
            last in ("president", "commissioner", "officer", "administration") and _PRIVATE.search(text) and not body
        )
        if private:
            return False, None
        return True, body if body in ("separatist", "international") else "executive"
    if body:
        return True, body
    if _PRIVATE.search(text) or last in _SETS["not"] or _MEDIA.search(text):
        return False, None
    if "secretary" in _words(head) or re.search(r"(?i)\bstate\b", head):
        return True, "executive"
    if last in ("adviser", "advisor", "aide", "chief", "head", "deputy") and country_of(text):
        return True, "executive"
    return None, None


def body_office(name: str) -> tuple[bool | None, Office | None]:
    """Return whether a body speaks for public office, and for which; parties, firms and media do not."""
    if re.search(r"(?i)\b(?:party|opposition|protesters?|activists?|insurgents?|residents?|supporters?)\b", name):
        return False, None
    for pattern, office in _BODY_OFFICES:
        if pattern.search(name):
            return True, office
    if _PRIVATE.search(name) or _MEDIA.search(name):
        return False, None
    words = _words(name)
    if any(w in _SETS["executive"] for w in words):
        return True, "executive"
    if any(w in _SETS["not"] for w in words):
        return False, None
    return None, None


def _head(role: str) -> str:
    """The part of a descriptor that names the role itself: before “of”, “at”, “to”, “for” or a comma."""
    return re.split(r"(?:,| of | at | for | to | with | in | on | who | from | under | that )", role, maxsplit=1)[0]


_SETS = {
    "executive": frozenset(_EXECUTIVE.split()),
    "legislature": frozenset(_LEGISLATURE.split()),
    "judiciary": frozenset(_JUDICIARY.split()),
    "military": frozenset(_MILITARY.split()),
    "not": frozenset(_NOT.split()),
}
