"""`comptoir ledger export --month`: a numbered lot for the accountant, with its vouchers.

An entry is in one lot at most; a lot can be written again, and is the same.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import books
from comptoir.desk.filing import FOLDER
from comptoir.desk.ledgers import EXPORTS
from comptoir.desk.project import Project, load
from comptoir.errors import InputError, RefusedError
from comptoir.ledger.entry import Booked
from comptoir.ledger.fec import fec
from comptoir.ledger.period import parse_period
from comptoir.money import french_amount
from comptoir.private import write_private
from comptoir.store import audit, begin, documents, export_lots, ledger, purchases, reading
from comptoir.store.export_lots import Lot

NOTICE = """\
{number}, {organisation}
Écritures jusqu’à la fin {period} qui n’étaient dans aucun lot : {entries}, {debit} au débit.
Fait le {made_on}. Ce fichier n’est pas un FEC : il en a les 18 colonnes (tabulation, ISO 8859-15),
avec vos numéros de comptes et de journaux ([accounting.cabinet] de legal/organisation.toml).
Le lettrage n’y est pas : il change après. Chaque pièce porte sa référence (PieceRef).

Empreintes SHA-256
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A lot that was written."""

    number: str
    period: str
    entries: int
    vouchers: int
    missing: tuple[str, ...]  # vouchers without a file here
    sha256: str
    path: Path
    again: bool = False


def make(ctx: Context, month: str) -> Handed:
    """Write the lot of a month: every entry up to its end that is in no lot yet.

    Raises:
        RefusedError: the month is not over, or nothing is new.
    """
    today = ctx.act_on()
    project = load(ctx)
    books.refuse_without(project)
    period = parse_period(month)
    if period.ends >= today:
        raise RefusedError(
            f"{period.french.capitalize()} n’est pas fini.",
            remedy="Un lot se fait une fois le mois passé.",
        )
    with begin(ctx, act="ledger.export") as tx:
        booked = export_lots.waiting(tx.db, until=period.ends)
        if not booked:
            raise RefusedError(
                f"Aucune écriture nouvelle jusqu’à la fin {period.of} : tout est déjà dans un lot.",
                remedy="Pour refaire un lot : comptoir journal exporter --lot 1.",
            )
        content = _entries(tx.db, project, booked)
        lot = export_lots.add(
            tx,
            period=period.name,
            until=period.ends,
            booked=booked,
            sha256=sha256(content).hexdigest(),
        )
        audit.log_access(
            tx.db, ctx, act="ledger.export", noun="entry", rows=len(booked), purpose=lot.number
        )
        return _written(ctx, project, tx.db, lot, booked, content)


def again(ctx: Context, number: int) -> Handed:
    """Write a lot again: its entries are those that were handed.

    Raises:
        InputError: there is no such lot.
    """
    project = load(ctx)
    books.refuse_without(project)
    with reading(ctx) as db:
        lot = next((one for one in export_lots.lots(db) if one.id == number), None)
        if lot is None:
            raise InputError(
                f"Il n’y a pas de lot {number}.", remedy="comptoir journal exporter --lots"
            )
        booked = export_lots.of_lot(db, lot.id)
        content = _entries(db, project, booked)
        made = _written(ctx, project, db, lot, booked, content)
    return replace(made, again=True)


def listing(ctx: Context) -> list[Lot]:
    books.refuse_without(load(ctx))
    with reading(ctx) as db:
        return export_lots.lots(db)


def _entries(db: Connection, project: Project, booked: Iterable[Booked]) -> bytes:
    """Return entries in the columns of a FEC, without their matching, as the cabinet names them."""
    bare = [replace(one, match_codes=(), matched_on=()) for one in booked]
    cabinet = project.organisation.accounting.cabinet
    return fec(bare, ledger.party_names(db), renamed=cabinet)


def _written(
    ctx: Context,
    project: Project,
    db: Connection,
    lot: Lot,
    booked: Sequence[Booked],
    content: bytes,
) -> Handed:
    wanted = {one.entry.voucher for one in booked}
    found = {name: path for name, path in _files(db).items() if name in wanted}
    kept = {
        f"pieces/{name}{path.suffix}": place.read_bytes()
        for name, path in sorted(found.items())
        if (place := ctx.var / FOLDER / path).is_file()
    }
    files = {f"{lot.number}-ecritures.txt": content, **kept}
    notice = NOTICE.format(
        number=lot.number,
        organisation=project.organisation.name,
        period=parse_period(lot.period).of,
        entries=lot.entries,
        debit=french_amount(lot.debit),
        made_on=french_date(lot.made_on),
    )
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    path = ctx.var / EXPORTS / f"{lot.number.lower()}-{lot.period}.zip"
    write_private(path, _zip({"LISEZMOI.txt": (notice + sums).encode(), **files}))
    known = {Path(name).stem for name in kept}
    with_file = {name for name in wanted if name.split("-")[0] in ("F", "A", "AC")}
    return Handed(
        number=lot.number,
        period=lot.period,
        entries=lot.entries,
        vouchers=len(kept),
        missing=tuple(sorted(with_file - known)),
        sha256=sha256(content).hexdigest(),
        path=path,
    )


def _files(db: Connection) -> dict[str, Path]:
    """Return where the file of each voucher is, among the documents."""
    issued = {one.number: Path(one.path) for one in documents.documents(db) if one.path}
    bought = {one.made.number: Path(one.path) for one in purchases.purchases(db) if one.path}
    return issued | bought


def _zip(files: Mapping[str, bytes]) -> bytes:
    """Write an archive that depends on its content alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content)
    return out.getvalue()
