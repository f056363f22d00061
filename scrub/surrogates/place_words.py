"""Words that say what a street, a place or a company is, and so stay."""

from typing import Final

from scrub.surrogates.pools import folded

_COMPANY_WORDS: Final = """
st saint
inc incorporated corp corporation co company ltd limited llc llp lp plc pty pte gmbh ag kg ohg
ug mbh se sa sas sarl srl spa s.p.a bv nv ab as asa oy oyj aps sl slu sro kft zrt doo ooo oao
zao ao ltda eireli sas cv university college school academy institute hospital clinic practice
surgery pharmacy bank church foundation trust association society union group holding holdings
partners associates consulting services solutions systems technologies technology software labs
lab studio studios media capital ventures insurance health care medical dental legal law energy
foods logistics transport construction engineering industries international global und and of
the for de la le des du di da y e et van der den für fur i & universität universitat hochschule
schule klinik klinikum krankenhaus praxis apotheke verein stiftung kanzlei université lycée
hôpital clinique universidad colegio hospital clínica universidade università scuola ospedale
szpital szkoła университет школа больница клиника банк ооо оао зао ао 公司 有限公司 大学 大學 医院 銀行 銀行
株式会社 有限会社 病院 학교 대학교 병원 주식회사
"""
COMPANY_WORDS: Final = frozenset(map(folded, _COMPANY_WORDS.split()))
_PLACE_WORDS: Final = """
new old north south east west upper lower great little saint st san santa santo sankt bad mount
mt lake port fort river valley city town village county district province region state island
islands republic district area am an der im in bei ob auf den dem of the on upon near sur sous
lès les la le de del des du da do di neu alt nord süd ost sud ober unter nieder groß klein nova
novo nuevo nueva vila villa stadt kreis landkreis
"""
PLACE_WORDS: Final = frozenset(map(folded, _PLACE_WORDS.split()))
# What is before a number, and countries: none of them is a name that only somebody's street has.
_UNIT_WORDS: Final = """
apartment apt unit suite ste floor fl flat room rm building bldg block no nr number num box po p.o level lot
wohnung etage stock stiege tür hinterhaus c/o bis ter bâtiment bât appartement étage cedex piso puerta planta
bajo izq dcha local esc portal núm bloco andar apto casa lote quadra bairro conjunto scala interno m дом д
корпус корп квартира кв строение стр г буд apartmanı daire kat rt rw blok nomor sector phase plot house near
opp behind usa uk us united states kingdom germany deutschland france españa spain italia italy österreich
austria schweiz switzerland suisse nederland netherlands belgium sweden sverige norway norge denmark danmark
finland suomi poland polska portugal brasil brazil india canada australia ireland japan china mexico méxico
türkiye
"""
UNIT_WORDS: Final = frozenset(map(folded, _UNIT_WORDS.split()))
# What stands before or within a street's name.
_SMALL_WORDS: Final = (
    "the of and at am an der den dem im in bei zum zur auf de la le les du des d l del los las"
)
SMALL_WORDS: Final = frozenset(map(folded, _SMALL_WORDS.split()))
# What a street is, where that comes first.
_STREETS_FIRST: Final = """
rue impasse chemin quai cours route allée passage calle avenida avda plaza paseo carretera camino rua travessa
praça estrada largo alameda rodovia via viale piazza corso vicolo strada ulica ul aleja al plac pl улица ул
проспект просп вулиця вул jalan jl gang gg
"""
STREETS_FIRST: Final = frozenset(map(folded, _STREETS_FIRST.split()))
_OTHER_STREET_WORDS: Final = """
street st st. avenue ave av road rd lane ln drive dr court ct place square sq terrace close crescent cres way
boulevard blvd highway hwy parkway pkwy circle cir trail trl alley row walk gardens grove mews hill view north
south east west n s e w ne nw se sw upper lower old new straße strasse str weg gasse platz ring ufer damm
chaussee hof haus c straat laan plein kade gracht dijk singel steeg gatan vägen gata väg gade vej allé alle
gate vei veien plass katu tie osiedle os ulice náměstí třída utca út körút пр переулок пер бульвар шоссе
площадь пл sokak sokağı sk cadde caddesi cad mahalle mahallesi mah kelurahan kecamatan marg nagar
"""
# All that says what a part of an address is, or belongs to no name.
STREET_WORDS: Final = (
    UNIT_WORDS | SMALL_WORDS | STREETS_FIRST | frozenset(map(folded, _OTHER_STREET_WORDS.split()))
)
# What a part of a Chinese, Japanese or Korean address is.
EAST_ASIAN_WORDS: Final = frozenset(
    "都道府県市区町村丁目番地号街路巷弄省县縣區號楼樓室栋棟层層の郡大字시도군구읍면동리로길가번지호층"
)
_STATES: Final = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
PA RI SC SD TN TX UT VT VA WA WV WI WY
"""
STATES: Final = tuple(_STATES.split())
