from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, rule
from comptoir.rules.values.message import Mail
from comptoir.site.wording import flat, says


@rule(
    "MLG001",
    "Expéditeur véritable",
    severity=ERROR,
    basis="CPCE, art. L34-5 ; LCEN, art. 20",
    surface=Mail,
)
def sender(mail: Mail, scope: Scope) -> Iterator[Fault]:
    """Cherche les courriels dont l’expéditeur ou le texte ne nomme pas l’organisme.

    Biais : le nom court vaut le nom ; sans profil, la règle demande seulement un nom d’expéditeur.

    ```toml refusé
    sender_name = "Promo du jour"
    sender = "promo@exemple.example.org"
    text = "Bonjour. Cliquez vite."
    ```

    ```toml accepté
    sender_name = "Les Ateliers de l’Exemple"
    sender = "contact@exemple.example.org"
    text = "Bonjour. Les Ateliers de l’Exemple vous invitent."
    ```
    """
    organisation = scope.organisation
    if not mail.sender or not mail.sender_name:
        yield Fault(mail.at("From"), "l’expéditeur n’est pas nommé", "Nommez l’organisme.", MISSING)
        return
    if organisation is None:
        return
    names = [name for name in (organisation.name, organisation.short_name) if name]
    if not any(says(flat(f"{mail.sender_name} {mail.text} {mail.seen}"), name) for name in names):
        found = "ni l’expéditeur ni le texte ne nomme l’organisme"
        yield Fault(mail.at("From"), found, "Nommez-le dans l’expéditeur et au pied.")
