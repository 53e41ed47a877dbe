"""`comptoir invoice channel`: who must receive an invoice how, and the files for a platform."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import filing
from comptoir.desk.project import load
from comptoir.errors import RefusedError
from comptoir.printing.facturx import FILE, attached
from comptoir.private import write_private
from comptoir.sales.channel import Channel, Route, route
from comptoir.store import billing, documents, reading

FOLDER = Path("exports", "plateforme")


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """How an invoice reaches its customer, where its file is, and what was written for it."""

    number: str
    on: date
    route: Route
    to: str  # e-mail address, or nothing: paper
    path: Path | None
    written: tuple[Path, ...] = ()


def channel(ctx: Context, number: str, *, on: date | None = None, write: bool = False) -> Routed:
    """Decide how an invoice or a credit note reaches its customer.

    Args:
        ctx: who asks.
        number: F-2026-0001 or A-2026-0001.
        on: the day whose law decides, that of the document by default.
        write: whether to write the files to hand to the platform.

    Raises:
        RefusedError: files were asked for and this document is no structured invoice.
    """
    project = load(ctx)
    with reading(ctx) as db:
        bill = billing.any_numbered(db, number.strip().upper())
        paper = documents.numbered(db, bill.number)
    buyer = bill.offer.buyer
    day = on or bill.issued_on
    found = route(buyer, project.organisation.vat.regime, day)
    path = ctx.var / filing.FOLDER / paper.path if paper and paper.path else None
    return Routed(
        number=bill.number,
        on=day,
        route=found,
        to=buyer.email if found.channel is Channel.MAIL else "",
        path=path,
        written=_written(ctx, bill.number, path) if write else (),
    )


def _written(ctx: Context, number: str, path: Path | None) -> tuple[Path, ...]:
    pdf = path.read_bytes() if path and path.is_file() else b""
    xml = attached(pdf).get(FILE, b"") if pdf else b""
    if not xml:
        raise RefusedError(
            f"{number} n’est pas une facture électronique : son PDF ne porte pas de XML.",
            remedy="Une plateforme ne prend que des factures structurées ; voyez pourquoi celle-ci "
            "ne l’est pas : SIREN du vendeur et du client, complément einvoice.",
        )
    folder = ctx.var / FOLDER
    made = (folder / f"{number}.pdf", folder / f"{number}.xml")
    for file, content in zip(made, (pdf, xml), strict=True):
        write_private(file, content)
    return made
