"""Pages of people are found on the sites that have them; other pages of these sites are left alone."""

import pytest

from recognizers.logins.profiles import ProfileFinder
from recognizers.matching.matcher import Matcher
from tests.marks import unmark

_MATCHER = Matcher([ProfileFinder()])
# One address a line, its site known by its host: at least so many.
_LEAST_SITES = 60
_PAGES = """
bsky.app/profile/mirelaquint.bsky.social        discord.com/users/482917563012884100
facebook.com/mirela.quint.5                     facebook.com/profile.php?id=100048291756301
instagram.com/mirela_quint?igshid=48291         threads.net/@mirelaquint
x.com/mirelaquint                               twitter.com/mirelaquint/status/17482917563012
tiktok.com/@mirelaquint                         snapchat.com/add/mirelaquint
pinterest.co.uk/mirelaquint/                    reddit.com/user/mirelaquint
t.me/mirelaquint                                wa.me/4917648291756
vk.com/id48291756                               ok.ru/profile/548291756301
weibo.com/u/4829175630                          zhihu.com/people/mirela-quint
space.bilibili.com/48291756                     douban.com/people/48291756/
tumblr.com/mirelaquint                          mirelaquint.tumblr.com
medium.com/@mirelaquint/a-long-day-4a8b17       mirelaquint.substack.com/p/a-long-day
mirela-makes-games.itch.io                     mirelaquint.itch.io/a-game
mastodon.social/@mirelaquint                    infosec.exchange/@mirelaquint
matrix.to/#/@mirelaquint:quillpost.io           news.ycombinator.com/user?id=mirelaquint
lobste.rs/~mirelaquint                          habr.com/ru/users/mirelaquint/
qiita.com/mirelaquint                           zenn.dev/mirelaquint
velog.io/@mirelaquint                           blog.naver.com/mirelaquint
github.com/mirelaquint                          gitlab.com/mirela.quint
codeberg.org/mirelaquint                        bitbucket.org/mquint/
gist.github.com/mirelaquint/4a8b17              mirelaquint.github.io/cv/
huggingface.co/mirelaquint                      kaggle.com/mirelaquint
stackoverflow.com/users/4829175/mirela-quint    math.stackexchange.com/users/4829175/mirela-quint
dev.to/mirelaquint                              codepen.io/mirelaquint
leetcode.com/u/mirelaquint/                     hackerrank.com/mirelaquint
codeforces.com/profile/mirelaquint              hackerone.com/mirelaquint
hub.docker.com/u/mirelaquint                    crates.io/users/mirelaquint
keybase.io/mirelaquint                          replit.com/@mirelaquint
orcid.org/0000-0002-1825-0097                   scholar.google.de/citations?user=qc6CJjYAAAAJ&hl=en
researchgate.net/profile/Mirela-Quint-3         quintuni.academia.edu/MirelaQuint
semanticscholar.org/author/Mirela-Quint/482917  en.wikipedia.org/wiki/User:MirelaQuint
behance.net/mirelaquint                         dribbble.com/mirelaquint
deviantart.com/mirelaquint                      artstation.com/mirelaquint
flickr.com/photos/mirelaquint/                  vimeo.com/mirelaquint
youtube.com/@mirelaquint                        twitch.tv/mirelaquint
soundcloud.com/mirelaquint                      open.spotify.com/user/mirelaquint
last.fm/user/mirelaquint                        letterboxd.com/mirelaquint/
steamcommunity.com/id/mirelaquint               roblox.com/users/48291756/profile
lichess.org/@/mirelaquint                       chess.com/member/mirelaquint
strava.com/athletes/48291756                    connect.garmin.com/modern/profile/mirelaquint
komoot.com/user/482917563012                    openstreetmap.org/user/mirelaquint
airbnb.com.br/users/show/48291756               couchsurfing.com/people/mirelaquint
de.linkedin.com/in/mirela-quint-4a8b17/         xing.com/profile/Mirela_Quint
upwork.com/freelancers/~01a8b17c4829175630      fiverr.com/mirelaquint
patreon.com/mirelaquint                         ko-fi.com/mirelaquint
venmo.com/u/mirelaquint                         cash.app/$mirelaquint
etsy.com/shop/mirelaquint                       ebay.de/usr/mirelaquint
linktr.ee/mirelaquint                           calendly.com/mirelaquint/30min
duolingo.com/profile/mirelaquint                quora.com/profile/Mirela-Quint-4
"""


@pytest.mark.parametrize("page", _PAGES.split())
@pytest.mark.parametrize("before", ["", "https://", "http://www."], ids=["bare", "https", "www"])
def test_pages_of_people_are_found(page: str, before: str) -> None:
    # The first label of these hosts is a login or a language.
    if before.endswith("www.") and page.count(".", 0, page.index("/") if "/" in page else None) > 1:
        before = "http://"
    text, places = unmark(f"see «{before}{page}», please")
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


def test_sites_are_many() -> None:
    assert len({page.partition("/")[0] for page in _PAGES.split()}) >= _LEAST_SITES


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=text.partition("//")[2] or text)
        for text in (
            "https://github.com/pallets/flask",
            "https://github.com/features",
            "https://docs.github.com/en/rest",
            "[Ada](https://github.com/mirelaquint)",
            'import "github.com/mirelaquint"',
            "https://www.linkedin.com/company/quintworks/",
            "https://www.facebook.com/sharer/sharer.php?u=x",
            "https://twitter.com/intent/tweet?text=a",
            "https://x.com/home",
            "https://www.instagram.com/p/Cx4a8b17c/",
            "https://www.youtube.com/watch?v=4a8b17c",
            "https://www.reddit.com/r/python/comments/4829",
            "https://medium.com/tag/python",
            "https://dev.to/about",
            "https://stackoverflow.com/questions/4829175/how-to",
            "https://crates.io/crates/serde",
            "https://hub.docker.com/r/library/postgres",
            "https://huggingface.co/openai/whisper-large",
            "https://huggingface.co/docs/transformers",
            "https://www.kaggle.com/competitions/titanic",
            "https://leetcode.com/problems/two-sum/",
            "https://open.spotify.com/track/48291756abc",
            "https://vimeo.com/48291756",
            "https://www.twitch.tv/directory",
            "https://www.patreon.com/posts/48291756",
            "https://en.wikipedia.org/wiki/User_interface",
            "https://tailwindcss.github.io",
            "https://nlohmann.github.io/json/",
            "https://www.tumblr.com/register",
            "https://public-api.wordpress.com/rest/v1",
            "https://static.tumblr.com/4a8b17/x.css",
            "https://api.stackexchange.com/2.3/users/4829",
            "https://index.com/mirelaquint",
            '"funding": {"type": "patreon", "url": "https://www.patreon.com/mirelaquint"}',
        )
    ],
)
def test_other_pages_are_left_alone(text: str) -> None:
    assert list(_MATCHER.find(text)) == []


def test_an_address_with_its_scheme_is_found_in_the_name_of_a_file() -> None:
    text = "backup-https://www.linkedin.com/in/mirela-quint-4a8b17"
    (span,) = _MATCHER.find(text)
    assert text[span.start :] == text.removeprefix("backup-")
