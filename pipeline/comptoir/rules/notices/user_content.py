import re
from collections.abc import Iterator

from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.site.forms import forms
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

COMMENT = re.compile(
    r"\b(?:laisse[zr]|ajoute[zr]|ecri(?:re|vez)|poste[zr]|publier) (?:un |votre |ton )?"
    r"(?:commentaire|message sur le forum)|\bvotre commentaire\b"
)
REPORT = re.compile(r"\bsignal\w+|\bmoder\w+|\bregles? de publication|\bcharte\b")


@rule(
    "MEN020",
    "Contenus des lecteurs",
    severity=WARNING,
    basis="règlement (UE) 2022/2065, art. 11 à 16 ; LCEN, art. 6",
    surface=HtmlPage,
)
def user_content(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les pages qui reçoivent des commentaires publics sans dire comment en signaler un, ni
    comment ils sont modérés.

    Biais : un formulaire dont les mots parlent de commentaire ; un mot de signalement ou de
    modération dans la page suffit ; à vérifier.

    ```html refusé
    <form method="post"><label>Votre commentaire <textarea name="c"></textarea></label></form>
    ```

    ```html accepté
    <form method="post"><label>Votre commentaire <textarea name="c"></textarea></label>
    <p>Les commentaires sont modérés. <a href="/contact/">Signaler un contenu</a></p></form>
    ```
    """
    if "form" not in page.tags:
        return
    for form in forms(page):
        if form.method == "post" and COMMENT.search(folded(form.text)):
            if not REPORT.search(page.said):
                yield Fault(
                    page.place(form.node),
                    "la page reçoit des commentaires sans dire comment en signaler un",
                    "Dites comment signaler un contenu, et comment vous modérez.",
                    TO_CHECK,
                )
            return
