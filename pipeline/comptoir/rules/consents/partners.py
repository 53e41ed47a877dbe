from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.contact import ConsentProof


@rule(
    "CNS022",
    "Transmission à des partenaires",
    severity=ERROR,
    basis="RGPD, art. 13 ; RGPD, art. 4.11",
    surface=ConsentProof,
)
def partners(proof: ConsentProof) -> Iterator[Fault]:
    """Cherche les accords à transmettre une adresse à des partenaires que rien ne nomme.

    Biais : la finalité commence par « share ».

    ```toml refusé
    purposes = ["share"]
    ```

    ```toml accepté
    purposes = ["share"]
    partners = ["Recyclerie Fictive"]
    ```
    """
    shared = any(purpose.split(":")[0] == "share" for purpose in proof.purposes)
    named = proof.partners or any(":" in purpose for purpose in proof.purposes)
    if shared and not named:
        found = "cet accord à transmettre ne nomme aucun destinataire"
        yield Fault(proof.at("partners"), found, "Nommez chaque partenaire.", MISSING)
