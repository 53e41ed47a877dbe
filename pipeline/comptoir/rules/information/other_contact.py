import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, Scope, rule
from comptoir.settings import Organisation
from comptoir.site.html import HtmlPage
from comptoir.site.passages import passages_in
from comptoir.site.regions import Region
from comptoir.site.source import PageKind, SourcePage
from comptoir.site.stated_contact import (
    addresses_near,
    emails_in,
    known_to,
    phones_in,
    speaks_of_us,
)

MAY_TELL = re.compile(r"[@\d]")  # no telephone, e-mail or number of a street without one of these
NUMBER = re.compile(r"\d+")
FILE = "legal/organisation.toml"
REMEDY = (
    "Corrigez l’un ou l’autre ; le composant « ::: coordonnees » écrit toujours celles du fichier. "
    "Un second numéro ou une autre adresse se déclare dans son tableau [facts]."
)


@rule(
    "INF007",
    "Coordonnées autres que celles du fichier",
    severity=ERROR,
    basis="constat : la page contredit legal/organisation.toml",
    surface=SourcePage,
    holds=False,
)
def other_contact(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    """Compare le téléphone, l’adresse mél et l’adresse postale qu’une page donne pour nous joindre
    à ceux de legal/organisation.toml.

    Est lue la phrase qui dit « appelez-nous », « par téléphone », « nous écrire »…, ou qui suit
    un titre de contact ; et partout, notre rue avec un autre numéro, ou notre ville avec un
    autre code postal après cette rue. Dans une page construite, l’en-tête, le pied et les
    adresses sont lus aussi : un thème peut contredire le fichier.

    Biais : un numéro donné pour quelqu’un d’autre n’est pas lu, ni les actualités, qui disent
    ce qui était vrai à leur date. Une phrase qui donne aussi le bon numéro n’est pas en faute.
    La valeur n’est jamais écrite dans le rapport.

    ```markdown refusé
    Appelez-nous au 02 61 91 00 99, ou passez.
    ```

    ```markdown refusé
    ## Nous écrire

    [accueil@exemple.example.org](mailto:accueil@exemple.example.org)
    ```

    ```markdown refusé
    L’atelier est au 3 rue de l’Exemple, 35000 Rennes.
    ```

    ```html refusé
    <main><p>Bienvenue.</p></main> <footer><a href="tel:+33261910099">02 61 91 00 99</a></footer>
    ```

    ```markdown accepté
    Appelez-nous au +33 2 61 91 00 01, ou écrivez-nous à contact@exemple.example.org.
    Nous sommes au 1, rue de l’Exemple, à Rennes. Le traiteur répond au 01 99 00 00 77.
    ```

    ```html accepté
    <footer><a href="tel:+33261910001">02 61 91 00 01</a>, 1 rue de l’Exemple 35000 Rennes</footer>
    ```
    """
    if scope.organisation is None or page.kind.past or page.kind is PageKind.CAMPAIGN:
        return
    for passage in passages_in(page.body):
        at = Place(page.path, page.body_line + passage.line - 1)
        ours = speaks_of_us(passage.heading, passage.plain)
        for found in _compared(passage.text, scope, ours=ours):
            yield Fault(at, found, REMEDY)


@other_contact.on(HtmlPage)
def around(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    if scope.organisation is None:
        return
    for region in page.surroundings:
        for found in region.once(_differing, scope):
            yield Fault(Place(page.shown), found, REMEDY)


def _differing(region: Region, scope: Scope) -> list[str]:
    told = (passage.text for passage in region.passages if MAY_TELL.search(passage.text))
    return [found for text in told for found in _compared(text, scope, ours=True)]


def _compared(text: str, scope: Scope, *, ours: bool) -> Iterator[str]:
    who = scope.organisation
    if who is None:
        return
    if ours:
        yield from _ways(text, who, scope)
    if _moved(text, who):
        yield f"cette adresse postale n’est pas celle de {FILE}"


def _ways(text: str, who: Organisation, scope: Scope) -> Iterator[str]:
    """Judge the ways to reach us; a text that gives one that is known is not in fault."""
    called = phones_in(text) if who.phone else frozenset()
    written = emails_in(text) if who.email else frozenset()
    if called & phones_in(who.phone) or who.email.lower() in written:
        return
    known = known_to(who, scope.site) if called or written else None
    if known and called and not called & known.phones:
        yield f"ce téléphone n’est pas dans {FILE}"
    if known and written and not written & known.emails:
        yield f"cette adresse mél n’est pas dans {FILE}"


def _moved(text: str, who: Organisation) -> bool:
    number = NUMBER.match(who.seat.street)
    if number is None:
        return False
    return any(
        near.number != int(number[0]) or near.postcode not in ("", who.seat.postcode)
        for near in addresses_near(text, street=who.seat.street, city=who.seat.city)
    )
