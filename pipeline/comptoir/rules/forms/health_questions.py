import re
from collections.abc import Iterator

from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.site.forms import forms
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

HEALTH = re.compile(
    r"\bproblemes? de sante|\betat de sante|\bmaladies?\b|\btraitements? medica\w+|"
    r"\bantecedents? medica\w+|\bnumero de securite sociale|\bgroupe sanguin|\bhandicap\b"
)
BASIS = re.compile(
    r"\bconsen\w+|\bsecret medical|\baccord\b|\bfacultati\w+|\bconfidentialite medicale"
)


@rule(
    "FRM017",
    "Questions de santé",
    severity=WARNING,
    basis="RGPD, art. 9 ; CSP, L1110-4",
    surface=HtmlPage,
)
def health_questions(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les formulaires qui posent une question de santé sans accord ni secret médical.

    Biais : l’étiquette du champ est lue ; « facultatif » ou « accord » dans le formulaire suffit ;
    à vérifier.

    ```html refusé
    <form method="post"><label>Problèmes de santé <input name="s"></label></form>
    ```

    ```html accepté
    <form method="post"><label>Problèmes de santé (facultatif) <input name="s"></label></form>
    ```
    """
    if "form" not in page.tags:
        return
    for form in forms(page):
        asked = next((f for f in form.fields if HEALTH.search(folded(f.label))), None)
        if asked is not None and not BASIS.search(folded(form.text)):
            yield Fault(
                page.place(asked.node),
                "le formulaire pose une question de santé sans accord exprès",
                "Ne la posez que si elle est nécessaire, avec un accord exprès et à part.",
                TO_CHECK,
            )
