from collections.abc import Iterator

from comptoir.dates import short_date
from comptoir.errors import Place
from comptoir.rules import ERROR, MISSING, WARNING, Fault, Scope, rule
from comptoir.rules.commerce import legal_text, terms_pages, to_consumers
from comptoir.rules.surfaces import Identity
from comptoir.settings.organisation import Kind
from comptoir.site.built import HtmlSite
from comptoir.site.wording import flat, folded, says

SOON = 60  # days


@rule(
    "CGV011",
    "Médiateur de la consommation",
    severity=ERROR,
    basis="C. conso, L612-1, L616-1 et R616-1",
    surface=HtmlSite,
    applies=to_consumers,
)
def mediator(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche le médiateur de la consommation : son nom et l’adresse de son site dans les pages
    légales, et une convention en cours dans le profil.

    Biais : sans médiateur dans le profil du projet, c’est le profil qui est en faute, une fois ;
    un organisme public est à vérifier, ses services d’intérêt général en étant exclus.

    ```projet refusé profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Les litiges vont au tribunal.</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Médiateur de la consommation : Médiation Fictive,
    2 rue de l’Exemple, 35000 Rennes, mediation.example.org.</p>
    ```

    ```toml refusé
    [sells]
    consumers = true
    ```

    ```toml refusé profil=seller
    [mediator]
    valid_to = 2026-10-31
    ```

    ```toml accepté profil=seller
    [mediator]
    valid_to = 2028-12-31
    ```
    """
    pages = tuple(dict.fromkeys((*terms_pages(site), *site.notice_pages)))
    known = scope.organisation.mediator if scope.organisation else None
    if not any(page.blocks for page in pages) or (known is None and scope.site is not None):
        return
    text = legal_text(site)
    if known is None:
        if "mediat" not in text:
            yield _missing(site, pages[0].shown, "aucune page légale ne nomme de médiateur")
        return
    shown = folded(known.url).split("//")[-1].strip("/")
    if not says(flat(text), known.name):
        found = "aucune page légale ne nomme le médiateur de la consommation du profil"
        yield _missing(site, pages[0].shown, found)
    elif shown and shown not in text and not _linked(site, known.url):
        yield _missing(site, pages[0].shown, "aucune page légale ne donne le site du médiateur")


def _missing(site: HtmlSite, path: str, found: str) -> Fault:
    remedy = "Donnez son nom, son adresse et son site dans les conditions de vente."
    return Fault(Place(path), found, remedy, MISSING)


def _linked(site: HtmlSite, url: str) -> bool:
    wanted = url.rstrip("/")
    return any(href.rstrip("/") == wanted for page in site.pages for href, _ in page.links)


@mediator.on(Identity)
def in_profile(identity: Identity, scope: Scope) -> Iterator[Fault]:
    known = identity.organisation.mediator
    if known is None:
        if identity.organisation.kind is not Kind.PUBLIC_BODY:
            found = "le profil ne nomme pas le médiateur de la consommation"
            remedy = "Adhérez à un médiateur et écrivez la table [mediator]."
            yield Fault(identity.at("sells.consumers"), found, remedy, MISSING)
    elif known.valid_to:
        days = (known.valid_to - scope.today).days
        until = short_date(known.valid_to)
        if days < 0:
            found = f"la convention avec le médiateur a pris fin le {until}"
            yield Fault(identity.at("mediator.valid_to"), found, "Renouvelez-la.")
        elif days <= SOON:
            found = f"la convention avec le médiateur prend fin le {until}"
            yield Fault(identity.at("mediator.valid_to"), found, "Renouvelez-la.", severity=WARNING)
