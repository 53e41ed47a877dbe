import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import INFO, MISSING, WARNING, Fault, rule
from comptoir.site.built import HtmlSite


@rule("SEO007", "robots.txt", severity=WARNING, basis="RFC 9309", surface=HtmlSite)
def robots(site: HtmlSite) -> Iterator[Fault]:
    """Cherche robots.txt : qu’il soit là, ne ferme pas le site, et cite le plan.

    Biais : l’absence du plan dans robots.txt n’est qu’une information.

    ```projet refusé
    === index.html
    <h1>Accueil</h1>
    === robots.txt
    User-agent: *
    Disallow: /
    ```

    ```projet accepté
    === index.html
    <h1>Accueil</h1>
    === robots.txt
    User-agent: *
    Disallow: /recherche/
    Sitemap: https://www.exemple.example.org/sitemap.xml
    ```
    """
    at = site.shown("robots.txt")
    if site.robots is None:
        remedy = "Publiez robots.txt avec l’adresse du plan du site."
        yield Fault(Place(at), "le site n’a pas de robots.txt", remedy, MISSING)
        return
    for number, closed in _closing(site.robots):
        if closed:
            found = "robots.txt ferme tout le site aux moteurs"
            yield Fault(Place(at, number), found, "Retirez « Disallow: / ».")
    if site.sitemaps and not re.search(r"^\s*sitemap\s*:", site.robots, re.I | re.M):
        found = "robots.txt ne cite pas le plan du site"
        yield Fault(Place(at), found, "Ajoutez une ligne « Sitemap: ».", severity=INFO)


def _closing(text: str) -> Iterator[tuple[int, bool]]:
    """Yield each rule for every robot, with whether it closes the site."""
    agents: set[str] = set()
    in_rules, allowed = False, False
    for number, line in enumerate(text.splitlines(), 1):
        name, _, value = (part.strip() for part in line.split("#")[0].partition(":"))
        if name.lower() == "user-agent":
            agents = {value} if in_rules else agents | {value}
            in_rules = False
        elif name.lower() in ("disallow", "allow"):
            in_rules = True
            allowed = allowed or (name.lower() == "allow" and value == "/")
            yield (
                number,
                name.lower() == "disallow" and value == "/" and "*" in agents and not allowed,
            )
