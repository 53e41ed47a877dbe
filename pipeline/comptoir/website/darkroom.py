"""Make the pictures of an edition, in two threads, from a cache named by content.

Pillow lets go of the interpreter while it decodes, resizes and encodes, so that threads do.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
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
from comptoir.website.pictures import FOLDER, Gallery, Picture, Size, arrange, credit_of

WORKERS = 2
SOURCES = "content/images"


@dataclass(frozen=True, slots=True)
class Development:
    """Pictures made, and those that could not be."""

    gallery: Gallery
    faults: dict[str, Fault] = field(default_factory=dict)  # by name


def develop(
    names: Iterable[str],
    *,
    root: Path,
    output: Path,
    cache: Path | None,
    register: ImageRegister,
    today: date,
    avif: bool = False,
    progress: Progress | None = None,
) -> Development:
    """Put the pictures of these names in the output's folder of images."""
    wanted = sorted(set(names))
    (output / FOLDER).mkdir(parents=True, exist_ok=True)
    pictures: dict[str, Picture] = {}
    faults: dict[str, Fault] = {}

    def one(name: str) -> Picture | Fault:
        try:
            return _picture(name, root, output, cache, register, today, avif)
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
    output: Path,
    cache: Path | None,
    register: ImageRegister,
    today: date,
    avif: bool,
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
        (output / FOLDER / frame).write_text(neutral_frame(width, height), "utf-8")
        return Picture(name=name, width=width, height=height, withheld=status.reason, frame=frame)
    key = _key(path, avif)
    if drawn:
        made: Made = {(width, height, "svg"): content}
    else:
        kept = _developed(path, shown, key, cache, avif) if cache else None
        made = kept if kept is not None else _make(path, shown, avif)
    return Picture(
        name=name,
        width=width,
        height=height,
        alt="" if entry is None or entry.decorative else entry.alt,
        credit=credit_of(entry),
        sizes=_written(made, output, f"{slug(Path(name).stem) or 'image'}-{key[:8]}"),
    )


def _written(made: "Made", output: Path, stem: str) -> tuple[tuple[str, tuple[Size, ...]], ...]:
    sizes = []
    for (width, height, extension), content in made.items():
        file = f"{stem}-{width}.{extension}"
        (output / FOLDER / file).write_bytes(content)
        sizes.append(Size(width, height, file))
    return arrange(sizes)


Made = dict[tuple[int, int, str], bytes]


def _key(path: Path, avif: bool) -> str:
    recipe = f"{shrink.RECIPE} {shrink.WIDTHS} {avif}".encode()
    return hashlib.sha256(recipe + path.read_bytes()).hexdigest()


def _make(path: Path, shown: str, avif: bool) -> Made:
    return {
        (v.width, v.height, v.extension): v.content
        for v in shrink.variants(path, shown=shown, avif=avif)
    }


def _developed(path: Path, shown: str, key: str, cache: Path, avif: bool) -> Made | None:
    """Return the variants from the cache, making them when it has none, or damaged ones."""
    folder = cache / key[:2] / key
    try:
        return _kept(folder)
    except (OSError, ValueError):
        made = _make(path, shown, avif)
        shutil.rmtree(folder, ignore_errors=True)
        _keep(made, folder)
        return made


def _kept(folder: Path) -> Made:
    """Read a cache entry.

    Raises:
        OSError, ValueError: it is not there, or not as it was written.
    """
    made: Made = {}
    for width, height, extension, digest in json.loads((folder / "index.json").read_text("utf-8")):
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
