"""Goods, services and courses that are offered, as schema.org says them."""

from decimal import Decimal

from comptoir.site.front_matter import OfferMeta, Promotion
from comptoir.website.edition import Facts
from comptoir.website.jsonld.publisher import Thing, address, publisher


def offer(meta: OfferMeta, facts: Facts, url: str) -> Thing:
    """Describe what is offered, with its price of today."""
    thing: Thing = {"name": meta.title, "description": meta.summary}
    if meta.nature == "goods":
        own: Thing = {"@type": "Product", "sku": meta.sku}
    elif meta.sessions:
        own = _course(meta, facts)
    else:
        own = {"@type": "Service", "provider": publisher(facts)}
    return thing | own | {"offers": _terms(meta, facts, url)}


def _course(meta: OfferMeta, facts: Facts) -> Thing:
    """Describe a course, and the sessions that are still to begin."""
    who = facts.organisation
    place: Thing = {"@type": "Place", "name": who.name, "address": address(who) or who.name}
    return {
        "@type": "Course",
        "provider": publisher(facts),
        "inLanguage": meta.lang,
        "courseCode": meta.sku,
        "hasCourseInstance": [
            {
                "@type": "CourseInstance",
                "courseMode": "Onsite",
                "startDate": day.isoformat(),
                "location": place,
            }
            | ({"courseWorkload": workload(meta.hours)} if meta.hours else {})
            for day in meta.sessions_from(facts.today)
        ],
    }


def workload(hours: Decimal) -> str:
    """Write a number of hours as ISO 8601 does.

    >>> workload(Decimal(14)), workload(Decimal("3.5"))
    ('PT14H', 'PT3H30M')
    """
    whole, minutes = divmod(int(hours * 60), 60)
    return f"PT{f'{whole}H' if whole else ''}{f'{minutes}M' if minutes else ''}"


def _terms(meta: OfferMeta, facts: Facts, url: str) -> Thing:
    running = meta.promotion_on(facts.today)
    terms: Thing = {
        "@type": "Offer",
        "price": f"{meta.price_on(facts.today):f}",
        "priceCurrency": "EUR",
        "seller": publisher(facts),
        "url": url,
    }
    if meta.sessions:
        terms["category"] = "Paid" if meta.price else "Free"
    return terms | (_promotion(running) if running else {})


def _promotion(running: Promotion) -> Thing:
    """Describe the time of a lower price, and the price it is lower than."""
    return {
        "validFrom": running.starts.isoformat(),
        "priceValidUntil": running.ends.isoformat(),
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "priceType": "https://schema.org/StrikethroughPrice",
            "price": f"{running.prior_price:f}",
            "priceCurrency": "EUR",
            "valueAddedTaxIncluded": True,
        },
    }
