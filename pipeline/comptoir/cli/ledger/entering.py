"""Enter what no document says: drafts, miscellaneous entries, reversals."""

from datetime import date

from comptoir.cli.kit import argument, emit, option, pass_context, table
from comptoir.cli.kit.amounts import euros
from comptoir.cli.kit.invocation import DAY
from comptoir.cli.ledger.group import command
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.text import plural


@command.command("record")
@option("--line", "--ligne", "lines", multiple=True, required=True, metavar="COMPTE:MONTANT",
        help="Crédit en négatif ; tiers après « / » : 401/C-000123:-30.")  # fmt: skip
@option("--label", "--libelle", required=True, help="Ce que dit l’écriture, sans nom de personne.")
@option("--date", "day", type=DAY, default=None, help="Aujourd’hui par défaut.")
@option("--journal", default="OD", show_default=True, help="AC, BQ, CA, CH, OD ou VE.")
@option("--voucher", "--piece", default="", help="Numéro de la pièce ; sinon il est donné.")
@option("--validate", "--valider", is_flag=True, help="Tout de suite, pour de bon.")
@pass_context
def record(
    ctx: Context,
    lines: tuple[str, ...],
    label: str,
    day: date | None,
    journal: str,
    voucher: str,
    validate: bool,
) -> None:
    """Saisir une écriture : salaire, frais de banque, subvention, affectation du résultat…

    Elle va au brouillard, où elle se modifie encore, sauf avec --valider.
    """
    from comptoir.desk.accounts import entering

    made = entering.record(
        ctx,
        [entering.wanted(line) for line in lines],
        label=label,
        day=day,
        journal=journal,
        voucher=voucher,
        validate=validate,
    )
    where = "au brouillard" if made.draft else "au journal"
    said = f"{made.number} : {euros(made.total)}, {short_date(made.date)}, {where}."
    emit(made, said + ("\n→ comptoir journal valider" if made.draft else ""))


@command.command("draft")
@option("--drop", "--retirer", default="", metavar="BR-…", help="Retirer celle-ci.")
@pass_context
def draft(ctx: Context, drop: str) -> None:
    """Montrer le brouillard : ce qui n’est pas encore validé."""
    from comptoir.desk.accounts import entering

    if drop:
        gone = entering.drop(ctx, drop)
        emit({"dropped": gone.reference}, f"{gone.reference} est retirée du brouillard.")
        return
    found = entering.drafts(ctx)
    rows = [
        (
            *((one.reference, short_date(one.date), one.journal) if not rank else ("", "", "")),
            posting.account,
            posting.party_account,
            posting.label,
            euros(posting.debit) if posting.debit else "",
            euros(posting.credit) if posting.credit else "",
        )
        for one in found
        for rank, posting in enumerate(one.postings)
    ]
    headers = ("brouillard", "date", "jl", "compte", "tiers", "libellé", "débit", "crédit")
    emit(
        {"drafts": [{"reference": one.reference, "draft": one} for one in found]},
        table(headers, rows, right=(6, 7)) if rows else "Le brouillard est vide.",
    )


@command.command("validate")
@argument("references", nargs=-1, required=False, label="références")
@pass_context
def validate(ctx: Context, references: tuple[str, ...]) -> None:
    """Valider le brouillard, en tout ou en partie : les écritures entrent au journal."""
    from comptoir.desk.accounts import entering

    made = entering.validate(ctx, references)
    said = f"{plural(len(made), 'écriture')} au journal : {', '.join(made)}."
    emit({"vouchers": made}, said if made else "Le brouillard est vide.")


@command.command("reverse")
@argument("voucher", label="pièce")
@option("--reason", "--motif", required=True, help="Pourquoi.")
@pass_context
def reverse(ctx: Context, voucher: str, reason: str) -> None:
    """Annuler une écriture saisie ici par son inverse (extourne), datée d’aujourd’hui."""
    from comptoir.desk.accounts import entering

    made = entering.reverse(ctx, voucher, reason=reason)
    emit(made, f"{made.number} : {voucher} est extournée, {euros(made.total)}.")
