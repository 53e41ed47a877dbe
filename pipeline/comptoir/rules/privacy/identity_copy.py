import re
from collections.abc import Iterator

from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.site.built import HtmlSite

ASKED = re.compile(
    r"(?:accompagnee?|jo(?:indre|ignant|igne[zr])|munie?s?|fournir|copie|photocopie|justificatif)"
    r"[^.]{0,60}(?:piece|titre|carte|justificatif|preuve) (?:nationale )?d'identite"
)
ONLY_IF = re.compile(
    r"\bdoute|\bsi (?:besoin|necessaire)|\bpeut|\bpourr\w+|\ble cas echeant|\bne (?:demand|conserv)"
    r"|\bne [a-z]+ (?:pas|jamais)|\beventuel"
)
SENTENCE = re.compile(r"[^.]+")


@rule(
    "PRV018",
    "Copie d’une pièce d’identité",
    severity=WARNING,
    basis="RGPD, art. 12.2 et 12.6",
    surface=HtmlSite,
)
def identity_copy(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les politiques de confidentialité qui exigent de tous une pièce d’identité.

    Elle ne se demande qu’en cas de doute raisonnable sur la personne.

    Biais : une phrase qui la demande sans « en cas de doute », « si besoin » ; à vérifier.

    ```html refusé confidentialite/index.html
    <h1>Confidentialité</h1> <p>Toute demande est accompagnée d’une copie d’une pièce
    d’identité.</p>
    ```

    ```html accepté confidentialite/index.html
    <h1>Confidentialité</h1> <p>En cas de doute, nous demandons une copie d’une pièce
    d’identité.</p>
    ```
    """
    for sentence in SENTENCE.findall(site.privacy.plain):
        if ASKED.search(sentence) and not ONLY_IF.search(sentence):
            yield Fault(
                site.place(site.privacy_pages[0]),
                "une pièce d’identité semble exigée pour toute demande",
                "Ne la demandez qu’en cas de doute raisonnable, et ne la gardez pas.",
                TO_CHECK,
            )
            return
