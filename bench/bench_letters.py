"""Mailings: letters beside the bare typst, e-mails beside the standard library."""

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import typst

from bench.measure import ROOT, Measure
from comptoir import resources
from comptoir.contacts.model import Contact
from comptoir.context import Actor, Context
from comptoir.desk import campaign_letters, campaigns
from comptoir.desk import campaign_material as materials
from comptoir.printing.letters import CHUNK
from comptoir.printing.typst import ARCHIVAL, _fonts, _nowhere, _sources
from comptoir.store import begin, contact_writes, schema
from comptoir.store.engine import database_url

NAME = "convocation-assemblee-generale-2026"
LETTERS, BARE, MAILS, TEXTBOOK = 2_000, 500, 5_000, 300
EVERYONE = 'title = "Tous"\n[[all]]\nfact = "contact.kind"\nis = "person"\n'


def run() -> list[Measure]:
    """Measure both in one run."""
    with tempfile.TemporaryDirectory() as folder:
        ctx = _project(Path(folder) / "projet")
        people = _people(ctx, LETTERS)
        return [*_letters(ctx, people), *_mails(ctx, people)]


def _project(root: Path) -> Context:
    for name in ("comptoir.toml", "legal", "content/campagnes"):
        source, target = ROOT / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    page = root / "content/campagnes" / f"{NAME}.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("segment: adherents-a-jour", "segment: tous"), "utf-8")
    (root / "contacts/segments").mkdir(parents=True)
    (root / "contacts/segments/tous.toml").write_text(EVERYONE, "utf-8")
    schema.upgrade(database_url(root))
    return Context(
        root=root,
        actor=Actor("bench"),
        now=lambda: datetime.now(UTC),
        today=date(2026, 11, 24),
        pinned=True,
        demonstration=True,
    )


def _people(ctx: Context, count: int) -> list[Contact]:
    with begin(ctx, act="bench.people") as tx:
        people = [
            Contact(
                id=id_,
                reference=f"C-{id_:06d}",
                first_name=f"Prénom{id_}",
                last_name=f"Nom-De-Famille{id_}",
                email=f"p{id_}@example.org",
                street=f"{id_} rue du Halage",
                postcode=f"{35000 + id_ % 900:05d}",
                city="Redon",
            )
            for id_ in range(1, count + 1)
        ]
        contact_writes.add_many(tx, people)
    return people


def _letters(ctx: Context, people: list[Contact]) -> list[Measure]:
    campaigns.queue(ctx, NAME, channel="letter", everyone=True)
    bare = _timed(lambda: _bare(ctx, people[:BARE]))
    ours = _timed(lambda: campaigns.send(ctx, NAME, channel="letter"))
    return [
        Measure(
            name=f"{LETTERS} letters, from the outbox to one PDF",
            ours=LETTERS / ours,
            other=BARE / bare,
            unit="letters/s",
            against="typst alone, one process, same chunks",
            note="merge, base, journal and joining included",
        )
    ]


def _bare(ctx: Context, people: list[Contact]) -> None:
    """Compose the same letters with typst alone, by the same chunks, one after the other."""
    made = materials.load(ctx, NAME)
    paper = campaign_letters.stationery(made)
    letters = [
        campaign_letters.letter(
            made, person, reference=f"X-{person.id:06d}", reason="statutory"
        ).letter
        for person in people
    ]
    folders = tuple(resources.theme_folders(ctx.root))
    sources, fonts = _sources(folders), _fonts(folders)
    for start in range(0, len(letters), CHUNK):
        data = json.dumps(paper.data(letters[start : start + CHUNK]), ensure_ascii=False)
        typst.compile(
            {**sources, "main": sources["letter.typ"]},
            root=str(_nowhere(folders)),
            font_paths=fonts,
            sys_inputs={"data": data},
            pdf_standards=list(ARCHIVAL),
        )


def _mails(ctx: Context, people: list[Contact]) -> list[Measure]:
    made = materials.load(ctx, NAME)
    mailing = materials.mailing(made, at=datetime.now(UTC))
    sample = _mail(made, mailing, people[0], 0)
    parsed = _parts(sample.raw)
    ours = _timed(lambda: [_mail(made, mailing, people[n % len(people)], n) for n in range(MAILS)])
    textbook = _timed(lambda: [_textbook(parsed, n) for n in range(TEXTBOOK)])
    return [
        Measure(
            name=f"{MAILS} e-mails of {len(sample.raw) // 1024} KiB, written",
            ours=MAILS / ours,
            other=TEXTBOOK / textbook,
            unit="mails/s",
            against="EmailMessage, text already merged",
            note="merge, tokens and headers included",
        )
    ]


def _mail(made: materials.Material, mailing: Any, person: Contact, number: int) -> Any:
    to = materials.addressee(person, row_id=number, reference=f"M-{number:06d}", reason="statutory")
    return mailing.mail(made.words(person, "email"), to)


def _parts(raw: bytes) -> tuple[str, str]:
    import email
    from email.policy import default

    message = email.message_from_bytes(raw, policy=default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return text.get_content(), html.get_content()


def _textbook(parts: tuple[str, str], number: int) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Les Ateliers du Halage <contact@example.org>"
    message["To"] = f"p{number}@example.org"
    message["Subject"] = "Convocation à l’assemblée générale"
    message.set_content(parts[0])
    message.add_alternative(parts[1], subtype="html")
    return message.as_bytes()


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
