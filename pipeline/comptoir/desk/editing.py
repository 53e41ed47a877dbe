"""`comptoir site new`: a new page, article, event or offer, ready to be written."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from comptoir.context import Context
from comptoir.desk.spellings import NATURES, as_written
from comptoir.errors import Fault, InputError, Place
from comptoir.errors.french import os_error, pydantic_faults
from comptoir.readers.addresses import read_addresses
from comptoir.readers.content import RESERVED, parse_page, read_content
from comptoir.site.addresses import AddressBook
from comptoir.site.front_matter import NewsMeta
from comptoir.site.source import PREFIXES, Content, PageKind
from comptoir.text import on_one_line, quoted, slug

KINDS = {
    "page": PageKind.PAGE,
    "news": PageKind.NEWS,
    "event": PageKind.EVENT,
    "offer": PageKind.OFFER,
}
LONGEST = 60  # characters of an address made from a title


@dataclass(frozen=True, slots=True)
class Need:
    """A key that a new page must have, as it is asked for."""

    key: str
    option: str
    question: str
    usual: str = ""


SUMMARY = Need("summary", "--summary", "Résumé (70 à 160 caractères, pour les moteurs)")
OWNER = Need("owner", "--owner", "Qui s’en occupe (un rôle, pas un nom)")
NEEDS: Mapping[PageKind, tuple[Need, ...]] = {
    PageKind.PAGE: (SUMMARY, OWNER),
    PageKind.NEWS: (Need("category", "--category", "Catégorie"), SUMMARY, OWNER),
    PageKind.EVENT: (
        Need("starts", "--starts", "Début (2026-12-05 14:00)"),
        Need("ends", "--ends", "Fin (2026-12-05 17:30)"),
        Need("place", "--place", "Lieu"),
        Need("price", "--price", "Prix (0, 12.00 ou libre)", "0"),
        SUMMARY,
        OWNER,
    ),
    PageKind.OFFER: (
        Need("sku", "--sku", "Référence de l’article (KIT-VELO)"),
        Need("nature", "--nature", "Bien ou prestation"),
        Need("price", "--price", "Prix TTC en euros (39.00)"),
        Need("vat", "--vat", "Taux de TVA en pour cent", "20.0"),
        SUMMARY,
        OWNER,
    ),
}
# Keys that a writer may want next, each with what it is for; they start as comments.
MORE: Mapping[PageKind, tuple[tuple[str, str], ...]] = {
    PageKind.PAGE: (
        ("menu: Libellé", "pour paraître au menu, si comptoir.toml n’en fixe pas"),
        ("image: nom.jpg", "une image de content/images"),
    ),
    PageKind.NEWS: (
        ("tags: un mot, un autre", "des étiquettes"),
        ("image: nom.jpg", "une image de content/images"),
    ),
    PageKind.EVENT: (
        ("address: 1 rue de l’Exemple, 35600 Redon", "l’adresse du lieu"),
        ("capacity: 12", "le nombre de places"),
        ("registration: Sans inscription", "comment s’inscrire"),
        ("state: full", "open, full (complet) ou cancelled (annulé)"),
    ),
    PageKind.OFFER: (
        ("unit: la demi-journée", "ce que le prix paie"),
        ("availability: À l’atelier", "où et quand"),
        ("withdrawal: Quatorze jours pour changer d’avis", "le droit de rétractation"),
    ),
}
BODIES = {
    PageKind.PAGE: "Dites d’abord l’essentiel.\n\n## Un intertitre\n\nLa suite.\n",
    PageKind.NEWS: "Ce qui s’est passé, où, quand, et pour qui.\n",
    PageKind.EVENT: "Ce que l’on y fait, ce qu’il faut apporter.\n",
    PageKind.OFFER: "Ce que c’est, pour qui, et ce qui est compris.\n",
}


@dataclass(frozen=True)
class Desk:
    """What a new page must fit in."""

    ctx: Context
    kind: PageKind

    @cached_property
    def content(self) -> Content:
        return read_content(self.ctx.root)

    def needs(self) -> list[Need]:
        """Return what must be known, with what the other pages of the kind usually say."""
        return [
            Need(need.key, need.option, need.question, need.usual or self._usual(need.key))
            for need in NEEDS[self.kind]
        ]

    def _usual(self, key: str) -> str:
        if key not in ("owner", "place", "category"):
            return ""
        same = [page.meta for page in self.content.pages if page.kind is self.kind]
        told = Counter(str(getattr(meta, key, "")) for meta in same)
        return told.most_common(1)[0][0] if told else ""

    def categories(self) -> list[str]:
        metas = (page.meta for page in self.content.pages)
        return sorted({meta.category for meta in metas if isinstance(meta, NewsMeta)})

    def wrong(self, key: str, value: str, told: Mapping[str, str]) -> str:
        """Say in French what is wrong with the value of a key; nothing when it is right.

        Args:
            key: as in front matter.
            value: what was written.
            told: what is known already.
        """
        if key == "nature" and as_written(key, value) not in NATURES.values():
            return "Écrivez « bien » ou « prestation »."
        asked = self.kind.model.model_fields[key]
        kept: Any = Annotated[(asked.annotation, *asked.metadata)] if asked.metadata else (
            asked.annotation
        )  # fmt: skip
        try:
            TypeAdapter(kept).validate_python(as_written(key, value))
        except ValidationError as error:
            (fault, *_) = pydantic_faults(error.errors(), place=lambda _: Place(""),
                                          keys=lambda _: [])  # fmt: skip
            found = f"{fault.found[:1].upper()}{fault.found[1:].rstrip('.')}."
            return " ".join(part for part in (found, fault.remedy) if part)
        starts = as_written("starts", told.get("starts", ""))
        if key == "ends" and as_written(key, value) <= starts:
            return f"La fin doit venir après le début, {starts}."
        return ""

    def write(
        self, title: str, given: Mapping[str, str], *, address: str = "", folder: str = ""
    ) -> Path:
        """Write the file, a draft, and return its path.

        Raises:
            InputError: something is missing or wrong, or the address is taken.
        """
        clean = on_one_line(title)
        values = {
            need.key: as_written(need.key, given.get(need.key, "")) for need in NEEDS[self.kind]
        }
        self._refuse_wrong(clean, values)
        named = self.named(clean, address)
        day = values["starts"][:10] if self.kind is PageKind.EVENT else self.ctx.today.isoformat()
        dated = self.kind in (PageKind.NEWS, PageKind.EVENT)
        where = "/".join(part for part in map(slug, folder.split("/")) if part)
        name = f"{day}-{named}.md" if dated else f"{named}.md"
        shown = "/".join(part for part in (self.kind.folder, where, name) if part)
        text = _text(self.kind, clean, values, self.ctx.today)
        parse_page(text, shown=shown, kind=self.kind)
        if (self.ctx.root / shown).exists():
            raise InputError(
                "ce fichier existe déjà.", remedy="Changez le titre, ou donnez --slug.",
                at=Place(shown),
            )  # fmt: skip
        return _written(self.ctx.root / shown, text)

    def named(self, title: str, address: str = "") -> str:
        """Return the last part of the address: the one that was given, or one from the title.

        Raises:
            InputError: there is none, or another page has it.
        """
        if not on_one_line(title):
            raise InputError("le titre est vide.", remedy="Donnez-le après le genre.")
        named = slug(address) or _cut(slug(on_one_line(title)))
        if not named:
            raise InputError(
                "aucune adresse ne se tire de ce titre.",
                remedy="Donnez-la avec --slug, en lettres et en chiffres.",
            )
        if taken := self._taken(self._url(named)):
            free = next(n for n in _others(named, self.ctx.today) if not self._taken(self._url(n)))
            raise InputError(
                f"l’adresse {self._url(named)} est {taken}.",
                remedy=f"Changez le titre, ou donnez une autre adresse, comme --slug {free}.",
            )
        return named

    def _url(self, named: str) -> str:
        return f"/{PREFIXES.get(self.kind, '')}{named}/"

    def _refuse_wrong(self, title: str, values: Mapping[str, str]) -> None:
        faults = [Fault("le titre est vide.", "Donnez-le après le genre.")] if not title else []
        for need in NEEDS[self.kind]:
            if not values[need.key]:
                faults.append(
                    Fault(f"il manque : {need.question}.", f"Donnez-le avec {need.option}.")
                )
            elif wrong := self.wrong(need.key, values[need.key], values):
                faults.append(Fault(f"{need.option} : {wrong}"))
        if faults:
            raise InputError(faults=faults)

    def _taken(self, url: str) -> str:
        """Say by what an address is taken already; nothing when it is free."""
        if url in RESERVED:
            return "celle d’une page que Comptoir écrit"
        for page in self.content.pages:
            if page.kind.public and page.url == url:
                return f"celle de {page.path}"
        old = url in self._book.moved or any(url in p.meta.aliases for p in self.content.pages)
        return "une ancienne adresse, qui mène ailleurs" if old else ""

    @cached_property
    def _book(self) -> AddressBook:
        return read_addresses(self.ctx.root).book


def _others(named: str, today: dt.date) -> Iterator[str]:
    """Yield other addresses for the same title: of this year, then numbered."""
    yield f"{named}-{today.year}"
    yield from (f"{named}-{number}" for number in count(2))


def _cut(name: str) -> str:
    """Shorten an address at a word.

    >>> _cut("un-titre-court")
    'un-titre-court'
    >>> len(_cut("mot-" * 30)) <= 60
    True
    """
    return name if len(name) <= LONGEST else name[: LONGEST + 1].rpartition("-")[0]


def _text(kind: PageKind, title: str, values: Mapping[str, str], today: dt.date) -> str:
    review = today.replace(year=today.year + 1, day=1)
    lines = [
        "---",
        f"title: {quoted(title)}",
        f"date: {today.isoformat()}  # avant ce jour, la page ne paraît pas",
        *(f"{key}: {quoted(value)}" for key, value in values.items()),
        f"review_by: {review.isoformat()}  # à relire avant ce jour",
        "status: draft  # published quand elle est prête",
        "# Ôtez le dièse de ce qui sert :",
        *(f"# {key}  # {what}" for key, what in MORE[kind]),
        "---",
        "",
        BODIES[kind],
    ]
    return "\n".join(lines)


def _written(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise os_error(error) from error
    return path
