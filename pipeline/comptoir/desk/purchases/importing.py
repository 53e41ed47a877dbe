"""`comptoir purchase import`: an invoice received, PDF or XML, read and recorded."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from comptoir import identifiers
from comptoir.contacts.model import ContactKind, Draft
from comptoir.context import Context
from comptoir.desk.einvoices import validate
from comptoir.desk.parties import SIREN, SIRET, VAT_NUMBER
from comptoir.desk.project import load
from comptoir.desk.purchases.recording import Asked, Recorded, write
from comptoir.errors import InputError, Place, RefusedError
from comptoir.law import chart
from comptoir.money import ZERO, french_amount
from comptoir.purchases import Bought, Reverse
from comptoir.readers.einvoices import ReadInvoice, carrier, read
from comptoir.store import Transaction, begin, contact_writes, purchases

EUR = "EUR"
SERVICES = "S"  # first letter of BT-23


def import_file(
    ctx: Context,
    path: Path,
    *,
    account: str = "",
    supplier: str = "",
    new: bool = False,
    services: bool | None = None,
    deductible: int | None = None,
) -> Recorded:
    """Read an invoice and record it as a purchase.

    Args:
        ctx: who acts.
        path: a PDF that carries its XML, or the XML.
        account: of what was bought; goods for resale or services when it is not said.
        supplier: its reference; found by its SIREN or VAT number when it is not said.
        new: make a record for a supplier that is not known.
        services: whether services are bought, where the invoice does not say.
        deductible: percent of its VAT.

    Raises:
        InputError: the file is no structured invoice, or its supplier is not known.
        RefusedError: it is not in euros, or is recorded already.
    """
    ctx.act_on()
    holder = carrier(path)
    if not holder.xml:
        raise InputError(
            "ce PDF ne porte pas de facture électronique : rien ne s’y lit tout seul.",
            remedy="Recopiez-le : comptoir achat enregistrer --fichier.",
            at=Place(str(path)),
        )
    judged = validate(path)
    said = read(holder.xml)
    _refuse_unreadable(said, path)
    project = load(ctx)
    with begin(ctx, act="purchase.import") as tx:
        reference = supplier or _supplier(tx, said, new=new)
        asked = _asked(said, reference, path, account=account, services=services)
        asked = replace(asked, deductible=deductible)
        made = write(tx, project, asked, path.read_bytes())
    notices = list(made.notices)
    if not judged.valid:
        notices.insert(
            0,
            f"Cette facture n’est pas conforme (comptoir facture valider {path.name}) : demandez-"
            "en une autre à votre fournisseur si sa TVA est en cause.",
        )
    ours = project.organisation.siren
    buyer = said.facts.buyer.siren or said.facts.buyer.siret[:9]
    if ours and buyer and buyer != ours:
        notices.append("Le SIREN du client, sur cette facture, n’est pas le vôtre : vérifiez-la.")
    return replace(made, notices=tuple(notices))


def _refuse_unreadable(said: ReadInvoice, path: Path) -> None:
    facts, where = said.facts, Place(str(path))
    if said.currency not in ("", EUR):
        raise RefusedError(
            f"{path} : cette facture est en {said.currency}.",
            remedy="Enregistrez-la en euros, au cours du jour : comptoir achat enregistrer.",
        )
    if not facts.number or facts.issued_on == date.min or not said.breakdown:
        raise InputError(
            "cette facture ne dit pas son numéro, sa date ou sa TVA.",
            remedy="Recopiez-la : comptoir achat enregistrer --fichier.",
            at=where,
        )
    told = sum((base + tax for _, _, base, tax in said.breakdown), ZERO)
    if told != facts.gross:
        raise InputError(
            f"ses montants par taux font {french_amount(told)}, et son total dit "
            f"{french_amount(facts.gross)}.",
            remedy="Demandez une facture juste à votre fournisseur.",
            at=where,
        )


def _supplier(tx: Transaction, said: ReadInvoice, *, new: bool) -> str:
    """Return the reference of the seller, found by its numbers, or made when it is asked."""
    seller = said.facts.seller
    numbers = (
        (SIREN, seller.siren or seller.siret[:9]),
        (SIRET, seller.siret),
        (VAT_NUMBER, seller.vat_number),
    )
    for name, value in numbers:
        known = purchases.with_fact(tx.db, name, value) if value else []
        if len(known) == 1:
            return known[0]
    if not new:
        raise InputError(
            f"Aucun contact n’a le SIREN ni le numéro de TVA de « {said.seller} ».",
            remedy="Donnez sa référence (--fournisseur C-000123), ou ajoutez --nouveau pour faire "
            "sa fiche.",
        )
    draft = Draft(
        kind=ContactKind.ORGANISATION,
        organisation=said.seller,
        country=said.seller_country or "FR",
        source="facture reçue",
        source_on=tx.ctx.today,
    )
    made = contact_writes.add(tx, draft)
    facts = [(made.id, name, value) for name, value in numbers if _holds(name, value)]
    contact_writes.set_facts(tx.db, facts)
    return made.reference


def _holds(name: str, value: str) -> bool:
    if name == SIREN:
        return identifiers.is_siren(value)
    return bool(value) if name == VAT_NUMBER else identifiers.is_siret(value)


def _asked(
    said: ReadInvoice, reference: str, path: Path, *, account: str, services: bool | None
) -> Asked:
    facts = said.facts
    service = facts.frame.startswith(SERVICES) if services is None else services
    categories = {category for category, *_ in said.breakdown}
    reverse = Reverse.NONE
    if "K" in categories:
        reverse = Reverse.GOODS
    elif "AE" in categories:
        reverse = Reverse.SERVICES
    return Asked(
        supplier=reference,
        their_number=facts.number,
        issued_on=facts.issued_on,
        due_on=facts.due_on if facts.due_on and facts.due_on >= facts.issued_on else None,
        bought=tuple(_bought(said, account or ("604" if service else "607"), reverse)),
        credit=facts.is_credit,
        services=service,
        on_debits=said.on_debits,
        reverse=reverse,
        iban=said.iban,
        file=path,
    )


def _bought(said: ReadInvoice, account: str, reverse: Reverse) -> Iterator[Bought]:
    """Yield what is bought at each rate; when the buyer owes the VAT, at the standard one."""
    for _, rate, base, tax in said.breakdown:
        owed = chart.STANDARD if reverse is not Reverse.NONE and not rate else rate
        if base:
            yield Bought(account=account, net=base, rate=owed, tax=tax)
