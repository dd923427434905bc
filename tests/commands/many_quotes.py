"""Quotes to look at: in many scripts, long and short, of speakers with long roles and changing tones."""

import random

from quotes.types import Annotator, Quote, Span, Speaker, Stance

HOSTILE = "[bold]x[/] \x1b[31m\x9b2J\u202eevil\x07\r\n\tend[/red]"
WIDTHS = (40, 80, 120)
# words of about the same sense in scripts with letters of one cell and of two, with blanks between words and without
SCRIPTS = {
    "English": "Russia has always honoured the agreements that it signed with its neighbours. ",
    "Russian": "Россия всегда соблюдала соглашения, подписанные с соседними государствами. ",
    "Azerbaijani": "Rusiya qonşuları ilə imzaladığı sazişlərə həmişə əməl etmişdir. ",
    "Georgian": "რუსეთი ყოველთვის იცავდა მეზობლებთან ხელმოწერილ შეთანხმებებს. ",
    "Chinese": "俄罗斯一贯遵守与邻国签署的协议，并将继续这样做。",
    "mixed": "The minister said 俄罗斯一贯遵守与邻国签署的协议 and left for Батуми. ",
}
NAMES = {
    "English": ("Maria Zakharova", "spokesperson, Ministry of Foreign Affairs", "The Daily Chronicle"),
    "Russian": ("Мария Захарова", "официальный представитель министерства иностранных дел", "Ведомости"),
    "Azerbaijani": ("Əli Həsənov", "Azərbaycan Respublikası Prezidentinin köməkçisi", "Qafqazinfo"),
    "Georgian": ("ირაკლი ღარიბაშვილი", "საქართველოს პრემიერ-მინისტრი", "რუსთავი"),
    "Chinese": ("毛宁", "外交部新闻司副司长、外交部发言人", "人民日报"),
    "mixed": ("Mao Ning (毛宁)", "spokesperson, 外交部", "China Daily"),
}


def a_quote(text, number=0, *, speaker=None, label="neutral", machine=True, **facts):
    by = Annotator("stance model", "model", "3") if machine else Annotator("Ann")
    stance = label and Stance("Russia", label, True, annotator=by, status="machine" if machine else "agreed")
    speaker = speaker or Speaker("Vera Orlova", affiliation="minister")
    return Quote((Span(0, len(text), text),), id=f"{number:016x}", speaker=speaker, stance=stance or None, **facts)


def many_quotes(count=200, *, speakers=57):
    """Quotes as long, of roles as long and of tones as changing as they come; the same ones every time."""
    chance, made = random.Random(7), []
    languages = list(SCRIPTS)
    for number in range(count):
        place = number if number < speakers else int(speakers * chance.random() ** 2)  # some speak often
        name, role, publisher = NAMES[languages[place % len(languages)]]
        speaker = Speaker(f"{name} {place}", affiliation=f"{role}, {role}", country="RU", official=place % 2 == 0)
        words = f"{SCRIPTS[languages[place % len(languages)]] * chance.randint(1, 12)} {number}."
        label = chance.choice(("favor", "against", "neutral", "mixed", None))
        day = f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        kind = chance.choice(("direct", "indirect"))
        made.append(a_quote(words, number, speaker=speaker, label=label, said=day, publisher=publisher, type=kind))
    return tuple(made)
