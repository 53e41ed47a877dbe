import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, TO_CHECK, WARNING, Fault, Scope, rule
from comptoir.rules.detectors import (
    FORBIDDEN,
    IBAN,
    LISTS,
    emails,
    own_identifiers,
    sensitive_numbers,
)
from comptoir.site.built import HtmlSite, OtherFile
from comptoir.site.html import HtmlPage

MANY = 3  # addresses in a data file from which it is a list of people
DRAFT = re.compile(
    r"(?:^|/)(?:drafts?|brouillons?|tmp|backup|sauvegardes?)/|\.(?:bak|old|orig|save|sql)$",
    re.IGNORECASE,
)
# The copy that an editor leaves beside a file of the site holds what the site shows.
COPY = re.compile(r"\.(?:css|js|html?|md|php|svg|xml|toml|ya?ml)\.bak$", re.IGNORECASE)
SMALL = 1_000_000  # bytes; a larger file of SQL holds more than tables
ROWS = re.compile(r"\binsert\s+into\b|\bcopy\b[^;]{1,400}\bfrom\s+stdin\b", re.IGNORECASE)


@rule(
    "SEO008",
    "Données personnelles publiées",
    severity=ERROR,
    basis="RGPD, art. 5.1.f ; RGPD, art. 32",
    surface=HtmlSite,
    stops=True,
)
def personal_data_leak(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche, dans le dossier publié, les bases, listes d’adresses, messages et exports, et les
    numéros de sécurité sociale, IBAN et cartes dans les pages.

    Biais : les adresses du profil et celles d’exemple ne comptent pas ; une liste d’adresses en
    compte au moins trois ; sans profil, un IBAN peut être celui de l’éditeur, et n’est qu’à
    vérifier. Rien de ce qui est trouvé n’est écrit dans le rapport.

    ```projet refusé
    === index.html
    <h1>Accueil</h1>
    === exports/adherents.csv
    nom;mel
    A;a@gmail.com
    B;b@orange.fr
    C;c@free.fr
    ```

    ```html refusé
    <p>Mon numéro : 1 84 12 76 451 089 46</p>
    ```

    ```projet accepté
    === index.html
    <h1>Accueil</h1>
    === ouvertures.csv
    jour;heure
    samedi;10:00
    ```
    """
    own = own_identifiers(scope.organisation)
    for file in site.files.values():
        if found := _leaks(file, own):
            yield Fault(Place(file.shown), found, "Retirez ce fichier du dossier publié.")
        elif DRAFT.search(file.path):
            found = "un brouillon ou une sauvegarde est dans le dossier publié"
            yield Fault(Place(file.shown), found, "Retirez-le.", severity=WARNING)


def _leaks(file: OtherFile, own: frozenset[str]) -> str:
    path = file.path.lower()
    without_rows = path.endswith(".sql") and file.size < SMALL and not ROWS.search(file.text)
    if path.endswith(FORBIDDEN) and not without_rows and not COPY.search(path):
        return "une base, un message ou un carnet d’adresses est publié"
    if sensitive_numbers(file.text, own):
        return "ce fichier publié contient un numéro de sécurité sociale, un IBAN ou une carte"
    if path.endswith(LISTS) and len(emails(file.text, own)) >= MANY:
        return "ce fichier publié est une liste d’adresses de personnes"
    return ""


@personal_data_leak.on(HtmlPage)
def in_page(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    for kind in sensitive_numbers(page.text, own_identifiers(scope.organisation)):
        if kind == IBAN and scope.organisation is None:  # its own, maybe, to be paid or given to
            remedy = "S’il est celui d’une personne, retirez-le de la page."
            yield Fault(page.place(), f"cette page contient {kind}", remedy, TO_CHECK)
        else:
            yield Fault(page.place(), f"cette page contient {kind}", "Retirez-le de la page.")
