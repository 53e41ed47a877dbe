"""What an invoice must say, by parties, regime and date (LAW § 4.1 and DOC rules).

`missing` is asked before a number is taken: a document that lacks something is not issued.
`mentions` gives the sentences to print under the totals.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comptoir.dates import french_date
from comptoir.errors import Fault
from comptoir.law import mentions as words
from comptoir.law.chart import SETTLEMENT_DISCOUNTS
from comptoir.law.eea import EU_VAT
from comptoir.law.payments import BUSINESS_POINTS, PUBLIC_POINTS, RECOVERY_CHARGE
from comptoir.law.vat import rates_in
from comptoir.money import french_amount, french_rate
from comptoir.party import Address, Party, PartyKind, is_french
from comptoir.sales.credits import CreditNote
from comptoir.sales.discounts import early_discount, last_day
from comptoir.sales.documents import Invoice, Offer
from comptoir.sales.lines import Nature
from comptoir.settings import Kind, Organisation
from comptoir.settings.organisation import VatRegime

PROFESSIONAL = (PartyKind.BUSINESS, PartyKind.PUBLIC)
VAGUE = frozenset({"divers", "prestation", "prestations", "article", "articles", "vente"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that the law wants, and which law."""

    code: str
    text: str
    basis: str


def mentions(invoice: Invoice, organisation: Organisation) -> list[Mention]:
    """Return the sentences of an invoice, in the order in which they are printed."""
    return [
        *_payment(invoice),
        *_vat(invoice, organisation),
        *_nature(invoice.offer),
        *_consumer(invoice.offer, organisation, invoice.issued_on),
        *_insurances(organisation),
    ]


def credit_mentions(note: CreditNote, organisation: Organisation) -> list[Mention]:
    """Return the sentences of a credit note: exemptions, the option for the debits, nature."""
    found = [*_exemptions(note.offer, organisation, note.issued_on)]
    if note.vat_on_debits and note.totals.tax:
        found.append(_debits(note.issued_on))
    return [*found, *_nature(note.offer)]


def quote_mentions(offer: Offer, organisation: Organisation, day: date) -> list[Mention]:
    """Return the sentences of a quote: discount, exemptions from VAT, mediator, insurances."""
    return [
        *_discount_offered(offer),
        *_exemptions(offer, organisation, day),
        *_consumer(offer, organisation, day),
        *_insurances(organisation),
    ]


def _discount_offered(offer: Offer) -> Iterator[Mention]:
    if offer.discount_rate:
        yield Mention(
            "DOC015",
            f"Escompte de {french_rate(offer.discount_rate)} pour un paiement dans les "
            f"{offer.discount_days}\N{NO-BREAK SPACE}jours de la facture.",
            "C. com., art. L441-9",
        )


def _payment(invoice: Invoice) -> Iterator[Mention]:
    buyer, day = invoice.offer.buyer, invoice.issued_on
    if buyer.kind is not PartyKind.CONSUMER or invoice.offer.discount_rate:
        yield Mention("DOC015", _early_payment(invoice), "C. com., art. L441-9")
    if buyer.kind is PartyKind.CONSUMER:
        return  # no 40 €, no late rate: DOC017
    public = buyer.kind is PartyKind.PUBLIC
    points = (PUBLIC_POINTS if public else BUSINESS_POINTS).on(day)
    yield Mention(
        "DOC013",
        "Tout retard de paiement entraîne, sans rappel, des pénalités au taux de refinancement "
        f"de la Banque centrale européenne majoré de {points} points.",
        "CCP, art. L2192-13" if public else "C. com., art. L441-10, II",
    )
    if buyer.kind in PROFESSIONAL:
        charge = french_amount(RECOVERY_CHARGE.on(day))
        yield Mention(
            "DOC014",
            f"Indemnité forfaitaire pour frais de recouvrement en cas de retard : {charge}.",
            "C. com., art. L441-10 et D441-5",
        )


def _early_payment(invoice: Invoice) -> str:
    last, given = last_day(invoice), early_discount(invoice)
    if last is None or given is None:
        granted = any(one.account == SETTLEMENT_DISCOUNTS for one in invoice.offer.allowances)
        more = "autre " if granted else ""
        return f"Pas d’{more}escompte pour paiement anticipé."
    off = given.totals
    said = (
        f"Escompte de {french_rate(invoice.offer.discount_rate)} pour un paiement au plus tard le "
        f"{french_date(last)} : {french_amount(invoice.to_pay - off.gross)} à payer, soit "
        f"{french_amount(off.gross)} de moins"
    )
    if not off.tax:
        return f"{said}."
    return (
        f"{said}, dont {french_amount(off.tax)} de TVA. Un avoir vous est alors envoyé ; la TVA "
        "déductible est celle du montant payé."
    )


def _vat(invoice: Invoice, organisation: Organisation) -> Iterator[Mention]:
    yield from _exemptions(invoice.offer, organisation, invoice.issued_on)
    if invoice.vat_on_debits and invoice.totals.tax:
        yield _debits(invoice.issued_on)


def _debits(day: date) -> Mention:
    return Mention("DOC021", f"{words.VAT_ON_DEBITS.on(day)}.", words.VAT_ON_DEBITS.source)


def _exemptions(offer: Offer, organisation: Organisation, day: date) -> Iterator[Mention]:
    if organisation.vat.regime is VatRegime.FRANCHISE:
        text = words.SMALL_BUSINESS_EXEMPTION.on(day)
        yield Mention("DOC025", f"{text}.", words.SMALL_BUSINESS_EXEMPTION.source)
    if any(line.category == "AE" for line in offer.lines):
        text, basis = words.UNTAXED["AE"]
        yield Mention("DOC023", f"{text}.", basis)
    lines = [line for line in offer.lines if line.category != "AE"]
    reasons = [line.exemption for line in lines if line.exemption]
    if organisation.vat.regime is VatRegime.EXEMPT and len(reasons) < len(lines):
        reasons += [s.basis for s in organisation.vat.sectors if s.regime is VatRegime.EXEMPT]
    for reason in dict.fromkeys(filter(None, reasons)):
        yield Mention(
            "DOC022", f"Exonération de TVA : {reason}.", "CGI, ann. II, art. 242 nonies A, I-12°"
        )


def _nature(offer: Offer) -> Iterator[Mention]:
    natures = {line.nature for line in offer.lines}
    goods, services = Nature.GOODS in natures, Nature.SERVICES in natures
    both = "livraison de biens et prestation de services"
    said = both if goods and services else natures.pop().french
    yield Mention(
        "DOC020",
        f"Nature des opérations : {said}.",
        "CGI, ann. II, art. 242 nonies A, I-8° bis",
    )


def _consumer(offer: Offer, organisation: Organisation, day: date) -> Iterator[Mention]:
    mediator = organisation.mediator
    if offer.buyer.kind is not PartyKind.CONSUMER or mediator is None:
        return
    if mediator.valid_to and mediator.valid_to < day:
        return
    where = ", ".join(part for part in (mediator.address, mediator.url) if part)
    yield Mention(
        "CGV012",
        f"En cas de litige, vous pouvez saisir gratuitement un médiateur : {mediator.name}"
        f"{', ' if where else ''}{where}.",
        "C. conso, art. L612-1 et L616-1",
    )


def _insurances(organisation: Organisation) -> Iterator[Mention]:
    for one in organisation.insurances:
        text = (
            f"Assurance ({one.kind}) : {one.insurer}, {one.contact}. Couverture : {one.territory}."
        )
        yield Mention("DOC039", text, "loi 96-603, art. 22-2 ; C. ass., art. L243-2")


def missing(offer: Offer, seller: Party, organisation: Organisation, day: date) -> list[Fault]:
    """Return what stops an invoice of this day from being issued, each with its law."""
    return [
        *_parties(offer, seller, day),
        *_abroad(offer, seller),
        *_rates(offer, organisation, day),
    ]


def _parties(offer: Offer, seller: Party, day: date) -> Iterator[Fault]:
    parties = "CGI, ann. II, art. 242 nonies A, I-1°"
    if not seller.name or not seller.address:
        yield Fault(
            f"l’adresse du vendeur manque ({parties}).",
            "Complétez [seat] dans legal/organisation.toml.",
        )
    if not seller.siren and (seller.kind is not PartyKind.ASSOCIATION or offer.totals.tax):
        yield Fault(
            "le SIREN du vendeur manque (C. com., art. R123-237).",
            "Complétez siren dans legal/organisation.toml.",
        )
    net = offer.totals.net
    if offer.totals.tax and not seller.vat_number and net > words.SMALL_INVOICE.on(day):
        yield Fault(
            "le numéro de TVA du vendeur manque (CGI, ann. II, art. 242 nonies A, I-2°).",
            "Complétez [vat] number dans legal/organisation.toml.",
        )
    buyer = offer.buyer
    if not buyer.name:
        yield Fault(f"le nom du client manque ({parties}).", "Complétez sa fiche.")
    if buyer.kind is not PartyKind.CONSUMER and not buyer.address:
        yield Fault(f"l’adresse du client manque ({parties}).", "Complétez sa fiche.")
    french = is_french(buyer.address.country)
    if french and buyer.kind in PROFESSIONAL and words.CUSTOMER_SIREN.on(day) and not buyer.siren:
        yield Fault(
            f"le SIREN du client manque ({words.CUSTOMER_SIREN.source}).", "Complétez sa fiche."
        )


def _abroad(offer: Offer, seller: Party) -> Iterator[Fault]:
    """What a sale without VAT asks of the parties (LAW, DOC007 and DOC023)."""
    categories = {line.category for line in offer.lines}
    country = offer.buyer.address.country or "FR"
    if categories & {"AE", "K"} and not (seller.vat_number and offer.buyer.vat_number):
        yield Fault(
            "cette vente sans TVA demande les numéros de TVA du vendeur et du client "
            "(CGI, ann. II, art. 242 nonies A, I-3°).",
            "Complétez vat_number dans la fiche du client.",
        )
    if "K" in categories and (country == "FR" or country not in EU_VAT):
        yield Fault(
            "une livraison intracommunautaire va dans un autre pays de l’Union "
            "(CGI, art. 262 ter, I).",
            "Vérifiez le pays du client.",
        )
    if "G" in categories and (country == "FR" or country in EU_VAT):
        yield Fault(
            "une exportation va hors de l’Union européenne (CGI, art. 262, I).",
            "Vérifiez le pays du client.",
        )


def _rates(offer: Offer, organisation: Organisation, day: date) -> Iterator[Fault]:
    charges_vat = organisation.vat.regime in (VatRegime.REAL, VatRegime.MIXED)
    rates = rates_in(organisation.vat.territory, day)
    for line in offer.lines:
        if line.vat_rate and not charges_vat:
            yield Fault(
                f"« {line.name} » porte de la TVA, et l’organisme n’en facture pas "
                "(CGI, art. 283-3).",
                "Mettez son taux à 0, ou corrigez [vat] regime dans legal/organisation.toml.",
            )
        elif line.vat_rate and line.vat_rate not in rates:
            known = ", ".join(french_rate(rate) for rate in rates) or "aucun"
            yield Fault(
                f"« {line.name} » porte un taux de TVA qui n’existe pas ce jour-là "
                f"({french_rate(line.vat_rate)}).",
                f"Taux possibles : {known} (CGI, art. 278 s.).",
            )
        elif not line.vat_rate and charges_vat and not line.exemption:
            yield Fault(
                f"« {line.name} » est sans TVA, et rien ne dit pourquoi "
                "(CGI, ann. II, art. 242 nonies A, I-12°).",
                "Donnez l’article qui l’exonère (clé exemption du catalogue).",
            )
        if line.name.strip().casefold() in VAGUE:
            yield Fault(
                f"« {line.name} » ne dit pas ce qui est vendu "
                "(CGI, ann. II, art. 242 nonies A, I-8°).",
                "Donnez une désignation précise.",
            )


KINDS = {Kind.ASSOCIATION: PartyKind.ASSOCIATION, Kind.PUBLIC_BODY: PartyKind.PUBLIC}


def seller_of(organisation: Organisation) -> Party:
    """Return the organisation as the seller of a document."""
    seat = organisation.seat
    return Party(
        name=organisation.name,
        address=Address(
            street=seat.street,
            addition=seat.addition,
            postcode=seat.postcode,
            city=seat.city,
            country=seat.country,
        ),
        kind=KINDS.get(organisation.kind, PartyKind.BUSINESS),
        siren=organisation.siren,
        siret=organisation.siret,
        vat_number=organisation.vat.number,
        email=organisation.email,
    )


def on_debits(organisation: Organisation, day: date) -> bool:
    """Whether the organisation chose to owe VAT at the invoice for services (CGI, art. 269)."""
    since = organisation.vat.on_debits_since
    return since is not None and since <= day
