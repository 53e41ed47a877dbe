"""`comptoir social`: what to post by hand on social networks."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from comptoir.context import Context
from comptoir.desk.project import load
from comptoir.desk.site_facts import facts_of
from comptoir.errors import InputError
from comptoir.readers.content import read_content
from comptoir.site.networks import BY_NAME, NETWORKS, Network
from comptoir.site.source import Content, SourcePage
from comptoir.website.social_pack import Pack, pack

FOLDER = "social"


def networks(names: Sequence[str]) -> tuple[Network, ...]:
    """Return the networks of these names; all of them when none is named."""
    for name in names:
        if name not in BY_NAME:
            raise InputError(
                f"« {name} » n’est pas un réseau connu.",
                remedy=f"Choisissez parmi {', '.join(BY_NAME)}.",
            )
    return tuple(network for network in NETWORKS if not names or network.name in names)


def prepare(ctx: Context, page: str, *, on: Sequence[str] = (), to: Path | None = None) -> Pack:
    """Write what to post of a page, told by its file or its address."""
    wanted, project = networks(on), load(ctx)
    content = read_content(ctx.root)
    page_found = found(content, page, project.site.site.url)
    folder = to or ctx.var / FOLDER / (page_found.url.strip("/").replace("/", "-") or "accueil")
    return pack(page_found, facts_of(ctx, project), content.register, wanted, folder)


def found(content: Content, page: str, base: str) -> SourcePage:
    """Return a page of the site by its file or its address.

    Raises:
        InputError: there is none.
    """
    path = urlsplit(page.removeprefix(base.rstrip("/"))).path.strip("/")
    for each in content.pages:
        names = (each.path, each.url.strip("/"), each.slug)
        if page.strip() and each.kind.public and path in names:
            return each
    raise InputError(
        "aucune page publiée n’a ce fichier ni cette adresse.",
        remedy="Donnez son fichier, comme content/actualites/2026-11-10-rentree.md.",
    )
