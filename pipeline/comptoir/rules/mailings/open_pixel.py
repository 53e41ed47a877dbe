import re
from collections.abc import Iterator
from datetime import date

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.message import Mail

HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)"
    r"|opacity\s*:\s*0(?:;|$)"
)


@rule(
    "MLG016",
    "Pixel d’ouverture",
    severity=ERROR,
    basis="loi 78-17, art. 82 ; CNIL, délib. 2026-042",
    surface=Mail,
    seen="RUL26",
    since=date(2026, 7, 14),
)
def open_pixel(mail: Mail) -> Iterator[Fault]:
    """Cherche, dans un courriel, une image d’un pixel, cachée, ou propre au destinataire, sans
    accord à la mesure.

    Biais : une image visible d’un serveur à soi, la même pour tous, n’est pas un pixel.

    ```toml refusé
    html = '<img src="https://suivi.exemple.example.org/o?u=a8f2c9d1" width="1" height="1" alt="">'
    ```

    ```toml refusé
    html = '<img src="https://exemple.example.org/o/a8f2c9d1e4b7" style="display:none" alt="">'
    ```

    ```toml accepté
    html = '<img src="https://exemple.example.org/logo.png" width="180" alt="Les Ateliers">'
    ```

    ```toml accepté
    tracking_consent = true
    html = '<img src="https://suivi.exemple.example.org/o?u=a8f2c9d1" width="1" height="1" alt="">'
    ```
    """
    if mail.tracking_consent:
        return
    for image in mail.nodes("img[src]"):
        source = image.attributes.get("src") or ""
        if source.startswith(("cid:", "data:")):
            continue
        sizes = [image.attributes.get(name) or "" for name in ("width", "height")]
        tiny = any(size.strip().removesuffix("px") in ("0", "1") for size in sizes)
        if tiny or HIDDEN.search(image.attributes.get("style") or ""):
            found = "une image invisible dit qui ouvre le message"
            yield Fault(mail.at("html"), found, "Retirez-la : la mesure demande un accord à part.")
