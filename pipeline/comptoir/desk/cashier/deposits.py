"""`comptoir payment deposit`: cheques in hand, their slip, and their entry to the bank.

The slip is drawn and filed as issued documents are: it takes its name once the act has ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir import resources
from comptoir.bookkeeping import deposit_entry
from comptoir.context import Context
from comptoir.dates import french_date, short_date
from comptoir.desk import books, filing
from comptoir.desk.filing import FOLDER, PROVISIONAL, Issuing
from comptoir.errors import InputError, RefusedError
from comptoir.money import ZERO, french_amount
from comptoir.printing import typst
from comptoir.printing.letterhead import letterhead
from comptoir.private import write_private
from comptoir.sales.numbering import DEPOSIT_SLIP
from comptoir.store import cheques, documents, reading
from comptoir.store.cheques import Deposited, KeptCheque
from comptoir.store.sequences import next_number
from comptoir.text import plural

TEMPLATE = "print/deposit.typ"


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """The cheques that may be deposited today, and those of a later day."""

    ready: tuple[KeptCheque, ...]
    later: tuple[KeptCheque, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """A deposit that was made, and its slip."""

    number: str
    on: date
    amount: Decimal
    cheques: tuple[KeptCheque, ...]
    path: Path


def in_hand(ctx: Context, *, until: date | None = None) -> InHand:
    """Return the cheques in hand; those planned after a day are for later."""
    with reading(ctx) as db:
        found = cheques.in_hand(db)
    day = until or ctx.today
    ready = tuple(one for one in found if one.cheque.planned_on <= day)
    return InHand(ready=ready, later=tuple(one for one in found if one not in ready))


def deposit(ctx: Context, only: Sequence[str] = (), *, without: Sequence[str] = ()) -> Deposit:
    """Deposit the cheques whose day has come, or those said, and print their slip.

    Args:
        ctx: who acts.
        only: references of cheques (CH-000012), or none for all that are ready.
        without: references to keep in hand.

    Raises:
        RefusedError: there is none, or one of them is not to be cashed yet.
    """
    today = ctx.act_on()
    with filing.issuing(ctx, act="payment.deposit") as act:
        chosen = _chosen(cheques.in_hand(act.tx.db), only, without, today)
        if not chosen:
            raise RefusedError(
                "Aucun chèque n’est à remettre en banque aujourd’hui.",
                remedy="Voyez ceux à venir : comptoir règlement remettre --à-blanc",
            )
        number = next_number(act.tx.db, series=DEPOSIT_SLIP, year=today.year)
        amount = sum((one.cheque.amount for one in chosen), ZERO)
        made = Deposit(
            number=number, on=today, amount=amount, cheques=tuple(chosen),
            path=_place(act, number, today),
        )  # fmt: skip
        pdf = _draw(act, made)
        _file(act, pdf, made.path)
        kept = Deposited(
            number=number,
            on=today,
            amount=amount,
            cheques=len(chosen),
            path=str(made.path.relative_to(ctx.var / FOLDER)),
            pdf_sha256=documents.sha256(pdf),
        )
        (id_,) = cheques.add_deposits(act.tx, [kept])
        cheques.deposit(act.tx, [one.id for one in chosen], id_)
        books.post(act.tx, act.project, [deposit_entry(number, today, amount)])
        act.tx.record("cheque_deposit", number, {"amount": (None, amount)})
        deposited = tuple(replace(one, deposit=number) for one in chosen)
        return replace(made, cheques=deposited)


def _chosen(
    held: Sequence[KeptCheque], only: Sequence[str], without: Sequence[str], today: date
) -> list[KeptCheque]:
    known = {one.reference: one for one in held}
    wanted, kept_back = [_one(known, name) for name in only], [_one(known, n) for n in without]
    for one in wanted:
        if one.cheque.planned_on > today:
            raise RefusedError(
                f"Le chèque {one.reference} n’est à remettre que le "
                f"{french_date(one.cheque.planned_on)} : c’est ce qui a été convenu.",
                remedy="Attendez ce jour, ou convenez-en d’un autre avec son tireur.",
            )
    ready = wanted or [one for one in held if one.cheque.planned_on <= today]
    return [one for one in ready if one not in kept_back]


def _one(known: dict[str, KeptCheque], name: str) -> KeptCheque:
    found = known.get(name.strip().upper())
    if found is None:
        raise InputError(
            f"Aucun chèque à remettre n’a la référence « {name} ».",
            remedy="Voyez-les : comptoir règlement remettre --à-blanc",
        )
    return found


def _place(act: Issuing, number: str, on: date) -> Path:
    return act.ctx.var / FOLDER / str(on.year) / f"{on}_remise-cheques_{number}.pdf"


def _file(act: Issuing, pdf: bytes, place: Path) -> None:
    part = place.with_name(place.name + PROVISIONAL)
    act.provisional.append((part, place))
    write_private(part, pdf)


def _draw(act: Issuing, made: Deposit) -> bytes:
    organisation = act.project.organisation
    head = letterhead(organisation, act.project.site, specimen=act.ctx.demonstration)
    face = {
        "title": f"Remise de chèques {made.number}",
        "number": made.number,
        "on": french_date(made.on),
        "bank": organisation.bank.name,
        "iban": organisation.bank.iban,
        "count": plural(len(made.cheques), "chèque"),
        "total": french_amount(made.amount),
        "cheques": [
            {
                "rank": str(rank),
                "number": one.cheque.number or "—",
                "bank": one.cheque.bank or "—",
                "drawer": one.name,
                "payment": one.payment,
                "received": short_date(one.received_on),
                "amount": french_amount(one.cheque.amount),
            }
            for rank, one in enumerate(made.cheques, 1)
        ],
        "letterhead": head,
    }
    folders = resources.theme_folders(act.ctx.root)
    return typst.compile_pdf(TEMPLATE, face, folders=folders, timestamp=act.tx.now)
