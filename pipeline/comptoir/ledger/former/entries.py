"""The entries of a past year, from the journal of another program.

Labels of others may name people, and the journal keeps its lines for good: an entry taken over
says its journal and its voucher, and the file that it came from stays its proof.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from comptoir.errors import InputError, Place, RefusedError
from comptoir.law import chart
from comptoir.ledger.entry import Entry, Posting
from comptoir.ledger.former.lines import FormerLine
from comptoir.money import ZERO, french_amount
from comptoir.text import fold

JOURNALS = {  # beginnings of the codes and names that others give to journals
    chart.OPENING: ("an", "ran", "a-nouveau", "a nouveau", "report"),
    chart.SALES: ("ve", "vt", "inv", "vente", "sales"),
    chart.PURCHASES: ("ac", "ha", "bill", "purchase"),
    chart.CHEQUE_JOURNAL: ("ch",),
    chart.CASH_JOURNAL: ("ca", "csh", "es"),
    chart.BANK_JOURNAL: ("bq", "bn", "bk", "ba", "banque"),
    chart.MISCELLANEOUS: ("od", "misc", "div"),
}
OURS = re.compile(r"[A-Z]{1,3}-\d{4}-\d+")  # a number that only our own documents bear
TAKEN = "X-"
LONGEST = 60  # characters of a voucher
Key = Callable[[FormerLine], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FormerEntry:
    """An entry of another program, and the line of the file on which it starts."""

    line: int
    entry: Entry


def entries_of(
    lines: Sequence[FormerLine], *, parties: Mapping[str, str], shown: str
) -> list[FormerEntry]:
    """Return the entries of a journal, in the order of the file.

    Args:
        lines: of the former journal.
        parties: our references of third parties, by the codes of the former journal.
        shown: how the file is named in messages.

    Raises:
        InputError: an entry does not balance, or mixes days; says on which line it starts.
    """
    made = []
    for group in _groups(lines):
        kept = [one for one in group if one.amount]
        if not kept:
            continue
        first = kept[0]
        if any(one.date != first.date for one in kept):
            raise InputError(
                "cette écriture a des lignes de plusieurs jours.",
                remedy="Donnez à chacune de ses lignes la même date.",
                at=Place(shown, first.line),
            )
        try:
            made.append(FormerEntry(first.line, _entry(kept, parties)))
        except RefusedError as error:
            gap = french_amount(sum((one.amount for one in kept), ZERO))
            raise InputError(
                f"l’écriture qui commence ici n’est pas équilibrée : {gap} d’écart.",
                remedy="Faites contrôler ce fichier : comptoir journal vérifier FICHIER.",
                at=Place(shown, first.line),
            ) from error
    return made


def _groups(lines: Sequence[FormerLine]) -> Iterator[list[FormerLine]]:
    """Put together the lines of each entry: by number, by voucher, else once they balance."""
    if any(one.number for one in lines):
        yield from _by(lines, lambda one: (one.journal, one.number))
    elif any(one.voucher for one in lines):
        yield from _by(lines, lambda one: (one.journal, one.voucher, str(one.date)))
    else:
        yield from _by_balance(lines)


def _by(lines: Sequence[FormerLine], key: Key) -> Iterator[list[FormerLine]]:
    groups: dict[tuple[str, ...], list[FormerLine]] = {}
    for one in lines:
        groups.setdefault(key(one), []).append(one)
    yield from groups.values()


def _by_balance(lines: Sequence[FormerLine]) -> Iterator[list[FormerLine]]:
    group: list[FormerLine] = []
    left = ZERO
    for one in lines:
        group.append(one)
        left += one.amount
        if not left:
            yield group
            group = []
    if group:
        yield group


def _entry(lines: Sequence[FormerLine], parties: Mapping[str, str]) -> Entry:
    first = lines[0]
    journal = journal_of(first.journal) or guessed(lines)
    voucher = first.voucher or f"{journal.code}{first.number or first.line}"
    voucher = (TAKEN if OURS.fullmatch(voucher) else "") + voucher[:LONGEST]
    label = f"{journal.name} {voucher}"
    return Entry(
        journal=journal.code,
        date=first.date,
        voucher=voucher,
        voucher_on=first.voucher_on or first.date,
        postings=tuple(
            Posting(
                account=one.account,
                party_account=one.party_among(parties),
                amount=one.amount,
                label=label,
            )
            for one in lines
        ),
    )


def journal_of(code: str) -> chart.Journal | None:
    """Return our journal that another's code or name means, if it means one.

    >>> [found.code for code in ("VT", "Ventes", "BNK1") if (found := journal_of(code))]
    ['VE', 'VE', 'BQ']
    """
    folded = fold(code)
    known = next((j for j in JOURNALS if j.code.lower() == folded), None)
    return known or next(
        (j for j, starts in JOURNALS.items() if folded and folded.startswith(starts)), None
    )


def guessed(lines: Iterable[FormerLine]) -> chart.Journal:
    """Return the journal of an entry by its accounts, where its program has no journals."""
    accounts = {one.account for one in lines}
    for start, journal in (
        ("53", chart.CASH_JOURNAL), ("512", chart.BANK_JOURNAL), ("411", chart.SALES),
        ("401", chart.PURCHASES),
    ):  # fmt: skip
        if any(account.startswith(start) for account in accounts):
            return journal
    return chart.MISCELLANEOUS


def is_opening(entry: Entry) -> bool:
    return entry.journal == chart.OPENING.code


def sums_of(entries: Iterable[Entry]) -> dict[tuple[str, str], Decimal]:
    """Add up entries by account and third party; what comes to nothing is left out."""
    sums: dict[tuple[str, str], Decimal] = {}
    for entry in entries:
        for one in entry.postings:
            key = (one.account, one.party_account)
            sums[key] = sums.get(key, ZERO) + one.amount
    return {key: amount for key, amount in sums.items() if amount}
