from collections.abc import Iterator

from comptoir.rules import ERROR, TO_CHECK, Fault, rule
from comptoir.rules.values.message import Mail

MACROS = (".docm", ".xlsm", ".pptm", ".exe", ".scr", ".bat", ".cmd", ".vbs", ".jar", ".js", ".iso")
TABLES = (".xlsx", ".xls", ".ods", ".csv", ".sqlite", ".db", ".vcf", ".mdb")


@rule(
    "MLG027",
    "Pièces jointes",
    severity=ERROR,
    basis="RGPD, art. 5.1.f ; RGPD, art. 32",
    surface=Mail,
)
def attachments(mail: Mail) -> Iterator[Fault]:
    """Cherche, parmi les pièces jointes, un fichier à macros, un programme, une base ou un
    tableur.

    Biais : le nom du fichier décide.

    ```toml refusé
    attachments = ["adherents.xlsx"]
    ```

    ```toml refusé
    attachments = ["bulletin.docm"]
    ```

    ```toml accepté
    attachments = ["convocation.pdf", "agenda.ics"]
    ```
    """
    for rank, name in enumerate(mail.attachments, 1):
        lower = name.lower()
        if lower.endswith(MACROS):
            found = f"la pièce jointe {rank} peut exécuter du code"
            yield Fault(mail.at("attachments"), found, "Envoyez un PDF.")
        elif lower.endswith(TABLES):
            found = f"la pièce jointe {rank} peut être une liste de personnes"
            yield Fault(mail.at("attachments"), found, "Ne l’envoyez pas par courriel.", TO_CHECK)
