"""Builders of contacts, of what is known of them, and of bases that hold some."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from comptoir.consent import CHANNELS, ContactState, EventKind, Purpose, Standing
from comptoir.contacts.model import Contact, Draft, Role
from comptoir.context import Context
from comptoir.settings import Basis, PurposeClass
from comptoir.store import begin, contact_writes

TODAY = date(2026, 11, 24)

CONVOCATION = Purpose(
    id="vie-associative", title="Vie de l’association",
    kind=PurposeClass.STATUTORY, basis=Basis.CONTRACT,
)  # fmt: skip
GIFTS = Purpose(id="dons", title="Dons", kind=PurposeClass.ASSOCIATIVE, basis=Basis.LEGITIMATE)
NEWSLETTER = Purpose(
    id="lettre-infos", title="Lettre d’infos",
    kind=PurposeClass.ASSOCIATIVE, basis=Basis.CONSENT,
)  # fmt: skip
OFFERS = Purpose(id="offres", title="Offres", kind=PurposeClass.COMMERCIAL, basis=Basis.CONSENT)
PURPOSES = (CONVOCATION, GIFTS, NEWSLETTER, OFFERS)


def state(**known: Any) -> ContactState:
    """Somebody who can be reached everywhere and of whom nothing else is known."""
    return ContactState(**({"reachable": frozenset(CHANNELS)} | known))


def stands(
    scope: str, channel: str, kind: EventKind, on: date = date(2025, 1, 1)
) -> dict[tuple[str, str], Standing]:
    return {(scope, channel): Standing(kind, on)}


def draft(**values: Any) -> Draft:
    """Jo Le Bihan, of Redon."""
    usual: dict[str, Any] = {
        "first_name": "Jo", "last_name": "Le Bihan", "email": "jo@example.org",
        "street": "3 rue du Canal", "postcode": "35600", "city": "Redon",
        "source": "bulletin", "source_on": date(2025, 9, 1),
    }  # fmt: skip
    return Draft(**(usual | values))


def contact(**values: Any) -> Contact:
    """The same Jo, in the base."""
    return contact_writes.of_draft(1, "C-000001", draft(**values))


def add(ctx: Context, *drafts: Draft, roles: Sequence[Role] = (Role.MEMBER,)) -> list[Contact]:
    """Put contacts in a base."""
    made = []
    with begin(ctx, act="test.contact") as tx:
        for one in drafts:
            added = contact_writes.add(tx, one)
            contact_writes.add_roles(tx.db, [(added.id, role, one.source_on) for role in roles])
            made.append(added)
    return made


def write(folder: Path, name: str, text: str, *, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path
