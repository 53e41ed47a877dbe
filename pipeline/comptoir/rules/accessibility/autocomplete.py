import re
from collections.abc import Iterator

from comptoir.rules import INFO, MISSING, Fault, rule
from comptoir.site.forms import data_forms
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

PURPOSES = (
    (
        re.compile(r"^(?:votre )?(?:e-?mail|courriel|mel|adresse (?:e-?mail|electronique))\b"),
        "email",
    ),
    (re.compile(r"^(?:votre )?(?:telephone|tel|portable|mobile)\b"), "tel"),
    (re.compile(r"^(?:votre )?prenom\b"), "given-name"),
    (re.compile(r"^(?:votre )?nom(?: de famille)?(?: \*)?$"), "family-name"),
    (re.compile(r"^(?:votre )?code postal\b"), "postal-code"),
)


@rule(
    "ACC028",
    "Saisie préremplie",
    severity=INFO,
    basis="RGAA 11.13",
    seen="RGAA",
    surface=HtmlPage,
)
def autocomplete(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les champs sur la personne elle-même (nom, mél…) sans attribut autocomplete.

    Biais : l’étiquette est lue ; un champ sur quelqu’un d’autre (« Mél d’un parent ») est souvent
    laissé ; une information.

    ```html refusé
    <form method="post"><label>Mél <input type="email" name="m"></label></form>
    ```

    ```html accepté
    <form method="post"><label>Mél <input type="email" name="m" autocomplete="email"></label></form>
    ```
    """
    for form in data_forms(page):
        missing = [
            (field, token)
            for field in form.fields
            for pattern, token in PURPOSES
            if field.tag == "input"
            and pattern.search(folded(field.label).strip())
            and not field.node.attributes.get("autocomplete")
        ]
        if missing:
            field, token = missing[0]
            yield Fault(
                page.place(field.node),
                "des champs sur la personne n’ont pas l’attribut autocomplete",
                f'Ajoutez autocomplete="{token}" ou le jeton de chaque champ.',
                MISSING,
            )
