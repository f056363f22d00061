"""Hosts of makers of tools and of services for everybody, which are nobody's own."""

from typing import Final

_TOOLS: Final = """
github.com gitlab.com bitbucket.org codeberg.org sr.ht githubusercontent.com github.io gitlab.io
docker.io docker.com ghcr.io quay.io gcr.io k8s.io kubernetes.io rust-lang.org golang.org go.dev
pkg.go.dev apache.org gradle.org jetbrains.com google.com googleapis.com gstatic.com gmail.com
youtube.com microsoft.com live.com outlook.com office.com office365.com visualstudio.com azure.com
windows.net windowsupdate.com apple.com icloud.com amazon.com aws.com cloudflare.com cloudflare-
dns.com jsdelivr.net unpkg.com fastly.net akamai.net vercel.app vercel.com netlify.app netlify.com
heroku.com herokuapp.com digitalocean.com stripe.com twilio.com sendgrid.net mailgun.org slack.com
discord.com discordapp.com telegram.org whatsapp.com facebook.com instagram.com twitter.com x.com
linkedin.com reddit.com stackoverflow.com stackexchange.com wikipedia.org mozilla.org w3.org json-
schema.org schema.org openai.com anthropic.com claude.ai huggingface.co centos.org fedoraproject.org
redhat.com archlinux.org alpinelinux.org kernel.org gnu.org openssl.org letsencrypt.org
postgresql.org mysql.com mongodb.com redis.io elastic.co grafana.com sentry.io datadoghq.com
newrelic.com pagerduty.com atlassian.com atlassian.net hashicorp.com terraform.io jenkins.io
circleci.com travis-ci.org travis-ci.com zoom.us dropbox.com notion.so figma.com paypal.com
yahoo.com protonmail.com fastmail.com zoho.com yandex.ru mail.ru qq.com 163.com naver.com
host.docker.internal gateway.docker.internal metadata.google.internal kubernetes.default.svc
localhost localhost.localdomain example.com example.org example.net pool.ntp.org ntp.org spring.io
eclipse.org php.net laravel.com djangoproject.com reactjs.org vuejs.org angular.io readthedocs.io
readthedocs.org cloudsmith.io aliyuncs.com a1.net gmx.net gmx.de web.de t-online.de wasabisys.com
backblazeb2.com scw.cloud hc-ping.com
"""
# Mail for everybody, and web space that many share.
_MAIL: Final = """
ukr.net i.ua meta.ua aol.com msn.com hotmail.com proton.me tutanota.com mailbox.org posteo.de
libero.it virgilio.it orange.fr wanadoo.fr free.fr laposte.net sfr.fr seznam.cz centrum.cz wp.pl
onet.pl interia.pl o2.pl abv.bg rambler.ru yandex.com yandex.net 126.com hanmail.net daum.net
nate.com rediffmail.com btinternet.com comcast.net verizon.net att.net bigpond.com xtra.co.nz
uol.com.br terra.com.br bol.com.br inbox.lv mail.com runbox.com hushmail.com
ovh.net ionos.com ionos.de 1und1.de kundenserver.de strato.de hostinger.com one.com secureserver.net
privateemail.com titan.email dreamhost.com gandi.net infomaniak.com migadu.com home.pl
locaweb.com.br mailgun.net mailjet.com sendinblue.com brevo.com postmarkapp.com sparkpostmail.com
mandrillapp.com elasticemail.com mailtrap.io ethereal.email smtp2go.com zoho.eu zoho.in
zeptomail.com resend.com
"""
# Interfaces that answer everybody with a key.
_INTERFACES: Final = """
alchemy.com infura.io quiknode.pro ankr.com llamarpc.com publicnode.com cloudflare-eth.com drpc.org
polygon-rpc.com etherscan.io solana.com blockstream.info coingecko.com matrix.org mapbox.com
algolia.net algolianet.com openweathermap.org pushover.net nexmo.com vonage.com plaid.com adyen.com
mollie.com klarna.com razorpay.com hubspot.com hubapi.com mailchimp.com intercom.io segment.io
mixpanel.com amplitude.com posthog.com launchdarkly.com bugsnag.com rollbar.com replicate.com
mistral.ai groq.com deepseek.com elevenlabs.io assemblyai.com deepgram.com cloudinary.com imgix.net
contentful.com sanity.io
"""
# Clocks for everybody: https://www.ntppool.org and the institutes of the countries.
_CLOCKS: Final = """
ptb.de nist.gov windows.com ntp.se ntp.br nict.jp npl.co.uk obspm.fr inrim.it ien.it roa.es metas.ch vsl.nl
vniiftri.ru ntsc.ac.cn ntp.org.cn aliyun.com tencent.com time.nl surfnet.nl cesnet.cz ufe.cz
"""
_PUBLIC: Final = frozenset((_TOOLS + _MAIL + _INTERFACES + _CLOCKS).split())
# Registries of packages, by their name without its ending.
_PUBLIC_NAMES: Final = frozenset(
    (
        *("npmjs", "yarnpkg", "nodejs", "python", "pypi", "pythonhosted", "rubygems", "crates"),
        *("debian", "ubuntu", "maven", "packagist"),
    )
)


# What a public host is called whose service everybody uses in the same way.
_SERVICES: Final = frozenset(("api", "git", "imap", "mail", "pop", "smtp", "smtps", "ssh", "ssl0", "www"))


def is_public_service(host: str) -> bool:
    """Return whether a host is itself one of the public ones, not one that somebody has there."""
    service, _, domain = host.lower().partition(".")
    return host.lower() in _PUBLIC or (service in _SERVICES and domain in _PUBLIC)


def is_public_host(host: str) -> bool:
    """Return whether a host belongs to a maker of tools or a public service."""
    labels = host.lower().split(".")
    named = len(labels) > 1 and labels[-2] in _PUBLIC_NAMES
    return named or any(".".join(labels[index:]) in _PUBLIC for index in range(len(labels)))
