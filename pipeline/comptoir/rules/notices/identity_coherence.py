from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.identifiers import is_siren, is_siret
from comptoir.rules import ERROR, WARNING, Fault, Scope, rule
from comptoir.site import identity as facts
from comptoir.site.built import HtmlSite
from comptoir.site.notice import Notice, Part
from comptoir.site.page_facts import PageFacts


@rule(
    "MEN022",
    "Numéros d’identité incohérents",
    severity=ERROR,
    basis="C. conso, L121-2 ; calcul (clé de Luhn, SIRET ⊃ SIREN)",
    seen="FXE",
    surface=HtmlSite,
)
def identity_coherence(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Contrôle les SIREN et SIRET des pages légales : leur clé, leur nom, leur accord.

    Un SIRET a quatorze chiffres et commence par le SIREN, qui en a neuf. Avec un profil, ce sont
    ceux de legal/organisation.toml : un autre numéro vient souvent d’un texte copié ailleurs.

    Biais : les numéros de l’hébergeur et de qui a fait le site ne sont pas lus ; le numéro n’est
    jamais écrit dans le rapport.

    ```html refusé mentions-legales/index.html
    <h1>Mentions légales</h1> <p>Les Exemples, SIRET : 999 140 353</p>
    ```

    ```html refusé mentions-legales/index.html
    <h1>Mentions légales</h1> <p>Les Exemples, SIREN 123 456 782</p>
    ```

    ```html accepté mentions-legales/index.html
    <h1>Mentions légales</h1> <p>Les Exemples, SIREN 999 140 353, SIRET 999 140 353 00015</p>
    <p>Hébergeur : Fictif, SIREN 123 456 782</p>
    ```
    """
    seen: set[str] = set()
    for page in dict.fromkeys((*site.notice_pages, *site.privacy_pages)):
        text = Notice(page.blocks).text_of(Part.PUBLISHER, Part.DIRECTOR)
        for number in facts.numbers(text):
            at = _place(site, page, number)
            yield from _alone(number, at)
            yield from _with_profile(number, at, scope)
            if is_siren(number.digits[:9]):
                seen.add(number.digits[:9])
    if len(seen) > 1 and not (scope.organisation and scope.organisation.siren):
        at = site.place(site.notice_pages[0]) if site.notice_pages else Place(site.folder)
        found = "les pages légales donnent plusieurs SIREN à l’éditeur"
        yield Fault(at, found, "Gardez le vôtre ; dites à qui est l’autre.", severity=WARNING)


def _alone(number: facts.Number, at: Place) -> Iterator[Fault]:
    size = len(number.digits)
    if number.label == "siret" and size == 9:
        found = "ce SIRET n’a que neuf chiffres : c’est un SIREN"
        yield Fault(at, found, "Écrivez « SIREN », ou les quatorze chiffres du SIRET.")
    elif number.label == "siren" and size == 14:
        found = "ce SIREN a quatorze chiffres : c’est un SIRET"
        yield Fault(at, found, "Écrivez « SIRET », ou les neuf premiers chiffres.")
    elif number.label in ("siren", "siret") and size not in (9, 14):
        found = f"ce {number.label.upper()} n’a pas le bon nombre de chiffres"
        yield Fault(at, found, "Recopiez-le de l’avis de situation de l’INSEE.")
    elif (size == 9 and not is_siren(number.digits)) or (
        size == 14 and not is_siret(number.digits)
    ):
        found = f"la clé de ce {number.label.upper()} est fausse"
        yield Fault(at, found, "Recopiez-le de l’avis de situation de l’INSEE.")


def _with_profile(number: facts.Number, at: Place, scope: Scope) -> Iterator[Fault]:
    organisation = scope.organisation
    if organisation is None or not organisation.siren or len(number.digits) not in (9, 14):
        return
    right = number.digits.startswith(organisation.siren)
    if is_siren(number.digits[:9]) and not right:
        found = f"ce {number.label.upper()} n’est pas celui de legal/organisation.toml"
        yield Fault(at, found, "Corrigez la page, ou le profil.")


def _place(site: HtmlSite, page: PageFacts, number: facts.Number) -> Place:
    gap = r"(?:[\s.\u00a0\u202f]|&nbsp;|&#160;|&#8239;)*"
    return site.place(page, gap.join(number.digits))
