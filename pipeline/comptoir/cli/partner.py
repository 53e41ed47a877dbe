"""`comptoir partner`."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table, warn, warn_each
from comptoir.cli.kit.amounts import AMOUNT, euros, shown
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.dates import short_date

if TYPE_CHECKING:
    from comptoir.settings.partners import Partner

TYPES = {"supplier": "fournisseur", "subcontractor": "sous-traitant", "carrier": "transporteur"}


@noun()
def command() -> None:
    """Suivre fournisseurs, sous-traitants et transporteurs, leurs papiers, leurs tarifs."""


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les partenaires et le premier papier à redemander."""
    from comptoir.desk import partners

    found = partners.known(ctx)
    rows = [(one.name, TYPES[one.type.value], one.siret, _first(ctx, one)) for one in found]
    headers = ("partenaire", "sorte", "SIRET", "à redemander")
    emit(
        found, table(headers, rows) if rows else "Aucun partenaire : écrivez contacts/partners.toml"
    )


def _first(ctx: Context, partner: "Partner") -> str:
    from comptoir.desk import partners

    papers = sorted(partners.papers(partner), key=lambda one: (one.ends is not None, one.ends))
    if not papers:
        return ""
    one = papers[0]
    if one.ends is None:
        return f"{one.what} : MANQUE"
    late = "FINIE le" if one.ends < ctx.today else "avant le"
    return f"{one.what} {late} {short_date(one.ends)}"


@command.command("show")
@argument("name", label="partenaire")
@pass_context
def show(ctx: Context, name: str) -> None:
    """Montrer un partenaire, ce qu’il doit fournir et ses tarifs."""
    from comptoir.desk import partners

    one = partners.named(ctx, name)
    papers = list(partners.papers(one))
    emit({"partner": one, "papers": papers}, "\n".join(_shown(ctx, one)))


def _shown(ctx: Context, one: "Partner") -> Iterator[str]:
    from comptoir.desk import partners

    yield f"{one.name}, {TYPES[one.type.value]}" + (f", SIRET {one.siret}" if one.siret else "")
    for paper in partners.papers(one):
        late = paper.ends is not None and paper.ends < ctx.today
        state = (
            "MANQUE"
            if paper.ends is None
            else f"{'FINIE' if late else 'vaut'} jusqu’au {short_date(paper.ends)}"
        )
        yield f"  {paper.what} : {state}" + (f" ({paper.why})" if paper.why else "")
    if one.cut_off:
        yield f"  colis prêts avant {one.cut_off:%H h %M}"
    if one.tariffs:
        order = sorted(one.tariffs, key=lambda t: (t.zone, t.up_to))
        rows = [
            (t.zone, f"{t.up_to.normalize():f} kg".replace(".", ","), euros(t.price)) for t in order
        ]
        yield table(("zone", "jusqu’à", "prix HT"), rows, right=(1, 2))


@command.command("tariff")
@option("--zone", required=True, help="Où va le colis.")
@option(
    "--weight", "--poids", type=AMOUNT, required=True, metavar="KG", help="Son poids, en kilos."
)
@pass_context
def tariff(ctx: Context, zone: str, weight: Decimal) -> None:
    """Comparer ce que demandent les transporteurs pour un colis, le moins cher d’abord."""
    from comptoir.desk import partners

    found = partners.offers(ctx, zone=zone, weight=weight)
    rows = [(one.carrier, euros(one.price), one.cut_off) for one in found]
    emit(found, table(("transporteur", "prix HT", "colis prêt avant"), rows, right=(1,)))


@command.command("reserve")
@argument("name", label="transporteur")
@option("--received-on", "--reçu-le", type=DAY, required=True, metavar="DATE",
        help="Le jour de la réception.")  # fmt: skip
@option("--damage", "--dommage", required=True, help="Ce qui est cassé ou manque, avec précision.")
@option("--voucher", "--bordereau", default="", help="Numéro du bordereau du transporteur.")
@pass_context
def reserve(ctx: Context, name: str, received_on: date, damage: str, voucher: str) -> None:
    """Noter des réserves sur ce qu’un transporteur a remis, et écrire la lettre recommandée.

    Sans elle dans les trois jours de la réception, jours fériés non compris, il n’y a plus de
    recours (C. com., art. L133-3). Écrivez aussi les réserves sur son bordereau.
    """
    from comptoir.dates import french_date
    from comptoir.desk.logistics import reserves

    made = reserves.note(ctx, name, received_on=received_on, damage=damage, voucher=voucher)
    by = french_date(made.reserve.letter_by, weekday=True)
    emit(made, f"{made.reserve.number} : à poster en recommandé le {by} au plus tard.\n"
               f"{shown(ctx, made.path)}")  # fmt: skip
    if made.late:
        warn("Attention : ce délai est passé ; la lettre risque d’être sans effet.")
    warn_each(f"À savoir : {one}." for one in made.notices)


@command.command("send")
@argument("number", label="réserve")
@option("--on", "--le", type=DAY, default=None, metavar="DATE", help="Aujourd’hui sinon.")
@option("--registered", "--recommandé", default="", metavar="NUMÉRO", help="Numéro du recommandé.")
@pass_context
def send(ctx: Context, number: str, on: date | None, registered: str) -> None:
    """Dire que la lettre de réserves est partie en recommandé."""
    from comptoir.desk.logistics import reserves

    one = reserves.sent(ctx, number, on=on, registered=registered)
    late = one.sent_on is not None and one.sent_on > one.letter_by
    emit(one, f"{one.number} : lettre partie" + (", après le délai." if late else "."))


@command.command("reserves")
@pass_context
def reserves_(ctx: Context) -> None:
    """Lister les réserves faites aux transporteurs, et leurs lettres."""
    from comptoir.desk.logistics import reserves

    found = reserves.listed(ctx)
    rows = [
        (one.number, short_date(one.received_on), one.carrier,
         f"partie le {short_date(one.sent_on)}" if one.sent_on
         else f"à poster avant le {short_date(one.letter_by)}", one.damage)
        for one in found
    ]  # fmt: skip
    headers = ("réserve", "reçu le", "transporteur", "lettre", "dommage")
    emit(found, table(headers, rows) if rows else "Aucune réserve.")
