from collections.abc import Iterator

from comptoir.law.purposes import PurposeClass
from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.message import Sms

OPENS, CLOSES, SUNDAY = 8, 20, 6


@rule(
    "MLG014",
    "Heures des SMS",
    severity=WARNING,
    basis="usage des opérateurs (aucun texte de loi)",
    surface=Sms,
)
def sms_hours(sms: Sms) -> Iterator[Fault]:
    """Cherche les SMS commerciaux la nuit, le dimanche ou un jour férié.

    Biais : c’est un usage, non une loi ; les SMS de service ne sont pas concernés.

    ```toml refusé
    text = "Braderie demain"
    at_time = 2026-11-22T11:00:00
    ```

    ```toml refusé
    text = "Braderie demain"
    at_time = 2026-11-24T21:30:00
    ```

    ```toml accepté
    text = "Braderie demain"
    at_time = 2026-11-24T11:00:00
    ```
    """
    if sms.at_time is None or sms.kind is not PurposeClass.COMMERCIAL:
        return
    rest = sms.at_time.weekday() == SUNDAY or sms.holiday
    if rest or not OPENS <= sms.at_time.hour < CLOSES:
        found = "ce SMS partirait la nuit, un dimanche ou un jour férié"
        yield Fault(sms.at("at_time"), found, "Envoyez-le entre 8 h et 20 h, du lundi au samedi.")
