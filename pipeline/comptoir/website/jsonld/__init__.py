"""Structured data (schema.org) of each page: who publishes, what it is, where it stands."""

import json
from collections.abc import Sequence

from comptoir.site.front_matter import EventMeta, NewsMeta, OfferMeta
from comptoir.site.source import SourcePage
from comptoir.website.edition import Facts
from comptoir.website.jsonld.articles import article, faq, questions_of
from comptoir.website.jsonld.events import event
from comptoir.website.jsonld.offers import offer
from comptoir.website.jsonld.publisher import Thing, breadcrumbs, organisation, website

__all__ = ["breadcrumbs", "of_page", "organisation", "script", "website"]


def of_page(page: SourcePage, facts: Facts, *, image: str = "") -> Thing | None:
    """Describe an article, an event or an offer; other pages need no more than their trail."""
    meta, url = page.meta, f"{facts.site.site.url}{page.url}"
    if asked := questions_of(page):
        return faq(asked) | {"url": url, "inLanguage": meta.lang}
    if isinstance(meta, NewsMeta):
        thing = article(meta, facts)
    elif isinstance(meta, EventMeta):
        thing = event(meta, facts, url)
    elif isinstance(meta, OfferMeta):
        thing = offer(meta, facts, url)
    else:
        return None
    return thing | {"url": url} | ({"image": image} if image else {})


def script(things: Sequence[Thing | None]) -> str:
    """Write the data block; nothing in it can close the element that holds it."""
    graph = {"@context": "https://schema.org", "@graph": [thing for thing in things if thing]}
    text = json.dumps(graph, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{safe}</script>'
