"""Links, images and old addresses of adopted pages, written with the new ones."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urljoin

from comptoir.errors import Place
from comptoir.site import addresses
from comptoir.site.adoption import links
from comptoir.site.adoption.absent import without_absent
from comptoir.site.adoption.calls import without_calls
from comptoir.site.adoption.model import OldPage, OldSite, Remark, Topic
from comptoir.site.adoption.placed import PICTURES, Placed, PlacedFile, Taken, fold_path
from comptoir.site.adoption.urls import inside, joined, normal
from comptoir.site.markdown import prose
from comptoir.text import french_list

_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)|-scaled(?=\.\w+$)")


class Finder:
    """Says what an old link means now."""

    def __init__(self, site: OldSite, pages: Sequence[Placed], files: Sequence[PlacedFile]) -> None:
        self._address, self._roots = site.address, site.roots
        self._by_source: dict[str, str] = {}
        self._by_url: dict[str, str] = {}
        self.there = {file.url for file in files}
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
        names = Counter(_name(file) for file in files)
        self._by_name = {_name(file): file.url for file in files if names[_name(file)] == 1}
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

    def image(self, page: OldPage) -> str | None:
        """Return the image of a page's head: many themes wanted its bare name."""
        found = self.find(page, page.image)
        return found or self._by_name.get(fold_path(unquote(page.image)))

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


def _name(file: PlacedFile) -> str:
    return posixpath.basename(fold_path(file.old.key))


def linked(page: Placed, finder: Finder, alts: dict[str, str], remarks: list[Remark]) -> Placed:
    missing: list[str] = []

    def resolve(target: str) -> str | None:
        found = finder.find(page.old, target)
        if found is None and links.source_path(target) is not None:
            if PurePosixPath(target).suffix.lower() not in PICTURES:
                missing.append(target)
            return "/" + posixpath.basename(links.source_path(target) or "")
        return found

    body = links.rewritten(_harmless(page.old.body), resolve)
    body, absent = without_absent(body, finder.there)
    for name in absent:
        said = f"l’image « {name} » n’est pas dans l’ancien site : son texte la remplace."
        remarks.append(Remark(Topic.IMAGE, said, "", Place(page.old.key)))
    body, hosts = without_calls(_with_alts(body, finder.alts, alts))
    if hosts:
        said = f"ce qui venait de {french_list(hosts)} est mis en lien, ou ôté si c’est un script."
        remedy = "Copiez l’image dans content/images/, ou employez le composant « integration »."
        remarks.append(Remark(Topic.EMBED, said, remedy, Place(page.old.key)))
    image = finder.image(page.old) if page.old.image else ""
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


def with_aliases(pages: Sequence[Placed], taken: Taken, remarks: list[Remark]) -> Iterable[Placed]:
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
