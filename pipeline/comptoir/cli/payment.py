"""`comptoir payment`."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table, warn_each
from comptoir.cli.kit.amounts import AMOUNT, euros, shown
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.errors import InputError
from comptoir.text import plural

if TYPE_CHECKING:
    from datetime import date

    from comptoir.desk.bank import Matched
    from comptoir.desk.payments import Recorded
    from comptoir.members import Level

KINDS = {"invoice": "facture", "membership": "cotisation", "donation": "don"}
WIDE = 70  # signs of a bank's label that are shown
RECEIPTS = {"dues_receipt": "Reçu de cotisation", "gift_receipt": "Reçu fiscal"}


@noun()
def command() -> None:
    """Enregistrer ce qui est encaissé, et tout ce que cela paie."""


@command.command("record")
@option("--from", "--de", "payer", required=True, metavar="CONTACT", help="Référence du payeur.")
@option("--amount", "--montant", type=AMOUNT, required=True, metavar="MONTANT", help="Reçu, TTC.")
@option("--method", "--mode", required=True, metavar="MODE",
        help="espèces, chèque, carte, virement ou prélèvement.")  # fmt: skip
@option("--invoice", "--facture", "invoices", multiple=True, metavar="FACTURE",
        help="Une facture que cela paie ; plusieurs, dans l’ordre.")  # fmt: skip
@option("--dues", "--cotisation", "dues", multiple=True, metavar="SAISON:TARIF",
        help="Une cotisation : 2026-2027:plein.")  # fmt: skip
@option("--gift", "--don", type=AMOUNT, default="0.00", metavar="MONTANT", help="Part donnée.")
@option("--earmark", "--affectation", default="", help="Ce à quoi le don est affecté.")
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Jour de réception.")
@option("--reference", "--ref", default="", help="Numéro du chèque ou du virement.")
@pass_context
def record(
    ctx: Context,
    payer: str,
    amount: Decimal,
    method: str,
    invoices: tuple[str, ...],
    dues: tuple[str, ...],
    gift: Decimal,
    earmark: str,
    on: "date | None",
    reference: str,
) -> None:
    """Enregistrer un règlement : une facture, une cotisation, un don, ou les trois.

    Le montant doit être exactement ce qu’il paie ; seule la dernière facture peut n’être payée
    qu’en partie. Chaque part a son compte et son reçu.
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
        gift=gift,
        earmark=earmark,
        received_on=on,
        reference=reference,
    )
    say_recorded(ctx, made)


def _dues(text: str) -> "tuple[str, Level]":
    from comptoir.members.membership import level_named

    season, colon, level = text.partition(":")
    if not colon:
        raise InputError(
            f"la cotisation « {text} » ne se lit pas.",
            remedy="Écrivez-la comme 2026-2027:plein ou 2026-2027:réduit.",
        )
    return season.strip(), level_named(level.strip())


def say_recorded(ctx: Context, made: "Recorded") -> None:
    """Say what a payment paid and which receipts it gave."""
    lines = [f"Règlement {made.number} de {made.payer} : {euros(made.amount)}."]
    for kind, about, amount in made.shares:
        lines.append(f"  {KINDS[kind]}{f' {about}' if about else ''} : {euros(amount)}")
    lines += [f"  facture {number} soldée, lettrée {code}" for number, code in made.matched]
    lines += [f"  reste à payer de {number} : {euros(left)}" for number, left in made.left]
    lines += [f"{RECEIPTS[r.kind]} {r.number} : {shown(ctx, r.path)}" for r in made.receipts]
    emit(made, "\n".join(lines))
    warn_each(made.notices)


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les règlements, du plus récent au plus ancien."""
    from comptoir.dates import short_date
    from comptoir.desk import payments

    found = list(reversed(payments.payments_list(ctx)))
    rows = [
        (
            one.number,
            short_date(one.received_on),
            one.payer,
            one.method.french,
            euros(one.amount),
            ", ".join(dict.fromkeys(KINDS[share.kind] for share in one.shares)),
        )
        for one in found
    ]
    headers = ("règlement", "date", "contact", "mode", "montant", "pour")
    data = [
        {
            "number": one.number,
            "received_on": one.received_on,
            "payer": one.payer,
            "method": one.method,
            "amount": one.amount,
            "shares": [{"kind": s.kind, "amount": s.amount} for s in one.shares],
        }
        for one in found
    ]
    emit({"payments": data}, table(headers, rows, right=(4,)) if rows else "Aucun règlement.")


@command.command("import")
@argument("file", label="fichier", type=click.Path(path_type=Path, dir_okay=False))
@option("--account", "--compte", default="principal", metavar="NOM",
        help="Lequel de vos comptes, s’il y en a plusieurs.")  # fmt: skip
@pass_context
def import_(ctx: Context, file: Path, account: str) -> None:
    """Prendre un relevé de la banque : CSV, OFX ou CAMT.053. Deux fois le même ne change rien."""
    from comptoir.desk import bank

    made = bank.import_statement(ctx, file, account=account)
    said = (
        f"{made.file} ({made.format}) : {plural(made.lines, 'mouvement')}, "
        f"{euros(made.received)} reçus, {euros(made.paid_out)} payés.\n"
        f"{plural(made.new, 'nouveau', 'nouveaux')}, {made.lines - made.new} déjà connus."
    )
    emit(made, said + ("\nÀ faire : comptoir règlement lettrer" if made.new else ""))


@command.command("match")
@option("--dry-run", "--à-blanc", is_flag=True, help="Montrer sans rien enregistrer.")
@pass_context
def match(ctx: Context, dry_run: bool) -> None:
    """Rapprocher la banque et les factures : enregistrer ce qui est sûr, montrer le reste."""
    from comptoir.desk import bank

    told = bank.match(ctx, dry_run=dry_run)
    emit(told, "\n".join(_matched(told)) or "Tous les mouvements de la banque sont expliqués.")


def _matched(told: "Matched") -> Iterator[str]:
    from comptoir.dates import short_date

    head = "Serait enregistré" if told.dry_run else "Enregistré"
    for title, found in (
        ("Déjà enregistré, rapproché", told.tied),
        (head, told.posted),
        ("Probable, à confirmer", told.likely),
        ("Inconnu", told.unknown),
    ):
        if found:
            yield f"{title} : {len(found)}"
        for one in found:
            line, proposal = one.line, one.proposal
            about = " ".join((one.payment, proposal.payer, *proposal.invoices)).strip()
            yield (
                f"  {line.number}  {short_date(line.on)}  {euros(line.amount):>12}  "
                f"{about}{' : ' if about else ''}{proposal.reason}"
            )
            if found is told.unknown:
                yield f"    « {line.label[:WIDE]} »"
            if one.trouble:
                yield f"    refusé : {one.trouble}"
            if found is told.likely:
                yield (
                    f"    comptoir règlement enregistrer --de {proposal.payer} --montant "
                    f"{line.amount} --mode virement --le {line.on}"
                    + "".join(f" --facture {number}" for number in proposal.invoices)
                )
    if told.paid_out:
        total = -sum((line.amount for line in told.paid_out), Decimal(0))
        yield f"Payé par la banque, hors de ce rapprochement : {len(told.paid_out)}, {euros(total)}"
    if told.unknown:
        yield "Ce n’est pas un règlement ? comptoir règlement écarter B-… --note « … »"


@command.command("aside")
@argument("line", label="mouvement")
@option("--note", default="", help="Pourquoi ce n’est pas le règlement d’un client.")
@pass_context
def aside(ctx: Context, line: str, note: str) -> None:
    """Mettre de côté un mouvement qui n’est pas un règlement : apport, virement interne…"""
    from comptoir.desk import bank

    found = bank.set_aside(ctx, line, note=note)
    emit({"line": found.number, "note": note}, f"{found.number} est mis de côté.")
