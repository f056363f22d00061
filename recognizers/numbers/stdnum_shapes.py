"""What the numbers of python-stdnum look like, so that an example of each can be drawn and checked."""

import random
import re
from typing import Final

# 9 a digit, 1 a digit but 0, A an upper-case letter, N a digit or letter, [..] one of these,
# <..> a date (yy, yyyy, mm, dd); `*4` repeats the last of these. Anything else stands for itself.
# Check digits are drawn too, and the number drawn again until the module accepts it.
# https://arthurdejong.org/python-stdnum/formats
_SHAPES: Final = """
ad.nrt [FLAE]-9*6-A  al.nipt [JKL]9*8A  ar.cbu 19*21  ar.cuit [2][037]9*9  ar.dni [1234]9*7  at.tin 19*8
at.uid [U]9*8  at.vnr 19*3<ddmmyy>  au.abn 19*10  au.acn 9*9  au.tfn 19*8  az.voen 19*9
be.bis <yy>[4]9<dd>9*5  be.eid 19*11  be.nn <yymmdd>9*5  be.ogm_vcs 9*12  be.ssn <yymmdd>9*5  be.vat [0]19*8
bg.egn <yymmdd>9*4  bg.pnf 19*9  bg.vat 19*8  bic AAAA[D][E]NN  br.cnpj 19*7[0][0][0][1]99  br.cpf 19*10
by.unp [1-7]9*8  ca.bc_phn [9]9*9  ca.bn 19*8  ca.sin [1-7]9*8  ch.esr 19*9  ch.ssn [7][5][6]9*10
ch.uid [C][H][E]9*9  ch.vat [C][H][E]9*9MWST  cl.rut [12]9*7[0-9K]
cn.ric [1][1][0][1][0][1-6]<yyyymmdd>9*3[0-9X]  co.nit [89]9*9  cr.cpf [0]19*8  cr.cpj [3][1][0][1]9*6
cu.ni <yymmdd>9*5  cusip 19*8  cy.vat [1]9*7A  cz.dic 19*7  cz.rc <yymmdd>9*4  de.idnr 19*10  de.vat 19*8
dk.cpr <ddmmyy>9*4  dk.cvr 19*7  do.cedula [0]9*10  do.rnc 19*8  ean [4]9*12  ec.ci [01]19*8
ec.ruc [01][1-9]9*8[0][0][1]  ee.ik [3-6]<yymmdd>9*4  ee.kmkr 19*8  ee.registrikood [1]9*7  eg.tn 19*8
es.ccc 9*20  es.cif [ABCDEFGHJ]9*8  es.dni 9*8A  es.nie [XYZ]9*7A  es.nif 9*8A  fi.alv 19*7
fi.hetu <ddmmyy>-9*3N  fi.ytunnus 19*7  fr.nif [0-3]9*12  fr.nir [12]<yymm>[1-8][1-9]9*8  fr.siren 19*8
fr.siret 19*13  fr.tva 999*9  gb.nhs [4-7]9*9  gb.sedol 19*6  gb.upn A9*12  gb.utr 19*9  gb.vat 19*8
gr.amka <ddmmyy>9*5  gr.vat [01]9*8  gt.nit 19*7  hr.oib 19*10  hu.anum 19*7
id.nik [3][1-5]99[0][1-5]<ddmmyy>9*4  id.npwp 19*14  ie.pps 19*6AA  ie.vat 19*6AA  il.hp [5]9*8
il.idnr [0-3]9*8  imei [3][5]9*13  imsi [3][1][0][0-4][1-9]9*10  in_.aadhaar [2-9]9*11  in_.epic [A]AA9*7
in_.gstin [2][79]AAA[P]A9*4A[1][Z]N  in_.pan AAA[P]A9*4A  in_.vid [2-9]9*15  is_.kennitala <ddmmyy>9*3[9]
isbn [9][7][8]9*10  isin US9*10  isni [0]9*15  issn 9*8
it.codicefiscale AAAAAA<yy>[ABCDEHLMPRST][1-2]9[A-L]9*3A  it.iva [0]9*10  jp.cn 19*12  jp.in_ 19*11
kr.brn [1-9][1-9]9[1-8]19*5  kr.rrn <yymmdd>[1-4]9*6  lei 9*4[0][0]N*14  lt.asmens [3-6]<yymmdd>9*4
lt.pvm 19*8  lu.tva 19*7  luhn 19*9  lv.pvn [4]9*10  ma.ice [0]9*14  mc.tva 99[0][0][0]9*6  md.idno [1]9*12
me.pib [0]9*7  mk.edb [4]9*12  mt.vat 19*7  mx.curp AAAA<yymmdd>[HM][D][F]AAA9N  mx.rfc AAAA<yymmdd>NNN
my.nric <yymmdd>[0][1-9]9*4  mz.nuit [1]9*8  nl.bsn 19*8  nl.btw 9*9B[0][1]  nl.onderwijsnummer [1][0]9*7
no.fodselsnummer <ddmmyy>9*5  no.kontonr 19*10  no.mva [89]9*8MVA  no.orgnr [89]9*8
nz.bankaccount [0][1][0]9*12  nz.ird [1-9]9*7  pe.cui 19*8  pe.ruc [1][0]9*9  pk.cnic [1-7][1-5]9*11
pl.nip 19*9  pl.pesel <yymmdd>9*5  pl.regon 19*8  pt.cc 19*8AN9  pt.nif [1-3]9*8  ro.cf 19*7
ro.cnp [12]<yymmdd>[1-4]9*5  ro.cui 19*7  rs.pib 19*8  ru.inn 19*11  ru.ogrn [1]9*12
se.orgnr [5][5][6-9]9*7  se.personnummer <yymmdd>-9*4  se.vat [5][5][6-9]9*7[0][1]  sg.uen 9*8A  si.ddv 19*7
si.emso <ddmm>[9][5-9]9[5][0]9*4  si.maticna 19*6  sk.dph 19*9  sk.rc <yymmdd>9*4  sn.ninea 19*6
sv.nit [0-1]9*13  th.moa [0]9*12  th.pin [1-8]9*12  th.tin [1-8]9*12  tn.mf 9*7A[ABPDN][MPC][0][0][0]
tr.tckimlik 19*10  tr.vkn 19*9  tw.ubn 19*7  ua.edrpou [3]9*7  ua.rntrc [1-3]9*9  us.atin [9]99[9][3]9*4
us.ein [1-6][1-6]9*7  us.itin [9]99[78][0-8]9*4  us.ptin [P]9*8  us.rtn [0][1-9]9*7
us.ssn [1-6]99[1-9]9[1-9]9*3  us.tin [1-6]99[1-9]9[1-9]9*3  uy.rut [2][1][0]9*5[0][0][1]9  ve.rif [VEJ]9*9
verhoeff 19*9  vn.mst [0][1-9]9*8  za.idnr <yymmdd>9*4[01][8]9  za.tin [0-3]9*9
"""
_TOKEN: Final = re.compile(r"(<[ymd]+>|\[[^\]]+\]|.)(?:\*(\d+))?")
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS: Final = "0123456789"
_SETS: Final = {"9": _DIGITS, "1": "123456789", "A": _LETTERS, "N": _DIGITS + _LETTERS}


def _read_shapes() -> dict[str, str]:
    fields = _SHAPES.split()
    return dict(zip(fields[::2], fields[1::2], strict=True))


# The name of a module below `stdnum` to the shape of its numbers.
NUMBER_SHAPES: Final = _read_shapes()


def draw_number(shape: str, source: random.Random) -> str:
    """Return a text of a shape; its date, if it has one, is one that every month has."""
    year, month, day = source.randint(1951, 1999), source.randint(1, 12), source.randint(1, 28)
    dates = {"yyyy": f"{year}", "yy": f"{year % 100:02d}", "mm": f"{month:02d}", "dd": f"{day:02d}"}
    drawn = []
    for token, count in _TOKEN.findall(shape):
        if token.startswith("<"):
            drawn.append(re.sub("yyyy|yy|mm|dd", lambda part: dates[part[0]], token[1:-1]))
            continue
        choices = _expand(token[1:-1]) if token.startswith("[") else _SETS.get(token, token)
        drawn.extend(source.choice(choices) for _ in range(int(count or 1)))
    return "".join(drawn)


def _expand(choices: str) -> str:
    return re.sub(r"(.)-(.)", lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), choices)
