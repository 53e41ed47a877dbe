import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.message import Letter

BILL = re.compile(r"\bfacture\b|\ba regler\b|montant du\b|derniere relance|impaye")
USE = re.compile(r"servir|permett|financ|equip|soutien|soutenir|aider|projet")


@rule(
    "MLG032",
    "Appel aux dons",
    severity=WARNING,
    basis="loi 91-772, art. 3 ; C. conso., art. L121-2",
    surface=Letter,
)
def gift_appeal(letter: Letter) -> Iterator[Fault]:
    """Cherche les appels aux dons qui ont l’air d’une facture, ou qui ne disent pas à quoi servira
    l’argent.

    Biais : quelques mots.

    ```toml refusé
    donation_appeal = true
    body = "Facture à régler sous 8 jours : 30 €."
    ```

    ```toml accepté
    donation_appeal = true
    body = "Votre don servira à équiper l’atelier vélo."
    ```
    """
    if not letter.donation_appeal:
        return
    if BILL.search(letter.words):
        found = "cet appel aux dons a l’air d’une facture"
        yield Fault(letter.at("body"), found, "Un don ne se doit pas : récrivez.")
    if not USE.search(letter.words):
        found = "cet appel aux dons ne dit pas à quoi servira l’argent"
        yield Fault(letter.at("body"), found, "Dites-le.", MISSING)
