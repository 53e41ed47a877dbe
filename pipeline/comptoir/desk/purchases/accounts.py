"""Where suppliers are paid: an account that changes waits until somebody else confirms it."""

from dataclasses import dataclass

from sqlalchemy import Connection

from comptoir import identifiers
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.desk import procedures
from comptoir.errors import InputError, RefusedError
from comptoir.store import Transaction, begin, contacts, purchases
from comptoir.store.purchases import Account


def masked(iban: str) -> str:
    """
    >>> masked("FR7630006000011234567890189")
    'FR76 … 0189'
    """
    return f"{iban[:4]} … {iban[-4:]}"


def tell(tx: Transaction, supplier: Contact, text: str) -> tuple[str, ...]:
    """Note the account of a supplier: the first one holds, another one waits for a second person.

    Returns:
        What is worth knowing.

    Raises:
        InputError: it is not an IBAN.
    """
    iban = "".join(text.split()).upper()
    if not identifiers.is_iban(iban):
        raise InputError(
            "Cet IBAN n’est pas juste : sa clé ne tombe pas.",
            remedy="Recopiez-le depuis la facture, sans rien changer.",
        )
    known = purchases.accounts(tx.db, supplier.id)
    if any(one.iban == iban and one.confirmed for one in known[-1:]):
        return ()
    if not any(one.iban == iban and not one.confirmed for one in known):
        purchases.tell_account(tx, supplier.id, iban, confirmed=not known)
    return (_waits(supplier, iban),) if known else ()


def _waits(supplier: Contact, iban: str) -> str:
    return (
        f"L’IBAN de {supplier.reference} a changé ({masked(iban)}) : ses paiements attendent "
        "qu’une autre personne le confirme, après l’avoir appelé à un numéro déjà connu "
        f"(comptoir achat confirmer {supplier.reference})."
    )


def pending(db: Connection, contact_id: int) -> Account | None:
    """Return the account that waits to be confirmed, if there is one."""
    return next((one for one in purchases.accounts(db, contact_id) if not one.confirmed), None)


def refuse_unconfirmed(db: Connection, contact_id: int, reference: str) -> None:
    """Refuse to pay a supplier whose account has changed and is not confirmed.

    Raises:
        RefusedError: a change waits.
    """
    waiting = pending(db, contact_id)
    if waiting:
        raise RefusedError(
            f"L’IBAN de {reference} a changé le {short_date(waiting.told_on)} et personne d’autre "
            "ne l’a confirmé : c’est ainsi que se font les fraudes au virement.",
            remedy="Appelez le fournisseur à un numéro déjà connu, puis une autre personne lance "
            f"comptoir achat confirmer {reference} (ou --refuser).",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What was decided of an account."""

    supplier: str
    iban: str  # masked
    accepted: bool


def confirm(ctx: Context, reference: str, *, accepted: bool) -> Confirmed:
    """Confirm the new account of a supplier, or refuse it; who typed it never confirms it.

    Raises:
        RefusedError: nothing waits, or the same person said it.
    """
    ctx.act_on()
    with begin(ctx, act="purchase.confirm") as tx:
        supplier = contacts.by_reference(tx.db, reference)
        waiting = pending(tx.db, supplier.id)
        if waiting is None:
            raise RefusedError(
                f"Aucun IBAN de {supplier.reference} n’attend.", remedy="Il n’y a rien à confirmer."
            )
        if accepted and waiting.told_by == ctx.actor.login:
            raise RefusedError(
                "Qui a saisi un IBAN ne peut pas le confirmer.",
                remedy="Demandez à quelqu’un d’autre, sous son propre nom ; vous pouvez seulement "
                "le refuser.",
            )
        if accepted:
            procedures.require(tx, "supplier-account", supplier.reference)
            purchases.confirm_account(tx, waiting)
        else:
            purchases.drop_account(tx, waiting)
    return Confirmed(supplier=supplier.reference, iban=masked(waiting.iban), accepted=accepted)
