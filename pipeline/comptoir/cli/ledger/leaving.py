"""What leaves the journal: the FEC, the text journal."""

import click

from comptoir.cli.kit import emit, option, pass_context
from comptoir.cli.kit.amounts import shown
from comptoir.cli.ledger.group import YEAR, command
from comptoir.context import Context
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
@option("--text", "--texte", is_flag=True, help="Le journal en texte, toujours le même (hledger).")
@option("--form", "--forme", type=click.Choice(["hledger", "beancount"]), default="hledger",
        show_default=True, help="Le logiciel qui lira le texte.")  # fmt: skip
@pass_context
def export(ctx: Context, year: str | None, text: bool, form: str) -> None:
    """Écrire le journal pour un autre logiciel : texte pour hledger ou beancount."""
    from comptoir.desk.accounts import exports

    made = exports.write_text(ctx, year=year, form=form)
    emit(made, f"{made.name} : {plural(made.entries, 'écriture')}.\n{shown(ctx, made.path)}")
