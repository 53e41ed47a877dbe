"""`comptoir db`: create the base, bring it up to date, compare it with the code, share it out."""

from dataclasses import dataclass

from comptoir.context import Context
from comptoir.desk.project import Project, load
from comptoir.errors import RefusedError
from comptoir.profiles import PROFILES, Profile, derived
from comptoir.store import begin, grants, reading, schema
from comptoir.store.engine import database_url, sqlite_path


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """The roles of PostgreSQL, as the profiles have them."""

    statements: dict[str, list[str]]  # by role
    members: tuple[str, ...]  # people who have a role of their own, put under their profile's
    absent: tuple[str, ...]  # people of comptoir.toml who have none


def grant(ctx: Context) -> Granted:
    """Make each profile a role of PostgreSQL, with the rights of its cells and no other.

    Raises:
        RefusedError: the base is a file, whose rights are those of the file.
    """
    ctx.act_on()
    if sqlite_path(database_url(ctx.root)):
        raise RefusedError(
            "une base SQLite est un fichier : qui peut l’ouvrir y lit tout.",
            remedy="Sur PostgreSQL (COMPTOIR_DATABASE_URL), les profils deviennent des rôles.",
        )
    project = load(ctx)
    profiles = _profiles(project)
    people = {
        login: profiles[person.profile] for login, person in project.site.people.items()
    }  # fmt: skip
    with begin(ctx, act="db.grants") as tx:
        done = grants.grant(tx.db, profiles.values())
        there, absent = grants.members(tx.db, people)
        for role, statements in done.items():
            tx.record("role", role, {"grants": (None, len(statements))})
    return Granted(statements=done, members=tuple(there), absent=tuple(absent))


def _profiles(project: Project) -> dict[str, Profile]:
    own = {
        name: derived(name, one.based_on, one.add, one.remove)
        for name, one in project.site.profiles.items()
    }
    return {**PROFILES, **own}
