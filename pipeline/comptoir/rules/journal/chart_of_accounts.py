from collections.abc import Iterator

from comptoir.law.chart import CLASSES
from comptoir.rules import ERROR, Fault, Scope, rule
from comptoir.rules.values.books import EntryRow


@rule(
    "JRN018",
    "Plan comptable",
    severity=ERROR,
    basis="PCG ; règlement ANC 2018-06",
    surface=EntryRow,
    seen="REF26",
)
def chart_of_accounts(entry: EntryRow, scope: Scope) -> Iterator[Fault]:
    """Cherche les comptes dont les deux premiers chiffres ne sont pas au plan comptable du jour ;
    depuis 2025, le 79 (transferts de charges) n’y est plus.

    Biais : les subdivisions sont libres ; les mutuelles tiennent un autre plan, et ne sont pas
    jugées.

    ```toml refusé
    on = 2026-11-20
    lines = [{ account = "411", debit = "12.00" }, { account = "791", credit = "12.00" }]
    ```

    ```toml refusé
    on = 2026-11-20
    lines = [{ account = "VENTES", credit = "12.00" }]
    ```

    ```toml accepté
    on = 2024-11-20
    lines = [{ account = "411", debit = "12.00" }, { account = "791", credit = "12.00" }]
    ```

    ```toml accepté
    on = 2026-11-20
    lines = [{ account = "411", debit = "12.00" }, { account = "7061", credit = "12.00" }]
    ```
    """
    known = CLASSES.on(entry.on or scope.today)
    wrong = {line.account for line in entry.lines if line.account and line.account[:2] not in known}
    for account in sorted(wrong):
        found = f"le compte {account} n’est pas au plan comptable"
        yield Fault(entry.at("compte"), found, "Choisissez un compte du plan.")
