from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.document import FrozenDocument


@rule(
    "DOC026",
    "Document émis, inchangé",
    severity=ERROR,
    basis="CGI, art. 289, V ; C. com., L123-22",
    surface=FrozenDocument,
    seen="REF26",
)
def frozen(doc: FrozenDocument) -> Iterator[Fault]:
    """Cherche les documents émis dont l’empreinte a changé, ou qui ont disparu.

    Biais : aucun.

    ```toml refusé
    recorded_hash = "9f2c"
    current_hash = "71aa"
    ```

    ```toml refusé
    present = false
    ```

    ```toml accepté
    recorded_hash = "9f2c"
    current_hash = "9f2c"
    ```
    """
    if not doc.present:
        yield Fault(doc.at(), "ce document émis a disparu", "Restaurez une sauvegarde.")
    elif doc.recorded_hash != doc.current_hash:
        yield Fault(
            doc.at(), "ce document a changé depuis son émission", "Restaurez une sauvegarde."
        )
