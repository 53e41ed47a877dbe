from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.surfaces import Unreadable


@rule("LEC001", "Fichier illisible", severity=ERROR, basis="format du fichier", surface=Unreadable)
def unreadable(thing: Unreadable) -> Iterator[Fault]:
    """Rapporte les pages et registres qui ne se lisent pas : en-tête absent, clé inconnue, date
    fausse.

    Les autres pages sont vérifiées quand même. `comptoir check` lit aussi les fichiers du bureau :
    formulaires, segments, imports, rendez-vous, partenaires, enquêtes, évènements, assemblées,
    procédures, documents et tableau de bord.

    Biais : aucun.

    ```markdown refusé
    ---
    titre: Une page
    ---
    Texte.
    ```

    ```markdown accepté
    Texte.
    ```
    """
    fault = thing.fault
    yield Fault(fault.at or Place(""), fault.found.rstrip("."), fault.remedy)
