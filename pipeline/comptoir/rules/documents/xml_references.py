from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.einvoice import EInvoice


@rule(
    "DOC068",
    "Références d’un avoir électronique",
    severity=ERROR,
    basis="BR-FR-CO-04 et BR-FR-CO-05",
    surface=EInvoice,
    seen="FXE",
)
def xml_references(xml: EInvoice) -> Iterator[Fault]:
    """Cherche une facture rectificative sans exactement une facture antérieure datée, et un avoir
    qui n’en nomme aucune, ni en tête ni à chaque ligne.

    Biais : aucun.

    ```toml refusé
    type_code = "384"
    ```

    ```toml refusé
    type_code = "381"
    lines = [{ id = "1", preceding = "F-2026-0001" }, { id = "2" }]
    ```

    ```toml accepté
    type_code = "384"
    preceding = [{ number = "F-2026-0001", on = 2026-03-02 }]
    ```

    ```toml accepté
    type_code = "381"
    lines = [{ id = "1", preceding = "F-2026-0001" }]
    ```

    ```toml accepté
    type_code = "380"
    ```
    """
    dated = [one for one in xml.preceding if one.number and one.on is not None]
    remedy = "Nommez la facture d’origine et sa date (BG-3)."
    if xml.type_code in ("384", "471", "472", "473") and not len(dated) == len(xml.preceding) == 1:
        found = "une facture rectificative nomme une facture antérieure et sa date, une seule"
        yield Fault(xml.at("BG-3"), found, remedy, MISSING)
    elif xml.is_credit and not dated and not _by_line(xml):
        yield Fault(xml.at("BG-3"), "cet avoir ne nomme pas sa facture", remedy, MISSING)


def _by_line(xml: EInvoice) -> bool:
    return bool(xml.lines) and all(line.preceding for line in xml.lines)
