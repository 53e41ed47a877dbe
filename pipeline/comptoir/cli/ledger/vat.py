"""The VAT return."""

from typing import TYPE_CHECKING

from comptoir.cli.kit import confirm, emit, option, pass_context, table, warn_each
from comptoir.cli.kit.amounts import euros
from comptoir.cli.ledger.group import command
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.errors import InputError, RefusedError
from comptoir.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comptoir.bookkeeping.vat_return import Box
    from comptoir.desk.accounts.vat import Declared

COMPARE = (
    "Comparez les numéros de case avec le formulaire du moment : Comptoir prépare la déclaration, "
    "il ne la dépose pas."
)


@command.command("vat")
@option("--period", "--periode", default=None, metavar="PÉRIODE",
        help="2026-03, 2026-T1, ou l’exercice d’une CA12 ; la dernière finie.")  # fmt: skip
@option("--explain", "--expliquer", default=None, is_flag=False, flag_value="*", metavar="CASE",
        help="Les écritures de cette case, ou de toutes.")  # fmt: skip
@option("--record", "--enregistrer", is_flag=True, help="Passer l’écriture de la déclaration.")
@pass_context
def vat(ctx: Context, period: str | None, explain: str | None, record: bool) -> None:
    """Montrer les cases de la déclaration de TVA (CA3, CA12), prouvées par les écritures.

    La TVA des prestations de services n’est due qu’à leur règlement (44574, puis 44571), sauf
    option pour les débits ; celle des biens l’est à la facture. Les cases sont en euros.
    """
    from comptoir.desk.accounts import vat as desk

    found = desk.show(ctx, period=period)
    if record:
        if not confirm(f"Passer l’écriture de la TVA {found.made.period.of} ?"):
            raise RefusedError("Rien n’est écrit.", remedy="Relancez avec --yes pour confirmer.")
        found = desk.record(ctx, period=period)
    chosen = (explain or "").upper()
    if chosen not in ("", "*") and found.made.box(chosen) is None:
        raise InputError(
            f"Cette déclaration n’a pas de case {explain}.",
            remedy=f"Ses cases : {', '.join(box.code for box in found.made.boxes)}.",
        )
    warn_each(found.notices)
    emit(
        {
            "return": found.made,
            "euros": {box.code: box.euros for box in found.made.boxes},
            "gap": found.made.gap,
            "voucher": found.voucher,
            "waiting": found.waiting,
        },
        lambda: "\n".join(_lines(found, chosen)),
    )


def _lines(found: "Declared", explain: str) -> "Iterator[str]":
    made = found.made
    yield f"{made.form}, {made.period.french}"
    yield ""
    if explain:
        for box in made.boxes:
            if explain in ("*", box.code) and box.sources:
                yield from _explained(box)
        return
    rows = [
        (
            box.code,
            box.label,
            f"{box.euros:,}".replace(",", " "),
            euros(box.amount) if box.kind != "total" else "",
        )
        for box in made.boxes
    ]
    yield table(("case", "intitulé", "à déclarer", "au centime"), rows, right=(2, 3))
    yield ""
    if made.gap:
        yield f"✗ Les cases et les comptes de TVA diffèrent de {euros(made.gap)}."
    else:
        moved = sum((abs(amount) for amount in made.movements.values()), ZERO)
        yield f"Les cases font les comptes de TVA, au centime ({euros(moved)} de mouvements)."
    if found.waiting:
        yield f"En attente d’encaissement (44574) : {euros(found.waiting)}, due plus tard."
    if found.voucher:
        yield f"Écriture {found.voucher} : {_paid(found)}."
    else:
        yield f"→ comptoir journal tva --enregistrer passe l’écriture ({_paid(found)})."
    yield COMPARE


def _paid(found: "Declared") -> str:
    made = found.made
    if made.due:
        return f"{made.due} € à payer, compte 44551"
    return f"{made.credit} € à reporter, compte 44567" if made.credit else "rien à payer"


def _explained(box: "Box") -> "Iterator[str]":
    yield f"Case {box.code}, {box.label} : {euros(box.amount)}"
    rows = [
        (one.number or "", short_date(one.date), one.voucher, one.account, euros(one.amount))
        for one in box.sources
    ]
    yield table(("n°", "date", "pièce", "compte", "montant"), rows, right=(0, 4))
    yield ""
