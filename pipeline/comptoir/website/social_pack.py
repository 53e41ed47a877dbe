"""What to post by hand on social networks: a folder a network, with words, image and description.

An image is taken only when its licence and the releases of the people it shows cover networks;
else the drawn card of the page takes its place, and the report says why.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image, ImageOps

from comptoir.errors import InputError, RefusedError
from comptoir.private import write_private
from comptoir.site.networks import Network
from comptoir.site.register import ImageRegister
from comptoir.site.social_posts import Post, compose
from comptoir.site.source import SourcePage
from comptoir.website import shrink
from comptoir.website.cards import card_of
from comptoir.website.edition import Facts
from comptoir.website.pictures import credit_of
from comptoir.website.social_cards import draw

SOURCES = "content/images"
QUALITIES = (86, 78, 68, 56, 44)  # the first whose file the network takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    """The image of a page for networks, before it is cut."""

    content: bytes
    alt: str
    credit: str = ""
    replaced: str = ""  # why the page's own image is not taken, in French
    generated: bool = False  # by a machine, which must be said
    drawn: bool = False  # it is the card of the page: what networks show of its link


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What was written, and where."""

    folder: Path
    posts: tuple[Post, ...]
    replaced: str
    alt: str


def pack(
    page: SourcePage, facts: Facts, register: ImageRegister, networks: Sequence[Network],
    folder: Path, *, address: str = "", words: str = "",
) -> Pack:  # fmt: skip
    """Write the folders of a page.

    Raises:
        RefusedError: the page is not published that day: its link would lead nowhere.
        InputError: an image cannot be read, or the page's own words are too long.
    """
    refuse_unpublished(page, facts.today)
    address = address or facts.site.site.url.rstrip("/") + page.url
    shown = illustration(page, facts, register)
    posts = tuple(
        compose(each, page, address, credit=shown.credit, words=words) for each in networks
    )
    for post in posts:
        for name, content in _files(post, shown):
            write_private(folder / post.network.name / name, content)
    return Pack(folder=folder, posts=posts, replaced=shown.replaced, alt=shown.alt)


def refuse_unpublished(page: SourcePage, day: date) -> None:
    if page.kind.public and not page.published_on(day):
        raise RefusedError(
            "cette page n’est pas publiée aujourd’hui : son lien ne mènerait nulle part.",
            remedy="Publiez-la d’abord, ou attendez sa date.",
        )


def illustration(page: SourcePage, facts: Facts, register: ImageRegister) -> Illustration:
    """Return the image that may be shown on networks: the page's own, or its drawn card."""
    name = page.meta.image
    if not name:
        return _card(page, facts, "")
    if name.lower().endswith(".svg"):
        return _card(page, facts, f"{name} est un dessin SVG, que les réseaux ne prennent pas")
    entry, status = register.entry(name), register.status(name, facts.today, use="social")
    if entry is None:
        return _card(page, facts, f"{name} n’est pas au registre des images")
    if not status:
        return _card(page, facts, f"{name} : {status.reason}")
    path = facts.root / SOURCES / name
    if not path.is_file() or not path.resolve().is_relative_to(facts.root.resolve()):
        raise InputError(f"l’image {name} n’existe pas.", remedy="Vérifiez son nom.")
    made = shrink.variants(path, shown=f"{SOURCES}/{name}", avif=False)
    *_, largest = (variant for variant in made if variant.extension in ("jpg", "png"))
    return Illustration(
        content=largest.content,
        alt=entry.alt,
        credit="" if entry.licence in ("own", "cession") else f"Image : {credit_of(entry)}",
        generated=entry.ai == "generated",
    )


def _card(page: SourcePage, facts: Facts, replaced: str) -> Illustration:
    drawn = draw(card_of(page, facts), facts.root)
    return Illustration(content=drawn, alt=page.meta.title, replaced=replaced, drawn=True)


def _files(post: Post, shown: Illustration) -> Iterator[tuple[str, bytes]]:
    network = post.network
    image = cut(shown.content, network)
    alt = shown.alt if len(shown.alt) <= network.alt else f"{shown.alt[: network.alt - 1]}…"
    yield "texte.txt", f"{post.text}\n".encode()
    yield "image.jpg", image
    yield "description-de-l-image.txt", f"{alt}\n".encode()
    yield "LISEZMOI.txt", _advice(post, len(image), shown).encode()


def cut(content: bytes, network: Network) -> bytes:
    """Cut an image to the proportions of a network, as a JPEG that it takes."""
    with Image.open(io.BytesIO(content)) as opened:
        rights = opened.info.get("exif", b"")
        flat = Image.new("RGB", opened.size, "white")
        flat.paste(opened.convert("RGBA"), mask=opened.convert("RGBA").getchannel("A"))
    size = (network.width, network.height)
    fitted = ImageOps.fit(flat, size, Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    for quality in QUALITIES:
        out = io.BytesIO()
        fitted.save(out, "JPEG", quality=quality, progressive=True, optimize=True, exif=rights)
        if out.tell() <= network.image_bytes:
            break
    return out.getvalue()


def _advice(post: Post, weight: int, shown: Illustration) -> str:
    network = post.network
    lines = [
        f"À publier sur {network.label}",
        "",
        f"1. Collez texte.txt ({post.length} caractères sur {network.limit}).",
        f"2. Joignez image.jpg ({network.width} × {network.height} points, {weight // 1000} ko).",
        "3. Collez description-de-l-image.txt comme texte alternatif : les personnes aveugles",
        "   la liront.",
    ]
    if not network.links:
        lines.append(
            "4. Ici les liens du texte ne s’ouvrent pas : mettez l’adresse à votre profil."
        )
    if shown.generated:
        lines += [
            "",
            "Cette image est faite par une machine : cochez l’étiquette « IA » du réseau.",
        ]
    if shown.replaced:
        lines += ["", f"L’image de la page n’est pas reprise : {shown.replaced}."]
    return "\n".join(lines) + "\n"
