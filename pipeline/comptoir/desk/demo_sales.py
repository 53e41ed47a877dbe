"""The sales of the demonstration: from quote to payment, an order to send, a discount, a debit."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from comptoir import resources
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import filing, invoices, offers, payments, quotes
from comptoir.desk.debits import batches, mandates
from comptoir.desk.events import ticketing
from comptoir.desk.logistics import planning as logistics
from comptoir.desk.project import load
from comptoir.desk.telling import Told
from comptoir.members import Level
from comptoir.money import french_amount
from comptoir.payments import Cheque, Method
from comptoir.printing.letterhead import letterhead
from comptoir.printing.record import Record, Section, print_record
from comptoir.private import write_private
from comptoir.store import contacts, reading
from comptoir.store.logistics import Plan
from comptoir.text import plural

CARRIER = "Messageries des Deux Rives (FICTIF)"
LATE_MEMBER = "AH-0863"  # whose dues the example leaves for the demonstration to record
FIRM = "AH-0035"
CONCERT = "concert-d-hiver-2027"
ACCOUNT = "FR76 9999 9000 3500 7000 0002 172"  # invented; its key is right


def sell(ctx: Context) -> Told:
    """A sale from quote to matched payment; the payment also covers dues and a gift."""
    payer = late_member(ctx)
    quote = quotes.new(
        ctx,
        offers.Request(
            to=payer,
            lines=[offers.wanted("KIT-VELO:2"), offers.wanted("GUIDE:1")],
            allowances=[offers.reduction("KIT-VELO/Remise pour deux kits:10%")],
            charges=[offers.charge("Frais de port:6.00")],
            subject="Kits de réparation et guide",
        ),
    )
    order = quotes.accept(ctx, quote.number)
    invoice = invoices.issue(ctx, order.number)
    gift, season = Decimal("40.00"), "2026-2027"
    paid = payments.record(
        ctx,
        payer=payer,
        amount=invoice.gross + Decimal("22.00") + gift,
        method=Method.CHEQUE,
        invoices=[invoice.number],
        dues=[(season, Level.FULL)],
        gift=gift,
        by_cheques=[
            Cheque(
                amount=invoice.gross + Decimal("22.00") + gift,
                planned_on=ctx.today,
                number="0000417",
                bank="Banque Fictive de l’Ouest",
            )
        ],
    )
    lines = (
        f"Devis {quote.number} → commande {order.number} → facture {invoice.number} : "
        f"{french_amount(invoice.gross)} TTC, dont {french_amount(invoice.tax)} de TVA.",
        f"Un chèque de {french_amount(paid.amount)} règle la facture, une adhésion "
        f"({french_amount(Decimal(22))}) et un don ({french_amount(gift)}).",
    )
    receipts = tuple(receipt.path for receipt in paid.receipts)
    return Told(lines, (quote.path, invoice.path, *receipts))


def deliver(ctx: Context) -> Told:
    """An order to send on Thursday, and the load of the week."""
    wanted = [offers.wanted("KIT-VELO:1")]
    asked_for = offers.Request(to=late_member(ctx), lines=wanted, subject="Kit à expédier")
    quote = quotes.new(ctx, asked_for)
    order = quotes.accept(ctx, quote.number)
    thursday = ctx.today + timedelta(days=2)
    asked = Plan(on=thursday, carrier=CARRIER, weight=Decimal("1.2"))
    made, _ = logistics.plan(ctx, order.number, asked)
    return Told((
        f"{made.order} part le {french_date(thursday, weekday=True)} par {CARRIER}.",
        f"La semaine : comptoir échéances --semaine {thursday.isocalendar().week}",
    ))  # fmt: skip


def special(ctx: Context) -> Told:
    """A discount for an early payment, a direct debit, the tickets of a concert."""
    early, early_path = _early(ctx)
    debited, debit_path = _debited(ctx)
    sold = [
        *ticketing.sell(ctx, CONCERT, category="plein", count=6),
        *ticketing.sell(ctx, CONCERT, category="reduit", count=2),
    ]
    printed = ticketing.printed(ctx, CONCERT)
    takings = french_amount(sum((one.price for one in sold), Decimal(0)))
    tickets = f"{plural(len(sold), 'billet')} numérotés du concert d’hiver : {takings}."
    return Told((early, debited, tickets), (early_path, debit_path, printed))


def _early(ctx: Context) -> tuple[str, Path]:
    """Invoice a firm that pays less within ten days."""
    quote = quotes.new(ctx, offers.Request(
        to=_reference(ctx, FIRM), lines=[offers.wanted("KIT-VELO:5")],
        subject="Kits pour la vitrine", discount=offers.discount("2%:10"),
    ))  # fmt: skip
    made = invoices.issue(ctx, quotes.accept(ctx, quote.number).number)
    less = invoices.show(ctx, made.number).early
    by = (
        f", {french_amount(less.amount)} de moins jusqu’au {french_date(less.last_day)}"
        if less
        else ""
    )
    return f"Facture {made.number} : {french_amount(made.gross)}{by} (escompte).", made.path


def _debited(ctx: Context) -> tuple[str, Path]:
    """Invoice a member who signed a mandate, and write the file for the bank."""
    payer = late_member(ctx)
    kept = mandates.record(ctx, mandates.Signed(
        payer=payer, iban=ACCOUNT, signed_on=ctx.today, file=_mandate(ctx, payer)
    ))  # fmt: skip
    asked = offers.Request(to=payer, lines=[offers.wanted("GUIDE:2")], subject="Deux guides")
    made = invoices.issue(ctx, quotes.accept(ctx, quotes.new(ctx, asked).number).number)
    batch = batches.issue(ctx, _due(ctx, made.number))
    return (
        f"Facture {made.number} prélevée le {french_date(batch.on)} par le mandat "
        f"{kept.mandate.reference} : lot {batch.number}, {french_amount(made.gross)}.",
        ctx.var / filing.FOLDER / batch.path,
    )


def _due(ctx: Context, number: str) -> date:
    debit = invoices.show(ctx, number).invoice.debit
    assert debit is not None  # of the mandate
    return debit.on


def _mandate(ctx: Context, payer: str) -> Path:
    """Draw the mandate that the member signed on paper."""
    project = load(ctx)
    head = letterhead(project.organisation, project.site, specimen=True)
    facts = (("Débiteur", payer), ("Compte", ACCOUNT),
             ("Créancier", project.organisation.bank.creditor_id))  # fmt: skip
    record = Record(
        title="Mandat de prélèvement SEPA", subtitle=french_date(ctx.today), intro=("Exemple.",),
        sections=(Section(title="Mandat", facts=facts),),
    )  # fmt: skip
    pdf = print_record(record, head, folders=resources.theme_folders(ctx.root), timestamp=ctx.now())
    return write_private(ctx.var / "exports" / "mandat-signe-FICTIF.pdf", pdf)


def late_member(ctx: Context) -> str:
    """Return the reference of the member whose dues the demonstration itself records."""
    return _reference(ctx, LATE_MEMBER)


def _reference(ctx: Context, external: str) -> str:
    """Return the reference of somebody of the example's files."""
    with reading(ctx) as db:
        found = contacts.by_external(db, [external])
        return contacts.many(db, [found[external]])[0].reference
