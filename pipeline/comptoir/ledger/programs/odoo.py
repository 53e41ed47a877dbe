"""Odoo: journal entries (account.move), by the technical names of its fields."""

from comptoir.ledger.programs.program import Row
from comptoir.programs import Program

HEADER = (
    "id", "ref", "date", "journal_id", "line_ids/account_id", "line_ids/partner_id/id",
    "line_ids/name", "line_ids/debit", "line_ids/credit",
)  # fmt: skip
MODULE = "__import__."  # what Odoo calls the contacts that were imported


def _row(row: Row) -> list[str]:
    head = [f"{MODULE}entry_{row.year}_{row.number}", row.voucher, row.date.isoformat(),
            row.journal]  # fmt: skip
    return [
        *(head if row.first else ["", "", "", ""]), row.account,
        MODULE + row.party if row.party else "", row.label, f"{row.debit:.2f}",
        f"{row.credit:.2f}",
    ]  # fmt: skip


PROGRAM = Program(
    id="odoo", title="Odoo", header=HEADER, row=_row, separator=",",
    how="Comptabilité, Pièces comptables, Importer, après les contacts ; les journaux et les "
    "comptes doivent y porter ces codes.",
)  # fmt: skip
