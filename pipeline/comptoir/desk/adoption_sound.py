"""What an old site holds that the build would refuse: left out or blanked at the door, and said."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from comptoir.context import Progress
from comptoir.errors import InputError, Place
from comptoir.readers.drawings import read_drawing
from comptoir.rules.detectors import without_leaks
from comptoir.site.adoption.model import OldFile, OldPage, OldSite, Remark, Topic
from comptoir.site.adoption.placed import PICTURES
from comptoir.text import french_list
from comptoir.website import shrink


def sound(
    site: OldSite, folder: Path, media: Path, *, own: frozenset[str], progress: Progress
) -> OldSite:
    """Return the site without images that cannot be made, secrets, and numbers of people.

    One of them would hold its page back, or the whole site.

    Args:
        site: as it was read.
        folder: where its files lie.
        media: where those of an export lie.
        own: what the organisation publishes of itself.
        progress: told of each file.
    """
    remarks: list[Remark] = []
    files = [
        file
        for file in progress.track(site.files, label="Images", total=len(site.files))
        if _opens(file, media if file.media else folder, remarks)
    ]
    pages = tuple(_blanked(site.pages, own, remarks))
    return replace(site, files=tuple(files), pages=pages, remarks=(*site.remarks, *remarks))


def _opens(file: OldFile, folder: Path, remarks: list[Remark]) -> bool:
    suffix = PurePosixPath(file.key).suffix.lower()
    try:
        if suffix == ".svg":
            read_drawing(folder / file.key, shown=file.key)
        elif suffix in PICTURES:
            shrink.size_of(folder / file.key, shown=file.key)
    except InputError as error:
        fault = error.faults[0]
        remedy = f"{fault.remedy} Puis recommencez."
        remarks.append(Remark(Topic.IMAGE, fault.found, remedy, Place(file.key)))
        return False
    return True


def _blanked(
    pages: Iterable[OldPage], own: frozenset[str], remarks: list[Remark]
) -> Iterator[OldPage]:
    for page in pages:
        body, found = without_leaks(page.body, own)
        if found:
            said = f"ce texte contenait {french_list(found)} : un blanc en marque la place."
            remedy = (
                "Git garderait tout pour toujours. L’IBAN de l’organisme se dit dans [bank] de "
            )
            remedy += "legal/organisation.toml, et peut alors être écrit dans une page."
            remarks.append(Remark(Topic.PAGE, said, remedy, Place(page.key)))
        yield replace(page, body=body) if found else page
