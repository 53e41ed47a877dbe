"""Back up what no repository holds: the base, the documents, the secrets of the machine.

A backup is encrypted, dated, and holds a manifest with the seal of every chain; it is proved by
opening it: `verify` is a whole restoration into a folder that is then forgotten.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from comptoir import __version__
from comptoir.context import Context
from comptoir.desk import audits
from comptoir.errors import InputError, Place, RefusedError
from comptoir.errors.french import os_error
from comptoir.private import private_folder
from comptoir.readers.strongbox import lock, unlock
from comptoir.store import begin, chain, copying, reading, schema
from comptoir.store.engine import database_url, engine, sqlite_path
from comptoir.store.tables.audit import audit_event

BASE = "comptoir.db"
MANIFEST = "manifeste.json"
MADE_AGAIN = frozenset({"backups", "cache", "dashboard", "demo", "exports", "print"})  # of var/
PREFIX, SUFFIX = "comptoir-", ".sauvegarde"
NEXT_TRIAL = 90  # days after which a restoration is tried again
TOO_OLD = 7  # days after which the last backup is too old


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str
    organisation: str
    software: str
    schema: str
    seal: str
    files: Mapping[str, str]  # digest by path


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    path: str
    size: int
    files: int
    seal: str
    removed: tuple[str, ...]  # older ones that gave up their place
    same_disk: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What opening a backup showed."""

    manifest: Manifest
    files: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """When the last backup was made and the last one tried."""

    made: datetime | None
    tried: datetime | None


def create(
    ctx: Context, *, to: Path | None, passphrase: str, recipients: Sequence[str] = (), keep: int = 0
) -> Backup:
    """Write a backup into a folder; the oldest ones go when only so many are kept."""
    ctx.act_on()
    folder = to or private_folder(ctx.var / "backups")
    if not folder.is_dir():
        raise InputError("ce dossier n’existe pas.", at=Place(str(folder)))
    name = f"{PREFIX}{ctx.now():%Y%m%d-%H%M%S}{SUFFIX}"
    with tempfile.TemporaryDirectory(dir=private_folder(ctx.var), prefix=".sauvegarde.") as work:
        held = Path(work)
        seal = audits.anchor(ctx, reason="sauvegarde")
        _gather(ctx, held)
        manifest = _manifest(ctx, held, seal)
        said = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
        (held / MANIFEST).write_text(said, "utf-8")
        path = folder / name
        lock(held, path, passphrase=passphrase, recipients=recipients)
    with begin(ctx, act="backup.create") as tx:
        tx.record("backup", name, {"seal": (None, seal)})
    return Backup(
        path=str(path),
        size=path.stat().st_size,
        files=len(manifest.files),
        seal=seal,
        removed=tuple(_rotate(folder, keep)),
        same_disk=folder.stat().st_dev == ctx.var.stat().st_dev,
    )


def verify(ctx: Context, path: Path, *, passphrase: str = "", identity: str = "") -> Trial:
    """Restore a backup aside, compare it with its manifest, and note that it was tried."""
    with tempfile.TemporaryDirectory(dir=private_folder(ctx.var), prefix=".essai.") as work:
        trial = _opened(path, Path(work), passphrase, identity)
    if not trial.faults:
        with begin(ctx, act="backup.verify") as tx:
            tx.record("backup", path.name, {"seal": (None, trial.manifest.seal)})
    return trial


def restore(ctx: Context, path: Path, *, passphrase: str = "", identity: str = "") -> Trial:
    """Put a backup back into a project that has no base, once it has been proved whole.

    Raises:
        RefusedError: the project has a base, or the backup is not what its manifest says.
    """
    url = database_url(ctx.root)
    here = sqlite_path(url)
    if here and here.exists():
        raise RefusedError(
            "ce projet a déjà une base : une restauration n’écrase rien.",
            remedy="Restaurez dans un clone neuf du dépôt, comparez, puis remplacez var/.",
        )
    private_folder(ctx.var)
    with tempfile.TemporaryDirectory(dir=ctx.var, prefix=".restauration.") as work:
        held = Path(work)
        trial = _opened(path, held, passphrase, identity)
        if trial.faults:
            raise RefusedError(
                f"cette sauvegarde n’est pas entière : {trial.faults[0]}.",
                remedy="Prenez-en une autre.",
            )
        _put(ctx, held, url)
    return trial


def times(ctx: Context) -> Times:
    """Return when a backup was last made, and last tried."""
    with reading(ctx) as db:
        made, tried = (
            db.execute(
                select(audit_event.c.at)
                .where(audit_event.c.act == act)
                .order_by(audit_event.c.id.desc())
                .limit(1)
            ).scalar()
            for act in ("backup.create", "backup.verify")
        )
    return Times(made, tried)


def _gather(ctx: Context, held: Path) -> None:
    """Take all that var/ holds, but what is made again from it: no register can be forgotten."""
    copying.snapshot(database_url(ctx.root), held / BASE)
    for path in sorted(ctx.var.iterdir()):
        if path.name.startswith((".", BASE)) or path.name in MADE_AGAIN:
            continue
        if path.is_dir():
            shutil.copytree(path, held / path.name, symlinks=True)
        else:
            shutil.copy2(path, held / path.name)


def _manifest(ctx: Context, held: Path, seal: str) -> Manifest:
    from comptoir.desk.project import load

    return Manifest(
        made_at=f"{ctx.now():%Y-%m-%dT%H:%M:%SZ}",
        organisation=load(ctx).organisation.name,
        software=__version__,
        schema=schema.newest(),
        seal=seal,
        files={path.relative_to(held).as_posix(): _digest(path) for path in _files(held)},
    )


def _opened(path: Path, into: Path, passphrase: str, identity: str) -> Trial:
    if not path.is_file():
        raise InputError("ce fichier n’existe pas.", at=Place(str(path)))
    unlock(path, into, passphrase=passphrase, identity=identity)
    try:
        manifest = Manifest(**json.loads((into / MANIFEST).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise InputError("le manifeste de cette sauvegarde manque.", at=Place(path.name)) from error
    faults = tuple(_faults(into, manifest))
    return Trial(manifest=manifest, files=len(manifest.files), faults=faults)


def _faults(held: Path, manifest: Manifest) -> Iterator[str]:
    for name, digest in manifest.files.items():
        path = held / name
        if not path.is_file():
            yield f"{name} manque"
        elif _digest(path) != digest:
            yield f"{name} a changé"
    if (held / BASE).is_file():
        yield from _base_faults(held / BASE, manifest)


def _base_faults(path: Path, manifest: Manifest) -> Iterator[str]:
    with engine(f"sqlite:///{path}").begin() as db:
        if db.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
            yield "la base est abîmée"
            return
        if schema.current(db) != manifest.schema:
            yield "la base n’a pas le schéma que dit le manifeste"
            return
        if manifest.schema != schema.newest():
            return  # of another version: it is brought up to date once restored
        for table in audits.chains():
            if not chain.verify(db, table).holds:
                yield f"la chaîne « {table.name} » est rompue"
        if manifest.seal not in chain.seals(db):
            yield "le sceau du manifeste n’est pas dans la base"


def _put(ctx: Context, held: Path, url: str) -> None:
    (held / MANIFEST).unlink()
    base = held / BASE
    here = sqlite_path(url)
    if here is None:
        schema.upgrade(f"sqlite:///{base}")
        copying.copy(f"sqlite:///{base}", url)
        base.unlink()
    try:
        for path in sorted(held.iterdir(), key=lambda one: one.name == BASE):  # the base last
            place = here if here and path.name == BASE else ctx.var / path.name
            if place.exists():
                shutil.copytree(path, place, dirs_exist_ok=True)
            else:
                path.rename(place)
    except OSError as error:
        raise os_error(error) from error
    if here is not None:
        schema.upgrade(url)


def _rotate(folder: Path, keep: int) -> Iterator[str]:
    """Remove the oldest backups: what was erased leaves them by and by (LAW, RET024)."""
    if keep < 1:
        return
    known = sorted(folder.glob(f"{PREFIX}*{SUFFIX}"))
    for path in known[:-keep]:
        path.unlink()
        yield path.name


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
