"""Pictures that an earlier site showed under another address: they still answer there.

A rule of redirection would not do: other sites show these pictures in their pages, and many hosts
read no rule.
"""

from pathlib import PurePosixPath

from comptoir.site.addresses import AddressBook
from comptoir.website.edition import Edition
from comptoir.website.pictures import FOLDER, Picture
from comptoir.website.shelf import Shelf

ALIKE = {"jpeg": "jpg"}


def keep_pictures(edition: Edition, book: AddressBook, shelf: Shelf) -> None:
    """Write, at its old address, the largest file of each picture that the site shows."""
    for old, name in book.pictures.items():
        picture = edition.gallery.get(name)
        if picture is None or not picture.sizes:
            continue  # no page shows it, or it is withheld
        file = f"{FOLDER}/{_largest(picture, old)}"
        target = shelf.new / old.lstrip("/")
        source = next(path for path in (shelf.new / file, shelf.published / file) if path.is_file())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())


def _largest(picture: Picture, old: str) -> str:
    """Return the file of the kind that an address names, else the one that every reader opens."""
    told = PurePosixPath(old).suffix.lower().removeprefix(".")
    wanted = ALIKE.get(told, told)
    *_, (_, fallback) = picture.sizes
    sizes = next((files for kind, files in picture.sizes if kind == wanted), fallback)
    return max(sizes).file
