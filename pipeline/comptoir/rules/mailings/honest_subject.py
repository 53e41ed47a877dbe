import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.message import Mail

REPLY = re.compile(r"^\s*(?:re|tr|fw|fwd)\s*[:\N{FULLWIDTH COLON}]", re.IGNORECASE)


@rule(
    "MLG010",
    "Objet honnête",
    severity=ERROR,
    basis="CPCE, art. L34-5",
    surface=Mail,
)
def honest_subject(mail: Mail) -> Iterator[Fault]:
    """Cherche les objets vides, ou qui imitent une réponse ou un transfert.

    Biais : « Re » suivi d’un deux-points, en tête seulement ; une vraie réponse isolée n’est pas
    un envoi.

    ```toml refusé
    subject = "RE : votre commande"
    ```

    ```toml refusé
    subject = "Fwd: à voir"
    ```

    ```toml accepté
    subject = "Réparer : mode d’emploi"
    ```

    ```toml accepté
    subject = "Re : votre question"
    bulk = false
    kind = "statutory"
    ```
    """
    if mail.bulk and REPLY.match(mail.subject):
        found = "l’objet imite une réponse ou un transfert"
        yield Fault(mail.at("subject"), found, "Retirez « RE », « TR » ou « FW ».")
    elif mail.bulk and not mail.subject.strip():
        yield Fault(mail.at("subject"), "l’objet est vide", "Dites de quoi il s’agit.", MISSING)
