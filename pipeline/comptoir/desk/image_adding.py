"""`comptoir image add`: an image enters content/images, and the register says what is known of it.

No name of a person: the register holds the number of the release, the signed sheet is in a binder
and the person in the base.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from comptoir.context import Context
from comptoir.desk.images import FOLDER, FORMATS
from comptoir.errors import InputError, Place, RefusedError
from comptoir.errors.french import os_error, pydantic_faults
from comptoir.readers.atomic import replace_bytes
from comptoir.readers.content import REGISTER, read_content
from comptoir.readers.exif import tells_where
from comptoir.readers.unplaced import is_image, without_position
from comptoir.site.register import ImageEntry, ImageRegister, Release
from comptoir.text import slug

VECTOR = ".svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What entered."""

    name: str
    path: str
    alt: str = ""
    release: str = ""  # number given to a new release
    position_removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is known of the image: its entry, releases already noted, one to note."""

    entry: Mapping[str, Any]
    cited: tuple[str, ...] = ()
    signed: Mapping[str, Any] = field(default_factory=dict)  # a new release; empty: none
    name: str = ""  # the file's own, made plain, by default


def add(ctx: Context, source: Path, asked: Asked) -> Added:
    """Copy the image without its position, and write its entry.

    Raises:
        InputError: it is no image, its name is taken, something is missing or wrong.
        RefusedError: the right to show someone is missing, ended, or not whole.
    """
    raw = _read(source)
    register = read_content(ctx.root).register
    name = _named(ctx.root, source, asked.name, register)
    signed = _release(asked.signed) if asked.signed else None
    number = _next(register, signed.signed_on) if signed else ""
    released = tuple(dict.fromkeys((*asked.cited, *filter(None, (number,)))))
    entry = _entry(dict(asked.entry) | ({"releases": released} if released else {}))
    _refuse_unlawful(register, entry, {number: signed} if signed else {}, ctx.today)
    plain = without_position(raw)
    target = ctx.root / FOLDER / name
    text = _written(name, dict(asked.entry), released, number, asked.signed)
    _write(ctx.root, target, plain)
    if tells_where(target):
        target.unlink()
        raise InputError(
            "ce fichier dit où l’image a été prise, et cette position ne s’enlève pas ici.",
            remedy="Enregistrez l’image en JPEG, PNG ou WebP, puis ajoutez-la.",
            at=Place(source.name),
        )
    try:
        _register(ctx.root, text)
    except InputError:
        target.unlink()
        raise
    return Added(
        name=name,
        path=f"{FOLDER}/{name}",
        alt=entry.alt,
        release=number,
        position_removed=tells_where(source),
    )


def _read(source: Path) -> bytes:
    try:
        raw = source.read_bytes()
    except OSError as error:
        raise os_error(error) from error
    vector = source.suffix.lower() == VECTOR
    good = b"<svg" in raw[:4096] if vector else is_image(raw)
    if source.suffix.lower() not in FORMATS or not good:
        raise InputError(
            "ce fichier n’est pas une image que le site sait montrer.",
            remedy=f"Donnez un fichier {', '.join(sorted(FORMATS))}.",
            at=Place(source.name),
        )
    return raw


def _named(root: Path, source: Path, wanted: str, register: ImageRegister) -> str:
    suffix = source.suffix.lower()
    stem = Path(wanted).stem if wanted else source.stem
    name = f"{slug(stem) or 'image'}{'.jpg' if suffix == '.jpeg' else suffix}"
    if (root / FOLDER / name).exists() or register.entry(name):
        raise InputError(
            f"{name} existe déjà dans {FOLDER} ou au registre.",
            remedy="Donnez-lui un autre nom avec --name.",
            at=Place(source.name),
        )
    return name


def _entry(values: dict[str, Any]) -> ImageEntry:
    try:
        return ImageEntry.model_validate(values)
    except ValidationError as error:
        raise _french(error) from error


def _release(values: Mapping[str, Any]) -> Release:
    try:
        return Release.model_validate(dict(values))
    except ValidationError as error:
        raise _french(error) from error


def _french(error: ValidationError) -> InputError:
    faults = pydantic_faults(
        error.errors(),
        place=lambda keys: Place(REGISTER, 0, ".".join(map(str, keys))),
        keys=lambda keys: [*ImageEntry.model_fields, *Release.model_fields],
    )
    return InputError(faults=faults)


def _next(register: ImageRegister, signed_on: date) -> str:
    """Return the number that follows those of the year."""
    start = f"R-{signed_on.year}-"
    known = (name.removeprefix(start) for name in register.releases if name.startswith(start))
    last = max((int(rest) for rest in known if rest.isdigit()), default=0)
    return f"{start}{last + 1:03}"


def _refuse_unlawful(
    register: ImageRegister, entry: ImageEntry, signed: Mapping[str, Release], today: date
) -> None:
    """Refuse what may not be shown (C. civ., art. 9 and 372; LAW, IMG005 to IMG010)."""
    for release in signed.values():
        if release.subject == "minor" and not release.child_consulted:
            raise RefusedError(
                "L’autorisation d’un mineur doit dire que l’enfant a donné son avis.",
                remedy="Demandez-le-lui, puis ajoutez --child-consulted.",
            )
    whole = ImageRegister(
        images={"nouvelle": entry}, releases=dict(register.releases) | dict(signed)
    )
    status = whole.status("nouvelle", today)
    if not status.usable:
        raise RefusedError(
            f"Cette image ne peut pas être montrée : {status.reason}.",
            remedy="Donnez une autorisation valable : --release, ou --signed-on pour une nouvelle.",
        )


def _written(
    name: str,
    entry: Mapping[str, Any],
    releases: tuple[str, ...],
    number: str,
    signed: Mapping[str, Any],
) -> str:
    """Return the lines that the register gains."""
    table = {key: value for key, value in entry.items() if value not in ("", None, False)}
    if releases:
        table["releases"] = list(releases)
    lines = [f"[images.{json.dumps(name)}]", *_lines(table)]
    if number:
        kept = {key: value for key, value in signed.items() if value not in ("", None, False)}
        lines += ["", f"[releases.{json.dumps(number)}]", *_lines(kept)]
    return "\n".join(lines) + "\n"


def _lines(table: Mapping[str, Any]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in table.items()]


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def _write(root: Path, target: Path, plain: bytes) -> None:
    try:
        (root / FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise os_error(error) from error
    replace_bytes(target, plain)


def _register(root: Path, text: str) -> None:
    path = root / REGISTER
    before = path.read_bytes() if path.is_file() else b""
    gap = b"" if not before else b"\n" if before.endswith(b"\n") else b"\n\n"
    replace_bytes(path, before + gap + text.encode("utf-8"))
