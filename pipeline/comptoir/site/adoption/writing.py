"""The text of an adopted page, and what is written of its images in the register."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from comptoir.site.adoption.fields import language, line
from comptoir.site.adoption.model import OldFile, OldKind, OldPage
from comptoir.site.adoption.placed import Placed
from comptoir.site.adoption.summaries import summary_of
from comptoir.site.source import default_slug, kind_of

UNSORTED = "Divers"


def page_text(placed: Placed, *, owner: str, undated: date) -> str:
    """Return the file of an adopted page.

    Args:
        placed: the page.
        owner: the role that answers for it from now on.
        undated: its date when the old site gave none.
    """
    old = placed.old
    day = old.day or undated
    lines = [f"title: {_quoted(title_of(old))}", f"date: {day.isoformat()}"]
    if old.modified and old.modified > day:
        lines.append(f"modified: {old.modified.isoformat()}")
    lines += [f"summary: {_quoted(summary(placed))}", f"owner: {_quoted(owner)}"]
    kind = kind_of(placed.path)
    if kind is not None and default_slug(placed.path, kind) != placed.slug and not placed.home:
        lines.append(f"slug: {placed.slug}")
    if old.kind is OldKind.ARTICLE:
        lines.append(f"category: {_quoted(line(old.category, longest=100) or UNSORTED)}")
    if old.tags:
        lines.append(f"tags: {_quoted(', '.join(old.tags))}")
    lang = language(old.lang)
    if lang and lang != "fr":
        lines.append(f"lang: {lang}")
    if placed.image:
        lines.append(f"image: {_quoted(placed.image)}")
    if former := (*placed.aliases, *placed.queries):
        lines.append(f"aliases: [{', '.join(map(_quoted, former))}]")
    if old.kind is OldKind.PAGE:
        lines += _page_only(placed)
    if old.draft:
        lines.append("status: draft")
    return "---\n" + "\n".join(lines) + "\n---\n\n" + placed.body.strip("\n") + "\n"


def _page_only(placed: Placed) -> Iterable[str]:
    if placed.home:
        yield "template: home"
    if placed.old.menu:
        yield f"menu: {_quoted(line(placed.old.menu, longest=60))}"
    if placed.old.order is not None and placed.old.order >= 0:
        yield f"order: {placed.old.order}"


def title_of(old: OldPage) -> str:
    return line(old.title, longest=200) or line(old.slug.replace("-", " ")) or "Sans titre"


def summary(placed: Placed) -> str:
    return line(placed.old.summary, longest=160) or summary_of(placed.body) or title_of(placed.old)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def facts_of(old: OldPage) -> str:
    """Digest everything that the old site says of a page."""
    return hashlib.sha256(repr(old).encode("utf-8", "surrogatepass")).hexdigest()


def facts_of_file(old: OldFile) -> str:
    return old.digest


WAIVED_DAYS = 183  # half a year to find who made the images of an old site


def image_waiver(images: Iterable[str], *, maker: str, owner: str, today: date) -> str:
    """Write the waiver that lets adopted images appear until their rights are found.

    Args:
        images: their paths in the project.
        maker: what the old site was made with.
        owner: the role that answers for them.
        today: the day of the adoption.
    """
    reason = f"Images reprises d’un site {maker} : auteur, licence et personnes à retrouver"
    return "\n".join([
        "", "[[waiver]]", 'code = "IMG021"', "paths = [",
        *(f"  {_quoted(path)}," for path in images),
        "]", f"reason = {_quoted(reason)}", f"owner = {_quoted(owner)}",
        f"until = {today + timedelta(days=WAIVED_DAYS)}", "",
    ])  # fmt: skip


def register_notes(images: Iterable[str], alts: Mapping[str, str], authors: Mapping[str, str],
                   maker: str) -> str:  # fmt: skip
    """Write what is known of new images, as comments: an entry without its author is refused.

    Args:
        images: their paths in the project.
        alts: what pages say of them.
        authors: the author that the file itself names.
        maker: what the old site was made with.
    """
    lines: list[str] = []
    for path in images:
        name = path.rsplit("/", 1)[-1]
        lines += [
            f"# [images.{_quoted(name)}]   # repris d’un site {maker} : complétez, puis ôtez les #",
            f"# author = {_quoted(authors.get(path, ''))}",
            '# licence = ""   # cession, own, CC-BY-4.0, CC-BY-SA-4.0, CC0-1.0 ou LO-2.0',
            f"# alt = {_quoted(alts.get(path, ''))}",
            "#",
        ]
    return "\n".join(["", *lines]) + "\n" if lines else ""
