"""Digits and numbers of two digits as they are said: `four`, `vierundvierzig`, `quatre-vingt-dix-sept`.

Digits in twenty languages; numbers of two digits in those in which telephone numbers are told in pairs.
"""

from collections.abc import Iterator
from typing import Final

from recognizers.numbers.one_of import one_of

_DIGITS: Final = (
    "zero one two three four five six seven eight nine",
    "null eins zwei drei vier fünf sechs sieben acht neun",
    "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "zéro un deux trois quatre cinq six sept huit neuf",
    "zero uno due tre quattro cinque sei sette otto nove",
    "zero um dois três quatro cinco seis sete oito nove",
    "nul een twee drie vier vijf zes zeven acht negen",
    "noll ett två tre fyra fem sex sju åtta nio",
    "nul en to tre fire fem seks syv otte ni",
    "nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän",
    "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
    "nula jedna dva tři čtyři pět šest sedm osm devět",
    "nulla egy kettő három négy öt hat hét nyolc kilenc",
    "zero unu doi trei patru cinci șase șapte opt nouă",
    "nula jedan dva tri četiri pet šest sedam osam devet",
    "sıfır bir iki üç dört beş altı yedi sekiz dokuz",
    "nol satu dua tiga empat lima enam tujuh delapan sembilan",
    "ноль один два три четыре пять шесть семь восемь девять",
    "нуль один два три чотири п'ять шість сім вісім дев'ять",
    "μηδέν ένα δύο τρία τέσσερα πέντε έξι επτά οκτώ εννέα",
)
_OTHERS: Final = {"oh": "0", "zwo": "2", "fuenf": "5", "meia": "6", "tres": "3", "één": "1"}
DIGITS: Final = _OTHERS | {word: str(digit) for line in _DIGITS for digit, word in enumerate(line.split())}

# From ten to nineteen, then the tens, then what is said for one to nine behind or before them.
_PAIRS: Final = {
    "en": (
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "{tens} {unit}",
        "one two three four five six seven eight nine",
    ),
    "de": (
        "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "{unit}und{tens}",
        "ein zwei drei vier fünf sechs sieben acht neun",
    ),
    "es": (
        "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "{tens} y {unit}",
        "uno dos tres cuatro cinco seis siete ocho nueve",
    ),
    "pt": (
        "dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        "{tens} e {unit}",
        "um dois três quatro cinco seis sete oito nove",
    ),
    "it": (
        "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        "{tens}{unit}",
        "uno due tre quattro cinque sei sette otto nove",
    ),
    "nl": (
        "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        "{unit}en{tens}",
        "een twee drie vier vijf zes zeven acht negen",
    ),
}
_VEINTI: Final = (
    "veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_FRENCH_TEENS: Final = "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
_FRENCH_TENS: Final = "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"
_FRENCH_UNITS: Final = "un deux trois quatre cinq six sept huit neuf"


def _pairs() -> Iterator[tuple[str, int]]:
    for language, (teens, tens, joined, units) in _PAIRS.items():
        yield from zip(teens.split(), range(10, 20), strict=True)
        for ten, word in zip(range(20, 100, 10), tens.split(), strict=True):
            yield word, ten
            for unit, said in enumerate(units.split(), 1):
                # `ventuno`, `ventotto`.
                head = word[:-1] if language == "it" and unit in (1, 8) else word
                yield joined.format(tens=head, unit=said), ten + unit
    yield from zip(_VEINTI.split(), range(21, 30), strict=True)
    yield from zip(("dezasseis", "dezassete", "dezanove", "quatorze"), (16, 17, 19, 14), strict=True)
    yield from zip(
        ("tweeëntwintig", "drieëntwintig", "dreissig", "zwoundzwanzig"), (22, 23, 30, 22), strict=True
    )
    yield from _french()


def _french() -> Iterator[tuple[str, int]]:
    teens, units = _FRENCH_TEENS.split(), _FRENCH_UNITS.split()
    yield from zip(teens, range(10, 20), strict=True)
    for ten, word in zip(range(20, 100, 10), _FRENCH_TENS.split(), strict=True):
        # Seventy is sixty and ten, ninety four twenties and ten.
        is_ten_more = ten in (70, 90)
        if not is_ten_more:
            yield word, ten
        for number, said in enumerate(teens, ten) if is_ten_more else enumerate(units, ten + 1):
            yield f"{word}-{said}", number
        if ten < 80:
            yield f"{word} et {'onze' if is_ten_more else 'un'}", ten + 1
    yield "quatre-vingts", 80
    yield from zip(("septante", "huitante", "octante", "nonante"), (70, 80, 80, 90), strict=True)


# A blank in one stands for a hyphen, too.
PAIRS: Final = {phrase.replace("-", " "): str(number) for phrase, number in _pairs()}
SAID_PAIR: Final = one_of(PAIRS).replace(r"\ ", "[ -]")
SAID_DIGIT: Final = one_of(DIGITS)
