"""The FEC: the file of accounting entries that the tax office asks for (LPF, art. A47 A-1).

Choices, where the text leaves one: tab as separator, CR LF at line ends, ISO 8859-15 as charset
(named by the text; UTF-8 is only tolerated), comma as decimal mark. Entries go out in the order
in which they were validated, opening balances first; the name of a third party comes from its
account at the moment of the export, since labels never hold one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from comptoir.law.chart import JOURNALS, account_name
from comptoir.ledger.entry import Booked, Entry
from comptoir.ledger.fiscal_year import FiscalYear
from comptoir.money import cents

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
    first = [Booked(number=0, entry=opening, validated_on=opening.date)] if opening else []
    return written((line for one in (*first, *entries) for line in lines_of(one)), names, renamed)


class Line(NamedTuple):
    """One line as the journal holds it; days are AAAAMMJJ."""

    journal: str
    number: int
    on: str
    account: str
    party: str
    voucher: str
    voucher_on: str
    label: str
    cents: int  # > 0 debit
    code: str
    matched_on: str
    validated_on: str


def lines_of(booked: Booked) -> Iterator[Line]:
    """Return the lines of one entry."""
    entry = booked.entry
    for rank, posting in enumerate(entry.postings):
        code, matched_on = booked.match(rank)
        yield Line(
            journal=entry.journal,
            number=booked.number,
            on=_day(entry.date),
            account=posting.account,
            party=posting.party_account,
            voucher=entry.voucher,
            voucher_on=_day(entry.voucher_on),
            label=posting.label,
            cents=cents(posting.amount),
            code=code,
            matched_on=_day(matched_on) if matched_on else "",
            validated_on=_day(booked.validated_on),
        )


def written(
    lines: Iterable[Line], names: Mapping[str, str], renamed: Renamed | None = None
) -> bytes:
    """Return the file of some lines: what repeats (accounts, third parties) is made once."""
    heads: dict[str, str] = {}
    accounts: dict[str, str] = {}
    parties = {"": SEPARATOR}
    made = [SEPARATOR.join(COLUMNS)]
    for line in lines:
        journal, account, party = line.journal, line.account, line.party
        if journal not in heads:
            code = renamed.journal(journal) if renamed else journal
            heads[journal] = SEPARATOR.join((code, clean(JOURNALS[journal].name)))
        if account not in accounts:
            number = renamed.account(account) if renamed else account
            accounts[account] = SEPARATOR.join((number, clean(account_name(account))))
        if party not in parties:
            parties[party] = SEPARATOR.join((party, clean(names.get(party, party))))
        made.append(
            f"{heads[journal]}\t{line.number}\t{line.on}\t{accounts[account]}\t{parties[party]}\t"
            f"{clean(line.voucher)}\t{line.voucher_on}\t{clean(line.label)}\t{_sides(line.cents)}\t"
            f"{line.code}\t{line.matched_on}\t{line.validated_on}\t\t"
        )
    return (END.join(made) + END).encode(CHARSET)


def _sides(amount: int) -> str:
    """Return the debit and the credit of an amount in cents.

    >>> _sides(12345), _sides(-5)
    ('123,45\\t0,00', '0,00\\t0,05')
    """
    whole = abs(amount)
    said = f"{whole // 100},{whole % 100:02d}"
    return f"{said}\t0,00" if amount > 0 else f"0,00\t{said}"


# Text that needs no change: printable, in the charset, without the bar nor doubled spaces.
_SOUND = re.compile(
    r"(?! )(?:[!-{}~\u00a1-\u00a3\u00a5\u00a7\u00a9-\u00ac\u00ae-\u00b3\u00b5-\u00b7"
    r"\u00b9-\u00bb\u00bf-\u00ffŒœŠšŽžŸ€]| (?=[^ ]))*"
)
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
    if _SOUND.fullmatch(text):
        return text
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
