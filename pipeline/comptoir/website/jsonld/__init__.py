"""Structured data (schema.org) of each page: who publishes, what it is, where it stands."""

import json
from collections.abc import Iterable

from comptoir.site.front_matter import EventMeta, NewsletterMeta, NewsMeta, OfferMeta
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
    if isinstance(meta, NewsMeta | NewsletterMeta):
        thing = article(meta, facts)
    elif isinstance(meta, EventMeta):
        thing = event(meta, facts, url)
    elif isinstance(meta, OfferMeta):
        thing = offer(meta, facts, url)
    else:
        return None
    return thing | {"url": url} | ({"image": image} if image else {})


def written(thing: Thing | None) -> str:
    """Write a thing so that nothing in it can close the element that holds it."""
    if not thing:
        return ""
    text = json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def script(things: Iterable[str]) -> str:
    """Write the data block of things that are written."""
    graph = ",".join(thing for thing in things if thing)
    told = f'{{"@context":"https://schema.org","@graph":[{graph}]}}'
    return f'<script type="application/ld+json">{told}</script>'
