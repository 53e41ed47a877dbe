"""Adopt a site made with something else: read it, decide every place, write once, report."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from comptoir.context import Context
from comptoir.desk.project import load
from comptoir.errors import ComptoirError, InputError, Place
from comptoir.errors.french import os_error
from comptoir.readers.adoption import theme
from comptoir.readers.adoption.authors import author_of
from comptoir.readers.adoption.recognise import Found, Maker, recognise
from comptoir.readers.adoption.tree import Tree
from comptoir.readers.content import REGISTER, RESERVED, parse_page, read_content
from comptoir.readers.files import read_text
from comptoir.site.adoption import ledger as ledgers
from comptoir.site.adoption.ledger import LEDGER, Entry, Fate, Ledger, fate
from comptoir.site.adoption.model import OldKind, OldSite, Remark, Topic
from comptoir.site.adoption.placing import (
    IMAGES,
    KINDS,
    Placed,
    PlacedFile,
    Taken,
    file_key,
    page_key,
    place,
)
from comptoir.site.adoption.report import AdoptionReport
from comptoir.site.adoption.writing import facts_of, facts_of_file, page_text, register_notes
from comptoir.text import plural, slug

THEME = "theme/ancien"
DEFAULT_OWNER = "direction"


@dataclass(slots=True)
class _Act:
    """What is written, and what is said of it."""

    root: Path
    dry_run: bool
    entries: dict[str, Entry]
    fates: Counter[Fate] = field(default_factory=Counter)
    written: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    new_images: list[str] = field(default_factory=list)

    def write(self, path: str, content: bytes) -> None:
        self.written.append(path)
        if not self.dry_run:
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def copy(self, source: Path, path: str) -> None:
        self.written.append(path)
        if not self.dry_run:
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def look(source: Path) -> Found:
    """Say what a site was made with, and which of its files are programs to run."""
    return recognise(source)


def adopt(
    ctx: Context,
    source: Path,
    *,
    media: Path | None = None,
    owner: str = DEFAULT_OWNER,
    run: bool = False,
    dry_run: bool = False,
) -> AdoptionReport:
    """Take a site into the project; run again, it takes what changed and undoes nothing.

    Args:
        ctx: the project.
        source: the folder of the site, or an export of WordPress.
        media: the media folder of WordPress (`wp-content/uploads`).
        owner: the role that answers for the pages from now on.
        run: whether the old settings, which are a program, may be run apart.
        dry_run: only report.
    """
    load(ctx)
    found = recognise(source)
    _refuse_itself(ctx.root, source)
    site = read(ctx, found, media=media, run=run)
    all_ledgers = _ledgers(ctx.root)
    name = _source_name(found)
    ledger = all_ledgers.get(name, Ledger())
    placing = place(site, ledger, _taken(ctx.root, ledger))
    act = _Act(ctx.root, dry_run, dict(ledger.entries))
    folder = source if source.is_dir() else (media or source.parent)
    try:
        for file in ctx.progress.track(placing.files, label="Fichiers", total=len(placing.files)):
            _file(act, file, folder if not file.old.media else media or folder)
        for page in ctx.progress.track(placing.pages, label="Pages", total=len(placing.pages)):
            _page(act, ctx, page, owner)
        _register(act, placing.alts, site.maker)
        if site.theme:
            act.remarks += theme.take(Tree(source), site.theme, act.root / THEME, dry_run=dry_run)
    except OSError as error:
        raise os_error(error) from error
    finally:
        if not dry_run:
            _keep(ctx.root, all_ledgers, name, ledger, act.entries)
    pages = [page for page in placing.pages if page_key(page.old) in act.entries]
    return AdoptionReport(
        maker=site.maker,
        name=site.name,
        pages=sum(1 for page in pages if page.old.kind is OldKind.PAGE),
        articles=sum(1 for page in pages if page.old.kind is OldKind.ARTICLE),
        drafts=sum(1 for page in pages if page.old.draft),
        files=len({file.path for file in placing.files}),
        redirects=sum(len(page.aliases) for page in pages),
        fates=act.fates,
        remarks=(*site.remarks, *placing.remarks, *act.remarks, *_counted(pages, act)),
        menu=site.menu,
        written=tuple(act.written),
        dry_run=dry_run,
    )


def read(ctx: Context, found: Found, *, media: Path | None, run: bool) -> OldSite:
    """Read a site with the reader of what made it."""
    if found.maker is Maker.WORDPRESS:
        from comptoir.readers.adoption.wordpress import read_wordpress

        return read_wordpress(found.path, media, progress=ctx.progress)
    tree = Tree(found.path)
    if found.maker is Maker.PELICAN:
        from comptoir.readers.adoption.pelican import read_pelican

        return read_pelican(tree, run=run, progress=ctx.progress)
    if found.maker is Maker.HUGO:
        from comptoir.readers.adoption.hugo import read_hugo

        return read_hugo(tree, progress=ctx.progress)
    from comptoir.readers.adoption.jekyll import read_jekyll

    return read_jekyll(tree, progress=ctx.progress)


def _refuse_itself(root: Path, source: Path) -> None:
    here, there = root.resolve(), source.resolve()
    if there == here or here.is_relative_to(there) or there.is_relative_to(here / "content"):
        raise InputError(
            "l’ancien site est le projet lui-même.",
            remedy="Créez le projet dans un autre dossier (comptoir new), et donnez l’ancien ici.",
            at=Place(str(source)),
        )


def _source_name(found: Found) -> str:
    """Name a source the same on every machine: by what made it and its folder's name."""
    return f"{found.maker.value}:{slug(found.path.resolve().stem) or 'site'}"


def _ledgers(root: Path) -> dict[str, Ledger]:
    path = root / LEDGER
    if not path.is_file():
        return {}
    try:
        return ledgers.read(read_text(path, shown=LEDGER))
    except ValueError as error:
        raise InputError(
            "ce fichier, qui dit ce qui a été repris, ne se lit pas.",
            remedy="Reprenez-le de Git ; sans lui, tout serait repris en double.",
            at=Place(LEDGER),
        ) from error


def _keep(
    root: Path,
    known: Mapping[str, Ledger],
    name: str,
    before: Ledger,
    entries: Mapping[str, Entry],
) -> None:
    """Write the ledger, even of an act that stopped halfway."""
    if dict(before.entries) == dict(entries):
        return
    text = ledgers.write({**known, name: Ledger(entries)})
    with suppress(OSError):  # the disk is full: the error that stopped the act says so
        (root / LEDGER).parent.mkdir(parents=True, exist_ok=True)
        (root / LEDGER).write_text(text, encoding="utf-8")


def _taken(root: Path, ledger: Ledger) -> Taken:
    ours = {entry.path for entry in ledger.entries.values()}
    paths = [path for path in _present(root) if path not in ours]
    pages = [page for page in read_content(root).pages if page.path not in ours]
    urls = [page.url for page in pages]
    return Taken(paths=paths, urls=(*urls, *RESERVED), home="/" in urls)


def _present(root: Path) -> Iterator[str]:
    for path in (root / "content").rglob("*"):
        if path.is_file():
            yield path.relative_to(root).as_posix()


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _file(act: _Act, placed: PlacedFile, folder: Path) -> None:
    key = file_key(placed)
    entry = act.entries.get(key)
    facts = facts_of_file(placed.old)
    there = _digest(act.root / placed.path)
    if entry is None and there == facts:  # the same content, adopted under another name
        act.entries[key] = Entry(placed.path, "", placed.url, facts, facts)
        return
    decided = fate(entry, facts, there)
    act.fates[decided] += 1
    if decided in (Fate.CREATED, Fate.UPDATED):
        act.copy(folder / placed.old.key, placed.path)
        act.entries[key] = Entry(placed.path, "", placed.url, facts, facts)
        if decided is Fate.CREATED and placed.path.startswith(IMAGES):
            act.new_images.append(placed.path)


def _page(act: _Act, ctx: Context, placed: Placed, owner: str) -> None:
    key = page_key(placed.old)
    entry = act.entries.get(key)
    facts = facts_of(placed.old)
    decided = fate(entry, facts, _digest(act.root / placed.path))
    if decided not in (Fate.CREATED, Fate.UPDATED):
        act.fates[decided] += 1
        if decided is Fate.KEPT and entry and entry.facts != facts:
            said = f"cette page a changé des deux côtés : {placed.path} reste comme vous l’avez."
            act.remarks.append(Remark(Topic.PAGE, said, "", Place(placed.old.key)))
        return
    text = page_text(placed, owner=owner, undated=ctx.today)
    try:
        parse_page(text, shown=placed.path, kind=KINDS[placed.old.kind])
    except ComptoirError as error:
        said = f"ce texte ne peut pas être une page : {error.faults[0].found}"
        act.remarks.append(Remark(Topic.FILE, said, error.faults[0].remedy, Place(placed.old.key)))
        return
    act.fates[decided] += 1
    content = text.encode("utf-8", "replace")
    act.write(placed.path, content)
    written = hashlib.sha256(content).hexdigest()
    act.entries[key] = Entry(placed.path, placed.slug, placed.url, facts, written)


def _register(act: _Act, alts: Mapping[str, str], maker: str) -> None:
    """Add what is known of new images to the register, for someone to complete."""
    if not act.new_images:
        return
    images = list(dict.fromkeys(act.new_images))
    authors = {} if act.dry_run else {path: author_of(act.root / path) for path in images}
    path = act.root / REGISTER
    before = read_text(path, shown=REGISTER) if path.is_file() else ""
    notes = register_notes(images, alts, authors, maker)
    act.write(REGISTER, f"{before.rstrip()}\n{notes}".lstrip("\n").encode())
    unsaid = sum(1 for image in images if not alts.get(image))
    more = f", dont {unsaid} sans texte de remplacement" if unsaid else ""
    act.remarks.append(
        Remark(
            Topic.IMAGE,
            f"{plural(len(images), 'image')} sans auteur ni licence connus{more}.",
            f"Complétez {REGISTER} : chacune y a sa place, et « comptoir vérifier » la demande.",
        )
    )


def _counted(pages: Collection[Placed], act: _Act) -> Iterator[Remark]:
    """Say once what was done to many pages."""
    new = [page for page in pages if page.path in set(act.written)]
    undated = sum(1 for page in new if page.old.day is None)
    silent = sum(1 for page in new if not page.old.summary)
    if undated:
        said = f"{plural(undated, 'page')} sans date : celle du jour y est écrite."
        yield Remark(Topic.PAGE, said)
    if silent:
        made = plural(silent, "résumé fait", "résumés faits")
        yield Remark(Topic.PAGE, f"{made} du premier paragraphe.", "Relisez-les.")
