"""A page that is held back keeps its last published version, when there is one."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from comptoir.text import slug
from comptoir.website.edition import Edition
from comptoir.website.frame import neutral_frame
from comptoir.website.pictures import FOLDER
from comptoir.website.report import Held
from comptoir.website.shelf import Shelf

_PICTURE = re.compile(r"<picture>.*?</picture>|<img [^>]*\.svg\"[^>]*>", re.DOTALL)
_FILE = re.compile(rf"/{FOLDER}/(?P<file>[\w.%-]+)")
_MADE = re.compile(r"^(?P<stem>[a-z0-9-]+)-[0-9a-f]{8}-\d+\.\w+$")
_SIZE = re.compile(r'width="(?P<width>\d+)" height="(?P<height>\d+)"')


def keep_published(held: Iterable[Held], shelf: Shelf, edition: Edition) -> tuple[Held, ...]:
    """Bring the old version of each held page into the new folder; say which had one."""
    return tuple(
        replace(page, kept=bool(page.url) and _keep(page.url, shelf, edition)) for page in held
    )


def inside(url: str) -> str:
    """Return the file that answers for an address.

    >>> inside("/"), inside("/contact/"), inside("/vieux.html")
    ('index.html', 'contact/index.html', 'vieux.html')
    """
    return f"{url}index.html".lstrip("/") if url.endswith("/") else url.lstrip("/")


def _keep(url: str, shelf: Shelf, edition: Edition) -> bool:
    file = inside(url)
    old, new = shelf.published / file, shelf.new / file
    if not old.is_file() or (shelf.has(file) and url != "/"):
        return False
    html = _without_withheld(old.read_text("utf-8"), shelf.new, edition)
    for found in _FILE.finditer(html):
        shelf.bring(f"{FOLDER}/{unquote(found['file'])}")
    new.parent.mkdir(parents=True, exist_ok=True)
    new.write_text(html, "utf-8")
    for calendar in old.parent.glob("*.ics"):
        shelf.bring(calendar.relative_to(shelf.published).as_posix())
    return True


def _without_withheld(html: str, new: Path, edition: Edition) -> str:
    """Frame the pictures of an old page that may no longer be shown."""
    register, today = edition.register, edition.facts.today
    gone = {
        slug(Path(name).stem) for name in register.images if not register.status(name, today).usable
    }

    def framed(found: "re.Match[str]") -> str:
        files = (_MADE.match(file["file"]) for file in _FILE.finditer(found[0]))
        if not any(made and made["stem"] in gone for made in files):
            return found[0]
        size = _SIZE.search(found[0])
        width, height = (int(size["width"]), int(size["height"])) if size else (960, 640)
        frame = f"image-retiree-{width}x{height}.svg"
        (new / FOLDER / frame).write_text(neutral_frame(width, height), "utf-8")
        return (
            f'<img class="withheld" src="{edition.facts.base}/{FOLDER}/{frame}" '
            f'alt="Image retirée" width="{width}" height="{height}">'
        )

    return _PICTURE.sub(framed, html) if gone else html
