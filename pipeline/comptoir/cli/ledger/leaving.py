"""What leaves the journal: the FEC, lots for the accountant, statements, text."""

from decimal import Decimal

import click

from comptoir.cli.kit import argument, emit, finish, option, pass_context, table
from comptoir.cli.kit.amounts import AMOUNT, euros, shown
from comptoir.cli.ledger.group import YEAR, command
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.text import plural


@command.command("fec")
@YEAR
@pass_context
def fec(ctx: Context, year: str | None) -> None:
    """Écrire le fichier des écritures comptables d’un exercice, une fois contrôlé."""
    from comptoir.desk import ledgers

    made = ledgers.write_fec(ctx, year=year)
    lines = [
        f"{made.name} : {plural(made.entries, 'écriture')}, {plural(made.lines, 'ligne')}, "
        f"exercice {made.year}.",
        shown(ctx, made.path),
    ]
    if not made.official:
        lines.append(
            "Ce fichier n’est pas un FEC : sans SIREN, ou sans comptabilité complète, il n’en a "
            "pas le nom."
        )
    emit(made, "\n".join(lines))


@command.command("export")
@YEAR
@option("--month", "--mois", default="", metavar="MOIS", help="Le lot du mois pour le cabinet.")
@option("--lot", type=int, default=None, metavar="N", help="Refaire ce lot.")
@option("--lots", is_flag=True, help="Montrer les lots déjà faits.")
@option("--text", "--texte", is_flag=True, help="Le journal en texte, toujours le même (hledger).")
@option("--form", "--forme", type=click.Choice(["hledger", "beancount"]), default="hledger",
        show_default=True, help="Le logiciel qui lira le texte.")  # fmt: skip
@option("--program", "--logiciel", default="", metavar="LOGICIEL",
        help="L’exercice aux colonnes de dolibarr, odoo ou paheko.")  # fmt: skip
@pass_context
def export(
    ctx: Context, year: str | None, month: str, lot: int | None, lots: bool, text: bool, form: str,
    program: str,
) -> None:  # fmt: skip
    """Écrire le journal pour un autre logiciel : lot du cabinet, ses colonnes, ou texte.

    Un lot est numéroté, contient les pièces nommées par leur référence, et jamais deux fois la
    même écriture : celles qui arrivent en retard vont au lot suivant.
    """
    from comptoir.desk.accounts import exports
    from comptoir.desk.accounts import lots as desk_lots

    if program:
        written = exports.write_for(ctx, program, year=year)
        told = (
            f"{written.name} : {plural(written.entries, 'écriture')}, {euros(written.total)} au "
            f"débit.\n{shown(ctx, written.path)}\nÀ importer dans {written.program} : {written.how}"
        )
        emit(written, told)
        return
    if lots:
        found = desk_lots.listing(ctx)
        rows = [
            (one.number, one.period, short_date(one.made_on), one.entries, euros(one.debit))
            for one in found
        ]
        headers = ("lot", "jusqu’à", "fait le", "écritures", "débit")
        emit({"lots": found}, table(headers, rows, right=(3, 4)) if rows else "Aucun lot.")
        return
    if month or lot is not None:
        handed = desk_lots.make(ctx, month) if month else desk_lots.again(ctx, lot or 0)
        lines = [
            f"{handed.number} : {plural(handed.entries, 'écriture')}, "
            f"{plural(handed.vouchers, 'pièce')}{', refait' if handed.again else ''}.",
            shown(ctx, handed.path),
            f"Empreinte : {handed.sha256}",
        ]
        if handed.missing:
            first = ", ".join(handed.missing[:FEW])
            more = f" et {len(handed.missing) - FEW} autres" if len(handed.missing) > FEW else ""
            lines.append(f"Pièces sans fichier ici : {first}{more}.")
        emit(handed, "\n".join(lines))
        return
    made = exports.write_text(ctx, year=year, form=form)
    emit(made, f"{made.name} : {plural(made.entries, 'écriture')}.\n{shown(ctx, made.path)}")


@command.command("receipts")
@YEAR
@option("--purchases", "--achats", is_flag=True, help="Le registre des achats.")
@pass_context
def receipts(ctx: Context, year: str | None, purchases: bool) -> None:
    """Écrire le livre des recettes d’un micro-entrepreneur, en PDF et en XLSX.

    Jour par jour : pièce, client, nature, mode et montant encaissé, totaux par mois et par nature
    pour la déclaration. Avec --achats, le registre des achats, tenu par qui vend des marchandises.
    """
    from comptoir.desk.accounts import registers

    made = registers.write(ctx, year=year, bought=purchases)
    months = [(name, euros(amount)) for name, amount in made.months.items()]
    lines = [f"{made.title} {made.year} : {plural(made.lines, 'ligne')}.", ""]
    lines.append(table(("mois", "montant"), [*months, ("Total", euros(made.total))], right=(1,)))
    lines += ["", *(f"{name.capitalize()} : {euros(a)}" for name, a in made.totals.items())]
    emit(made, "\n".join([*lines, *(shown(ctx, path) for path in made.files)]))


FEW = 3  # vouchers named
STATEMENTS = {
    "balance": "balance",
    "general": "general",
    "grand-livre": "general",
    "auxiliary": "auxiliary",
    "auxiliaire": "auxiliary",
    "bank": "bank",
    "rapprochement": "bank",
}


@command.command("print")
@argument("what", label="état", type=click.Choice(list(STATEMENTS), case_sensitive=False))
@YEAR
@option("--balance", "--solde", type=AMOUNT, default=None,
        help="Celui du relevé, pour le rapprochement.")  # fmt: skip
@pass_context
def print_(ctx: Context, what: str, year: str | None, balance: Decimal | None) -> None:
    """Écrire un état en PDF et en XLSX : grand livre, balances, rapprochement bancaire.

    ÉTAT : balance, grand-livre, auxiliaire ou rapprochement.
    """
    from comptoir.desk.accounts import statements

    made = statements.write(ctx, statements.Kind(STATEMENTS[what.lower()]), year=year, told=balance)
    lines = [f"{made.title}. {made.subtitle} : {plural(made.rows, 'ligne')}."]
    lines += [shown(ctx, path) for path in made.files]
    if made.gap is not None:
        lines.append(
            f"✗ Écart avec le relevé : {euros(made.gap)}."
            if made.gap
            else "Le relevé et le journal concordent, au centime."
        )
    emit(made, "\n".join(lines))
    if made.gap:
        finish(1)
