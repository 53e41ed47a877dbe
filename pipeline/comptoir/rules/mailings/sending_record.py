from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.message import SentRow


@rule(
    "MLG035",
    "Trace de ce qui a été envoyé",
    severity=WARNING,
    basis="RGPD, art. 5.2 ; RGPD, art. 5.1.e",
    surface=SentRow,
)
def sending_record(row: SentRow) -> Iterator[Fault]:
    """Cherche les envois dont le journal ne garde ni l’empreinte du modèle ni celle du segment.

    Biais : aucun.

    ```toml refusé
    sent_at = 2026-11-20T10:00:00Z
    ```

    ```toml accepté
    sent_at = 2026-11-20T10:00:00Z
    template_hash = "9f2c"
    segment_hash = "71aa"
    ```
    """
    if not (row.template_hash and row.segment_hash):
        found = "le journal ne garde pas l’empreinte du modèle ou du segment"
        yield Fault(row.at("template_hash"), found, "Gardez-les avec l’envoi.", MISSING)
