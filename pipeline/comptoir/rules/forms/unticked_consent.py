import re
from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.site.forms import Field, controls
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

CONSENT = re.compile(
    r"\bj'accepte|\baccepte[rz]?\b|\bconsen\w+|\baccord\b|\bnewsletter|\blettre d'info|"
    r"\binfolettre|"
    r"\brecevoir\b|\boffres?\b|\bpartenaires?\b|\bprospection|\bactualites\b|\bm'inscri\w+|\babonn\w+|"
    r"\bm'abonne|\boptin\b|\bopt-in\b|\brgpd\b|\bgdpr\b|\bsms\b|\bdemarch\w+"
)
NO = re.compile(r"\bnon\b|\brefus|\bne souhaite pas|\bne pas\b|\bno\b")


@rule(
    "FRM002",
    "Case d’accord cochée d’avance",
    severity=ERROR,
    basis="RGPD, art. 4.11 et 7",
    seen="CKI26",
    surface=HtmlPage,
)
def unticked_consent(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les cases et boutons d’accord déjà cochés : un accord se donne par un geste.

    Biais : seules les cases dont le nom ou l’étiquette parle d’accord, de lettre ou d’offres ; « se
    souvenir de moi » peut être coché.

    ```html refusé
    <label><input type="checkbox" name="newsletter" checked> Recevoir la lettre</label>
    ```

    ```html accepté
    <label><input type="checkbox" name="newsletter"> Recevoir la lettre</label>
    <label><input type="checkbox" name="memo" checked> Se souvenir de moi</label>
    ```
    """
    for control in controls(page):
        if control.checked and control.kind in ("checkbox", "radio") and _asks_consent(control):
            yield Fault(
                page.place(control.node),
                "une case d’accord est cochée d’avance",
                "Laissez-la vide : la personne coche elle-même.",
            )


def _asks_consent(control: Field) -> bool:
    said = folded(f"{control.label} {control.name.replace('_', ' ').replace('-', ' ')}")
    if control.kind == "radio" and NO.search(folded(control.label)):
        return False
    return bool(CONSENT.search(said))
