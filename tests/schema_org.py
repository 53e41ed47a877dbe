"""What our structured data may say: the part of schema.org that we use, and what Google asks for.

A closed set on purpose: a property that is not listed is a mistake until it is. The judge
`tests/judges/test_vocabulary.py` compares with the whole vocabulary.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from selectolax.lexbor import LexborHTMLParser

Thing = dict[str, Any]
COMMON = {"@type", "@id", "name", "description", "url", "image", "sameAs"}
_BODY = {"email", "telephone", "taxID", "vatID", "address"}
_HOUSE = _BODY | {"foundingDate", "logo", "location"}
_WORK = {"inLanguage"}
MAY: dict[str, set[str]] = {
    "NGO": _HOUSE,
    "Organization": _HOUSE,
    "GovernmentOrganization": _HOUSE,
    "LocalBusiness": _HOUSE | {"openingHoursSpecification"},
    "Person": _BODY,
    "PostalAddress": {"streetAddress", "postalCode", "addressLocality", "addressCountry"},
    "OpeningHoursSpecification": {"dayOfWeek", "opens", "closes"},
    "Place": {"address", "openingHoursSpecification"},
    "WebSite": _WORK | {"publisher"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "item"},
    "NewsArticle": _WORK | {
        "headline", "datePublished", "dateModified", "articleSection", "author", "publisher",
    },
    "Event": _WORK | {
        "startDate", "endDate", "eventStatus", "eventAttendanceMode", "location", "organizer",
        "offers", "eventSchedule", "isAccessibleForFree", "maximumAttendeeCapacity",
    },
    "Schedule": {
        "startDate", "endDate", "startTime", "endTime", "scheduleTimezone", "exceptDate",
        "repeatFrequency", "byDay",
    },
    "Offer": {
        "price", "priceCurrency", "seller", "availability", "validFrom", "priceValidUntil",
        "priceSpecification", "category",
    },
    "UnitPriceSpecification": {"price", "priceCurrency", "priceType", "valueAddedTaxIncluded"},
    "Product": {"sku", "offers"},
    "Service": {"provider", "offers"},
    "Course": _WORK | {"provider", "offers", "courseCode", "hasCourseInstance"},
    "CourseInstance": {"courseMode", "startDate", "location", "courseWorkload"},
    "FAQPage": _WORK | {"mainEntity"},
    "Question": {"acceptedAnswer"},
    "Answer": {"text"},
}  # fmt: skip
# developers.google.com/search/docs/appearance/structured-data: required properties
MUST: dict[str, set[str]] = {
    "LocalBusiness": {"name", "address"},
    "WebSite": {"name", "url"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "NewsArticle": {"headline", "datePublished", "author"},
    "Event": {"name", "startDate", "location"},
    "Place": {"address"},
    "Product": {"name", "offers"},
    "Course": {"name", "description", "provider", "offers", "hasCourseInstance"},
    "CourseInstance": {"courseMode"},
    "Offer": {"price", "priceCurrency"},
    "FAQPage": {"mainEntity"},
    "Question": {"name", "acceptedAnswer"},
    "Answer": {"text"},
}
DATES = {"startDate", "endDate", "datePublished", "dateModified", "validFrom", "priceValidUntil"}
TIMES = {"opens", "closes", "startTime", "endTime"}
ENUMERATIONS = {
    "eventStatus": r"Event(Scheduled|Cancelled)",
    "eventAttendanceMode": r"OfflineEventAttendanceMode",
    "availability": r"InStock|SoldOut|Discontinued",
    "priceType": r"StrikethroughPrice",
    "dayOfWeek": r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
}


def graph_of(html: str) -> list[Thing]:
    (script,) = LexborHTMLParser(html).css("script[type='application/ld+json']")
    read = json.loads(script.text())
    assert read["@context"] == "https://schema.org"
    graph: list[Thing] = read["@graph"]
    return graph


def faults_of(graph: list[Thing]) -> list[str]:
    """Return what is wrong in the data of a page."""
    named = {thing["@id"] for thing in graph if "@id" in thing}
    return [fault for thing in graph for fault in _faults(thing, named)]


def _faults(thing: Thing, named: set[str]) -> Iterator[str]:
    if set(thing) == {"@id"}:
        if thing["@id"] not in named:
            yield f"{thing['@id']} is described nowhere"
        return
    kind = thing.get("@type", "?")
    yield from (f"{kind}.{key} is unknown" for key in set(thing) - COMMON - MAY.get(kind, set()))
    yield from (f"{kind}.{key} is missing" for key in MUST.get(kind, set()) - set(thing))
    for key, value in thing.items():
        if fault := _wrong(key, value):
            yield f"{kind}.{key}: {fault}"
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from _faults(inner, named)


def _wrong(key: str, value: Any) -> str:
    if value in ("", None, [], {}) and value is not False:
        return "empty"
    if key in DATES | TIMES:
        try:
            (time.fromisoformat if key in TIMES else _moment)(value)
        except ValueError:
            return f"no ISO date or time: {value}"
    if key in ("url", "item", "image", "logo") and not value.startswith("https://"):
        return f"no whole address: {value}"
    if key == "price" and not re.fullmatch(r"\d+(\.\d+)?", value):
        return f"no amount: {value}"
    if key in ENUMERATIONS and not re.fullmatch(
        rf"https://schema\.org/({ENUMERATIONS[key]})", value
    ):
        return f"no member of the enumeration: {value}"
    return ""


def _moment(text: str) -> date:
    moment = datetime.fromisoformat(text)
    if "T" in text and moment.tzinfo is None:
        raise ValueError("no zone")
    return moment
