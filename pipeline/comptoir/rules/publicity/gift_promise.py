import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.law.donations import RATES
from comptoir.rules import ERROR, TO_CHECK, Fault, Scope, profile, rule
from comptoir.settings.organisation import Organisation
from comptoir.site.html import HtmlPage
from comptoir.site.markdown import prose
from comptoir.site.source import PageKind, SourcePage
from comptoir.site.wording import folded

PROMISE = re.compile(
    r"\breductions? d'impots?|\bdeduct\w+ (?:de vos|des|fiscal\w*)|\brecus? fisca(?:l|ux)|"
    r"\bdeduire (?:de )?vos impots|\bavantages? fisca(?:l|ux)"
)
DENIED = re.compile(
    r"\b(?:ne|n')\s?[a-z' ]{0,40}\b(?:pas|aucune?|jamais|plus)\b|\bsans (?:recu|reduction)|"
    r"\bni recu|\bpas (?:de|un) (?:recu|don|reduction)|\baucun recu|\bce n'est pas"
)
PERCENT = re.compile(r"\b(\d{1,3}) ?%")
CEILING = re.compile(r"\b1 ?000 ?(?:€|euros)")
HELPING = re.compile(r"difficulte|repas|logement|soins|violences|aide alimentaire|sinistre")

_organisation = profile(
    lambda organisation: True, otherwise="", asks="l’éditeur délivre-t-il des reçus fiscaux ?"
)


@rule(
    "PUB023",
    "Promesse de réduction d’impôt",
    severity=ERROR,
    basis="CGI, art. 200 et 238 bis",
    seen="LEGF",
    surface=SourcePage,
    applies=_organisation,
)
def gift_promise(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    """Cherche les réductions d’impôt promises par qui n’y a pas droit selon son profil, et les taux
    ou plafonds que la loi ne connaît pas à ce jour.

    Les taux sont datés : 66 % et 75 % pour les particuliers, 60 % pour les entreprises ; le plafond
    des dons à 75 % est de 2 000 € depuis le 14 octobre 2025.

    Biais : la promesse et le taux sont cherchés dans le même alinéa ; une phrase qui nie n’est pas
    une promesse.

    ```markdown refusé content/pages/dons.md
    Votre don ouvre droit à une réduction d’impôt de 66 %.
    ```

    ```markdown accepté content/pages/dons.md
    Nous ne délivrons pas de reçu fiscal.
    ```

    ```html refusé
    <h1>Donner</h1> <p>Recevez un reçu fiscal pour tout don.</p>
    ```
    """
    if page.kind is PageKind.CAMPAIGN:
        return
    for number, line in _paragraphs(page):
        for found, remedy, sure in _wrong(folded(line), scope):
            place = Place(page.path, page.body_line + number)
            yield Fault(place, found, remedy) if sure else Fault(place, found, remedy, TO_CHECK)


@gift_promise.on(HtmlPage)
def on_page(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    if not page.tells("d'impot", "deduct", "recu fisca", "recus fisca", "deduire", "avantage"):
        return
    for block in page.blocks:
        for found, remedy, sure in _wrong(folded(block.text), scope):
            place = page.place_of(r"re(ç|&ccedil;)us? fisca|d.imp(ô|&ocirc;)t|d(é|&eacute;)duct")
            yield Fault(place, found, remedy) if sure else Fault(place, found, remedy, TO_CHECK)
            return


def _paragraphs(page: SourcePage) -> Iterator[tuple[int, str]]:
    number = 0
    for paragraph in prose(page.body).split("\n\n"):
        yield number, " ".join(paragraph.split())
        number += paragraph.count("\n") + 2


def _wrong(text: str, scope: Scope) -> Iterator[tuple[str, str, bool]]:
    organisation: Organisation | None = scope.organisation
    if organisation is None or not PROMISE.search(text) or DENIED.search(text):
        return
    if not organisation.tax_receipts.eligible:
        yield (
            "une réduction d’impôt est promise et le profil dit que l’éditeur n’y a pas droit",
            "Retirez-la, ou notez le droit aux reçus dans [tax_receipts] avec son fondement.",
            True,
        )
        return
    rates = RATES.on(scope.today)
    known = {rates.individuals, rates.helping, rates.companies, 20, 100}
    wrong = [int(value) for value in PERCENT.findall(text) if int(value) not in known]
    if wrong:
        found = f"le taux de {wrong[0]} % n’est pas l’un de ceux de la loi"
        remedy = f"Particuliers : {rates.individuals} % ; entreprises : {rates.companies} %."
        yield found, remedy, False
    helping = str(rates.helping) in PERCENT.findall(text)
    if helping and CEILING.search(text) and rates.helping_ceiling != 1000:
        found = "le plafond des dons réduits à 75 % n’est plus de 1 000 €"
        yield found, f"Écrivez {rates.helping_ceiling} €, depuis le 14/10/2025.", True
    elif helping and not HELPING.search(text):
        found = "la réduction de 75 % est promise sans dire à quelle aide elle tient"
        yield found, "Elle ne vaut que pour l’aide aux personnes en difficulté.", False
