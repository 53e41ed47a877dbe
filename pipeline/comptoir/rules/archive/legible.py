from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.archive import ArchiveItem

OPEN = frozenset((
    "pdf", "xml", "eml", "csv", "txt", "jpg", "jpeg", "png", "tif", "odt", "ods", "docx", "xlsx",
    "json", "html",
))  # fmt: skip


@rule(
    "ARC011",
    "Lisible tout du long",
    severity=WARNING,
    basis="CGI, art. 289, V",
    surface=ArchiveItem,
    seen="REF26",
)
def legible(item: ArchiveItem) -> Iterator[Fault]:
    """Cherche les pièces que rien n’ouvre plus, et celles d’un format qui dépend d’un logiciel
    (tableur à macros, traitement de texte ancien) sans rendu lisible.

    Biais : un format libre et répandu (PDF, XML, EML, CSV, TXT, JPG, PNG, ODT, DOCX, XLSX) est tenu
    pour lisible.

    ```toml refusé
    kept_format = "doc"
    ```

    ```toml refusé
    kept_format = "pdf"
    readable = false
    ```

    ```toml accepté
    kept_format = "pdf"
    ```

    ```toml accepté
    kept_format = "eml"
    ```
    """
    if not item.readable or (item.kept_format and item.kept_format not in OPEN):
        found = "cette pièce ne pourra peut-être plus être lue"
        yield Fault(item.at("format"), found, "Gardez à côté un rendu en PDF/A.")
