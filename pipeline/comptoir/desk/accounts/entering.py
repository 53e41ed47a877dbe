"""`comptoir ledger record|draft|validate|reverse`: entries that no document makes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from comptoir.context import Context
from comptoir.desk import books
from comptoir.desk.project import load
from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import nearest
from comptoir.law import chart
from comptoir.ledger import Entry, Posting
from comptoir.ledger.fiscal_year import FiscalYear
from comptoir.money import parse_amount
from comptoir.store import Transaction, begin, closings, contacts, ledger, reading
from comptoir.store.closings import Draft
from comptoir.store.sequences import next_number
from comptoir.text import on_one_line

ENTERED = "OD"  # series of vouchers of entries typed here
REVERSAL = "EX"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A line as it is typed: 626:12.50, 401/C-000012:-30."""

    account: str
    amount: Decimal
    party: str = ""


def wanted(text: str) -> Wanted:
    """Read one line: an account, perhaps a third party, an amount; a credit is negative.

    >>> wanted("401/C-000012:-30")
    Wanted(account='401', amount=Decimal('-30.00'), party='C-000012')
    """
    account, separator, amount = text.partition(":")
    number, _, party = account.partition("/")
    if not separator or not number.strip():
        raise InputError(
            f"« {text} » n’est pas une ligne.",
            remedy="Écrivez COMPTE:MONTANT, le crédit en négatif : 626:12,50 ou 401/C-000012:-30.",
        )
    return Wanted(account=number.strip(), amount=parse_amount(amount), party=party.strip().upper())


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An entry that was typed: in the journal, or among the drafts."""

    number: str  # OD-2026-0001, or BR-000001
    draft: bool
    date: date
    total: Decimal


def record(
    ctx: Context,
    lines: Sequence[Wanted],
    *,
    label: str,
    day: date | None = None,
    journal: str = chart.MISCELLANEOUS.code,
    voucher: str = "",
    validate: bool = False,
) -> Entered:
    """Enter an entry, as a draft unless it is to be validated at once.

    Raises:
        InputError: an account or a journal is not one.
        RefusedError: it does not balance, or its period is closed.
    """
    today = ctx.act_on()
    project = load(ctx)
    books.refuse_without(project)
    on = day or today
    code = _journal(journal)
    with begin(ctx, act="ledger.record") as tx:
        books.refuse_closed(tx.db, on)
        postings = [_posting(tx, line, label=label, on=on) for line in lines]
        paper = on_one_line(voucher)
        _ = Entry(
            journal=code, date=on, voucher=paper or ENTERED, voucher_on=on, postings=tuple(postings)
        )  # an entry that exists balances
        draft = closings.add_draft(tx, journal=code, day=on, voucher=paper, postings=postings)
        if not validate:
            return Entered(number=draft.reference, draft=True, date=on, total=draft.total)
        number = validate_draft(tx, draft, start_month=books.start_month(project))
        return Entered(number=number, draft=False, date=on, total=draft.total)


def _journal(code: str) -> str:
    asked = code.strip().upper()
    if asked in chart.JOURNALS and asked != chart.OPENING.code:
        return asked
    close = nearest(asked, list(chart.JOURNALS))
    raise InputError(
        f"« {code} » n’est pas un journal où saisir.",
        remedy=f"Choisissez parmi {', '.join(j for j in chart.JOURNALS if j != 'AN')}"
        + (f" ; vouliez-vous {close} ?" if close and close != "AN" else "."),
    )


def _posting(tx: Transaction, line: Wanted, *, label: str, on: date) -> Posting:
    if not chart.is_known(line.account, on):
        raise InputError(
            f"Le compte {line.account} n’est pas dans le plan comptable ({chart.VERSION}).",
            remedy="Donnez au moins trois chiffres, d’une classe qui existe : 626, 44566…",
        )
    party = contacts.by_reference(tx.db, line.party).reference if line.party else ""
    if not party and line.account.startswith((chart.CUSTOMERS, chart.SUPPLIERS)):
        raise InputError(
            f"Le compte {line.account} demande son tiers.",
            remedy=f"Écrivez {line.account}/C-000123:montant.",
        )
    return Posting(
        account=line.account,
        party_account=party,
        amount=line.amount,
        label=on_one_line(label) or "Opération diverse",
    )


def validate_draft(tx: Transaction, draft: Draft, *, start_month: int) -> str:
    """Put a draft in the journal, for good; return its voucher."""
    year = FiscalYear.of(draft.date, start_month=start_month).year
    voucher = draft.voucher or next_number(tx.db, series=ENTERED, year=year)
    made = Entry(
        journal=draft.journal,
        date=draft.date,
        voucher=voucher,
        voucher_on=draft.date,
        postings=draft.postings,
    )
    ledger.post(tx, [made], start_month=start_month)
    closings.drop_draft(tx, draft)
    return voucher


def drafts(ctx: Context) -> list[Draft]:
    """Return what is not validated yet."""
    books.refuse_without(load(ctx))
    with reading(ctx) as db:
        return closings.drafts(db)


def validate(ctx: Context, references: Sequence[str]) -> list[str]:
    """Validate drafts, all of them when none is named; return their vouchers."""
    ctx.act_on()
    project = load(ctx)
    books.refuse_without(project)
    with begin(ctx, act="ledger.validate") as tx:
        chosen = (
            [closings.draft_referenced(tx.db, one) for one in references]
            if references
            else closings.drafts(tx.db)
        )
        month = books.start_month(project)
        return [validate_draft(tx, one, start_month=month) for one in chosen]


def drop(ctx: Context, reference: str) -> Draft:
    """Remove a draft: it never was in the journal."""
    ctx.act_on()
    books.refuse_without(load(ctx))
    with begin(ctx, act="ledger.drop") as tx:
        draft = closings.draft_referenced(tx.db, reference)
        closings.drop_draft(tx, draft)
    return draft


def reverse(ctx: Context, voucher: str, *, reason: str) -> Entered:
    """Cancel an entry typed here by its opposite, dated today: nothing is rubbed out.

    Raises:
        RefusedError: a document made it, and the document has its own way back.
    """
    today = ctx.act_on()
    project = load(ctx)
    books.refuse_without(project)
    with begin(ctx, act="ledger.reverse") as tx:
        named = voucher.strip().upper()
        found = [b for b in ledger.entries(tx.db) if b.entry.voucher.upper() == named]
        if not found:
            raise InputError(
                f"Aucune écriture n’a la pièce {voucher}.",
                remedy="comptoir journal écritures les montre.",
            )
        if len(found) > 1:
            raise RefusedError(
                f"Plusieurs écritures ont la pièce {voucher} : l’une est peut-être déjà extournée.",
                remedy="Passez l’écriture inverse avec comptoir journal enregistrer.",
            )
        entry = found[0].entry
        if way := _way_back(tx, entry):
            raise RefusedError(f"{voucher} vient d’un document.", remedy=way)
        if any(found[0].match_codes):
            raise RefusedError(f"{voucher} est lettrée.", remedy="Défaites d’abord le lettrage.")
        said = f"Extourne de {entry.voucher} : {on_one_line(reason) or 'correction'}"
        opposite = tuple(replace(one, amount=-one.amount, label=said) for one in entry.postings)
        year = FiscalYear.of(today, start_month=books.start_month(project)).year
        made = Entry(
            journal=entry.journal,
            date=today,
            voucher=next_number(tx.db, series=REVERSAL, year=year),
            voucher_on=today,
            postings=opposite,
        )
        books.post(tx, project, [made])
        tx.record("entry", entry.voucher, {"reversed_by": (None, made.voucher)})
    return Entered(number=made.voucher, draft=False, date=today, total=made.total)


def _way_back(tx: Transaction, entry: Entry) -> str:
    """Return what undoes the document that an entry comes from, if one made it."""
    series = entry.voucher.partition("-")[0]
    ways = {
        "F": f"Faites son avoir : comptoir avoir nouveau {entry.voucher}.",
        "A": "Un avoir ne s’annule pas : émettez une nouvelle facture.",
        "P": "Défaites le règlement : comptoir règlement défaire.",
        "AC": "Enregistrez l’avoir du fournisseur : comptoir achat enregistrer --avoir.",
        "VB": f"Annulez la contribution : comptoir don valoriser --annuler {entry.voucher}.",
        "AN": "Corrigez les soldes par une écriture d’opérations diverses.",
    }
    numbered = entry.voucher.count("-") == 2 or series == "AN"
    return ways.get(series, "") if numbered else ""
