"""How a payment is made, and where its money goes first."""

from enum import StrEnum

from comptoir.errors.french import unknown
from comptoir.law import chart
from comptoir.law.chart import Journal
from comptoir.text import fold


class Method(StrEnum):
    """A means of payment."""

    CASH = "cash"
    CHEQUE = "cheque"
    CARD = "card"
    TRANSFER = "transfer"
    DIRECT_DEBIT = "direct_debit"
    HELLOASSO = "helloasso"

    @property
    def french(self) -> str:
        return FRENCH[self]

    @property
    def account(self) -> str:
        """Cash box, cheques in hand, what an online service holds for us, or bank."""
        special = {
            Method.CASH: chart.CASH,
            Method.CHEQUE: chart.CHEQUES,
            Method.HELLOASSO: chart.CLEARING,
        }
        return special.get(self, chart.BANK)

    @property
    def journal(self) -> Journal:
        special = {
            Method.CASH: chart.CASH_JOURNAL,
            Method.CHEQUE: chart.CHEQUE_JOURNAL,
            Method.HELLOASSO: chart.MISCELLANEOUS,
        }
        return special.get(self, chart.BANK_JOURNAL)


FRENCH = {
    Method.CASH: "espèces",
    Method.CHEQUE: "chèque",
    Method.CARD: "carte",
    Method.TRANSFER: "virement",
    Method.DIRECT_DEBIT: "prélèvement",
    Method.HELLOASSO: "HelloAsso",
}
_BY_NAME = {fold(french): method for method, french in FRENCH.items()} | {
    m.value: m for m in Method
}


def method_named(name: str) -> Method:
    """Return a method by its French or English name, accents or not.

    >>> method_named("Chèque"), method_named("especes")
    (<Method.CHEQUE: 'cheque'>, <Method.CASH: 'cash'>)
    """
    found = _BY_NAME.get(fold(name)) or _BY_NAME.get(fold(name).removesuffix("s"))
    if found is None:
        raise unknown(
            "mode de règlement",
            name,
            FRENCH.values(),
            remedy=f"Modes : {', '.join(FRENCH.values())}.",
        )
    return found
