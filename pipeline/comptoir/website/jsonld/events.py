"""Events, as schema.org says them."""

from comptoir.site.front_matter import EventMeta
from comptoir.website.edition import Facts
from comptoir.website.jsonld.publisher import Thing, publisher

AVAILABILITY = {"open": "InStock", "full": "SoldOut", "cancelled": "Discontinued"}


def event(meta: EventMeta, facts: Facts, url: str) -> Thing:
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
        "inLanguage": meta.lang,
        "organizer": publisher(facts),
    }
    if meta.repeats and meta.until:
        thing |= _schedule(meta, facts)
    if meta.capacity:
        thing["maximumAttendeeCapacity"] = meta.capacity
    if meta.price is not None and not isinstance(meta.price, str):
        thing["isAccessibleForFree"] = meta.price == 0
        thing["offers"] = {
            "@type": "Offer",
            "url": url,
            "price": f"{meta.price:f}",
            "priceCurrency": "EUR",
            "availability": f"https://schema.org/{AVAILABILITY[meta.state]}",
            "validFrom": meta.date.isoformat(),
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
