"""Make the pictures of an edition, in two threads, from a cache named by content.

Pillow lets go of the interpreter while it decodes, resizes and encodes, so that threads do.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from comptoir.context import Progress, Silent
from comptoir.errors import Fault, InputError, Place
from comptoir.errors.french import os_error
from comptoir.readers.drawings import read_drawing
from comptoir.readers.images import image_file
from comptoir.site.register import ImageRegister
from comptoir.text import slug
from comptoir.website import shrink
from comptoir.website.frame import neutral_frame
from comptoir.website.incremental.stamps import sum_of
from comptoir.website.pictures import FOLDER, SOURCES, Gallery, Picture, Size, arrange, credit_of
from comptoir.website.shelf import Shelf

WORKERS = 2


@dataclass(frozen=True, slots=True)
class Development:
    """Pictures made, and those that could not be."""

    gallery: Gallery
    faults: dict[str, Fault] = field(default_factory=dict)  # by name


def sum_of_file(path: Path) -> str:
    return sum_of(path.read_bytes())


def develop(
    names: Iterable[str],
    *,
    root: Path,
    shelf: Shelf,
    cache: Path | None,
    register: ImageRegister,
    today: date,
    sums: Callable[[Path], str] = sum_of_file,
    avif: bool = False,
    progress: Progress | None = None,
) -> Development:
    """Put the pictures of these names in the folder of images of a build.

    Args:
        names: files of `content/images`.
        root: the project.
        shelf: where the build puts its files.
        cache: where variants are kept from one build to the next.
        register: rights and words of each image.
        today: the day whose rights count.
        sums: the sum of a file's content.
        avif: whether to make AVIF variants too.
        progress: told of each image.
    """
    wanted = sorted(set(names))
    (shelf.new / FOLDER).mkdir(parents=True, exist_ok=True)
    pictures: dict[str, Picture] = {}
    faults: dict[str, Fault] = {}

    def one(name: str) -> Picture | Fault:
        try:
            return _picture(name, root, shelf, cache, register, today, avif, sums)
        except InputError as error:
            return error.faults[0]

    with ThreadPoolExecutor(WORKERS) as pool:
        done = (progress or Silent()).track(
            pool.map(one, wanted), label="Images", total=len(wanted)
        )
        for name, result in zip(wanted, done, strict=True):
            if isinstance(result, Picture):
                pictures[name] = result
            else:
                faults[name] = result
    return Development(Gallery(pictures), faults)


def _picture(
    name: str,
    root: Path,
    shelf: Shelf,
    cache: Path | None,
    register: ImageRegister,
    today: date,
    avif: bool,
    sums: Callable[[Path], str],
) -> Picture:
    path, shown = image_file(root, name), f"{SOURCES}/{name}"
    if not path.is_file():
        raise InputError("cette image n’existe pas.", remedy="Vérifiez son nom.", at=Place(shown))
    if not path.resolve().is_relative_to(root.resolve()):
        raise InputError(
            "ce lien mène hors du projet.", remedy="Copiez le fichier lui-même.", at=Place(shown)
        )
    drawn = path.suffix.lower() == ".svg"
    if drawn:
        content, width, height = read_drawing(path, shown=shown)
    else:
        width, height = shrink.size_of(path, shown=shown)
    entry = register.entry(name)
    status = register.status(name, today)
    if not status:
        frame = f"image-retiree-{width}x{height}.svg"
        (shelf.new / FOLDER / frame).write_text(neutral_frame(width, height), "utf-8")
        return Picture(name=name, width=width, height=height, withheld=status.reason, frame=frame)
    key = _key(sums(path), avif)
    stem = f"{slug(Path(name).stem) or 'image'}-{key[:8]}"
    if drawn:
        sizes = _written({(width, height, "svg"): content}, shelf, stem)
    else:
        sizes = _developed(path, shown, key, stem, shelf, cache, avif)
    return Picture(
        name=name,
        width=width,
        height=height,
        alt="" if entry is None or entry.decorative else entry.alt,
        credit=credit_of(entry),
        sizes=sizes,
    )


Made = dict[tuple[int, int, str], bytes]
Sizes = tuple[tuple[str, tuple[Size, ...]], ...]


def _key(content: str, avif: bool) -> str:
    recipe = f"{shrink.RECIPE} {shrink.WIDTHS} {avif} {content}"
    return hashlib.sha256(recipe.encode()).hexdigest()


def _size(width: int, height: int, extension: str, stem: str) -> Size:
    return Size(width, height, f"{stem}-{width}.{extension}")


def _written(made: Made, shelf: Shelf, stem: str) -> Sizes:
    sizes = []
    for told, content in made.items():
        size = _size(*told, stem)
        if not shelf.keep(f"{FOLDER}/{size.file}"):  # its name says all that is in it
            (shelf.new / FOLDER / size.file).write_bytes(content)
        sizes.append(size)
    return arrange(sizes)


def _make(path: Path, shown: str, avif: bool) -> Made:
    return {
        (v.width, v.height, v.extension): v.content
        for v in shrink.variants(path, shown=shown, avif=avif)
    }


def _developed(
    path: Path, shown: str, key: str, stem: str, shelf: Shelf, cache: Path | None, avif: bool
) -> Sizes:
    """Return the variants from the site or the cache, making them when neither has them whole."""
    if cache is None:
        return _written(_make(path, shown, avif), shelf, stem)
    folder = cache / key[:2] / key
    try:
        listed = json.loads((folder / "index.json").read_text("utf-8"))
        sizes = [_size(width, height, extension, stem) for width, height, extension, _ in listed]
        if all(shelf.keep(f"{FOLDER}/{size.file}") for size in sizes):
            return arrange(sizes)
        made = _kept(folder, listed)
    except (OSError, ValueError):
        made = _make(path, shown, avif)
        shutil.rmtree(folder, ignore_errors=True)
        _keep(made, folder)
    return _written(made, shelf, stem)


def _kept(folder: Path, listed: Iterable[tuple[int, int, str, str]]) -> Made:
    """Read a cache entry.

    Raises:
        OSError, ValueError: it is not there, or not as it was written.
    """
    made: Made = {}
    for width, height, extension, digest in listed:
        content = (folder / f"{width}.{extension}").read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise ValueError(f"{width}.{extension} was changed")
        made[width, height, extension] = content
    return made


def _keep(made: Made, folder: Path) -> None:
    """Write a cache entry whole or not at all; a cache that cannot be written is no fault."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as name:
            new = Path(name) / "entry"
            new.mkdir()
            for (w, _, ext), content in made.items():
                (new / f"{w}.{ext}").write_bytes(content)
            rows = [(*key, hashlib.sha256(content).hexdigest()) for key, content in made.items()]
            (new / "index.json").write_text(json.dumps(sorted(rows)), "utf-8")
            if not folder.exists():
                new.rename(folder)
    except FileExistsError:
        return
    except OSError as error:
        if error.errno in FULL_DISK:
            raise os_error(error) from error


FULL_DISK = (28, 122)  # ENOSPC, EDQUOT: going on would only fail later, with less to say
