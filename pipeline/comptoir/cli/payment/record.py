"""Record what was received; list and show it."""

from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.cli.kit import argument, emit, option, pass_context, table, warn_each
from comptoir.cli.kit.amounts import AMOUNT, euros, shown
from comptoir.cli.kit.invocation import DAY
from comptoir.cli.payment.group import KINDS, command
from comptoir.context import Context
from comptoir.errors import InputError
from comptoir.money import parse_amount

if TYPE_CHECKING:
    from datetime import date

    from comptoir.desk.cashier.recording import Recorded
    from comptoir.payments import Cheque
    from comptoir.store.payments import Kept

RECEIPTS = {"dues_receipt": "Reçu de cotisation", "gift_receipt": "Reçu fiscal"}


@command.command("record")
@option("--from", "--de", "payer", required=True, metavar="CONTACT", help="Référence du payeur.")
@option("--amount", "--montant", type=AMOUNT, required=True, metavar="MONTANT", help="Reçu, TTC.")
@option("--method", "--mode", required=True, metavar="MODE",
        help="espèces, chèque, carte, virement ou prélèvement.")  # fmt: skip
@option("--invoice", "--facture", "invoices", multiple=True, metavar="FACTURE",
        help="Une facture que cela paie ; plusieurs, dans l’ordre.")  # fmt: skip
@option("--dues", "--cotisation", "dues", multiple=True, metavar="SAISON:TARIF",
        help="Une cotisation : 2026-2027:plein, ou :famille pour la période du jour.")  # fmt: skip
@option("--with", "--avec", "covered", multiple=True, metavar="CONTACT",
        help="Qui d’autre la cotisation couvre (formule famille).")  # fmt: skip
@option("--gift", "--don", type=AMOUNT, default="0.00", metavar="MONTANT", help="Part donnée.")
@option("--earmark", "--affectation", default="", help="Ce à quoi le don est affecté.")
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Jour de réception.")
@option("--reference", "--ref", default="", help="Numéro du chèque ou du virement.")
@option("--bank", "--banque", default="", help="Banque du chèque.")
@option(
    "--drawer", "--tireur", default="", help="Qui a signé le chèque, si ce n’est pas le payeur."
)
@option("--receipt-by", "--reçu-par", default="", metavar="NOM",
        help="Qui d’autre a donné le reçu fiscal du don : il n’en part pas d’ici.")  # fmt: skip
@option("--overpaid", "--trop-perçu", is_flag=True,
        help="Garder ce qui dépasse pour le payeur, à lui rendre.")  # fmt: skip
@option("--cheque", "--chèque", "given", multiple=True, metavar="NUMÉRO:MONTANT:DATE",
        help="Un chèque parmi plusieurs, et le jour prévu de sa remise en banque.")  # fmt: skip
@pass_context
def record(
    ctx: Context,
    payer: str,
    amount: Decimal,
    method: str,
    invoices: tuple[str, ...],
    dues: tuple[str, ...],
    covered: tuple[str, ...],
    gift: Decimal,
    earmark: str,
    on: "date | None",
    reference: str,
    bank: str,
    drawer: str,
    receipt_by: str,
    overpaid: bool,
    given: tuple[str, ...],
) -> None:
    """Enregistrer un règlement : une facture, une cotisation, un don, ou les trois.

    Le montant doit être exactement ce qu’il paie ; seule la dernière facture peut n’être payée
    qu’en partie. Chaque part a son compte et son reçu. Un paiement en plusieurs chèques se dit
    par autant de --chèque : chacun garde le jour prévu de sa remise en banque.
    """
    from comptoir.desk import payments
    from comptoir.payments.methods import method_named

    made = payments.record(
        ctx,
        payer=payer,
        amount=amount,
        method=method_named(method),
        invoices=invoices,
        dues=[_dues(text) for text in dues],
        covered=covered,
        gift=gift,
        earmark=earmark,
        received_on=on,
        reference=reference,
        keep_rest=overpaid,
        receipt_by=receipt_by,
        by_cheques=_cheques(given, amount, reference=reference, bank=bank, drawer=drawer, on=on),
    )
    say_recorded(ctx, made)


def _cheques(
    given: tuple[str, ...],
    amount: Decimal,
    *,
    reference: str,
    bank: str,
    drawer: str,
    on: "date | None",
) -> "list[Cheque]":
    """Return the cheques as they are typed; none when nothing is said of them."""
    from comptoir.payments import Cheque

    if given:
        return [_cheque(text, bank, drawer) for text in given]
    if (bank or drawer) and on:
        return [Cheque(amount=amount, planned_on=on, number=reference, bank=bank, drawer=drawer)]
    return []


def _cheque(text: str, bank: str, drawer: str) -> "Cheque":
    from comptoir.dates import parse_date
    from comptoir.payments import Cheque

    parts = [part.strip() for part in text.split(":")]
    if len(parts) != 3:
        raise InputError(
            f"le chèque « {text} » ne se lit pas.",
            remedy="Écrivez-le comme 0000123:30,00:2026-12-05 (numéro, montant, remise prévue).",
        )
    number, amount, day = parts
    return Cheque(
        number=number,
        amount=parse_amount(amount),
        planned_on=parse_date(day),
        bank=bank,
        drawer=drawer,
    )


def _dues(text: str) -> tuple[str, str]:
    season, colon, level = text.partition(":")
    if not colon:
        raise InputError(
            f"la cotisation « {text} » ne se lit pas.",
            remedy="Écrivez-la comme 2026-2027:plein, ou :famille pour la période du jour.",
        )
    return season.strip(), level.strip()


def say_recorded(ctx: Context, made: "Recorded") -> None:
    """Say what a payment paid and which receipts it gave."""
    lines = [f"Règlement {made.number} de {made.payer} : {euros(made.amount)}."]
    for kind, about, amount in made.shares:
        lines.append(f"  {KINDS[kind]}{f' {about}' if about else ''} : {euros(amount)}")
    lines += [
        f"  escompte de {euros(off)} sur {number} : avoir {note}"
        for number, note, off in made.discounts
    ]
    lines += [f"  facture {number} soldée, lettrée {code}" for number, code in made.matched]
    lines += [f"  reste à payer de {number} : {euros(left)}" for number, left in made.left]
    lines += [f"{RECEIPTS[r.kind]} {r.number} : {shown(ctx, r.path)}" for r in made.receipts]
    emit(made, "\n".join(lines))
    warn_each(made.notices)


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les règlements, du plus récent au plus ancien ; ce qui est repris est en moins."""
    from comptoir.dates import short_date
    from comptoir.desk import payments

    found = list(reversed(payments.payments_list(ctx)))
    rows = [
        (
            one.payment.number,
            short_date(one.payment.received_on),
            one.payment.payer,
            one.payment.method.french,
            euros(one.payment.amount),
            ", ".join(dict.fromkeys(KINDS[share.kind] for share in one.payment.shares)),
            _fate(one),
        )
        for one in found
    ]
    headers = ("règlement", "date", "contact", "mode", "montant", "pour", "suite")
    data = [
        {
            "number": one.payment.number,
            "received_on": one.payment.received_on,
            "payer": one.payment.payer,
            "method": one.payment.method,
            "amount": one.payment.amount,
            "kind": one.payment.kind,
            "reverses": one.payment.reverses,
            "taken_back": one.gone,
            "shares": [{"kind": s.kind, "amount": s.amount} for s in one.payment.shares],
        }
        for one in found
    ]
    emit({"payments": data}, table(headers, rows, right=(4,)) if rows else "Aucun règlement.")


def _fate(kept: "Kept") -> str:
    """Say what became of a payment, or what it takes back."""
    if kept.payment.reverses:
        return f"{kept.payment.kind.french} de {kept.payment.reverses}"
    if kept.gone == kept.payment.amount:
        return "repris"
    return f"repris de {euros(kept.gone)}" if kept.gone else ""


@command.command("show")
@argument("number", label="règlement")
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer un règlement : ce qu’il paie, ses chèques, et ce qui en a été repris."""
    from comptoir.dates import french_date, short_date
    from comptoir.desk import payments

    told = payments.shown(ctx, number)
    one = told.kept.payment
    lines = [
        f"Règlement {one.number} du {french_date(one.received_on)}, {one.payer}, "
        f"{one.method.french} : {euros(one.amount)}"
    ]
    if one.reverses:
        lines.append(f"  {one.kind.french} de {one.reverses} : {one.reason}")
    for share in one.shares:
        about = f" {share.about}" if share.about else ""
        lines.append(f"  {KINDS[share.kind]}{about} : {euros(share.amount)}")
    for paper in told.cheques:
        state = (
            f"revenu ou rendu le {short_date(paper.returned_on)}"
            if paper.returned_on
            else f"remis en banque ({paper.deposit})"
            if paper.deposit
            else f"à remettre le {short_date(paper.cheque.planned_on)}"
        )
        number_ = f" n° {paper.cheque.number}" if paper.cheque.number else ""
        lines.append(f"  chèque {paper.reference}{number_}, {euros(paper.cheque.amount)} : {state}")
    for back in told.taken_back:
        lines.append(
            f"  {back.number} du {short_date(back.received_on)}, {back.kind.french} : "
            f"{euros(back.amount)} ({back.reason})"
        )
    lines += [f"  reçu {paper} annulé" for paper in told.void]
    emit(told, "\n".join(lines))
