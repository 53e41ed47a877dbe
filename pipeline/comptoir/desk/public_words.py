"""What a mailing says where everybody reads it: on paper, on social networks.

Only its passages for that channel, and no field of a contact: nobody is named in public.
"""

import re
from dataclasses import replace

from comptoir.campaigns.fields import FIELDS, shared_fields
from comptoir.campaigns.markup import Body, read_markup, safe_url
from comptoir.campaigns.merge import Merged, read_texts
from comptoir.campaigns.model import Campaign
from comptoir.context import Context
from comptoir.desk.project import Project

BLOCK = re.compile(r"\{%\s*channel\s([^%]*)%\}(.*?)\{%\s*endchannel\s*%\}", re.DOTALL)
SHARED = {name: said for name, said in FIELDS.items() if not name.startswith("contact.")}


def public_words(
    ctx: Context, project: Project, campaign: Campaign, channel: str
) -> tuple[Body, tuple[str, ...]]:
    """Return the passages of a mailing for a channel, and the values of their slots.

    Raises:
        InputError: a field does not exist, or is a contact's.
    """
    found = "\n\n".join(m[2] for m in BLOCK.finditer(campaign.body) if f'"{channel}"' in m[1])
    if not found.strip():
        return (), ()
    texts = read_texts(replace(campaign, body=found, subject=""), SHARED)
    site = project.site.site
    shared = shared_fields(
        campaign,
        project.organisation,
        project.organisation.season_on(ctx.today),
        site_name=site.name,
        site_url=site.url,
    )
    merged: Merged = texts.body.merge(shared, channel)
    return read_markup(merged.text, site.url), merged.values


def public_link(campaign: Campaign, base: str) -> str:
    """Return where readers are led: the page that a mailing names, or the site."""
    return (safe_url(campaign.reply, base) if campaign.reply else "") or base.rstrip("/") + "/"
