"""What the bank says: files taken in, movements matched or set aside."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, option, pass_context
from comptoir.cli.kit.amounts import euros
from comptoir.cli.kit.invocation import DAY
from comptoir.cli.payment.group import command
from comptoir.context import Context
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.bank import Matched

WIDE = 70  # signs of a bank's label that are shown


@command.command("import")
@argument("file", label="fichier", type=click.Path(path_type=Path, dir_okay=False))
@option("--account", "--compte", default="principal", metavar="NOM",
        help="Lequel de vos comptes, s’il y en a plusieurs.")  # fmt: skip
@pass_context
def import_(ctx: Context, file: Path, account: str) -> None:
    """Prendre un relevé de la banque (CSV, OFX, CAMT.053) ou l’export de HelloAsso.

    Deux fois le même ne change rien. Chaque ligne de HelloAsso (adhésion, don, vente) va à son
    compte, et attend au 467 le versement qui la porte à la banque.
    """
    from comptoir.desk import bank
    from comptoir.readers import helloasso

    if helloasso.is_export(file):
        _take_online(ctx, file)
        return

    made = bank.import_statement(ctx, file, account=account)
    said = (
        f"{made.file} ({made.format}) : {plural(made.lines, 'mouvement')}, "
        f"{euros(made.received)} reçus, {euros(made.paid_out)} payés.\n"
        f"{plural(made.new, 'nouveau', 'nouveaux')}, {made.lines - made.new} déjà connus."
    )
    emit(made, said + ("\nÀ faire : comptoir règlement lettrer" if made.new else ""))


@command.command("export")
@option("--from", "--du", "starts", type=DAY, default=None, help="Premier jour.")
@option("--to", "--au", "ends", type=DAY, default=None, help="Dernier jour.")
@pass_context
def export(ctx: Context, starts: date | None, ends: date | None) -> None:
    """Écrire les règlements reçus aux colonnes de HelloAsso, que lisent d’autres logiciels.

    Une ligne par chose payée : adhésion, don, vente. Un don qui a son reçu fiscal le dit : il n’en
    aura pas un second.
    """
    from comptoir.cli.kit.amounts import shown
    from comptoir.desk.cashier import leaving

    made = leaving.write(ctx, starts=starts, ends=ends)
    emit(
        made,
        f"{made.name} : {plural(made.payments, 'règlement')}, {plural(made.lines, 'ligne')}, "
        f"{euros(made.total)}.\n{shown(ctx, made.path)}\n"
        "Ce fichier contient des données personnelles : effacez-le après usage.",
    )


def _take_online(ctx: Context, file: Path) -> None:
    from comptoir.desk.cashier import helloasso

    told = helloasso.take(ctx, file)
    lines = [
        f"{told.file} (HelloAsso) : {plural(told.payments, 'paiement')}, "
        f"{plural(len(told.recorded), 'enregistré')} ({euros(told.amount)}), {told.known} déjà "
        f"connus, {plural(len(told.left), 'laissé')}."
    ]
    if told.receipts:
        lines.append(f"  {plural(told.receipts, 'reçu émis', 'reçus émis')}")
    if told.theirs:
        lines.append(f"  {plural(told.theirs, 'don')} dont HelloAsso a donné le reçu fiscal")
    lines += [
        f"  versement {number} en banque : {euros(amount)}" for number, amount in told.payouts
    ]
    lines += [f"  versement {one} : en attente des paiements laissés" for one in told.open_payouts]
    for left in told.left:
        lines.append(f"  ligne {left.row}, {left.reference}, {euros(left.amount)} : {left.why}")
    emit(told, "\n".join(lines))


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
    from comptoir.desk.bank import looks_like_fee

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
                    + (" --trop-perçu" if "trop-perçu" in proposal.reason else "")
                )
    if told.paid_out:
        total = -sum((line.amount for line in told.paid_out), Decimal(0))
        yield f"Payé par la banque, hors de ce rapprochement : {len(told.paid_out)}, {euros(total)}"
        for line in filter(looks_like_fee, told.paid_out):
            yield (
                f"  {line.number}  {short_date(line.on)}  {euros(line.amount):>12}  "
                f"{line.label[:WIDE]}\n    comptoir règlement écarter {line.number} --frais"
            )
    if told.unknown:
        yield "Ce n’est pas un règlement ? comptoir règlement écarter B-… --note « … »"


@command.command("aside")
@argument("line", label="mouvement")
@option("--note", default="", help="Pourquoi ce n’est pas le règlement d’un client.")
@option("--fee", "--frais", is_flag=True, help="Ce sont des frais de banque : les passer au 627.")
@pass_context
def aside(ctx: Context, line: str, note: str, fee: bool) -> None:
    """Mettre de côté un mouvement qui n’est pas un règlement : apport, virement interne…"""
    from comptoir.desk import bank

    found = bank.set_aside(ctx, line, note=note, fee=fee)
    said = (
        f"{found.number} : {euros(-found.amount)} de frais, passés au compte 627."
        if fee
        else f"{found.number} est mis de côté."
    )
    emit({"line": found.number, "note": note, "fee": fee}, said)
