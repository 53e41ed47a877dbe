"""Who publishes, as schema.org says it, and where a page stands in the site."""

from collections.abc import Sequence
from typing import Any

from comptoir import identifiers
from comptoir.settings.organisation import Kind, Organisation
from comptoir.website.edition import Facts

Thing = dict[str, Any]
TYPES = {
    Kind.ASSOCIATION: "NGO",
    Kind.COMPANY: "Organization",
    Kind.SOLE_TRADER: "Organization",
    Kind.PUBLIC_BODY: "GovernmentOrganization",
    Kind.MUTUAL: "Organization",
    Kind.INDIVIDUAL: "Person",
}
SHOPS = (Kind.COMPANY, Kind.SOLE_TRADER)  # local businesses, where customers may come
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def publisher(facts: Facts) -> Thing:
    """Refer to the publisher, described once a page."""
    return {"@id": f"{facts.site.site.url}/#organisation"}


def type_of(who: Organisation) -> str:
    """Return what sort of publisher it is; a place that customers may visit is a local business."""
    return (
        "LocalBusiness" if who.kind in SHOPS and who.seat.city and who.opening else TYPES[who.kind]
    )


def organisation(facts: Facts, *, logo: str = "") -> Thing:
    """Describe the publisher.

    Args:
        facts: what it says of itself.
        logo: the address of its logo.
    """
    who, url = facts.organisation, facts.site.site.url
    kind = type_of(who)
    thing: Thing = publisher(facts) | {"@type": kind, "name": who.name, "url": f"{url}/"}
    optional: Thing = {
        "email": who.email,
        "telephone": identifiers.standard_phone(who.phone) if who.phone else "",
        "description": facts.site.site.description,
        "taxID": who.siren,
        "vatID": who.vat.number,
        "address": address(who),
        "sameAs": [social.url for social in facts.site.social],
    }
    if kind != "Person":
        optional |= {"foundingDate": str(who.founded or ""), "logo": logo}
    if kind == "LocalBusiness":
        optional |= {"openingHoursSpecification": opening(who), "image": logo}
    elif who.opening and who.seat.city and kind != "Person":
        optional["location"] = {
            "@type": "Place",
            "name": who.name,
            "address": address(who),
            "openingHoursSpecification": opening(who),
        }
    return thing | {key: value for key, value in optional.items() if value}


def address(who: Organisation) -> Thing:
    seat = who.seat
    if not seat.city:
        return {}
    told = {
        "streetAddress": seat.street,
        "postalCode": seat.postcode,
        "addressLocality": seat.city,
        "addressCountry": seat.country,
    }
    return {"@type": "PostalAddress"} | {key: value for key, value in told.items() if value}


def opening(who: Organisation) -> list[Thing]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{DAYS[hours.day - 1]}",
            "opens": hours.opens,
            "closes": hours.closes,
        }
        for hours in who.opening
    ]


def website(facts: Facts) -> Thing:
    """Describe the site itself, on its home page."""
    site = facts.site.site
    return {
        "@type": "WebSite",
        "@id": f"{site.url}/#site",
        "name": site.name,
        "url": f"{site.url}/",
        "inLanguage": site.lang,
        "publisher": publisher(facts),
    }


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
