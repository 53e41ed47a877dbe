"""Dolibarr: the general ledger, in the order of its import form."""

from comptoir.law.chart import JOURNALS, account_name
from comptoir.ledger.programs.program import Row
from comptoir.programs import Program

HEADER = (
    "Num. transac.", "Date", "Réf. pièce", "Journal", "Libellé journal", "Compte comptable",
    "Libellé compte", "Compte auxiliaire", "Libellé compte auxiliaire", "Libellé opération",
    "Débit", "Crédit",
)  # fmt: skip


def _row(row: Row) -> list[str]:
    return [
        str(row.number), row.date.isoformat(), row.voucher, row.journal,
        JOURNALS[row.journal].name, row.account, account_name(row.account), row.party,
        row.party_name, row.label, f"{row.debit:.2f}", f"{row.credit:.2f}",
    ]  # fmt: skip


PROGRAM = Program(
    id="dolibarr", title="Dolibarr", header=HEADER, row=_row,
    how="Outils, Nouvel import, « Écritures comptables » : les colonnes sont dans cet ordre.",
)  # fmt: skip
