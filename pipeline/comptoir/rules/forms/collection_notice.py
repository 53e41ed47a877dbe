import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, WARNING, Fault, rule
from comptoir.site.access import clean
from comptoir.site.forms import Form, data_forms, is_login
from comptoir.site.html import HtmlPage, Node
from comptoir.site.legal_pages import Legal, by_content, named, named_by_path
from comptoir.site.wording import folded

SAYS_WHY = re.compile(
    r"\bdonnees\b|\binformations?\b|\badresse\b|\brepondre\b|\btrait(?:er|ees|ement)\b|\bconserv|\brgpd\b"
    r"|\butilis|\bservent?\b|\benvoyer\b|\bdesinscri|\bresponsable\b"
)
FRAME = ("main", "body", "html")
NEAR = 3  # neighbours before and after the form that are read


@rule(
    "FRM001",
    "Information au moment de la collecte",
    severity=ERROR,
    basis="RGPD, art. 13",
    surface=HtmlPage,
)
def collection_notice(page: HtmlPage) -> Iterator[Fault]:
    """Cherche, dans le formulaire ou contre lui, un mot sur l’usage des données et un lien vers la
    politique de confidentialité.

    Biais : les recherches, les filtres et l’entrée par mot de passe ne collectent rien ; le
    lien du pied de page ne compte pas, sauf pour un formulaire placé dans le pied ; une page qui
    porte elle-même la politique n’a pas besoin de lien.

    ```html refusé
    <main><form action="/envoi" method="post"><label>Mél <input type="email" name="mel"></label>
    </form></main> <footer><a href="/confidentialite/">Confidentialité</a></footer>
    ```

    ```html accepté
    <main><form action="/envoi" method="post"><label>Mél <input type="email" name="mel"></label>
    <p>Votre adresse ne sert qu’à vous répondre (<a href="/confidentialite/">vos données</a>).</p>
    </form></main>
    ```

    ```html accepté
    <form role="search"><input type="search" name="q" aria-label="Chercher"></form>
    ```
    """
    forms = [form for form in data_forms(page) if not is_login(form)]
    on_page = bool(forms) and Legal.PRIVACY in by_content(page.said)
    for form in forms:
        region = _region(form.node)
        linked = on_page or any(_tells(node, form) for node in region)
        if not linked:
            yield Fault(
                page.place(form.node),
                "ce formulaire ne mène pas à la politique de confidentialité",
                "Ajoutez, sous le bouton, une phrase sur l’usage des données et le lien.",
                MISSING,
            )
        elif not SAYS_WHY.search(_said(region)):
            yield Fault(
                page.place(form.node),
                "ce formulaire ne dit pas à quoi servent les données",
                "Écrivez une phrase : qui les reçoit, pour quoi, et les droits de la personne.",
                severity=WARNING,
            )


def _region(form: Node) -> list[Node]:
    """Return the form, what surrounds it inside the main part, and its near neighbours."""
    top, parent = form, form.parent
    while parent is not None and parent.is_element_node and parent.tag not in FRAME:
        top, parent = parent, parent.parent
    return [top, *_neighbours(top, "prev"), *_neighbours(top, "next")]


def _neighbours(node: Node, way: str) -> list[Node]:
    found: list[Node] = []
    here: Node | None = getattr(node, way)
    while here is not None and len(found) < NEAR:
        if here.is_element_node and here.tag not in ("footer", "nav", "script", "style"):
            found.append(here)
        here = getattr(here, way)
    return found


def _tells(node: Node, form: Form) -> bool:
    """Say whether a region leads to the privacy notice, by a footer only when the form is in it."""
    return any(
        _leads_to_privacy(link) and _is_beside(link, node, form) for link in node.css("a[href]")
    )


def _is_beside(link: Node, region: Node, form: Form) -> bool:
    here = link.parent
    while here is not None and here != region and here.tag not in ("footer", "nav"):
        here = here.parent
    inside = here is None or here == region
    return inside or bool(here and any(inner == form.node for inner in here.css("form")))


def _said(region: list[Node]) -> str:
    return folded(" ".join(clean(node.text(separator=" ")) for node in region))


def _leads_to_privacy(link: Node) -> bool:
    href = (link.attributes.get("href") or "").split("#")[0].split("?")[0]
    found = named(clean(link.text())) | named_by_path(href)
    return bool(found & {Legal.PRIVACY, Legal.NOTICE})
