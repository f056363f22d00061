"""Street addresses are found whole, in the order and the language of each country."""

import pytest

from recognizers.engine import shipped_engine
from scrub.resolve import resolve
from tests.marks import unmark

_LEAST_COUNTRIES = 20
_LEAST_SCORE = 0.5
_ADDRESSES = """
us  I live at «482 Birchwood Ln, Apt 3B, Dayton, OH 45402»
us  address: «1729 N Quintana Ave Ste 210, Tucson AZ 85705-4829»
gb  my flat: «Flat 4, 82 Marlow Court, Bristol BS1 4QD»
gb  «Rose Cottage, 3 Mill Lane, Ludlow, Shropshire SY8 1AB»
ca  «482-1200 Rue Sherbrooke Ouest, Montréal QC H3A 1H6»
ca  «48 Maple Crescent, Unit 5, Toronto, ON M4W 1A8»
au  «Unit 4/82 Wattle Street, Ultimo NSW 2007»
nz  «48 Kauri Road, Ponsonby, Auckland 1011»
za  «48 Jan Smuts Avenue, Rosebank, Johannesburg 2196»
ke  «P.O. Box 48291-00100, Nairobi»
ng  «48 Adeola Odeku Street, Victoria Island, Lagos»
fr  j'habite au «48 bis avenue Jean Jaurès, 31000 Toulouse»
de  Ich wohne in der «Lindenstraße 48, 10969 Berlin»
at  «Quellenweg 7/2/14, 1100 Wien»
ch  Adresse: «Bahnhofstrasse 48, 8001 Zürich»
es  vivo en «Calle Mayor 48, 3º B, 28013 Madrid»
es  «C/ Aragó 482, 2n 1a, 08013 Barcelona»
ar  vivo en «Av. Rivadavia 4829 4°B, C1406 Buenos Aires»
co  dirección: «Carrera 7 # 48-29 Apto 302, Bogotá»
mx  domicilio: «Calle Reforma 482 Int. 12, Col. Juárez, 06600 Ciudad de México»
it  abito in «Via Garibaldi 48, 20121 Milano (MI)»
br  moro na «Rua das Flores, 48, apto 12, Centro, Curitiba - PR, 80020-090»
pt  morada: «Rua de Santa Catarina 48, 3.º Esq., 4000-447 Porto»
nl  ik woon op «Keizersgracht 482-II, 1017 EG Amsterdam»
be  «Kerkstraat 48 bus 3, 9000 Gent»
pl  mieszkam przy «ul. Kwiatowej 48/12, 30-015 Kraków»
cz  bydlím na «Vinohradská 48, 120 00 Praha 2»
sk  adresa: «Hlavná 48/12, 040 01 Košice»
hu  lakcím: «1052 Budapest, Váci utca 48. 3. em. 2.»
ro  adresa: «Str. Mihai Viteazu nr. 48, bl. A3, sc. 2, ap. 14, Cluj-Napoca, 400001»
ru  адрес: «420015, г. Казань, ул. Карла Маркса, дом 48, корпус 2, квартира 15»
ua  адреса: «вул. Хрещатик, 48, кв. 12, м. Київ, 01001»
bg  адрес: «бул. Витоша 48, ет. 3, ап. 12, 1000 София»
gr  διεύθυνση: «Ερμού 48, 105 63 Αθήνα»
tr  adres: «Atatürk Cad. No:48 D:12, 34710 Kadıköy/İstanbul»
se  jag bor på «Storgatan 48, 114 55 Stockholm»
no  adresse: «Storgata 48B, 0184 Oslo»
dk  jeg bor «Nørrebrogade 48, 2. tv., 2200 København N»
fi  osoite: «Mannerheimintie 48 A 12, 00250 Helsinki»
is  heimilisfang: «Laugavegur 48, 101 Reykjavík»
cn  地址：«北京市朝阳区建国路48号院3号楼1204室»
tw  地址：«台北市大安區忠孝東路四段48號7樓之2»
jp  住所：«東京都渋谷区神南1-48-2 クイントマンション302号室»
kr  주소: «서울특별시 강남구 테헤란로 48길 12, 302호»
kr  주소는 «부산광역시 해운대구 우동 1482-7번지» 입니다
in  address: «Flat 12B, Shanti Apartments, MG Road, Andheri East, Mumbai 400069»
bd  «House 48, Road 12, Block C, Banani, Dhaka 1213»
pk  address «House 482, Street 12, Sector F-7/2, Islamabad»
vn  địa chỉ: «48/12 Nguyễn Trãi, Phường 7, Quận 5, TP.HCM»
th  ที่อยู่ «48/12 หมู่ 3 ต.บางพลี อ.บางพลี จ.สมุทรปราการ 10540»
id  alamat: «Jl. Merdeka No. 48 RT 03/RW 05, Kel. Menteng, Jakarta Pusat 10310»
sg  «Blk 482 Ang Mo Kio Ave 3 #12-48 Singapore 560482»
ph  «48 Quint St, Brgy. San Antonio, Makati City 1203»
hk  address «Unit 1204, Tower 2, 48 Nathan Road, Tsim Sha Tsui, Kowloon, Hong Kong»
il  עברתי ל«רחוב הרצל 48, דירה 12, תל אביב»
sa  عنواني: «حي النخيل، شارع الملك فهد، مبنى 48، الرياض 12381»
eg  العنوان: «شارع التحرير 48، الدقي، الجيزة»
ir  نشانی: «تهران، خیابان ولیعصر، کوچه نسترن، پلاک ۴۸، واحد ۳»
"""
_BY_COUNTRY = [tuple(line.split("  ", 1)) for line in _ADDRESSES.strip().splitlines()]


def _found(text: str) -> list[tuple[int, int]]:
    spans = resolve(span for span in shipped_engine().find(text) if span.score >= _LEAST_SCORE)
    return [(span.start, span.end) for span in spans if span.entity_type == "STREET_ADDRESS"]


@pytest.mark.parametrize("country, marked", _BY_COUNTRY, ids=[country for country, _ in _BY_COUNTRY])
def test_addresses_are_found_whole(country: str, marked: str) -> None:
    text, places = unmark(marked)
    assert _found(text) == places


def test_countries_are_many() -> None:
    assert len({country for country, _ in _BY_COUNTRY}) >= _LEAST_COUNTRIES


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param('{"street": "«482 Birchwood Lane»", "city": "Dayton"}', id="member"),
        pytest.param("id;name;strasse;plz\n4;Quint;«Lindenstraße 48»;10969", id="table"),
        pytest.param("INSERT INTO addr (street, zip) VALUES ('«482 Birchwood Lane»', '45402');", id="SQL"),
        pytest.param("address=«482+Birchwood+Lane»&zip=45402", id="query"),
        pytest.param("<street>«482 Birchwood Lane»</street>", id="element"),
        pytest.param("«48 Quint Street»\nApt 4\n«Boise, ID 83702»", id="lines in American"),
        pytest.param("«48 Quint Road»\nLeeds\n«LS6 2AB»", id="lines in British"),
        pytest.param("ADR;TYPE=HOME:;;«482 Birchwood Lane;Dayton;OH;45402;USA»", id="contact card"),
    ],
)
def test_addresses_are_found_in_fields_and_over_lines(marked: str) -> None:
    text, places = unmark(marked)
    assert _found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "def street_address(self): return self.street",
        "see section 12 street names",
        "48 Hours of Code",
        "4 Way Stop at the corner",
        "rue 12 of the API",
        "Version 48 Lane Change",
        "see IN 12345 for it",
    ],
)
def test_other_words_with_numbers_are_left_alone(text: str) -> None:
    assert _found(text) == []
