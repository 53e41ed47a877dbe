from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.forms.separate_consents import MARKETING, TERMS
from comptoir.site.forms import controls
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded


@rule(
    "PUB014",
    "Consentement exigé pour participer",
    severity=ERROR,
    basis="RGPD, art. 7.4",
    seen="CKI26",
    surface=HtmlPage,
)
def forced_consent(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les cases d’accord à la prospection qu’un formulaire rend obligatoires.

    Participer à un concours, demander un devis ou adhérer ne peut pas dépendre d’un accord à
    recevoir des offres.

    Biais : seules les cases marquées obligatoires dont l’étiquette parle de lettre ou d’offres ; un
    formulaire qui ne sert qu’à s’abonner à une lettre n’est pas en faute.

    ```html refusé
    <form method="post"><label>Mél <input type="email" name="m"></label>
    <label>Nom <input name="nom"></label> <label>Message <textarea name="t"></textarea></label>
    <label><input type="checkbox" required name="o"> J’accepte de recevoir les offres</label></form>
    ```

    ```html accepté
    <form method="post"><label>Mél <input type="email" name="m"></label>
    <label><input type="checkbox" required name="l"> Recevoir la lettre d’infos</label></form>
    ```
    """
    fields = controls(page)
    if len([field for field in fields if field.kind != "checkbox"]) < 2:
        return
    for control in fields:
        label = folded(control.label)
        if control.kind == "checkbox" and control.required and MARKETING.search(label):
            if TERMS.search(label):
                continue  # FRM003 speaks
            found = "un accord à la prospection est obligatoire pour envoyer le formulaire"
            yield Fault(page.place(control.node), found, "Rendez la case facultative.")
