"""Whom a page or a style sheet calls besides the site itself, without any act of the reader."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode as Node

from comptoir.errors import Place
from comptoir.law.trackers import SNIPPETS, Service, Use, service_of
from comptoir.site import styles
from comptoir.site.links import Target, Where, resolve
from comptoir.site.loaded import Resource, written_in_script
from comptoir.site.position import line_at


@dataclass(frozen=True, slots=True)
class Call:
    """One call to a third party."""

    host: str
    kind: str  # script, style, image, frame, font… or inline, snippet: started by a script
    service: Service | None
    node: Node | None = field(default=None, compare=False, repr=False)
    offset: int = 0  # in a style sheet
    sure: bool = True  # False: the script may wait for the reader's choice

    @property
    def use(self) -> Use | None:
        return self.service.use if self.service else None

    @property
    def name(self) -> str:
        if self.service and self.service.name != self.host:
            return f"{self.service.name} ({self.host})"
        return self.host


# A script that says these may start its tracker only after a choice or a click.
_CHOICE = (
    "onsent", "addEventListener('click'", 'addEventListener("click"', "onclick", "tarteaucitron",
    "axeptio", "didomi", "klaro", "orejime", "accepter", "accept(",
)  # fmt: skip


def of_resources(resources: Iterable[Resource], find: Callable[[str], Target]) -> Iterator[Call]:
    for resource in resources:
        if resource.url[:1] == "/" and resource.url[:2] != "//":
            continue
        target = find(resource.url)
        if target.where is Where.OUTSIDE and "." in target.host:  # « //images/a.png »: a slip
            service = service_of(target.host, target.path)
            yield Call(target.host, resource.kind, service, resource.node)


# Google's consent mode: its scripts are told before they load to store nothing.
_REFUSED = re.compile(
    r"gtag\(\s*['\"]consent['\"]\s*,\s*['\"]default['\"]\s*,\s*\{[^}]*"
    r"['\"]?analytics_storage['\"]?\s*:\s*['\"]denied"
)


def waiting(calls: Iterable[Call], scripts: Iterable[tuple[Node, str]]) -> Iterator[Call]:
    """Yield calls, those of Google's measure not sure where its consent mode refuses first."""
    known = list(calls)
    measures = [call for call in known if call.use is Use.ANALYTICS and "google" in call.host]
    refused = bool(measures) and any(_REFUSED.search(text) for _, text in scripts)
    for call in known:
        yield replace(call, sure=False) if refused and call in measures else call


def of_scripts(scripts: Iterable[tuple[Node, str]], base: str) -> Iterator[Call]:
    own = (urlsplit(base).hostname or "").removeprefix("www.")
    for node, text in scripts:
        sure = not any(word in text for word in _CHOICE)
        known: set[str] = set()
        for host, service in _written(text):
            if service.name not in known and host.removeprefix("www.") != own:
                known.add(service.name)
                yield Call(host, "inline", service, node, sure=sure)
        for mark, service in SNIPPETS.items():
            if mark in text and service.name not in known and service.name != "Matomo":
                known.add(service.name)
                yield Call(service.name, "snippet", service, node, sure=sure)


def _written(script: str) -> Iterator[tuple[str, Service]]:
    for url in written_in_script(script):
        parts = urlsplit(f"https:{url}")
        host = (parts.hostname or "").lower()
        if service := service_of(host, parts.path):
            yield host, service


class StyleSheet:
    """A style sheet of the site."""

    def __init__(self, text: str, *, path: str, shown: str = "", base: str = "") -> None:
        self.text = text
        self.path = path
        self.shown = shown or path
        self.base = base

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        found = []
        for load in styles.loads(self.text):
            target = resolve(load.url, page_url=f"/{self.path}", base=self.base)
            if target.where is Where.OUTSIDE and "." in target.host:
                service = service_of(target.host, target.path)
                found.append(Call(target.host, load.kind, service, offset=load.offset))
        return tuple(found)

    def place(self, offset: int) -> Place:
        return Place(self.shown, line_at(self.text, offset))
