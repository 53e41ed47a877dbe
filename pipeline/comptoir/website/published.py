"""Which addresses of a built site its readers may keep: what the ledger of addresses notes."""

import re
from pathlib import Path

from comptoir.site.addresses import AddressBook, redirections
from comptoir.site.source import Content

# Numbered pages and months move by themselves, and nobody keeps their addresses.
_MOVING = re.compile(r"/(?:page|\d[\d-]*)/")
APART = frozenset({"/404.html", "/recherche/"})


def addresses(site: Path) -> set[str]:
    """Return the address of every page of a built site."""
    files = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {f"/{file.removesuffix('index.html')}" for file in files}


def pages_and_lists(site: Path, content: Content, book: AddressBook) -> tuple[set[str], set[str]]:
    """Return the addresses made of source pages, and those of lists."""
    there = addresses(site)
    pages = {page.url for page in content.pages if page.kind.public} & there
    forwarded = redirections(content.pages, book).keys()
    lists = there - pages - forwarded - APART
    return pages, {url for url in lists if not _MOVING.search(url)}
