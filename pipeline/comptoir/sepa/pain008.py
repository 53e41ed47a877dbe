"""Write pain.008.001.08, the order to debit accounts (EPC130-08; order of elements: its XSD)."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from xml.etree import ElementTree

from comptoir.money import ZERO, to_cents
from comptoir.payments.mandates import Mandate
from comptoir.payments.mandates import Sequence as Rank

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"
NAME, TEXT = 70, 140  # characters of a name, of what the customer reads
_ALLOWED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")
_SPELT = str.maketrans({"’": "'", "–": "-", "—": "-", "œ": "oe", "Œ": "OE", "æ": "ae", "&": "+"})
_NONE = "NOTPROVIDED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Creditor:
    """Who debits."""

    name: str
    identifier: str  # ICS, AT-02
    iban: str
    bic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debit:
    """One debit of a batch."""

    end_to_end: str  # AT-10: PR-2026-0001-001
    mandate: Mandate
    sequence: Rank
    amount: Decimal
    about: str  # what the customer reads: Facture F-2026-0001
    former_iban: str = ""  # of the account before, at the first debit of another


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Debits of one day."""

    number: str  # PR-2026-0001
    on: date
    made_at: datetime
    creditor: Creditor
    debits: tuple[Debit, ...]

    @property
    def amount(self) -> Decimal:
        return sum((one.amount for one in self.debits), ZERO)


def sepa_text(text: str, length: int) -> str:
    """Return a text in the SEPA character set, cut to a length.

    >>> sepa_text("Ébénisterie Launay & Fils – n° 12", 70)
    'Ebenisterie Launay + Fils - n 12'
    """
    spelt = unicodedata.normalize("NFKD", text.translate(_SPELT).replace("°", ""))
    plain = "".join(letter for letter in spelt if not unicodedata.combining(letter))
    kept = "".join(letter if letter in _ALLOWED else " " for letter in plain)
    return " ".join(kept.split())[:length].strip()


def pain008(batch: Batch) -> bytes:
    """Return the file of a batch: one payment block a scheme and a sequence."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(f"{{{NAMESPACE}}}Document")
    order = _add(root, "CstmrDrctDbtInitn")
    head = _add(order, "GrpHdr")
    _add(head, "MsgId", batch.number)
    _add(head, "CreDtTm", f"{batch.made_at:%Y-%m-%dT%H:%M:%S}")
    _add(head, "NbOfTxs", str(len(batch.debits)))
    _add(head, "CtrlSum", _amount(batch.amount))
    _add(_add(head, "InitgPty"), "Nm", sepa_text(batch.creditor.name, NAME))
    ordered = sorted(batch.debits, key=_block)
    for (scheme, rank), group in groupby(ordered, key=_block):
        _payment(order, batch, scheme, rank, list(group))
    text: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def _block(debit: Debit) -> tuple[str, str]:
    return ("B2B" if debit.mandate.business else "CORE", debit.sequence.value)


def _payment(
    order: ElementTree.Element, batch: Batch, scheme: str, rank: str, debits: Sequence[Debit]
) -> None:
    node = _add(order, "PmtInf")
    _add(node, "PmtInfId", f"{batch.number}-{scheme}-{rank}")
    _add(node, "PmtMtd", "DD")
    _add(node, "BtchBookg", "true")
    _add(node, "NbOfTxs", str(len(debits)))
    _add(node, "CtrlSum", _amount(sum((one.amount for one in debits), ZERO)))
    kind = _add(node, "PmtTpInf")
    _add(_add(kind, "SvcLvl"), "Cd", "SEPA")
    _add(_add(kind, "LclInstrm"), "Cd", scheme)
    _add(kind, "SeqTp", rank)
    _add(node, "ReqdColltnDt", batch.on.isoformat())
    creditor = batch.creditor
    _add(_add(node, "Cdtr"), "Nm", sepa_text(creditor.name, NAME))
    _account(node, "CdtrAcct", creditor.iban)
    _agent(node, "CdtrAgt", creditor.bic)
    _add(node, "ChrgBr", "SLEV")
    other = _add(_add(_add(_add(node, "CdtrSchmeId"), "Id"), "PrvtId"), "Othr")
    _add(other, "Id", creditor.identifier)
    _add(_add(other, "SchmeNm"), "Prtry", "SEPA")
    for debit in debits:
        _debit(node, debit)


def _debit(node: ElementTree.Element, debit: Debit) -> None:
    mandate = debit.mandate
    made = _add(node, "DrctDbtTxInf")
    _add(_add(made, "PmtId"), "EndToEndId", debit.end_to_end)
    _add(made, "InstdAmt", _amount(debit.amount), Ccy="EUR")
    related = _add(_add(made, "DrctDbtTx"), "MndtRltdInf")
    _add(related, "MndtId", mandate.reference)
    _add(related, "DtOfSgntr", mandate.signed_on.isoformat())
    if debit.former_iban:
        _add(related, "AmdmntInd", "true")
        _account(_add(related, "AmdmntInfDtls"), "OrgnlDbtrAcct", debit.former_iban)
    _agent(made, "DbtrAgt", "")
    _add(_add(made, "Dbtr"), "Nm", sepa_text(mandate.holder, NAME))
    _account(made, "DbtrAcct", mandate.iban)
    _add(_add(made, "RmtInf"), "Ustrd", sepa_text(debit.about, TEXT))


def _account(node: ElementTree.Element, name: str, iban: str) -> None:
    _add(_add(_add(node, name), "Id"), "IBAN", iban)


def _agent(node: ElementTree.Element, name: str, bic: str) -> None:
    bank = _add(_add(node, name), "FinInstnId")
    if bic:
        _add(bank, "BICFI", bic)
    else:  # the IBAN says the bank
        _add(_add(bank, "Othr"), "Id", _NONE)


def _add(
    node: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    made = ElementTree.SubElement(node, f"{{{NAMESPACE}}}{name}", attributes)
    made.text = text or None
    return made


def _amount(amount: Decimal) -> str:
    return f"{to_cents(amount):f}"
