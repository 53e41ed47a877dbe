"""`comptoir doctor`: is this installation, this folder and this base fit for work?"""

import importlib.util
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from comptoir import __version__, modules
from comptoir.context import Context
from comptoir.store.doors import has_base
from comptoir.store.engine import database_url, sqlite_path
from comptoir.text import french_list, plural

EXTRAS = {
    "mailing": ("typst", "mjml"),
    "sales": ("typst", "pikepdf"),
    "einvoice": ("facturx", "lxml", "saxonche"),
    "dashboard": ("altair", "vl_convert"),
    "documents": ("pypdfium2", "lxml", "typst"),
    "fast": ("pyromark",),
    "mailchimp": ("mailchimp_marketing",),
    "postgres": ("psycopg",),
}
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "davfs", "fuse.rclone"}
SYNCED = ("Dropbox", "OneDrive", "Nextcloud", "Google Drive", "iCloud", "pCloud", "kDrive")


class State(Enum):
    """How well something is."""

    GOOD = "bien"
    WEAK = "à voir"
    BAD = "mal"


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing looked at."""

    state: State
    what: str
    remedy: str = ""


def examine(ctx: Context) -> list[Symptom]:
    """Look at everything that can be looked at without changing anything."""
    return [*_program(), *_modules(ctx), *_folder(ctx), *_base(ctx)]


def _program() -> Iterator[Symptom]:
    version = sys.version.split()[0]
    yield Symptom(State.GOOD, f"Comptoir {__version__}, Python {version}")
    for extra, needed in EXTRAS.items():
        missing = [name for name in needed if importlib.util.find_spec(name) is None]
        if missing:
            yield Symptom(
                State.WEAK,
                f"complément « {extra} » absent",
                f'Pour vous en servir : pip install "comptoir[{extra}]"',
            )
        else:
            yield Symptom(State.GOOD, f"complément « {extra} » installé")
    if os.name != "posix":
        yield Symptom(State.BAD, "système sans droits POSIX", "Sous Windows, utilisez WSL.")


def _modules(ctx: Context) -> Iterator[Symptom]:
    off = _off(ctx)
    if off:
        named = french_list(sorted(module.french for module in off))
        yield Symptom(State.GOOD, f"modules coupés (statut ou [{modules.TABLE}]) : {named}")


def _off(ctx: Context) -> frozenset[modules.Module]:
    from comptoir.desk.project import load

    there = (ctx.root / modules.FILE).is_file()
    return load(ctx).organisation.off if there else frozenset()


def _left_aside(ctx: Context) -> Iterator[Symptom]:
    """What a module that is off still holds: nobody is reminded of it any more."""
    from comptoir.store import reading
    from comptoir.store.modules import held

    with reading(ctx) as db:
        counts = {module: held(db, module) for module in sorted(_off(ctx))}
    for module, count in counts.items():
        if count:
            yield Symptom(
                State.WEAK,
                f"le module « {module.french} » est coupé, et la base en garde "
                f"{plural(count, 'fiche')}",
                f"Pour les voir : {module} = true sous [{modules.TABLE}] de {modules.FILE}.",
            )


def _folder(ctx: Context) -> Iterator[Symptom]:
    var = ctx.var
    if not var.is_dir():
        yield Symptom(State.GOOD, "pas de dossier var/ : rien de privé ici")
        return
    if var.stat().st_mode & 0o077:
        yield Symptom(State.BAD, "var/ est ouvert à d’autres", f"chmod 700 {var}")
    else:
        yield Symptom(State.GOOD, "var/ n’est ouvert qu’à vous")
    for path in _open_files(var):
        yield Symptom(State.BAD, f"{path.relative_to(ctx.root)} est ouvert à d’autres",
                      f"chmod 600 {path}")  # fmt: skip
    if not _ignored(ctx.root):
        yield Symptom(
            State.BAD, "var/ n’est pas ignoré par Git", "Ajoutez la ligne /var/ à .gitignore."
        )


def _open_files(var: Path) -> Iterator[Path]:
    private = [var / "comptoir.db", var / "secrets.toml"]
    for folder in ("documents", "exports", "outbox", "backups"):
        private.extend(sorted((var / folder).rglob("*"))[:2000])
    for path in private:
        if path.is_file() and path.stat().st_mode & 0o077:
            yield path


def _ignored(root: Path) -> bool:
    try:
        lines = (root / ".gitignore").read_text("utf-8").splitlines()
    except OSError:
        return not (root / ".git").exists()
    return any(line.strip().strip("/") == "var" for line in lines)


def _base(ctx: Context) -> Iterator[Symptom]:
    if not has_base(ctx):
        yield Symptom(State.GOOD, "pas de base ici : seuls le site et les vérifications marchent",
                      "Pour en créer une : comptoir db upgrade")  # fmt: skip
        return
    from comptoir.desk import audits, databases

    path = sqlite_path(database_url(ctx.root))
    if path:
        yield from _disk(path)
        yield Symptom(
            State.GOOD,
            "SQLite : les profils évitent des erreurs, ils n’arrêtent pas qui peut lire le fichier",
        )
        yield Symptom(
            State.GOOD,
            "SQLite : un remboursement veut deux personnes, mais qui peut écrire le fichier, ou "
            "se faire passer pour une autre sur cette machine, peut s’en passer ; le journal le "
            "montrera",
        )
    differences = databases.check(ctx)
    yield (
        Symptom(State.BAD, differences[0], "comptoir db upgrade")
        if differences
        else Symptom(State.GOOD, "la base est conforme au schéma")
    )
    if not differences:
        yield from _left_aside(ctx)
    yield from _backups(ctx)
    for verdict in audits.verify(ctx):
        yield (
            Symptom(State.GOOD, f"chaîne « {verdict.chain} » entière ({verdict.rows} lignes)")
            if verdict.holds
            else Symptom(State.BAD, f"chaîne « {verdict.chain} » rompue", "comptoir audit verify")
        )


def _backups(ctx: Context) -> Iterator[Symptom]:
    """The last backup and the last one that was tried (GDPR, art. 32.1.c and d)."""
    from comptoir.desk import backups

    known = backups.times(ctx)
    days = {
        name: (ctx.now() - at).days
        for name, at in (("made", known.made), ("tried", known.tried))
        if at
    }
    if "made" not in days:
        state = State.WEAK if ctx.demonstration else State.BAD
        yield Symptom(state, "aucune sauvegarde", "comptoir sauvegarde créer --in DOSSIER")
    elif days["made"] > backups.TOO_OLD:
        yield Symptom(State.WEAK, f"dernière sauvegarde il y a {plural(days['made'], 'jour')}",
                      "comptoir sauvegarde créer")  # fmt: skip
    else:
        yield Symptom(State.GOOD, f"dernière sauvegarde il y a {plural(days['made'], 'jour')}")
    if "tried" not in days:
        yield Symptom(State.WEAK, "aucune sauvegarde n’a été essayée",
                      "comptoir sauvegarde contrôler FICHIER")  # fmt: skip
    elif days["tried"] > backups.NEXT_TRIAL:
        yield Symptom(State.WEAK, f"dernier essai d’une sauvegarde il y a {days['tried']} jours",
                      "comptoir sauvegarde contrôler FICHIER")  # fmt: skip
    else:
        yield Symptom(
            State.GOOD, f"dernier essai d’une sauvegarde il y a {plural(days['tried'], 'jour')}"
        )


def _disk(path: Path) -> Iterator[Symptom]:
    kind = filesystem(path)
    if kind in NETWORK:
        yield Symptom(
            State.BAD,
            f"la base est sur un disque réseau ({kind}) : SQLite peut s’y abîmer",
            "Déplacez le projet sur un disque local, ou prenez PostgreSQL.",
        )
    folder = next((part for part in path.parts if part.startswith(SYNCED)), "")
    if folder:
        yield Symptom(
            State.BAD,
            f"la base est dans un dossier synchronisé ({folder}) : elle peut s’y abîmer",
            "Déplacez le projet hors de ce dossier.",
        )


def filesystem(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Return the type of the file system that holds a path, or nothing where unknown."""
    try:
        rows = [line.split()[1:3] for line in mounts.read_text("utf-8").splitlines()]
    except OSError:
        return ""
    holding = [(point, kind) for point, kind in rows if path.resolve().is_relative_to(point)]
    return max(holding, key=lambda row: len(row[0]), default=("", ""))[1]
