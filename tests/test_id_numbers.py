"""Numbers that states give to people are found in the words of each country, whole and as what they are."""

import pytest

from recognizers.engine import shipped_engine
from recognizers.fillers import fill
from scrub.resolve import resolve
from tests.marks import unmark

_LEAST_COUNTRIES = 60
_LEAST_SCORE = 0.5
# A country and its number as it stands in a chat, a form, a table.
_NUMBERS = """
ad  el meu NRT és «{stdnum:ad.nrt:formatted}»
ae  Emirates ID «784-1990-4829175-6»
al  Numri personal (NID): «J20513042K»
am  սոցիալական քարտ «3512900482»
ao  BI (Angola) «004829175LA048»
ar  CUIT «{stdnum:ar.cuit:formatted}»
at  meine Sozialversicherungsnummer ist «1237 010180»
au  tax file number: «{stdnum:au.tfn}»
az  VÖEN «{stdnum:az.voen}»
bd  এনআইডি «4829175630»
be  Mijn rijksregisternummer is «{stdnum:be.nn:formatted}»
bg  ЕГН: «{stdnum:bg.egn}»
bh  CPR (Bahrain) «900104829»
bo  carnet de identidad (Bolivia) «4829175»
br  meu cpf é «{stdnum:br.cpf}»
bw  Omang «482917563»
by  идентификационный номер «4120180A015PB4»
ca  my SIN is «{stdnum:ca.sin}»
ch  AHV-Nummer «{stdnum:ch.ssn:formatted}»
ci  CNI Côte d'Ivoire «C0048291756»
cl  mi rut: «{stdnum:cl.rut}»
cm  CNI Cameroun n° «100482917»
cn  身份证号码 «{stdnum:cn.ric}»
co  cédula de ciudadanía «79482917»
cr  cédula de Costa Rica «1-0482-0917»
cu  carné de identidad cubano: «{stdnum:cu.ni}»
cy  TIC (Cyprus): «{stdnum:cy.vat}»
cz  moje rodné číslo je «{stdnum:cz.rc}»
de  Steueridentifikationsnummer lautet «{stdnum:de.idnr}»
dk  mit cpr er «{stdnum:dk.cpr}»
do  cédula dominicana «{stdnum:do.cedula:formatted}»
dz  رقم التعريف الوطني «109900482917563012»
ec  cédula de identidad ecuatoriana: «{stdnum:ec.ci}»
ee  Isikukood: «{stdnum:ee.ik}»
eg  الرقم القومي «29001120104829»
es  NIE «{stdnum:es.nie}»
et  መታወቂያ ቁጥር «4829175»
fi  henkilötunnus: «{stdnum:fi.hetu}»
fj  TIN (Fiji) «04-82917-0-5»
fo  P-tal: «300157-447»
fr  mon numéro de sécu: «{stdnum:fr.nir:formatted}»
gb  national insurance «JG 10 37 59 A»
ge  პირადი ნომერი «01024829175»
gh  Ghana card «GHA-718204471-3»
gr  ΑΜΚΑ: «{stdnum:gr.amka}»
gt  NIT «{stdnum:gt.nit:formatted}»
hk  HKID: «C668668(9)»
hn  identidad (Honduras) «0801-1990-48291»
hr  Moj OIB je «{stdnum:hr.oib}», osobna
hu  TAJ szám: «123 456 798»
id  No. KTP: «{stdnum:id.nik}»
ie  PPS number «{stdnum:ie.pps}»
il  תעודת זהות: «{stdnum:il.idnr}»
in  आधार नंबर «{stdnum:in_.aadhaar:formatted}»
ir  کد ملی «0084829175»
is  kennitala «{stdnum:is_.kennitala:formatted}»
it  codice fiscale «{stdnum:it.codicefiscale}»
jm  TRN (Jamaica) «112-482-917»
jp  個人番号：«{stdnum:jp.in_}»
ke  KRA PIN «A004829175M»
kr  주민번호는 «900112-1048291»
kw  الرقم المدني «290011204829»
kz  ЖСН: «900112300482»
lk  NIC «901234567V»
lt  asmens kodas «{stdnum:lt.asmens}»
lu  numéro de matricule: «1983 0817 12345»
lv  personas kods «161175-19997»
ma  n° CNIE «AB482917»
md  IDNP «{stdnum:md.idno}»
mg  CIN Madagascar «101 211 048 291»
mk  матичен број «0101980450008»
mm  NRC «12/OUKAMA(N)048291»
mn  регистрийн дугаар «УК90011248»
mt  karta tal-identità «482917M»
mu  NIC (Mauritius) «A1201804829175»
mx  CURP: «{stdnum:mx.curp}»
my  IC no «900112145048»
mz  NUIT «{stdnum:mz.nuit}»
ng  my bvn: «22482917563»
ni  cédula nicaragüense «001-120180-0048A»
nl  Mijn BSN is «{stdnum:nl.bsn}»
no  fødselsnummer «{stdnum:no.fodselsnummer}»
np  नागरिकता नं. «12-01-74-04829»
nz  IRD number: «{stdnum:nz.ird}»
pa  cédula panameña «8-482-917»
pe  DNI Perú: «48291756»
ph  PhilHealth «12-048291756-3»
pk  CNIC «{stdnum:pk.cnic:formatted}»
pl  numer PESEL: «{stdnum:pl.pesel}»
pt  contribuinte n.º «{stdnum:pt.nif}»
py  cédula paraguaya «4.829.175»
qa  QID «29063404829»
ro  CNP «{stdnum:ro.cnp}»
rs  ЈМБГ «0710003730015»
ru  СНИЛС «112-233-445 95»
rw  indangamuntu «1199080048291756»
sa  رقم الإقامة: «2048291756»
se  Personnr: «19800112-2384»
sg  FIN: «G1234567X»
si  EMŠO «{stdnum:si.emso}»
sk  rodné číslo «{stdnum:sk.rc:formatted}»
sn  NINEA «{stdnum:sn.ninea}»
sv  DUI «04829175-6»
th  เลขบัตรประชาชน «{stdnum:th.pin:formatted}»
tn  CIN tunisienne «04829175»
tr  kimlik numaram «{stdnum:tr.tckimlik}»
tw  身分證字號 «B120477198»
tz  NIDA «19900112-14121-00004-82»
ua  РНОКПП «{stdnum:ua.rntrc}»
ug  Uganda NIN «CM90048291756K»
us  My SSN is «{stdnum:us.ssn:formatted}»
uy  RUT (Uruguay): «{stdnum:uy.rut}»
uz  JSHSHIR «31201904829175»
ve  RIF «{stdnum:ve.rif}»
vn  căn cước công dân số «079190004829»
za  SA ID «{stdnum:za.idnr}»
zm  NRC «482917/10/1» (Zambia)
zw  Zimbabwe ID «63-482917 Z 75»
"""
_BY_COUNTRY = [tuple(line.split("  ", 1)) for line in _NUMBERS.strip().splitlines()]


@pytest.mark.parametrize("country, marked", _BY_COUNTRY, ids=[country for country, _ in _BY_COUNTRY])
def test_numbers_of_states_are_found(country: str, marked: str) -> None:
    text, [place] = unmark(fill(marked, country))
    spans = resolve(span for span in shipped_engine().find(text) if span.score >= _LEAST_SCORE)
    assert [(span.start, span.end, span.entity_type) for span in spans] == [(*place, "ID_NUMBER")]


def test_countries_are_many() -> None:
    assert len({country for country, _ in _BY_COUNTRY}) == len(_BY_COUNTRY) >= _LEAST_COUNTRIES


@pytest.mark.parametrize(
    "text",
    [
        "the tax id is checked by the form",
        "rodné číslo je povinné pole",
        "DNI Perú: formato de 8 dígitos",
        "NIF (obligatorio)",
        "le numéro de sécu a 15 chiffres",
        "aadhaar 12",
        "PESEL = models.CharField(max_length=11)",
        "matricule 12",
        "the passport has 48 pages",
        "RUC Panamá: pendiente",
    ],
)
def test_words_for_numbers_alone_are_left_alone(text: str) -> None:
    assert [span for span in shipped_engine().find(text) if span.score >= _LEAST_SCORE] == []
