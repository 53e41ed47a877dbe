"""`comptoir invoice validate`: judge an invoice, ours or another's, PDF or XML."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir import identifiers
from comptoir.law.einvoice import FRENCH_RULES_FROM
from comptoir.money import to_cents
from comptoir.printing.facturx import LEVEL
from comptoir.readers.einvoice_judge import Judgement, XmlFault, judge
from comptoir.readers.einvoices import Carrier, ReadInvoice, carrier, read

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Validated:
    """What an invoice file is, what it says, and what is wrong with it."""

    file: str
    form: str  # factur-x, pdf, xml
    profile: str = ""
    french: bool = False  # judged by BR-FR too
    number: str = ""
    type_code: str = ""
    issued_on: date | None = None
    due_on: date | None = None
    seller: str = ""
    seller_siren: str = ""
    buyer: str = ""
    net: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    gross: Decimal = Decimal(0)
    due: Decimal = Decimal(0)
    currency: str = ""
    faults: tuple[XmlFault, ...] = ()

    @property
    def valid(self) -> bool:
        return not any(fault.blocking for fault in self.faults)


def validate(path: Path) -> Validated:
    """Judge the invoice in a file.

    Raises:
        InputError: the file is neither a PDF nor an XML invoice.
    """
    holder = carrier(path)
    if not holder.xml:
        nothing = XmlFault(
            source="PDF",
            code="PDF",
            found="ce PDF ne porte aucun XML : il se lit, mais n’est pas une facture électronique",
        )
        return Validated(file=path.name, form="pdf", faults=(nothing,))
    said = read(holder.xml)
    judged = judge(holder.xml, french=said.seller_country in ("", "FR"))
    facts = said.facts
    faults = (
        *_carrier_faults(holder, judged),
        *(_in_their_time(fault, facts.issued_on) for fault in judged.faults),
        *_own(said),
    )
    return Validated(
        file=path.name,
        form="factur-x" if holder.pdf else "xml",
        profile=judged.profile,
        french=judged.french,
        number=facts.number,
        type_code=facts.type_code,
        issued_on=facts.issued_on if facts.issued_on != date.min else None,
        due_on=facts.due_on,
        seller=said.seller,
        seller_siren=facts.seller.siren,
        buyer=said.buyer,
        net=said.net,
        tax=said.tax,
        gross=facts.gross,
        due=facts.due,
        currency=said.currency,
        faults=faults,
    )


def _in_their_time(fault: XmlFault, issued_on: date) -> XmlFault:
    """The French rules stop no invoice older than they are."""
    if fault.source != "BR-FR" or not date.min < issued_on < FRENCH_RULES_FROM:
        return fault
    return replace(fault, blocking=False)


def _carrier_faults(holder: Carrier, judged: Judgement) -> Iterator[XmlFault]:
    """Say what a PDF must be to carry an invoice (Factur-X 1.0)."""
    if not holder.pdf:
        return
    if holder.name not in ("factur-x.xml", "xrechnung.xml"):
        found = f"le XML joint s’appelle {holder.name}, et non factur-x.xml"
        blocking = holder.name != "zugferd-invoice.xml"  # the name that ZUGFeRD 2.0 gave it
        yield XmlFault(source="PDF", code="PDF", found=found, blocking=blocking)
    if holder.pdfa_part != "3":
        yield XmlFault(source="PDF", code="PDF", found="ce PDF ne dit pas qu’il est un PDF/A-3")
    if not holder.level:
        found = "les métadonnées (XMP) ne déclarent pas de facture Factur-X"
        yield XmlFault(source="PDF", code="PDF", found=found)
    elif holder.level != "XRECHNUNG" and (holder.level == LEVEL) != judged.profile.startswith(
        LEVEL
    ):
        found = f"le PDF déclare le profil {holder.level}, et le XML suit {judged.profile}"
        yield XmlFault(source="PDF", code="PDF", found=found)


def _own(said: ReadInvoice) -> Iterator[XmlFault]:
    """Check what no official rule does, and tell it: keys of numbers, lines against their price."""
    for who, party in (("vendeur", said.facts.seller), ("client", said.facts.buyer)):
        if party.siren and not identifiers.is_siren(party.siren):
            found = f"la clé du SIREN du {who} est fausse"
            yield XmlFault(source="Comptoir", code="SIREN", found=found, blocking=False)
        if party.siret and not identifiers.is_siret(party.siret):
            found = f"la clé du SIRET du {who} est fausse"
            yield XmlFault(source="Comptoir", code="SIRET", found=found, blocking=False)
    for line in said.facts.lines:
        if to_cents(line.quantity * line.unit_price) + CENT < line.net:
            found = f"la ligne {line.id} vaut plus que sa quantité × son prix"
            yield XmlFault(source="Comptoir", code="LIGNE", found=found, blocking=False)
