"""`comptoir debit`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table
from comptoir.cli.kit.amounts import euros, shown
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.text import plural

if TYPE_CHECKING:
    from datetime import date

    from comptoir.desk.debits.batches import Foreseen
    from comptoir.store.debits import KeptBatch, KeptMandate

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SEQUENCES = {"FRST": "premier", "RCUR": "suivant", "OOFF": "unique"}


@noun()
def command() -> None:
    """Prélever : mandats SEPA, lots pour la banque, rejets."""


@command.command("mandate")
@argument("payer", label="contact")
@option("--iban", required=True, help="Du compte à prélever.")
@option("--signed-on", "--signé-le", "signed_on", type=DAY, required=True, help="Jour du mandat.")
@option(
    "--file", "--fichier", "file", type=FILE, required=True, help="Le mandat signé (PDF, photo)."
)
@option("--rum", "reference", default="", help="Sa référence, s’il vient d’un autre logiciel.")
@option("--holder", "--titulaire", default="", help="Du compte, si ce n’est pas le client.")
@option("--once", "--une-fois", is_flag=True, help="Pour un seul prélèvement.")
@option("--business", "--interentreprises", is_flag=True, help="Mandat B2B, sans remboursement.")
@option("--notice", "--préavis", "notice", type=click.IntRange(1, 90), default=14, metavar="JOURS",
        help="Convenu pour prévenir avant chaque prélèvement (14).")  # fmt: skip
@pass_context
def mandate(
    ctx: Context,
    payer: str,
    iban: str,
    signed_on: "date",
    file: Path,
    reference: str,
    holder: str,
    once: bool,
    business: bool,
    notice: int,
) -> None:
    """Enregistrer le mandat qu’un client a signé.

    Ses factures annoncent alors leur prélèvement : c’est l’avis que demande la règle SEPA.
    """
    from comptoir.desk.debits import mandates
    from comptoir.payments.mandates import masked

    made = mandates.record(
        ctx,
        mandates.Signed(
            payer=payer,
            iban=iban,
            signed_on=signed_on,
            file=file,
            reference=reference,
            holder=holder,
            once=once,
            business=business,
            notice_days=notice,
        ),
    )
    emit(
        made,
        f"Mandat {made.mandate.reference} de {made.mandate.payer} : compte "
        f"{masked(made.mandate.iban)}, prévenu {made.mandate.notice_days} jours avant.",
    )


@command.command("account")
@argument("reference", label="mandat")
@option("--iban", required=True, help="Le nouveau compte.")
@pass_context
def account(ctx: Context, reference: str, iban: str) -> None:
    """Noter le nouveau compte d’un client.

    Rien n’est prélevé tant qu’une autre personne ne l’a pas confirmé.
    """
    from comptoir.desk.debits import mandates

    made = mandates.change(ctx, reference, iban)
    emit(made, mandates.waits(made))


@command.command("confirm")
@argument("reference", label="mandat")
@option("--refuse", "--refuser", is_flag=True, help="Garder l’ancien compte.")
@pass_context
def confirm(ctx: Context, reference: str, refuse: bool) -> None:
    """Confirmer le nouveau compte d’un client.

    Appelez-le d’abord à un numéro déjà connu ; qui a saisi l’IBAN ne le confirme jamais.
    """
    from comptoir.desk.debits import mandates
    from comptoir.payments.mandates import masked

    made = mandates.confirm(ctx, reference, accepted=not refuse)
    said = "reste" if refuse else "est maintenant"
    name = made.mandate.reference
    emit(made, f"Le compte du mandat {name} {said} {masked(made.mandate.iban)}.")


@command.command("end")
@argument("reference", label="mandat")
@option("--reason", "--motif", default="", help="Ce que le client en a dit.")
@pass_context
def end(ctx: Context, reference: str, reason: str) -> None:
    """Noter qu’un mandat est révoqué."""
    from comptoir.desk.debits import mandates

    made = mandates.end(ctx, reference, reason=reason)
    emit(made, f"Le mandat {made.mandate.reference} a pris fin : {made.end_reason}.")


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les mandats et les lots de prélèvements."""
    from comptoir.dates import short_date
    from comptoir.desk.debits import batches, mandates
    from comptoir.payments.mandates import masked

    signed, made = mandates.listing(ctx), batches.listing(ctx)
    rows = [
        (
            one.mandate.reference,
            one.mandate.payer,
            masked(one.mandate.iban),
            short_date(one.mandate.signed_on),
            _state(one),
        )
        for one in signed
    ]
    lots = [
        (one.number, short_date(one.on), str(len(one.debits)), euros(one.amount), _stage(one))
        for one in made
    ]
    text = [
        table(("mandat", "contact", "compte", "signé le", "état"), rows) if rows else
        "Aucun mandat.",
        table(("lot", "prélevé le", "factures", "montant", "état"), lots, right=(2, 3))
        if lots else "Aucun lot de prélèvements.",
    ]  # fmt: skip
    emit({"mandates": signed, "batches": made}, "\n\n".join(text))


def _state(kept: "KeptMandate") -> str:
    if kept.ended_on:
        return f"terminé ({kept.end_reason})"
    return "nouvel IBAN à confirmer" if kept.new_iban else "en cours"


def _stage(kept: "KeptBatch") -> str:
    if kept.banked_on:
        return "versé par la banque"
    return "encaissé, en attente de la banque" if kept.collected_on else "à remettre à la banque"


@command.command("issue")
@option("--date", "--le", "on", type=DAY, required=True, metavar="DATE", help="Du prélèvement.")
@option("--told-on", "--prévenu-le", "told_on", type=DAY, default=None, metavar="DATE",
        help="Quand les clients ont été prévenus, si leur facture ne le dit pas.")  # fmt: skip
@option("--dry-run", "--à-blanc", "dry_run", is_flag=True, help="Montrer sans rien faire.")
@pass_context
def issue(ctx: Context, on: "date", told_on: "date | None", dry_run: bool) -> None:
    """Écrire le fichier des prélèvements d’un jour.

    C’est un pain.008, à déposer sur le site de la banque. Sont prélevées les factures échues de
    qui a signé un mandat, annoncées assez tôt, ni contestées, ni déjà dans un lot.
    """
    from comptoir.desk.debits import batches

    if dry_run:
        found = batches.foresee(ctx, on, told_on=told_on)
        emit(found, _foreseen(found))
        return
    made = batches.issue(ctx, on, told_on=told_on)
    _, path = batches.shown(ctx, made.number)
    emit(
        made,
        f"Lot {made.number} : {plural(len(made.debits), 'prélèvement')}, {euros(made.amount)}.\n"
        f"Déposez ce fichier sur le site de la banque : {shown(ctx, path)}\n"
        f"Le jour venu : comptoir prélèvement encaisser {made.number}",
    )


def _foreseen(found: "Foreseen") -> str:
    from comptoir.dates import french_date

    rows = [
        (one.invoice, one.payer, one.mandate, SEQUENCES[one.sequence], euros(one.amount))
        for one in found.debits
    ]
    headers = ("facture", "contact", "mandat", "prélèvement", "montant")
    lines = [f"Le {french_date(found.on)} : {euros(found.amount)}."]
    lines += [table(headers, rows, right=(4,))] if rows else []
    lines += [f"Non prélevée, {number} : {why}." for number, why in found.left_out]
    return "\n".join(lines)


@command.command("show")
@argument("number", label="lot")
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer un lot et ce qui en est revenu."""
    from comptoir.dates import french_date
    from comptoir.desk.debits import batches
    from comptoir.law.sepa import reason

    kept, path = batches.shown(ctx, number)
    rows = [
        (
            one.end_to_end,
            one.invoice,
            one.payer,
            SEQUENCES[one.sequence],
            euros(one.amount),
            f"revenu : {reason(one.reason)}" if one.returned_on else one.payment,
        )
        for one in kept.debits
    ]
    headers = ("référence", "facture", "contact", "prélèvement", "montant", "suite")
    head = f"Lot {kept.number} du {french_date(kept.on)} : {euros(kept.amount)}, {_stage(kept)}"
    text = "\n".join([head, table(headers, rows, right=(4,)), shown(ctx, path)])
    emit({"batch": kept, "path": path}, text)


@command.command("collect")
@argument("number", label="lot")
@option("--at-bank", "--versé", "at_bank", is_flag=True, help="La banque l’a déjà versé (512).")
@pass_context
def collect(ctx: Context, number: str, at_bank: bool) -> None:
    """Enregistrer les règlements d’un lot.

    Le jour venu, l’argent attend la banque au 5116 ; son relevé le porte ensuite au 512
    (comptoir règlement lettrer).
    """
    from comptoir.desk.debits import batches

    kept, made = batches.collect(ctx, number, at_bank=at_bank)
    lines = [f"{one.number}, {one.payer} : {euros(one.amount)}" for one in made]
    lines.append(f"Lot {kept.number} : {euros(kept.in_collection)}, {_stage(kept)}.")
    emit({"batch": kept, "payments": made}, "\n".join(lines))


@command.command("returns")
@argument("path", label="fichier", type=FILE)
@pass_context
def returns(ctx: Context, path: Path) -> None:
    """Prendre les rejets de la banque.

    Le fichier est un CAMT, un pain.002 ou un CSV ; chaque dette est de nouveau due.
    """
    from comptoir.desk.debits import returned

    told = returned.take(ctx, path)
    lines = []
    for one in told.done:
        number = f" ({one.payment})" if one.payment else ", avant son jour"
        lines.append(f"{one.invoice}, {one.payer} : {euros(one.amount)}, {one.reason}{number}")
        if one.mandate_ended:
            lines.append(f"  le mandat {one.mandate_ended} a pris fin : faites-en signer un autre")
    lines += [f"Ligne {line} : {why}." for line, why in told.unknown]
    if told.known:
        lines.append(f"Déjà pris : {told.known}.")
    emit(told, "\n".join(lines) or "Aucun rejet.")
