"""Where each old page and file goes in the project: names, slugs, redirects, links."""

import posixpath
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urljoin

from comptoir.errors import Place
from comptoir.site import addresses
from comptoir.site.adoption import links
from comptoir.site.adoption.calls import without_calls
from comptoir.site.adoption.ledger import Entry, Ledger, key_of
from comptoir.site.adoption.model import OldFile, OldKind, OldLink, OldPage, OldSite, Remark, Topic
from comptoir.site.adoption.urls import inside, joined, normal
from comptoir.site.markdown import prose
from comptoir.site.source import PREFIXES, PageKind
from comptoir.text import french_list
from comptoir.text import slug as slugged

IMAGES = "content/images"
FILES = "content/fichiers"
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tif",
                      ".tiff"})  # fmt: skip
LONGEST_SLUG = 80
_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)|-scaled(?=\.\w+$)")
KINDS = {OldKind.PAGE: PageKind.PAGE, OldKind.ARTICLE: PageKind.NEWS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An old page, where it goes, and its text with every link to what was adopted."""

    old: OldPage
    path: str
    slug: str
    url: str
    aliases: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()  # old addresses that are a question, as /?p=12
    image: str = ""
    body: str = ""
    home: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFile:
    """An old file and where it goes."""

    old: OldFile
    path: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    pages: tuple[Placed, ...]
    files: tuple[PlacedFile, ...]
    remarks: tuple[Remark, ...]
    alts: Mapping[str, str] = field(default_factory=dict)  # image path → what pages say of it
    menu: tuple[OldLink, ...] = ()  # with the new addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What the project holds already, and is not ours to change."""

    paths: Collection[str] = ()
    urls: Collection[str] = ()
    home: bool = False
    legal: Collection[str] = ()  # addresses of its legal pages


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


def fold_path(path: str) -> str:
    """A disk that ignores case or accents' form must not merge two files."""
    return unicodedata.normalize("NFC", path).casefold()


def place(site: OldSite, ledger: Ledger, taken: Taken) -> Placing:
    """Decide every name; those of an earlier run stay."""
    remarks: list[Remark] = []
    files = _place_files(site, ledger, taken)
    pages = _place_pages(site, ledger, taken, remarks)
    finder = _Finder(site, pages, files)
    alts: dict[str, str] = {}
    linked = [_linked(page, finder, alts, remarks) for page in pages]
    return Placing(
        pages=tuple(_with_aliases(linked, taken, remarks)),
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


_MANY_DIGITS = re.compile(r"\d(?:-?\d){11,}")


def _short(name: str) -> str:
    """Cut the long numbers of a name: one reads as a payment card's, and stops the site.

    >>> _short("un-4970101234567899-n"), _short("2019-06-01-bal")
    ('un-49701012-n', '2019-06-01-bal')
    """
    return _MANY_DIGITS.sub(lambda found: found[0][:8].strip("-"), name)


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
        path = f"{folder}/{word}/index.md" if nested else f"{folder}/{date}{word}.md"
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


class _Finder:
    """Says what an old link means now."""

    def __init__(self, site: OldSite, pages: Sequence[Placed], files: Sequence[PlacedFile]) -> None:
        self._address, self._roots = site.address, site.roots
        self._by_source: dict[str, str] = {}
        self._by_url: dict[str, str] = {}
        self.alts = {file.url: file.old.alt for file in files if file.old.alt}
        for page in pages:
            self._by_source.setdefault(fold_path(page.old.key), page.url)
            for url in page.old.urls:
                self._by_url.setdefault(fold_path(normal(url)), page.url)
        for file in files:
            if not file.old.media:
                self._by_source.setdefault(fold_path(file.old.key), file.url)
            for url in file.old.urls:
                self._by_url.setdefault(fold_path(normal(url)), file.url)
        for url, key in site.extra_urls.items():
            if target := self._by_source.get(fold_path(key)):
                self._by_url.setdefault(fold_path(normal(url)), target)

    def menu(self, url: str) -> str:
        """Return the new address of a menu entry, or the one that it had."""
        path = inside(url, self._address)
        candidates = (
            () if path is None else (normal(path), f"{normal(path)}/", f"{normal(path)}.html")
        )
        found = (self._by_url.get(fold_path(candidate)) for candidate in candidates)
        return next((target for target in found if target), url)

    def find(self, page: OldPage, target: str) -> str | None:
        """Return the new address of a link's target, nothing to leave it as it is."""
        address, fragment = links.cut(target)
        if not address or address.startswith(("mailto:", "tel:", "data:", "javascript:")):
            return None
        named = links.source_path(address)
        path = named if named is not None else inside(address, self._address)
        if path is None:
            return None
        found = self._source(page.key, path)
        if found is None and named is None:
            found = self._url(page, path)
        return f"{found}{fragment}" if found is not None else None

    def _source(self, key: str, path: str) -> str | None:
        bare = path.partition("?")[0]
        folder = posixpath.dirname(key)
        absolute = bare.startswith("/")
        tried = [f"{root}{bare.lstrip('/')}" for root in self._roots]
        near = [] if absolute else [joined(folder, bare)]
        for candidate in (*near, *(joined("", one) for one in tried)):
            if candidate and (found := self._by_source.get(fold_path(candidate))):
                return found
        return None

    def _url(self, page: OldPage, path: str) -> str | None:
        for base in page.urls[:1] or ("/",):
            whole = normal(path if path.startswith("/") else urljoin(normal(base) or "/", path))
            for candidate in (whole, whole.rstrip("/"), f"{whole}/", f"{whole}.html",
                              _SIZE.sub("", whole), whole.partition("?")[0]):  # fmt: skip
                if candidate and (found := self._by_url.get(fold_path(candidate))):
                    return found
        return None


def _linked(page: Placed, finder: _Finder, alts: dict[str, str], remarks: list[Remark]) -> Placed:
    missing: list[str] = []

    def resolve(target: str) -> str | None:
        found = finder.find(page.old, target)
        if found is None and links.source_path(target) is not None:
            missing.append(target)
            return "/" + posixpath.basename(links.source_path(target) or "")
        return found

    body = links.rewritten(_harmless(page.old.body), resolve)
    body, hosts = without_calls(_with_alts(body, finder.alts, alts))
    if hosts:
        said = f"ce qui venait de {french_list(hosts)} est mis en lien, ou ôté si c’est un script."
        remedy = "Copiez l’image dans content/images/, ou employez le composant « integration »."
        remarks.append(Remark(Topic.EMBED, said, remedy, Place(page.old.key)))
    image = finder.find(page.old, page.old.image) if page.old.image else ""
    shown = (image or "").removeprefix("/images/") if (image or "").startswith("/images/") else ""
    if page.old.image and not shown:
        missing.append(page.old.image)
    for target in dict.fromkeys(missing):
        said = f"« {target} » n’est pas dans l’ancien site."
        remarks.append(Remark(Topic.PAGE, said, "Corrigez ce lien.", Place(page.old.key)))
    return replace(page, body=body, image=shown)


_COMPONENT = re.compile(r"^( {0,3})(?=:::)", re.M)


def _harmless(body: str) -> str:
    """Keep old text from being read as one of our components."""
    found = [match.end() for match in _COMPONENT.finditer(prose(body))]
    for place in reversed(found):
        body = f"{body[:place]}\\{body[place:]}"
    return body


_IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\((?P<url>/images/[^)\s]+)")


def _with_alts(body: str, known: Mapping[str, str], alts: dict[str, str]) -> str:
    """Put the words that the old site had for an image where the text has none."""

    def put(found: re.Match[str]) -> str:
        alt = found["alt"].strip() or _safe(known.get(found["url"], ""))
        if alt:
            alts.setdefault(f"content{found['url']}", alt)
        return f"![{alt}]({found['url']}"

    return _IMAGE.sub(put, body)


def _safe(alt: str) -> str:
    return " ".join(alt.split()).replace("[", "(").replace("]", ")")


def _with_aliases(pages: Sequence[Placed], taken: Taken, remarks: list[Remark]) -> Iterable[Placed]:
    """Give each page its old addresses, but those of a page that is there, or of another."""
    held = {fold_path(url): "" for url in (*taken.urls, *(page.url for page in pages), "/")}
    asked: set[str] = set()
    for page in pages:
        own: list[str] = []
        queries: list[str] = []
        for url in page.old.urls if not page.old.draft else ():
            alias = normal(url)
            alias = alias if "?" in alias or not alias else addresses.normal(alias)
            if not alias or alias in own or alias in queries or alias == page.url:
                continue
            if "?" in alias:
                if addresses.question(alias) and alias not in asked:
                    asked.add(alias)
                    queries.append(alias)
                continue
            if fold_path(alias) in held:
                if holder := held[fold_path(alias)]:
                    said = f"l’ancienne adresse {alias} mène déjà à {holder}."
                    remarks.append(Remark(Topic.PAGE, said, "", Place(page.old.key)))
                continue
            held[fold_path(alias)] = page.url
            own.append(alias)
        yield replace(
            page, aliases=tuple(quote(a, safe="/-_.~%", encoding="utf-8") if not _plain(a) else a
                                for a in own), queries=tuple(queries))  # fmt: skip


def _plain(alias: str) -> bool:
    return all(c.isalnum() or c in "-_.~/%" for c in alias)
