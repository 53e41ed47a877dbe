"""Goods that came back and wait for what becomes of them."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.modules import Module
from comptoir.profiles import DataClass
from comptoir.sales.goods_returns import settle_by
from comptoir.store import goods_returns, reading

MODULE = Module.SALES
SEES = DataClass.SALE


def tasks(ctx: Context) -> Iterator[Task]:
    """One task a return that nobody settled."""
    with reading(ctx) as db:
        waiting = goods_returns.returns(db, waiting=True)
    for one in waiting:
        what = f"Régler le retour {one.number} ({one.name}, {one.reason.french})"
        yield Task(settle_by(one.received_on), what, f"comptoir livraison régler {one.number}")
