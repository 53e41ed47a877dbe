"""An address as the post reads it: AFNOR NF Z10-011, six lines of thirty-eight characters.

Civility and name, then what leads to the letter box from the inside out, then postcode and
locality; the country alone on a seventh line abroad. No blank line, no punctuation, capitals
without accents from the street on (LAW, § 3.1).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from comptoir.campaigns.slots import clean
from comptoir.contacts.model import Contact, ContactKind
from comptoir.party import COUNTRIES, FRENCH

WIDTH, HEIGHT = 38, 6
STREET_WIDTH = 32  # abbreviations are for street labels longer than this

# Abbreviations of the norm, used only when a line is too long.
SHORT = {
    "ALLEE": "ALL", "APPARTEMENT": "APP", "AVENUE": "AV", "BATIMENT": "BAT", "BOULEVARD": "BD",
    "CENTRE": "CTRE", "CHEMIN": "CHE", "COMMANDANT": "CDT", "DOCTEUR": "DR", "ESCALIER": "ESC",
    "ETAGE": "ETG", "FAUBOURG": "FG", "GENERAL": "GAL", "GRANDE": "GDE", "IMMEUBLE": "IMM",
    "IMPASSE": "IMP", "LIEUTENANT": "LT", "LOTISSEMENT": "LOT", "MARECHAL": "MAL",
    "PASSAGE": "PAS", "PLACE": "PL", "PRESIDENT": "PDT", "PROFESSEUR": "PR", "RESIDENCE": "RES",
    "ROUTE": "RTE", "SAINT": "ST", "SAINTE": "STE", "SQUARE": "SQ", "VILLAGE": "VLGE",
    "ZONE ARTISANALE": "ZA", "ZONE INDUSTRIELLE": "ZI",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """An address ready to print, and what is wrong with it."""

    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def deliverable(self) -> bool:
        return not any(note in UNDELIVERABLE for note in self.notes)


NO_LOCALITY = "il manque la commune"
NO_STREET = "il manque la rue, le lieu-dit ou la boîte postale"
BAD_POSTCODE = "le code postal n’a pas 5 chiffres"
TOO_LONG = "une ligne dépasse 38 caractères, même abrégée : elle est répartie ou coupée"
TOO_MANY = "l’adresse a plus de 6 lignes : les dernières précisions sont réunies"
NO_NUMBER = "la rue n’a pas de numéro"
UNDELIVERABLE = frozenset({NO_LOCALITY, NO_STREET, BAD_POSTCODE})


def capitals(text: str) -> str:
    """Return a line as sorting machines read it: capitals, digits and single spaces.

    >>> capitals("12 bis, rue de l’Œuvre-Notre-Dame (fond de cour)")
    '12 BIS RUE DE L OEUVRE NOTRE DAME FOND DE COUR'
    """
    opened = clean(text).upper().replace("Œ", "OE").replace("Æ", "AE").replace("ß", "SS")
    bare = "".join(c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^0-9A-Z]+", " ", bare).split())


def address_block(contact: Contact) -> Block:
    """Lay out the address of a contact.

    >>> jo = Contact(
    ...     id=1,
    ...     reference="C-1",
    ...     first_name="Jo",
    ...     last_name="Le Bihan",
    ...     street="3, rue du Halage",
    ...     postcode="35600",
    ...     city="Redon",
    ... )
    >>> address_block(jo).lines
    ('Jo Le Bihan', '3 RUE DU HALAGE', '35600 REDON')
    """
    notes: list[str] = []
    french = contact.country in FRENCH
    inside, street = _street(contact)
    middle = [line for line in (*inside, street) if line]
    last = [_locality(contact, french=french)]
    if not french:
        last.append(COUNTRIES.get(contact.country, contact.country))
    lines = [*_names(contact), *middle, *last]
    notes.extend(_faults(contact, street, french=french))
    kept = [part for line in lines if line for part in _fitted(line, notes, cut=line in last)]
    return Block(tuple(_at_most(kept, HEIGHT if french else HEIGHT + 1, notes)), tuple(notes))


def _names(contact: Contact) -> Iterator[str]:
    """The upper lines, in plain letters: who it is for."""
    if contact.kind is ContactKind.ORGANISATION:
        yield _plain(contact.organisation or contact.full_name)
        if contact.attention and contact.organisation:
            yield _plain(f"{contact.civility.value} {contact.attention}")
        return
    yield _plain(f"{contact.civility.value} {contact.full_name}")
    if contact.organisation and contact.organisation != contact.full_name:
        yield _plain(contact.organisation)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[,;:!?/\\<>{}\[\]|*_]+", " ", clean(text)).split())


def _street(contact: Contact) -> tuple[list[str], str]:
    """Split what lies inside the building from the street, `|` and line breaks being lines."""
    inside = [capitals(part) for part in re.split(r"[|\n\r]+", contact.address_2)]
    parts = [line for line in map(capitals, re.split(r"[|\n\r]+", contact.street)) if line]
    *above, street = parts or [""]
    return [line for line in (*inside, *above) if line], street


def _locality(contact: Contact, *, french: bool) -> str:
    postcode, city = capitals(contact.postcode), capitals(contact.city)
    if french:
        postcode = postcode.replace(" ", "")
    return " ".join(part for part in (postcode, city) if part)


def _faults(contact: Contact, street: str, *, french: bool) -> Iterator[str]:
    if not contact.city.strip():
        yield NO_LOCALITY
    if not street and not contact.address_2.strip():
        yield NO_STREET
    if french and not re.fullmatch(r"\d{5}", contact.postcode.replace(" ", "")):
        yield BAD_POSTCODE
    elif french and street and not re.search(r"\d|^(LE|LA|LES|L|LIEU DIT|BP|CS|TSA) ", street):
        yield NO_NUMBER


def _fitted(line: str, notes: list[str], *, cut: bool) -> list[str]:
    """Abbreviate a line that is too long; then spread it over two, or cut it where none is free."""
    if len(line) <= WIDTH:
        return [line]
    for word in sorted(SHORT, key=len, reverse=True):
        line = re.sub(rf"\b{word}\b", SHORT[word], line)
        if len(line) <= WIDTH:
            return [line]
    _note(notes, TOO_LONG)
    start, rest = _broken(line)
    return [start] if cut or not rest else [start, _broken(rest)[0]]


def _broken(line: str) -> tuple[str, str]:
    """Break a line at the last space that fits."""
    if len(line) <= WIDTH:
        return line, ""
    at = line.rfind(" ", 0, WIDTH + 1)
    at = at if at > 0 else WIDTH
    return line[:at].rstrip(), line[at:].lstrip()


def _at_most(lines: list[str], height: int, notes: list[str]) -> list[str]:
    """Join the inner lines of an address that has too many."""
    while len(lines) > height:
        _note(notes, TOO_MANY)
        [joined] = _fitted(f"{lines[1]} {lines[2]}", notes, cut=True)
        lines = [lines[0], joined, *lines[3:]]
    return lines


def _note(notes: list[str], note: str) -> None:
    if note not in notes:
        notes.append(note)


def postal_order(contact: Contact) -> tuple[str, str, str, int]:
    """Sort letters as the post does: abroad last, then postcode, then street and number."""
    french = contact.country in FRENCH
    postcode = re.sub(r"\D", "", contact.postcode)
    return (
        "" if french else contact.country,
        f"{capitals(contact.city)}" if not postcode else postcode.zfill(5),
        capitals(contact.street),
        contact.id,
    )
