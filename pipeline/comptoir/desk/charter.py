"""The charter of good conduct: which text, who signed it, and what waits for a signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from comptoir import profiles
from comptoir.context import Context
from comptoir.desk.project import settings_file
from comptoir.errors import InputError, Place, RefusedError
from comptoir.readers.files import read_text
from comptoir.settings import SiteSettings
from comptoir.store import begin, reading
from comptoir.store.documents import sha256
from comptoir.store.doors import has_base
from comptoir.store.tables.charter import charter_signature

PERSONAL = frozenset(profiles.PERSONAL)


@dataclass(frozen=True, slots=True)
class Charter:
    """The text in force."""

    version: str
    text: str
    required: bool

    @property
    def sha256(self) -> str:
        return sha256(self.text.encode())


@dataclass(frozen=True, slots=True)
class Signature:
    login: str
    version: str
    signed_at: datetime
    current: bool  # whether it is the text in force that was signed


def read(ctx: Context) -> Charter | None:
    """Return the charter in force; none when the house has none."""
    if not (ctx.root / "comptoir.toml").is_file():
        return None
    said = settings_file(ctx.root, "comptoir.toml", SiteSettings).conduct
    if said is None:
        return None
    path = ctx.root / said.file
    if not path.is_file():
        raise InputError(
            "la charte que nomme [conduct] manque.",
            remedy=f"Écrivez-la dans {said.file}, ou corrigez file.",
            at=Place("comptoir.toml", field="conduct.file"),
        )
    text = read_text(path, shown=said.file).replace("\r\n", "\n").strip() + "\n"
    return Charter(said.version, text, said.required)


def known(ctx: Context) -> Charter:
    """Return the charter in force.

    Raises:
        InputError: the house has none.
    """
    charter = read(ctx)
    if charter is None:
        raise InputError(
            "cette organisation n’a pas de charte de bonne conduite.",
            remedy='Écrivez-la dans legal/charte.md, puis [conduct] version = "2026-1" dans '
            "comptoir.toml.",
        )
    return charter


def sign(ctx: Context) -> Charter:
    """Sign the charter in force, as who is at the keyboard.

    Raises:
        RefusedError: it is signed already.
    """
    ctx.act_on()
    charter = known(ctx)
    with begin(ctx, act="charter.sign") as tx:
        if _signed(tx.db, ctx.actor.login, charter):
            raise RefusedError(f"vous avez déjà signé la charte {charter.version}.")
        tx.db.execute(
            insert(charter_signature).values(
                login=ctx.actor.login, version=charter.version, sha256=charter.sha256,
                signed_at=tx.now,
            )
        )  # fmt: skip
        tx.record("charter", ctx.actor.login, {"version": ("", charter.version)})
    return charter


def signatures(ctx: Context) -> Sequence[Signature]:
    """Return who signed what, the latest last."""
    current = known(ctx).sha256
    with reading(ctx) as db:
        rows = db.execute(select(charter_signature).order_by(charter_signature.c.id)).all()
    return [Signature(r.login, r.version, r.signed_at, r.sha256 == current) for r in rows]


def missing(ctx: Context, noun: str) -> str:
    """Say that who is about to touch people's data has not signed; nothing to say: empty.

    Args:
        ctx: who, and where.
        noun: the command group that is about to act.

    Raises:
        RefusedError: the house wants the signature first.
    """
    cell = profiles.NOUNS.get(noun)
    if cell is None or cell[0] not in PERSONAL or not has_base(ctx):
        return ""
    charter = read(ctx)
    if charter is None:
        return ""
    with reading(ctx) as db:
        if _signed(db, ctx.actor.login, charter):
            return ""
    found = f"vous n’avez pas signé la charte de bonne conduite ({charter.version})."
    remedy = "Lisez-la puis signez-la : comptoir charte montrer ; comptoir charte signer"
    if charter.required:
        raise RefusedError(found, remedy=remedy)
    return f"{found} {remedy}"


def _signed(db: Connection, login: str, charter: Charter) -> bool:
    mine = (charter_signature.c.login == login) & (charter_signature.c.sha256 == charter.sha256)
    return db.execute(select(charter_signature.c.id).where(mine)).first() is not None
