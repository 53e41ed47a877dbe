"""The register of meetings: one part each, with what was decided."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.dates import french_date, short_date
from comptoir.desk.assemblies.papers import hour_of, printed
from comptoir.desk.assemblies.sitting import quorum
from comptoir.desk.project import load
from comptoir.desk.sheets import export_path
from comptoir.errors import RefusedError
from comptoir.members.meeting import State
from comptoir.printing.record import Record, Section
from comptoir.private import write_private
from comptoir.store import assemblies, filed, reading
from comptoir.store.assemblies import Assembly
from comptoir.text import plural


def register(ctx: Context) -> Path:
    """Print the register of meetings: one part each, with what was decided."""
    with reading(ctx) as db:
        held = [one for one in assemblies.assemblies(db)
                if one.state in (State.CLOSED, State.LAPSED)]  # fmt: skip
        if not held:
            raise RefusedError("aucune assemblée n’est close : le registre est vide.")
        sections = [part for one in held for part in _page(ctx, db, one)]
    record = Record(
        title="Registre des assemblées",
        subtitle=f"{load(ctx).organisation.name}, au {french_date(ctx.today)}",
        intro=(plural(len(held), "assemblée") + ", de la plus ancienne à la plus récente.",),
        sections=tuple(sections),
    )
    return write_private(export_path(ctx, "registre-assemblees", ".pdf"), printed(ctx, record))


def _page(ctx: Context, db: Connection, one: Assembly) -> Iterator[Section]:
    found = quorum(ctx, db, one)
    facts = [
        ("Date", f"{french_date(one.on, weekday=True)}, {hour_of(one)}"),
        ("Lieu", one.place),
        ("Convoquée le", _day(one.convened_on)),
        ("Voix", f"{found.attendance.voices} sur {found.voters}, quorum {found.needed}"),
    ]
    if one.minutes:
        document = filed.by_reference(db, one.minutes)
        facts += [("Procès-verbal", document.reference), ("Empreinte", document.sha256)]
    if one.state is State.LAPSED:
        facts += [("Suite", "sans quorum, reconvoquée")]
    yield Section(
        title=f"{one.number}, {one.title}",
        facts=tuple(facts),
        header=("Point", "Pour", "Contre", "Abst.", "Décision"),
        widths=(6, 1, 1, 1, 2),
        rows=tuple(
            (f"{item.position}. {item.title}", str(item.in_favour), str(item.against),
             str(item.abstained), "adoptée" if item.carried else "rejetée")
            for item in assemblies.items(db, one) if item.in_favour is not None
        ),
    )  # fmt: skip
    if elected := assemblies.officers(db, one):
        yield Section(
            title=f"Mandats donnés par {one.number}",
            header=("Élu", "Fonction", "Jusqu’au", "Déclaré le"),
            rows=tuple((o.contact, o.role, _day(o.until), _day(o.declared_on)) for o in elected),
        )


def _day(day: date | None) -> str:
    return short_date(day) if day else ""
