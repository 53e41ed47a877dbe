"""How well a site can be found and shared: what each page tells engines and networks, counted.

What is counted is what Google's and the networks' own guides for publishers ask of a page. It says
nothing of how well it is written, nor of the place it will have in results.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comptoir.site.built import HtmlSite
from comptoir.site.html import HtmlPage, Node
from comptoir.site.links import Where

ASIDE = frozenset({"nav", "header", "footer", "aside"})
ARTICLES = frozenset({"Article", "NewsArticle", "BlogPosting"})
TITLE, DESCRIPTION = range(10, 71), range(50, 171)  # characters that results and cards show


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What one page says of itself, and the pages of the site that its text leads to."""

    url: str
    title: str
    description: str
    main_headings: int
    canonical: str
    preview: bool
    types: frozenset[str]
    leads_to: frozenset[str]
    feeds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing asked, how many pages do it, and which do not."""

    key: str
    title: str
    met: int
    total: int
    lacking: tuple[str, ...]  # addresses
    advice: str

    @property
    def share(self) -> float:
        return self.met / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility:
    """The criteria, and their mean out of 100."""

    criteria: tuple[Criterion, ...]
    pages: int

    @property
    def score(self) -> int:
        asked = [criterion.share for criterion in self.criteria if criterion.total]
        return int(100 * sum(asked) / len(asked)) if asked else 0


def marks_of(page: HtmlPage) -> Marks | None:
    """Return what a page says; nothing of one that engines are not to list."""
    if page.noindex or not page.is_whole or page.path == "404.html":
        return None
    hrefs = [node.attributes.get("href") or "" for node in page.canonicals]
    targets = (page.resolve(node.attributes.get("href") or "") for node in _links(page))
    return Marks(
        url=page.url,
        title=page.title,
        description=page.meta("description"),
        main_headings=sum(heading.level == 1 for heading in page.headings),
        canonical=hrefs[0] if len(hrefs) == 1 else "",
        preview=bool(page.meta("og:title") and page.meta("og:image")),
        types=frozenset(_types(page)),
        leads_to=frozenset(target.path for target in targets if target.where is Where.INSIDE),
        feeds=sum("application/" in kind and ("rss" in kind or "atom" in kind)
                  for kind in _alternates(page)),
    )  # fmt: skip


def _links(page: HtmlPage) -> Iterator[Node]:
    """Yield the links of the text itself, not those of menus and footers."""
    within = page.tree.css_first("main") or page.tree.body
    for node in within.css("a[href]") if within else ():
        if not any(above.tag in ASIDE for above in _above(node, within)):
            yield node


def _above(node: Node, top: Node | None) -> Iterator[Node]:
    here = node.parent
    while here is not None and here != top:
        yield here
        here = here.parent


def _alternates(page: HtmlPage) -> Iterator[str]:
    for node in page.all("link"):
        if "alternate" in (node.attributes.get("rel") or "").lower().split():
            yield (node.attributes.get("type") or "").lower()


def _types(page: HtmlPage) -> Iterator[str]:
    for node in page.all("script"):
        if (node.attributes.get("type") or "").strip().lower() == "application/ld+json":
            try:
                yield from _types_in(json.loads(node.text()))
            except ValueError:
                continue


def _types_in(data: Any) -> Iterator[str]:
    if isinstance(data, list):
        for each in data:
            yield from _types_in(each)
    elif isinstance(data, dict):
        told = data.get("@type", ())
        yield from [told] if isinstance(told, str) else map(str, told)
        yield from _types_in(data.get("@graph", []))


def judge(marks: Sequence[Marks], site: HtmlSite) -> Visibility:
    """Count what is done, over the pages that engines may list."""
    listed = _listed(site)
    titles, descriptions = _counts(marks, "title"), _counts(marks, "description")
    reached = Counter(url for page in marks for url in page.leads_to if url != page.url)
    articles = [page for page in marks if page.types & ARTICLES]

    def asked(
        key: str, title: str, advice: str, test: Callable[[Marks], bool],
        among: Sequence[Marks] = marks,
    ) -> Criterion:  # fmt: skip
        lacking = tuple(page.url for page in among if not test(page))
        return Criterion(
            key=key, title=title, advice=advice, lacking=lacking,
            total=len(among), met=len(among) - len(lacking),
        )  # fmt: skip

    home = [page for page in marks if page.url == "/"]
    return Visibility(
        pages=len(marks),
        criteria=(
            asked("title", "Titre propre à la page, de 10 à 70 caractères",
                  "Précisez « title » ; un titre trop long est coupé dans les résultats.",
                  lambda p: len(p.title) in TITLE and titles[p.title] == 1),
            asked("description", "Résumé propre à la page, de 50 à 170 caractères",
                  "Écrivez « summary » : c’est le texte que montrent les moteurs.",
                  lambda p: len(p.description) in DESCRIPTION
                  and descriptions[p.description] == 1),
            asked("heading", "Un titre principal, et un seul",
                  "Commencez les intertitres du texte à « ## ».",
                  lambda p: p.main_headings == 1),
            asked("canonical", "Adresse canonique complète", "Une seule, avec https:// et le nom.",
                  lambda p: p.canonical.startswith("https://")),
            asked("preview", "Aperçu pour les réseaux : titre et image",
                  "Donnez une image à la page, ou « cards = true » dans [sharing].",
                  lambda p: p.preview),
            asked("data", "Données structurées lisibles", "Elles disent aux moteurs ce qu’est "
                  "la page : article, événement, offre.", lambda p: bool(p.types)),
            asked("sitemap", "Présence au plan du site", "Ajoutez la page à sitemap.xml.",
                  lambda p: p.url in listed),
            asked("reached", "Un lien au moins, dans le texte d’une autre page, mène à elle",
                  "Faites-y renvoyer une page qui en parle.", lambda p: reached[p.url] > 0,
                  among=[p for p in marks if p.url != "/"]),
            asked("links-back", "L’article renvoie à une page du site",
                  "Ajoutez à l’article un lien vers la page de l’activité dont il parle.",
                  lambda p: bool(p.leads_to - {p.url}), among=articles),
            asked("feed", "Flux annoncé à l’accueil", "Annoncez le flux RSS ou Atom.",
                  lambda p: p.feeds > 0, among=home),
        ),
    )  # fmt: skip


def _counts(marks: Sequence[Marks], name: str) -> Mapping[str, int]:
    return Counter(str(getattr(page, name)) for page in marks)


def _listed(site: HtmlSite) -> frozenset[str]:
    """Return the paths that the site maps list."""
    home = site.home
    if home is None:
        return frozenset()
    locations = (location for map_ in site.sitemaps for location in map_.locations)
    targets = (site.resolve(location, home) for location in locations)
    return frozenset(target.path for target in targets if target.where is Where.INSIDE)
