"""Old addresses that no page carries, written in the book of addresses: lists, feeds, documents."""

import json
from collections.abc import Iterable
from urllib.parse import unquote

from comptoir.desk.adoption_acts import Act
from comptoir.errors import Place
from comptoir.readers.addresses import HEAD, read_addresses
from comptoir.readers.files import read_text
from comptoir.site.addresses import LEDGER, is_plain, normal
from comptoir.site.adoption.lists import FEED, Lists
from comptoir.site.adoption.model import OldKind, OldSite, Remark, Topic
from comptoir.site.adoption.placed import FILES, Placed, PlacedFile
from comptoir.text import plural

TABLE = "[moved]"


def move(act: Act, site: OldSite, files: Iterable[PlacedFile], pages: Iterable[Placed]) -> int:
    """Add the lines that are not there yet; what people wrote stays. Return how many are wanted.

    Args:
        act: the run.
        site: the old site; its feeds and lists lead to ours when there are articles.
        files: what was adopted beside pages: documents that a page offers are published.
        pages: what was adopted.
    """
    pages = [page for page in pages if not page.old.draft]
    known = read_addresses(act.stage.root).book
    text = "\n".join(page.body for page in pages)
    lists = Lists(pages)
    wanted = {normal(old.url): lists.now(old) for old in site.lists if old.url}
    if any(page.old.kind is OldKind.ARTICLE for page in pages):
        wanted |= dict.fromkeys(map(normal, site.feeds), FEED)
    for file in files:
        if file.path.startswith(FILES) and f"]({file.url}" in text:
            wanted |= dict.fromkeys(map(normal, file.old.urls), file.url)
    taken = known.moved.keys() | known.published.keys() | {page.url for page in pages}
    aliases = {normal(unquote(alias)) for page in pages for alias in page.aliases}
    new = {
        old: target
        for old, target in sorted(wanted.items())
        if target and old not in ("/", target) and is_plain(old) and old not in taken | aliases
    }
    if new:
        _add(act, new)
    return len(new.keys() | {old for old in wanted if old in known.moved})


def _add(act: Act, new: dict[str, str]) -> None:
    path = act.stage.root / LEDGER
    before = read_text(path, shown=LEDGER) if path.is_file() else HEAD
    lines = "".join(
        f"{json.dumps(old, ensure_ascii=False)} = {json.dumps(target, ensure_ascii=False)}\n"
        for old, target in new.items()
    )
    start, table, rest = before.partition(f"{TABLE}\n")
    if not table:
        many = plural(len(new), "adresse")
        said = f"{many} de listes, de flux ou de documents : à écrire sous {TABLE}."
        act.remarks.append(Remark(Topic.FILE, said, at=Place(LEDGER)))
        return
    act.stage.write(LEDGER, f"{start}{table}{lines}{rest}".encode())
