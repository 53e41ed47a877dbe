"""Receipts: dues (a plain receipt) and gifts (the fields of Cerfa 11580 and 16216).

Sources: CGI, art. 200, 238 bis and 1740 A; LAW, DOC048 to DOC056. A receipt that would not be
lawful cannot be made.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.dates import french_date
from comptoir.errors import RefusedError
from comptoir.members.membership import Level
from comptoir.members.words import amount_in_words
from comptoir.money import french_amount
from comptoir.party import Party, PartyKind
from comptoir.settings import Organisation

Face = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class DuesReceipt:
    """What a member gets for a fee; it is no invoice and shows no VAT (DOC048)."""

    number: str  # R-2026-0001
    issued_on: date
    member: Party
    season: str  # « saison 2026-2027 », « année 2026 »; 2026-2027 alone in those of the past
    period: str  # « du 1er septembre 2026 au 31 août 2027 »
    level: str  # full, reduced, or the name of a plan
    amount: Decimal
    paid_on: date
    method: str  # in French
    plan: str = ""  # what the plan is called
    covered: tuple[str, ...] = ()  # names of who else belongs by it


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftOn:
    """One gift of a receipt of several."""

    on: date
    amount: Decimal
    method: str  # in French


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftReceipt:
    """A tax receipt: what the donor shows to the tax office (« reçu au titre des dons »)."""

    number: str  # RF-2026-0001: « numéro d’ordre »
    issued_on: date
    body: Party  # who received
    body_object: str
    body_status: str  # why it may issue receipts
    donor: Party
    donor_form: str = ""  # legal form, for companies
    amount: Decimal
    received_on: date  # the last one, of several
    method: str  # in French
    signatory: str  # name and title
    gifts: tuple[GiftOn, ...] = ()  # of a yearly receipt, oldest first

    def __post_init__(self) -> None:
        check_donor(self.donor)
        if self.gifts and sum(one.amount for one in self.gifts) != self.amount:
            raise RefusedError(
                "Ce reçu n’est pas la somme de ses dons.", remedy="Vérifiez les dons de l’année."
            )

    @property
    def is_company(self) -> bool:
        return self.donor.kind is not PartyKind.CONSUMER

    @property
    def model(self) -> str:
        """The official model whose fields this receipt has."""
        return "16216" if self.is_company else "11580"

    @property
    def article(self) -> str:
        return "238 bis" if self.is_company else "200"

    @property
    def amount_in_words(self) -> str:
        return amount_in_words(self.amount)


def check_donor(donor: Party) -> None:
    """Refuse a receipt to somebody of whom it could not say what the law wants."""
    if not donor.name or not donor.address:
        raise RefusedError(
            "Un reçu fiscal porte le nom et l’adresse du donateur (CGI, art. 200, 5).",
            remedy="Complétez la fiche du contact.",
        )
    if donor.kind is not PartyKind.CONSUMER and not donor.siren:
        raise RefusedError(
            "Le reçu d’une entreprise porte son SIREN (CGI, art. 238 bis, 5).",
            remedy="Complétez la fiche du contact.",
        )


def may_issue(organisation: Organisation) -> None:
    """Refuse tax receipts to a body that has no right to issue them (CGI, art. 1740 A)."""
    receipts = organisation.tax_receipts
    if not receipts.eligible or not receipts.basis:
        raise RefusedError(
            "Cet organisme ne peut pas émettre de reçu fiscal : rien ne dit qu’il en a le droit "
            "(CGI, art. 200 et 1740 A).",
            remedy="Complétez [tax_receipts] dans legal/organisation.toml, avec le rescrit.",
        )


def dues_face(receipt: DuesReceipt, *, address: list[str]) -> Face:
    """Return what `print/receipt-dues.typ` shows."""
    return {
        "title": f"Reçu de cotisation {receipt.number}",
        "number": receipt.number,
        "address": address,
        "facts": [["Date", french_date(receipt.issued_on)], ["Adhérent", receipt.member.reference]],
        "member": receipt.member.name,
        "season": receipt.season,
        "period": receipt.period,
        "level": receipt.plan or Level(receipt.level).french,
        "covered": list(receipt.covered),
        "amount": french_amount(receipt.amount),
        "paid_on": french_date(receipt.paid_on),
        "method": receipt.method,
    }


def _received(receipt: GiftReceipt) -> str:
    if len(receipt.gifts) < 2:
        return french_date(receipt.received_on)
    first = receipt.gifts[0].on
    return f"du {french_date(first)} au {french_date(receipt.received_on)}"


def gift_face(receipt: GiftReceipt, *, address: list[str]) -> Face:
    """Return what `print/receipt-gift.typ` shows."""
    donor, body = receipt.donor, receipt.body
    return {
        "title": f"Reçu au titre des dons {receipt.number}",
        "number": receipt.number,
        "address": address,
        "model": receipt.model,
        "article": receipt.article,
        "body": {
            "name": body.name,
            "address": list(body.address.lines),
            "siren": body.siren,
            "reference": body.reference,
            "object": receipt.body_object,
            "status": receipt.body_status,
        },
        "donor": {
            "name": donor.name,
            "address": list(donor.address.lines),
            "siren": donor.siren,
            "form": receipt.donor_form,
            "reference": donor.reference,
        },
        "amount": french_amount(receipt.amount),
        "words": receipt.amount_in_words,
        "received_on": _received(receipt),
        "method": receipt.method,
        "gifts": [
            [french_date(one.on), french_amount(one.amount), one.method] for one in receipt.gifts
        ],
        "gift_form": "Déclaration de don manuel",
        "gift_nature": "Numéraire",
        "issued_on": french_date(receipt.issued_on),
        "signatory": receipt.signatory,
        "company": receipt.is_company,
    }
