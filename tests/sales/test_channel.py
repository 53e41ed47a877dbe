"""Who must receive an invoice how, by customer and by date."""

from datetime import date
from importlib.util import find_spec

import pytest

from comptoir.desk import channels
from comptoir.errors import RefusedError
from comptoir.party import Address, PartyKind
from comptoir.sales.channel import Channel, route
from comptoir.settings.organisation import VatRegime

from make_books import ATELIER, JO, sell, shop
from make_sales import buyer
from needs import need

NOW, THEN = date(2026, 11, 24), date(2027, 9, 1)
SIREN = {"siren": "999140353", "siret": "99914035300015"}
BERLIN = Address(street="1 Beispielweg", postcode="10115", city="Berlin", country="DE")
CAYENNE = Address(street="1 rue Fictive", postcode="97300", city="Cayenne")
VAT = {"vat_number": "FR15999140353"}


@pytest.mark.parametrize(
    ("who", "regime", "day", "way", "reported"),
    [
        (buyer(PartyKind.BUSINESS, **SIREN), "real", NOW, Channel.MAIL, False),
        (buyer(PartyKind.BUSINESS, **SIREN), "real", THEN, Channel.PLATFORM, False),
        (buyer(PartyKind.BUSINESS, **SIREN), "franchise", THEN, Channel.PLATFORM, False),
        (buyer(PartyKind.BUSINESS, **SIREN), "exempt", THEN, Channel.MAIL, False),
        (buyer(PartyKind.PUBLIC, **SIREN), "exempt", NOW, Channel.CHORUS, False),
        (buyer(PartyKind.PUBLIC, **SIREN), "real", date(2019, 12, 31), Channel.MAIL, False),
        (buyer(), "real", NOW, Channel.MAIL, False),
        (buyer(), "real", THEN, Channel.MAIL, True),
        (buyer(PartyKind.BUSINESS, address=BERLIN), "real", THEN, Channel.MAIL, True),
        (buyer(PartyKind.BUSINESS, address=CAYENNE, **SIREN), "real", THEN, Channel.MAIL, True),
        (buyer(PartyKind.ASSOCIATION, **SIREN), "real", THEN, Channel.MAIL, False),
        (buyer(PartyKind.ASSOCIATION, **SIREN, **VAT), "real", THEN, Channel.PLATFORM, False),
    ],
)
def test_the_channel_follows_the_customer_and_the_date(who, regime, day, way, reported):
    found = route(who, VatRegime(regime), day)
    assert (found.channel, bool(found.reporting)) == (way, reported)
    assert found.why
    assert found.basis


def test_what_changes_is_said_before_it_does():
    business = buyer(PartyKind.BUSINESS, **SIREN)
    assert "01/09/2027" in route(business, VatRegime.REAL, NOW).later
    assert route(business, VatRegime.REAL, THEN).later == ""
    assert "01/09/2027" in route(buyer(), VatRegime.REAL, NOW).later


def test_what_a_channel_needs_is_asked_and_an_unknown_is_not_decided():
    assert "SIRET" in route(buyer(PartyKind.PUBLIC), VatRegime.REAL, NOW).lacks
    assert "SIREN" in route(buyer(PartyKind.BUSINESS), VatRegime.REAL, THEN).lacks
    assert "demandez" in route(buyer(PartyKind.ASSOCIATION), VatRegime.REAL, THEN).lacks


def test_the_files_for_a_platform_are_written_and_nothing_else_is(ctx, comptoir):
    need("the judges of e-invoices (factur-x)", find_spec("facturx") is not None)
    number = sell(shop(ctx), to=ATELIER)
    where = ("--project", str(ctx.root))
    said = comptoir("facture", "voie", number, "--au", "2027-09-01", "--ecrire", *where).out
    assert "par une plateforme agréée" in said
    assert f"plateforme/{number}.xml" in said
    written = sorted((ctx.var / channels.FOLDER).iterdir())
    assert [path.name for path in written] == [f"{number}.pdf", f"{number}.xml"]
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}
    plain = sell(ctx, to=JO)
    with pytest.raises(RefusedError, match="pas une facture électronique"):
        channels.channel(ctx, plain, write=True)
    said = comptoir("invoice", "channel", plain, *where).out
    assert "À remettre sur papier" in said
