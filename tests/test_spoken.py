"""Passwords and codes that people speak of, in many languages."""

import pytest

from recognizers.matching.matcher import Matcher
from recognizers.secrets.login_pairs import login_pair_finders
from recognizers.secrets.spoken import spoken_finders
from tests.marks import unmark

_MATCHER = Matcher((*spoken_finders(), *login_pair_finders()))


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("the wifi password is «Tr1cky-otter9», ask Ann", id="English"),
        pytest.param("hasło do wifi to «Bananowy7!», zapisz", id="Polish"),
        pytest.param("ইউজার nusrat, পাসওয়ার্ড «Chokh@Jamuna9»। আগামীকাল", id="Bengali"),
        pytest.param("رمز سیستم «sepehr_Lab!71» است", id="Persian"),
        pytest.param("Nywila ya bibi «BibiZainabu#70», asante", id="Swahili"),
        pytest.param("Portkoden är «4719» fr.o.m. måndag", id="Swedish door"),
        pytest.param("Codice portone: «1492»", id="Italian door"),
        pytest.param("Interfon: «09C4».", id="letter within"),
        pytest.param("密码锁«9146#»;带看人", id="Chinese lock"),
        pytest.param("רמז קוד זמני «078117» לשליח", id="Hebrew"),
        pytest.param("নানার পিন «৪৯০৭», ওটিপি «২২৮১৩০»। রাতে", id="vowels that are marks"),
        pytest.param("รหัสแอป «9907» ของแม่", id="word of a run without blanks"),
        pytest.param("鍵は箱(暗証 «5093»)です", id="Japanese key box"),
        pytest.param("Koden til medicinskabet er «3390», og", id="Danish cabinet"),
        pytest.param("codice lucchetto «8432», quota alta", id="Italian lock"),
        pytest.param("haslo admina «kohl+speck»", id="words joined by a mark"),
        pytest.param("heslo do banky «Brot.und.Butter», pin", id="words joined by dots"),
        pytest.param("PLC password «lampur_loom7», HMI", id="words joined by a line, and a figure"),
        pytest.param("lösen till mejlen är «Brot&butter» (jag)", id="joined words behind a link"),
        pytest.param("y el wifi «Turron_Duro». Adiós", id="wireless"),
        pytest.param("レセコンは «asahi01» / «haisha-4618!» です", id="pair that tells itself"),
        pytest.param('SMTP = ("ana@shop.example", "«rajshah_i@9»")', id="tuple"),
        pytest.param("new PDO('mysql:dbname=sen', '«khoi_t»', '«Sen@Noi36pho»');", id="arguments"),
        pytest.param("Nyckelbox «6514» om någon vill in", id="key box"),
        pytest.param("skåp 12, kod «707», på begäran", id="locker behind a number"),
        pytest.param("Le code de la porterie après 21 h est «46N4».", id="number between"),
        pytest.param("the lock was open (code «0471»)", id="brackets"),
        pytest.param("user codes «5519» me, «6620» Anneke, «7731» cleaner", id="several of them"),
        pytest.param("clave del portal («2580») la sabe todo, la nueva es «7316»", id="the new one"),
        pytest.param("«4471» is the gate code, keep it", id="code before its word"),
        pytest.param("ze heeft ING-code «605054» voorgelezen", id="hyphen"),
        pytest.param("Meeting code for the court: «952 027 516».", id="groups"),
        pytest.param("udah terlanjur dikasih kodenya «842582»", id="Indonesian suffix"),
        pytest.param("A senha do certificado é «1234» mesmo", id="password of figures"),
        pytest.param("d-na a primit parola lui Zamfir («zam33CXfir»). Se", id="brackets behind a password"),
        pytest.param("WLAN-Passwort gegeben («kastanie-HH95»), obwohl", id="brackets in German"),
        pytest.param(
            "the new passphrase is lost, the old one («mango.pickle.monday») too", id="chain of words"
        ),
        pytest.param("«abennett9» / «Kiwi47»\n«bdasilva9» / «Plum12»\n", id="pairs below each other"),
        pytest.param("・電子薬歴：«kobayakawa»／「«Yakureki@55»」", id="wide slash"),
        pytest.param('i said "«purple otter nine»" which is actually the nas password. ok', id="said before"),
        pytest.param("passphrase is «Dingač 2016», if you want", id="words and a number"),
        pytest.param("the wifi password is «#Kestrel77!»", id="mark before a word"),
        pytest.param("station login «weerman» / «isobaar1013»", id="login and password"),
        pytest.param("the key safe is «K 4 0 8 T», by the shed", id="told one by one"),
        pytest.param("the door code for the plant room is «5518»", id="a room, no code of a plant"),
        pytest.param("|what|pin |\n+----+----+\n|door|4471|\n|pin |«9026»|", id="table that does not count"),
    ],
)
def test_what_is_spoken_of_is_found(marked: str) -> None:
    text, places = unmark(marked)
    assert sorted({(span.start, span.end) for span in _MATCHER.find(text)}) == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("the word is the old password", id="nothing said before"),
        pytest.param("it was changed when 2FA is the new password", id="no password before"),
        pytest.param("the password is wrong again", id="no password"),
        pytest.param("exit code 137, error code 4471", id="codes of programs"),
        pytest.param("versionCode = 20260307, subcode 471", id="codes with other words glued on"),
        pytest.param("House bank: T012, company code 3300", id="code of a company"),
        pytest.param("gave no pin, the flight is BA 2417", id="flight"),
        pytest.param("|token|count|\n+-----+-----+\n|pin  | 9026|", id="table that counts"),
        pytest.param("200 is the default, 404 is a miss", id="status"),
        pytest.param("code 404 (not found)", id="code of HTTP"),
        pytest.param("the codes 301 and 302 redirect, 404 does not", id="short codes"),
        pytest.param("Abiola 190403433 CSC 3.90 probation", id="a mark"),
        pytest.param("the password reset-flow is broken", id="part of a program"),
        pytest.param("password is stored in User.PasswordHash.", id="field"),
        pytest.param('login("user.name", "Please sign-in")', id="arguments of talk"),
        pytest.param("compare debian-12 / Ubuntu-24 now", id="systems"),
        pytest.param("either tabs / spaces4 work", id="alternatives"),
        pytest.param("the password needs to be generated and sent", id="what is done to it"),
        pytest.param("Your password has been changed successfully.'", id="message"),
        pytest.param("adds the #password option whenever #password_file is there", id="methods of Ruby"),
        pytest.param("sshpass -p '密码' ssh -n root@$HOST uptime", id="variable for a host"),
        pytest.param('\tPassword string `form:"password" binding:"required"`', id="tag of Go"),
        pytest.param("`signing.password` is the password for the key", id="name of a setting"),
        pytest.param("the password length. Default is 8..72.", id="range"),
        pytest.param("password driver is org.h2.Driver", id="class of Java"),
        pytest.param("replace the plain passwords by `Get-Secret` there", id="command of PowerShell"),
        pytest.param("the pass is `evt_1Pz7Kd2eRrW0qLmBx`", id="id of an event"),
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
