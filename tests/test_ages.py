"""Ages are found where the words tell of whom, with the unit that belongs to them."""

import pytest

from recognizers.dates.ages import AgeFinder
from recognizers.matching.matcher import Matcher
from tests.marks import unmark

_MATCHER = Matcher([AgeFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("our son Chidi («3») has had two infections", id="bracket"),
        pytest.param("patient Hyacinth Obuya, «34», 82 kg", id="comma"),
        pytest.param("kids Isla «8» and Dele «5».", id="list"),
        pytest.param("hi im «16» in joliet", id="speaker"),
        pytest.param("should my dad («51M») come?", id="sex"),
        pytest.param("ma fille Inès («9 ans») a glissé", id="french"),
        pytest.param("mi hijo Thiago, tiene «7 años» y ayer", id="spanish"),
        pytest.param("mia nonna ha «88 anni» e vive con me", id="italian"),
        pytest.param("she has a baby (Abel, «5 months»)", id="months"),
        pytest.param("Varón de «66 años», sin alergias", id="patient"),
        pytest.param("这位女士（«52岁»）住在南昌", id="chinese"),
        pytest.param("佢今年«93»，個孫幫手", id="cantonese, without a unit"),
        pytest.param("우리 이모 («34세»)가", id="korean"),
        pytest.param("सबसे छोटी दीक्षा, «19 साल की» है", id="hindi"),
        pytest.param("खेल रहा «सात वर्षीय» गोलू", id="hindi in words"),
        pytest.param("पुराने माली झब्बू लाल («71») नहीं रहे", id="hindi in brackets"),
        pytest.param("الصادق المرزوقي، «77 سنة»، خدم نجار، ابن", id="arabic"),
        pytest.param("וכך הלך לעולמו בגיל «94».", id="hebrew"),
        pytest.param("annesi Döndü Nine «103 yaşına» girdi", id="turkish"),
        pytest.param("olen «23»-vuotias levyseppä", id="finnish"),
        pytest.param("zum «80». Geburtstag von Gerda", id="birthday"),
        pytest.param("referring this «34»-year-old man", id="hyphens"),
        pytest.param("пришёл «34»-летний мужчина", id="russian"),
        pytest.param("Oma genap «90 tahun»! Anak-anaknya", id="indonesian"),
        pytest.param("Bố tôi thọ «88 tuổi». Vợ", id="vietnamese"),
        pytest.param("and Halyna (mother, «88») is at home", id="relative in brackets"),
        pytest.param("my son is «5 years of age» now", id="of age"),
        pytest.param("I'm «12», explain it simply", id="speaker, not imagined"),
        pytest.param("gift ideas for my bf ezekiel «19» he likes plants", id="lower case"),
        pytest.param("ando en mis «46», aos meus «52», ya", id="in the years of somebody"),
        pytest.param("she (my aunt) is «87» and prints", id="relative in brackets"),
    ],
)
def test_ages_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('("nana akua", 5), ("big tom", 6)', id="code"),
        pytest.param("see Figure Two, 12", id="figure"),
        pytest.param("a 5-year-old laptop and a 3 years old project", id="old things"),
        pytest.param("10-летний опыт, 3-jähriger Vertrag", id="experience and contract"),
        pytest.param("Taras Hryhorenko (40), Zenon Bartoszek (22)", id="hours of names"),
        pytest.param("I worked there for 6 years, seit 3 Jahren", id="duration"),
        pytest.param("my son moved to flat 12", id="flat"),
        pytest.param("im 100% sure, she's 5 minutes late", id="units"),
        pytest.param("Python 3, Java 17", id="versions"),
        pytest.param("explain like im 12: why does it rain", id="figure of speech"),
        pytest.param("pretend I'm 8 and explain", id="imagined"),
        pytest.param("Halyna, mother of 4, nurse", id="number of children"),
        pytest.param("bé từ 7 tuổi trở lên, 13歳以上, 16 éves or older", id="whoever is so old or older"),
        pytest.param("29 Jahre, von 1971 an, führte er den Verein", id="from a year on"),
        pytest.param("Jonah is in bits, 4 years of dinosaurs", id="years of a passion"),
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
