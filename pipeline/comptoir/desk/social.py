"""`comptoir social`: what to post by hand on social networks."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from comptoir.campaigns.model import campaign_of
from comptoir.campaigns.plain import to_text
from comptoir.campaigns.slots import fill
from comptoir.context import Context
from comptoir.desk.campaign_material import refuse_draft
from comptoir.desk.project import load
from comptoir.desk.public_words import public_link, public_words
from comptoir.desk.site_facts import facts_of
from comptoir.errors import InputError
from comptoir.readers.content import read_content
from comptoir.site.front_matter import CampaignMeta
from comptoir.site.networks import BY_NAME, NETWORKS, Network
from comptoir.site.source import Content, SourcePage
from comptoir.text import french_spaces
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
    told = found(content, page, project.site.site.url)
    folder = to or ctx.var / FOLDER / (told.url.strip("/").replace("/", "-") or "accueil")
    address, words = "", ""
    if isinstance(told.meta, CampaignMeta):
        campaign = campaign_of(told)
        refuse_draft(campaign)
        body, values = public_words(ctx, project, campaign, "social")
        words = french_spaces(fill(to_text(body), values, str))
        address = public_link(campaign, project.site.site.url)
        folder = to or ctx.var / FOLDER / campaign.name
    facts = facts_of(ctx, project)
    return pack(told, facts, content.register, wanted, folder, address=address, words=words)


def found(content: Content, page: str, base: str) -> SourcePage:
    """Return a page of the site by its file or its address.

    Raises:
        InputError: there is none.
    """
    path = urlsplit(page.removeprefix(base.rstrip("/"))).path.strip("/")
    for each in content.pages:
        names = (each.path, each.url.strip("/"), each.slug)
        if page.strip() and (each.kind.public or path == each.path) and path in names:
            return each
    raise InputError(
        "aucune page publiée n’a ce fichier ni cette adresse.",
        remedy="Donnez son fichier, comme content/actualites/2026-11-10-rentree.md.",
    )
