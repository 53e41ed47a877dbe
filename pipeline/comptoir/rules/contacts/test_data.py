import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.detectors import LISTS, emails
from comptoir.rules.surfaces import ProjectFile

MANY = 3
TRIAL = re.compile(r"(?:^|/)(?:fixtures?|demo|essais?)/")


@rule(
    "CTC030",
    "Données réelles dans des jeux d’essai",
    severity=ERROR,
    basis="RGPD, art. 5.1.b et 5.1.f ; RGPD, art. 32",
    surface=ProjectFile,
)
def test_data(file: ProjectFile) -> Iterator[Fault]:
    """Cherche, dans les fichiers marqués FICTIF et les jeux d’essai que Git garde, des adresses
    qui peuvent être celles de personnes : hors de example.org, exemple.fr, .test, .invalid.

    Biais : trois adresses au moins ; seuls les fichiers de données sont lus, non les programmes.

    ```fichier refusé contacts/demo/adherents-FICTIF.csv
    nom;mel
    A;a@gmail.com
    B;b@orange.fr
    C;c@free.fr
    ```

    ```fichier accepté contacts/demo/adherents-FICTIF.csv
    nom;mel
    A;a@example.org
    B;b@example.org
    C;c@example.org
    ```

    ```fichier accepté contacts/notes.csv
    nom;ville
    A;Redon
    ```
    """
    trial = "FICTIF" in file.path or TRIAL.search(file.path)
    if trial and file.path.lower().endswith(LISTS):
        found = emails(file.text, frozenset(file.own))
        if len(found) >= MANY:
            yield Fault(
                Place(file.path),
                f"ce jeu d’essai contient {len(found)} adresses qui ne sont pas d’exemple",
                "Remplacez-les par des adresses en example.org.",
            )
