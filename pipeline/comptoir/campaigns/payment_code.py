"""What a bank's application reads in a payment QR code: the guidelines EPC069-12, version 2."""

from decimal import Decimal

MOST_BYTES = 331  # a version 13 symbol at level M
NAME, MESSAGE = 70, 140  # characters


def payment_code(
    *, name: str, iban: str, bic: str = "", amount: Decimal | None = None, message: str = ""
) -> str:
    """Return the text of a SEPA credit transfer, ready for a QR code at level M.

    Args:
        name: of who is paid.
        iban: of the account.
        bic: of its bank, which is optional within the European Economic Area.
        amount: in euros; the payer says how much when there is none.
        message: what the bank shows with the payment.

    >>> payment_code(
    ...     name="Asso", iban="FR76 3000", amount=Decimal("22.5"), message="COT C-1"
    ... ).split()
    ['BCD', '002', '1', 'SCT', 'Asso', 'FR763000', 'EUR22.50', 'COT', 'C-1']
    """
    euros = f"EUR{amount:.2f}" if amount else ""
    fields = ["BCD", "002", "1", "SCT", _line(bic).replace(" ", ""), _line(name)[:NAME],
              _line(iban).replace(" ", ""), euros, "", "", _line(message)[:MESSAGE]]  # fmt: skip
    while len("\n".join(fields).encode()) > MOST_BYTES:
        fields[-1] = fields[-1][:-1]
    return "\n".join(fields).rstrip("\n")


def _line(text: str) -> str:
    return " ".join(text.split())


def grouped(iban: str) -> str:
    """Write an account number by fours, as people copy it.

    >>> grouped("FR7630001007941234567890185")
    'FR76 3000 1007 9412 3456 7890 185'
    """
    bare = "".join(iban.split())
    return " ".join(bare[start : start + 4] for start in range(0, len(bare), 4))
