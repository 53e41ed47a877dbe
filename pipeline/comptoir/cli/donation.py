"""`comptoir donation`."""

from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table
from comptoir.cli.kit.amounts import AMOUNT, euros
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context

if TYPE_CHECKING:
    from datetime import date

    from comptoir.desk.contributions import Year


@noun()
def command() -> None:
    """Enregistrer les dons et leurs reçus fiscaux."""


@command.command("record")
@option("--from", "--de", "donor", required=True, metavar="CONTACT", help="Référence du donateur.")
@option("--amount", "--montant", type=AMOUNT, required=True, metavar="MONTANT", help="Donné.")
@option("--method", "--mode", required=True, metavar="MODE",
        help="espèces, chèque, carte, virement ou prélèvement.")  # fmt: skip
@option("--earmark", "--affectation", default="", help="Ce à quoi le don est affecté.")
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Jour de réception.")
@option("--reference", "--ref", default="", help="Numéro du chèque ou du virement.")
@option("--code", default="", metavar="CODE",
        help="L’envoi auquel cela répond : son nom, son code, ou celui de la lettre.")  # fmt: skip
@pass_context
def record(
    ctx: Context,
    donor: str,
    amount: Decimal,
    method: str,
    earmark: str,
    on: "date | None",
    reference: str,
    code: str,
) -> None:
    """Enregistrer un don, et émettre son reçu fiscal là où l’organisme en a le droit."""
    from comptoir.cli.payment.record import say_recorded
    from comptoir.desk import campaign_effect, donations
    from comptoir.payments.methods import method_named

    campaign_effect.check_code(ctx, code)
    made = donations.record(
        ctx,
        donor=donor,
        amount=amount,
        method=method_named(method),
        earmark=earmark,
        received_on=on,
        reference=reference,
    )
    if code:
        campaign_effect.tie(ctx, code, [made.number])
    say_recorded(ctx, made)


@command.command("receipt")
@option("--year", "--année", type=int, default=None, help="L’année des dons ; la dernière finie.")
@option("--dry-run", "--à-blanc", "dry_run", is_flag=True, help="Montrer sans rien faire.")
@pass_context
def receipt(ctx: Context, year: int | None, dry_run: bool) -> None:
    """Émettre le reçu fiscal annuel de chaque donateur.

    Un reçu réunit tous les dons de l’année qui n’en ont pas. Lancée deux fois, la commande n’en
    refait aucun.
    """
    from comptoir.cli.kit.amounts import shown
    from comptoir.desk import yearly_receipts
    from comptoir.text import plural

    told = yearly_receipts.run(ctx, year or ctx.today.year - 1, dry_run=dry_run)
    rows = [
        (one.number or "–", one.donor, one.model, str(one.gifts), euros(one.amount))
        for one in told.receipts
    ]
    lines = [
        f"Dons de {told.year} : {plural(len(told.receipts), 'reçu')}, {euros(told.amount)}"
        + (" à émettre." if dry_run else ".")
    ]
    lines += (
        [table(("reçu", "donateur", "modèle", "dons", "montant"), rows, right=(3, 4))]
        if (rows)
        else []
    )
    lines += [f"{donor} : {why}" for donor, why in told.without]
    if told.folder and not dry_run:
        lines.append(shown(ctx, told.folder))
    emit(told, "\n".join(lines))


@command.command("report")
@option("--year", "--année", type=int, default=None, help="L’année des dons ; la dernière finie.")
@pass_context
def report(ctx: Context, year: int | None) -> None:
    """Compter les reçus fiscaux d’une année, pour la déclaration (CGI, article 222 bis)."""
    from comptoir.desk import gift_figures
    from comptoir.text import plural

    told = gift_figures.declaration(ctx, year or ctx.today.year - 1)
    who = {"11580": "particuliers (11580)", "16216": "entreprises (16216)"}
    rows = [
        (who[one.model], str(one.receipts), str(one.donors), euros(one.amount))
        for one in told.models
    ]
    rows.append(("À déclarer", str(told.receipts), "", euros(told.amount)))
    lines = [
        f"Reçus fiscaux des dons de {told.year} (CGI, art. 222 bis)",
        table(("donateurs", "reçus", "personnes", "montant"), rows, right=(1, 2, 3)),
    ]
    if told.void:
        lines.append(f"{plural(told.void, 'reçu annulé', 'reçus annulés')}, hors de ces totaux.")
    if told.elsewhere:
        lines.append(
            f"{plural(told.elsewhere, 'don')}, {euros(told.elsewhere_amount)}, dont un autre "
            "service a donné le reçu en votre nom : ajoutez ceux de sa liste."
        )
    if told.without:
        lines.append(
            f"{plural(told.without, 'don')}, {euros(told.without_amount)}, sans reçu : adresse "
            "ou SIREN manquant, ou reçu annulé."
        )
    data = {
        "year": told.year, "receipts": told.receipts, "amount": told.amount,
        "models": told.models, "void": told.void, "elsewhere": told.elsewhere,
        "elsewhere_amount": told.elsewhere_amount, "without": told.without,
        "without_amount": told.without_amount,
    }  # fmt: skip
    emit(data, "\n".join(lines))


@command.command("value")
@argument("kind", label="nature", required=False, default="")
@option("--about", "--objet", default="", help="Ce qui est donné, ou pour quoi ; sans nom.")
@option("--hours", "--heures", type=AMOUNT, default="0.00", metavar="HEURES", help="De bénévoles.")
@option("--rate", "--taux", type=AMOUNT, default="0.00", metavar="MONTANT",
        help="Valeur d’une heure, choisie par l’organisme.")  # fmt: skip
@option("--worth", "--valeur", type=AMOUNT, default="0.00", metavar="MONTANT", help="D’un bien.")
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Jour, ou dernier.")
@option("--cancel", "--annuler", "cancelled", default="", metavar="VB-…", help="La reprendre.")
@option("--year", "--exercice", "year", default=None, help="Celui à montrer.")
@pass_context
def value(
    ctx: Context,
    kind: str,
    about: str,
    hours: Decimal,
    rate: Decimal,
    worth: Decimal,
    on: "date | None",
    cancelled: str,
    year: str | None,
) -> None:
    """Valoriser le bénévolat et les dons en nature.

    NATURE : heures, biens, mise à disposition, prestations. La valeur va en classe 8 (86 et 87),
    au pied des comptes, sans toucher au résultat. Sans nature, montre l’exercice.
    """
    from comptoir.desk import contributions
    from comptoir.members.contributions import given_named

    if cancelled:
        gone = contributions.cancel(ctx, cancelled)
        emit(gone, f"{gone.number} annulée : {euros(gone.value)} en moins en classe 8.")
        return
    if not kind:
        told = contributions.of_year(ctx, year)
        emit(_year_data(told), _year_text(told))
        return
    made = contributions.value(
        ctx, given_named(kind), about=about, hours=hours, rate=rate, worth=worth, on=on
    )
    used, source = made.given.accounts
    emit(made, f"{made.number}, {made.about} : {euros(made.value)} ({used} / {source}).")


def _year_data(told: "Year") -> dict[str, object]:
    return {
        "year": told.name, "contributions": told.kept, "hours": told.hours,
        "full_time": told.full_time, "value": told.value,
        "by_kind": {kind.value: amount for kind, amount in told.by_kind.items()},
    }  # fmt: skip


def _year_text(told: "Year") -> str:
    from comptoir.dates import short_date

    if not told.kept:
        return f"Exercice {told.name} : rien n’est valorisé."
    rows = [
        (
            one.made.number,
            short_date(one.made.on),
            one.made.given.french,
            one.made.about,
            _count(one.made.hours),
            "annulée" if one.cancelled_on else euros(one.made.value),
        )
        for one in told.kept
    ]
    headers = ("numéro", "date", "nature", "objet", "heures", "valeur")
    lines = [f"Contributions volontaires, exercice {told.name}"]
    lines.append(table(headers, rows, right=(4, 5)))
    lines += [f"{kind.french.capitalize()} : {euros(sum_)}" for kind, sum_ in told.by_kind.items()]
    lines.append(f"En tout : {euros(told.value)}")
    if told.hours:
        lines.append(
            f"{_count(told.hours)} heures de bénévoles, soit {_count(told.full_time)} "
            "équivalent temps plein."
        )
    return "\n".join(lines)


def _count(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",") if number else ""


@command.command("list")
@option("--limit", "--limite", type=int, default=None, help="Les derniers seulement.")
@pass_context
def list_(ctx: Context, limit: int | None) -> None:
    """Lister les dons, du plus récent au plus ancien."""
    from comptoir.dates import short_date
    from comptoir.desk import donations

    found = donations.gifts(ctx, limit=limit)
    rows = [
        (short_date(one.received_on), one.donor, euros(one.amount), one.earmark) for one in found
    ]
    headers = ("date", "donateur", "montant", "affectation")
    emit({"donations": found}, table(headers, rows, right=(2,)) if rows else "Aucun don.")
