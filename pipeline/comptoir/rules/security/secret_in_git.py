from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.detectors import secrets
from comptoir.rules.surfaces import ProjectFile

REMEDY = "Changez ce secret, rangez-le dans var/secrets.toml ou une variable COMPTOIR_*."

IGNORE = (
    "Ajoutez « /var/ » à .gitignore, puis git rm -r --cached var ; "
    "changez les secrets qui ont été enregistrés."
)


@rule(
    "SEC001",
    "Secret dans le dépôt",
    severity=ERROR,
    basis="RGPD, art. 5.1.f ; RGPD, art. 32",
    surface=ProjectFile,
    stops=True,
)
def secret_in_git(file: ProjectFile) -> Iterator[Fault]:
    """Cherche les mots de passe, clés et jetons dans les fichiers que Git garde.

    Biais : seules des formes connues sont cherchées ; une valeur vide, un nom de variable ou un mot
    comme « change » ou « exemple » n’est pas un secret. La valeur n’est jamais écrite.

    ```fichier refusé comptoir.toml
    smtp_password = "correct-horse-battery"
    ```

    ```fichier accepté comptoir.toml
    smtp_password = ""
    ```
    """
    if file.path == ".env" or file.path == "var/secrets.toml":
        yield Fault(Place(file.path), "ce fichier de secrets est suivi", REMEDY)
        return
    if file.path.startswith("var/"):
        yield Fault(Place(file.path), "le dossier var/ est suivi", IGNORE)
        return
    for kind in secrets(file.text):
        line = next((n for n, t in enumerate(file.text.splitlines(), 1) if kind in secrets(t)), 0)
        yield Fault(Place(file.path, line), f"ce fichier contient {kind}", REMEDY)
