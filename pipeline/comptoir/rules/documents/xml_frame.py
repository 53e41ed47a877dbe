from collections.abc import Iterator

from comptoir.law.einvoice import FRAMES
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.einvoice import EInvoice


@rule(
    "DOC066",
    "Cadre de facturation",
    severity=ERROR,
    basis="BR-FR-08, BR-FR-CO-08 et BR-FR-CO-09",
    surface=EInvoice,
    seen="PHX",
)
def xml_frame(xml: EInvoice) -> Iterator[Fault]:
    """Cherche un cadre de facturation (BT-23) absent ou hors de la liste, un cadre « déjà payée »
    dont tout n’est pas payé, et un cadre « après acompte » sur une facture d’acompte.

    Biais : les cadres à plusieurs vendeurs ou à deux sens (8, 9) sont connus, mais non jugés.

    ```toml refusé
    frame = ""
    ```

    ```toml refusé
    frame = "B2"
    gross = "120.00"
    paid = "100.00"
    due = "20.00"
    ```

    ```toml refusé
    frame = "B4"
    type_code = "386"
    ```

    ```toml accepté
    frame = "M1"
    gross = "120.00"
    due = "120.00"
    ```

    ```toml accepté
    frame = "B2"
    gross = "120.00"
    paid = "120.00"
    due = "0.00"
    due_on = 2026-11-24
    ```
    """
    if xml.frame not in FRAMES:
        found = "le cadre de facturation manque ou n’existe pas"
        yield Fault(xml.at("BT-23"), found, "B, S ou M, puis 1 pour une facture simple.", MISSING)
        return
    if xml.frame[1] == "2" and (xml.paid != xml.gross or xml.due or xml.due_on is None):
        found = "cette facture se dit déjà payée, et ne l’est pas"
        yield Fault(
            xml.at("BT-23"), found, "Payé = total, reste dû = 0, échéance = jour du paiement."
        )
    if xml.frame[1] == "4" and xml.type_code in ("386", "500", "503"):
        found = "une facture d’acompte ne peut pas être « après acompte »"
        yield Fault(xml.at("BT-23"), found, "Employez le cadre 1.")
