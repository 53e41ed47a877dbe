from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.contact import ConsentProof

NEEDED = {
    "purposes": "la finalité",
    "channels": "le canal",
    "text_hash": "le texte exact",
    "given_on": "la date",
    "method": "le moyen",
    "evidence": "la pièce",
}


@rule(
    "CNS001",
    "Preuve du consentement",
    severity=ERROR,
    basis="RGPD, art. 7.1 ; RGPD, art. 5.2",
    surface=ConsentProof,
    seen="CKI26",
)
def proof(proof: ConsentProof) -> Iterator[Fault]:
    """Cherche ce qui manque à la preuve d’un accord : finalité, canal, texte exact, date, moyen,
    pièce.

    Biais : aucun ; un retrait n’a pas à être prouvé.

    ```toml refusé
    purposes = ["lettre-infos"]
    channels = ["email"]
    given_on = 2026-03-14
    method = "form"
    ```

    ```toml accepté
    purposes = ["lettre-infos"]
    channels = ["email"]
    text_hash = "9f2c"
    given_on = 2026-03-14
    method = "form"
    evidence = "formulaire lettre, ligne 12"
    ```
    """
    missing = [words for name, words in NEEDED.items() if not getattr(proof, name)]
    if missing and not proof.ended_on:
        yield Fault(
            proof.at(),
            f"cet accord ne se prouve pas : il manque {', '.join(missing)}",
            "Complétez-le, ou tenez-le pour un accord sans preuve, qui ne permet rien.",
            MISSING,
        )
