"""`comptoir site print`: a flyer, a leaflet or a poster from the same Markdown as the page."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from comptoir import resources
from comptoir.campaigns.markup import read_markup
from comptoir.campaigns.model import campaign_of
from comptoir.campaigns.printable import fill_json, to_json
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.project import Project, load
from comptoir.desk.public_words import public_link, public_words
from comptoir.desk.stationery import logo_files
from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import unknown
from comptoir.identifiers import national_phone
from comptoir.money import french_amount
from comptoir.printing.letterhead import letterhead
from comptoir.printing.letters import Drawn
from comptoir.printing.pieces import (
    FORMATS,
    GOOD_DPI,
    LEAST_DPI,
    TOO_LONG,
    Piece,
    PieceCode,
    draw_piece,
    print_piece,
    refuse_long,
    resolution,
)
from comptoir.printing.qr import qr_svg
from comptoir.private import write_private
from comptoir.readers.content import read_content, read_page
from comptoir.site.front_matter import FREE_PRICE, CampaignMeta, EventMeta, OfferMeta
from comptoir.site.register import ImageRegister
from comptoir.site.source import PageKind, SourcePage
from comptoir.text import NBSP, french_spaces, plural

FOLDER = "print"  # under var/
OUR_OWN = "Imprimé par nos soins."
LITTER = "Ne pas jeter sur la voie publique."


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was drawn."""

    piece: str
    french: str
    path: Path
    pictures: tuple[Path, ...]
    dpi: int  # of the image at its size; 0 without one
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """The image of a piece, and what is to be known of it."""

    drawn: Drawn | None = None
    files: Mapping[str, bytes] | None = None
    dpi: int = 0
    notes: tuple[str, ...] = ()


def make(
    ctx: Context, page: str, name: str, *, printer: str = "", for_screen: bool = False,
    png: bool = False,
) -> Made:  # fmt: skip
    """Draw a piece of a page or of a mailing.

    Args:
        ctx: who asks.
        page: its file, or its address.
        name: flyer, leaflet or poster.
        printer: who prints it, named on it; nobody when we print it ourselves.
        for_screen: trimmed and accessible, to be read on a screen, rather than for a print shop.
        png: also a picture of each side.

    Raises:
        InputError: no such page or piece, an image that cannot be read, words that do not hold.
    """
    if name not in FORMATS:
        known = ", ".join(f"{key} ({one.french})" for key, one in FORMATS.items())
        raise unknown("support", name, FORMATS, remedy=f"Choisissez parmi {known}.")
    project, kind = load(ctx), FORMATS[name]
    content = read_content(ctx.root)
    source = _source(ctx, content.pages, page, project.site.site.url)
    shown = _image(ctx, source, content.register, name)
    piece = _piece(ctx, project, source, name, shown, printer)
    folders = resources.theme_folders(ctx.root)
    at: datetime = ctx.now()
    piece, left = _holding(piece, folders, at, source)
    pdf = print_piece(piece, folders=folders, timestamp=at, for_screen=for_screen)
    notes = [*shown.notes, *([_cut_short(left)] if left else [])]
    stem = f"{source.slug}-{name}" + ("-ecran" if for_screen else "")
    folder = ctx.var / FOLDER
    drawn = draw_piece(piece, folders=folders) if png else []
    return Made(
        piece=name,
        french=kind.french,
        path=write_private(folder / f"{stem}.pdf", pdf),
        pictures=tuple(
            write_private(folder / f"{stem}-{side}.png", one) for side, one in enumerate(drawn, 1)
        ),
        dpi=shown.dpi,
        notes=tuple(notes),
    )


def _holding(
    piece: Piece, folders: Sequence[Path], at: datetime, source: SourcePage
) -> tuple[Piece, int]:
    """Return the piece as it holds, and how many blocks of its text were left to the web page.

    Only a flyer is cut short: its code leads to the rest.
    """
    words = piece.panels[0] if piece.name == "flyer" else ()
    most, least = len(words), -1
    tried = most
    while True:
        one = replace(piece, panels=(_closed(words[:tried]),)) if words else piece
        try:
            print_piece(one, folders=folders, timestamp=at)
            least = tried
        except InputError as error:
            if TOO_LONG not in str(error):
                raise
            if not tried:
                raise refuse_long(source.path, FORMATS[piece.name]) from error
            most = tried - 1
        if least >= most:
            kept = _closed(words[: max(least, 0)])
            return replace(piece, panels=(kept,)) if words else piece, len(words) - len(kept)
        tried = (max(least, 0) + most + 1) // 2 if least >= 0 else most // 2


def _closed(nodes: Sequence[Any]) -> Sequence[Any]:
    """Leave out a heading that nothing follows."""
    kept = list(nodes)
    while kept and kept[-1]["kind"] in ("heading", "rule"):
        kept.pop()
    return kept


def _cut_short(left: int) -> str:
    return (
        f"Le texte est long : la fin ({plural(left, 'paragraphe')}) n’est que sur la page, où mène "
        "le code."
    )


def _source(ctx: Context, pages: Sequence[SourcePage], page: str, base: str) -> SourcePage:
    """Return a page or a mailing by its file, its address or its name."""
    wanted = page.removeprefix(base.rstrip("/")).strip().strip("/")
    for one in pages:
        if wanted and wanted in (one.path, one.url.strip("/"), one.slug):
            return one
    path = ctx.root / PageKind.CAMPAIGN.folder / f"{Path(wanted).stem}.md"
    if wanted and path.is_file():
        return read_page(path, ctx.root)
    raise InputError(
        "aucune page ni aucun envoi n’a ce fichier ni cette adresse.",
        remedy="Donnez son fichier, comme content/agenda/2026-12-05-repair-cafe.md.",
    )


def _piece(
    ctx: Context, project: Project, source: SourcePage, name: str, shown: _Shown, printer: str
) -> Piece:
    organisation, site = project.organisation, project.site
    logos = dict(logo_files(ctx, project))
    link = _link(source, site.site.url)
    panels = _panels(ctx, project, source) if name != "poster" else ()
    return Piece(
        name=name,
        title=french_spaces(source.meta.title),
        summary=french_spaces(source.meta.summary),
        kicker=_kicker(source),
        facts=tuple(_facts(source, ctx)),
        panels=_laid(panels) if name == "leaflet" else (panels,),
        contacts=tuple(_contacts(project)),
        mention=_mention(project, printer),
        code=_code(link) if link else None,
        image=shown.drawn,
        letterhead=letterhead(
            organisation, site, specimen=ctx.demonstration, logo=next(iter(logos), "")
        ),
        files={**logos, **(shown.files or {})},
    )


def _link(source: SourcePage, base: str) -> str:
    """Where who scans the code is led: the page itself, or the one that a mailing names."""
    if isinstance(source.meta, CampaignMeta):
        return public_link(campaign_of(source), base)
    return base.rstrip("/") + source.url


def _code(link: str) -> PieceCode:
    bare = link.removeprefix("https://").removeprefix("http://").rstrip("/")
    return PieceCode(svg=qr_svg(link), alt=f"Code qui mène à {bare}", said="Visez, lisez la suite")


def _kicker(source: SourcePage) -> str:
    if isinstance(source.meta, EventMeta):
        said = {"cancelled": "ANNULÉ", "full": "COMPLET"}.get(source.meta.state, "")
        return said or french_date(source.meta.starts.date(), weekday=True).capitalize()
    return ""


def _facts(source: SourcePage, ctx: Context) -> Iterator[tuple[str, str]]:
    meta = source.meta
    if isinstance(meta, EventMeta):
        day = french_date(meta.starts.date(), weekday=True)
        yield "Quand", french_spaces(f"{day}, de {_hour(meta.starts)} à {_hour(meta.ends)}")
        yield "Où", french_spaces(", ".join(part for part in (meta.place, meta.address) if part))
        if meta.price is not None:
            yield "Prix", _price(meta.price)
        if meta.registration:
            yield "Inscription", french_spaces(meta.registration)
    if isinstance(meta, OfferMeta):
        yield "Prix", f"{french_amount(meta.price_on(ctx.today))} TTC"
        if sessions := meta.sessions_from(ctx.today):
            yield "Dates", " ; ".join(french_date(day, weekday=True) for day in sessions)
        if meta.availability:
            yield "Disponible", french_spaces(meta.availability)


def _hour(moment: datetime) -> str:
    return f"{moment.hour}{NBSP}h{NBSP}{moment:%M}".removesuffix(f"{NBSP}00")


def _price(price: Any) -> str:
    if price == FREE_PRICE:
        return "prix libre"
    return french_amount(price) if price else "gratuit"


def _contacts(project: Project) -> Iterator[str]:
    organisation = project.organisation
    seat = organisation.seat
    if seat.street:
        yield f"{seat.street}, {seat.postcode} {seat.city}"
    if organisation.phone:
        yield national_phone(organisation.phone).replace(" ", NBSP)
    if organisation.email:
        yield organisation.email
    yield project.site.site.url.removeprefix("https://").removeprefix("http://").rstrip("/")


def _mention(project: Project, printer: str) -> str:
    """Who prints, as every printed thing says (loi du 29 juillet 1881, art. 3), and litter."""
    by = f"Imprimé par {printer}." if printer else OUR_OWN
    organisation = project.organisation
    number = f", SIREN{NBSP}{organisation.siren}" if organisation.siren else ""
    return french_spaces(f"{organisation.name}{number}. {by} {LITTER}")


def _panels(ctx: Context, project: Project, source: SourcePage) -> list[Any]:
    """Return the words of a piece as blocks: the page's own, or what a mailing keeps for paper."""
    if isinstance(source.meta, CampaignMeta):
        body, values = public_words(ctx, project, campaign_of(source), "print")
        return list(fill_json(to_json(body), values))
    if "{{" in source.body or re.search(r"^:::", source.body, re.MULTILINE):
        raise RefusedError(
            "cette page a des composants, que le papier ne sait pas montrer.",
            remedy="Faites une affiche, qui ne prend que le titre et le résumé, ou écrivez un "
            'envoi avec un passage {% channel "print" %}.',
        )
    body = read_markup(source.body, project.site.site.url)
    return list(fill_json(to_json(body), ()))


def _laid(nodes: Sequence[Any]) -> tuple[Sequence[Any], ...]:
    """Share blocks between the panels of a leaflet, never cutting a section."""
    sections: list[list[Any]] = []
    for node in nodes:
        if (node["kind"] == "heading" and node["level"] <= 2) or not sections:
            sections.append([])
        sections[-1].append(node)
    panels: list[list[Any]] = [[], [], [], []]
    total = sum(map(_length, sections)) or 1
    count = 4 if len(sections) >= 4 else 3
    filled = 0
    for section in sections:
        middle = filled + _length(section) / 2
        panels[min(count - 1, int(middle * count / total))] += section
        filled += _length(section)
    return tuple(panels)


def _length(nodes: Any) -> int:
    return len(str(nodes))


def _image(ctx: Context, source: SourcePage, register: ImageRegister, name: str) -> _Shown:
    """Return the image that paper may show, and how fine it is at its size."""
    from PIL import Image

    image = source.meta.image
    if not image:
        return _Shown(notes=("Cette page n’a pas d’image : un fond de couleur la remplace.",))
    status = register.status(image, ctx.today, use="print")
    entry = register.entry(image)
    if not status or entry is None:
        reason = status.reason or "elle n’est pas au registre des images"
        return _Shown(notes=(f"L’image {image} n’est pas reprise : {reason}.",))
    path = ctx.root / "content" / "images" / image
    try:
        content = path.read_bytes()
        with Image.open(io.BytesIO(content)) as opened:
            size = opened.size
    except (OSError, ValueError) as error:
        raise InputError(
            f"l’image {image} ne se lit pas.", remedy="Vérifiez ce fichier de content/images."
        ) from error
    dpi = resolution(size, FORMATS[name])
    file = f"image{path.suffix.lower()}"
    return _Shown(
        drawn=Drawn(file, entry.alt or source.meta.title),
        files={file: content},
        dpi=dpi,
        notes=tuple(_fineness(image, dpi)),
    )


def _fineness(image: str, dpi: int) -> Iterator[str]:
    if dpi < LEAST_DPI:
        yield (
            f"L’image {image} n’a que {dpi} points par pouce à cette taille : elle paraîtra floue. "
            f"Il en faut {GOOD_DPI} : prenez-la plus grande."
        )
    elif dpi < GOOD_DPI:
        yield f"L’image {image} a {dpi} points par pouce à cette taille ; {GOOD_DPI} sont mieux."
