import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.message import Mail
from comptoir.site.wording import folded

MARK = re.compile(r"\b(?:essai|test|specimen)\b")


@rule(
    "MLG024",
    "Envoi d’essai",
    severity=ERROR,
    basis="RGPD, art. 5.1.f ; RGPD, art. 32",
    surface=Mail,
)
def test_mode(mail: Mail) -> Iterator[Fault]:
    """Cherche les essais envoyés à d’autres qu’aux testeurs déclarés, ou que rien ne marque.

    Biais : la marque est « essai », « test » ou « spécimen » dans l’objet.

    ```toml refusé
    test = true
    subject = "[Essai] Braderie"
    to = ["a@example.org"]
    testers = ["coordination@example.org"]
    ```

    ```toml refusé
    test = true
    subject = "Braderie"
    to = ["coordination@example.org"]
    testers = ["coordination@example.org"]
    ```

    ```toml accepté
    test = true
    subject = "[Essai] Braderie"
    to = ["coordination@example.org"]
    testers = ["coordination@example.org"]
    ```
    """
    if not mail.test:
        return
    known = {tester.lower() for tester in mail.testers}
    if any(address.lower() not in known for address in (*mail.to, *mail.cc)):
        found = "cet essai part à quelqu’un qui n’est pas testeur"
        yield Fault(mail.at("To"), found, "Ne l’envoyez qu’aux testeurs déclarés.")
    if not MARK.search(folded(mail.subject)):
        found = "rien ne marque cet essai"
        yield Fault(mail.at("subject"), found, "Commencez l’objet par [Essai].", MISSING)
