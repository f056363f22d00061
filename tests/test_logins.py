"""Logins by where they stand, by the words before them and by their form."""

import pytest

from recognizers.engine import shipped_engine
from recognizers.finder import Finder
from recognizers.logins.branches import BranchFinder, find_branch_member
from recognizers.logins.introduced import IntroducedLoginFinder
from recognizers.logins.lists import LoginListFinder
from recognizers.logins.look import login_look
from recognizers.logins.named import NamedLoginFinder
from recognizers.logins.shaped import ShapedLoginFinder
from recognizers.logins.speakers import SpeakerFinder
from recognizers.matching.matcher import Matcher
from tests.marks import unmark

_BRANCHES = BranchFinder()
_LISTS = LoginListFinder()
_INTRODUCED = IntroducedLoginFinder()
_SPEAKERS = SpeakerFinder()
_NAMED = NamedLoginFinder()
_SHAPED = ShapedLoginFinder()


@pytest.mark.parametrize(
    ("finder", "marked"),
    [
        pytest.param(_BRANCHES, "git checkout -b «jroe»/fix-login", id="checkout"),
        pytest.param(_BRANCHES, "[«mbakary»/import 2679ef8] Import", id="commit"),
        pytest.param(_BRANCHES, "Merge pull request #88 from «lindt-a»/readme", id="merge"),
        pytest.param(_BRANCHES, ">>>>>>> «lupe»/contacts", id="conflict"),
        pytest.param(_BRANCHES, "HEAD -> main, origin/feat/«jroe»/x)", id="behind a kind"),
        pytest.param(_LISTS, 'reviewers: ["«tjasa-m»", "«jroe»"]', id="brackets"),
        pytest.param(_LISTS, "reviewers:\n  - «tze-yin»\n  - «sbho»   # platform", id="lines"),
        pytest.param(_LISTS, "gh pr create --reviewer «aroha-wb»,«nikolai_fsh» --fill", id="option"),
        pytest.param(_LISTS, "valid users = «ausra», «vytas»\n", id="setting"),
        pytest.param(
            _NAMED, "login deles: «tvanjos» e «hwatanabe», senha inicial", id="word of another language"
        ),
        pytest.param(_NAMED, "brukernavnet mitt er «mkbtrel».", id="form of a word, and what joins it"),
        pytest.param(_NAMED, "username saya «mkbtrel», sandi menyusul", id="possessive behind"),
        pytest.param(_NAMED, "मेरा यूजरनेम «mkbtrel» है", id="verb behind"),
        pytest.param(_NAMED, "我的用户名是«mkbtrel»", id="joined by a verb without blanks"),
        pytest.param(_NAMED, "제 아이디는 «mkbtrel»", id="joined by a particle"),
        pytest.param(_NAMED, "nick của em «kxb_trel»", id="three words"),
        pytest.param(_NAMED, "discord «suresh_rolls1s», «katmandoo», «dm_ollie»", id="service and list"),
        pytest.param(_NAMED, "ユーザーは«hayashi_m»です。", id="script without blanks"),
        pytest.param(_NAMED, "userul «anca.m». Sună-l", id="end of a sentence"),
        pytest.param(_NAMED, "логін «i.kushnir», пароль", id="log in Ukrainian"),
        pytest.param(_SHAPED, "KeyError: '«yevgenia.b»'", id="initial behind"),
        pytest.param(_SHAPED, "the limits of «c.weiss» stay", id="initial before"),
        pytest.param(_SHAPED, "ask `«paulette-e»` or `«amarachi-o»` first", id="initial behind a hyphen"),
        pytest.param(_SHAPED, "| #505 | «wenjun.liao» | frontend", id="two names"),
        pytest.param(
            _SPEAKERS,
            "«aileen.s»: who is at the gate now\n«jpdc»: nobody, why do you ask\n«aileen.s»: just asking\n",
            id="plain nickname in a chat",
        ),
        pytest.param(_INTRODUCED, "we have Rose Adeyemi («rosea», finance)", id="first name"),
        pytest.param(_INTRODUCED, "ask Hannelore Botha-Naidoo («hbn_dev») for it", id="initials"),
        pytest.param(_INTRODUCED, "`«cokafor»` (Chidi Okafor, manager)", id="before the name"),
        pytest.param(_INTRODUCED, "«kagiso» = Kagiso Molefe\n", id="equation"),
        pytest.param(_SPEAKERS, "[21:03] «nasrin_k»: salaam, anyone awake", id="stamp"),
        pytest.param(_SPEAKERS, "#x\n<«davo_erevan»> barev dzez", id="angles"),
        pytest.param(_SPEAKERS, "«mireille.t» 02:14  anyone awake?", id="time behind"),
        pytest.param(
            _SPEAKERS,
            "«yetunde.ala»: it swallows nothing here\n«craig_m»: but the others run\n"
            "«yetunde.ala»: so we settle them",
            id="labels",
        ),
    ],
)
def test_logins_are_found(finder: Finder, marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in Matcher([finder]).find(text)] == places


@pytest.mark.parametrize(
    ("finder", "text"),
    [
        pytest.param(_BRANCHES, "git checkout -b feature/login", id="kind of work"),
        pytest.param(_BRANCHES, "git switch dependabot/npm/x", id="program"),
        pytest.param(_BRANCHES, "git checkout main", id="no owner"),
        pytest.param(_LISTS, "add the maintainers section, keep it", id="sentence"),
        pytest.param(_LISTS, 'users: ["admin", "guest"]', id="stock accounts"),
        pytest.param(_LISTS, "users = get_users()", id="call"),
        pytest.param(_NAMED, "the user wants a login form for users", id="prose"),
        pytest.param(_NAMED, "user: action.payload?.user,", id="member"),
        pytest.param(_NAMED, "ask claude-code about pre-commit", id="tools"),
        pytest.param(_SHAPED, "if (e.target.value) { return os.path }", id="attributes"),
        pytest.param(_SHAPED, "point e.target at index.js", id="file"),
        pytest.param(_SHAPED, "<olive_k>FH-00958</olive_k>", id="element"),
        pytest.param(_SHAPED, "[[olive.kraus]]\nname = 1", id="table of TOML"),
        pytest.param(_SHAPED, "WHERE b.id = 4 AND x BETWEEN b.starts AND b.ends", id="columns"),
        pytest.param(_SHAPED, "Pontoon {{ berth.pontoon }}, flat ${o.daire}", id="what is put in"),
        pytest.param(_SHAPED, "as d.kekkin says\nd.created_at too", id="attributes of one thing"),
        pytest.param(_NAMED, "user: B.Tech, M.Phil\n", id="degrees"),
        pytest.param(_NAMED, "data:\n  username: cG9zdGdyZXM=\n", id="stock account in base64"),
        pytest.param(
            _SHAPED, "dump_stack_lvl+0x47/0x5c, kasan_report+0xba/0xf0, x", id="function of a kernel"
        ),
        pytest.param(_SHAPED, "read `tarvik_kolm.geojson` and `olive.kml`", id="files of maps"),
        pytest.param(_SHAPED, "Building app.olivekraus for device", id="id of a bundle"),
        pytest.param(_SHAPED, "hogy ezt jelesre kerheto-e ott", id="particle"),
        pytest.param(_SHAPED, "pay with `tok_visa`, here", id="word of a vendor's tests"),
        pytest.param(_SPEAKERS, "[06:31:12] opsgenie: ack by x", id="service that alarms"),
        pytest.param(_INTRODUCED, "Rose Adeyemi (finance)", id="remark"),
        pytest.param(_INTRODUCED, "Dear Angela, dear Blair", id="salutation"),
        pytest.param(_INTRODUCED, "Run: runHelp,", id="code"),
        pytest.param(_SPEAKERS, "[06:31:12] nginx: [warn] ignored", id="daemon"),
        pytest.param(
            _SPEAKERS, "simple_stmt: small_stmt here now\nexpr_stmt: a b c\nx_y: a b c", id="grammar"
        ),
        pytest.param(_SPEAKERS, "<div> text", id="markup"),
    ],
)
def test_what_is_no_login_is_left_alone(finder: Finder, text: str) -> None:
    assert Matcher([finder]).find(text) == []


def test_a_member_that_holds_a_branch_gives_its_owner() -> None:
    assert [(span.start, span.end) for span in find_branch_member("gitBranch", "feat/jroe/x")] == [(5, 9)]
    assert find_branch_member("path", "feat/jroe/x") == []
    assert find_branch_member("gitBranch", "main") == []


@pytest.mark.parametrize(
    ("login", "word"),
    [
        pytest.param("i.kowalczyk", "i.value", id="initial and name"),
        pytest.param("niamh.rafferty", "config.server", id="two parts"),
        pytest.param("kev_lfc_89", "max_tokens", id="underscore"),
    ],
)
def test_logins_look_more_like_logins_than_identifiers_do(login: str, word: str) -> None:
    assert login_look(login) > 0 > login_look(word)


@pytest.mark.parametrize("finder", [_NAMED, _SHAPED], ids=lambda finder: finder.id)
@pytest.mark.parametrize("text", ["it writes another line:", "ask user", "c.weiss", "@", ""])
def test_a_text_may_end_where_a_login_could_begin(finder: Finder, text: str) -> None:
    for start in range(1, len(text) + 2):
        assert all(span.end <= len(text) for span in finder.search(text, start, len(text)))


@pytest.mark.parametrize(
    ("text", "login"),
    [
        pytest.param("Dziennik: btrzcinska, hasło Piaseczno#1b.", "btrzcinska", id="polish"),
        pytest.param("- Windows: mnuutine, salasana Mustikka.Piirakka", "mnuutine", id="finnish"),
        pytest.param("με το `evdokiak77` και τον κωδικό Halkidiki!77", "evdokiak77", id="greek"),
        pytest.param('it is "eluned" and the password `Sgod+Sglods44`', "eluned", id="quoted"),
        pytest.param("the key file and `hobart`'s password `Tassie_Devil8`", "hobart", id="possessive"),
        pytest.param("you: carolh pw Tulip-tulip-467", "carolh", id="nothing between"),
        pytest.param("enter your email, password and name", None, id="a form"),
        pytest.param("return (`sha256`, password.encode())", None, id="a program"),
        pytest.param("user, pass = creds.split(sep)", None, id="an assignment"),
        pytest.param("the default password", None, id="a word"),
    ],
)
def test_a_login_is_found_before_the_word_for_its_password(text: str, login: str | None) -> None:
    found = [
        text[span.start : span.end] for span in shipped_engine().find(text) if span.source == "paired-login"
    ]
    assert found == ([login] if login else [])


@pytest.mark.parametrize(
    ("text", "login"),
    [
        pytest.param('("Dagfinn Røed",     "droed", 4420)', "droed", id="a tuple"),
        pytest.param("| oybek || Oybek Tursunov || 200G", "oybek", id="a wiki's table"),
        pytest.param('"eklund" : "Eva Eklund"', "eklund", id="a map"),
        pytest.param('("Dagfinn Røed",     "finance", 4420)', None, id="another word"),
    ],
)
def test_a_login_is_found_in_the_cell_beside_its_name(text: str, login: str | None) -> None:
    found = [
        text[span.start : span.end] for span in shipped_engine().find(text) if span.source == "login-in-row"
    ]
    assert found == ([login] if login else [])
