"""Who votes at a meeting, as a list."""

from pathlib import Path

from comptoir.context import Context
from comptoir.desk.assemblies import statutes
from comptoir.desk.assemblies.statutes import Electorate
from comptoir.desk.sheets import export_path, write_csv
from comptoir.store import access, assemblies, reading
from comptoir.text import fold


def voters(ctx: Context, number: str) -> Electorate:
    """Return who votes, and why the others do not."""
    with reading(ctx) as db:
        one = assemblies.numbered(db, number)
        return statutes.electorate(ctx, db, statutes.rules(ctx, one), one.on)


def voters_csv(ctx: Context, number: str) -> Path:
    """Write the list of members, whether each votes and why not."""
    found = voters(ctx, number)
    access.note(ctx, act="assembly.export", noun="assembly", record_id=number.upper(),
                rows=found.members, purpose="liste des votants")  # fmt: skip
    rows = [(m.reference, m.name, "oui", str(m.voices), "") for m in found.voters]
    rows += [(m.reference, m.name, "non", "", why) for m, why in found.barred]
    rows.sort(key=lambda row: (fold(row[1]), row[0]))
    path = export_path(ctx, f"votants-{number.lower()}", ".csv")
    return write_csv(path, ("référence", "nom", "vote", "voix", "pourquoi"), rows)
