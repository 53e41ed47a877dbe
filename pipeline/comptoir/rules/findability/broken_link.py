import re
from collections.abc import Iterator

from comptoir.rules import ERROR, WARNING, Fault, rule
from comptoir.rules.surfaces import Picture
from comptoir.site.built import HtmlSite
from comptoir.site.links import Where
from comptoir.site.page_facts import PageFacts

DYNAMIC = re.compile(
    r"/(?:wp-(?:admin|login|json|content)|feed|cgi-bin|api|xmlrpc)\b|\.(?:php|asp|aspx|jsp|cgi)$"
)


@rule(
    "SEO004",
    "Lien interne cassé",
    severity=ERROR,
    basis="constat : le lien ne mène à aucun fichier du site",
    surface=HtmlSite,
    holds=False,  # the page it leads to may itself be held back: one fault would empty the site
)
def broken_link(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les liens vers des pages et des ancres du site qui n’existent pas.

    Biais : sur un site que Comptoir n’a pas construit, des adresses peuvent être servies sans
    fichier : un avertissement seulement ; les adresses de programmes (.php…) ne sont pas suivies.

    ```projet refusé
    === index.html
    <h1>Accueil</h1> <a href="/disparue/">Une page</a>
    ```

    ```projet refusé
    === index.html
    <h1>Accueil</h1> <a href="#rien">Plus bas</a>
    ```

    ```projet accepté
    === index.html
    <h1 id="haut">Accueil</h1> <a href="contact.html#ou">Contact</a> <a href="#haut">Haut</a>
    === contact.html
    <h1 id="ou">Contact</h1>
    ```
    """
    severity = None if site.built_here else WARNING
    sound: set[str] = set()  # absolute paths of the site, the same from every page
    for page in site.pages:
        for href, _ in page.links:
            if href in sound:
                continue
            found = _broken(site, page, href)
            if not found and href.startswith("/"):
                sound.add(href)
            if found:
                remedy = "Corrigez l’adresse, ou retirez le lien."
                yield Fault(site.place_of_link(page, href), found, remedy, severity=severity)


def _broken(site: HtmlSite, page: PageFacts, href: str) -> str:
    if not href.strip() or href.strip() == "#":
        return ""
    target = site.resolve(href, page)
    if target.where is not Where.INSIDE or DYNAMIC.search(target.path):
        return ""
    if not site.serves(target.path):
        return f"le lien vers {target.path} ne mène à rien"
    there = site.page_at(target.path)
    fragment = target.fragment
    if there is None or not fragment or fragment.lower() == "top" or fragment[0] in "!/:":
        return ""
    if fragment not in there.anchors:
        return f"l’ancre #{fragment} n’existe pas dans {there.url}"
    return ""


@broken_link.on(Picture)
def missing_image(picture: Picture) -> Iterator[Fault]:
    if not picture.exists:
        for place in picture.used_by[:1]:
            found = f"l’image {picture.name} n’est pas dans content/images"
            yield Fault(place, found, "Ajoutez-la, ou corrigez son nom.")
