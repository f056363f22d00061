"""Numbers are found by the words before them, in many languages, and other numbers are left alone."""

import pytest

from recognizers.matching.matcher import Matcher
from recognizers.numbers.record_numbers import RecordNumberFinder
from tests.marks import unmark

_MATCHER = Matcher([RecordNumberFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("the claim is «WC-88-20417», in English please", id="claim"),
        pytest.param("WHERE IS MY ORDER #«KM-5520-9917» ???", id="hash"),
        pytest.param("my claim no is «job-48217730», since May", id="word and eight figures"),
        pytest.param("Hosp. No. «K0442871»\n", id="abbreviations"),
        pytest.param("Passports «BA008768» and «BA048307» expire", id="listed"),
        pytest.param('{"leerlingnr":"«L-20887»"}', id="ending"),
        pytest.param("NASS: «28 23748589 45».", id="groups"),
        pytest.param("self-employed (UTR «59316 07284»)", id="nearest word"),
        pytest.param("sinistre n° «2025-DDE-44817» déclaré", id="french"),
        pytest.param("Vers.-Nr. «T418820973»", id="german"),
        pytest.param("his 病歷號碼是 «3847261-9»", id="chinese"),
        pytest.param("رقمي القومي «29208152103847»،", id="arabic"),
        pytest.param("Kundenkarte «7802 4949 7696» (Hr. Nowotny)", id="name in brackets behind"),
        pytest.param("bsn of oma «418203003»", id="words between"),
        pytest.param("la pièce (CNI «X4RTBPFW4») et un RIB", id="few digits"),
        pytest.param("Share code: «W7K 4MX 92P»,", id="groups of few digits"),
        pytest.param("customer C: 单号«Y2503-24072»的客户", id="letters behind a word without blanks"),
        pytest.param("护照:«EJ4407201»,预约", id="chinese passport"),
        pytest.param("회원 «M-208831» 님", id="korean member"),
        pytest.param("CCCD số «096195007801», thường trú", id="vietnamese word between"),
        pytest.param("locker no. «L-2210», meter number «30 2446 0502»", id="locker and meter"),
        pytest.param("マイナンバー«4917 2260 2803»も書く?", id="kana behind"),
        pytest.param("- Mohd. Saif VII-C, adm. no. «4471/22», father", id="counted by no"),
        pytest.param("N° de salarié «T-1148».", id="counted before the word"),
        pytest.param("Dette er Morten fra Politiet, tj.nr «51447».", id="norwegian"),
        pytest.param("zur Hausratversicherung Nr. «VHV 7 184 250 66-3».", id="letters and groups"),
        pytest.param("BG-Nr. «13104//0073426»)", id="two slashes"),
        pytest.param('"apolice": "«AP-55.118.203-4»"', id="without its accents"),
        pytest.param("ordre «MP-12737101» 450,00 kr.", id="an amount behind"),
        pytest.param("सदस्यता क्रमांक «GL-1120» पर", id="hindi"),
        pytest.param("निक्षय आईडी «48817204» बताकर", id="hindi id"),
        pytest.param("ভোটার কার্ড «WXB2817709», মোবাইল", id="bengali"),
        pytest.param("EMIS எண் «3307218845»", id="tamil"),
        pytest.param("编号«T450447182»、«T450447183»。", id="chinese list"),
        pytest.param("מספר דרכון «31847726»", id="hebrew passport"),
        pytest.param("رقم جواز المستأجرة: «AB447182»", id="arabic passport"),
        pytest.param("a. k. «45653228553», gyv.", id="lithuanian"),
        pytest.param("св-во о рожд. «АК 012608»", id="russian certificate"),
    ],
)
def test_numbers_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("case 12 of 15", id="small"),
        pytest.param("See RFC 9110, line no 4471, build number 20418", id="numbers of things"),
        pytest.param("so 190438 style, the 123456 keys", id="english words"),
        pytest.param("order by 2024-03-01", id="date"),
        pytest.param("ref 3da541559918a808", id="digest"),
        pytest.param("flight number AF123456", id="flight"),
        pytest.param("file 20418.md", id="file name"),
        pytest.param("Refreshing state... [id=vpc-0a4e1f7cc20b9d311]", id="resource of a cloud"),
        pytest.param("ssh -i ~/.ssh/id_ed25519_prod", id="key file"),
        pytest.param("case 1234567: return ENOENT;", id="code"),
        pytest.param("電話番号 03-5530-0420", id="phone"),
        pytest.param("order 123456789 ml", id="unit"),
        pytest.param("id 000000000", id="zeros"),
        pytest.param("member_da365475-0d9e-4c84-8cdb-e856fc3e25a3.json", id="identifier in a file name"),
        pytest.param("order-68c32f58-4e44-49cc-a351-55f0398ca4a6.pdf", id="identifier behind a word"),
        pytest.param("case 1234567(x)", id="call"),
        pytest.param("会员 12345 人", id="people"),
        pytest.param("[request-id: 7C1E44D0-22AB-4F0E-9C3D-5B0A7719E2C4]", id="identifier in capitals"),
        pytest.param("driver 535.183.01, law no 4418/2016", id="release of a driver, number of a law"),
        pytest.param("see issue_4471.md and order_88213.csv", id="names of files"),
        pytest.param("ticket 0001, order TEST-4711 and booking SANDBOX-88213-7", id="numbers of tests"),
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
