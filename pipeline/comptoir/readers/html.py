"""Walk a folder of built pages, whatever made it."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error
from comptoir.readers.exif import is_photo, tells_where
from comptoir.site import assembly, encoding
from comptoir.site.built import HtmlSite, OtherFile, Sitemap
from comptoir.site.calls import StyleSheet
from comptoir.site.encoding import LARGEST, Written
from comptoir.site.html import HtmlPage
from comptoir.site.links import NOWHERE, addresses
from comptoir.site.page_facts import PageFacts

TEXT_MAY_LEAK = (".csv", ".tsv", ".json", ".txt", ".sql", ".vcf", ".log", ".eml", ".mbox", ".ldif")
SAMPLE = 8  # pages read to guess the folder under which the site is published
SKIPPED = frozenset({".git", "node_modules", "__pycache__", ".venv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlFolder:
    """The files of a built site, before any page is parsed."""

    root: Path
    shown: str
    base: str
    pages: tuple[str, ...]
    styles: tuple[str, ...]
    others: tuple[str, ...]
    below: Path | None = None  # where the files are that the folder lacks

    def file(self, path: str) -> str:
        """Return where a file is, as text: there are thousands."""
        here = f"{self.root}/{path}"
        return here if not self.below or os.path.exists(here) else f"{self.below}/{path}"  # noqa: PTH110

    def read(self, path: str) -> str:
        return self._read(path)[0]

    def _read(self, path: str) -> tuple[str, Written]:
        try:
            with open(self.file(path), "rb", buffering=0) as file:  # noqa: PTH123 — twice as fast
                size = min(os.fstat(file.fileno()).st_size, LARGEST)
                return encoding.read(file.read(size + 1) or b"")
        except OSError as error:
            raise os_error(error) from error

    def name(self, path: str) -> str:
        return f"{self.shown}/{path}" if self.shown else path

    def page(self, path: str) -> HtmlPage:
        text, written = self._read(path)
        return HtmlPage(text, path=path, shown=self.name(path), base=self.base, written=written)

    def parsed(self) -> Iterator[HtmlPage]:
        """Yield each page parsed, one at a time: trees are large, and dropped after use."""
        for path in self.pages:
            yield self.page(path)

    def sheets(self) -> list[StyleSheet]:
        return [
            StyleSheet(self.read(path), path=path, shown=self.name(path), base=self.base)
            for path in self.styles
        ]

    def site(
        self,
        facts: Iterable[PageFacts],
        sheets: Iterable[StyleSheet],
        *,
        source: Callable[[str], str] | None = None,
    ) -> HtmlSite:
        """Put together the site of its pages' facts and its other files.

        Args:
            facts: of its pages.
            sheets: its style sheets.
            source: gives the text of a page again.
        """
        redirects = self.read("_redirects") if "_redirects" in self.others else ""
        return HtmlSite(
            pages=facts,
            files=map(self._other, self.others),
            styles=sheets,
            base=self.base,
            robots=self.read("robots.txt") if "robots.txt" in self.others else None,
            sitemaps=_sitemaps(self),
            redirects=assembly.redirections(redirects),
            folder=self.shown,
            source=source or self.read,
        )

    def _other(self, path: str) -> OtherFile:
        file = Path(self.file(path))
        text = self.read(path) if path.lower().endswith(TEXT_MAY_LEAK) else ""
        located = is_photo(path) and tells_where(file)
        return OtherFile(
            path=path, shown=self.name(path), size=file.stat().st_size, text=text, located=located
        )


def page_in(file: Path, *, shown: str, base: str = "") -> HtmlPage:
    """Read one page of a site whose other pages are not asked for."""
    try:
        text, written = encoding.read(file.read_bytes())
    except OSError as error:
        raise os_error(error) from error
    return HtmlPage(text, path=shown, shown=shown, base=base.rstrip("/"), written=written)


def open_folder(root: Path, *, shown: str = "", base: str = "") -> HtmlFolder:
    """List the files of a built site.

    Args:
        root: the folder.
        shown: its name in findings.
        base: its public address; guessed from the site when it is not given.

    Raises:
        InputError: no such folder, or no page in it.
    """
    name = shown or root.name
    if root.is_file():
        raise InputError(
            "ce n’est pas un dossier : une page se vérifie avec son site.",
            remedy="Donnez le dossier qui la contient.",
            at=Place(name),
        )
    if not root.is_dir():
        raise InputError(
            "ce dossier n’existe pas.",
            remedy="Construisez d’abord le site (comptoir site build), ou donnez un autre dossier.",
            at=Place(name),
        )
    folder = _sorted(_walk(root), root=root, shown=name, base=base.rstrip("/"))
    if not folder.pages:
        raise InputError(
            "ce dossier ne contient aucune page HTML.",
            remedy="Donnez le dossier du site construit, comme output.",
            at=Place(name),
        )
    return folder if base else _with_base(folder)


def opened_on(
    names: Iterable[str], root: Path, below: Path, *, shown: str, base: str
) -> HtmlFolder:
    """Return the files of a site that lie in two folders.

    Args:
        names: its files.
        root: where they are.
        below: where those are that are not there.
        shown: its name in findings.
        base: its public address.
    """
    kept = (name for name in names if SKIPPED.isdisjoint(name.split("/")[:-1]))
    folder = _sorted(sorted(kept), root=root, shown=shown, base=base.rstrip("/"))
    return replace(folder, below=below)


def _sorted(names: Iterable[str], *, root: Path, shown: str, base: str) -> HtmlFolder:
    pages: list[str] = []
    styles: list[str] = []
    others: list[str] = []
    for path in names:
        lower = path.lower()
        if lower.endswith(assembly.PAGE):
            pages.append(path)
        else:
            (styles if lower.endswith(".css") else others).append(path)
    return HtmlFolder(
        root=root, shown=shown, base=base, pages=tuple(pages), styles=tuple(styles),
        others=tuple(others),
    )  # fmt: skip


def _walk(root: Path) -> list[str]:
    found: list[str] = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        here = Path(folder).relative_to(root)
        found.extend(
            (here / name).as_posix()
            for name in files
            if os.path.isfile(f"{folder}/{name}")  # noqa: PTH113 — a link to nothing is no file
        )
    return sorted(found)


def _with_base(folder: HtmlFolder) -> HtmlFolder:
    home = next((p for p in ("index.html", "index.htm") if p in folder.pages), "")
    base = assembly.public_address(
        folder.read("CNAME") if "CNAME" in folder.others else "",
        folder.read(home) if home else "",
        _sitemaps(folder),
    )
    sample = dict.fromkeys([home, *folder.pages[:SAMPLE]] if home else folder.pages[:SAMPLE])
    if not urlsplit(base).path:
        served = addresses([*folder.pages, *folder.styles, *folder.others])
        mounted = assembly.mount(map(folder.read, sample), served, base)
        base = f"{base or NOWHERE}{mounted}" if mounted else base
    return replace(folder, base=base)


def _sitemaps(folder: HtmlFolder) -> list[Sitemap]:
    names = [p for p in folder.others if p.startswith("sitemap") and p.endswith((".xml", ".txt"))]
    return [assembly.sitemap(folder.name(name), folder.read(name)) for name in names]
