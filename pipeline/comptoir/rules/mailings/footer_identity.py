import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, Scope, rule
from comptoir.rules.matching import says_address
from comptoir.rules.values.message import Mail
from comptoir.site.wording import flat, says

WHY = re.compile(r"vous recevez|parce que vous|ce message concerne|vous avez recu|sans publicite")
RIGHTS = re.compile(r"confidentialite|vos donnees|vie privee|donnees personnelles|vos droits")


@rule(
    "MLG008",
    "Pied du message",
    severity=WARNING,
    basis="C. com., art. R123-237 ; RGPD, art. 13",
    surface=Mail,
)
def footer_identity(mail: Mail, scope: Scope) -> Iterator[Fault]:
    """Cherche, au pied d’un courriel, ce qui manque : le nom, l’adresse postale, la raison de
    l’envoi, le lien vers la confidentialité.

    Biais : l’adresse postale est un usage, non un texte ; la raison est cherchée par ses mots
    habituels.

    ```toml refusé
    text = "Bonjour. À samedi !"
    ```

    ```toml accepté
    text = '''
    Bonjour. À samedi !
    Les Ateliers de l’Exemple, 1 rue de l’Exemple, 35000 Rennes. Vous recevez ce message
    parce que vous êtes adhérent. Vos données : https://exemple.example.org/confidentialite/'''
    ```
    """
    organisation = scope.organisation
    lacks = []
    if organisation is not None:
        text = flat(f"{mail.text} {mail.seen}")
        if not says(text, organisation.name):
            lacks.append("le nom")
        if organisation.seat.city and not says_address(text, organisation.seat):
            lacks.append("l’adresse postale")
    if not WHY.search(mail.words):
        lacks.append("la raison de l’envoi")
    if not RIGHTS.search(mail.words):
        lacks.append("où lire ce que deviennent les données")
    if lacks:
        found = f"le pied du message ne dit pas : {', '.join(lacks)}"
        yield Fault(mail.at("pied"), found, "Complétez-le.", MISSING)
