"""Duplicates and merges on a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.contacts.model import Contact
    from comptoir.desk.duplicates import Alike, Duplicates, Merged, Undone


def duplicates_lines(found: "Duplicates") -> Iterator[str]:
    """One block a pair: why, then the two files, one under the other."""
    from comptoir.desk.duplicates import said

    yield said(found)
    for one in found.pairs:
        yield ""
        yield from _pair(one)
    if len(found.pairs) < found.sure + found.doubtful:
        yield f"\n… et {found.sure + found.doubtful - len(found.pairs)} autres (--limit)."
    if found.pairs:
        yield ""
        yield "Fusionner : comptoir contact fusionner GARDÉE AUTRE (--dry-run pour voir)"
        yield "Deux personnes différentes : comptoir contact doublons --distinct RÉF RÉF"
    if found.sure:
        yield "Fusionner tous les doublons sûrs : comptoir contact doublons --merge"


def _pair(one: "Alike") -> Iterator[str]:
    yield f"{'sûr' if one.sure else 'à vérifier'} : {one.likeness.french}"
    for contact in (one.kept, one.other):
        yield f"  {_line(contact)}"


def _line(contact: "Contact") -> str:
    from comptoir.identifiers import national_phone

    where = " ".join(part for part in (contact.street, contact.postcode, contact.city) if part)
    born = f"né(e) le {contact.birth_date:%d/%m/%Y}" if contact.birth_date else ""
    numbers = (
        national_phone(number) if number.startswith("+") else number
        for number in (contact.phone, contact.mobile)
    )
    parts = (contact.full_name, contact.email, *numbers, where, born)
    return f"{contact.reference}  " + " · ".join(part for part in parts if part)


def merges_lines(done: "Sequence[Merged]") -> Iterator[str]:
    """One line a merge, with the reference that undoes it."""
    for one in done:
        yield f"{one.reference}  {_into(one)}"
    yield ""
    yield plural(len(done), "fusion faite", "fusions faites") + "."
    if done:
        yield f"Revenir en arrière : comptoir contact défaire {done[-1].reference}"


def _into(one: "Merged") -> str:
    return f"{one.other.reference} {one.other.full_name} → {one.kept.reference}"


def merged_lines(one: "Merged") -> Iterator[str]:
    """What a merge changes, field by field."""
    from comptoir.contacts.columns import FIELDS

    yield f"{_into(one)} {one.kept.full_name}"
    for name, before, after in one.changes:
        values = "(masqué)" if name in one.hidden else f"{before or '(vide)'} → {after}"
        yield f"  {FIELDS.get(name, name)} : {values}"
    if not one.reference:
        yield "Essai : rien n’a été écrit."
        return
    rows = plural(one.moved, "ligne suit", "lignes suivent")
    yield f"{one.reference} : fiches fusionnées, {rows} (rôles, achats, envois…)."
    yield "Le plus strict des consentements est gardé."
    yield f"Revenir en arrière : comptoir contact défaire {one.reference}"


def undone_lines(one: "Undone") -> Iterable[str]:
    from comptoir.contacts.columns import FIELDS

    yield (
        f"{one.reference} défaite : {one.kept.reference} {one.kept.full_name} et "
        f"{one.other.reference} {one.other.full_name} sont de nouveau deux fiches."
    )
    if one.stayed:
        names = ", ".join(FIELDS.get(name, name) for name in one.stayed)
        yield f"Changés depuis la fusion, laissés tels quels : {names}."
