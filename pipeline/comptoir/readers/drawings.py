"""SVG files: copied when they only draw, what is for drawing programs alone taken off; refused when
they could do more."""

import re
from copy import deepcopy
from pathlib import Path
from xml.etree import ElementTree as ET

from comptoir.errors import InputError, Place
from comptoir.readers import drawing_programs
from comptoir.readers.files import read_text

_ACTIVE = frozenset(("script", "foreignobject", "iframe", "embed", "object", "audio", "video"))
_CALLED = frozenset(("handler", "listener"))  # of SVG Tiny
_ANIMATED = frozenset({"set", "animate", "animatetransform", "animatemotion"})
_HTML = ("{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/1998/Math/MathML}")
_OUTSIDE = re.compile(
    r"@import|url\(\s*['\"]?(?!#|data:image/(?:png|jpeg|webp|gif);)|expression\(|javascript:"
    r"|(?:image-set|image|src)\(",
    re.IGNORECASE,
)
_DOCTYPE = re.compile(  # what drawing programs write, and no reader needs
    r"<!DOCTYPE\s+svg(?:\s+PUBLIC\s+\"[^\"]*\"\s+\"[^\"]*\")?\s*>"
)
_ESCAPED = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)|/\*.*?\*/", re.IGNORECASE | re.DOTALL)
_ENCODING = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"'](?P<name>[^\"']+)")
_INSIDE = re.compile(r"^(?:#|data:image/(?:png|jpeg|webp|gif);)", re.IGNORECASE)
_LENGTH = re.compile(r"^\s*([\d.]+)\s*(?:px)?\s*$")
DEFAULT = (960, 640)
LARGEST = 100_000  # points; more is no size


def read_drawing(path: Path, *, shown: str) -> tuple[bytes, int, int]:
    """Return a drawing and its size.

    Raises:
        InputError: it holds a script, calls another site, or is no SVG.
    """
    text = drawing_programs.named(_DOCTYPE.sub("", read_text(path, shown=shown), count=1))
    if "<!DOCTYPE" in text or "<!ENTITY" in text or "<?xml-stylesheet" in text:
        raise _refused(shown, "une déclaration de document")
    told = _ENCODING.match(text)
    if told and told["name"].lower() not in ("utf-8", "us-ascii"):
        raise _refused(shown, f"l’encodage {told['name']}")
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
    if drawing_programs.clean(cleaned := deepcopy(root)):
        root, text = cleaned, ET.tostring(cleaned, encoding="unicode")
    for element in root.iter():
        _look(element, shown)
    width, height = _size(root)
    return text.encode(), width, height


def _look(element: ET.Element, shown: str) -> None:
    whole = element.tag if isinstance(element.tag, str) else ""
    tag = _local(whole)
    if tag in _ACTIVE | _CALLED or whole.startswith(_HTML):
        raise _refused(shown, f"un élément <{tag}>")
    for name, value in element.attrib.items():
        key = _local(name)
        aimed = value.strip().lower().rpartition(":")[2] if key == "attributename" else ""
        if tag in _ANIMATED and (aimed == "href" or aimed.startswith("on")):
            raise _refused(shown, "une animation qui change un lien")
        if key == "base":
            raise _refused(shown, "un lien vers l’extérieur")
        if key.startswith("on"):
            raise _refused(shown, f"du code ({key})")
        if key in ("href", "src") and not _INSIDE.match(value.strip()):
            raise _refused(shown, "un lien vers l’extérieur")
        if _calls_out(value):
            raise _refused(shown, "un appel vers l’extérieur")
    if tag == "style" and _calls_out("".join(element.itertext())):
        raise _refused(shown, "un appel vers l’extérieur")


def _calls_out(css: str) -> bool:
    """Say whether a style calls something, its escapes undone as a browser does."""
    return bool(_OUTSIDE.search(css) or ("\\" in css and _OUTSIDE.search(_unescaped(css))))


def _unescaped(css: str) -> str:
    def letter(found: "re.Match[str]") -> str:
        if found[1]:
            code = int(found[1], 16)
            return chr(code) if 0 < code < 0x110000 else ""
        return found[2] or ""

    return _ESCAPED.sub(letter, css)


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1].lower()


def _refused(shown: str, what: str) -> InputError:
    return InputError(
        f"ce dessin SVG contient {what}.",
        remedy="Exportez-le en « SVG simple », ou en PNG.",
        at=Place(shown),
    )


def _size(root: ET.Element) -> tuple[int, int]:
    box = [_number(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    lengths = [_LENGTH.match(root.get(side, "")) for side in ("width", "height")]
    if all(lengths):
        width, height = (_number(length[1]) for length in lengths if length)
    elif len(box) == 4:
        width, height = box[2], box[3]
    else:
        return DEFAULT
    kept = 0 < width < LARGEST and 0 < height < LARGEST
    return (max(1, round(width)), max(1, round(height))) if kept else DEFAULT


def _number(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return 0.0
