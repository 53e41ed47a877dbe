"""The FEC: the file of accounting entries that the tax office asks for (LPF, art. A47 A-1).

Choices, where the text leaves one: tab as separator, CR LF at line ends, ISO 8859-15 as charset
(named by the text; UTF-8 is only tolerated), comma as decimal mark. Entries go out in the order
in which they were validated, opening balances first; the name of a third party comes from its
account at the moment of the export, since labels never hold one.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

from comptoir.law.chart import JOURNALS, account_name
from comptoir.ledger.entry import Booked, Entry
from comptoir.ledger.fiscal_year import FiscalYear

COLUMNS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib",
    "CompAuxNum", "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit",
    "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip
CHARSET = "iso8859_15"
SEPARATOR = "\t"
END = "\r\n"
DESCRIPTION = """\
Description du fichier {name} (LPF, art. A47 A-1, II)
Exercice : du {starts:%d/%m/%Y} au {ends:%d/%m/%Y}
Encodage : ISO 8859-15. Séparateur : tabulation. Fin de ligne : CR LF.
Première ligne : nom des 18 champs. Dates : AAAAMMJJ. Montants en euros, virgule décimale.
EcritureNum : continu dans l’exercice, par ordre de validation ; 0 pour les à-nouveaux.
CompAuxNum : référence du tiers dans Comptoir. EcritureLet : code de lettrage par tiers.
PieceRef : F facture, P règlement, AN à-nouveaux.
"""


class Renamed(Protocol):
    """How another's books name ours."""

    def journal(self, code: str, /) -> str: ...

    def account(self, number: str, /) -> str: ...


def fec_name(siren: str, year: FiscalYear) -> str:
    """
    >>> fec_name("999140353", FiscalYear.starting(2025, start_month=9))
    '999140353FEC20260831.txt'
    """
    return f"{siren}FEC{year.ends:%Y%m%d}.txt"


def fec(
    entries: Iterable[Booked],
    names: Mapping[str, str],
    *,
    opening: Entry | None = None,
    renamed: Renamed | None = None,
) -> bytes:
    """Return the whole file.

    Args:
        entries: those of the fiscal year, in the order of their numbers.
        names: of third parties, by party account.
        opening: the balances that the year starts with, if it is not the first one.
        renamed: what another's books call our journals and accounts.
    """
    lines = [SEPARATOR.join(COLUMNS)]
    if opening:
        booked = Booked(number=0, entry=opening, validated_on=opening.date)
        lines += [SEPARATOR.join(row) for row in rows(booked, names)]
    for each in entries:
        lines += [SEPARATOR.join(_others(row, renamed)) for row in rows(each, names)]
    return (END.join(lines) + END).encode(CHARSET)


def _others(row: list[str], renamed: Renamed | None) -> list[str]:
    """Return a line as another's books name its journal and its account."""
    if renamed is None:
        return row
    row[0], row[4] = renamed.journal(row[0]), renamed.account(row[4])
    return row


def rows(booked: Booked, names: Mapping[str, str]) -> Iterator[list[str]]:
    """Return the lines of one entry: 18 fields each."""
    entry = booked.entry
    journal = JOURNALS[entry.journal]
    for rank, posting in enumerate(entry.postings):
        code, matched_on = booked.match(rank)
        party = posting.party_account
        yield [
            journal.code,
            clean(journal.name),
            str(booked.number),
            _day(entry.date),
            posting.account,
            clean(account_name(posting.account)),
            party,
            clean(names.get(party, party)) if party else "",
            clean(entry.voucher),
            _day(entry.voucher_on),
            clean(posting.label),
            _amount(posting.debit),
            _amount(posting.credit),
            code,
            _day(matched_on) if matched_on else "",
            _day(booked.validated_on),
            "",
            "",
        ]


_LATIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"}
    | {"|": " ", "\t": " ", "\n": " ", "\r": " ", "\u00a0": " ", "\u202f": " "}
)
_NO_ACCENT = {"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ı": "i", "Ħ": "H", "ħ": "h"}


def clean(text: str) -> str:
    """Make a text safe for the file: one line, no separator, no character outside the charset.

    >>> clean("TVA à 5,5 %\\tL’été\\n|Łódź")
    "TVA à 5,5 % L'été Lódz"
    """
    plain = text.translate(_LATIN)
    if not (plain.isprintable() and _fits(plain)):
        plain = "".join(_latin(c) if c.isprintable() else " " for c in plain)
    return " ".join(plain.split())


def _latin(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter)
    for candidate in (letter, _NO_ACCENT.get(letter, ""), decomposed[0]):
        if candidate and candidate != "|" and _fits(candidate):
            return candidate
    return "?"


def _fits(text: str) -> bool:
    try:
        text.encode(CHARSET)
    except UnicodeEncodeError:
        return False
    return True


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _amount(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")
