"""Where each old page and file goes in the project: names, slugs, addresses."""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from comptoir.errors import Place
from comptoir.site.adoption.ledger import Entry, Ledger, key_of
from comptoir.site.adoption.linking import Finder, linked, with_aliases
from comptoir.site.adoption.model import OldFile, OldKind, OldPage, OldSite, Remark, Topic
from comptoir.site.adoption.placed import (
    FILES,
    IMAGES,
    KINDS,
    PICTURES,
    Placed,
    PlacedFile,
    Placing,
    Taken,
    fold_path,
)
from comptoir.site.adoption.urls import normal
from comptoir.site.source import PREFIXES
from comptoir.text import slug as slugged

LONGEST_SLUG = 80


class _Names:
    """Gives each thing a name that nothing else has."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {fold_path(name) for name in taken}
        self._last: dict[str, int] = {}  # number given last for a wish: thousands may share one

    def free(self, made: Callable[[str], Sequence[str]], wish: str) -> str:
        """Return the wish, or the first of `wish-2`, `wish-3`… of which every name is free."""
        first = [fold_path(name) for name in made(wish)]
        if not self._taken.intersection(first):
            self._taken.update(first)
            return wish
        number = self._last.get(wish, 1) + 1
        while True:
            word = f"{wish}-{number}"
            names = [fold_path(name) for name in made(word)]
            if not self._taken.intersection(names):
                self._taken.update(names)
                self._last[wish] = number
                return word
            number += 1

    def take(self, *names: str) -> None:
        self._taken.update(map(fold_path, names))


def place(site: OldSite, ledger: Ledger, taken: Taken) -> Placing:
    """Decide every name; those of an earlier run stay."""
    remarks: list[Remark] = []
    files = _place_files(site, ledger, taken)
    pages = _place_pages(site, ledger, taken, remarks)
    finder = Finder(site, pages, files)
    alts: dict[str, str] = {}
    done = [linked(page, finder, alts, remarks) for page in pages]
    return Placing(
        pages=tuple(with_aliases(done, taken, remarks)),
        files=tuple(files),
        remarks=tuple(remarks),
        alts=alts,
        menu=tuple(replace(entry, url=finder.menu(entry.url)) for entry in site.menu),
    )


def _place_files(site: OldSite, ledger: Ledger, taken: Taken) -> list[PlacedFile]:
    names = _Names(taken.paths)
    names.take(*(entry.path for entry in ledger.entries.values()))
    same: dict[tuple[str, str], str] = {}  # (folder, content) → path: one copy of each
    placed = []
    for old in sorted(site.files, key=lambda file: file.key):
        stem, suffix = posixpath.splitext(posixpath.basename(old.key))
        folder = IMAGES if suffix.lower() in PICTURES else FILES
        suffix = re.sub(r"[^a-z0-9.]", "", suffix.lower())
        entry = ledger.entries.get(_file_key(old))
        path = entry.path if entry else same.get((folder, old.digest), "")
        if not path:
            wish = _short(slugged(stem))[:LONGEST_SLUG].strip("-") or "fichier"
            word = names.free(_named(folder, suffix), wish)
            path = f"{folder}/{word}{suffix}"
        same.setdefault((folder, old.digest), path)
        placed.append(PlacedFile(old=old, path=path, url=path.removeprefix("content")))
    return placed


def _named(folder: str, suffix: str) -> Callable[[str], Sequence[str]]:
    return lambda word: [f"{folder}/{word}{suffix}"]


def _file_key(file: OldFile) -> str:
    return key_of(f"file:{file.key}")


def page_key(page: OldPage) -> str:
    return key_of(f"page:{page.key}")


def file_key(placed: PlacedFile) -> str:
    return _file_key(placed.old)


def _place_pages(
    site: OldSite, ledger: Ledger, taken: Taken, remarks: list[Remark]
) -> list[Placed]:
    names = _Names([*taken.paths, *taken.urls])
    for entry in ledger.entries.values():
        names.take(entry.path, entry.url)
    by_key = {page.key: page for page in site.pages}
    parents = {page.parent for page in site.pages if page.parent in by_key}
    home = taken.home or any(entry.url == "/" for entry in ledger.entries.values())
    placed: list[Placed] = []
    for one in sorted(site.pages, key=_turn):
        old = one
        if old.kind is OldKind.PAGE and f"/{_wish(old)}/" in taken.legal:
            remarks.append(_legal(old))
            old = replace(one, draft=True, urls=())
        known = ledger.entries.get(page_key(old))
        if known is not None and known.slug:
            placed.append(_again(old, known))
        else:
            is_home = old.home and not home and not old.draft
            home = home or is_home
            nested = old.key in parents
            placed.append(_first_time(old, names, by_key, nested=nested, home=is_home))
        if placed[-1].slug != _wish(old) and f"/{_wish(old)}/" not in taken.legal:
            remarks.append(_renamed(old, placed[-1]))
        if old.home and not placed[-1].home:
            remarks.append(_second_home(old, placed[-1]))
    return placed


def _turn(old: OldPage) -> tuple[bool, str, str]:
    """The page that had an address keeps it before one that would like it."""
    prefix = PREFIXES.get(KINDS[old.kind], "")
    plain = {normal(url).rstrip("/").removesuffix(".html") for url in old.urls}
    return f"/{prefix}{_wish(old)}" not in plain, str(old.day or ""), old.key


def _wish(old: OldPage) -> str:
    wish = _short(slugged(old.slug))[:LONGEST_SLUG].strip("-")
    return wish or _short(slugged(old.title))[:60].strip("-") or "page"


MANY_DIGITS = re.compile(r"\d(?:-?\d){11,}")  # as a payment card has


def _short(name: str) -> str:
    """Cut the long numbers of a name: one reads as a payment card's, and stops the site.

    >>> _short("un-4970101234567899-n"), _short("2019-06-01-bal")
    ('un-49701012-n', '2019-06-01-bal')
    """
    return MANY_DIGITS.sub(lambda found: found[0][:8].strip("-"), name)


def _again(old: OldPage, entry: Entry) -> Placed:
    return Placed(old=old, path=entry.path, slug=entry.slug, url=entry.url, home=entry.url == "/")


def _first_time(
    old: OldPage,
    names: _Names,
    by_key: Mapping[str, OldPage],
    *,
    nested: bool,
    home: bool,
) -> Placed:
    kind = KINDS[old.kind]
    prefix = PREFIXES.get(kind, "")
    date = f"{old.day.isoformat()}-" if old.kind is OldKind.ARTICLE and old.day else ""
    folder = "/".join([kind.folder, *_ancestors(old, by_key)])

    def made(word: str) -> list[str]:
        dated = word if word.startswith(date) else f"{date}{word}"  # some names say it already
        path = f"{folder}/{word}/index.md" if nested else f"{folder}/{dated}.md"
        return [path, "/" if home else f"/{prefix}{word}/"]

    word = names.free(made, "index" if home else _wish(old))
    path, url = made(word)
    return Placed(old=old, path=path, slug=_wish(old) if home else word, url=url, home=home)


def _ancestors(old: OldPage, by_key: Mapping[str, OldPage]) -> list[str]:
    found: list[str] = []
    seen = {old.key}
    here = by_key.get(old.parent)
    while here is not None and here.key not in seen and len(found) < 5:
        seen.add(here.key)
        found.insert(0, _wish(here))
        here = by_key.get(here.parent)
    return found


def _renamed(old: OldPage, placed: Placed) -> Remark:
    return Remark(
        Topic.PAGE,
        f"son adresse est déjà prise : elle devient {placed.url}.",
        "Choisissez laquelle garder.",
        Place(old.key),
    )


def _legal(old: OldPage) -> Remark:
    said = f"le projet a sa page légale à /{_wish(old)}/ : l’ancienne est gardée en brouillon."
    remedy = "Comparez-les, puis effacez le brouillon."
    return Remark(Topic.PAGE, said, remedy, Place(old.key))


def _second_home(old: OldPage, placed: Placed) -> Remark:
    return Remark(
        Topic.PAGE,
        f"le projet a déjà une page d’accueil : celle-ci est à {placed.url}.",
        f"Reprenez-en le texte, ou écrivez « template: home » dans {placed.path}.",
        Place(old.key),
    )
