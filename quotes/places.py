"""Countries: codes, names, adjectives, cities that stand for their governments; names of languages."""

from __future__ import annotations

import re

from quotes.text import folded

# ISO 3166 alpha-2 | names | adjectives and peoples | cities that stand for the government
_TABLE = """
AF|Afghanistan|Afghan,Afghans|Kabul
AL|Albania|Albanian,Albanians|Tirana
DZ|Algeria|Algerian|Algiers
AM|Armenia|Armenian,Armenians|Yerevan
AR|Argentina|Argentine,Argentinian|Buenos Aires
AT|Austria|Austrian,Austrians|Vienna
AU|Australia|Australian,Australians|Canberra
AZ|Azerbaijan|Azerbaijani,Azerbaijanis,Azeri|Baku
BA|Bosnia,Bosnia and Herzegovina|Bosnian|Sarajevo
BD|Bangladesh|Bangladeshi|Dhaka
BE|Belgium|Belgian|
BG|Bulgaria|Bulgarian,Bulgarians|Sofia
BR|Brazil|Brazilian,Brazilians|Brasilia
BY|Belarus|Belarusian,Belarusians,Belarussian|Minsk
CA|Canada|Canadian,Canadians|Ottawa
CH|Switzerland|Swiss|Bern
CL|Chile|Chilean|Santiago
CN|China,People's Republic of China|Chinese|Beijing
CO|Colombia|Colombian|Bogota
CU|Cuba|Cuban|Havana
CY|Cyprus|Cypriot|Nicosia
CZ|Czech Republic,Czechia|Czech,Czechs|Prague
DE|Germany|German,Germans|Berlin
DK|Denmark|Danish,Danes|Copenhagen
EE|Estonia|Estonian,Estonians|Tallinn
EG|Egypt|Egyptian,Egyptians|Cairo
ES|Spain|Spanish|Madrid
ET|Ethiopia|Ethiopian|Addis Ababa
FI|Finland|Finnish,Finns|Helsinki
FR|France|French|Paris
GB|United Kingdom,UK,U.K.,Britain,Great Britain,England,Scotland,Wales|British,Britons,English,Scottish,Welsh|London
GE|Georgia|Georgian,Georgians|Tbilisi
GR|Greece|Greek,Greeks|Athens
HR|Croatia|Croatian|Zagreb
HU|Hungary|Hungarian,Hungarians|Budapest
ID|Indonesia|Indonesian|Jakarta
IE|Ireland|Irish|Dublin
IL|Israel|Israeli,Israelis|Jerusalem,Tel Aviv
IN|India|Indian,Indians|New Delhi,Delhi
IQ|Iraq|Iraqi,Iraqis|Baghdad
IR|Iran|Iranian,Iranians|Tehran
IS|Iceland|Icelandic|Reykjavik
IT|Italy|Italian,Italians|Rome
JO|Jordan|Jordanian|Amman
JP|Japan|Japanese|Tokyo
KE|Kenya|Kenyan|Nairobi
KG|Kyrgyzstan|Kyrgyz,Kyrgyzstani|Bishkek
KP|North Korea|North Korean|Pyongyang
KR|South Korea|South Korean|Seoul
KZ|Kazakhstan|Kazakh,Kazakhstani|Astana,Nur-Sultan
LB|Lebanon|Lebanese|Beirut
LT|Lithuania|Lithuanian,Lithuanians|Vilnius
LU|Luxembourg|Luxembourgish|
LV|Latvia|Latvian,Latvians|Riga
LY|Libya|Libyan|Tripoli
MD|Moldova|Moldovan,Moldovans|Chisinau
ME|Montenegro|Montenegrin|Podgorica
MK|North Macedonia,Macedonia|Macedonian|Skopje
MN|Mongolia|Mongolian|Ulaanbaatar
MT|Malta|Maltese|Valletta
MX|Mexico|Mexican,Mexicans|Mexico City
MY|Malaysia|Malaysian|Kuala Lumpur
NG|Nigeria|Nigerian|Abuja
NL|Netherlands,Holland|Dutch|The Hague
NO|Norway|Norwegian,Norwegians|Oslo
NZ|New Zealand|New Zealander|Wellington
PH|Philippines|Filipino,Philippine|Manila
PK|Pakistan|Pakistani|Islamabad
PL|Poland|Polish,Poles|Warsaw
PT|Portugal|Portuguese|Lisbon
QA|Qatar|Qatari|Doha
RO|Romania|Romanian,Romanians|Bucharest
RS|Serbia|Serbian,Serbs|Belgrade
RU|Russia,Russian Federation|Russian,Russians|Moscow
SA|Saudi Arabia|Saudi|Riyadh
SE|Sweden|Swedish,Swedes|Stockholm
SG|Singapore|Singaporean|
SI|Slovenia|Slovenian|Ljubljana
SK|Slovakia|Slovak|Bratislava
SY|Syria|Syrian,Syrians|Damascus
TH|Thailand|Thai|Bangkok
TJ|Tajikistan|Tajik,Tajiks,Tajikistani|Dushanbe
TM|Turkmenistan|Turkmen|Ashgabat
TR|Turkey,Türkiye,Turkiye|Turkish,Turks|Ankara
TW|Taiwan|Taiwanese|Taipei
UA|Ukraine|Ukrainian,Ukrainians|Kiev,Kyiv
US|United States,United States of America,US,U.S.,USA,U.S.A.,America|American,Americans|Washington
UZ|Uzbekistan|Uzbek,Uzbeks|Tashkent
VA|Vatican,Holy See|Papal|
VE|Venezuela|Venezuelan|Caracas
VN|Vietnam|Vietnamese|Hanoi
YE|Yemen|Yemeni|Sanaa
ZA|South Africa|South African|Pretoria
EU|European Union,EU|European|Brussels
UA-SEP|Donetsk People's Republic,Luhansk People's Republic,Lugansk People's Republic,DPR,LPR,DNR,LNR|separatist|
"""


def _rows() -> list[list[str]]:
    return [line.split("|") for line in _TABLE.strip().splitlines()]


NAMES = {name: code for code, names, _, _ in _rows() for name in names.split(",") if name}
ADJECTIVES = {word: code for code, _, words, _ in _rows() for word in words.split(",") if word}
SEATS = {city: code for code, _, _, cities in _rows() for city in cities.split(",") if city}
_ADJECTIVE_OF = {code: words.split(",")[0] for code, _, words, _ in _rows()} | {"US": "US", "EU": "EU"}
_NAME_OF = {code: names.split(",")[0] for code, names, _, _ in _rows() if names}
PLACES = NAMES | ADJECTIVES | SEATS
PLACE_WORDS = frozenset(word for place in PLACES for word in place.split() if word[0].isupper() and word != "The")
_MULTINATIONAL = {
    "NATO": "XX", "UN": "XX", "U.N.": "XX", "United Nations": "XX", "OSCE": "XX", "IMF": "XX", "G7": "XX", "G8": "XX",
    "Organization for Security and Cooperation in Europe": "XX", "International Monetary Fund": "XX",
    "World Bank": "XX",
    "Council of Europe": "XX", "World Health Organization": "XX", "IAEA": "XX",
    "European Commission": "EU", "European Council": "EU", "European Parliament": "EU", "Kremlin": "RU", "Duma": "RU",
    "White House": "US", "State Department": "US", "Pentagon": "US", "Congress": "US", "Senate": "US", "Capitol": "US",
    "Downing Street": "GB", "Whitehall": "GB", "Bundestag": "DE", "Verkhovna Rada": "UA", "Rada": "UA",
    "Knesset": "IL", "Élysée": "FR", "Elysee": "FR", "Pope": "VA", "Republican": "US", "Democratic": "US",
    "Supreme Allied Commander": "XX",
}  # fmt: skip
# countries of bodies, places and persons that news names without saying it
_HOMES = """
US: New York Times, NYT, Washington Post, Wall Street Journal, WSJ, CNN, NBC, NBC News, ABC News, CBS, CBS News, Fox
News, Associated Press, AP, Bloomberg, Politico, Axios, NPR, Newsweek, Foreign Policy, Voice of America, Radio Free
Europe, Microsoft, Google, Facebook, Meta, Twitter, Apple, Amazon, IBM, SpaceX, Boeing, CIA, FBI, NSA, CISA, DHS, Rand
Corporation, Biden, Trump, Obama, GOP, Sen., Rep., Atlantic Council, Institute for the Study of War, ISW, Human Rights
Watch, Freedom House, MSNBC, Joint Chiefs of Staff, New York, Texas, California, Florida, Ohio, Pennsylvania,
Michigan, Arizona, Nevada, Illinois, Virginia, Maryland, Massachusetts, Wisconsin, Minnesota, Missouri, Colorado,
Tennessee, Kentucky, Louisiana, Alabama, Oklahoma, Iowa, Kansas, Nebraska, Connecticut, New Jersey, New Mexico, New
Hampshire, South Carolina, North Carolina, South Dakota, North Dakota, Vermont, Hawaii, Alaska, Utah, Idaho, Montana,
Wyoming, Oregon, Arkansas, Mississippi, Indiana, Delaware, Maine, Rhode Island, R-Ohio, Chicago, Los Angeles, El Paso,
Harvard, Columbia University, Stanford, Princeton, Yale
GB: BBC, Guardian, Sky News, Daily Mail, Financial Times, Telegraph, Reuters, Economist, ITV, Chatham House, RUSI,
Janes, Amnesty International, MI6, MI5, GCHQ, Bellingcat, Oxford, Cambridge, Tory, Labour, Henry Jackson Society, UCL,
King's College London, Institute for Strategic Studies, Royal United Services Institute
RU: TASS, Tass, Itar-Tass, ITAR-TASS, RIA Novosti, RIA, Interfax, Sputnik, RT, Kommersant, Vedomosti, Izvestia, Novaya
Gazeta, Meduza, Gazprom, Rosneft, Rosatom, FSB, GRU, SVR, Wagner, Rossiya, Lenta.ru, Proekt, Znak.com, Levada Center,
Channel One, Rostec, Putin, Chechen, Chechnya, Crimean, Tatarstan, Roscosmos, Sberbank, Ekho Moskvy, TV Rain
UA: Zelensky, Zelenskyy, Zelenskiy, Azov, Kharkiv, Odesa, Lviv, Unian, UNIAN, Ukrinform, Ukrayinska Pravda, Ukrainska
Pravda, Kyiv Independent, SBU, Naftogaz, Energoatom, Suspilne
DE: DW, Deutsche Welle, Spiegel, Bild, dpa, DPA, Die Zeit, Die Welt, ZDF, ARD, Frankfurter Allgemeine Zeitung
FR: AFP, Agence France-Presse, Le Monde, Le Figaro, France 24
PL: TVN24, PAP, Gazeta Wyborcza, Onet, Rzeczpospolita
TR: Anadolu, Hurriyet Daily News
CN: Xinhua, Global Times, Huawei
XX: WHO, World Food Program, World Food Programme, UNESCO, UNICEF, UNHCR, Nato, CSTO, WTO, World Trade Organization,
International Criminal Court, International Court of Justice, Amnesty
QA: Al Jazeera
JP: NHK
IN: NDTV
CA: Toronto, Ontario, Montreal, Quebec, Vancouver, RCMP, CBC
AU: ABC Australia, Sydney, Melbourne
IR: IRNA
BY: BelTA, Belta
AZ: Turan
AM: Armenpress
"""
_BODIES = {
    " ".join(name.split()): entry[:2]
    for entry in re.split(r"\n(?=[A-Z]{2}: )", _HOMES.strip())
    for name in entry[3:].split(",")
}
_SIDES = PLACES | _MULTINATIONAL | _BODIES
COUNTRY_WORDS = {  # words that tell a country alone, with its code
    word: code for word, code in (PLACES | _MULTINATIONAL).items() if " " not in word and word[0].isupper()
}
_PATTERN = re.compile(
    r"(?<![\w.-])(?:" + "|".join(re.escape(n) for n in sorted(_SIDES, key=lambda n: -len(n))) + r")(?![\w])"
)

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


def country_of(text: str | None) -> str | None:
    """Return the side that the first place, people or known body in `text` belongs to; None if there is none."""
    match = _PATTERN.search(text.replace("’", "'")) if text else None
    return _SIDES[match.group()] if match else None


def adjective_of(code: str) -> str:
    """Return the adjective for a country code, such as “Tajik” for TJ."""
    return _ADJECTIVE_OF.get(code, code)


def name_of(code: str) -> str:
    """Return the common name of a country, such as “Tajikistan” for TJ; the code where it is no country."""
    return _NAME_OF.get(code, code)


def government_of(name: str) -> str | None:
    """Return the code where a bare country or capital stands for its government: “Kyiv”, “Russia”."""
    return NAMES.get(name) or SEATS.get(name)
