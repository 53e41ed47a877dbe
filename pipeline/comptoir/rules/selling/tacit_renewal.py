import re
from collections.abc import Iterator

from comptoir.law.dictated import RENEWAL_ARTICLES
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.commerce import subscriptions, terms_pages, terms_text
from comptoir.site.built import HtmlSite
from comptoir.text import french_list

TACIT = re.compile(
    r"tacite(?:ment)? re[nc]o\w+|renouvel\w+ (?:tacite|automatique)(?:ment)?|"
    r"(?:tacite|automatique)ment (?:renouvel|reconduit)\w*|reconduction tacite|"
    r"reconduit\w* (?:tacite|automatique)ment"
)
DENIED = re.compile(
    r"(?:pas|jamais|sans|aucune?|ni) (?:[a-z' ]{0,20})?(?:tacite|reconduc|renouvel)"
)


@rule(
    "CGV017",
    "Tacite reconduction",
    severity=ERROR,
    basis="C. conso, L215-1 et L215-4",
    surface=HtmlSite,
    applies=subscriptions,
)
def tacit_renewal(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les conditions qui prévoient une tacite reconduction sans reproduire les articles
    L215-1 à L215-3 et L241-3.

    Biais : seuls les numéros des articles sont cherchés, non leur texte ; la lettre de rappel ne
    se voit pas.

    ```projet refusé profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>L’abonnement est renouvelé tacitement.</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>L’abonnement est renouvelé tacitement. Article
    L215-1 : … Article L215-2 : … Article L215-3 : … Article L241-3 : …</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>L’abonnement s’arrête à son terme, sans tacite
    reconduction.</p>
    ```
    """
    pages = terms_pages(site)
    text = terms_text(site)
    if not TACIT.search(text) or DENIED.search(text):
        return
    plain = re.sub(r"\bl\.? ?(?=\d{3})", "l", text)
    missing = [article.upper() for article in RENEWAL_ARTICLES if article not in plain]
    if "l215-1 a l215-3" in plain or "l215-1 a l. 215-3" in plain:
        missing = [article for article in missing if article == "L241-3"]
    if missing:
        yield Fault(
            site.place(pages[0]),
            f"la tacite reconduction est prévue sans le texte de : {french_list(missing)}",
            "Reproduisez les articles L215-1 à L215-3 et L241-3 du code de la consommation.",
            MISSING,
        )
