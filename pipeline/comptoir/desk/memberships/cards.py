"""`comptoir membership card`: the cards of members, ten a sheet or one a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comptoir import resources
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import project as projects
from comptoir.desk.sheets import export_path
from comptoir.errors import RefusedError
from comptoir.members import plans
from comptoir.printing.letterhead import letterhead
from comptoir.printing.typst import compile_pdf
from comptoir.private import write_private
from comptoir.settings import Organisation
from comptoir.store import access, contacts, membership_calls, reading
from comptoir.store.membership_calls import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The cards that were printed."""

    path: Path
    cards: int


def print_cards(
    ctx: Context, references: Sequence[str] = (), *, one_a_page: bool = False, skip: int = 0
) -> Printed:
    """Print the card of each member of the day, or of those that are named.

    Args:
        ctx: who asks.
        references: C-000123; every member of the day by default.
        one_a_page: of the size of a card, for a card printer, rather than ten on A4.
        skip: places already taken on the first sheet.

    Raises:
        RefusedError: nobody belongs today, or one of those named does not.
    """
    project = projects.load(ctx)
    organisation = project.organisation
    with reading(ctx) as db:
        wanted = [contacts.by_reference(db, one) for one in dict.fromkeys(references)]
        held = _held(membership_calls.standing(db, organisation.seasons), ctx.today)
        for one in wanted:
            if one.id not in held:
                raise RefusedError(
                    f"{one.reference} n’est pas adhérent au {french_date(ctx.today)}.",
                    remedy="Enregistrez sa cotisation : comptoir adhésion enregistrer",
                )
        people = wanted or contacts.many(db, list(held))
    if not people:
        raise RefusedError("personne n’est adhérent à ce jour.", remedy="Il n’y a rien à imprimer.")
    data = {
        "title": "Cartes d’adhérent",
        "letterhead": letterhead(organisation, project.site, specimen=ctx.demonstration),
        "one_a_page": one_a_page,
        "skip": skip,
        "cards": [
            _card(organisation, one.full_name, held[one.id])
            for one in sorted(people, key=lambda who: (who.last_name, who.first_name, who.id))
        ],
    }
    folders = resources.theme_folders(ctx.root)
    access.note(ctx, act="contact.export", rows=len(people), purpose="cartes d’adhérent")
    pdf = compile_pdf("print/card.typ", data, folders=folders, timestamp=ctx.now())
    path = write_private(export_path(ctx, "cartes-adherents", ".pdf"), pdf)
    return Printed(path=path, cards=len(people))


def _held(found: Sequence[Standing], today: date) -> Mapping[int, Standing]:
    """Return the membership that each contact has on a day, the one that ends last."""
    held: dict[int, Standing] = {}
    for one in found:
        here = one.starts <= today <= one.ends
        if here and (one.contact_id not in held or one.ends > held[one.contact_id].ends):
            held[one.contact_id] = one
    return held


def _card(organisation: Organisation, name: str, one: Standing) -> dict[str, object]:
    term = plans.Term(one.season, one.starts, one.ends)
    return {
        "name": name,
        "number": one.reference,
        "plan": plans.plan_title(organisation, one.level),
        "season": "" if plans.is_rolling(term) else term.said,
        "until": french_date(term.ends),
    }
