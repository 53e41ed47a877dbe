"""Adopt a site made with something else: read it, decide every place, write once, report."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from comptoir.context import Context
from comptoir.desk.adoption_acts import (
    Act,
    extend_register,
    of_many,
    take_file,
    take_page,
    yield_place,
)
from comptoir.desk.adoption_moves import move
from comptoir.desk.adoption_sound import sound
from comptoir.desk.adoption_stage import staged
from comptoir.desk.adoption_theme import take_theme
from comptoir.desk.new import skeleton
from comptoir.desk.project import load
from comptoir.errors import InputError, Place
from comptoir.readers.adoption.recognise import Found, Maker, recognise
from comptoir.readers.adoption.settings import without_network
from comptoir.readers.adoption.tree import Tree
from comptoir.readers.content import RESERVED, read_content
from comptoir.readers.files import read_text
from comptoir.rules.detectors import own_identifiers
from comptoir.settings import Organisation
from comptoir.site.adoption import ledger as ledgers
from comptoir.site.adoption.ledger import LEDGER, Ledger
from comptoir.site.adoption.model import OldKind, OldSite
from comptoir.site.adoption.placed import Placing, Taken
from comptoir.site.adoption.placing import page_key, place
from comptoir.site.adoption.report import AdoptionReport, page_of
from comptoir.site.source import PageKind, SourcePage
from comptoir.text import slug

DEFAULT_OWNER = "direction"
_DATE = re.compile(r"^date: (\d{4}-\d{2}-\d{2})$", re.M)


def look(source: Path) -> Found:
    """Say what a site was made with, and which of its files are programs to run."""
    return recognise(source)


def kept_apart() -> str:
    """Say, in French, what this machine can take away from a program."""
    cut = "sans réseau" if without_network() else "le réseau fermé par Python seul"
    return f"{cut} ni écriture"


def adopt(
    ctx: Context,
    source: Path,
    *,
    media: Path | None = None,
    owner: str = DEFAULT_OWNER,
    run: bool = False,
    own_theme: bool = False,
    dry_run: bool = False,
) -> AdoptionReport:
    """Take a site into the project; run again, it takes what changed and undoes nothing.

    Args:
        ctx: the project.
        source: the folder of the site, or an export of WordPress.
        media: the media folder of WordPress (`wp-content/uploads`).
        owner: the role that answers for the pages from now on.
        run: whether the old settings, which are a program, may be run apart.
        own_theme: show articles and pages with the templates of the old theme.
        dry_run: only report.

    Raises:
        InputError: the source is not one, or is the project.
        RefusedError: another adoption is under way.
    """
    project = load(ctx)
    found = recognise(source)
    _refuse_itself(ctx.root, source)
    folder = source if source.is_dir() else (media or source.parent)
    site = sound(
        read(ctx, found, media=media, run=run),
        folder,
        media or folder,
        own=own_identifiers(project.organisation),
        progress=ctx.progress,
    )
    name = _source_name(found)
    with staged(ctx.root, dry_run=dry_run) as stage:
        known = _ledgers(ctx.root)
        ledger = known.get(name, Ledger())
        present = read_content(ctx.root).pages
        starters = _starters(ctx.root, project.organisation, present)
        placing = place(site, ledger, _taken(ctx.root, ledger, starters, present))
        act = Act(stage, dict(ledger.entries), starters)
        files, pages = placing.files, placing.pages
        for file in ctx.progress.track(files, label="Fichiers", total=len(files)):
            take_file(act, file, folder if not file.old.media else media or folder)
        for page in ctx.progress.track(pages, label="Pages", total=len(pages)):
            take_page(act, page, owner=owner, undated=ctx.today)
        yield_place(act, pages, starters)
        extend_register(act, placing.alts, site.maker, owner=owner, today=ctx.today)
        moved = move(act, site, files, pages)
        if site.theme:
            take_theme(act, site.theme, source, wanted=own_theme)
        path = f"reprise/{name.replace(':', '-')}.md"
        report = _report(ctx.today, site, placing, act, path, moved)
        _write(act, report, {**known, name: Ledger(act.entries)}, changed=known)
        stage.put_in_place()
    return report


def _report(
    today: date, site: OldSite, placing: Placing, act: Act, path: str, moved: int
) -> AdoptionReport:
    pages = [page for page in placing.pages if page_key(page.old) in act.entries]
    many = of_many(pages, placing.files, placing.alts, today)
    return AdoptionReport(
        maker=site.maker,
        name=site.name,
        path=path,
        pages=sum(1 for page in pages if page.old.kind is OldKind.PAGE),
        articles=sum(1 for page in pages if page.old.kind is OldKind.ARTICLE),
        drafts=sum(1 for page in pages if page.old.draft),
        files=len({file.path for file in placing.files}),
        redirects=moved + sum(len(page.aliases) + len(page.queries) for page in pages),
        fates=act.fates,
        remarks=(*site.remarks, *placing.remarks, *act.remarks, *many),
        menu=placing.menu,
        written=tuple(act.stage.written),
        removed=tuple(act.stage.removed),
        dry_run=act.stage.dry_run,
    )


def _write(
    act: Act, report: AdoptionReport, after: Mapping[str, Ledger], *, changed: Mapping[str, Ledger]
) -> None:
    """Prepare the report and the ledger, those alone that say something new."""
    root = act.stage.root
    texts = {report.path: page_of(report)}
    if dict(after) != dict(changed):
        texts[LEDGER] = ledgers.write(after)
    for path, text in texts.items():
        content = text.encode("utf-8", "replace")
        if not (root / path).is_file() or (root / path).read_bytes() != content:
            act.stage.write(path, content)


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
    return f"{found.maker.value.lower()}:{slug(found.path.resolve().stem) or 'site'}"


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


def _starters(
    root: Path, organisation: Organisation, present: Iterable[SourcePage]
) -> dict[str, str]:
    """Return the pages of the skeleton that nobody has touched, and their addresses.

    What an old page brings for the same address is worth more than our three sentences.
    """
    made: dict[date, dict[str, str]] = {}
    found = {}
    for page in present:
        text = (root / page.path).read_text("utf-8", "replace")
        if not (dated := _DATE.search(text)):
            continue
        day = date.fromisoformat(dated[1])
        if day not in made:
            made[day] = dict(skeleton(organisation.kind, organisation.name, day))
        if page.path.startswith("content/") and made[day].get(page.path) == text:
            found[page.path] = page.url
    return found


def _taken(
    root: Path, ledger: Ledger, starters: Mapping[str, str], present: Iterable[SourcePage]
) -> Taken:
    ours = {entry.path for entry in ledger.entries.values()} | starters.keys()
    content = root / "content"
    there = (p.relative_to(root).as_posix() for p in content.rglob("*") if p.is_file())
    urls = [page.url for page in present if page.path not in ours]
    paths = [path for path in there if path not in ours]
    legal = {page.url for page in present if page.kind is PageKind.LEGAL}
    return Taken(paths=paths, urls=(*urls, *RESERVED), home="/" in urls, legal=legal)
