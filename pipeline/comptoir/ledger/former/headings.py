"""Headings of the journals of others: the FEC, tables by hand, Dolibarr, Odoo, Paheko."""

from collections.abc import Sequence

from comptoir.errors import InputError, Place
from comptoir.text import fold

# Folded, by what they say here; the first one that a table has counts.
HEADINGS = {
    "number": ("ecriturenum", "numero d'ecriture", "numero ecriture", "n° ecriture",
               "num. transac.", "numero de transaction", "id"),
    "journal": ("journalcode", "code journal", "journal", "journal_id", "journal_id/id",
                "journal_id/code"),
    "date": ("ecrituredate", "date", "date ecriture", "date comptable", "date d'ecriture"),
    "voucher": ("pieceref", "numero piece comptable", "piece", "n° piece", "reference piece",
                "ref. piece", "reference", "ref", "name"),
    "voucher_on": ("piecedate", "date piece", "date de la piece", "invoice_date"),
    "account": ("comptenum", "compte", "n° compte", "no compte", "numero de compte", "account",
                "numero compte", "compte comptable", "line_ids/account_id",
                "line_ids/account_id/id", "line_ids/account_id/code"),
    "party": ("compauxnum", "auxiliaire", "compte auxiliaire", "tiers", "code tiers",
              "sous-compte", "line_ids/partner_id/id", "line_ids/partner_id"),
    "reference": ("reference ligne",),  # Paheko's: of a member when it is known as one
    "debit": ("debit", "montant debit", "line_ids/debit"),
    "credit": ("credit", "montant credit", "line_ids/credit"),
    "amount": ("montant", "solde", "amount", "line_ids/balance"),
    "side": ("sens",),
    "from": ("compte de debit",),  # two accounts and one amount a row: Paheko's simple form
    "to": ("compte de credit",),
}  # fmt: skip
NEEDED = ("account", "date")


def columns(header: Sequence[str], *, shown: str) -> dict[str, int]:
    """Return where each thing stands in a table.

    Raises:
        InputError: the account, the date or the amount has no column.
    """
    known = {fold(name).replace("’", "'").strip(): rank for rank, name in enumerate(header)}
    found = {
        what: known[name]
        for what, names in HEADINGS.items()
        for name in names[::-1]
        if name in known
    }
    simple = {"from", "to", "amount"} <= set(found)
    lacking = [what for what in NEEDED if what not in found and not (simple and what == "account")]
    amounts = {"debit", "credit"} <= set(found) or "amount" in found
    if lacking or not amounts:
        names = {"account": "compte", "date": "date"}
        said = [names[what] for what in lacking] + ([] if amounts else ["débit et crédit"])
        raise InputError(
            f"ce tableau n’a pas de colonne {', '.join(said)}.",
            remedy="Donnez un FEC, ou un CSV avec : date, compte, tiers, débit, crédit.",
            at=Place(shown, 1),
        )
    return found
