"""What an accountant reads on paper: general ledger, balances by third party, bank reconciliation.

Each is a `Statement` of typed cells, that a workbook and a page show alike.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from comptoir.law import chart
from comptoir.ledger.balance import Balance
from comptoir.ledger.entry import Booked
from comptoir.money import ZERO

Cell = str | int | dt.date | Decimal | None
NEAR = dt.timedelta(days=10)  # between an entry and what the bank shows of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table of a statement: an account, or the whole of it."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement: what its columns are, and its tables."""

    name: str  # of its file
    title: str
    header: tuple[str, ...]
    widths: tuple[int, ...]  # relative
    parts: tuple[Part, ...]
    facts: tuple[tuple[str, Cell], ...] = field(default=())

    @property
    def figures(self) -> tuple[int, ...]:
        """Ranks of the columns that hold amounts."""
        rows = [row for part in self.parts for row in (*part.rows, part.total) if row]
        return tuple(
            rank
            for rank in range(len(self.header))
            if any(isinstance(row[rank], Decimal) for row in rows)
        )


def trial(balances: Iterable[Balance]) -> Statement:
    """Return the trial balance, account by account."""
    kept = list(balances)
    rows = tuple(
        (
            one.account,
            chart.account_name(one.account),
            one.opening or None,
            one.debit,
            one.credit,
            one.closing,
        )
        for one in kept
    )
    debit = sum((one.debit for one in kept), ZERO)
    credit = sum((one.credit for one in kept), ZERO)
    return Statement(
        name="balance",
        title="Balance générale",
        header=("Compte", "Intitulé", "À nouveau", "Débit", "Crédit", "Solde"),
        widths=(10, 36, 13, 13, 13, 13),
        parts=(
            Part(title="", rows=rows, total=("", "Total", None, debit, credit, debit - credit)),
        ),
    )


def general(entries: Iterable[Booked], names: Mapping[str, str]) -> Statement:
    """Return the general ledger: the movements of each account, in order, and its balance."""
    accounts: dict[str, list[tuple[Cell, ...]]] = {}
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for booked in sorted(entries, key=lambda one: (one.entry.date, one.number)):
        entry = booked.entry
        for rank, one in enumerate(entry.postings):
            debit, credit = sums.get(one.account, (ZERO, ZERO))
            debit, credit = debit + one.debit, credit + one.credit
            sums[one.account] = (debit, credit)
            party = names.get(one.party_account, one.party_account)
            label = f"{one.label} ({party})" if party else one.label
            accounts.setdefault(one.account, []).append(
                (
                    entry.date,
                    entry.journal,
                    booked.number,
                    entry.voucher,
                    label,
                    booked.match(rank)[0],
                    one.debit or None,
                    one.credit or None,
                    debit - credit,
                )
            )
    parts = tuple(
        Part(
            title=f"{account} {chart.account_name(account)}",
            rows=tuple(rows),
            total=("", "", "", "", f"Total {account}", "", *sums[account],
                   sums[account][0] - sums[account][1]),
        )
        for account, rows in sorted(accounts.items())
    )  # fmt: skip
    return Statement(
        name="grand-livre",
        title="Grand livre",
        header=("Date", "Jl", "N°", "Pièce", "Libellé", "Let.", "Débit", "Crédit", "Solde"),
        widths=(11, 5, 7, 15, 42, 6, 13, 13, 13),
        parts=parts,
    )


def auxiliary(entries: Iterable[Booked], names: Mapping[str, str]) -> Statement:
    """Return the balance of each third party, by account."""
    sums: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for booked in entries:
        for one in booked.entry.postings:
            if one.party_account:
                key = (one.account, one.party_account)
                debit, credit = sums.get(key, (ZERO, ZERO))
                sums[key] = (debit + one.debit, credit + one.credit)
    parts = []
    for account in sorted({account for account, _ in sums}):
        mine = {party: both for (known, party), both in sorted(sums.items()) if known == account}
        debit = sum((d for d, _ in mine.values()), ZERO)
        credit = sum((c for _, c in mine.values()), ZERO)
        rows = tuple(
            (party, names.get(party, party), d, c, d - c) for party, (d, c) in mine.items()
        )
        parts.append(
            Part(
                title=f"{account} {chart.account_name(account)}",
                rows=rows,
                total=("", f"Total {account}", debit, credit, debit - credit),
            )
        )
    return Statement(
        name="balance-auxiliaire",
        title="Balance auxiliaire",
        header=("Tiers", "Nom", "Débit", "Crédit", "Solde"),
        widths=(12, 46, 14, 14, 14),
        parts=tuple(parts),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A movement of the bank: on its statement, or in the journal."""

    on: dt.date
    what: str  # label, or voucher
    amount: Decimal  # > 0 received
    mark: str = ""  # a voucher that both sides name, once they are tied


def unmatched(
    booked: Sequence[Movement], shown: Sequence[Movement]
) -> tuple[list[Movement], list[Movement]]:
    """Return what the journal has and the bank does not show, and the other way round.

    Those tied already go first, then those of one amount within ten days, the nearest first.
    """
    left = [one for one in shown if not _tied(one, booked)]
    waiting = [one for one in booked if not _tied(one, shown)]
    kept: list[Movement] = []
    for one in sorted(waiting, key=lambda m: m.on):
        same = [m for m in left if m.amount == one.amount and abs(m.on - one.on) <= NEAR]
        if same:
            left.remove(min(same, key=lambda m: abs(m.on - one.on)))
        else:
            kept.append(one)
    return kept, left


def _tied(one: Movement, others: Sequence[Movement]) -> bool:
    return bool(one.mark) and any(one.mark == other.mark for other in others)


def reconciliation(
    booked: Sequence[Movement],
    shown: Sequence[Movement],
    *,
    balance: Decimal,
    told: Decimal | None = None,
) -> Statement:
    """Return the bank reconciliation.

    Args:
        booked: postings of the bank account.
        shown: movements of the statements.
        balance: of the account in the journal.
        told: balance that the bank tells, if it is known.
    """
    waiting, missing = unmatched(booked, shown)
    due = balance - sum((m.amount for m in waiting), ZERO) + sum((m.amount for m in missing), ZERO)
    facts: list[tuple[str, Cell]] = [
        ("Solde du compte 512 dans le journal", balance),
        ("Écritures que la banque ne montre pas encore", -sum((m.amount for m in waiting), ZERO)),
        ("Mouvements de la banque à enregistrer", sum((m.amount for m in missing), ZERO)),
        ("Solde attendu à la banque", due),
    ]
    if told is not None:
        facts += [("Solde du relevé", told), ("Écart", told - due)]
    return Statement(
        name="rapprochement",
        title="Rapprochement bancaire",
        header=("Date", "Pièce ou libellé", "Débit", "Crédit"),
        widths=(12, 58, 15, 15),
        parts=(
            _movements("Au journal, pas encore à la banque", waiting),
            _movements("À la banque, pas encore au journal", missing),
        ),
        facts=tuple(facts),
    )


def _movements(title: str, movements: Sequence[Movement]) -> Part:
    rows = tuple(
        (one.on, one.what, max(one.amount, ZERO) or None, max(-one.amount, ZERO) or None)
        for one in sorted(movements, key=lambda m: (m.on, m.what))
    )
    received = sum((max(one.amount, ZERO) for one in movements), ZERO)
    paid = sum((max(-one.amount, ZERO) for one in movements), ZERO)
    return Part(title=title, rows=rows, total=("", "Total", received, paid))
