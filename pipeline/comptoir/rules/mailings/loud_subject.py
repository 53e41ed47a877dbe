import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.message import Mail

MARKS = re.compile(r"[!?]\s*[!?]|[€$]\s*[€$]|\*{3}|={3}")
LETTERS = 12  # in capitals: shorter, it may be a name or a reference


@rule(
    "MLG037",
    "Objet criard",
    severity=WARNING,
    basis="exigences des messageries (2024) : filtres d’indésirables",
    surface=Mail,
)
def loud_subject(mail: Mail) -> Iterator[Fault]:
    """Cherche les objets tout en capitales, ou aux signes répétés : les filtres les tiennent pour
    indésirables, et un lecteur d’écran peut épeler des capitales.

    Biais : un sigle ou une référence courte en capitales n’est pas jugé.

    ```toml refusé
    subject = "DERNIERS JOURS POUR VOUS INSCRIRE"
    ```

    ```toml refusé
    subject = "Plus que deux places !!!"
    ```

    ```toml accepté
    subject = "Assemblée générale de l’ADMR : votre convocation"
    ```

    ```toml accepté
    subject = "AG 2026 : que voulez-vous changer ?"
    ```
    """
    letters = [sign for sign in mail.subject if sign.isalpha()]
    if len(letters) >= LETTERS and all(map(str.isupper, letters)):
        found = "l’objet est tout en capitales"
        yield Fault(mail.at("subject"), found, "Écrivez-le en minuscules, comme une phrase.")
    if MARKS.search(mail.subject):
        found = "l’objet répète des signes (!!, ??, €€)"
        yield Fault(mail.at("subject"), found, "Gardez un signe au plus.")
