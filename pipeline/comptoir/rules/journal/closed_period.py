from collections.abc import Iterator
from datetime import timedelta

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN007",
    "Période close",
    severity=ERROR,
    basis="PCG, art. 1031-4",
    surface=EntryRow,
    seen="REF26",
)
def closed_period(entry: EntryRow) -> Iterator[Fault]:
    """Cherche les écritures passées dans une période déjà close, et celles d’un oubli qui ne sont
    pas au premier jour de la période ouverte, avec leur date réelle.

    Biais : la date de clôture est celle du jour où l’écriture a été saisie.

    ```toml refusé
    on = 2026-09-15
    closed_to = 2026-09-30
    ```

    ```toml refusé
    on = 2026-10-14
    closed_to = 2026-09-30
    real_on = 2026-09-15
    ```

    ```toml accepté
    on = 2026-10-01
    closed_to = 2026-09-30
    real_on = 2026-09-15
    ```

    ```toml accepté
    on = 2026-10-14
    closed_to = 2026-09-30
    ```
    """
    if entry.on is None or entry.closed_to is None:
        return
    if entry.on <= entry.closed_to:
        found = "cette écriture est dans une période close"
        yield Fault(entry.at("date"), found, "Passez-la au premier jour de la période ouverte.")
    elif _forgotten(entry) and entry.on != entry.closed_to + timedelta(days=1):
        found = "un oubli d’une période close n’est pas au premier jour de la suivante"
        yield Fault(entry.at("date"), found, "Datez-la de ce jour, avec sa date réelle en libellé.")


def _forgotten(entry: EntryRow) -> bool:
    closed = entry.closed_to
    return closed is not None and entry.real_on is not None and entry.real_on <= closed
