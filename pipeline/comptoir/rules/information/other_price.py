from collections.abc import Iterable, Iterator
from decimal import Decimal

from comptoir.dates import short_date
from comptoir.errors import Place
from comptoir.money import french_amount
from comptoir.rules import ERROR, Fault, Scope, rule
from comptoir.rules.surfaces_site import Attested, Offer
from comptoir.settings.dues import Season
from comptoir.site.front_matter import OfferMeta
from comptoir.site.passages import Passage, passages_in
from comptoir.site.source import PageKind, SourcePage
from comptoir.site.stated_prices import dues_in, named_prices, quoted_price

FILE = "legal/organisation.toml"
REMEDY = "Corrigez l’un ou l’autre ; le composant « ::: offre » écrit toujours le prix du moment."
DUES = "Corrigez l’un ou l’autre ; le composant « ::: cotisations » écrit toujours ceux du fichier."


@rule(
    "INF009",
    "Prix autre que celui du fichier",
    severity=ERROR,
    basis="constat : la page contredit l’offre, ou legal/organisation.toml",
    surface=Offer,
    holds=False,
)
def other_price(offer: Offer) -> Iterator[Fault]:
    """Compare les prix écrits dans le texte à ceux de l’offre (price, promotion), et les
    cotisations à celles de la saison dans legal/organisation.toml.

    Sont lus : dans la page d’une offre, le montant qui ouvre une phrase ou suit « prix », «
    tarif », « au prix de » ; dans les autres, la phrase, la ligne ou l’article de liste qui
    mène à une seule offre et donne un seul montant ; pour la cotisation, « 22 € la saison », «
    par an », et les lignes « Plein » et « Réduit » d’un tableau.

    Biais : un envoi, un acompte, une remise ou un prix par quantité ne sont pas lus, ni les
    actualités, qui disent ce qui était vrai à leur date ; une saison passée ne se cite que par
    son nom.

    ```markdown refusé content/offres/kit.md
    ---
    title: Kit
    date: 2026-11-01
    summary: Un kit de réparation pour votre vélo, à retirer à l’atelier ou à recevoir par la poste.
    owner: ateliers
    sku: KIT
    price: "39.00"
    vat: "20.0"
    nature: goods
    ---
    ## Prix

    **35,00 € TTC** (TVA 20 % incluse). Envoi : 5 €.
    ```

    ```markdown accepté content/offres/kit.md
    ---
    title: Kit
    date: 2026-11-01
    summary: Un kit de réparation pour votre vélo, à retirer à l’atelier ou à recevoir par la poste.
    owner: ateliers
    sku: KIT
    price: "39.00"
    vat: "20.0"
    nature: goods
    ---
    ## Prix

    **39 € TTC** (TVA 20 % incluse). Envoi : 5 €.
    ```

    ```markdown refusé profil=open
    L’adhésion coûte 20 € la saison, 10 € pour les élèves.
    ```

    ```markdown accepté profil=open
    L’adhésion coûte 22 € la saison, 10 € pour les élèves.
    ```
    """
    if not offer.live:
        return
    for passage in passages_in(offer.page.body):
        for price in named_prices(passage.plain):
            if price not in _prices(offer.meta):
                yield _fault(offer.page, passage, offer.meta)


@other_price.on(Attested)
def quoted(attested: Attested) -> Iterator[Fault]:
    offers = {p.url: p.meta for p in attested.pages if isinstance(p.meta, OfferMeta)}
    for page in attested.pages if offers else ():
        if page.kind.past:
            continue
        for passage in passages_in(page.body):
            url, price = quoted_price(passage.text) or ("", Decimal(0))
            meta = offers.get(f"{url.rstrip('/')}/")
            if meta and price not in _prices(meta):
                yield _fault(page, passage, meta)


@other_price.on(SourcePage)
def dues(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    if scope.organisation is None or page.kind.past or page.kind is PageKind.CAMPAIGN:
        return
    for passage in passages_in(page.body):
        for kind, price in dues_in(passage.plain, passage.heading):
            named = f"{passage.heading} {passage.text}"
            season = _season(scope.organisation.seasons, named, scope)
            plans = {plan.amount for plan in scope.organisation.plans}
            if season and price not in _dues(season, kind) | plans:
                found = f"cette cotisation n’est pas celle de {season.name} dans {FILE}"
                yield Fault(_at(page, passage), found, DUES)


def _season(seasons: Iterable[Season], text: str, scope: Scope) -> Season | None:
    """Return the season that a text names, else the one of today."""
    held = list(seasons)
    named = next((season for season in held if season.name in text), None)
    return named or next((s for s in held if s.starts <= scope.today <= s.ends), None)


def _dues(season: Season, kind: str) -> set[Decimal]:
    told = {"full": season.full, "reduced": season.reduced}
    return {told[kind]} if kind else set(told.values())


def _prices(meta: OfferMeta) -> set[Decimal]:
    running = meta.promotion
    return {meta.price} | ({running.price, running.prior_price} if running else set())


def _fault(page: SourcePage, passage: Passage, meta: OfferMeta) -> Fault:
    found = (
        f"le prix de « {meta.title} » n’est pas celui de son offre ({french_amount(meta.price)})"
    )
    if meta.promotion:
        found += f", ni celui de sa promotion jusqu’au {short_date(meta.promotion.ends)}"
    return Fault(_at(page, passage), found, REMEDY)


def _at(page: SourcePage, passage: Passage) -> Place:
    return Place(page.path, page.body_line + passage.line - 1)
