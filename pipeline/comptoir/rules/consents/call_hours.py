from collections.abc import Iterator
from datetime import timedelta

from comptoir.law.canvassing import HOURS, MOST_CALLS, SILENCE, WINDOW
from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.message import Call


@rule(
    "CNS008",
    "Jours, heures et nombre d’appels",
    severity=WARNING,
    basis="C. conso., art. D223-9 (décret 2022-1313)",
    surface=Call,
)
def call_hours(call: Call) -> Iterator[Fault]:
    """Cherche les appels commerciaux à des particuliers hors des heures (du lundi au vendredi,
    10 h-13 h et 14 h-20 h, hors jours fériés), le cinquième appel en 30 jours, et l’appel dans les
    60 jours d’un refus. L’accord exprès lève les jours et les heures, non le nombre d’appels ni le
    silence après un refus.

    Biais : le maintien de ce décret après la réforme de 2026 reste à relire : la règle avertit.

    ```toml refusé
    id = "C-000012"
    at_time = 2026-11-21T11:00:00
    ```

    ```toml refusé
    id = "C-000012"
    at_time = 2026-11-24T11:00:00
    express_consent = true
    refused_on = 2026-10-20
    ```

    ```toml refusé
    id = "C-000012"
    at_time = 2026-11-24T11:00:00
    calls_before = [2026-11-02, 2026-11-09, 2026-11-12, 2026-11-20]
    ```

    ```toml accepté
    id = "C-000012"
    at_time = 2026-11-24T15:30:00
    calls_before = [2026-09-02, 2026-11-09]
    ```

    ```toml accepté
    id = "C-000012"
    at_time = 2026-11-21T11:00:00
    express_consent = true
    ```
    """
    if not (call.consumer and call.commercial):
        return
    day = call.at_time.date()
    if not call.express_consent and not _in_hours(call):
        found = "cet appel est hors des jours et heures permis"
        yield Fault(call.at("at_time"), found, "Du lundi au vendredi, 10 h-13 h et 14 h-20 h.")
    if sum(timedelta() <= day - before < WINDOW for before in call.calls_before) >= MOST_CALLS:
        found = f"plus de {MOST_CALLS} appels en {WINDOW.days} jours"
        yield Fault(call.at("calls_before"), found, "Attendez.")
    if call.refused_on and day - call.refused_on < SILENCE:
        found = f"un refus date de moins de {SILENCE.days} jours"
        yield Fault(call.at("refused_on"), found, "N’appelez pas.")


def _in_hours(call: Call) -> bool:
    working = call.at_time.weekday() < 5 and not call.holiday
    return working and any(start <= call.at_time.time() < end for start, end in HOURS)
