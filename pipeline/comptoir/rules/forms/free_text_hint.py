import re
from collections.abc import Iterator

from comptoir.rules import INFO, MISSING, Fault, rule
from comptoir.site.forms import data_forms
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

HINT = re.compile(
    r"\bsensibles?\b|\bsante\b|\bconfidentiel\w*|\bn'(?:ecrivez|indiquez|y mettez)|\bne (?:mettez|"
    r"donnez|communiquez|transmettez) (?:pas|aucune)|\bsans donnees?\b"
)


@rule(
    "FRM008",
    "Champ libre sans conseil",
    severity=INFO,
    basis="RGPD, art. 9 et 25",
    surface=HtmlPage,
)
def free_text_hint(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les champs de texte libre sans un mot pour déconseiller d’y écrire des données
    sensibles.

    Biais : un mot (« santé », « sensible », « n’écrivez pas ») dans le formulaire suffit ; une
    information, jamais plus.

    ```html refusé
    <form method="post"><label>Mél <input type="email" name="m"></label>
    <label>Message <textarea name="t"></textarea></label></form>
    ```

    ```html accepté
    <form method="post"><label>Mél <input type="email" name="m"></label>
    <label>Message, sans donnée de santé <textarea name="t"></textarea></label></form>
    ```
    """
    for form in data_forms(page):
        free = next((field for field in form.fields if field.kind == "textarea"), None)
        if free is not None and not HINT.search(folded(form.text)):
            yield Fault(
                page.place(free.node),
                "un champ libre ne déconseille pas d’y écrire des données sensibles",
                "Ajoutez : « N’écrivez ici aucune donnée de santé ni autre donnée sensible ».",
                MISSING,
            )
