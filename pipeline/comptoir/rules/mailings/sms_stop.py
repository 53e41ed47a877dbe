import re
from collections.abc import Iterator

from comptoir.rules import ERROR, INFO, MISSING, Fault, Scope, rule
from comptoir.rules.values.message import Sms
from comptoir.site.wording import flat, says

STOP = re.compile(r"\bstop\b(?:\W+\w+){0,3}?\W+\d{5}\b|https?://\S*stop")
LONGEST = 160


@rule(
    "MLG013",
    "STOP dans les SMS",
    severity=ERROR,
    basis="CPCE, art. L34-5",
    surface=Sms,
    seen="CNILp",
)
def sms_stop(sms: Sms, scope: Scope) -> Iterator[Fault]:
    """Cherche les SMS de prospection sans STOP et son numéro, ou sans le nom de l’organisme ;
    au-delà de 160 signes, avertit.

    Biais : un SMS de service n’a pas besoin de STOP.

    ```toml refusé
    text = "Les Ateliers de l’Exemple : braderie samedi."
    ```

    ```toml refusé
    text = "Braderie samedi. STOP au 36111"
    ```

    ```toml accepté
    text = "Les Ateliers de l’Exemple : braderie samedi. STOP au 36111"
    ```

    ```toml accepté
    kind = "statutory"
    text = "Les Ateliers de l’Exemple : votre rendez-vous est demain à 14 h."
    ```
    """
    if not sms.stoppable:
        return
    if not STOP.search(sms.words):
        yield Fault(
            sms.at("text"), "ce SMS ne dit pas comment l’arrêter", "Ajoutez « STOP au … ».", MISSING
        )
    organisation = scope.organisation
    if organisation is not None:
        names = [name for name in (organisation.name, organisation.short_name) if name]
        if not any(says(flat(f"{sms.sender} {sms.text}"), name) for name in names):
            yield Fault(sms.at("text"), "ce SMS ne nomme pas l’organisme", "Nommez-le.", MISSING)
    if len(sms.text) > LONGEST:
        found = f"ce SMS a {len(sms.text)} signes : il partira en plusieurs"
        yield Fault(sms.at("text"), found, "Raccourcissez-le.", severity=INFO)
