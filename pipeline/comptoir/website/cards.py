"""Which picture is shown where a link to a page is shared: what it says, and so its name.

The name of a card says everything that is on it, so that the next build finds it in the cache, and
so that a page's link changes when its card does.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass

from comptoir.dates import french_date
from comptoir.site.front_matter import EventMeta, NewsletterMeta, NewsMeta, OfferMeta
from comptoir.site.source import SourcePage
from comptoir.text import slug
from comptoir.website.edition import Edition, Facts
from comptoir.website.typography import french

RECIPE = "2"  # part of the name: change it when the drawing changes
FOLDER = "cartes"


@dataclass(frozen=True, slots=True)
class Card:
    """All that is written and painted on a card."""

    title: str
    above: str
    site: str
    accent: str

    @property
    def name(self) -> str:
        told = "\0".join((RECIPE, *astuple(self)))
        digest = hashlib.sha256(told.encode()).hexdigest()[:10]
        return f"{slug(self.title)[:40].strip('-') or 'page'}-{digest}.png"


def card_of(page: SourcePage | None, facts: Facts) -> Card:
    """Return the card of a page; of the site itself for lists."""
    site = facts.site
    named, accent = french(site.site.name), site.colours.accent.lower()
    if page is None or page.url == "/":
        return Card(named, french(site.site.tagline), "", accent)
    meta, above = page.meta, ""
    if isinstance(meta, EventMeta):
        above = f"Agenda · {french_date(meta.starts.date())}"
    elif isinstance(meta, NewsMeta):
        above = meta.category
    elif isinstance(meta, OfferMeta):
        above = "Offre"
    elif isinstance(meta, NewsletterMeta):
        above = f"Lettre d’infos · {french_date(meta.date)}"
    return Card(french(meta.title), french(above), named, accent)


def link(page: SourcePage | None, facts: Facts) -> str:
    """Return the address of a page's card; nothing when the site wants none."""
    if not facts.site.sharing.cards:
        return ""
    return f"/{FOLDER}/{card_of(page, facts).name}"


def cards_of(edition: Edition) -> Iterator[Card]:
    """Yield every card of a site."""
    yield card_of(None, edition.facts)
    for page in edition.pages:
        yield card_of(page, edition.facts)
