"""A folder in one encrypted file, as `tar` and `age` alone can open it.

A tar of two members: `cle.age`, a secret key under a recovery passphrase, and
`donnees.tar.gz.age`, the folder, encrypted for that key and for whoever else is named. To open it
without Comptoir: `tar xf F`, `age -d cle.age > cle`, `age -d -i cle donnees.tar.gz.age | tar xz`.
"""

import io
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyrage

from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error

KEY = "cle.age"
DATA = "donnees.tar.gz.age"
SHORTEST = 12  # characters of a passphrase


def lock(folder: Path, to: Path, *, passphrase: str, recipients: Sequence[str] = ()) -> None:
    """Put a folder in an encrypted file, never over another.

    Raises:
        InputError: the passphrase is too short, or a recipient is none.
    """
    if len(passphrase) < SHORTEST:
        raise InputError(
            f"la phrase de secours est trop courte (moins de {SHORTEST} caractères).",
            remedy="Prenez cinq mots sans lien entre eux, et gardez-les sur papier, hors d’ici.",
        )
    identity = pyrage.x25519.Identity.generate()
    readers = [identity.to_public(), *map(pyrage.x25519.Recipient.from_str, recipients)]
    key = pyrage.passphrase.encrypt(f"{identity}\n".encode(), passphrase)
    try:
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=".sauvegarde.") as work:
            plain, sealed, whole = (Path(work) / name for name in ("a", "b", "c"))
            with tarfile.open(plain, "w:gz", compresslevel=6) as archive:
                archive.add(folder, arcname=".")
            with plain.open("rb") as read, sealed.open("wb") as write:
                pyrage.encrypt_io(read, write, readers)
            plain.unlink()
            with tarfile.open(whole, "w") as outer:
                info = tarfile.TarInfo(KEY)
                info.size, info.mode = len(key), 0o600
                outer.addfile(info, io.BytesIO(key))
                outer.add(sealed, arcname=DATA, filter=_private)
            whole.chmod(0o600)
            to.hardlink_to(whole)  # refuses what is there already
    except OSError as error:
        raise os_error(error) from error


def unlock(path: Path, into: Path, *, passphrase: str = "", identity: str = "") -> None:
    """Open an encrypted folder into an empty one.

    Raises:
        InputError: the file is none, is cut or damaged, or the secret is not the right one.
    """
    at = Place(path.name)
    try:
        with tarfile.open(path, "r:") as outer, tempfile.TemporaryDirectory(dir=into) as work:
            secret = identity or _secret(outer, passphrase, at)
            data = outer.extractfile(DATA)
            if data is None:
                raise KeyError(DATA)
            plain = Path(work) / "a"
            with data, plain.open("wb") as write:
                pyrage.decrypt_io(data, write, [pyrage.x25519.Identity.from_str(secret)])
            with tarfile.open(plain, "r:gz") as archive:
                archive.extractall(into, filter="data")
    except (KeyError, tarfile.TarError, EOFError) as error:
        raise InputError(
            "ce n’est pas une sauvegarde de Comptoir, ou elle est abîmée.",
            remedy="Prenez-en une autre copie.", at=at,
        ) from error  # fmt: skip
    except pyrage.DecryptError as error:
        raise _damaged(at) from error
    except pyrage.IdentityError as error:
        raise InputError("ce n’est pas une clé secrète age.", at=at) from error
    except OSError as error:
        if error.errno is None:  # of the decryption, in the middle of the file
            raise _damaged(at) from error
        raise os_error(error) from error


def _damaged(at: Place) -> InputError:
    return InputError(
        "cette sauvegarde est abîmée, ou faite pour une autre clé.",
        remedy="Donnez la phrase de secours du jour où elle fut faite, ou une autre copie.",
        at=at,
    )


def _secret(outer: tarfile.TarFile, passphrase: str, at: Place) -> str:
    member = outer.extractfile(KEY)
    if member is None:
        raise KeyError(KEY)
    try:
        return bytes(pyrage.passphrase.decrypt(member.read(), passphrase)).decode().strip()
    except pyrage.DecryptError as error:
        raise InputError(
            "la phrase de secours n’est pas celle de cette sauvegarde.",
            remedy="Elle est sur papier, chez qui l’a faite.", at=at,
        ) from error  # fmt: skip


def _private(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.mode, info.uid, info.gid, info.uname, info.gname = 0o600, 0, 0, "", ""
    return info
