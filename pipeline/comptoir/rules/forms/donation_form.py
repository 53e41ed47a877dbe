import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.forms import forms
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

GIFT = re.compile(r"\b(?:faire un|mon|votre|je fais un|montant du) don\b|\bje donne\b")
MONTHLY = re.compile(r"\bmensuel\w*|\b(?:chaque|tous les|par) mois\b|\bregulier")
TAX = re.compile(r"\bnumero fiscal|\bnumero de securite sociale|\bspi\b|\bnir\b")


@rule(
    "FRM013",
    "Formulaire de don",
    severity=WARNING,
    basis="CGI, art. 200 ; C. conso, L121-17",
    surface=HtmlPage,
)
def donation_form(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les formulaires de don où le don mensuel est choisi d’avance, ou qui demandent un
    numéro fiscal.

    Biais : seul un bouton ou une case déjà cochés dans la page sont vus.

    ```html refusé
    <form method="post"><h2>Faire un don</h2>
    <label><input type="radio" name="f" value="1"> Une fois</label>
    <label><input type="radio" name="f" value="2" checked> Chaque mois</label></form>
    ```

    ```html accepté
    <form method="post"><h2>Faire un don</h2>
    <label><input type="radio" name="f" value="1" checked> Une fois</label>
    <label><input type="radio" name="f" value="2"> Chaque mois</label></form>
    ```
    """
    for form in forms(page):
        if not GIFT.search(folded(form.text)):
            continue
        for control in form.fields:
            label = folded(control.label)
            if control.checked and MONTHLY.search(label):
                found = "le don mensuel est choisi d’avance"
                yield Fault(page.place(control.node), found, "Laissez le don d’une fois choisi.")
            elif TAX.search(label):
                found = "le formulaire de don demande un numéro fiscal ou de sécurité sociale"
                yield Fault(page.place(control.node), found, "Un nom et une adresse suffisent.")
