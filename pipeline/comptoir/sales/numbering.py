"""Series of numbers: one a kind of document, from 1 each year, without gap (LAW, DOC001-003)."""

import re
from collections.abc import Iterable

QUOTE, ORDER, DELIVERY, INVOICE, CREDIT = "D", "BC", "BL", "F", "A"
PAYMENT, DUES, GIFT, DEPOSIT_SLIP = "P", "R", "RF", "RC"
REFUND, CASH_COUNT, PAYOUT = "RB", "CC", "VH"
MANDATE, DEBITS = "MD", "PR"
CONTRIBUTION, SUBSIDY = "VB", "SB"
CERTIFICATE = "AT"
SERIES = {
    QUOTE: "devis",
    ORDER: "bons de commande",
    DELIVERY: "bons de livraison",
    INVOICE: "factures",
    CREDIT: "avoirs",
    PAYMENT: "règlements",
    DUES: "reçus de cotisation",
    GIFT: "reçus de don",
    DEPOSIT_SLIP: "remises de chèques et versements d’espèces",
    REFUND: "demandes de remboursement",
    CASH_COUNT: "comptages de caisse",
    PAYOUT: "versements de services en ligne",
    CONTRIBUTION: "contributions volontaires",
    SUBSIDY: "mouvements de subventions",
    MANDATE: "mandats de prélèvement",
    DEBITS: "lots de prélèvements",
    CERTIFICATE: "attestations de paiement",
}
PRINTABLE = re.compile(r"[A-Za-z0-9+\-_/]{1,35}")  # BR-FR-01, BR-FR-02

_NUMBER = re.compile(r"([A-Z]+)-(\d{4})-(\d+)")


def parts(number: str) -> tuple[str, int, int]:
    """
    >>> parts("F-2026-0012")
    ('F', 2026, 12)
    """
    found = _NUMBER.fullmatch(number)
    if not found:
        raise ValueError(number)
    return found[1], int(found[2]), int(found[3])


def gaps(numbers: Iterable[str]) -> list[str]:
    """Return the numbers that are missing between the first and the last of each year.

    >>> gaps(["F-2026-0001", "F-2026-0003", "F-2025-0002", "D-2026-0001"])
    ['F-2025-0001', 'F-2026-0002']
    """
    known: dict[tuple[str, int], set[int]] = {}
    for number in numbers:
        series, year, rank = parts(number)
        known.setdefault((series, year), set()).add(rank)
    return [
        f"{series}-{year}-{rank:04d}"
        for (series, year), ranks in sorted(known.items())
        for rank in range(1, max(ranks))
        if rank not in ranks
    ]
