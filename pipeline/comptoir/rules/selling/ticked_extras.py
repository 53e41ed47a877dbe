import re
from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.commerce import online
from comptoir.site.forms import controls
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

PAID = re.compile(
    r"(?:\+ ?)?\d+(?:[.,]\d{2})? ?(?:€|euros?\b)|\bassurance\b|\bextension de garantie|"
    r"\bemballage cadeau|\bdon de\b"
)
FREE = re.compile(r"\bgratuit|\boffert|\b0(?:[.,]00)? ?€")


@rule(
    "CGV020",
    "Supplément coché d’avance",
    severity=ERROR,
    basis="C. conso, L121-17",
    surface=HtmlPage,
    applies=online,
)
def ticked_extras(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les cases cochées d’avance qui ajoutent un paiement : assurance, don, emballage.

    Biais : seules les cases à cocher dont l’étiquette donne un prix ou nomme un supplément ; un
    choix entre plusieurs boutons ronds n’est pas lu.

    ```html refusé profil=seller
    <label><input type="checkbox" name="a" checked> Assurance casse : 4,90 €</label>
    ```

    ```html accepté profil=seller
    <label><input type="checkbox" name="a"> Assurance casse : 4,90 €</label>
    <label><input type="checkbox" name="b" checked> Retrait à l’atelier (gratuit)</label>
    ```
    """
    if not page.mentions("checked"):
        return
    for control in controls(page):
        label = folded(control.label)
        paid = control.kind == "checkbox" and control.checked and PAID.search(label)
        if paid and not FREE.search(label):
            found = "un supplément payant est coché d’avance"
            yield Fault(page.place(control.node), found, "Laissez la case vide.")
