"""Addresses that readers may have kept: those once published, and where the moved ones lead."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import Field

from comptoir.errors import Fault, Place
from comptoir.settings.model import Model
from comptoir.site.source import SourcePage

LEDGER = "content/urls.toml"
_QUESTION = re.compile(r"(?P<path>/(?:index\.php)?)\?(?P<key>\w+)=(?P<value>[\w-]+)", re.A)
GONE = ""  # the target of an address that is withdrawn for good


class AddressBook(Model):
    """`content/urls.toml`: what was published and when, and what has moved since."""

    moved: dict[str, str] = Field(default_factory=dict)
    pictures: dict[str, str] = Field(default_factory=dict)  # old address → in content/images
    pages: dict[str, dt.date] = Field(default_factory=dict)  # made of a source page
    lists: dict[str, dt.date] = Field(
        default_factory=dict
    )  # made by the build: lists, categories, labels

    @property
    def published(self) -> Mapping[str, dt.date]:
        return self.pages | self.lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The address book, with the line of each of its entries."""

    book: AddressBook = field(default_factory=AddressBook)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)  # (table, address) → line

    def place(self, table: str, address: str) -> Place:
        return Place(LEDGER, self.lines.get((table, address), 0), address)


def redirections(pages: Iterable[SourcePage], book: AddressBook) -> dict[str, str]:
    """Return where each old address leads, one step only; nothing for those that are gone."""
    moved = dict(book.moved)
    for page in pages:
        moved |= {normal(alias): page.url for alias in page.meta.aliases}
    return {old: _followed(new, moved) for old, new in sorted(moved.items())}


def normal(address: str) -> str:
    """Return an address as it is served: from the root, and with its slash when it is a page.

    >>> normal("ancienne"), normal("/vieux.html"), normal("?p=12")
    ('/ancienne/', '/vieux.html', '/?p=12')
    """
    rooted = f"/{address.lstrip('/')}"
    if question(rooted):
        return rooted
    last = rooted.rsplit("/", 1)[-1]
    return rooted if not last or "." in last else f"{rooted}/"


def question(address: str) -> tuple[str, str, str] | None:
    """Return the path, the key and the value of an old address like those of WordPress.

    Only a server's rule can redirect it: every static host answers `/` whatever the question.

    >>> question("/?p=12"), question("/a/?p=12&x=1")
    (('/', 'p', '12'), None)
    """
    found = _QUESTION.fullmatch(address)
    return (found["path"], found["key"], found["value"]) if found else None


def _followed(target: str, moved: Mapping[str, str]) -> str:
    seen = {target}
    while (further := moved.get(target)) is not None and further not in seen:
        seen.add(target := further)
    return target


def faults(pages: Iterable[SourcePage], told: Addresses, *, whole: bool) -> list[Fault]:
    """Find what would leave a reader before a closed door, as far as the sources can tell.

    Args:
        pages: what could be read.
        told: the address book.
        whole: every page could be read: one that could not may still answer for an address.
    """
    public = [page for page in pages if page.kind.public]
    there = {page.url for page in public if page.meta.status == "published"}
    moved = redirections(public, told.book)
    found = [*_bad_aliases(public, there), *_bad_moves(told, moved, there), *_bad_pictures(told)]
    lost = told.book.pages.keys() - there - moved.keys() if whole else set()
    for address in sorted(lost):
        found.append(vanished(address, told.place("pages", address)))
    return found


def vanished(address: str, at: Place) -> Fault:
    return Fault(
        f"l’adresse {address} a été publiée, et plus aucune page n’y répond.",
        f"Ajoutez « aliases: {address} » à l’en-tête de la page qui la remplace, ou une ligne "
        f'sous [moved] : "{address}" = "/nouvelle-adresse/" ; pour la retirer sans suite : '
        f'"{address}" = "".',
        at,
    )


def _bad_aliases(pages: Iterable[SourcePage], there: set[str]) -> Iterable[Fault]:
    taken: dict[str, str] = {}
    for page in pages:
        at = Place(page.path, page.lines.get("aliases", 1), "aliases")
        for alias in map(normal, page.meta.aliases):
            other = taken.setdefault(alias, page.path)
            if alias in there:
                said = f"l’ancienne adresse {alias} est celle d’une page publiée."
                yield Fault(said, "Retirez-la de « aliases ».", at)
            elif other != page.path:
                said = f"l’ancienne adresse {alias} est aussi celle de {other}."
                yield Fault(said, "Ne la laissez qu’à une page.", at)
            elif not is_plain(alias):
                yield Fault(*_unplain(alias), at)


def _unplain(address: str) -> tuple[str, str]:
    return (
        f"« {address} » ne peut pas être une ancienne adresse.",
        "Écrivez un chemin du site, comme /ancienne-page/ : lettres, chiffres, tirets.",
    )


def is_plain(address: str) -> bool:
    """Say whether an address can be written in every server's configuration as it stands.

    >>> is_plain("/ancienne-page/"), is_plain("/a b/"), is_plain("/../x/"), is_plain("//x/")
    (True, False, False, False)
    """
    if question(address):
        return True
    parts = address.strip("/").split("/")
    safe = all(c.isalnum() or c in "-_.~/%" for c in address)
    return (
        safe
        and "//" not in address
        and all(parts)
        and not any(part in (".", "..") for part in parts)
    )


def _bad_moves(told: Addresses, moved: Mapping[str, str], there: set[str]) -> Iterable[Fault]:
    for old, new in told.book.moved.items():
        at = told.place("moved", old)
        if not is_plain(old) or normal(old) != old:
            yield Fault(*_unplain(old), at)
        elif old in there:
            yield Fault(
                f"l’adresse {old} est redirigée, alors qu’une page y est publiée.",
                "Retirez cette ligne, ou donnez une autre clé slug à la page.",
                at,
            )
        elif moved[old] == old or moved[old] in moved:
            yield Fault(f"la redirection de {old} tourne en rond.", "Corrigez sa cible.", at)
        elif new != GONE and not new.startswith(("https://", "http://", "/")):
            yield Fault(
                f"la cible « {new} » n’est pas une adresse.",
                "Écrivez un chemin comme /nouvelle-page/, ou une adresse https:// complète.",
                at,
            )


def is_file(address: str) -> bool:
    """Say whether a file may be written at an address of the site.

    >>> is_file("/wp-content/uploads/l’été.jpg"), is_file("/../a.jpg"), is_file("/.htaccess")
    (True, False, False)
    """
    parts = address.removeprefix("/").split("/")
    named = all(part and part.isprintable() and part[0] not in "._" for part in parts)
    return address.startswith("/") and named and "\\" not in address and "." in parts[-1]


def _bad_pictures(told: Addresses) -> Iterable[Fault]:
    for old, name in told.book.pictures.items():
        at = told.place("pictures", old)
        if not is_file(old) or old.endswith((".html", ".htm")):
            said = f"« {old} » ne peut pas être l’ancienne adresse d’une image."
            yield Fault(said, "Écrivez un chemin du site, comme /photos/quai.jpg.", at)
        elif not is_file(f"/{name}"):
            said = f"« {name} » n’est pas le nom d’une image."
            yield Fault(said, "Écrivez son nom dans content/images, comme quai.jpg.", at)
