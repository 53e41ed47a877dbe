"""HelloAsso's export of payments, as lines to record: what it says of money, and no more."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from comptoir.dates import parse_date
from comptoir.errors import Fault, InputError, Place
from comptoir.money import ZERO, parse_amount
from comptoir.payments.online import LineKind, OnlineLine
from comptoir.readers.tables import Table, open_table
from comptoir.text import fold

COLUMNS = {
    "reference": ("reference paiement", "reference du paiement", "numero de paiement",
                  "reference commande", "reference de la commande", "reference"),
    "on": ("date du paiement", "date de la commande", "date"),
    "status": ("statut du paiement", "statut de la commande", "statut"),
    "kind": ("type", "type de campagne", "type d element"),
    "amount": ("montant", "montant tarif", "montant du tarif", "montant total"),
    "email": ("email payeur", "email acheteur"),
    "payout": ("reference versement", "numero de versement", "versement"),
    "paid_out_on": ("date du versement", "date de versement"),
    "receipt": ("numero de recu fiscal", "recu fiscal", "numero de recu", "recu", "url recu"),
}  # fmt: skip
NEEDED = ("reference", "on", "kind", "amount", "email")
KINDS = {
    "adhesion": LineKind.DUES, "cotisation": LineKind.DUES, "membership": LineKind.DUES,
    "don": LineKind.GIFT, "donation": LineKind.GIFT, "don supplementaire": LineKind.GIFT,
    "formulaire de don": LineKind.GIFT, "crowdfunding": LineKind.GIFT,
    "billet": LineKind.SALE, "billetterie": LineKind.SALE, "evenement": LineKind.SALE,
    "inscription": LineKind.SALE, "boutique": LineKind.SALE, "produit": LineKind.SALE,
    "vente": LineKind.SALE, "paiement": LineKind.SALE, "stage": LineKind.SALE,
}  # fmt: skip
PAID = {"", "valide", "validee", "autorise", "autorisee", "paye", "payee", "traite", "traitee",
        "verse", "versee", "enregistre"}  # fmt: skip
NO = {"", "non", "no", "0", "-"}


def is_export(path: Path) -> bool:
    """Whether a file has the columns of such an export."""
    if path.suffix.lower() not in (".csv", ".xlsx", ".tsv", ".txt"):
        return False
    try:
        found = _columns(open_table(path))
    except InputError:
        return False
    return set(NEEDED) <= set(found)


def read(path: Path) -> list[OnlineLine]:
    """Read the lines that were paid; those refused, refunded or abandoned are left out.

    Raises:
        InputError: with every cell that cannot be read.
    """
    table = open_table(path, shown=path.name)
    at = _columns(table)
    lines, faults = [], []
    for row in table.rows():
        cells = {name: row.cells[rank].strip() for name, rank in at.items()}
        if fold(cells.get("status", "")) not in PAID:
            continue
        try:
            lines.append(_line(cells, row.line))
        except InputError as error:
            place = Place(table.shown, row.line)
            faults += [Fault(f.found, f.remedy, f.at or place, f.value) for f in error.faults]
    if faults:
        raise InputError(faults=faults)
    return [line for line in lines if line.amount > ZERO]


def _columns(table: Table) -> dict[str, int]:
    """Return the rank of each column that is known, by what it means."""
    header = [fold(name).replace("\u2019", " ").replace("'", " ").strip() for name in table.header]
    return {
        meaning: header.index(name)
        for meaning, names in COLUMNS.items()
        for name in [next((one for one in names if one in header), "")]
        if name
    }


def _line(cells: Mapping[str, str], row: int) -> OnlineLine:
    kind = KINDS.get(fold(cells["kind"]))
    if kind is None:
        raise InputError(
            f"le type « {cells['kind']} » n’est pas connu.",
            remedy="Types connus : adhésion, don, billet, inscription, boutique, vente.",
        )
    if not cells["reference"]:
        raise InputError("la référence du paiement manque.", remedy="Exportez de nouveau.")
    paid_out = cells.get("paid_out_on", "")
    return OnlineLine(
        reference=cells["reference"],
        on=_day(cells["on"]),
        kind=kind,
        amount=parse_amount(cells["amount"]),
        email=cells["email"].lower(),
        payout=cells.get("payout", ""),
        paid_out_on=_day(paid_out) if paid_out else None,
        has_receipt=fold(cells.get("receipt", "")) not in NO,
        row=row,
    )


def _day(text: str) -> date:
    """Return a day, the time of day left out."""
    return parse_date(text.replace("T", " ").split(" ")[0])
