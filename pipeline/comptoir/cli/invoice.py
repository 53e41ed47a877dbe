"""`comptoir invoice`."""

from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comptoir.cli.kit import (
    argument,
    confirm,
    emit,
    finish,
    noun,
    option,
    pass_context,
    table,
    warn_each,
)
from comptoir.cli.kit.asking import ask
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.errors import InputError
from comptoir.text import plural

if TYPE_CHECKING:
    from datetime import date

    from comptoir.desk.einvoices import Validated
    from comptoir.desk.invoices import ShownInvoice
    from comptoir.desk.recurring import Listed


@noun()
def command() -> None:
    """Émettre des factures et les montrer."""


@command.command("issue")
@argument("reference", label="commande ou devis", required=False, default="")
@option("--supplied-on", "--livre-le", "supplied_on", type=DAY, default=None, metavar="DATE",
        help="Jour de la vente (dernière livraison, ou aujourd’hui).")  # fmt: skip
@option("--deposit", "--acompte", "deposit", default="", metavar="30%|MONTANT",
        help="Facturer un acompte, que la facture finale déduira.")  # fmt: skip
@option("--from", "--depuis", "source", type=click.Path(path_type=Path), default=None,
        metavar="FICHIER", help="Une facture par vente : CSV, XLSX ou JSONL.")  # fmt: skip
@pass_context
def issue(
    ctx: Context, reference: str, supplied_on: "date | None", deposit: str, source: Path | None
) -> None:
    """Émettre la facture d’une commande : numéro, écriture, PDF, ou rien.

    Un devis est accepté au passage. Une facture émise ne change plus. Avec --depuis, toutes les
    ventes du fichier sont facturées, ou aucune.
    """
    from comptoir.cli.kit.amounts import euros, shown
    from comptoir.dates import french_date
    from comptoir.desk import invoices

    if source is not None:
        _issue_many(ctx, source)
        return
    reference = reference or ask("Commande ou devis")
    if not reference:
        raise InputError(
            "il manque la commande ou le devis à facturer.",
            remedy="Donnez un numéro comme BC-2026-0001, ou un fichier avec --depuis.",
        )
    made = invoices.issue(ctx, reference, supplied_on=supplied_on, deposit=deposit)
    emit(
        made,
        f"{'Facture d’acompte' if deposit else 'Facture'} {made.number} (commande {made.order}) : "
        f"{euros(made.net)} HT, {euros(made.gross)} TTC, {_to_pay(made.amount_due, made.gross)}"
        f"à payer au plus tard le {french_date(made.due_on)}.\n"
        f"{form_line(made.form, made.form_why)}\n{shown(ctx, made.path)}",
    )
    warn_each(made.notices)


def _issue_many(ctx: Context, source: Path) -> None:
    from comptoir.cli.kit.amounts import euros
    from comptoir.desk import invoices

    told = invoices.foreseen(ctx, source)
    if not confirm(f"{told.invoices} factures, {euros(told.gross)} TTC : les émettre ?"):
        emit({"invoices": [], "foreseen": told}, "Rien n’a été émis.")
        return
    made = invoices.issue_many(ctx, source)
    total = euros(sum((one.gross for one in made), Decimal(0)))
    emit(
        {"invoices": made},
        f"{len(made)} factures émises, de {made[0].number} à {made[-1].number} : {total} TTC.",
    )
    warn_each(made[-1].notices)


PERIODS = {"mois": 1, "trimestre": 3, "semestre": 6, "an": 12,
           "month": 1, "quarter": 3, "half": 6, "year": 12}  # fmt: skip


@command.command("recurring")
@argument("source", label="devis, commande ou abonnement", required=False, default="")
@option("--every", "--chaque", type=click.Choice(list(PERIODS)), default="mois",
        show_default=True, metavar="PÉRIODE", help="mois, trimestre, semestre ou an.")  # fmt: skip
@option("--starts", "--debut", type=DAY, default=None, help="Premier jour ; aujourd’hui sinon.")
@option("--ends", "--fin", type=DAY, default=None, help="Aucune période ne commence après.")
@option("--stop", "--arreter", is_flag=True, help="Arrêter cet abonnement (AB-…).")
@option("--issue", "--emettre", "issue_", is_flag=True, help="Facturer ce qui est à facturer.")
@pass_context
def recurring(
    ctx: Context, source: str, every: str, starts: "date | None", ends: "date | None", stop: bool,
    issue_: bool,
) -> None:  # fmt: skip
    """Facturer chaque période ce que vend un devis ou une commande ; sans rien, les montrer.

    Chaque période est facturée à son début, une fois : --emettre peut se relancer. L’objet de la
    facture dit la période ; l’adresse est celle de la fiche, ce jour-là.
    """
    from comptoir.cli.kit.amounts import euros
    from comptoir.desk import recurring as desk

    if issue_:
        count, gross = desk.foreseen(ctx)
        if not count:
            emit({"invoices": []}, "Rien à facturer aujourd’hui.")
            return
        if not confirm(f"{count} factures, {euros(gross)} TTC : les émettre ?"):
            emit({"invoices": []}, "Rien n’a été émis.")
            return
        made = desk.run(ctx)
        said = ", ".join(f"{one.number} ({one.customer})" for one in made)
        emit(
            {"invoices": made}, f"{plural(len(made), 'facture émise', 'factures émises')} : {said}."
        )
        warn_each(made[-1].notices)
    elif stop:
        ended = desk.end(ctx, source, on=ends)
        emit(ended, f"{ended.number} : plus rien n’est facturé ensuite.")
    elif source:
        one = desk.new(ctx, source, every=PERIODS[every], starts=starts, ends=ends)
        emit(one, f"{one.number} : {euros(one.gross)} TTC, {_rhythm(one)}.")
    else:
        _show_recurring(ctx)


def _rhythm(one: "Listed") -> str:
    from comptoir.dates import short_date
    from comptoir.sales.recurring import EVERY

    ends = f", jusqu’au {short_date(one.ends)}" if one.ends else ""
    return f"{EVERY[one.every]} à partir du {short_date(one.starts)}{ends}"


def _show_recurring(ctx: Context) -> None:
    from comptoir.cli.kit.amounts import euros
    from comptoir.dates import short_date
    from comptoir.desk import recurring as desk

    found = desk.listing(ctx)
    rows = [
        (
            one.number, one.customer, _rhythm(one), euros(one.gross), one.invoiced,
            len(one.due) or "", short_date(one.next_on) if one.next_on else "fini",
        )
        for one in found
    ]  # fmt: skip
    headers = ("abonnement", "client", "rythme", "TTC", "facturées", "à facturer", "prochaine")
    emit(
        {"recurring": found},
        table(headers, rows, right=(3, 4, 5)) if rows else "Aucun abonnement.",
    )


def _to_pay(due: Decimal, gross: Decimal) -> str:
    from comptoir.cli.kit.amounts import euros

    return "" if due == gross else f"acomptes déduits {euros(due)} "


def form_line(form: str, why: str) -> str:
    """Say what the file is: a Factur-X only when its XML was judged."""
    if form == "factur-x":
        return "Factur-X : XML joint, jugé valable (XSD, EN 16931, BR-FR)."
    return f"PDF simple, sans facture électronique : {why}."


@command.command("validate")
@argument("file", label="fichier", type=click.Path(path_type=Path))
@pass_context
def validate(ctx: Context, file: Path) -> None:
    """Juger une facture, la vôtre ou celle d’un fournisseur : PDF Factur-X, XML CII ou UBL.

    Le schéma, les règles de la norme EN 16931 et les règles françaises (BR-FR) sont appliqués ici,
    sans réseau. Code de sortie 1 si la facture n’est pas valable.
    """
    from comptoir.desk import einvoices

    found = einvoices.validate(file)
    emit({**asdict(found), "valid": found.valid}, lambda: _judged(found))
    if not found.valid:
        finish(1)


FORMS = {"factur-x": "PDF avec XML joint", "pdf": "PDF seul", "xml": "XML"}


def _judged(found: "Validated") -> str:
    from comptoir.dates import french_date
    from comptoir.money import french_amount

    def said(amount: Decimal) -> str:
        unit = found.currency if found.currency not in ("", "EUR") else "€"
        return french_amount(amount, unit=unit)

    lines = [f"{found.file} : {FORMS[found.form]}{f', {found.profile}' if found.profile else ''}"]
    if found.number:
        on = f" du {french_date(found.issued_on)}" if found.issued_on else ""
        lines += [
            f"  {_kind(found.type_code)} {found.number}{on}",
            f"  de {found.seller or '?'} à {found.buyer or '?'}",
            f"  {said(found.net)} HT, TVA {said(found.tax)}, {said(found.gross)} TTC, "
            f"à payer {said(found.due)}",
        ]
    for fault in found.faults:
        mark = "✗" if fault.blocking else "!"
        where = f" ({fault.where})" if fault.where else ""
        lines.append(f"  {mark} {fault.source}, {fault.code} : {fault.found}{where}")
    rules = "XSD, EN 16931 et BR-FR" if found.french else "XSD et EN 16931"
    lines.append(f"Valable : {rules}." if found.valid else "Cette facture n’est pas valable.")
    return "\n".join(lines)


def _kind(code: str) -> str:
    return {"381": "Avoir", "386": "Facture d’acompte", "384": "Facture rectificative"}.get(
        code, "Facture"
    )


@command.command("chain")
@argument("number", label="facture")
@pass_context
def chain(ctx: Context, number: str) -> None:
    """Montrer toute la vente : devis, commande, livraisons, factures, avoirs, règlements."""
    from comptoir.cli.kit.amounts import euros
    from comptoir.dates import short_date
    from comptoir.desk import chains

    links = chains.chain(ctx, number)
    rows = [
        (
            CHAIN[link.kind],
            link.number,
            short_date(link.on),
            "" if link.amount is None else euros(link.amount),
        )
        for link in links
    ]
    emit({"chain": links}, table(("pièce", "numéro", "date", "TTC"), rows, right=(3,)))


CHAIN = {
    "quote": "devis",
    "order": "commande",
    "delivery": "livraison",
    "deposit": "acompte",
    "invoice": "facture",
    "credit": "avoir",
    "payment": "règlement",
}


@command.command("channel")
@argument("number", label="facture ou avoir")
@option("--on", "--au", "on", type=DAY, default=None, metavar="DATE",
        help="La loi de quel jour (celui du document).")  # fmt: skip
@option("--write", "--ecrire", "write", is_flag=True,
        help="Écrire les fichiers à déposer sur la plateforme.")  # fmt: skip
@pass_context
def channel(ctx: Context, number: str, on: "date | None", write: bool) -> None:
    """Dire comment une facture doit parvenir au client, et pourquoi.

    Rien n’est envoyé : la facture se dépose sur votre plateforme agréée ou sur Chorus Pro, ou se
    remet au client.
    """
    from comptoir.cli.kit.amounts import shown
    from comptoir.desk import channels

    found = channels.channel(ctx, number, on=on, write=write)
    way = found.route
    lines = [f"{found.number} : {way.channel.french}, car {way.why} ({way.basis})."]
    if way.channel.value == "mail":
        lines.append(f"  À envoyer à {found.to}." if found.to else "  À remettre sur papier.")
    lines += [f"  Il manque {way.lacks}."] if way.lacks else []
    lines += [f"  Et {way.reporting}."] if way.reporting else []
    lines += [f"  À venir, {way.later}."] if way.later else []
    if found.path and not found.written:
        lines.append(shown(ctx, found.path))
    lines += [shown(ctx, path) for path in found.written]
    emit(found, "\n".join(lines))


@command.command("show")
@argument("number", label="facture")
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer une facture et ce qui l’a payée."""
    from comptoir.desk import invoices

    found = invoices.show(ctx, number)
    emit(_plain(found), lambda: _text(ctx, found))


def _plain(found: "ShownInvoice") -> dict[str, Any]:
    from comptoir.cli.quote import offer_plain

    invoice = found.invoice
    return {
        "number": invoice.number,
        "state": found.state,
        "issued_on": invoice.issued_on,
        "supplied_on": invoice.supplied_on,
        "due_on": invoice.due_on,
        "order": invoice.order_number,
        **offer_plain(invoice.offer),
        "paid": found.paid,
        "amount_due": found.amount_due,
        "kind": invoice.kind,
        "deposits": [{"number": d.number, "gross": d.gross} for d in invoice.deposits],
        "credits": [{"number": n.number, "gross": n.gross} for n in found.notes],
        "payments": [{"number": number, "amount": amount} for number, amount in found.payments],
        "mentions": found.mentions,
        "path": found.path,
    }


def _text(ctx: Context, found: "ShownInvoice") -> str:
    from comptoir.cli.kit.amounts import euros, shown
    from comptoir.cli.quote import offer_table
    from comptoir.dates import french_date
    from comptoir.desk.invoices import STATES
    from comptoir.sales.tongue import FRENCH

    invoice = found.invoice
    lines = [
        f"{FRENCH.say(invoice.kind.value)} {invoice.number} du {french_date(invoice.issued_on)} — "
        f"{STATES[found.state]}",
        f"Client : {invoice.offer.buyer.reference}, {invoice.offer.buyer.name}",
        f"À payer au plus tard le {french_date(invoice.due_on)}",
        "",
        offer_table(invoice.offer),
        "",
        *(f"Acompte {each.number} déduit : {euros(each.gross)}" for each in invoice.deposits),
        *(f"Avoir {note.number} : {euros(note.gross)}" for note in found.notes),
        *(f"Réglé par {number} : {euros(amount)}" for number, amount in found.payments),
        f"Reste à payer : {euros(found.amount_due)}",
        *_early(ctx, found),
    ]
    return "\n".join([*lines, *([shown(ctx, found.path)] if found.path else [])])


def _early(ctx: Context, found: "ShownInvoice") -> list[str]:
    """Say until when less is enough."""
    from comptoir.cli.kit.amounts import euros
    from comptoir.dates import french_date

    if found.early is None or found.early.last_day < ctx.today:
        return []
    given = found.early
    return [
        f"Avec l’escompte : {euros(found.amount_due - given.amount)} jusqu’au "
        f"{french_date(given.last_day)}"
    ]


@command.command("list")
@option("--unpaid", "--impayees", is_flag=True, help="Seulement celles qui restent à payer.")
@option("--limit", "--limite", type=int, default=None, help="Les premières de la liste seulement.")
@option("--promotion", default="", metavar="CODE",
        help="Celles d’une promotion, ou qui répondent à un envoi.")  # fmt: skip
@pass_context
def list_(ctx: Context, unpaid: bool, limit: int | None, promotion: str) -> None:
    """Lister les factures, de la plus récente à la plus ancienne.

    Avec --promotion, celles qui ont vendu ses articles tant qu’elle durait, ou qu’un code de
    réponse rattache à l’envoi, avec ce que chacune en a, hors taxe.
    """
    from comptoir.cli.kit.amounts import euros
    from comptoir.dates import short_date
    from comptoir.desk import invoices

    if promotion:
        _promoted(ctx, promotion)
        return
    found = invoices.invoices(ctx, unpaid=unpaid, limit=limit)
    rows = [
        (
            one.invoice.number,
            short_date(one.invoice.issued_on),
            one.invoice.offer.buyer.reference,
            euros(one.invoice.gross),
            euros(one.amount_due),
            short_date(one.invoice.due_on),
            invoices.STATES[one.state],
        )
        for one in found
    ]
    data = [
        {
            "number": one.invoice.number,
            "state": one.state,
            "issued_on": one.invoice.issued_on,
            "due_on": one.invoice.due_on,
            "customer": one.invoice.offer.buyer.reference,
            "gross": one.invoice.gross,
            "amount_due": one.amount_due,
        }
        for one in found
    ]
    headers = ("facture", "date", "client", "TTC", "reste dû", "échéance", "état")
    emit({"invoices": data}, table(headers, rows, right=(3, 4)) if rows else "Aucune facture.")


def _promoted(ctx: Context, code: str) -> None:
    from comptoir.cli.kit.amounts import euros
    from comptoir.dates import short_date
    from comptoir.desk import promoted as desk
    from comptoir.desk.invoices import STATES

    found = desk.promoted(ctx, code)
    rows = [
        (
            one.invoice.number,
            short_date(one.invoice.issued_on),
            one.invoice.offer.buyer.reference,
            euros(found.amounts[one.invoice.number]),
            euros(one.invoice.gross),
            STATES[one.state],
        )
        for one in found.invoices
    ]
    data = [
        {
            "number": one.invoice.number,
            "state": one.state,
            "issued_on": one.invoice.issued_on,
            "customer": one.invoice.offer.buyer.reference,
            "promoted": found.amounts[one.invoice.number],
            "gross": one.invoice.gross,
        }
        for one in found.invoices
    ]
    rows.append(("Total", "", "", euros(found.total), "", ""))
    headers = ("facture", "date", "client", "promotion HT", "TTC", "état")
    emit(
        {"promotion": found.code, "total": found.total, "invoices": data},
        table(headers, rows, right=(3, 4)) if data else f"Aucune facture de {found.code}.",
    )
