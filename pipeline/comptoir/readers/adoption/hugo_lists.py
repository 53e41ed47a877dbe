"""The lists that Hugo made by itself: sections without a text of their own, tags, categories."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from comptoir.readers.adoption.markdown_folders import address_part, table, text_of
from comptoir.site.adoption.model import Listing, OldKind, OldList, OldPage
from comptoir.site.adoption.urls import normal

TAXONOMIES = ["tags", "categories"]


def taxonomies(config: dict[str, Any], pages: Iterable[OldPage]) -> Iterator[OldList]:
    """Return the addresses of tags and categories, whatever the settings call them.

    Args:
        config: the settings.
        pages: those that were published.
    """
    names = [text_of(name) for name in table(config.get("taxonomies")).values()] or TAXONOMIES
    words = {word for page in pages for word in (page.category, *page.tags) if word}
    for folder in filter(None, names):
        yield OldList(normal(f"/{folder}/"), Listing.TOPICS)
        for word in sorted(words):
            yield OldList(normal(f"/{folder}/{address_part(word)}/"), Listing.TOPIC, word)


def sections(
    pages: Iterable[OldPage], silent: Iterable[OldPage], content: str
) -> Iterator[OldList | OldPage]:
    """Return a list for each section of articles, a page of links for each other section.

    Args:
        pages: everything that was published and has a text.
        silent: the heads of sections, without a text.
        content: the folder that holds them all.
    """
    inside: dict[str, list[OldPage]] = defaultdict(list)
    spoken: set[str] = set()
    for page in pages:
        path = PurePosixPath(page.key).relative_to(content)
        if path.name.startswith("_index"):
            spoken.add(str(path.parent))
        else:  # a bundle is named by its folder
            inside[str(path.parent.parent if path.stem == "index" else path.parent)].append(page)
    heads = {str(PurePosixPath(page.key).relative_to(content).parent): page for page in silent}
    for section in sorted({*inside, *heads} - spoken - {"."}):
        head, children = heads.get(section), inside.get(section, [])
        if any(child.kind is OldKind.ARTICLE for child in children):
            urls = head.urls if head else (normal(f"/{address_part(section)}/"),)
            yield from map(OldList, urls)
        elif head and children:
            yield replace(head, body=_links(children, content))


def _links(children: Iterable[OldPage], content: str) -> str:
    ordered = sorted(children, key=lambda one: (one.order or sys.maxsize, one.title))
    return "".join(
        f"- [{one.title}]({{filename}}/{PurePosixPath(one.key).relative_to(content)})\n"
        for one in ordered
    )
