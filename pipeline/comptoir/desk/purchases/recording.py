"""`comptoir purchase record`: an invoice of a supplier, with its entry and its file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from comptoir.bookkeeping.purchases import purchase_entry
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import books
from comptoir.desk.filing import FOLDER
from comptoir.desk.project import Project, load
from comptoir.desk.purchases.accounts import tell
from comptoir.errors import InputError, Place, RefusedError
from comptoir.errors.french import os_error
from comptoir.law import chart
from comptoir.law.payments import DEFAULT_TERM, due_on
from comptoir.money import parse_amount
from comptoir.private import private_folder, write_new
from comptoir.purchases import Bought, Purchase, Reverse
from comptoir.purchases.purchase import taxed
from comptoir.settings.organisation import VatRegime
from comptoir.store import Transaction, begin, contacts, purchases
from comptoir.store.sequences import next_number

SERIES = "AC"
LARGEST = 30_000_000  # bytes of a voucher


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A purchase as it is said; what is left out is decided here."""

    supplier: str
    their_number: str
    issued_on: date
    bought: Sequence[Bought]
    due_on: date | None = None
    credit: bool = False
    services: bool = False
    on_debits: bool = False
    reverse: Reverse = Reverse.NONE
    deductible: int | None = None  # percent; by the regime when it is not said
    iban: str = ""
    file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A purchase that was just recorded."""

    number: str
    supplier: str
    name: str
    their_number: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    due_on: date
    credit: bool
    waiting: bool  # its VAT waits for the payment
    path: Path | None = None
    notices: tuple[str, ...] = ()


def line(text: str) -> tuple[str, Decimal, Decimal]:
    """Read what was bought: ACCOUNT:NET@RATE.

    >>> line("606:120,50@20")
    ('606', Decimal('120.50'), Decimal('20.00'))
    """
    account, separator, rest = text.partition(":")
    net, at, rate = rest.partition("@")
    if not separator or not account.strip():
        raise InputError(
            f"« {text} » n’est pas une ligne d’achat.",
            remedy="Écrivez COMPTE:HT@TAUX : 606:120,50@20 ; sans taux, pas de TVA.",
        )
    given = parse_amount(rate.replace("%", "")) if at else Decimal(0)
    return account.strip(), parse_amount(net), given


def lines(texts: Sequence[str]) -> tuple[Bought, ...]:
    """Read lines, with the VAT of each rate."""
    return taxed([line(text) for text in texts])


def untaxed(texts: Sequence[str]) -> tuple[Bought, ...]:
    """Read lines whose VAT the buyer owes: their rate says which, and no VAT is paid for it."""
    return tuple(
        Bought(account=account, net=net, rate=rate) for account, net, rate in map(line, texts)
    )


def record(ctx: Context, asked: Asked) -> Recorded:
    """Record a purchase, its entry and the file that was received.

    Raises:
        RefusedError: it is known already, or its amounts are not possible.
    """
    today = ctx.act_on()
    if asked.issued_on > today:
        raise RefusedError(
            "Une facture reçue ne peut pas être datée de demain.", remedy="Vérifiez sa date."
        )
    project = load(ctx)
    content = _content(asked.file)
    with begin(ctx, act="purchase.record") as tx:
        return write(tx, project, asked, content)


def write(tx: Transaction, project: Project, asked: Asked, content: bytes) -> Recorded:
    """Write a purchase within an act."""
    supplier = contacts.by_reference(tx.db, asked.supplier)
    _check_lines(asked)
    made = _purchase(tx, project, asked, supplier)
    if known := purchases.same(tx.db, supplier.id, made.key):
        raise RefusedError(
            f"La facture {made.their_number} de {supplier.reference} est déjà enregistrée : "
            f"{known}.",
            remedy=f"Vérifiez son numéro ; comptoir achat montrer {known} l’affiche.",
        )
    notices = tell(tx, supplier, asked.iban) if asked.iban else ()
    path = _place(made, asked.file) if asked.file else ""
    digest = sha256(content).hexdigest() if path else ""
    purchases.add(tx, made, supplier_id=supplier.id, path=path, sha256=digest)
    books.post(tx, project, [purchase_entry(made)])
    place = tx.ctx.var / FOLDER / path if path else None
    if place:
        private_folder(place.parent)
        place.unlink(missing_ok=True)  # left by a process that was killed before it recorded
        write_new(place, content)
    return Recorded(
        number=made.number,
        supplier=supplier.reference,
        name=supplier.full_name,
        their_number=made.their_number,
        net=made.net,
        tax=made.tax,
        gross=made.gross,
        due_on=made.due_on,
        credit=made.credit,
        waiting=made.waits and made.tax > 0,
        path=place,
        notices=notices,
    )


def _purchase(tx: Transaction, project: Project, asked: Asked, supplier: Contact) -> Purchase:
    return Purchase(
        number=next_number(tx.db, series=SERIES, year=asked.issued_on.year),
        supplier=supplier.reference,
        their_number=asked.their_number.strip(),
        issued_on=asked.issued_on,
        due_on=asked.due_on or due_on(asked.issued_on, DEFAULT_TERM),
        bought=tuple(asked.bought),
        credit=asked.credit,
        services=asked.services,
        on_debits=asked.on_debits,
        reverse=asked.reverse,
        deductible=_deductible(project, asked),
    )


def _deductible(project: Project, asked: Asked) -> int:
    """Return how much of its VAT can be deducted, in percent."""
    regime = project.organisation.vat.regime
    if regime not in (VatRegime.REAL, VatRegime.MIXED):
        if asked.deductible:
            raise RefusedError(
                "Cet organisme ne déduit pas de TVA : il n’en facture pas.",
                remedy="Retirez --deductible.",
            )
        return 0
    if asked.deductible is not None:
        return asked.deductible
    bears_vat = any(one.tax for one in asked.bought) or asked.reverse is not Reverse.NONE
    if regime is VatRegime.MIXED and bears_vat:
        raise InputError(
            "Cet organisme a un secteur taxé et un autre qui ne l’est pas : il faut dire quelle "
            "part de la TVA de cet achat se déduit.",
            remedy="Ajoutez --deductible 100 (secteur taxé), 0 (l’autre), ou votre coefficient.",
        )
    return 100


def _check_lines(asked: Asked) -> None:
    for one in asked.bought:
        if not chart.is_known(one.account, asked.issued_on) or one.account[0] not in "236":
            raise InputError(
                f"Le compte {one.account} n’est pas un compte d’achat.",
                remedy="Une charge (6…), une immobilisation (2…), un stock (3…) : 606, 2183.",
            )
        if one.rate and one.rate not in chart.RATES:
            raise InputError(
                f"{one.rate:f} % n’est pas un taux de TVA français.",
                remedy="Taux : 20, 10, 8.5, 5.5, 2.1 ; sans taux pour un achat sans TVA.",
            )
        if asked.reverse is not Reverse.NONE and not one.rate:
            raise InputError(
                "Un achat autoliquidé dit le taux de la TVA que vous devez.",
                remedy="Ajoutez-le : 604:100@20.",
            )


def _content(path: Path | None) -> bytes:
    if path is None:
        return b""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                "ce fichier est trop lourd pour une pièce.",
                remedy="Donnez un PDF de moins de 30 Mo.",
                at=Place(str(path)),
            )
        return path.read_bytes()
    except OSError as error:
        raise os_error(error) from error


def _place(made: Purchase, file: Path) -> str:
    """Return where the file received is kept, as it was (LAW, ARC001), without a name."""
    kind = "avoir-fournisseur" if made.credit else "facture-achat"
    name = f"{made.issued_on}_{kind}_{made.number}_{made.supplier}{file.suffix.lower()}"
    return f"achats/{made.issued_on.year}/{name}"
