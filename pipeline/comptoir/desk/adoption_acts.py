"""What an adoption does with each page and file: decided from the ledger, prepared on the stage."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from comptoir.desk.adoption_stage import Stage
from comptoir.desk.waivers import FILE as WAIVERS
from comptoir.errors import ComptoirError, Place
from comptoir.readers.adoption.authors import author_of
from comptoir.readers.content import REGISTER, parse_page
from comptoir.readers.files import read_text
from comptoir.site.adoption.ledger import Entry, Fate, fate
from comptoir.site.adoption.model import Remark, Topic
from comptoir.site.adoption.placed import IMAGES, KINDS, Placed, PlacedFile
from comptoir.site.adoption.placing import file_key, page_key
from comptoir.site.adoption.writing import (
    facts_of,
    facts_of_file,
    image_waiver,
    page_text,
    register_notes,
)
from comptoir.text import plural


@dataclass(slots=True)
class Act:
    """One run: what it writes, what it remembers, what it says."""

    stage: Stage
    entries: dict[str, Entry]
    starters: Collection[str] = ()  # pages of the skeleton that nobody has touched
    fates: Counter[Fate] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)
    new_images: list[str] = field(default_factory=list)

    def there(self, path: str) -> str:
        """Return the digest of what is there and must not be overwritten, or nothing."""
        full = self.stage.root / path
        if path in self.starters or not full.is_file():
            return ""
        with full.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def take_file(act: Act, placed: PlacedFile, folder: Path) -> None:
    key = file_key(placed)
    entry = act.entries.get(key)
    facts = facts_of_file(placed.old)
    there = act.there(placed.path)
    if entry is None and (there == facts or placed.path in act.stage.written):
        act.entries[key] = Entry(placed.path, "", placed.url, facts, facts)
        return  # the same content, adopted under another name
    decided = fate(entry, facts, there)
    act.fates[decided] += 1
    if decided in (Fate.CREATED, Fate.UPDATED):
        act.stage.copy(folder / placed.old.key, placed.path)
        act.entries[key] = Entry(placed.path, "", placed.url, facts, facts)
        if decided is Fate.CREATED and placed.path.startswith(IMAGES):
            act.new_images.append(placed.path)


def take_page(act: Act, placed: Placed, *, owner: str, undated: date) -> None:
    key = page_key(placed.old)
    entry = act.entries.get(key)
    facts = facts_of(placed.old)
    decided = fate(entry, facts, act.there(placed.path))
    if decided not in (Fate.CREATED, Fate.UPDATED):
        act.fates[decided] += 1
        if decided is Fate.KEPT and entry and entry.facts != facts:
            said = f"cette page a changé des deux côtés : {placed.path} reste comme vous l’avez."
            act.remarks.append(Remark(Topic.PAGE, said, "", Place(placed.old.key)))
        return
    text = page_text(placed, owner=owner, undated=undated)
    try:
        parse_page(text, shown=placed.path, kind=KINDS[placed.old.kind])
    except ComptoirError as error:
        said = f"ce texte ne peut pas être une page : {error.faults[0].found}"
        act.remarks.append(Remark(Topic.FILE, said, error.faults[0].remedy, Place(placed.old.key)))
        return
    act.fates[decided] += 1
    content = text.encode("utf-8", "replace")
    act.stage.write(placed.path, content)
    written = hashlib.sha256(content).hexdigest()
    act.entries[key] = Entry(placed.path, placed.slug, placed.url, facts, written)


def yield_place(act: Act, pages: Sequence[Placed], starters: Mapping[str, str]) -> None:
    """Take away the untouched pages of the skeleton whose address an old page takes.

    Args:
        act: the run.
        pages: what is adopted.
        starters: address of each untouched page of the skeleton, by its path.
    """
    public = {
        page.url for page in pages if not page.old.draft and page_key(page.old) in act.entries
    }
    paths = {page.path for page in pages}
    for path, url in starters.items():
        if url in public and path not in paths:
            act.stage.remove(path)


def extend_register(
    act: Act, alts: Mapping[str, str], maker: str, *, owner: str, today: date
) -> None:
    """Add what is known of new images to the register, for someone to complete.

    Until then a waiver with its date lets them appear, and their pages with them.
    """
    if not act.new_images:
        return
    images = list(dict.fromkeys(act.new_images))
    authors: dict[str, str] = {}
    if not act.stage.dry_run:
        authors = {path: author_of(act.stage.prepared(path)) for path in images}
    _append(act, REGISTER, register_notes(images, alts, authors, maker))
    _append(act, WAIVERS, image_waiver(images, maker=maker, owner=owner, today=today))


def _append(act: Act, name: str, added: str) -> None:
    path = act.stage.root / name
    before = read_text(path, shown=name) if path.is_file() else ""
    act.stage.write(name, f"{before.rstrip()}\n{added}".lstrip("\n").encode())


def of_many(
    pages: Collection[Placed], files: Collection[PlacedFile], alts: Mapping[str, str], today: date
) -> Iterator[Remark]:
    """Say once what is so of many pages and images, at every run alike."""
    images = {file.path for file in files if file.path.startswith(IMAGES)}
    if images:
        unsaid = sum(1 for image in images if not alts.get(image))
        more = f", dont {unsaid} sans texte de remplacement" if unsaid else ""
        said = f"{plural(len(images), 'image')} sans auteur ni licence connus{more}."
        remedy = (
            f"Complétez {REGISTER}, où chacune a sa place : une dérogation de six mois "
            f"({WAIVERS}) les laisse paraître d’ici là."
        )
        yield Remark(Topic.IMAGE, said, remedy)
    undated = sum(1 for page in pages if page.old.day is None)
    silent = sum(1 for page in pages if not page.old.summary)
    coming = sum(1 for p in pages if p.old.day and p.old.day > today and not p.old.draft)
    if undated:
        said = f"{plural(undated, 'page')} sans date : celle de la reprise y est écrite."
        yield Remark(Topic.PAGE, said)
    if silent:
        made = plural(silent, "résumé fait", "résumés faits")
        again = "Relisez-les." if silent > 1 else "Relisez-le."
        yield Remark(Topic.PAGE, f"{made} du premier paragraphe.", again)
    if coming:
        them = "les" if coming > 1 else "la"
        said = f"{plural(coming, 'page')} d’une date à venir : le site {them} publiera ce jour-là."
        yield Remark(Topic.PAGE, said)
