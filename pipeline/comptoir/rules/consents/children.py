from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Solicitation

CHILD = 15


@rule(
    "CNS021",
    "Enfants de moins de 15 ans",
    severity=ERROR,
    basis="loi 78-17, art. 45",
    surface=Solicitation,
    seen="CKI26",
)
def children(asked: Solicitation) -> Iterator[Fault]:
    """Cherche les envois fondés sur l’accord d’un enfant de moins de 15 ans sans celui d’un
    parent.

    Biais : sans date de naissance, rien n’est dit.

    ```toml refusé
    age = 13
    basis = "consent"
    consented = true
    ```

    ```toml accepté
    age = 13
    basis = "consent"
    consented = true
    parent_agreed = true
    ```

    ```toml accepté
    age = 16
    basis = "consent"
    consented = true
    ```
    """
    child = asked.age is not None and asked.age < CHILD
    if asked.allowed and child and asked.basis == "consent" and not asked.parent_agreed:
        found = "cet envoi repose sur l’accord d’un enfant de moins de 15 ans"
        yield Fault(asked.at("age"), found, "Demandez l’accord d’un parent.")
