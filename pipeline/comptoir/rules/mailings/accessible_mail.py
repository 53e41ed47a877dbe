from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.message import Mail


@rule(
    "MLG019",
    "Courriel accessible",
    severity=WARNING,
    basis="C. conso., art. L412-13 ; RGAA",
    surface=Mail,
)
def accessible_mail(mail: Mail) -> Iterator[Fault]:
    """Cherche les courriels sans version texte, sans langue, ou dont une image n’a pas de texte de
    remplacement.

    Biais : le contraste n’est pas mesuré ici.

    ```toml refusé
    html = '<html lang="fr"><body><p>Bonjour</p></body></html>'
    ```

    ```toml refusé
    text = "Bonjour"
    html = '<html><body><p>Bonjour</p><img src="cid:a"></body></html>'
    ```

    ```toml accepté
    text = "Bonjour"
    html = '<html lang="fr"><body><p>Bonjour</p><img src="cid:a" alt=""></body></html>'
    ```
    """
    if not mail.text.strip():
        yield Fault(mail.at("text"), "il manque la version en texte", "Ajoutez-la.", MISSING)
    if mail.html and not mail.nodes("html[lang]"):
        yield Fault(mail.at("html"), "la langue n’est pas dite", 'Ajoutez lang="fr".', MISSING)
    if mail.nodes("img:not([alt])"):
        found = "une image n’a pas de texte de remplacement"
        yield Fault(mail.at("html"), found, "Ajoutez alt, vide si elle décore.", MISSING)
