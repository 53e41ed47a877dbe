"""Is a legal page there, is it a page, does every page lead to it: asked by MEN001 and PRV001."""

import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules.fault import Fault, Verdict
from comptoir.site.built import HtmlSite
from comptoir.site.legal_pages import Legal
from comptoir.site.links import Where
from comptoir.site.page_facts import EMPTY, PageFacts
from comptoir.site.wording import without_placeholders

# Pages that no reader comes to on purpose: the host's error page, the editors' own screens.
_BACKSTAGE = re.compile(r"(?:^|/)(?:404|500|admin|wp-admin|cms)(?:/|\.html?$)", re.IGNORECASE)


def reachable(site: HtmlSite, kind: Legal) -> Iterator[Fault]:
    """Yield what keeps a reader from a legal page."""
    pages = site.legal(kind)
    if not pages:
        yield _absent(site, kind)
        return
    if all(page.filled for page in pages):
        yield Fault(
            site.place(pages[0]),
            f"un script écrit la page « {kind.french} » : son texte ne se lit pas ici",
            "Vérifiez-la dans un navigateur.",
            Verdict.TO_CHECK,
        )
    elif all(_is_empty(page) for page in pages):
        yield Fault(
            site.place(pages[0]),
            f"la page « {kind.french} » n’a pas de contenu",
            "Un titre seul n’est pas une mention : écrivez-la.",
            Verdict.MISSING,
        )
    for page in site.without_link_to(pages):
        if site.carries(page, kind) or _BACKSTAGE.search(page.path):
            continue
        yield Fault(
            site.place(page),
            f"cette page ne mène pas à la page « {kind.french} »",
            f"Mettez un lien « {kind.french.capitalize()} » dans le pied de toutes les pages.",
        )


def _is_empty(page: PageFacts) -> bool:
    said = (b.text for b in page.blocks if not b.level and not b.footer)
    return len(without_placeholders(" ".join(said)).strip()) < EMPTY


def _absent(site: HtmlSite, kind: Legal) -> Fault:
    where = site.place(site.home) if site.home else Place(site.folder)
    remedy = f"Écrivez une page « {kind.french.capitalize()} » et liez-la depuis toutes les pages."
    if not site.whole_pages and any(page.shell for page in site.pages):
        found = (
            f"les pages sont écrites par un script : la page « {kind.french} » ne se voit pas ici"
        )
        return Fault(where, found, "Vérifiez-la dans un navigateur.", Verdict.TO_CHECK)
    for page, href, target in site.links_named(kind):
        if href.startswith("#"):
            continue
        at = site.place_of_link(page, href)
        if target.where is Where.OUTSIDE:
            found = f"la page « {kind.french} » est hors de ce site"
            return Fault(at, found, "Vérifiez qu’elle parle bien de ce site.", Verdict.TO_CHECK)
        if target.path.lower().endswith((".pdf", ".doc", ".docx", ".odt")):
            found = f"la page « {kind.french} » n’existe que comme document à télécharger"
            return Fault(at, found, "Publiez-la aussi comme page du site (standard ouvert).")
        if target.where is Where.INSIDE:
            empty = site.page_at(target.path) is not None
            leads = "mène à une page qui n’en dit rien" if empty else "ne mène à aucune page"
            found = f"le lien « {kind.french} » {leads}"
            remedy = "Corrigez l’adresse du lien, ou écrivez la page."
            return Fault(at, found, remedy, Verdict.MISSING)
    return Fault(where, f"aucune page « {kind.french} »", remedy, Verdict.MISSING)
