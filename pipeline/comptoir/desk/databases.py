"""`comptoir db`: create the base, bring it up to date, compare it with the code."""

from dataclasses import dataclass

from comptoir.context import Context
from comptoir.store import reading, schema
from comptoir.store.engine import database_url


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade did."""

    before: str
    after: str

    @property
    def created(self) -> bool:
        return not self.before


def upgrade(ctx: Context) -> Upgrade:
    return Upgrade(*schema.upgrade(database_url(ctx.root)))


def check(ctx: Context) -> list[str]:
    """Return what separates the base from what the code expects; nothing when all is well."""
    with reading(ctx) as db:
        return schema.differences(db)
