"""`comptoir quote`."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table, warn_each
from comptoir.cli.kit.asking import ask
from comptoir.context import Context
from comptoir.errors import InputError

if TYPE_CHECKING:
    from comptoir.desk.quotes import MadeQuote, ShownQuote
    from comptoir.sales import Offer, Totals


@noun()
def command() -> None:
    """Établir des devis, les suivre, en faire des commandes."""


@command.command("new")
@option("--to", "--pour", default="", metavar="CONTACT", help="Référence du client.")
@option("--from", "--depuis", "source", type=click.Path(path_type=Path), default=None,
        metavar="FICHIER", help="Lire tout cela d’un fichier TOML ou JSON.")  # fmt: skip
@option("--line", "--ligne", "lines", multiple=True, metavar="ARTICLE[:QUANTITÉ[:PRIX]]",
        help="Une ligne ; le prix est TTC, celui de l’article par défaut.")  # fmt: skip
@option("--allowance", "--remise", "allowances", multiple=True, metavar="[ARTICLE/]LIBELLÉ:MONTANT",
        help="Une remise (5.00 ou 10%), sur tout ou sur un article.")  # fmt: skip
@option("--charge", "--frais", "charges", multiple=True, metavar="LIBELLÉ:MONTANT",
        help="Un frais : port, emballage.")  # fmt: skip
@option("--subject", "--objet", default="", help="Objet, imprimé sous le titre.")
@option("--buyer-reference", "--votre-reference", "buyer_reference", default="",
        help="Numéro de commande du client.")  # fmt: skip
@option("--contract", "--contrat", "contract", default="", metavar="CONTRAT",
        help="Le contrat suivi : CT-2026-0001, ou un numéro de marché public.")  # fmt: skip
@option("--term", "--echeance", "term", default="30", metavar="ÉCHÉANCE",
        help="réception, 30, 45 fin de mois, fin de mois 45 ou 60 (30 jours).")  # fmt: skip
@option("--net", "--hors-taxe", "net", is_flag=True, help="Prix donnés et montrés hors taxe.")
@option("--untaxed", "--sans-tva", "untaxed", default="", metavar="RAISON",
        help="autoliquidation, intracommunautaire ou export ; prix hors taxe.")  # fmt: skip
@option("--discount", "--escompte", "discount", default="", metavar="TAUX[:JOURS]",
        help="Escompte pour paiement anticipé : 2%:10 ; déjà déduit : 2%.")  # fmt: skip
@option("--outlet", "--canal", "outlet", default="", metavar="CANAL",
        help="Où la vente se fait : accueil, salon, téléphone, mél, courrier, site.")  # fmt: skip
@option("--language", "--langue", "language", default="", metavar="LANGUE",
        help="fr ou en ; d’après la langue et le pays du client si rien n’est dit.")  # fmt: skip
@option("--days", "--jours", type=int, default=30, help="Validité, en jours (30).")
@pass_context
def new(
    ctx: Context,
    to: str,
    source: Path | None,
    lines: tuple[str, ...],
    allowances: tuple[str, ...],
    charges: tuple[str, ...],
    subject: str,
    buyer_reference: str,
    contract: str,
    term: str,
    net: bool,
    untaxed: str,
    discount: str,
    outlet: str,
    language: str,
    days: int,
) -> None:
    """Établir un devis : numéro, PDF, copie figée."""
    from comptoir.desk import offers, quotes
    from comptoir.sales.outlets import outlet_named

    if source is not None:
        from comptoir.desk.sale_files import sale_file

        read = sale_file(source)
        _say_made(ctx, quotes.new(ctx, read.request(), days=read.days))
        return
    to = to or ask("Client (C-000123)")
    if to and not lines:
        lines = tuple(iter(lambda: ask("Ligne (ARTICLE:QUANTITÉ), ou Entrée pour finir"), ""))
    if not to:
        raise InputError(
            "il manque le client de ce devis.",
            remedy="Donnez --pour C-000123, ou un fichier avec --depuis.",
        )
    request = offers.Request(
        to=to,
        lines=[offers.wanted(text) for text in lines],
        allowances=[offers.reduction(text) for text in allowances],
        charges=[offers.charge(text) for text in charges],
        subject=subject,
        buyer_reference=buyer_reference,
        contract=contract,
        term=offers.term(term),
        net=net,
        untaxed=offers.untaxed(untaxed),
        discount=offers.discount(discount) if discount else (Decimal(0), 0),
        outlet=outlet_named(outlet),
        language=offers.language(language),
    )
    _say_made(ctx, quotes.new(ctx, request, days=days))


def _say_made(ctx: Context, made: "MadeQuote") -> None:
    from comptoir.cli.kit.amounts import euros, shown
    from comptoir.dates import french_date

    emit(
        made,
        f"Devis {made.number} : {euros(made.gross)} TTC, valable jusqu’au "
        f"{french_date(made.valid_to)}.\n{shown(ctx, made.path)}",
    )
    warn_each(made.notices)


@command.command("accept")
@argument("number", label="devis")
@pass_context
def accept(ctx: Context, number: str) -> None:
    """Accepter un devis : il devient une commande."""
    from comptoir.cli.kit.amounts import euros
    from comptoir.desk import quotes

    made = quotes.accept(ctx, number.strip().upper())
    emit(
        made,
        f"Devis {made.quote} accepté : commande {made.number} ({euros(made.gross)} TTC).\n"
        f"Pour la facturer : comptoir facture émettre {made.number}",
    )


@command.command("refuse")
@argument("number", label="devis")
@option("--reason", "--motif", default="", help="Ce que le client en a dit.")
@pass_context
def refuse(ctx: Context, number: str, reason: str) -> None:
    """Noter qu’un devis est refusé."""
    from comptoir.desk import quotes

    found = quotes.refuse(ctx, number, reason=reason)
    emit({"number": found, "state": "refused"}, f"Devis {found} refusé.")


@command.command("show")
@argument("number", label="devis")
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer un devis."""
    from comptoir.desk import quotes

    found = quotes.show(ctx, number.strip().upper())
    emit(_plain(found), lambda: _text(ctx, found))


def _plain(found: "ShownQuote") -> dict[str, Any]:
    quote = found.quote
    return {
        "number": quote.number,
        "state": found.state,
        "issued_on": quote.issued_on,
        "valid_to": quote.valid_to,
        "order": found.order,
        "path": found.path,
        **offer_plain(quote.offer),
    }


def offer_plain(offer: "Offer", totals: "Totals | None" = None) -> dict[str, Any]:
    """What a quote or an invoice sells, for a program."""
    totals = totals or offer.totals
    return {
        "customer": offer.buyer.reference,
        "lines": offer.lines,
        "allowances": offer.allowances,
        "charges": offer.charges,
        "vat": totals.vat,
        "net": totals.net,
        "tax": totals.tax,
        "gross": totals.gross,
    }


def offer_table(offer: "Offer", totals: "Totals | None" = None) -> str:
    """What a quote or an invoice sells, for people."""
    from comptoir.cli.kit.amounts import euros
    from comptoir.money import french_rate
    from comptoir.sales.face import quantity, shown_parts

    totals = totals or offer.totals
    rows = []
    for part in shown_parts(totals.parts):
        line = offer.lines[part.line] if part.line >= 0 else None
        rate = french_rate(part.rate) if part.rate else "–"
        rows.append(
            (part.name, quantity(line) if line else "", rate, euros(part.net), euros(part.gross))
        )
    rows += [
        ("", "", f"TVA {french_rate(vat.rate)}", euros(vat.taxable_amount), euros(vat.tax_amount))
        for vat in totals.vat
        if vat.rate
    ]
    rows.append(("Total", "", "", euros(totals.net), euros(totals.gross)))
    headers = ("désignation", "quantité", "TVA", "HT", "TTC")
    return table(headers, rows, right=(1, 2, 3, 4))


def _text(ctx: Context, found: "ShownQuote") -> str:
    from comptoir.cli.kit.amounts import shown
    from comptoir.dates import french_date
    from comptoir.desk.quotes import STATES

    quote = found.quote
    lines = [
        f"Devis {quote.number} du {french_date(quote.issued_on)} — {STATES[found.state]}",
        f"Client : {quote.offer.buyer.reference}, {quote.offer.buyer.name}",
        f"Valable jusqu’au {french_date(quote.valid_to)}",
        "",
        offer_table(quote.offer),
    ]
    if found.order:
        lines += ["", f"Commande : {found.order}"]
    return "\n".join([*lines, *([shown(ctx, found.path)] if found.path else [])])


@command.command("list")
@option("--limit", "--limite", type=int, default=None, help="Les derniers seulement.")
@pass_context
def list_(ctx: Context, limit: int | None) -> None:
    """Lister les devis, du plus récent au plus ancien."""
    from comptoir.cli.kit.amounts import euros
    from comptoir.dates import short_date
    from comptoir.desk import quotes

    found = quotes.quotes(ctx, limit=limit)
    rows = [
        (
            one.quote.number,
            short_date(one.quote.issued_on),
            one.quote.offer.buyer.reference,
            euros(one.quote.offer.totals.gross),
            quotes.STATES[one.state],
        )
        for one in found
    ]
    data = [
        {
            "number": one.quote.number,
            "state": one.state,
            "issued_on": one.quote.issued_on,
            "valid_to": one.quote.valid_to,
            "customer": one.quote.offer.buyer.reference,
            "gross": one.quote.offer.totals.gross,
        }
        for one in found
    ]
    headers = ("devis", "date", "client", "TTC", "état")
    emit({"quotes": data}, table(headers, rows, right=(3,)) if rows else "Aucun devis.")
