"""Structured data (schema.org) of each page: who publishes, what it is, where it stands."""

import json
import re
from collections.abc import Sequence
from typing import Any

from comptoir import identifiers
from comptoir.settings.organisation import Kind
from comptoir.site.components import blocks_in, questions_in
from comptoir.site.front_matter import EventMeta, NewsMeta, OfferMeta, PageMeta
from comptoir.site.source import SourcePage
from comptoir.website.edition import Facts

TYPES = {
    Kind.ASSOCIATION: "NGO",
    Kind.COMPANY: "Organization",
    Kind.SOLE_TRADER: "LocalBusiness",
    Kind.PUBLIC_BODY: "GovernmentOrganization",
    Kind.MUTUAL: "Organization",
    Kind.INDIVIDUAL: "Person",
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Thing = dict[str, Any]
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SIGNS = re.compile(r"\*\*|[*_`]|^\s*[-#>]+ |^:::.*$", re.M)


def organisation(facts: Facts) -> Thing:
    """Describe the publisher."""
    who, url = facts.organisation, facts.site.site.url
    thing: Thing = {
        "@type": TYPES[who.kind],
        "@id": f"{url}/#organisation",
        "name": who.name,
        "url": f"{url}/",
    }
    seat = who.seat
    optional: Thing = {
        "email": who.email,
        "telephone": identifiers.standard_phone(who.phone) if who.phone else "",
        "foundingDate": str(who.founded or ""),
        "description": facts.site.site.description,
        "taxID": who.siren,
        "vatID": who.vat.number,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": seat.street,
            "postalCode": seat.postcode,
            "addressLocality": seat.city,
            "addressCountry": seat.country,
        }
        if seat.city
        else "",
        "sameAs": [social.url for social in facts.site.social],
    }
    if who.opening and who.kind in (Kind.SOLE_TRADER,):
        optional["openingHoursSpecification"] = [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": DAYS[hours.day - 1],
                "opens": hours.opens,
                "closes": hours.closes,
            }
            for hours in who.opening
        ]
    return thing | {key: value for key, value in optional.items() if value}


def breadcrumbs(trail: Sequence[tuple[str, str]], facts: Facts) -> Thing:
    """Describe where a page stands: pairs of title and address."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": title,
                "item": f"{facts.site.site.url}{url}",
            }
            for position, (title, url) in enumerate(trail, 1)
        ],
    }


def of_page(page: SourcePage, facts: Facts, *, image: str = "") -> Thing | None:
    """Describe an article, an event or an offer; other pages need no more than their trail."""
    meta = page.meta
    if asked := questions_of(page):
        return _faq(asked) | {"url": f"{facts.site.site.url}{page.url}"}
    if isinstance(meta, NewsMeta):
        thing = _article(meta, facts)
    elif isinstance(meta, EventMeta):
        thing = _event(meta, facts)
    elif isinstance(meta, OfferMeta):
        thing = _offer(meta, facts, f"{facts.site.site.url}{page.url}")
    else:
        return None
    return thing | {"url": f"{facts.site.site.url}{page.url}"} | ({"image": image} if image else {})


def _publisher(facts: Facts) -> Thing:
    return {"@id": f"{facts.site.site.url}/#organisation"}


def _article(meta: NewsMeta, facts: Facts) -> Thing:
    return {
        "@type": "NewsArticle",
        "headline": meta.title,
        "description": meta.summary,
        "inLanguage": meta.lang,
        "datePublished": meta.date.isoformat(),
        "dateModified": (meta.modified or meta.date).isoformat(),
        "articleSection": meta.category,
        "author": _publisher(facts),
        "publisher": _publisher(facts),
    }


def _event(meta: EventMeta, facts: Facts) -> Thing:
    status = "EventCancelled" if meta.state == "cancelled" else "EventScheduled"
    thing: Thing = {
        "@type": "Event",
        "name": meta.title,
        "description": meta.summary,
        "startDate": meta.starts.isoformat(),
        "endDate": meta.ends.isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": meta.place,
            "address": meta.address or meta.place,
        },
        "organizer": _publisher(facts),
    }
    if meta.repeats and meta.until:
        thing |= _schedule(meta, facts)
    if meta.price is not None and not isinstance(meta.price, str):
        thing["isAccessibleForFree"] = meta.price == 0
        thing["offers"] = {
            "@type": "Offer",
            "price": f"{meta.price:f}",
            "priceCurrency": "EUR",
            "availability": "https://schema.org/"
            + ("SoldOut" if meta.state == "full" else "InStock"),
        }
    return thing


def _schedule(meta: EventMeta, facts: Facts) -> Thing:
    """Describe a repetition, and date the event by its next time."""
    times = meta.times()
    starts, ends = next((t for t in times if t[1].date() >= facts.today), times[-1])
    return {
        "startDate": starts.isoformat(),
        "endDate": ends.isoformat(),
        "eventSchedule": {
            "@type": "Schedule",
            "startDate": times[0][0].date().isoformat(),
            "endDate": times[-1][0].date().isoformat(),
            "startTime": f"{meta.starts:%H:%M:%S}",
            "endTime": f"{meta.ends:%H:%M:%S}",
            "scheduleTimezone": facts.site.site.timezone,
            "exceptDate": [day.isoformat() for day in meta.excepted],
        }
        | (
            {"repeatFrequency": f"P{meta.repeats.weeks}W"}
            if meta.repeats and meta.repeats.weeks
            else {
                "repeatFrequency": "P1M",
                "byDay": (meta.repeats.rule()["BYDAY"] if meta.repeats else ""),
            }
        ),
    }


def questions_of(page: SourcePage) -> list[tuple[str, str]]:
    """Return the questions that a page answers, with their answers as Markdown."""
    if isinstance(page.meta, PageMeta) and page.meta.template == "faq":
        return questions_in(page.body)
    blocks = (block for block in blocks_in(page.body) if block.name == "questions")
    return [asked for block in blocks for asked in block.questions()]


def _faq(asked: Sequence[tuple[str, str]]) -> Thing:
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": plain(question),
                "acceptedAnswer": {"@type": "Answer", "text": plain(answer)},
            }
            for question, answer in asked
        ],
    }


def plain(markdown: str) -> str:
    """Return the words of Markdown, without its signs.

    >>> plain("Oui : **toujours**, dans [l’atelier](/acces/).")
    'Oui : toujours, dans l’atelier.'
    """
    words = _LINK.sub(r"\1", markdown)
    return " ".join(_SIGNS.sub("", words).split())


def _offer(meta: OfferMeta, facts: Facts, url: str) -> Thing:
    running = meta.promotion if meta.promotion and meta.promotion.runs_on(facts.today) else None
    offer: Thing = {
        "@type": "Offer",
        "price": f"{meta.price_on(facts.today):f}",
        "priceCurrency": "EUR",
        "seller": _publisher(facts),
        "url": url,
    }
    if running:
        offer["priceValidUntil"] = running.ends.isoformat()
    return {
        "@type": "Product" if meta.nature == "goods" else "Service",
        "name": meta.title,
        "description": meta.summary,
        "offers": offer,
    } | ({"sku": meta.sku} if meta.nature == "goods" else {})


def script(things: Sequence[Thing | None]) -> str:
    """Write the data block; nothing in it can close the element that holds it."""
    graph = {"@context": "https://schema.org", "@graph": [thing for thing in things if thing]}
    text = json.dumps(graph, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{safe}</script>'
