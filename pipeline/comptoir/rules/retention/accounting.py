from collections.abc import Iterator
from datetime import date

from comptoir.rules import ERROR, WARNING, Fault, Scope, rule
from comptoir.rules.values.archive import ArchiveItem
from comptoir.rules.values.delays import years_after
from comptoir.settings.organisation import Kind

KINDS = frozenset({"invoice", "credit_note", "book", "voucher", "quote", "order", "delivery_note"})
TEN_FOR_ALL = date(2027, 1, 1)
SHORT, LONG = 6, 10  # years


@rule(
    "RET004",
    "Pièces comptables",
    severity=ERROR,
    basis="LPF, art. L102 B (loi 2026-534) ; C. com., L123-22",
    surface=ArchiveItem,
    seen="REF26",
)
def accounting(item: ArchiveItem, scope: Scope) -> Iterator[Fault]:
    """Cherche les factures, avoirs, livres et pièces dont la fin de garde est trop proche : 10 ans
    pour les commerçants et, à compter du 1er janvier 2027, pour tous ; 6 ans jusque-là, 10 étant
    prudent.

    Biais : la date de la pièce fait partir le délai.

    ```toml refusé
    kind = "invoice"
    starts_on = 2026-03-14
    keep_until = 2031-12-31
    ```

    ```toml refusé profil=company
    kind = "invoice"
    starts_on = 2026-03-14
    keep_until = 2033-12-31
    ```

    ```toml accepté
    kind = "invoice"
    starts_on = 2026-03-14
    keep_until = 2036-12-31
    ```
    """
    if item.kind not in KINDS or item.starts_on is None or item.permanent:
        return
    if item.keep_until is None or item.keep_until < years_after(item.starts_on, LONG):
        trader = scope.organisation is not None and scope.organisation.kind in TRADERS
        due = LONG if trader or scope.today >= TEN_FOR_ALL else SHORT
        short = item.keep_until is None or item.keep_until < years_after(item.starts_on, due)
        yield Fault(
            item.at("keep_until"),
            f"cette pièce se garde {due} ans"
            if short
            else "cette pièce sera à garder 10 ans en 2027",
            "Repoussez sa fin de garde à dix ans.",
            severity=None if short else WARNING,
        )


TRADERS = (Kind.COMPANY, Kind.SOLE_TRADER)
