"""`comptoir purchase`."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table, warn_each
from comptoir.cli.kit.amounts import AMOUNT, euros, shown
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.dates import short_date

if TYPE_CHECKING:
    from comptoir.desk.purchases.paying import PaidPurchase
    from comptoir.desk.purchases.recording import Recorded

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DEDUCTIBLE = option("--deductible", type=click.IntRange(0, 100), default=None, metavar="%",
                    help="Part de la TVA qui se déduit.")  # fmt: skip


@noun()
def command() -> None:
    """Enregistrer et payer les factures des fournisseurs."""


@command.command("record")
@option("--supplier", "--fournisseur", required=True, metavar="C-…", help="Sa référence.")
@option("--number", "--numero", required=True, help="Le numéro qu’il a donné à sa facture.")
@option("--date", "issued_on", type=DAY, required=True, help="Celle de la facture.")
@option("--line", "--ligne", "lines", multiple=True, required=True, metavar="COMPTE:HT@TAUX",
        help="Comme 606:120,50@20 ; sans taux, pas de TVA.")  # fmt: skip
@option("--due", "--echeance", type=DAY, default=None, help="À 30 jours sans cela.")
@option("--services", is_flag=True, help="Des prestations : leur TVA se déduit au paiement.")
@option("--on-debits", "--debits", is_flag=True, help="Le fournisseur a opté pour les débits.")
@option("--credit", "--avoir", is_flag=True, help="C’est un avoir.")
@option("--reverse-charge", "--autoliquidation", "reverse", default="",
        type=click.Choice(["", "goods", "services", "biens"]), metavar="goods|services",
        help="La TVA est due par vous : biens de l’Union, services de l’étranger.")  # fmt: skip
@DEDUCTIBLE
@option("--iban", default="", help="Où le payer.")
@option("--file", "--fichier", type=FILE, default=None, help="La pièce reçue, gardée telle quelle.")
@pass_context
def record(
    ctx: Context,
    supplier: str,
    number: str,
    issued_on: date,
    lines: tuple[str, ...],
    due: date | None,
    services: bool,
    on_debits: bool,
    credit: bool,
    reverse: str,
    deductible: int | None,
    iban: str,
    file: Path | None,
) -> None:
    """Enregistrer une facture reçue : charge, TVA déductible, fournisseur."""
    from comptoir.desk.purchases import recording
    from comptoir.purchases import Reverse

    charged = Reverse("goods" if reverse == "biens" else reverse)
    read = recording.untaxed if charged is not Reverse.NONE else recording.lines
    asked = recording.Asked(
        supplier=supplier,
        their_number=number,
        issued_on=issued_on,
        bought=read(lines),
        due_on=due,
        credit=credit,
        services=services,
        on_debits=on_debits,
        reverse=charged,
        deductible=deductible,
        iban=iban,
        file=file,
    )
    _said(ctx, recording.record(ctx, asked))


@command.command("import")
@argument("file", label="fichier", type=FILE)
@option("--account", "--compte", default="", help="607, ou 604 pour des services, sans cela.")
@option("--supplier", "--fournisseur", default="", metavar="C-…",
        help="Sinon trouvé par son SIREN.")  # fmt: skip
@option("--new", "--nouveau", is_flag=True, help="Faire la fiche d’un fournisseur inconnu.")
@option("--services/--goods", "services", default=None,
        help="Des services ou des biens, quand la facture ne le dit pas.")  # fmt: skip
@DEDUCTIBLE
@pass_context
def import_(
    ctx: Context,
    file: Path,
    account: str,
    supplier: str,
    new: bool,
    services: bool | None,
    deductible: int | None,
) -> None:
    """Lire une facture électronique reçue (Factur-X, CII, UBL) et l’enregistrer."""
    from comptoir.desk.purchases import importing

    made = importing.import_file(
        ctx,
        file,
        account=account,
        supplier=supplier,
        new=new,
        services=services,
        deductible=deductible,
    )
    _said(ctx, made)


def _said(ctx: Context, made: "Recorded") -> None:
    what = "avoir" if made.credit else "facture"
    lines = [
        f"{made.number} : {what} {made.their_number} de {made.name} ({made.supplier}), "
        f"{euros(made.gross)} TTC, dont {euros(made.tax)} de TVA.",
    ]
    if not made.credit:
        lines.append(f"À payer le {short_date(made.due_on)} : comptoir achat payer {made.number}.")
    if made.waiting:
        lines.append("Sa TVA se déduira au paiement (prestation de services).")
    if made.path:
        lines.append(shown(ctx, made.path))
    warn_each(made.notices)
    emit(made, "\n".join(lines))


@command.command("list")
@option("--unpaid", "--impayes", is_flag=True, help="Ce qui reste à payer, par échéance.")
@pass_context
def list_(ctx: Context, unpaid: bool) -> None:
    """Lister les achats, ou ce qui reste à payer : c’est aussi le registre des achats."""
    from comptoir.desk.purchases import reading
    from comptoir.money import ZERO

    found = reading.listing(ctx, unpaid=unpaid)
    rows: list[tuple[object, ...]] = [
        (
            kept.made.number,
            short_date(kept.made.issued_on),
            kept.name,
            kept.made.their_number,
            euros(kept.made.sign * kept.made.net),
            euros(kept.made.sign * kept.made.gross),
            short_date(kept.made.due_on) if kept.amount_due else "",
            euros(kept.amount_due) if kept.amount_due else "soldé",
        )
        for kept in found
    ]
    left = sum((kept.amount_due for kept in found), ZERO)
    headers = ("n°", "date", "fournisseur", "sa facture", "HT", "TTC", "échéance", "reste")
    text = f"{table(headers, rows, right=(4, 5, 7))}\n\nReste à payer : {euros(left)}."
    emit({"purchases": found, "left": left}, text if rows else "Aucun achat.")


@command.command("show")
@argument("number", label="achat")
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer un achat, ses comptes et ses paiements."""
    from comptoir.desk.purchases import reading
    from comptoir.money import french_rate

    found = reading.show(ctx, number)
    made = found.kept.made
    what = "Avoir" if made.credit else "Facture"
    lines = [
        f"{what} {made.their_number} de {found.kept.name} ({made.supplier}), "
        f"{short_date(made.issued_on)}, notre numéro {made.number}",
        "",
    ]
    rows = [
        (one.account, euros(one.net), french_rate(one.rate) if one.rate else "", euros(one.tax))
        for one in made.bought
    ]
    lines += [table(("compte", "HT", "taux", "TVA"), rows, right=(1, 2, 3)), ""]
    lines += [
        f"Payé le {short_date(one.on)} par {one.method.french} : {euros(one.amount)} ({one.number})"
        for one in found.paid
    ]
    due = found.kept.amount_due
    lines.append(
        f"Reste {euros(due)}, échéance {short_date(made.due_on)}." if due else "Il est soldé."
    )
    if found.kept.path:
        lines.append(shown(ctx, ctx.var / "documents" / found.kept.path))
    emit(found, "\n".join(lines))


@command.command("pay")
@argument("number", label="achat")
@option("--amount", "--montant", type=AMOUNT, default=None, help="Tout ce qui reste, sans cela.")
@option("--method", "--mode", default="virement", show_default=True,
        help="virement, chèque, carte, prélèvement ou espèces.")  # fmt: skip
@option("--date", "on", type=DAY, default=None, help="Aujourd’hui par défaut.")
@option("--credit", "--avoir", default="", metavar="AC-…", help="Se servir de cet avoir.")
@pass_context
def pay(
    ctx: Context, number: str, amount: Decimal | None, method: str, on: date | None, credit: str
) -> None:
    """Noter le paiement d’un achat ; la TVA des prestations devient déductible."""
    from comptoir.desk.purchases import paying
    from comptoir.payments.methods import method_named

    made = (
        paying.use_credit(ctx, number, credit)
        if credit
        else paying.pay(ctx, number, amount=amount, method=method_named(method), on=on)
    )
    emit(made, _paid(made))


def _paid(made: "PaidPurchase") -> str:
    left = f"reste {euros(abs(made.left))}" if made.left else "il est soldé"
    match = f", lettré {made.match}" if made.match else ""
    return f"{made.number} : {euros(made.amount)} sur {made.purchase}, {left}{match}."


@command.command("confirm")
@argument("supplier", label="fournisseur")
@option("--refuse", "--refuser", is_flag=True, help="Ce n’est pas son IBAN : l’oublier.")
@pass_context
def confirm_(ctx: Context, supplier: str, refuse: bool) -> None:
    """Confirmer le nouvel IBAN d’un fournisseur : une autre personne que qui l’a saisi."""
    from comptoir.desk.purchases import accounts

    made = accounts.confirm(ctx, supplier, accepted=not refuse)
    said = "est confirmé, ses paiements peuvent partir" if made.accepted else "est oublié"
    emit(made, f"L’IBAN {made.iban} de {made.supplier} {said}.")
