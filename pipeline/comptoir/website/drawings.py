"""SVG files: copied as they are when they only draw, refused when they could do more."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from comptoir.errors import InputError, Place
from comptoir.readers.files import read_text

_ACTIVE = frozenset({"script", "foreignobject", "iframe", "embed", "object", "audio", "video"})
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!#|data:image/)|expression\(", re.IGNORECASE)
_INSIDE = re.compile(r"^(?:#|data:image/(?:png|jpeg|webp|gif);)", re.IGNORECASE)
_LENGTH = re.compile(r"^\s*([\d.]+)\s*(?:px)?\s*$")
DEFAULT = (960, 640)


def read_drawing(path: Path, *, shown: str) -> tuple[bytes, int, int]:
    """Return a drawing and its size.

    Raises:
        InputError: it holds a script, calls another site, or is no SVG.
    """
    text = read_text(path, shown=shown)
    if "<!DOCTYPE" in text or "<!ENTITY" in text or "<?xml-stylesheet" in text:
        raise _refused(shown, "une déclaration de document")
    try:
        root = ET.fromstring(text)  # noqa: S314 — neither DOCTYPE nor entity is left to expand
    except ET.ParseError as error:
        raise InputError(
            "ce dessin SVG est mal écrit.",
            remedy="Enregistrez-le de nouveau depuis votre logiciel de dessin.",
            at=Place(shown, error.position[0]),
        ) from error
    if _local(root.tag) != "svg":
        raise _refused(shown, "autre chose qu’un dessin")
    for element in root.iter():
        _look(element, shown)
    width, height = _size(root)
    return text.encode(), width, height


def _look(element: ET.Element, shown: str) -> None:
    tag = _local(element.tag) if isinstance(element.tag, str) else ""
    if tag in _ACTIVE:
        raise _refused(shown, f"un élément <{tag}>")
    for name, value in element.attrib.items():
        key = _local(name)
        if key.startswith("on"):
            raise _refused(shown, f"du code ({key})")
        if key in ("href", "src") and not _INSIDE.match(value.strip()):
            raise _refused(shown, "un lien vers l’extérieur")
        if _OUTSIDE.search(value):
            raise _refused(shown, "un appel vers l’extérieur")
    if tag == "style" and _OUTSIDE.search(element.text or ""):
        raise _refused(shown, "un appel vers l’extérieur")


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1].lower()


def _refused(shown: str, what: str) -> InputError:
    return InputError(
        f"ce dessin SVG contient {what}.",
        remedy="Exportez-le en « SVG simple », ou en PNG.",
        at=Place(shown),
    )


def _size(root: ET.Element) -> tuple[int, int]:
    box = [float(part) for part in re.findall(r"-?[\d.]+", root.get("viewBox", ""))]
    lengths = [_LENGTH.match(root.get(side, "")) for side in ("width", "height")]
    if all(lengths):
        width, height = (float(length[1]) for length in lengths if length)
    elif len(box) == 4:
        width, height = box[2], box[3]
    else:
        return DEFAULT
    return (max(1, round(width)), max(1, round(height))) if width and height else DEFAULT
