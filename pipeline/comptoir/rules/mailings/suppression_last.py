from collections.abc import Iterator
from datetime import timedelta

from comptoir.law.purposes import PurposeClass
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.message import SentRow

FRESH = timedelta(hours=1)


@rule(
    "MLG011",
    "Opposition vérifiée à l’envoi",
    severity=ERROR,
    basis="RGPD, art. 21",
    surface=SentRow,
)
def suppression_last(row: SentRow) -> Iterator[Fault]:
    """Cherche les envois faits après un refus, ou dont la liste d’opposition n’a pas été relue au
    moment de l’envoi.

    Biais : les messages dus ne sont arrêtés par aucune opposition ; la relecture a lieu dans
    l’heure de l’envoi.

    ```toml refusé
    sent_at = 2026-11-20T10:00:00Z
    suppression_checked_at = 2026-11-18T10:00:00Z
    ```

    ```toml refusé
    sent_at = 2026-11-20T10:00:00Z
    suppression_checked_at = 2026-11-20T09:59:58Z
    refused_on = 2026-11-19
    ```

    ```toml accepté
    sent_at = 2026-11-20T10:00:00Z
    suppression_checked_at = 2026-11-20T09:59:58Z
    ```

    ```toml accepté
    kind = "statutory"
    sent_at = 2026-11-20T10:00:00Z
    refused_on = 2026-11-19
    ```
    """
    if row.kind is PurposeClass.STATUTORY:
        return
    checked = row.suppression_checked_at
    if checked is None or row.sent_at - checked > FRESH:
        found = "la liste d’opposition n’a pas été relue à l’envoi"
        yield Fault(row.at("suppression"), found, "Relisez-la juste avant d’envoyer.")
    if row.refused_on and row.refused_on < row.sent_at.date():
        yield Fault(
            row.at("refused_on"), "cet envoi suit un refus", "Excusez-vous, et cherchez pourquoi."
        )
