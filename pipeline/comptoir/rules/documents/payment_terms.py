from collections.abc import Iterator
from datetime import date, timedelta

from comptoir.law.payments import LONGEST_TERM, PERIODIC_TERM, PUBLIC_TERM, Term, due_on
from comptoir.party import PartyKind
from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC031",
    "Délai de paiement",
    severity=WARNING,
    basis="C. com., art. L441-10 et L441-11",
    surface=SalesDocument,
    seen="REF26",
)
def payment_terms(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures entre entreprises payables au-delà du plafond : 60 jours, ou 45 jours
    fin de mois ; 45 jours pour une facture périodique ; 30 jours pour un acheteur public.

    Biais : les deux lectures de « 45 jours fin de mois » sont admises ; les plafonds de secteur
    (denrées, transport) ne sont pas connus ici.

    ```toml refusé
    issued_on = 2026-11-24
    due_on = 2027-02-01
    [buyer]
    kind = "business"
    ```

    ```toml refusé
    issued_on = 2026-11-24
    due_on = 2027-01-24
    periodic = true
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    issued_on = 2027-01-10
    due_on = 2027-03-17
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    issued_on = 2026-11-24
    due_on = 2027-01-23
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    issued_on = 2026-11-24
    due_on = 2027-03-01
    [buyer]
    kind = "consumer"
    ```
    """
    if doc.kind != "invoice" or not doc.to_professional or doc.due_on is None:
        return
    if doc.due_on > _latest(doc):
        found = "l’échéance dépasse le délai que la loi permet"
        yield Fault(doc.at("due_on"), found, "Rapprochez-la.")


def _latest(doc: SalesDocument) -> date:
    if doc.buyer.kind is PartyKind.PUBLIC:
        return doc.issued_on + timedelta(days=PUBLIC_TERM.on(doc.issued_on))
    if doc.periodic:
        return doc.issued_on + timedelta(days=PERIODIC_TERM.on(doc.issued_on))
    return max(
        doc.issued_on + timedelta(days=LONGEST_TERM.on(doc.issued_on)),
        due_on(doc.issued_on, Term.NET_45_END_OF_MONTH),
        due_on(doc.issued_on, Term.END_OF_MONTH_45),
    )
