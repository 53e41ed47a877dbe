from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.message import SentRow


@rule(
    "MLG012",
    "Base figée avec l’envoi",
    severity=ERROR,
    basis="RGPD, art. 5.2",
    surface=SentRow,
)
def frozen_basis(row: SentRow) -> Iterator[Fault]:
    """Cherche les envois dont le journal ne dit pas la base.

    Biais : aucun.

    ```toml refusé
    sent_at = 2026-11-20T10:00:00Z
    ```

    ```toml accepté
    sent_at = 2026-11-20T10:00:00Z
    basis = "consent"
    ```
    """
    if not row.basis:
        found = "le journal ne dit pas sur quoi cet envoi reposait"
        yield Fault(row.at("basis"), found, "Figez la base avec le destinataire.", MISSING)
