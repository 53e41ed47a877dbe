import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.detectors import FORBIDDEN, LISTS, emails, may_hold_numbers, sensitive_numbers
from comptoir.rules.surfaces import ProjectFile

MANY = 3
SHEETS = (".xlsx", ".xls", ".ods")
TAG = re.compile(r"<[^>]*>")
REMEDY = "Sortez-le du dépôt (var/ est fait pour lui) et effacez-le de l’historique."


@rule(
    "CTC033",
    "Données personnelles dans Git",
    severity=ERROR,
    basis="RGPD, art. 5.1.e et 17 ; RGPD, art. 25 et 32",
    surface=ProjectFile,
    stops=True,
)
def personal_data_in_git(file: ProjectFile) -> Iterator[Fault]:
    """Cherche, parmi les fichiers que Git garde, les bases, listes d’adresses, messages et numéros
    personnels : l’historique rendrait tout effacement vain.

    Biais : les fichiers marqués FICTIF, les tracés d’un dessin (.svg), les adresses du profil et
    celles d’exemple ne comptent pas ; une liste a au moins trois adresses. Rien de ce qui est
    trouvé n’est écrit.

    ```fichier refusé contacts/adherents.csv
    nom;mel
    A;a@gmail.com
    B;b@orange.fr
    C;c@free.fr
    ```

    ```fichier refusé content/pages/notes.md
    Le compte : FR76 3000 6000 0112 3456 7890 189
    ```

    ```fichier accepté content/images/plan.svg
    <svg><path d="M4539 1488 0343 6467 z"/></svg>
    ```

    ```fichier refusé content/images/affiche.svg
    <svg><text>Versez sur
    FR76 3000 6000 0112 3456 7890 189</text></svg>
    ```

    ```fichier accepté contacts/demo/adherents-FICTIF.csv
    nom;mel
    A;a@gmail.com
    B;b@orange.fr
    C;c@free.fr
    ```
    """
    name, lower = file.path.rsplit("/", 1)[-1], file.path.lower()
    if "FICTIF" in name:
        return
    own = frozenset(file.own)
    if lower.endswith(FORBIDDEN):
        yield Fault(
            Place(file.path), "une base, un message ou un carnet d’adresses est suivi", REMEDY
        )
    elif lower.endswith(SHEETS) and lower.startswith("contacts/"):
        yield Fault(Place(file.path), "un tableur de contacts est suivi", REMEDY)
    elif lower.endswith(LISTS) and len(emails(file.text, own)) >= MANY:
        yield Fault(Place(file.path), "une liste d’adresses de personnes est suivie", REMEDY)
    else:
        drawn = lower.endswith(".svg")  # its coordinates look like numbers of everything
        text = TAG.sub(_lines_alone, file.text) if drawn else file.text
        lines = text.splitlines() if may_hold_numbers(text) else ()
        for number, line in enumerate(lines, 1):
            for kind in sensitive_numbers(line, own):
                yield Fault(Place(file.path, number), f"ce fichier suivi contient {kind}", REMEDY)


def _lines_alone(tag: re.Match[str]) -> str:
    return "\n" * tag[0].count("\n") or " "
