"""`comptoir membership`."""

from typing import TYPE_CHECKING

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from comptoir.desk.memberships.calling import Run

CHANNELS = {"email": "courriel", "letter": "lettre"}


@noun()
def command() -> None:
    """Enregistrer les adhésions et leurs cotisations."""


@command.command("record")
@option("--to", "--pour", required=True, metavar="CONTACT", help="Référence de l’adhérent.")
@option("--season", "--saison", default="", metavar="SAISON",
        help="Comme 2026-2027, ou 2026 ; celle du jour par défaut.")  # fmt: skip
@option("--level", "--tarif", required=True, metavar="TARIF",
        help="plein, réduit, ou une formule de [[plans]].")  # fmt: skip
@option("--with", "--avec", "covered", multiple=True, metavar="CONTACT",
        help="Qui d’autre est adhérent par cette cotisation (formule famille).")  # fmt: skip
@option("--method", "--mode", required=True, metavar="MODE",
        help="espèces, chèque, carte, virement ou prélèvement.")  # fmt: skip
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Jour de réception.")
@option("--reference", "--ref", default="", help="Numéro du chèque ou du virement.")
@option("--code", default="", metavar="CODE",
        help="L’envoi auquel cela répond : son nom, son code, ou celui de la lettre.")  # fmt: skip
@pass_context
def record(
    ctx: Context,
    to: str,
    season: str,
    level: str,
    covered: tuple[str, ...],
    method: str,
    on: "date | None",
    reference: str,
    code: str,
) -> None:
    """Enregistrer une adhésion et sa cotisation reçue, avec son reçu.

    Le montant vient de la formule : entier, ou par mois restant si elle le dit (by_month).
    """
    from comptoir.cli.payment.record import say_recorded
    from comptoir.desk import campaign_effect, members
    from comptoir.payments.methods import method_named

    campaign_effect.check_code(ctx, code)
    made = members.record(
        ctx,
        to=to,
        season=season,
        level=level,
        method=method_named(method),
        received_on=on,
        reference=reference,
        covered=covered,
    )
    if code:
        campaign_effect.tie(ctx, code, [made.number])
    say_recorded(ctx, made)


@command.command("call")
@option("--dry-run", "--à-blanc", "dry_run", is_flag=True, help="Montrer sans rien faire.")
@pass_context
def call(ctx: Context, dry_run: bool) -> None:
    """Appeler les cotisations : qui est à renouveler, par courriel ou par lettre.

    Sont appelés ceux dont l’adhésion finit dans les soixante jours, ou a fini depuis moins d’un
    an, une fois par période. Les lettres font un seul fichier à imprimer. Rien n’est écrit au
    journal : la cotisation est un produit quand elle est encaissée.
    """
    from comptoir.desk.memberships import calling

    told = calling.run(ctx, dry_run=dry_run)
    data = {
        "calls": [
            {
                "contact": one.call.member, "plan": one.call.plan.name,
                "season": one.call.term.name, "amount": one.call.amount, "channel": one.channel,
            }
            for one in told.sent
        ],
        "without": [{"contact": who, "why": why} for who, why in told.without],
        "called_before": told.called_before,
        "amount": told.amount,
        "batch": told.batch,
    }  # fmt: skip
    emit(data, "\n".join(_called(ctx, told, dry_run)))


def _called(ctx: Context, told: "Run", dry_run: bool) -> "Iterator[str]":
    from collections import Counter

    from comptoir.cli.kit.amounts import euros, shown
    from comptoir.text import plural

    head = f"{plural(len(told.sent), 'appel de cotisation', 'appels de cotisation')}"
    yield f"{head}, {euros(told.amount)}" + (" à faire partir." if dry_run else ".")
    ways = Counter((one.call.plan.title, one.call.term.said, one.channel) for one in told.sent)
    rows = [
        (title, said, CHANNELS[channel], str(count))
        for (title, said, channel), count in sorted(ways.items())
    ]
    if rows:
        yield table(("formule", "période", "par", "appels"), rows, right=(3,))
    if told.called_before:
        yield f"Déjà appelés : {told.called_before}."
    for who, why in told.without:
        yield f"{who} : pas d’appel, {why}"
    if told.folder:
        yield f"Courriels : {shown(ctx, told.folder)}"
    if told.batch:
        yield f"Lettres à imprimer : {shown(ctx, told.batch)}"


@command.command("card")
@argument("who", label="contact", nargs=-1)
@option("--one-a-page", "--une-par-page", "one_a_page", is_flag=True,
        help="Au format d’une carte, pour une imprimante à cartes.")  # fmt: skip
@option("--skip", "--sauter", type=int, default=0, metavar="NOMBRE",
        help="Places déjà prises sur la première planche.")  # fmt: skip
@pass_context
def card(ctx: Context, who: tuple[str, ...], one_a_page: bool, skip: int) -> None:
    """Imprimer la carte des adhérents du jour, ou de ceux qui sont nommés : dix par page A4."""
    from comptoir.cli.kit.amounts import shown
    from comptoir.desk.memberships import cards
    from comptoir.text import plural

    made = cards.print_cards(ctx, who, one_a_page=one_a_page, skip=skip)
    said = plural(made.cards, "carte d’adhérent", "cartes d’adhérent")
    emit(made, f"{said} : {shown(ctx, made.path)}")


@command.command("certificate")
@argument("who", label="contact")
@option("--season", "--saison", required=True, metavar="SAISON",
        help="Comme 2026-2027, ou l’année civile : 2026.")  # fmt: skip
@pass_context
def certificate(ctx: Context, who: str, season: str) -> None:
    """Attester ce que quelqu’un a payé sur une saison, pour un comité d’entreprise."""
    from comptoir.cli.kit.amounts import euros, shown
    from comptoir.desk import certificates

    made = certificates.issue(ctx, who, season=season)
    said = f"Attestation {made.number} pour {made.payer} : {euros(made.total)}."
    emit(made, f"{said}\n{shown(ctx, made.path)}")


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Compter les adhérents et leurs cotisations, par saison et par tarif."""
    from comptoir.cli.kit.amounts import euros
    from comptoir.desk import members

    found = members.seasons(ctx)
    rows = [(one.season, one.title, one.members, euros(one.amount)) for one in found]
    headers = ("saison", "tarif", "adhérents", "cotisations")
    emit({"seasons": found}, table(headers, rows, right=(2, 3)) if rows else "Aucune adhésion.")
