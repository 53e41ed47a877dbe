from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import INFO, MISSING, WARNING, Fault, rule
from comptoir.site.built import HtmlSite, Sitemap
from comptoir.site.links import Where, resolve
from comptoir.site.page_facts import PageFacts

ASIDE = ("404.html", "500.html", "offline.html")


@rule("SEO006", "Plan du site", severity=WARNING, basis="protocole sitemaps.org", surface=HtmlSite)
def sitemap(site: HtmlSite) -> Iterator[Fault]:
    """Cherche le plan du site (sitemap.xml), les pages qu’il oublie et celles qu’il invente.

    Biais : un plan fait d’autres plans (index) ou un site d’une seule page ne sont pas jugés en
    détail.

    ```projet refusé
    === index.html
    <h1>Accueil</h1> <a href="/contact/">Contact</a>
    === contact/index.html
    <h1>Contact</h1>
    ```

    ```projet accepté
    === index.html
    <h1>Accueil</h1> <a href="/contact/">Contact</a>
    === contact/index.html
    <h1>Contact</h1>
    === sitemap.xml
    <urlset><url><loc>https://www.exemple.example.org/</loc></url>
    <url><loc>https://www.exemple.example.org/contact/</loc></url></urlset>
    ```
    """
    pages = [page for page in site.whole_pages if not page.noindex and page.path not in ASIDE]
    if not site.sitemaps:
        if len(pages) > 1:
            at = Place(site.shown("sitemap.xml"))
            yield Fault(at, "le site n’a pas de plan", "Publiez sitemap.xml.", MISSING)
        return
    listed: set[str] = set()
    for plan in site.sitemaps:
        for location in plan.locations:
            page, found = _listed(site, plan, location)
            if page is not None:
                listed.add(page.path)
            if found:
                yield Fault(Place(plan.shown), found, "Mettez le plan à jour.")
    if listed:
        for page in pages:
            if page.path not in listed and not _is_copy(site, page):
                found = "cette page n’est pas au plan du site"
                remedy = "Ajoutez-la au plan, ou mettez-la hors index."
                yield Fault(site.place(page), found, remedy, severity=INFO)


def _listed(site: HtmlSite, plan: Sitemap, location: str) -> tuple[PageFacts | None, str]:
    target = resolve(location, page_url="/", base=site.base)
    if target.where is not Where.INSIDE or not site.base:
        return None, ""
    page = site.page_at(target.path)
    if page is not None and page.noindex:
        return page, f"le plan cite {target.path}, qui est hors index"
    if not site.serves(target.path):
        return None, f"le plan cite {target.path}, qui n’existe pas"
    return page, ""


def _is_copy(site: HtmlSite, page: PageFacts) -> bool:
    """A page whose canonical address is another page."""
    targets = (site.target_of(href, page) for href in page.canonicals)
    return any(target is not None and target.path != page.path for target in targets)
