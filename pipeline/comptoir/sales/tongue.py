"""The words and figures of a sales document: in French, or in English for customers abroad.

A document in English keeps the French sentence of each mention, which the law asks for, before its
translation.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.dates import french_date
from comptoir.law.payments import Term
from comptoir.money import french_amount, french_rate, to_cents
from comptoir.party import FRENCH as FRENCH_PLACES

FRENCH_SPEAKING = frozenset({"", "BE", "CH", "LU", "MC", *FRENCH_PLACES})
LANGUAGES = {"": "", "fr": "fr", "francais": "fr", "en": "en", "anglais": "en", "english": "en"}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language writes amounts, rates, days and the words around them."""

    code: str  # fr, en
    labels: Mapping[str, str]
    amount: Callable[[Decimal, str], str]
    rate: Callable[[Decimal], str]
    day: Callable[[date], str]

    def say(self, name: str, **values: object) -> str:
        return self.labels[name].format(**values)


def language_of(language: str, country: str) -> str:
    """Return the language of documents for a customer: fr or en.

    >>> language_of("fr", "DE"), language_of("de", "BE"), language_of("fr", "CH")
    ('en', 'en', 'fr')
    """
    foreign = country not in FRENCH_SPEAKING or (language or "fr") not in ("fr", "br")
    return "en" if foreign else "fr"


def english_amount(amount: Decimal, unit: str = "€") -> str:
    """
    >>> english_amount(Decimal("-1234.5")), english_amount(Decimal("3"), "")
    ('−€1,234.50', '3.00')
    """
    plain = f"{abs(to_cents(amount)):,.2f}"
    return ("−" if amount < 0 else "") + unit + plain


def _english_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _english_rate(rate: Decimal) -> str:
    return f"{rate.normalize():f}%"


def _french_amount(amount: Decimal, unit: str = "€") -> str:
    return french_amount(amount, unit=unit).replace("-", "−")


FRENCH = Tongue(
    "fr",
    {
        "quote": "Devis", "invoice": "Facture", "deposit": "Facture d’acompte", "credit": "Avoir",
        "date": "Date", "valid_to": "Valable jusqu’au", "supplied_on": "Date de la vente",
        "due_on": "Échéance", "order": "Commande", "customer": "Client",
        "your_reference": "Votre référence", "contract": "Contrat",
        "your_siren": "Votre SIREN", "your_vat": "Votre TVA",
        "origin": "Facture d’origine", "of": "Du", "exempt": "Exonéré", "net_short": "HT",
        "gross_short": "TTC",
        "deposit_row": "Acompte {number} du {day}", "deposit_tax": " (dont TVA {tax})",
        "name": "Désignation", "quantity": "Quantité", "unit_net": "P.U. HT (€)", "vat": "TVA",
        "net": "HT (€)", "gross": "TTC (€)", "unit_price": "Prix unitaire (€)",
        "amount": "Montant (€)", "vat_rate": "Taux de TVA", "vat_base": "Base HT",
        "vat_gross": "TTC", "total_net": "Total HT", "total_gross": "Total TTC", "total": "Total",
        "paid": "Déjà payé", "to_pay": "Net à payer", "credited": "Montant de l’avoir",
        "pay_by": "À payer au plus tard le", "quoting": ", en rappelant le numéro",
        "debited": "Vous n’avez rien à faire : cette somme sera prélevée le",
        "debit": "sur le compte {account}, par le mandat {mandate} (créancier {creditor}).",
        "by_transfer": "Par virement",
        "quote_is": "Devis gratuit, valable jusqu’au",
        "paid_term": "Règlement {term} après facture.",
        "agreed": "Bon pour accord",
        "agree": "Pour accepter ce devis, renvoyez-le daté et signé, avec la mention manuscrite "
        "« bon pour accord ».",
        "sign_date": "Date :", "sign_name": "Nom et signature :",
        "left": "il reste {left} à payer", "nothing_left": "il n’y reste rien à payer",
        "applied": "{applied} viennent en déduction de cette facture : {rest}.",
        "owed": "{owed} sont à votre crédit : remboursement ou autre facture.",
    },
    _french_amount, french_rate, french_date,
)  # fmt: skip
ENGLISH = Tongue(
    "en",
    {
        "quote": "Quote / Devis", "invoice": "Invoice / Facture",
        "deposit": "Deposit invoice / Facture d’acompte", "credit": "Credit note / Avoir",
        "date": "Date", "valid_to": "Valid until", "supplied_on": "Date of supply",
        "due_on": "Due date", "order": "Order", "customer": "Customer",
        "your_reference": "Your reference", "contract": "Contract",
        "your_siren": "Your SIREN",
        "your_vat": "Your VAT number", "origin": "Original invoice", "of": "Dated",
        "exempt": "No VAT", "net_short": "excl. VAT", "gross_short": "incl. VAT",
        "deposit_row": "Deposit {number}, {day}", "deposit_tax": " (incl. VAT {tax})",
        "name": "Description", "quantity": "Quantity", "unit_net": "Unit price excl. VAT (€)",
        "vat": "VAT", "net": "Excl. VAT (€)", "gross": "Incl. VAT (€)",
        "unit_price": "Unit price (€)", "amount": "Amount (€)", "vat_rate": "VAT rate",
        "vat_base": "Taxable", "vat_gross": "Incl. VAT", "total_net": "Total excl. VAT",
        "total_gross": "Total incl. VAT", "total": "Total", "paid": "Already paid",
        "to_pay": "Amount due", "credited": "Amount credited", "pay_by": "Payable by",
        "quoting": ", quoting number",
        "debited": "Nothing to do: this amount will be debited on",
        "debit": "from account {account}, by mandate {mandate} (creditor {creditor}).",
        "by_transfer": "By bank transfer",
        "quote_is": "Free quote, valid until", "paid_term": "Payment terms: {term}.",
        "agreed": "Agreed",
        "agree": "To accept this quote, return it dated and signed, with the handwritten words "
        "“bon pour accord” (agreed).",
        "sign_date": "Date:", "sign_name": "Name and signature:",
        "left": "{left} remains to be paid", "nothing_left": "nothing remains to be paid",
        "applied": "{applied} is deducted from this invoice: {rest}.",
        "owed": "{owed} is to your credit: refund, or set against another invoice.",
    },
    english_amount, _english_rate, _english_day,
)  # fmt: skip
TERMS = {
    Term.ON_RECEIPT: "on receipt of the invoice", Term.NET_30: "30 days after the invoice",
    Term.NET_45_END_OF_MONTH: "45 days, then end of month",
    Term.END_OF_MONTH_45: "end of month, then 45 days", Term.NET_60: "60 days after the invoice",
}  # fmt: skip


def tongue(language: str) -> Tongue:
    return ENGLISH if language == "en" else FRENCH


def term_in(of: Tongue, term: Term) -> str:
    return TERMS[term] if of is ENGLISH else term.french


# What a mention says in English, by its code and what its French sentence holds.
_SAID: Sequence[tuple[str, str, str]] = (
    ("DOC013", r"majoré de (\d+) points", "Late payment bears interest, without reminder, at the "
     "refinancing rate of the European Central Bank plus {0} percentage points."),
    ("DOC014", r"retard : ([\d\s\u202f,]+)\s?€", "Fixed compensation for recovery costs in case of "
     "late payment: €{0}."),
    ("DOC015", r"^Pas d’", "No discount for early payment."),
    ("DOC020", r"livraison de biens et prestation", "Nature of the transactions: supply of goods "
     "and services."),
    ("DOC020", r"livraison de biens", "Nature of the transactions: supply of goods."),
    ("DOC020", r"prestation de services", "Nature of the transactions: supply of services."),
    ("DOC021", r"", "Option to pay VAT on the basis of invoices (debits)."),
    ("DOC022", r"262 ter", "Intra-Community supply exempt from VAT – Article 138 of Directive "
     "2006/112/EC."),
    ("DOC022", r"262, I\b", "Export exempt from VAT – Article 146 of Directive 2006/112/EC."),
    ("DOC023", r"", "Reverse charge – Article 283-2 of the French tax code (CGI); Article 196 of "
     "Directive 2006/112/EC."),
    ("DOC025", r"", "VAT not applicable, Article 293 B of the French tax code (CGI)."),
)  # fmt: skip


def english_of(code: str, text: str) -> str:
    """Return what a mention says in English, or nothing where only the French is known.

    >>> english_of("DOC015", "Pas d’escompte pour paiement anticipé.")
    'No discount for early payment.'
    """
    for known, pattern, said in _SAID:
        if known == code and (found := re.search(pattern, text)):
            return said.format(*(part.strip().replace(",", ".") for part in found.groups()))
    return ""
