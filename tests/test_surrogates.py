"""Stand-ins: the form they keep, and the laws that hold for all of them."""

import json
import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import param

from recognizers.entities import ENTITY_TYPES
from scrub.link.identity import identify
from scrub.surrogates.draw import WIDE
from scrub.surrogates.literals import digits_like
from scrub.surrogates.surrogate import CAPACITY, distinct, surrogate
from tests.surrogate_values import MAKERS, values

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))


def stand_in(entity_type: str, value: str, *, key: bytes = KEY, scope: str = "c") -> str:
    return surrogate(entity_type, value, identify(entity_type, value).canonical, key, scope)


FORMS = [
    param("PERSON", "Jane Roe", r"[A-Z]\w+ [A-Z]\w+", id="full-name"),
    param("PERSON", "JANE ROE", r"[A-Z]+ [A-Z]+", id="name-in-capitals"),
    param("PERSON", "jane", r"[a-z]+", id="given-name"),
    param("PERSON", "Roe, Jane", r"[A-Z]\w+, [A-Z]\w+", id="last-name-first"),
    param("PERSON", "J. Roe", r"[A-IK-Z]\. [A-Z]\w+", id="initial-stays-one"),
    param("PERSON", "JR", r"[A-Z]{2}", id="signature"),
    param("PERSON", "Ludwig van Beek", r"[A-Z]\w+ van [A-Z]\w+", id="particle"),
    param("PERSON", "Анна Орлова", r"[А-ЯЄІЇ][а-яёєіїґ]+ [А-ЯЄІЇ][а-яёєіїґ]+", id="cyrillic"),
    param("PERSON", "山田太郎", r"[\u4e00-\u9fff]{4}", id="japanese"),
    param("PERSON", "王伟", r"[\u4e00-\u9fff]{2}", id="chinese"),
    param("PERSON", "김철수", r"[\uac00-\ud7af]{3}", id="korean"),
    param("PERSON", "さくら", r"[\u3041-\u309f]+", id="hiragana"),
    param("PERSON", "राम शर्मा", r"[\u0900-\u097f]+ [\u0900-\u097f]+", id="devanagari"),
    param("PERSON", "محمد العربي", r"[\u0600-\u06ff]+ [\u0600-\u06ff]+", id="arabic"),
    param("PERSON", "Γιάννης Παππάς", r"[Ͱ-Ͽἀ-῿]+ [Ͱ-Ͽἀ-῿]+", id="greek"),
    param("PERSON", "דוד לוי", r"[\u0590-\u05ff]+ [\u0590-\u05ff]+", id="hebrew"),
    param("PERSON", "สมชาย ใจดี", r"[\u0e00-\u0e7f]+ [\u0e00-\u0e7f]+", id="thai"),
    param("EMAIL_ADDRESS", "jane.roe@acme.io", r"[a-z]+\.[a-z]+@[a-z]+\.example", id="mail"),
    param("EMAIL_ADDRESS", "jroe42@mail.acme.co.uk", r"[a-z]+\d\d@mail\.[a-z]+\.co\.example", id="labels"),
    param(
        "EMAIL_ADDRESS",
        "jane dot roe at acme dot io",
        r"[a-z]+ dot [a-z]+ at [a-z]+ dot example",
        id="spelled",
    ),
    param(
        "EMAIL_ADDRESS", "jane [at] acme [dot] io", r"[a-z]+ \[at\] [a-z]+ \[dot\] example", id="in-brackets"
    ),
    param("EMAIL_ADDRESS", "jane%40acme.io", r"[a-z]+%40[a-z]+\.example", id="percent"),
    param("EMAIL_ADDRESS", "billing@acme.io", r"billing@[a-z]+\.example", id="mailbox-of-a-task"),
    param("USERNAME", "j-roe42", r"[a-z]-[a-z]+[1-9]\d", id="login"),
    param("USERNAME", "JaneRoe", r"[A-Z][a-z]+[A-Z][a-z]+", id="camel"),
    param("USERNAME", "claude.admin7", r"(?!claude)[a-z]+\.admin[1-9]", id="stock-word-unless-name"),
    param("PHONE_NUMBER", "(212) 664-7665", r"\([2-9]\d\d\) 555-01\d\d", id="phone-us"),
    param("PHONE_NUMBER", "+1 212 664 7665 ext. 12", r"\+1 \d{3} 555 01\d\d ext\. \d\d", id="extension"),
    param("PHONE_NUMBER", "07712 345678", r"07700 900\d{3}", id="phone-gb-mobile"),
    param("PHONE_NUMBER", "+33 6 12 34 56 78", r"\+33 6 39 98 \d\d \d\d", id="phone-fr-mobile"),
    param("PHONE_NUMBER", "٠٦١٢٣٤٥٦٧٨", r"[٠-٩]{10}", id="phone-arabic-digits"),
    param(
        "STREET_ADDRESS",
        "12 Main Street, Springfield, IL 62704",
        r"\d\d [A-Z]\w+ Street, [A-Z]\w+, (?!IL)[A-Z]{2} 00[1-4]\d\d",
        id="street",
    ),
    param("STREET_ADDRESS", "Lindenweg 3, 10115 Berlin", r"[A-Z]\w+weg \d, 00[1-4]\d\d [A-Z]\w+", id="weg"),
    param("STREET_ADDRESS", "1 Mill Rd, Leeds LS1 6XE", r"\d \w+ Rd, \w+ [QVX][A-Z]\d \d[A-Z]{2}", id="gb"),
    param("STREET_ADDRESS", "1 Mill Rd, Ajax M5V 2T6", r"\d \w+ Rd, \w+ [WZ]\d(?!V)[A-Z] \d[A-Z]\d", id="ca"),
    param("STREET_ADDRESS", "1 Mill Rd, D02 X285", r"\d \w+ Rd, (?!D)[A-Z]\d\d (?!X)[A-Z]\d{3}", id="ie"),
    param("STREET_ADDRESS", "Damstraat 3, 1012AB Delft", r"\w+straat \d, \d{4}(?!AB)[A-Z]{2} \w+", id="nl"),
    param("STREET_ADDRESS", "4 Old Hill View", r"\d (?!Old)[A-Z]\w+ (?!Hill)[A-Z]\w+ View", id="kinds-alone"),
    param("STREET_ADDRESS", "3 The Grove, Leeds", r"\d The (?!Grove)[A-Z]\w+, \w+", id="one-kind"),
    param("STREET_ADDRESS", "Via del Corso, 12", r"Via del (?!Corso)[A-Z]\w+, \d\d", id="kind-first"),
    param("STREET_ADDRESS", "Flat 4, PO Box 44, USA", r"Flat \d, PO Box \d\d, USA", id="units"),
    param("STREET_ADDRESS", "東京都渋谷区神南1-2-3", r".+都.+区.+\d-\d-\d", id="street-jp"),
    param("DATE_OF_BIRTH", "1987-04-03", r"19\d\d-\d\d-\d\d", id="iso-date"),
    param("DATE_OF_BIRTH", "April 3rd, 1987", r"[A-Z][a-z]+ \d{1,2}(st|nd|rd|th), 198\d", id="worded-date"),
    param("DATE_OF_BIRTH", "12 мая 1990", r"\d{1,2} [а-я]+ (1989|199[01])", id="russian-date"),
    param(
        "DATE_OF_BIRTH", "1987-04-03/1990-06-05", r"19\d\d-\d\d-\d\d/(?!1990-06-05)[-\d]{10}", id="two-dates"
    ),
    param("DATE_OF_BIRTH", "3. Ma\u0308rz 1987", r"\d\d?\. (?!M[aä])\w+ 198[678]", id="decomposed-month"),
    param("DATE_OF_BIRTH", "९³ Jan १९८७", r"[०-९]{1,2}³ [A-Z][a-z]+ [०-९]{4}", id="note-and-native-digits"),
    param("DATE_OF_BIRTH", "3. huhtikuuta 1987", r"\d\d?\. (?!huhti)\w+kuuta 198[678]", id="finnish-date"),
    param("DATE_OF_BIRTH", "3. dubna 1987", r"\d\d?\. (?!dubna)\w+ 198[678]", id="czech-date"),
    param("DATE_OF_BIRTH", "1987. április 3.", r"198[678]\. (?!ápr)\w+ \d\d?\.", id="hungarian-date"),
    param("DATE_OF_BIRTH", "3 Απριλίου 1987", r"\d\d? (?!Απρ)\w+ 198[678]", id="greek-date"),
    param("DATE_OF_BIRTH", "1990年5月12日", r"(1989|199[01])年\d{1,2}月\d{1,2}日", id="japanese-date"),
    param("DATE", "the 19th", r"the (1[3-9]th|2(0th|1st|2nd|3rd|[4-9]th)|30th|31st)", id="day alone"),
    param("DATE", "on the 3RD", r"on the ([1-9]|1[0-2])(ST|ND|RD|TH)", id="day alone, shouted"),
    param("DATE_OF_BIRTH", "1987", r"198[456]", id="year"),
    param("AGE", "34 years", r"(29|3[0-35-9]) years", id="age"),
    param("ID_NUMBER", "412-78-9033", r"9\d\d-[0-4]\d-\d{4}", id="ssn"),
    param("ID_NUMBER", "EMP-00423", r"EMP-0\d{4}", id="staff-number"),
    param("ID_NUMBER", "JROE-00423", r"(?!JROE)[A-Z]{4}-\d{5}", id="initials-in-front"),
    param("ID_NUMBER", "AB123456C", r"[A-Z]{2}\d{6}[A-Z]", id="letters-in-their-case"),
    param("CREDIT_CARD", "4532 8723 1283 0366", r"9999 \d{4} \d{4} \d{4}", id="card"),
    param("IBAN_CODE", "GB29 NWBK 6016 1331 9268 19", r"GB00 XXXX \d{4} \d{4} \d{4} \d\d", id="iban"),
    param("BANK_ACCOUNT", "20-18-15, account 40448829", r"99-\d\d-\d\d, account \d{8}", id="sort-code"),
    param("BANK_ACCOUNT", "rohan.m9@okaxis", r"[a-z]+\.[a-z]\d@example", id="upi"),
    param("IP_ADDRESS", "85[.]214[.]71[.]9", r"\d+\[\.\]\d+\[\.\]\d+\[\.\]\d+", id="defanged"),
    param("IP_ADDRESS", "192.168.1.1", r"192\.168\.\d+\.1", id="private-gateway"),
    param("IP_ADDRESS", "fe80::1c2f:9aff%eth0", r"fe80::[0-9a-f]+:[0-9a-f]+%eth0", id="zone"),
    param("IP_ADDRESS", "85.214.71.9/24", r"\d+\.\d+\.\d+\.\d+/24", id="suffix"),
    param("MAC_ADDRESS", "3C-22-FB-12-34-56", r"[0-9A-F][26AE](-[0-9A-F]{2}){5}", id="mac"),
    param("COORDINATES", "52.52731, 13.40518", r"\d+\.\d{5}, \d+\.\d{5}", id="decimals"),
    param("COORDINATES", "52°31'12\"N 13°24'18\"E", r"\d\d°\d\d'\d\d\"N \d\d°\d\d'\d\d\"E", id="degrees"),
    param(
        "COORDINATES",
        "N 48° 08.230 E 011° 34.567",
        r"N (?!48)\d\d° \d\d\.\d{3} E (?!011)\d{3}° \d\d\.\d{3}",
        id="minutes",
    ),
    param(
        "COORDINATES",
        "48°8'13.8\"N 11°4'4.0\"E",
        r"(?!48)\d\d°\d\d?'\d\d?\.\d\"N (?!11)\d\d?°\d\d?'\d\d?\.\d\"E",
        id="decimal-seconds",
    ),
    param("COORDINATES", "8FWH4HX8+QR", r"\d[A-Z]{3}\d[A-Z]{2}\d\+[A-Z]{2}", id="plus-code"),
    param("COORDINATES", "filled.count.soap", r"[a-z]{6}\.[a-z]{5}\.[a-z]{4}", id="three-words"),
    param("PERSONAL_URL", "https://github.com/jroe", r"https://github\.example/[a-z]+", id="profile"),
    param("EMAIL_ADDRESS", "jane%22roe@acme.io", r"[a-z]+%22[a-z]+@[a-z]+\.example", id="percent-quote"),
    param(
        "PERSONAL_URL",
        "https://x.com/jane%0Aroe?q=%3Cb%3E",
        r"https://x\.example/[a-z]+%0A[a-z]+\?q=%3C[a-z]%3E",
        id="percent-line-break",
    ),
    param(
        "PERSONAL_URL",
        "https://acme.io/docs/d/1A2b3C4d5E6f7G8h9I/edit",
        r"https://\w+\.example/docs/d/\w{18}/edit",
        id="document",
    ),
    param("ORGANIZATION", "Acme GmbH", r"[A-Z][a-z]+ GmbH", id="company"),
    param("ORGANIZATION", "三井物産株式会社", r"[\u4e00-\u9fff]+株式会社", id="company-jp"),
    param("LOCATION", "Bad Homburg", r"Bad [A-Z][a-z]+", id="town"),
    param("HOSTNAME", "db-prod-3.corp.acme.io", r"db-prod-[124-9]\.corp\.[a-z]+\.example", id="host"),
    param(
        "HOSTNAME",
        "x.c8xw2k.eu.amazonaws.com",
        r"[a-z]+\.[a-z]\d[a-z]{2}\d[a-z]\.eu\.amazonaws\.example",
        id="cloud",
    ),
    param("HOSTNAME", "xn--ls8h.la", r"[a-z]+\.example", id="picture"),
    param("HOSTNAME", "www.xn--i-7iq.ws", r"www\.[a-z]+\.example", id="letter and picture"),
    param("HOSTNAME", "हिन्दी.भारत", r"(?!.*ि.*्.*ी)[\u0900-\u0963]+\.example", id="vowels"),
    param("HOSTNAME", "acme-internal/ledger", r"[a-z]+-internal/[a-z]+", id="repository"),
    param("VEHICLE_ID", "1HGCM82633A004352", r"[0-9][A-Z0-9]{8}0[A-Z0-9]{7}", id="vin"),
    param("VEHICLE_ID", "AB12 CDE", r"[IOQU]{2}\d\d [IOQU]{3}", id="plate"),
    param("DEVICE_ID", "C02XL0GTJGH5", r"[A-Z]\d\d[A-Z]{2}\d[A-Z]{5}\d", id="serial"),
    param("OTP", "482 913", r"[1-9]\d\d \d{3}", id="code"),
]


@pytest.mark.parametrize(
    "month", ["04", "April", "avril", "huhtikuuta", "dubna", "квітня", "απριλίου", "april"]
)
def test_a_day_is_one_identity_in_every_language(month: str) -> None:
    written = f"3.{month}.1987" if month.isdigit() else f"3 {month} 1987"
    assert identify("DATE_OF_BIRTH", written) == identify("DATE_OF_BIRTH", "1987-04-03")


@pytest.mark.parametrize("entity_type, value, form", FORMS)
def test_form_is_kept(entity_type: str, value: str, form: str) -> None:
    written = stand_in(entity_type, value)
    assert re.fullmatch(form, written), written
    assert written != value


def test_words_have_one_stand_in_in_all_types() -> None:
    given_name, family_name = stand_in("PERSON", "Jane Roe").split()
    assert stand_in("PERSON", "Roe, Jane") == f"{family_name}, {given_name}"
    assert stand_in("PERSON", "JANE") == given_name.upper()
    assert stand_in("USERNAME", "jane.roe") == f"{given_name}.{family_name}".lower()
    assert stand_in("USERNAME", "JaneRoe") == given_name + family_name
    assert stand_in("USERNAME", "jroe")[1:] == family_name.lower()
    domain = stand_in("HOSTNAME", "acme.io")
    assert stand_in("EMAIL_ADDRESS", "jane@acme.io") == f"{given_name.lower()}@{domain}"
    assert stand_in("HOSTNAME", "mail.acme.io") == f"mail.{domain}"
    assert stand_in("ORGANIZATION", "Acme Inc.").lower() == f"{domain.removesuffix('.example')} inc."


def test_weekday_and_interval_of_dates_survive() -> None:
    before = [date(1987, 4, 3), date(2024, 2, 29), date(2001, 12, 31)]
    after = [date.fromisoformat(stand_in("DATE", day.isoformat())) for day in before]
    assert [day.weekday() for day in after] == [day.weekday() for day in before]
    assert after[1] - after[0] == before[1] - before[0]


def test_one_network_stays_together() -> None:
    written = [stand_in("IP_ADDRESS", f"85.214.71.{host}") for host in range(2, 255)]
    assert len({text.rpartition(".")[0] for text in written}) == 1
    assert len(set(written)) == len(written)


def test_every_type_has_a_capacity_and_values() -> None:
    assert set(CAPACITY) == set(ENTITY_TYPES) == set(MAKERS)


@pytest.mark.parametrize("entity_type", MAKERS)
def test_key_and_scope_decide(entity_type: str) -> None:
    made = values(entity_type, 40)
    first = [stand_in(entity_type, value) for value in made]
    surrogate.cache_clear()
    assert [stand_in(entity_type, value) for value in made] == first
    assert [stand_in(entity_type, value, key=OTHER_KEY) for value in made] != first
    assert [stand_in(entity_type, value, scope="other") for value in made] != first


@pytest.mark.parametrize("entity_type", MAKERS)
def test_nothing_is_its_own_stand_in(entity_type: str) -> None:
    made = values(entity_type, 500)
    same = [number for number, value in enumerate(made) if stand_in(entity_type, value) == value]
    assert same == []


@pytest.mark.parametrize("entity_type", sorted(set(MAKERS) - {"AGE"}))
def test_different_values_meet_as_rarely_as_the_capacity_says(entity_type: str) -> None:
    made = values(entity_type, 1000)
    counts = Counter(stand_in(entity_type, value) for value in made)
    meetings = sum(count * (count - 1) // 2 for count in counts.values())
    expected = len(made) ** 2 / 2 / CAPACITY[entity_type]
    # Poisson: five deviations and one to spare.
    assert meetings <= expected + 5 * expected**0.5 + 1


@pytest.mark.parametrize(
    "entity_type, value",
    [
        param("API_KEY", "x" * 40, id="token"),
        param("CREDIT_CARD", "4532872312830366", id="card"),
        param("DEVICE_ID", "356938035643809", id="imei"),
        param("MAC_ADDRESS", "3c:22:fb:12:34:56", id="mac"),
    ],
)
def test_a_hundred_thousand_identities_do_not_meet(entity_type: str, value: str) -> None:
    draw = surrogate.__wrapped__
    written = {
        draw(entity_type, value, f"identity {number}", KEY, "corpus", WIDE) for number in range(100_000)
    }
    # 10^10 / 2N pairs are expected to meet: one in ten for the smallest, the cards.
    assert len(written) >= 100_000 - 2


@pytest.mark.parametrize("form", ["+44 20 {:08}", "+1 212-{:07}", "0049 171 {:07}", "({:03}) 555 1234"])
def test_telephone_numbers_of_a_corpus_never_meet(form: str) -> None:
    draw = surrogate.__wrapped__
    made = {form.format(number) for number in range(20_000)}
    written = {draw("PHONE_NUMBER", value, value, KEY, "corpus", WIDE) for value in made}
    assert len(written) == len(made)


@pytest.mark.parametrize("entity_type", ["PHONE_NUMBER", "IP_ADDRESS", "PERSON", "USERNAME"])
def test_distinct_keeps_a_conversation_apart(entity_type: str) -> None:
    made = values(entity_type, 300)
    mentions = [(entity_type, value, identify(entity_type, value).canonical) for value in made]
    attempts = distinct(mentions, KEY, "c")
    written = [
        surrogate(kind, value, canonical, KEY, "c", attempts.get((kind, canonical), 0))
        for kind, value, canonical in mentions
    ]
    assert len(set(written)) == len(made)
    assert distinct(reversed(mentions), KEY, "c") == attempts


@pytest.mark.parametrize("attempt", [0, WIDE], ids=["conversation", "corpus"])
@pytest.mark.parametrize(
    "value", ["abcdef", "front desk", "+", "0", "4" * 43, "\u0664" * 30, "12 (34) ext 5"]
)
@pytest.mark.parametrize("entity_type", sorted(ENTITY_TYPES))
def test_what_is_called_by_a_wrong_type_gets_one(entity_type: str, value: str, attempt: int) -> None:
    """A list of a policy may call anything anything."""
    canonical = identify(entity_type, value).canonical
    assert surrogate.__wrapped__(entity_type, value, canonical, KEY, "c", attempt)


@given(st.sampled_from(sorted(MAKERS)), st.text(min_size=1, max_size=40))
def test_any_text_gets_another(entity_type: str, value: str) -> None:
    written = surrogate(entity_type, value, value.casefold(), KEY, "c")
    assert written != value
    assert written == surrogate.__wrapped__(entity_type, value, value.casefold(), KEY, "c")


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.just(-0.0)))
def test_number_literals_stay_numbers_of_the_same_shape(number: float) -> None:
    text = json.dumps(number)
    written = digits_like(text, KEY, "c")
    assert written != text
    assert type(json.loads(written)) is type(number)
    assert re.sub(r"\d", "0", written) == re.sub(r"\d", "0", text)


def test_draws_go_with_the_identities_where_all_stand_ins_are_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[int] = []

    def counted(*mention: Any) -> str:
        drawn.append(mention[-1])
        return surrogate(*mention)

    monkeypatch.setattr("scrub.surrogates.surrogate.surrogate", counted)
    numbers = [f"+44 7{number:09}" for number in range(2500)]
    distinct((("PHONE_NUMBER", number, number) for number in numbers), KEY, "x")
    assert drawn.count(0) == len(numbers)
    assert len(drawn) < 10 * len(numbers)
