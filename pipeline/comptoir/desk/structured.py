"""The structured invoice beside the paper: written, judged, and attached only when it is valid."""

from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.einvoice import cii, conditions, lacking
from comptoir.readers import einvoice_judge
from comptoir.sales import CreditNote, Invoice
from comptoir.sales.mentions import Mention
from comptoir.settings import Organisation

SHOWN = 3  # faults that a notice names


@dataclass(frozen=True, slots=True)
class Structured:
    """The XML of a document, or why it has none."""

    xml: bytes = b""
    why: str = ""

    @property
    def form(self) -> str:
        """What the document is: a PDF may be called Factur-X only once its XML was judged."""
        return "factur-x" if self.xml else "pdf"


def warm() -> None:
    """Compile the rules, so that nobody waits for them inside a transaction."""
    if einvoice_judge.available():
        einvoice_judge.warm()


def structured(
    bill: Invoice | CreditNote, said: Sequence[Mention], organisation: Organisation
) -> Structured:
    """Return the XML of a document if EN 16931 and BR-FR accept it."""
    if why := lacking(bill):
        return Structured(why=why)
    if not einvoice_judge.available():
        return Structured(why='rien ne peut la valider ici : pip install "comptoir[einvoice]"')
    iban = "".join(organisation.bank.iban.split()) if organisation.bank else ""
    xml = cii(bill, conditions(bill, said, iban=iban))
    faults = einvoice_judge.judge(xml).faults
    if faults:
        named = " ; ".join(f"{fault.code}, {fault.found}" for fault in faults[:SHOWN])
        return Structured(why=f"son XML n’est pas valable ({named})")
    return Structured(xml=xml)
