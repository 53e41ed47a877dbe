"""An e-mail of a campaign: its headers by class of purpose, its two parts, nothing from outside."""

import email
from dataclasses import replace
from datetime import UTC, date, datetime
from email.policy import default
from pathlib import Path

import pytest

from comptoir.campaigns.compose import compose
from comptoir.campaigns.fields import shared_fields
from comptoir.campaigns.mentions import mentions, privacy_url
from comptoir.campaigns.merge import read_texts
from comptoir.campaigns.tokens import Keys, read
from comptoir.channels.mailing import Addressee, Mailing
from comptoir.channels.shell import compile_shell
from comptoir.printing.letterhead import identity
from comptoir.readers.toml import read_model
from comptoir.settings import Organisation, PurposeClass, SiteSettings

from make_campaigns import campaign, contact, purpose

ROOT = Path(__file__).parents[2]
KEYS = Keys({1: b"k" * 32})
REASONS = {"statutory": "statutory", "associative": "associative", "commercial": "consent"}
BODY = """{{ contact.salutation }},

Voici **{{ contact.first_name }}** et [un lien](/agenda/?qui={{ contact.reference }}).

- un
- deux
"""


@pytest.fixture(scope="module")
def organisation():
    return read_model(ROOT / "legal/organisation.toml", Organisation)


@pytest.fixture(scope="module")
def site():
    return read_model(ROOT / "comptoir.toml", SiteSettings)


@pytest.fixture
def write(organisation, site):
    """Write the mail of a campaign for a class of purpose."""

    def written(kind=PurposeClass.ASSOCIATIVE, body=BODY, subject="L’objet", who=None, **settings):
        who = who or contact()
        made = campaign(body, subject=subject)
        reason = REASONS[kind.value]
        foot = mentions(reason, purpose(kind), organisation, site, channel="email")
        mailing = Mailing(
            settings=site.campaigns.model_copy(update=settings),
            kind=kind,
            keys=KEYS,
            shell=compile_shell(ROOT, shell_values(organisation, site, stops=bool(foot.stop))),
            site_url=site.site.url,
            organisation=organisation.name,
            identity=tuple(identity(organisation)),
            mentions={reason: foot},
            date=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        )
        shared = shared_fields(
            made, organisation, organisation.season_on(date(2026, 11, 24)),
            site_name=site.site.name, site_url=site.site.url,
        )  # fmt: skip
        to = Addressee(
            outbox_id=123, reference="M-000123", name=who.full_name, email=who.email, reason=reason
        )
        return mailing.mail(compose(read_texts(made), shared, who, "email"), to)

    return written


def shell_values(organisation, site, *, stops):
    return {
        "name": organisation.name, "site_url": site.site.url, "accent": site.colours.accent,
        "accent_dark": site.colours.accent_dark, "identity": tuple(identity(organisation)),
        "rights_url": privacy_url(site), "stoppable": stops, "online": "", "specimen": False,
    }  # fmt: skip


def parsed(mail):
    message = email.message_from_bytes(mail.raw, policy=default)
    assert not message.defects
    return message


def part(mail, kind):
    return parsed(mail).get_body((kind,)).get_content()


def test_the_whole_message(write, golden):
    golden("channels/message.eml", write().raw)


@pytest.mark.parametrize("kind", [PurposeClass.ASSOCIATIVE, PurposeClass.COMMERCIAL])
def test_what_may_be_stopped_says_how(write, kind):
    mail = write(kind)
    message = parsed(mail)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "<nouvelles.ateliers-du-halage.example.org>"
    url = message["List-Unsubscribe"].split(">")[0].lstrip("<")
    assert url.startswith("https://ateliers-du-halage.example.org/desinscription?jeton=")
    assert "mailto:desinscription@" in message["List-Unsubscribe"]
    assert url in part(mail, "plain")
    assert f'href="{url}"' in part(mail, "html")
    claim = read(KEYS, url.partition("jeton=")[2])
    assert (claim.outbox_id, claim.kind) == (123, kind)


def test_what_is_due_cannot_be_stopped(write):
    mail = write(PurposeClass.STATUTORY)
    message = parsed(mail)
    assert not [name for name in message if name.lower().startswith("list-")]
    assert "désinscri" not in (part(mail, "plain") + part(mail, "html")).lower()


def test_without_a_page_to_stop_no_one_click_is_promised(write):
    mail = write(unsubscribe_url="")
    assert "List-Unsubscribe-Post" not in parsed(mail)
    assert "mailto:desinscription@" in parsed(mail)["List-Unsubscribe"]
    assert "répondez «\xa0stop\xa0»" in part(mail, "plain").replace("« stop »", "«\xa0stop\xa0»")
    assert "mailto:desinscription@" in part(mail, "html")


def test_a_commercial_message_says_it_is_one(write):
    assert "Message commercial de Les Ateliers du Halage" in part(
        write(PurposeClass.COMMERCIAL), "plain"
    )


def test_every_message_says_who_writes_and_where_rights_are(write):
    for kind in PurposeClass:
        mail = write(kind)
        for text in (part(mail, "plain"), part(mail, "html")):
            assert "7 quai des Haleurs" in text
            assert "999\xa0140\xa0353" in text
            assert "confidentialite" in text


def test_nothing_is_loaded_from_outside(write):
    html = part(write(), "html").lower()
    for mark in ("<img", "src=", "url(", "<link", "@import", "<script", "fonts.googleapis"):
        assert mark not in html


def test_one_message_has_one_recipient(write):
    mail = write()
    [address] = parsed(mail)["To"].addresses
    assert address.addr_spec == mail.recipient == "jo@example.org"
    assert "Cc" not in parsed(mail)
    assert "Bcc" not in parsed(mail)


def test_failures_come_back_with_the_reference(write):
    assert write().envelope_from.startswith("retours+m-000123-")


def test_the_same_message_has_the_same_bytes(write):
    assert write().raw == write().raw


def test_light_and_dark_are_both_said(write):
    html = part(write(), "html")
    assert '<meta name="color-scheme" content="light dark"' in html
    assert "prefers-color-scheme: dark" in html
    assert 'lang="fr"' in html


def test_no_mark_of_the_frame_is_left(write):
    html = part(write(), "html")
    assert "comptoir:" not in html
    assert "\\u{" not in html
    assert "<title>L’objet</title>" in html


HOSTILE = (
    '"><script>alert(1)</script>', "Jo\r\nBcc: tous@example.org", "{{ 7*7 }}", "**x**",
    "=?utf-8?q?x?=", "\u202egro.elpmaxe", "a\x00b", "<!--", "]]>", "\ue0000\ue001",
    "[[comptoir:body]]",
)  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_name_stays_a_name(write, value):
    who = contact(first_name=value, last_name="")
    mail, plain = write(who=who, subject="Pour {{ contact.first_name }}"), write()
    message = parsed(mail)
    assert list(message.keys()) == list(parsed(plain).keys())
    assert part(mail, "html").count("<") == part(plain, "html").count("<")
    assert len(message["To"].addresses) == 1
    for text in (part(mail, "html"), part(mail, "plain"), message["Subject"]):
        assert not set(text) & set("\u202e\x00\ue000\ue001")
    assert "49" not in message["Subject"]


def test_people_share_the_parts_that_do_not_change(write, organisation, site):
    one, two = write(), write(who=replace(contact(), first_name="Yann", reference="C-000002"))
    assert part(one, "html").replace("Jo", "Yann").replace("C-000001", "C-000002") == part(
        two, "html"
    )


def test_a_theme_that_loads_something_is_refused(tmp_path, organisation, site):
    folder = tmp_path / "theme" / "mail"
    folder.mkdir(parents=True)
    shipped = (ROOT / "theme/mail/base.mjml").read_text("utf-8")
    body = '<mj-image src="https://track.example.net/p.gif" alt="" /><mj-text css-class="body">'
    (folder / "base.mjml").write_text(shipped.replace('<mj-text css-class="body">', body), "utf-8")
    from comptoir.errors import InputError

    with pytest.raises(InputError, match="extérieur"):
        compile_shell(tmp_path, shell_values(organisation, site, stops=True))


def test_a_broken_theme_is_said_in_french(tmp_path, organisation, site):
    folder = tmp_path / "theme" / "mail"
    folder.mkdir(parents=True)
    from comptoir.errors import InputError

    for broken, said in (("<mjml><mj-bdy></mjml>", "MJML"), ("{{ nothing }}", "ne se compose pas")):
        (folder / "base.mjml").write_text(broken, "utf-8")
        with pytest.raises(InputError, match=said):
            compile_shell(tmp_path, shell_values(organisation, site, stops=True))
