"""Builders for mailings: campaigns, people and segments to start from."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from comptoir.campaigns.model import Campaign
from comptoir.consent import Purpose
from comptoir.contacts.model import Contact, Draft
from comptoir.context import Context
from comptoir.settings import Basis, PurposeClass
from comptoir.store import begin, contact_writes

from needs import need

EVERYONE = (
    'title = "Tout le monde"\n[[all]]\nfact = "contact.kind"\nin = ["person", "organisation"]\n'
)


def campaign(body: str = "Bonjour {{ contact.first_name }},", **changes: Any) -> Campaign:
    known: dict[str, Any] = {
        "name": "essai",
        "path": "content/campagnes/essai.md",
        "title": "Un essai",
        "subject": "Objet d’essai",
        "segment": "tous",
        "purpose": "vie-associative",
        "channels": ("letter", "email"),
        "reference": "ESSAI-2026",
        "body": body,
        "body_line": 12,
        "lines": {"title": 2, "subject": 6, "segment": 7, "purpose": 8, "channels": 9},
    }
    return Campaign(**known | changes)


def purpose(kind: PurposeClass = PurposeClass.STATUTORY, **changes: Any) -> Purpose:
    bases = {
        PurposeClass.STATUTORY: Basis.CONTRACT,
        PurposeClass.ASSOCIATIVE: Basis.LEGITIMATE,
        PurposeClass.COMMERCIAL: Basis.CONSENT,
    }
    known = {"id": kind.value, "title": "Un traitement", "kind": kind, "basis": bases[kind]}
    return Purpose(**known | changes)


def contact(**changes: Any) -> Contact:
    known: dict[str, Any] = {
        "id": 1,
        "reference": "C-000001",
        "first_name": "Jo",
        "last_name": "Le Bihan",
        "email": "jo@example.org",
        "street": "3 rue du Halage",
        "postcode": "35600",
        "city": "Redon",
    }
    return Contact(**known | changes)


def write_campaign(
    root: Path,
    *,
    name: str = "essai",
    body: str = "{{ contact.salutation }},\n\nUn texte **utile**.",
    segment: str = "tous",
    purpose: str = "vie-associative",
    channels: str = "[email, letter]",
    **more: str,
) -> Path:
    """Write a campaign and the segment of everyone in a project."""
    front = {
        "title": "Un essai", "date": "2026-11-24", "owner": "coordination",
        "summary": "Un envoi d’essai.", "subject": "Objet d’essai", "segment": segment,
        "purpose": purpose, "channels": channels, "reference": "ESSAI-2026", **more,
    }  # fmt: skip
    path = root / "content" / "campagnes" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(f"{key}: {value}" for key, value in front.items())
    path.write_text(f"---\n{lines}\n---\n\n{body}\n", "utf-8")
    segments = root / "contacts" / "segments"
    segments.mkdir(parents=True, exist_ok=True)
    (segments / "tous.toml").write_text(EVERYONE, "utf-8")
    return path


def add_people(ctx: Context, people: Sequence[dict[str, Any]]) -> list[Contact]:
    """Put people in the base: each is what differs from an ordinary contact."""
    ordinary = {
        "first_name": "Jo", "last_name": "Le Bihan", "street": "3 rue du Halage",
        "postcode": "35600", "city": "Redon",
    }  # fmt: skip
    with begin(ctx, act="test.people") as tx:
        return [contact_writes.add(tx, Draft(**ordinary | one)) for one in people]


def crowd(ctx: Context, count: int) -> list[Contact]:
    """Put so many people with an e-mail in the base."""
    return add_people(
        ctx,
        [
            {"first_name": f"Jo{n}", "email": f"jo{n}@example.org", "postcode": f"{35000 + n % 90}"}
            for n in range(count)
        ],
    )


def declare_processor(root: Path, name: str = "Mailchimp") -> None:
    """Say, in the facts of a project, that a processor sends its mailings."""
    with (root / "legal" / "organisation.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'\n[[processors]]\nname = "{name}"\npurpose = "envoi des lettres d’infos"\n'
            'country = "US"\ntransfer_tool = "Data Privacy Framework"\ncontract_on = 2026-01-05\n'
        )
    path = root / "legal" / "processing.toml"
    old, new = '["Hébergement Fictif SCOP"]', f'["Hébergement Fictif SCOP", "{name}"]'
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def pdf_text(path: Path) -> str:
    """Return the words of a PDF, laid out as they stand."""
    need("pdftotext (poppler-utils)", bool(shutil.which("pdftotext")))
    done = subprocess.run(
        ["pdftotext", "-layout", "-nodiag", str(path), "-"], capture_output=True, check=True
    )
    lines = (line.rstrip() for line in done.stdout.decode().replace("\x0c", "").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
