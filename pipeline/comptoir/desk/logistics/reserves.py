"""Reserves on what a carrier brought: noted at once, kept by a registered letter in three days."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comptoir import resources
from comptoir.campaigns.markup import read_markup
from comptoir.campaigns.printable import fill_json, to_json
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import partners
from comptoir.desk.project import load
from comptoir.desk.sheets import export_path
from comptoir.desk.stationery import stationery
from comptoir.errors import InputError, RefusedError
from comptoir.law import carriage
from comptoir.printing.letters import Letter, print_one
from comptoir.private import write_private
from comptoir.settings.partners import Partner, PartnerType
from comptoir.store import begin, logistics, reading
from comptoir.store.logistics import Reserve
from comptoir.text import french_spaces

WORDS = """Madame, Monsieur,

Le {received}, vous nous avez remis {what}. Nous avons constaté :

> {damage}

Nous vous notifions par la présente lettre recommandée notre protestation motivée, dans les trois
jours de la réception ({source}), et réservons tous nos droits à réparation. Nous tenons les colis
et leurs emballages à votre disposition pour une expertise contradictoire.

Veuillez nous dire sous huit jours quelle suite vous y donnez.

Avec nos salutations distinguées,

{signed}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A reserve, and its letter to sign and post."""

    reserve: Reserve
    path: Path
    late: bool  # the three days are over
    notices: tuple[str, ...] = ()


def note(ctx: Context, name: str, *, received_on: date, damage: str, voucher: str = "") -> Noted:
    """Note what was wrong, and write the letter.

    Raises:
        InputError: the partner is no carrier, nothing is said, or the day is to come.
    """
    today = ctx.act_on()
    partner = partners.named(ctx, name)
    if partner.type is not PartnerType.CARRIER:
        raise InputError(f"« {partner.name} » n’est pas un transporteur.",
                         remedy="comptoir partenaire lister")  # fmt: skip
    if received_on > today:
        raise InputError("une réception n’est pas datée de demain.", remedy="Corrigez --reçu-le.")
    if not damage.strip():
        raise InputError(
            "que s’est-il passé ?",
            remedy="Une réserve est précise : nombre de colis, ce qui est cassé ou manque.",
        )
    by = carriage.protest_by(received_on)
    values = {"carrier": partner.name, "received_on": received_on, "voucher": voucher.strip(),
              "damage": damage.strip(), "letter_by": by}  # fmt: skip
    with begin(ctx, act="partner.reserve") as tx:
        made = logistics.add_reserve(tx, values)
    told = () if partner.address else (
        f"l’adresse de {partner.name} manque : ajoutez address à contacts/partners.toml, puis "
        "imprimez la lettre de nouveau",
    )  # fmt: skip
    return Noted(reserve=made, path=letter(ctx, made.number), late=today > by, notices=told)


def letter(ctx: Context, number: str) -> Path:
    """Write the registered letter of a reserve."""
    with reading(ctx) as db:
        one = logistics.reserve(db, number)
    partner, project = partners.named(ctx, one.carrier), load(ctx)
    organisation = project.organisation
    text = WORDS.format(
        received=french_date(one.received_on),
        what=f"des marchandises sous le bordereau {one.voucher}" if one.voucher
        else "des marchandises",
        damage=one.damage.replace("\n", "\n> "),
        source=carriage.PROTEST_SOURCE.replace("C. com.", "code de commerce"),
        signed=", ".join(p for p in (organisation.publication_director, organisation.director_title)
                         if p) or organisation.name,
    )  # fmt: skip
    subject = f"Réserves à la livraison du {french_date(one.received_on)}"
    body = to_json(read_markup(french_spaces(text), project.site.site.url))
    made = Letter(
        reference=one.number, our_reference=one.number, subject=subject, address=_address(partner),
        body=fill_json(body, ()), facts=(("Envoi", "recommandé avec avis de réception"),),
    )  # fmt: skip
    paper = stationery(ctx, project, subject=subject, on=ctx.today)
    folders = resources.theme_folders(ctx.root)
    pdf = print_one(made, paper, folders=folders, timestamp=ctx.now())
    return write_private(export_path(ctx, f"reserves-{one.number.lower()}", ".pdf"), pdf)


def _address(partner: Partner) -> tuple[str, ...]:
    return (partner.name, *partner.address)


def sent(ctx: Context, number: str, *, on: date | None, registered: str) -> Reserve:
    """Say that the registered letter left.

    Raises:
        RefusedError: it had left already.
    """
    today = ctx.act_on()
    day = on or today
    with begin(ctx, act="partner.reserve") as tx:
        one = logistics.reserve(tx.db, number)
        if one.sent_on:
            raise RefusedError(f"la lettre de {one.number} est déjà partie.")
        if not one.received_on <= day <= today:
            raise InputError("cette lettre part après la réception, et pas demain.",
                             remedy="Corrigez --le.")  # fmt: skip
        logistics.send_reserve(tx, one, on=day, registered=registered)
        return logistics.reserve(tx.db, number)


def listed(ctx: Context) -> list[Reserve]:
    with reading(ctx) as db:
        return list(logistics.reserves(db))
