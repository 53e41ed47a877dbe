"""The VAT return that is to be filed."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk.accounts import vat
from comptoir.desk.due.task import Task
from comptoir.profiles import DataClass

SEES = DataClass.LEDGER


def tasks(ctx: Context) -> Iterator[Task]:
    """The last return that is over and not in the journal."""
    if found := vat.to_file(ctx):
        yield Task(*found, "comptoir journal tva")
