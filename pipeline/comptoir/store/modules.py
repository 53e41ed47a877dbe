"""What lies in the base of each module that an organisation may do without."""

from sqlalchemy import Connection, func, select

from comptoir.modules import Module
from comptoir.store.tables.appointments import appointment
from comptoir.store.tables.assemblies import assembly
from comptoir.store.tables.contracts import contract
from comptoir.store.tables.events import event_registration
from comptoir.store.tables.members import donation, membership
from comptoir.store.tables.outbox import campaign_run
from comptoir.store.tables.purchases import purchase
from comptoir.store.tables.sales import invoice

TABLES = {
    Module.MEMBERSHIPS: membership,
    Module.DONATIONS: donation,
    Module.ASSEMBLIES: assembly,
    Module.SALES: invoice,
    Module.PURCHASES: purchase,
    Module.CONTRACTS: contract,
    Module.APPOINTMENTS: appointment,
    Module.EVENTS: event_registration,
    Module.CAMPAIGNS: campaign_run,
}


def held(db: Connection, module: Module) -> int:
    """Return how many records of a module there are; none for those that keep nothing here."""
    table = TABLES.get(module)
    if table is None:
        return 0
    return int(db.execute(select(func.count()).select_from(table)).scalar_one())
