"""The form of a FEC: its name, its encoding, its first line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache

from comptoir.identifiers import is_siren
from comptoir.ledger.fec import CHARSET, COLUMNS

NAME = re.compile(r"([0-9]{9})FEC([0-9]{8})\.txt")
# Amount and side may stand for Debit and Credit; cash books end with four more fields.
BY_SIDE = tuple({"Debit": "Montant", "Credit": "Sens"}.get(name, name) for name in COLUMNS)
CASH_BOOKS = ("DateRglt", "ModeRglt", "NatOp", "IdClient")
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, order=True)
class FecFault:
    """One thing wrong, at a line of the file (1 is the header, 0 the file itself)."""

    line: int
    what: str
    code: str = "JRN016"  # of the rule that asks for it
    remedy: str = ""
    blocking: bool = True


def name_faults(name: str) -> Iterator[FecFault]:
    told = NAME.fullmatch(name)
    how = "Nommez-le comme 123456789FEC20261231.txt : SIREN, FEC, date de clôture."
    if told is None:
        what = "le nom du fichier n’est pas SIREN + FEC + AAAAMMJJ + .txt"
        yield FecFault(0, what, "JRN014", how)
        return
    if not is_siren(told[1]):
        what = f"{told[1]}, dans le nom du fichier, n’est pas un SIREN : sa clé est fausse"
        yield FecFault(0, what, "JRN014", how, blocking=False)
    if parse_day(told[2]) is None:
        what = f"{told[2]}, dans le nom du fichier, n’est pas une date de clôture"
        yield FecFault(0, what, "JRN014", how)


def decoded(content: bytes) -> tuple[str, list[FecFault]]:
    """Return the text of a file, and what is to say of its encoding."""
    save = "Enregistrez-le en ISO 8859-15, sans marque."
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        fault = FecFault(0, "le fichier est en UTF-16", "JRN013", save)
        return content.decode("utf-16", errors="replace"), [fault]
    found = []
    if content.startswith(BOM):
        what = "le fichier commence par une marque d’ordre des octets (BOM)"
        found.append(FecFault(0, what, "JRN013", save))
        content = content.removeprefix(BOM)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        if odd := re.search(rb"[\x80-\x9f]", content):
            line = content[: odd.start()].count(b"\n") + 1
            what = "un caractère n’est pas de l’ISO 8859-15 (Windows-1252, sans doute)"
            found.append(FecFault(line, what, "JRN013", save))
            return content.decode("cp1252", errors="replace"), found
        return content.decode(CHARSET, errors="replace"), found
    if not text.isascii():
        what = "le fichier est en UTF-8, que l’administration ne fait que tolérer"
        found.append(FecFault(0, what, "JRN013", save, blocking=False))
    return text, found


def lines_of(text: str) -> tuple[list[str], list[FecFault]]:
    """Return the lines of a file, and what is to say of their ends."""
    for end in ("\r\n", "\n"):
        if end in text:
            return text.split(end), []
    if "\r" not in text:
        return [text], []
    what = "les fins de ligne sont celles d’un ancien Mac (CR seul)"
    fault = FecFault(0, what, "JRN013", "Enregistrez-le avec des fins de ligne CR LF.")
    return text.split("\r"), [fault]


def separator_of(header: str) -> str:
    counts = {mark: header.count(mark) for mark in ("\t", "|", ";", ",")}
    return max(counts, key=lambda mark: counts[mark])


def columns_of(header: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the columns of a header that may be read, or nothing."""
    for base in (COLUMNS, BY_SIDE):
        if header in (base, base + CASH_BOOKS):
            return header
    return None


def header_faults(header: tuple[str, ...], separator: str) -> Iterator[FecFault]:
    """Say what separates a first line from the one that is due."""
    if separator not in "\t|":
        words = {";": "un point-virgule", ",": "une virgule"}[separator]
        what = f"le séparateur est {words}"
        yield FecFault(1, what, "JRN013", "Séparez les champs par une tabulation ou une barre.")
    due = BY_SIDE if "Montant" in header else COLUMNS
    expected = "la première ligne n’est pas celle des 18 champs, dans l’ordre"
    missing = [name for name in due if name not in header]
    extra = [name for name in header if name not in (*due, *CASH_BOOKS)]
    for name in missing:
        close = next(iter(get_close_matches(name, extra, n=1, cutoff=0.6)), "")
        if close:
            extra.remove(close)
            what, remedy = f"« {close} » au lieu de {name}", f"Écrivez {name}."
        else:
            what, remedy = f"le champ {name} manque", f"Ajoutez la colonne {name}, même vide."
        yield FecFault(1, f"{expected} : {what}", "JRN012", remedy)
    for name in extra:
        shown = name.strip() or "une colonne sans nom"
        yield FecFault(1, f"{expected} : « {shown} » est de trop", "JRN012", "Retirez la colonne.")
    if not missing and not extra and separator in "\t|":
        moved = next((name for name, want in zip(header, due, strict=False) if name != want), "")
        what = f"{expected} : {moved} n’est pas à sa place" if moved else expected
        yield FecFault(1, what, "JRN012", f"L’ordre est : {', '.join(due)}.")


@cache
def parse_day(text: str) -> date | None:
    """
    >>> parse_day("20260230"), parse_day("20260228")
    (None, datetime.date(2026, 2, 28))
    """
    try:
        return datetime.strptime(text, "%Y%m%d").date() if re.fullmatch(r"[0-9]{8}", text) else None
    except ValueError:
        return None
