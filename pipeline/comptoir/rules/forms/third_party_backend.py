from collections.abc import Iterator

from comptoir.rules import ERROR, TO_CHECK, Fault, Scope, rule
from comptoir.site.forms import data_forms
from comptoir.site.html import HtmlPage
from comptoir.site.links import Where


@rule(
    "FRM007",
    "Formulaire envoyé à un tiers non déclaré",
    severity=ERROR,
    basis="RGPD, art. 28",
    surface=HtmlPage,
)
def third_party_backend(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    """Compare l’hôte auquel un formulaire s’envoie avec les sous-traitants du profil.

    Biais : sans profil, l’hôte est à vérifier par une personne ; l’hôte du site lui-même passe.

    ```html refusé
    <form action="https://formulaires.example.net/f/1" method="post">
    <label>Mél <input type="email" name="mel"></label></form>
    ```

    ```html accepté
    <form action="https://formulaires.exemple.example.org/f/1" method="post">
    <label>Mél <input type="email" name="mel"></label></form>
    ```
    """
    for form in data_forms(page):
        target = page.resolve(form.action or "")
        if target.where is not Where.OUTSIDE or scope.declares(target.host):
            continue
        known = scope.organisation is not None
        yield Fault(
            page.place(form.node),
            f"ce formulaire s’envoie à {target.host}"
            + (", que le profil ne déclare pas" if known else ""),
            "Déclarez ce sous-traitant (processors, avec hosts) et son contrat."
            if known
            else "Vérifiez que ce sous-traitant est nommé dans la politique de confidentialité.",
            *(() if known else (TO_CHECK,)),
        )
