from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.message import Mail

CLIPPED = 102 * 1024  # bytes of HTML that Gmail shows


@rule(
    "MLG042",
    "Message trop lourd",
    severity=WARNING,
    basis="CPCE, art. L34-5 ; exigences des messageries (2024)",
    surface=Mail,
)
def clipped(mail: Mail) -> Iterator[Fault]:
    """Cherche les messages que Gmail coupera : au-delà de 102 Ko de HTML, la fin n’est pas montrée,
    et avec elle le lien de désinscription.

    Biais : les images jointes ne comptent pas.

    ```toml refusé
    weight = 120000
    ```

    ```toml accepté
    weight = 14000
    ```
    """
    if mail.weight > CLIPPED:
        found = f"le message pèse {mail.weight // 1024} Ko, Gmail n’en montrera que 102"
        yield Fault(mail.at("html"), found, "Raccourcissez-le, et renvoyez au site pour la suite.")
