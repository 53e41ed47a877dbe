import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.site.forms import data_forms
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

CHILD = re.compile(
    r"\b(?:nom|prenom|age|naissance)s? (?:de |du |d')?(?:l'|votre )?(?:enfant|mineur)"
)
PARENT = re.compile(
    r"\bparents?\b|\bparental\w*|\bresponsables? lega(?:l|ux)|\brepresentants? lega(?:l|ux)|"
    r"\btuteur|\btutrice|\bpere\b|\bmere\b"
)


@rule(
    "FRM010",
    "Données d’un enfant",
    severity=ERROR,
    basis="RGPD, art. 8 ; loi 78-17, art. 45",
    seen="CKI26",
    surface=HtmlPage,
)
def minors(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les formulaires qui recueillent les données d’un enfant sans un mot de ses parents.

    Biais : un champ nommé « nom de l’enfant » ou « âge de l’enfant » ; tout mot de parent ou de
    représentant légal suffit.

    ```html refusé
    <form method="post"><label>Prénom de l’enfant <input name="p"></label>
    <label>Mél <input type="email" name="m"></label></form>
    ```

    ```html accepté
    <form method="post"><label>Prénom de l’enfant <input name="p"></label>
    <label>Mél d’un parent <input type="email" name="m"></label></form>
    ```
    """
    for form in data_forms(page):
        text = folded(form.text)
        child = next((f for f in form.fields if CHILD.search(folded(f.label))), None)
        if child is not None and not PARENT.search(text):
            yield Fault(
                page.place(child.node),
                "le formulaire recueille les données d’un enfant sans un mot de ses parents",
                "Adressez-vous à un parent, et recueillez son accord.",
                MISSING,
            )
