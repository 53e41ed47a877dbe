"""Old addresses that no page carries, written in the book of addresses: lists, feeds, documents,
images."""

import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from comptoir.desk.adoption_acts import Act
from comptoir.errors import Place
from comptoir.readers.addresses import HEAD, read_addresses
from comptoir.readers.files import read_text
from comptoir.site.addresses import LEDGER, is_file, is_plain, normal
from comptoir.site.adoption.lists import FEED, Lists
from comptoir.site.adoption.model import OldKind, OldSite, Remark, Topic
from comptoir.site.adoption.placed import FILES, IMAGES, Placed, PlacedFile
from comptoir.site.adoption.placing import MANY_DIGITS
from comptoir.text import plural

TABLE, PICTURES = "[moved]", "[pictures]"
_SHOWN = re.compile(r"[(\"'<]/images/([^)\"'\s>]+)")


def move(act: Act, site: OldSite, files: Iterable[PlacedFile], pages: Iterable[Placed]) -> int:
    """Add the lines that are not there yet; what people wrote stays. Return how many are wanted.

    Args:
        act: the run.
        site: the old site; its feeds and lists lead to ours when there are articles.
        files: what was adopted beside pages: documents and images that a page shows are published.
        pages: what was adopted.
    """
    files, pages = list(files), [page for page in pages if not page.old.draft]
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
    shown = dict(_pictures(files, pages))
    pictures = {
        old: name
        for old, name in sorted(shown.items())
        if is_file(old)
        and not MANY_DIGITS.search(old)
        and old not in known.pictures.keys() | known.moved.keys()
    }
    if new or pictures:
        _add(act, new, pictures)
    said = {old for old in wanted if old in known.moved}
    return len(new.keys() | said | pictures.keys() | (shown.keys() & known.pictures.keys()))


def _pictures(files: Iterable[PlacedFile], pages: Iterable[Placed]) -> Iterator[tuple[str, str]]:
    """Yield the old addresses of the pictures that pages show, and their names."""
    seen = {name for page in pages for name in (page.image, *_SHOWN.findall(page.body))}
    for file in files:
        name = file.path.removeprefix(f"{IMAGES}/")
        if name in seen:
            yield from ((f"/{unquote(url).lstrip('/')}", name) for url in file.old.urls)


def _add(act: Act, moved: dict[str, str], pictures: dict[str, str]) -> None:
    path = act.stage.root / LEDGER
    before = read_text(path, shown=LEDGER) if path.is_file() else HEAD
    start, table, rest = before.partition(f"{TABLE}\n")
    if not table:
        many = plural(len(moved) + len(pictures), "adresse")
        said = (
            f"{many} de listes, de flux, de documents ou d’images : écrivez un tableau {TABLE} "
            "au-dessus de [pages], puis recommencez."
        )
        act.remarks.append(Remark(Topic.FILE, said, at=Place(LEDGER)))
        return
    if pictures and f"{PICTURES}\n" not in before:
        start = f"{start}{PICTURES}\n\n"
    text = f"{start}{table}{_lines(moved)}{rest}"
    text = text.replace(f"{PICTURES}\n", f"{PICTURES}\n{_lines(pictures)}", 1)
    act.stage.write(LEDGER, text.encode())


def _lines(told: dict[str, str]) -> str:
    return "".join(
        f"{json.dumps(old, ensure_ascii=False)} = {json.dumps(new, ensure_ascii=False)}\n"
        for old, new in told.items()
    )
