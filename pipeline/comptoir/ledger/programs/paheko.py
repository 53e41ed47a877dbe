"""Paheko: accounting, the complete form of its import."""

from decimal import Decimal

from comptoir.law.chart import account_name
from comptoir.ledger.programs.program import Row
from comptoir.programs import Program

HEADER = (
    "Numéro d'écriture", "Type", "Statut", "Libellé", "Date", "Remarques",
    "Numéro pièce comptable", "Numéro compte", "Libellé compte", "Débit", "Crédit",
    "Référence ligne", "Libellé ligne", "Rapprochement", "Projet analytique", "Membres associés",
)  # fmt: skip


def _row(row: Row) -> list[str]:
    return [
        str(row.number), "Avancé", "", row.label, f"{row.date:%d/%m/%Y}", "", row.voucher,
        row.account, account_name(row.account), _money(row.debit), _money(row.credit),
        _member(row.party), row.label, "", "", "",
    ]  # fmt: skip


def _member(party: str) -> str:
    """Return the number of a member, as the contacts written for Paheko have it.

    >>> _member("C-000012"), _member("")
    ('12', '')
    """
    number = party.rpartition("-")[2]
    return str(int(number)) if number.isdecimal() else party


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")


PROGRAM = Program(
    id="paheko", title="Paheko", header=HEADER, row=_row,
    how="Comptabilité, Exercices, Import, « Complet comptable » ; ne tenez pas compte des "
    "numéros d’écriture.",
)  # fmt: skip
