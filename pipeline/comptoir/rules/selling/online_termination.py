from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.law.dictated import TERMINATE
from comptoir.rules import ERROR, MISSING, TO_CHECK, Fault, Scope, rule
from comptoir.rules.commerce import leads_somewhere, online_subscriptions
from comptoir.settings.organisation import Kind
from comptoir.site.built import HtmlSite
from comptoir.site.wording import folded

REMEDY = "Mettez un lien « résilier votre contrat », direct et gratuit, puis une confirmation."


@rule(
    "CGV016",
    "Résiliation en ligne",
    severity=ERROR,
    basis="C. conso, L215-1-1 ; décret 2023-182",
    seen="TRC",
    surface=HtmlSite,
    applies=online_subscriptions,
    since=TERMINATE.since,
)
def online_termination(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche un lien « résilier votre contrat », ou des mots aussi clairs, quand un abonnement se
    souscrit en ligne.

    Biais : un lien placé derrière la connexion au compte ne se voit pas. Pour une association, la
    question des cotisations est discutée : le constat est à vérifier.

    ```projet refusé profil=seller
    === index.html
    <h1>Abonnements</h1> <a href="/contact.html">Contact</a>
    ```

    ```projet accepté profil=seller
    === index.html
    <h1>Abonnements</h1> <a href="/resilier.html">Résilier votre contrat</a>
    === resilier.html
    <h1>Résilier</h1>
    ```
    """
    found = [
        (page, href)
        for page in site.pages
        for href, text in page.links
        if TERMINATE.pattern.search(folded(text))
    ]
    kind = scope.organisation.kind if scope.organisation else None
    verdict = TO_CHECK if kind is Kind.ASSOCIATION else MISSING
    if not any(leads_somewhere(site, page, href) for page, href in found):
        where = site.place(site.home) if site.home else Place(site.folder)
        yield Fault(where, "aucun lien ne permet de résilier en ligne", REMEDY, verdict)
