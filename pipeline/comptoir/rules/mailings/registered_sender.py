from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, rule
from comptoir.rules.values.concerned import registered
from comptoir.rules.values.identity import missing_identity
from comptoir.rules.values.message import Letter


@rule(
    "MLG030",
    "Mentions de l’entreprise sur ses lettres",
    severity=ERROR,
    basis="C. com., art. R123-237 et R123-238",
    surface=Letter,
    seen="REF26",
    applies=registered,
)
def registered_sender(letter: Letter, scope: Scope) -> Iterator[Fault]:
    """Cherche, sur les lettres d’une entreprise immatriculée, ce qui manque : nom, SIREN, RCS et
    ville, siège ; forme et capital pour une société ; EI pour un entrepreneur individuel.

    Biais : les mots peuvent être n’importe où sur la lettre.

    ```toml refusé profil=company
    sender = ["Les Ateliers de l’Exemple", "1 rue de l’Exemple, 35000 Rennes"]
    ```

    ```toml accepté profil=company
    sender = ["Les Ateliers de l’Exemple, SARL au capital de 8 000 €", "1 rue de l’Exemple"]
    foot = ["35000 Rennes, RCS Rennes 999 140 353"]
    ```
    """
    organisation = scope.organisation
    assert organisation is not None
    text = "\n".join((*letter.sender, letter.subject, letter.body, *letter.foot))
    missing = missing_identity(text, organisation)
    if missing:
        found = f"il manque à cette lettre : {', '.join(missing)}"
        yield Fault(letter.at("sender"), found, "Complétez l’en-tête ou le pied.", MISSING)
