"""Faults about third parties called without any act of the reader, shared by the CKI rules."""

from collections.abc import Iterable, Iterator

from comptoir.errors import Place
from comptoir.law.trackers import Use
from comptoir.rules.fault import Fault, Verdict
from comptoir.site.calls import Call, StyleSheet
from comptoir.site.html import HtmlPage

CALLS = "dès son ouverture, la page appelle"


def of_uses(calls: Iterable[Call], *uses: Use) -> list[Call]:
    """Return the first call to each service put to one of these uses."""
    found: dict[str, Call] = {}
    for call in calls:
        if call.service is not None and call.use in uses:
            found.setdefault(call.service.name, call)
    return list(found.values())


def on_page(page: HtmlPage, calls: Iterable[Call], remedy: str) -> Iterator[Fault]:
    for call in calls:
        yield _fault(call, page.place(call.node), remedy)


def on_sheet(sheet: StyleSheet, calls: Iterable[Call], remedy: str) -> Iterator[Fault]:
    for call in calls:
        yield _fault(call, sheet.place(call.offset), remedy)


def _fault(call: Call, at: Place, remedy: str) -> Fault:
    if call.sure:
        return Fault(at, f"{CALLS} {call.name}", remedy)
    found = f"un script appelle {call.name}, peut-être après un choix du lecteur"
    otherwise = remedy[:1].lower() + remedy[1:]
    return Fault(at, found, f"Vérifiez qu’il attend ce choix. Sinon, {otherwise}", Verdict.TO_CHECK)
