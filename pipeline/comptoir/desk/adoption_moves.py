"""Old addresses that no page carries: of feeds and documents, written in the book of addresses."""

import json
from collections.abc import Iterable

from comptoir.desk.adoption_acts import Act
from comptoir.errors import Place
from comptoir.readers.addresses import HEAD, read_addresses
from comptoir.readers.files import read_text
from comptoir.site.addresses import LEDGER, is_plain, normal
from comptoir.site.adoption.model import OldKind, Remark, Topic
from comptoir.site.adoption.placed import FILES, Placed, PlacedFile
from comptoir.text import plural

FEED = "/actualites/atom.xml"
TABLE = "[moved]"


def move(
    act: Act, feeds: Iterable[str], files: Iterable[PlacedFile], pages: Iterable[Placed]
) -> None:
    """Add the lines that are not there yet; what people wrote stays.

    Args:
        act: the run.
        feeds: where the old site had its feeds: they lead to ours when there are articles.
        files: what was adopted beside pages: documents that a page offers are published.
        pages: what was adopted.
    """
    pages = [page for page in pages if not page.old.draft]
    known = read_addresses(act.stage.root).book
    text = "\n".join(page.body for page in pages)
    wanted: dict[str, str] = {}
    if any(page.old.kind is OldKind.ARTICLE for page in pages):
        wanted |= dict.fromkeys(map(normal, feeds), FEED)
    for file in files:
        if file.path.startswith(FILES) and f"]({file.url}" in text:
            wanted |= dict.fromkeys(map(normal, file.old.urls), file.url)
    taken = known.moved.keys() | known.published.keys() | {page.url for page in pages}
    aliases = {normal(alias) for page in pages for alias in page.aliases}
    new = {
        old: target
        for old, target in sorted(wanted.items())
        if old != target and is_plain(old) and old not in taken | aliases
    }
    if new:
        _add(act, new)


def _add(act: Act, new: dict[str, str]) -> None:
    path = act.stage.root / LEDGER
    before = read_text(path, shown=LEDGER) if path.is_file() else HEAD
    lines = "".join(
        f"{json.dumps(old, ensure_ascii=False)} = {json.dumps(target, ensure_ascii=False)}\n"
        for old, target in new.items()
    )
    start, table, rest = before.partition(f"{TABLE}\n")
    if not table:
        said = f"{plural(len(new), 'adresse')} de flux ou de documents : à écrire sous {TABLE}."
        act.remarks.append(Remark(Topic.FILE, said, at=Place(LEDGER)))
        return
    act.stage.write(LEDGER, f"{start}{table}{lines}{rest}".encode())
