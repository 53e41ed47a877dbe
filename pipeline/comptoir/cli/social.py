"""`comptoir social`."""

from pathlib import Path

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table
from comptoir.cli.kit.amounts import shown
from comptoir.context import Context


@noun()
def command() -> None:
    """Annoncer une page sur les réseaux sociaux."""


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
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


@command.command("pack")
@argument("page", label="page")
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
