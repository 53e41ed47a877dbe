"""What a structured invoice says beside its amounts: frame, notes, addresses, exemptions."""

from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.law.einvoice import IDENTIFIER
from comptoir.party import Party, PartyKind
from comptoir.sales import CreditNote, Invoice, InvoiceKind, Nature
from comptoir.sales.mentions import Mention

Bill = Invoice | CreditNote

NOTES = {"DOC014": "PMT", "DOC013": "PMD", "DOC015": "AAB"}  # BR-FR-05, by our mention
NOT_OWED = {
    "PMT": "Indemnité forfaitaire pour frais de recouvrement : sans objet.",
    "PMD": "Pénalités de retard : sans objet.",
    "AAB": "Pas d’escompte pour paiement anticipé.",
}
# EN 16931 code list VATEX; of an exemption by its category.
REASON_CODES = {"AE": "VATEX-EU-AE", "K": "VATEX-EU-IC", "G": "VATEX-EU-G", "O": "VATEX-EU-O"}
FRANCHISE = "VATEX-FR-FRANCHISE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What the writer is told of a document."""

    frame: str  # BT-23
    treatment: str  # note BAR
    notes: tuple[tuple[str, str], ...]  # BT-21, BT-22
    exemption: str = ""  # BT-120 of lines that do not say theirs
    exemption_code: str = ""  # BT-121 of the same
    iban: str = ""  # BT-84


def conditions(bill: Bill, said: Sequence[Mention], *, iban: str = "") -> Conditions:
    """Return what a document says beside its amounts, from the mentions that it prints."""
    texts = {NOTES[one.code]: one.text for one in said if one.code in NOTES}
    treatment = _treatment(bill)
    notes = [(code, texts.get(code, text)) for code, text in NOT_OWED.items()]
    if treatment:
        notes.append(("BAR", treatment))
    exempt = [one.text.rstrip(".") for one in said if one.code in ("DOC022", "DOC025")]
    franchise = any(one.code == "DOC025" for one in said)
    return Conditions(
        frame=frame(bill),
        treatment=treatment,
        notes=tuple(notes),
        exemption=" ; ".join(exempt),
        exemption_code=FRANCHISE if franchise else "",
        iban=iban,
    )


def frame(bill: Bill) -> str:
    """Return the billing frame: B goods, S services, M both; 4 after a deposit (BR-FR-08)."""
    natures = {part.nature for part in bill.totals.parts if part.kind == "line"}
    letter = "M" if len(natures) > 1 else "B" if Nature.GOODS in natures else "S"
    deposit = isinstance(bill, Invoice) and bill.kind is InvoiceKind.DEPOSIT
    return f"{letter}{'4' if bill.deposits and not deposit else '1'}"


def _treatment(bill: Bill) -> str:
    buyer = bill.offer.buyer
    foreign = buyer.address.country not in ("", "FR")
    if buyer.kind is PartyKind.CONSUMER:
        return "B2CINT" if foreign else "B2C"
    if buyer.kind in (PartyKind.BUSINESS, PartyKind.PUBLIC):
        return "B2BINT" if foreign else "B2B" if buyer.siren else ""
    return ""


def address(party: Party) -> tuple[str, str]:
    """Return the electronic address of a party and its scheme (BT-34, BT-49); none: empty."""
    if party.siren:
        return party.siren, IDENTIFIER
    return (party.email, "EM") if party.email else ("", "")


def lacking(bill: Bill) -> str:
    """Return why a document cannot be a structured invoice, or nothing."""
    if not bill.seller.siren:
        return "le SIREN du vendeur manque"
    if not address(bill.offer.buyer)[0]:
        return "le client n’a ni SIREN ni adresse électronique"
    return ""
