from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.books import PaymentRow
from comptoir.text import french_list


@rule(
    "JRN035",
    "Enregistrement des règlements",
    severity=ERROR,
    basis="BOI-TVA-DECLA-30-10-30, §§ 80 à 150",
    surface=PaymentRow,
    seen="REF26",
)
def payment_recording(payment: PaymentRow) -> Iterator[Fault]:
    """Cherche les règlements enregistrés sans numéro, sans heure, sans montant, sans détail, sans
    moyen, et ceux que l’on a changés sur place : une correction est une opération de plus ou de
    moins.

    Biais : une cotisation ou un don a une seule ligne, et pas de taux.

    ```toml refusé
    gross = "39.00"
    lines = 1
    method = "card"
    ```

    ```toml refusé
    recorded_at = 2026-11-20T10:04:00
    gross = "39.00"
    lines = 1
    method = "card"
    edited = true
    ```

    ```toml accepté
    recorded_at = 2026-11-20T10:04:00
    gross = "39.00"
    lines = 1
    rates = ["20.0"]
    method = "card"
    ```

    ```toml accepté
    id = "P-2026-0002"
    recorded_at = 2026-11-20T10:09:00
    gross = "-39.00"
    lines = 1
    method = "card"
    corrects = "P-2026-0001"
    ```
    """
    lacks = {
        "son numéro": not payment.id,
        "son heure": payment.recorded_at is None,
        "son montant": not payment.gross,
        "son détail": not payment.lines,
        "son moyen": not payment.method,
    }
    if missing := [what for what, holds in lacks.items() if holds]:
        found = f"ce règlement est enregistré sans {french_list(missing)}"
        yield Fault(payment.at(), found, "Corrigez-le par une opération inverse.", MISSING)
    if payment.edited:
        found = "ce règlement a été changé sur place"
        yield Fault(payment.at(), found, "Restaurez une sauvegarde, puis corrigez par une inverse.")
