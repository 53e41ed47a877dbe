"""What banks let out: CSV of any layout, OFX, CAMT.053; every line with its sign and its day."""

from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.readers.banking import camt, ofx, sheet
from comptoir.readers.encodings import examine
from comptoir.readers.workbooks import WORKBOOKS
from comptoir.sales.bank_statement import BankLine, Statement

__all__ = ["BankLine", "Statement", "read_statement"]


def read_statement(path: Path) -> Statement:
    """Read a file from a bank.

    Raises:
        InputError: it is none that is known, or a line of it cannot be read.
    """
    facts = examine(path, shown=path.name)
    head = facts.head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if facts.head.startswith(WORKBOOKS):
        return sheet.read(path)
    if head[:9].upper() == b"OFXHEADER" or b"<OFX>" in facts.head.upper():
        return ofx.read(path)
    if head.startswith(b"<") and b"camt.05" in facts.head:
        return camt.read(path)
    if head.startswith((b"<", b"{", b"%PDF")):
        raise InputError(
            "ce n’est pas un relevé que Comptoir sait lire.",
            remedy="Demandez à la banque un CSV, un OFX ou un CAMT.053.",
            at=Place(path.name),
        )
    return sheet.read(path)
