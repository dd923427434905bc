"""Countries and languages in a table: every code, and the names of the region and of large states."""

from __future__ import annotations

from quotes.places import NAMES
from quotes.text import folded

# ISO 3166 alpha-2, and three of ours: EU for its bodies, XX for NATO, the UN and the like, UA-SEP
_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR "
    "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO "
    "JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR "
    "MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO "
    "RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV "
    "TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW EU XX UA-SEP"
)
COUNTRY_CODES = frozenset(_CODES.split())

# what a table may call a country beside the names that articles use
_ALSO = """
BY Belorussia; CN PRC; IR Islamic Republic of Iran; KG Kirghizia; KP DPRK; KR Republic of Korea, Korea; MA Morocco; NL
The Netherlands; PS Palestine; TN Tunisia; AE United Arab Emirates, UAE, Emirates; XK Kosovo; XX NATO, UN, United
Nations, OSCE, CSTO, IAEA
"""
COUNTRIES = {folded(name): code for name, code in NAMES.items()} | {
    folded(name): entry.split()[0]
    for entry in _ALSO.replace("\n", " ").split(";")
    for name in entry.strip().split(" ", 1)[1].split(",")
}

_LANGUAGES = (
    "ru Russian; uk Ukrainian; be Belarusian; en English; de German; fr French; es Spanish; it Italian; pl Polish; "
    "tr Turkish; az Azerbaijani; hy Armenian; ka Georgian; kk Kazakh; ky Kyrgyz; uz Uzbek; tg Tajik; tk Turkmen; "
    "fa Persian; fa Farsi; ar Arabic; he Hebrew; zh Chinese; ja Japanese; ko Korean; ro Romanian; ro Moldovan; "
    "hu Hungarian; cs Czech; sk Slovak; bg Bulgarian; sr Serbian; hr Croatian; el Greek; lt Lithuanian; lv Latvian; "
    "et Estonian; fi Finnish; sv Swedish; nl Dutch; pt Portuguese; hi Hindi; ce Chechen; tt Tatar; os Ossetian"
)
LANGUAGES = {folded(entry.split()[1]): entry.split()[0] for entry in _LANGUAGES.split("; ")}
