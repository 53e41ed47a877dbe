"""Secrets of this machine: `var/secrets.toml` (0600) or `COMPTOIR_…`, never in Git."""

import os
import secrets as random
from pathlib import Path
from typing import Any

from comptoir.campaigns.tokens import Keys
from comptoir.errors import InputError, OutsideError, Place
from comptoir.private import write_private
from comptoir.readers.toml import parse_toml

FILE = "var/secrets.toml"
HEAD = "# Secrets de cette machine : ne les copiez ni dans Git, ni dans un courriel.\n"


def smtp_password(root: Path) -> str:
    """Return the password of the mail server; nothing when there is none."""
    given = os.environ.get("COMPTOIR_SMTP_PASSWORD")
    if given is not None:
        return given
    value = _table(_read(root), "smtp").get("password", "")
    return value if isinstance(value, str) else ""


def mailbox_password(root: Path) -> str:
    """Return the password of the mailbox of returns; nothing when there is none."""
    given = os.environ.get("COMPTOIR_MAILBOX_PASSWORD")
    if given is not None:
        return given
    value = _table(_read(root), "mailbox").get("password", "")
    return value if isinstance(value, str) else ""


def mailchimp_key(root: Path) -> str:
    """Return the API key of Mailchimp; nothing when there is none."""
    given = os.environ.get("COMPTOIR_MAILCHIMP_KEY")
    if given is not None:
        return given.strip()
    value = _table(_read(root), "mailchimp").get("key", "")
    return value.strip() if isinstance(value, str) else ""


def mastodon_token(root: Path) -> str:
    """Return the access token of the Mastodon account; nothing when there is none."""
    return _account_secret(root, "mastodon", "token", "COMPTOIR_MASTODON_TOKEN")


def bluesky_password(root: Path) -> str:
    """Return the application password of the Bluesky account; nothing when there is none."""
    return _account_secret(root, "bluesky", "password", "COMPTOIR_BLUESKY_PASSWORD")


def _account_secret(root: Path, table: str, key: str, variable: str) -> str:
    given = os.environ.get(variable)
    if given is not None:
        return given.strip()
    value = _table(_read(root), table).get(key, "")
    return value.strip() if isinstance(value, str) else ""


def unsubscribe_keys(root: Path, *, create: bool = True) -> Keys:
    """Return the keys that sign unsubscription links, making the first if need be.

    Old keys stay in the file, so that links already sent keep working: the last one signs.
    """
    path = root / FILE
    kept = _keys(_table(_read(root), "unsubscribe"))
    if kept or not create:
        return kept
    made = random.token_hex(32)
    _add(path, f'[unsubscribe]\n1 = "{made}"\n')
    return Keys({1: bytes.fromhex(made)})


def reception_identity(root: Path) -> str:
    """Return the secret key that reads what public forms took in; nothing when there is none."""
    value = _table(_read(root), "reception").get("identity", "")
    return value if isinstance(value, str) else ""


def keep_reception_identity(root: Path, identity: str) -> None:
    _add(root / FILE, f'[reception]\nidentity = "{identity}"\n')


def export_identity(root: Path) -> str:
    """Return the secret key that opens exports received here; nothing when there is none."""
    value = _table(_read(root), "export").get("identity", "")
    return value if isinstance(value, str) else ""


def keep_export_identity(root: Path, identity: str) -> None:
    _add(root / FILE, f'[export]\nidentity = "{identity}"\n')


def _add(path: Path, table: str) -> None:
    text = _text(path) or HEAD
    separator = "" if text.endswith("\n") else "\n"
    write_private(path, f"{text}{separator}\n{table}".encode())


def _keys(table: dict[str, Any]) -> Keys:
    found: dict[int, bytes] = {}
    for name, value in table.items():
        try:
            found[int(name)] = bytes.fromhex(value)
        except (TypeError, ValueError):
            found[-1] = b""
    if any(not 0 < number < 256 or len(key) < 16 for number, key in found.items()):
        raise InputError(
            "une clé de [unsubscribe] est mal écrite.",
            remedy='Chaque clé s’écrit comme 1 = "…", en hexadécimal, 32 caractères au moins.',
            at=Place(FILE),
        )
    return Keys(found)


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name, {})
    return value if isinstance(value, dict) else {}


def _read(root: Path) -> dict[str, Any]:
    return parse_toml(_text(root / FILE), shown=FILE)


def _text(path: Path) -> str:
    try:
        if path.stat().st_mode & 0o077:
            raise OutsideError(
                "ce fichier de secrets est lisible par d’autres.",
                remedy=f"Fermez-le : chmod 600 {FILE}",
                at=Place(FILE),
            )
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
