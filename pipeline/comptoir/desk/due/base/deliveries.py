"""Orders to deliver, on the day that was promised or that the law fixes; letters to carriers."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk import partners
from comptoir.desk.due.task import Task
from comptoir.desk.logistics import planning
from comptoir.law import carriage
from comptoir.modules import Module
from comptoir.profiles import DataClass
from comptoir.store import logistics, reading

MODULE = Module.SALES
SEES = DataClass.SALE


def tasks(ctx: Context) -> Iterator[Task]:
    """One task an order of which goods are left, one a reserve whose letter has not left."""
    hours = {one.name: one.cut_off for one in partners.known(ctx) if one.cut_off}
    for one in planning.to_deliver(ctx):
        if one.promised_on is None:
            continue
        what = f"Livrer {'le reste de ' if one.begun else ''}{one.order}"
        if one.legal:
            what += f", au plus tard ({carriage.DELIVERY_SOURCE})"
        elif one.carrier:
            cut = f" avant {hours[one.carrier]:%H h %M}" if one.carrier in hours else ""
            what += f" par {one.carrier}{cut}"
        yield Task(one.promised_on, what, f"comptoir livraison nouveau {one.order}")
    with reading(ctx) as db:
        waiting = [one for one in logistics.reserves(db) if one.sent_on is None]
    for reserve in waiting:
        what = f"Poster en recommandé les réserves {reserve.number} ({carriage.PROTEST_SOURCE})"
        yield Task(reserve.letter_by, what, f"comptoir partenaire envoyer {reserve.number}")
