"""Countries: their codes, names, adjectives, and the cities that stand for their governments."""

from __future__ import annotations

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


def first_adjectives() -> dict[str, str]:
    """Return each code's adjective, such as “Tajik” for TJ."""
    return {code: words.split(",")[0] for code, _, words, _ in _rows()}
