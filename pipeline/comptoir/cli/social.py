"""`comptoir social`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, confirm, emit, noun, option, pass_context, say, table
from comptoir.cli.kit.amounts import shown
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.errors import RefusedError

if TYPE_CHECKING:
    from comptoir.desk.social_links import Listed
    from comptoir.desk.social_posting import Prepared, Published

page_argument = argument("page", label="page")


@noun()
def command() -> None:
    """Annoncer une page sur les réseaux sociaux."""


@command.command("networks")
@pass_context
def networks(ctx: Context) -> None:
    """Lister les réseaux, et ce qu’ils acceptent."""
    from comptoir.desk import social

    known = social.networks(())
    rows = [(n.name, n.label, n.limit, f"{n.width} × {n.height}") for n in known]
    data = [
        {"name": n.name, "label": n.label, "limit": n.limit, "width": n.width, "height": n.height}
        for n in known
    ]
    headers = ["Réseau", "Nom", "Caractères", "Image (points)"]
    emit(data, lambda: table(headers, rows, right=[2, 3]))


@command.command("list")
@option("--check", "--vérifier", "check", is_flag=True,
        help="Demander à chaque adresse si elle répond encore.")  # fmt: skip
@pass_context
def list_(ctx: Context, check: bool) -> None:
    """Lister ce qui a été publié, où et quand, et ce qui ne mène plus à rien."""
    from comptoir.desk import social_links

    found = social_links.listing(ctx, check=check)
    emit({"posts": found}, lambda: "\n".join(_listed(ctx, found)))


def _listed(ctx: Context, found: "list[Listed]") -> list[str]:
    if not found:
        return ["Rien n’a encore été publié : comptoir réseaux publier PAGE."]
    rows = [
        (french_date(ctx.day_of(one.at)), one.label, one.page, one.address or "?") for one in found
    ]
    lines = [table(("Le", "Réseau", "Page", "Adresse"), rows)]
    for one in found:
        lines += [f"Attention : {one.label}, {one.page} : {fault}." for fault in one.faults]
    return lines


@command.command("publish")
@page_argument
@option("--network", "--réseau", "names", multiple=True, metavar="NOM",
        help="mastodon ou bluesky ; peut se répéter (tous les comptes par défaut).")  # fmt: skip
@option("--again", "--encore", is_flag=True, help="Publier même ce qui l’a déjà été.")
@pass_context
def publish(ctx: Context, page: str, names: tuple[str, ...], again: bool) -> None:
    """Publier une page sur Mastodon et Bluesky : texte, image, description, une fois chacun.

    PAGE est le fichier ou l’adresse d’une page publiée.
    """
    from comptoir.desk import social_posting

    prepared = social_posting.prepare(ctx, page, on=names)
    for line in _ready(prepared):
        say(line)
    if not confirm("Publier ?"):
        raise RefusedError("Rien n’est publié.")
    done = social_posting.publish(ctx, prepared, again=again)
    emit({"posts": done}, "\n".join(_published(ctx, one) for one in done))


def _ready(prepared: "Prepared") -> list[str]:
    lines = []
    for one in prepared.ready:
        lines.append(f"{one.network.label} ({one.post.length} / {one.network.limit}) :")
        lines += [f"  {line}" if line else "" for line in one.post.text.split("\n")]
        if one.shown.replaced:
            lines.append(f"  L’image de la page n’est pas reprise : {one.shown.replaced}.")
        lines.append("")
    return lines


def _published(ctx: Context, one: "Published") -> str:
    from comptoir.site.networks import BY_NAME

    label = BY_NAME[one.network].label
    if one.before:
        return f"{label} : déjà publié le {french_date(ctx.day_of(one.at))}, {one.address}"
    again = " (retrouvé après un arrêt)" if one.found_again else ""
    return f"{label} : publié{again}, {one.address}"


@command.command("note")
@page_argument
@option("--network", "--réseau", "network", required=True, metavar="NOM", help="Le réseau.")
@option("--url", "--adresse-web", "url", required=True, metavar="ADRESSE",
        help="Où elle est : https://…")  # fmt: skip
@pass_context
def note(ctx: Context, page: str, network: str, url: str) -> None:
    """Garder l’adresse de ce qui a été publié à la main."""
    from comptoir.desk import social_posting

    done = social_posting.note(ctx, page, network=network, address=url)
    emit(done, "Noté. La liste : comptoir réseaux lister.")


@command.command("pack")
@page_argument
@option("--network", "--réseau", "networks", multiple=True, metavar="NOM",
        help="Un réseau ; peut se répéter (tous par défaut).")  # fmt: skip
@option("--to", "--vers", metavar="DOSSIER", type=click.Path(path_type=Path),
        help="Dossier où écrire (var/social par défaut).")  # fmt: skip
@pass_context
def pack(ctx: Context, page: str, networks: tuple[str, ...], to: Path | None) -> None:
    """Écrire, pour chaque réseau, le texte, l’image et sa description, à publier à la main.

    PAGE est le fichier ou l’adresse d’une page publiée.
    """
    from comptoir.desk import social

    done = social.prepare(ctx, page, on=networks, to=to)
    rows = [
        (p.network.label, f"{p.length} / {p.network.limit}",
         f"{p.network.width} × {p.network.height}") for p in done.posts
    ]  # fmt: skip
    lines = [table(["Réseau", "Caractères", "Image"], rows, right=[1, 2]), ""]
    if done.replaced:
        lines.append(f"L’image de la page n’est pas reprise : {done.replaced}.")
    lines.append(f"Tout est dans {shown(ctx, done.folder)}.")
    data = {
        "folder": done.folder,
        "replaced": done.replaced,
        "alt": done.alt,
        "posts": [
            {"network": p.network.name, "text": p.text, "length": p.length} for p in done.posts
        ],
    }
    emit(data, "\n".join(lines))
