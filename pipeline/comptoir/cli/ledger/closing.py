"""Close months and years."""

from typing import TYPE_CHECKING

from comptoir.cli.kit import confirm, emit, option, pass_context, table
from comptoir.cli.kit.amounts import euros, shown
from comptoir.cli.ledger.group import command
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.errors import InputError, RefusedError
from comptoir.money import ZERO
from comptoir.text import french_list, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comptoir.desk.accounts.closing import State
    from comptoir.store.closings import Closing

SHOWN = 13  # closings that a terminal lists: a year and its months


@command.command("close")
@option("--period", "--mois", default=None, metavar="MOIS", help="Comme 2026-03.")
@option("--year", "--exercice", default=None, metavar="EXERCICE", help="Comme 2025-2026.")
@pass_context
def close(ctx: Context, period: str | None, year: str | None) -> None:
    """Clore un mois ou un exercice, pour de bon ; sans option, montrer ce qui est clos.

    Rien ne s’ajoute plus à une période close : ce qui arrive en retard est daté du premier jour
    ouvert. Les mois d’avant encore ouverts sont clos avec, le brouillard est validé, le journal
    écrit en texte, et tout est ancré.
    """
    from comptoir.desk.accounts import closing

    if period and year:
        raise InputError(
            "Un mois ou un exercice, pas les deux.",
            remedy="La clôture d’un exercice clôt aussi ses mois.",
        )
    if not (period or year):
        emit(found := closing.state(ctx), lambda: _state(found))
        return
    steps = closing.to_close(ctx, period=period, year=year)
    said = french_list(one.french for _, one in steps)
    if not confirm(f"Clore {said} ? C’est définitif."):
        raise RefusedError("Rien n’est clos.", remedy="Relancez avec --yes pour confirmer.")
    done = closing.close(ctx, period=period, year=year)
    lines = [_table(done.closings), ""]
    if done.validated:
        lines.append(f"Brouillard validé : {plural(len(done.validated), 'écriture')}.")
    lines += [_result(one) for one in done.closings if one.result is not None]
    lines.append(f"Journal en texte : {shown(ctx, done.files[-1].parent)}/")
    lines.append(f"Sceau à noter hors de Comptoir : {done.seal}")
    emit(done, "\n".join(lines))


def _result(one: "Closing") -> str:
    result = one.result or ZERO
    word, account = ("excédent", "120") if result >= 0 else ("déficit", "129")
    return (
        f"{one.period.french.capitalize()} : {word} de {euros(abs(result))}, reporté au compte "
        f"{account} par les à-nouveaux."
    )


def _table(closings: "Iterable[Closing]") -> str:
    rows = [
        (
            one.period.french,
            short_date(one.closed_on),
            one.totals.entries,
            euros(one.totals.debit),
            euros(one.totals.revenue),
            euros(one.totals.received),
            euros(one.all_revenue),
            euros(one.all_received),
        )
        for one in closings
    ]
    headers = (
        "période", "clos le", "écritures", "mouvements", "produits", "encaissé",
        "produits cumulés", "encaissé cumulé",
    )  # fmt: skip
    return table(headers, rows, right=(2, 3, 4, 5, 6, 7))


def _state(found: "State") -> str:
    lines = [_table(found.closings[-SHOWN:]), ""] if found.closings else ["Rien n’est clos."]
    if len(found.closings) > SHOWN:
        lines.insert(0, f"Les {SHOWN} dernières clôtures, sur {len(found.closings)} :")
    if found.until:
        lines.append(f"Les comptes sont clos jusqu’au {short_date(found.until)}.")
    if found.drafts:
        lines.append(f"Brouillard : {plural(found.drafts, 'écriture')} à valider.")
    if found.next:
        lines.append(f"→ comptoir journal clore --mois {found.next}")
    return "\n".join(lines)
