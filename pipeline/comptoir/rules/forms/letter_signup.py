import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.site.forms import data_forms
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

LETTER = re.compile(r"\bnewsletter|\blettre d'info|\binfolettre|\babonne\w* a (?:la|notre) lettre")
LEAVE = re.compile(r"\bdesinscri\w*|\bdesabonn\w*|\ba tout moment|\bretir\w*|\bse desinscrire")
FEW = 3  # fields; more is another form with a box for the letter


@rule(
    "FRM011",
    "Abonnement à une lettre",
    severity=WARNING,
    basis="CPCE, L34-5 ; RGPD, art. 7.3",
    surface=HtmlPage,
)
def letter_signup(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les formulaires d’abonnement à une lettre qui ne disent pas qu’on s’en désinscrit.

    Biais : le formulaire et le bloc qui l’entoure sont lus ; « à tout moment » suffit.

    ```html refusé
    <section><form method="post"><label>Recevoir notre newsletter
    <input type="email" name="m"></label><button>Valider</button></form></section>
    ```

    ```html accepté
    <section><form method="post"><label>Recevoir notre newsletter
    <input type="email" name="m"></label><button>Valider</button></form>
    <p>Une lettre par mois ; vous vous désinscrivez en un clic.</p></section>
    ```
    """
    for form in data_forms(page):
        parent = form.node.parent
        around = parent.text(separator=" ") if parent is not None else ""
        text = folded(f"{form.text} {around}")
        if len(form.fields) <= FEW and LETTER.search(folded(form.text)) and not LEAVE.search(text):
            yield Fault(
                page.place(form.node),
                "l’abonnement à la lettre ne dit pas qu’on peut se désinscrire",
                "Dites ce qu’on recevra, à quel rythme, et qu’on se désinscrit à tout moment.",
                MISSING,
            )
