import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.site.forms import forms
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

SAID = re.compile(r"\bconserv\w+|\beffac\w+|\bsupprim\w+|\bgard\w+|\bservi\w+|\bsert\b|\bpour \w+")


@rule(
    "FRM015",
    "Fichiers reçus",
    severity=WARNING,
    basis="RGPD, art. 5 et 32",
    surface=HtmlPage,
)
def uploads(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les formulaires qui reçoivent des fichiers sans dire pour quoi, ni pour combien de
    temps.

    Biais : un verbe d’usage ou de conservation dans le formulaire suffit.

    ```html refusé
    <form method="post"><label>Pièce jointe <input type="file" name="f"></label></form>
    ```

    ```html accepté
    <form method="post"><label>Photo de la panne <input type="file" name="f"></label>
    <p>Elle sert à préparer la réparation ; nous l’effaçons ensuite.</p></form>
    ```
    """
    for form in forms(page):
        upload = next((field for field in form.fields if field.kind == "file"), None)
        if upload is not None and not SAID.search(folded(form.text)):
            yield Fault(
                page.place(upload.node),
                "un fichier est demandé sans dire pour quoi, ni pour combien de temps",
                "Dites à quoi il sert, et quand vous l’effacez.",
                MISSING,
            )
