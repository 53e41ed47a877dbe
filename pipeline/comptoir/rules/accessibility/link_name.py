from collections.abc import Iterator
from functools import lru_cache

from comptoir.errors import Place
from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.site.access import clean
from comptoir.site.html import HtmlPage, Link
from comptoir.site.markdown import links_in
from comptoir.site.source import SourcePage
from comptoir.site.wording import flat

VAGUE = frozenset(
    (
        "ici", "cliquez ici", "cliquer ici", "clic", "la", "lien", "ce lien", "lire la suite",
        "suite", "en savoir plus", "savoir plus", "plus", "plus d infos", "plus d informations",
        "lire", "voir", "voir plus", "lire plus", "details", "click here", "here", "read more",
        "more", "learn more",
    )
)  # fmt: skip
CONTEXT = ("p", "li", "td", "th", "dd", "dt", "figcaption", "article", "section", "h2", "h3", "h4")
LINKS = frozenset(("link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref"))
ENOUGH = 12  # characters around the link
LONGEST = 24  # a longer text is not vague


@lru_cache(maxsize=4096)
def _is_vague(text: str) -> bool:
    return flat(text) in VAGUE


@rule(
    "ACC015",
    "Intitulé des liens",
    severity=WARNING,
    basis="RGAA 6.1 et 6.2",
    seen="RGAA",
    surface=HtmlPage,
    act=("c487ae",),
)
def link_name(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les liens sans intitulé, et ceux dont l’intitulé (« ici », « lire la suite ») ne dit
    rien sans contexte.

    Biais : le contexte de la phrase, de la liste ou de l’article suffit, comme dans le RGAA.

    ```html refusé
    <a href="/contact/"><img src="/enveloppe.png" alt=""></a>
    ```

    ```html refusé
    <p><a href="/contact/">Cliquez ici</a></p>
    ```

    ```html accepté
    <p>Les horaires de l’atelier : <a href="/horaires/">en savoir plus</a>.</p>
    <a href="/contact/" aria-label="Contact"><svg aria-hidden="true"></svg></a>
    ```
    """
    for link in page.links:
        if len(link.text) < LONGEST and _is_vague(link.text) and _is_alone(page, link):
            found = f"le lien « {link.text} » ne dit pas où il mène"
            remedy = "Dites-le dans l’intitulé : « les horaires de l’atelier »."
            yield Fault(page.place(link.node), found, remedy)
    yield from _nameless(page)


def _nameless(page: HtmlPage) -> Iterator[Fault]:
    access = page.access
    stated = (node for _, node in page.with_role(LINKS) if node.tag != "a")
    veiled = page.veiled
    links = (link.node for link in page.links if not link.text or link.node.mem_id in veiled)
    for node in (*links, *page.all("area"), *stated):
        if access.has_name(node) or access.role(node) not in LINKS or access.hidden(node):
            continue
        found = "un lien n’a pas d’intitulé"
        yield Fault(page.place(node), found, "Donnez-lui un texte.", MISSING)


def _is_alone(page: HtmlPage, link: Link) -> bool:
    if not _is_vague(page.access.name(link.node)):
        return False
    here = link.node.parent
    while here is not None and here.is_element_node and here.tag not in ("main", "body", "nav"):
        if here.tag in CONTEXT:
            around = clean(here.text(separator=" ")).replace(link.text, "", 1)
            if len(around.strip()) >= ENOUGH:
                return False
        here = here.parent
    return True


@link_name.on(SourcePage)
def in_source(page: SourcePage) -> Iterator[Fault]:
    lines = page.body.splitlines()
    for link in links_in(page.body):
        at = Place(page.path, page.body_line + link.line - 1)
        if not link.text:
            yield Fault(at, "un lien n’a pas d’intitulé", "Donnez-lui un texte.", MISSING)
        elif _is_vague(link.text) and lines[link.line - 1].strip("-*. ").startswith("["):
            alone = len(lines[link.line - 1]) < len(link.text) + len(link.url) + 4 + ENOUGH
            if alone:
                found = f"le lien « {link.text} » ne dit pas où il mène"
                yield Fault(at, found, "Dites-le dans l’intitulé.")
