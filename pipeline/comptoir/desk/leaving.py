"""Exports that leave `var/`: sealed for those who receive them, and opened by them (DESIGN § 4)."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from comptoir.channels.secrets import export_identity, keep_export_identity
from comptoir.context import Context
from comptoir.desk.project import Project, load
from comptoir.desk.sheets import export_path
from comptoir.errors import InputError, OutsideError, Place, RefusedError
from comptoir.errors.french import meant, os_error
from comptoir.private import write_new, write_private
from comptoir.readers.sealed import new_identity, recipient_of, seal_file, unseal_file
from comptoir.store import access

SUFFIX = ".age"
_STAMP = re.compile(r"-\d{8}-\d{6}(-\d+)?$")
LARGEST = 1_000_000_000  # bytes of a file that is opened: it is held in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """How an export leaves: for whom it is sealed, where it goes, or why it stays readable."""

    to: tuple[str, ...] = ()  # names of [exports.recipients], or age1…
    out: Path | None = None  # under var/exports when nothing is said
    plain: str = ""  # why it may leave unsealed

    @property
    def told(self) -> str:
        """For whom, as the access log says it; of a bare key, its beginning."""
        return ", ".join(f"{one[:12]}…" if one.startswith("age1") else one for one in self.to)


@dataclass(frozen=True, slots=True)
class Way:
    """A way out that was checked before anything is read or written."""

    path: Path
    keys: tuple[str, ...]

    def write(self, ctx: Context, content: bytes) -> str:
        """Write the export, sealed if it must be; return its path as it is shown."""
        sealed = seal_file(self.keys, content) if self.keys else content
        inside = self.path.is_relative_to(ctx.var)
        written = (write_private if inside else write_new)(self.path, sealed)
        return str(written.relative_to(ctx.root) if inside else written)


def way_out(ctx: Context, project: Project, leaving: Leaving, *, name: str, suffix: str) -> Way:
    """Say where an export goes, and for whom it is sealed.

    Raises:
        InputError: a recipient is not known, or the place cannot be written.
        RefusedError: it would leave `var/` readable by anyone, and nobody says why.
    """
    keys = tuple(_key(one, project.site.exports.recipients) for one in leaving.to)
    if keys:
        seal_file(keys, b"")  # refuses what is no key before anything is read
    if keys and leaving.plain:
        raise InputError(
            "chiffré (--to) ou en clair (--plain) : il faut choisir.", remedy="Ôtez l’un des deux."
        )
    inside = export_path(ctx, name, suffix + SUFFIX if keys else suffix)
    if leaving.out is None:
        return Way(inside, keys)
    path = leaving.out.absolute().resolve()
    if path.is_dir():
        path = path / inside.name
    elif keys and path.suffix != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    if path.is_relative_to(ctx.var.resolve()):
        raise InputError(
            "sans --out, un export va déjà dans var/exports, d’où il s’efface.",
            remedy="Ôtez --out, ou donnez un endroit hors de var/.",
        )
    if path.exists():
        raise InputError("ce fichier existe déjà.", remedy="Choisissez un autre nom.",
                         at=Place(str(path)))  # fmt: skip
    if not path.parent.is_dir():
        raise InputError("ce dossier n’existe pas.", at=Place(str(path.parent)))
    if not (keys or leaving.plain.strip()):
        raise RefusedError(
            "un export qui sort de var/ part chiffré.",
            remedy="Dites pour qui : --to age1… ou un nom de [exports.recipients]. Pour l’écrire "
            "quand même lisible de tous, dites pourquoi : --plain « … ».",
        )
    return Way(path, keys)


def _key(told: str, known: Mapping[str, str]) -> str:
    if told.startswith("age1"):
        return told
    if told in known:
        return known[told]
    raise InputError(
        f"aucun destinataire ne s’appelle « {told} » dans [exports.recipients].",
        remedy=meant(
            told, known, otherwise="Ajoutez-le à comptoir.toml, ou donnez sa clé publique (age1…)."
        ),
    )


def recipients(ctx: Context, told: Iterable[str]) -> list[str]:
    """Return the public keys of some recipients, by name or as they are."""
    known = load(ctx).site.exports.recipients
    return [_key(one, known) for one in told]


def seal(ctx: Context, path: Path, *, purpose: str, leaving: Leaving) -> str:
    """Seal a file that another command wrote under var/, and note whom it is for.

    Raises:
        InputError: it is no such file, or why it leaves and for whom is not said.
    """
    if not purpose.strip() or not leaving.to:
        raise InputError(
            "dites pourquoi ce fichier sort, et pour qui.",
            remedy="Ajoutez --purpose « … » et --to, un nom de [exports.recipients] ou age1….",
        )
    here = (path if path.is_absolute() else _inside(ctx, path)).resolve()
    if not here.is_file() or not here.is_relative_to(ctx.var.resolve()) or here.suffix == SUFFIX:
        raise InputError(
            "ce n’est pas un fichier de var/ à chiffrer.",
            remedy="Donnez un fichier de var/exports ou de var/documents.",
            at=Place(str(path)),
        )
    name = _STAMP.sub("", here.stem)
    way = way_out(ctx, load(ctx), leaving, name=name, suffix=here.suffix)
    content = _read(here)
    access.note(ctx, act="contact.export", noun="file", record_id=here.name, rows=0,
                purpose=purpose.strip(), recipient=leaving.told)  # fmt: skip
    return way.write(ctx, content)


def _inside(ctx: Context, path: Path) -> Path:
    """A file as it is typed: from here, or from the project's folder."""
    return path if path.exists() else ctx.root / path


def make_key(ctx: Context) -> str:
    """Make the key that opens exports received here, once; return what to give to who sends."""
    if identity := export_identity(ctx.root):
        return recipient_of(identity)
    identity, recipient = new_identity()
    keep_export_identity(ctx.root, identity)
    return recipient


def open_sealed(ctx: Context, path: Path, *, key: Path | None = None) -> str:
    """Open an export that was received: in var/exports of a project, else beside it.

    Raises:
        InputError: there is no key, it does not open this file, or a file is in the way.
    """
    identity = identity_in(key) if key else export_identity(ctx.root)
    if not identity:
        raise InputError(
            "il n’y a pas de clé pour ouvrir cet export.",
            remedy="Donnez la vôtre avec --key FICHIER, ou créez-la : comptoir export clé.",
        )
    content = _read(path)
    try:
        plain = unseal_file(identity, content)
    except InputError as error:
        raise InputError(error.faults[0].found, remedy=error.faults[0].remedy,
                         at=Place(str(path))) from None  # fmt: skip
    name = path.name.removesuffix(SUFFIX) if path.suffix == SUFFIX else f"{path.name}.ouvert"
    project = (ctx.root / "comptoir.toml").is_file()
    target = _fresh(ctx, name) if project else path.absolute().with_name(name)
    if target.exists():
        raise InputError("ce fichier existe déjà.", remedy="Renommez-le ou effacez-le d’abord.",
                         at=Place(str(target)))  # fmt: skip
    write: Callable[[Path, bytes], Path] = write_private if project else write_new
    write(target, plain)
    return str(target.relative_to(ctx.root) if project else target)


def _fresh(ctx: Context, name: str) -> Path:
    """Where an export is kept for seven days from now, whenever it was made."""
    return export_path(ctx, _STAMP.sub("", Path(name).stem), Path(name).suffix)


def identity_in(path: Path) -> str:
    """Return the secret of a file of keys; lines beginning with # are comments (age-keygen)."""
    try:
        lines = _read(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        lines = []
    for line in lines:
        if line.startswith("AGE-SECRET-KEY-"):
            return line.strip()
    raise InputError(
        "ce fichier ne contient pas de clé secrète age.",
        remedy="Elle commence par « AGE-SECRET-KEY- ».", at=Place(str(path)),
    )  # fmt: skip


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise OutsideError("ce fichier est trop gros (plus de 1 Go).", at=Place(str(path)))
        return path.read_bytes()
    except OSError as error:
        raise os_error(error) from error
