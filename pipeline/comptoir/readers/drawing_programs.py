"""What drawing programs leave in SVG files for themselves: taken off, the drawing stays.

Illustrator keeps a copy of the whole file (`i:pgf`, behind a `foreignObject`), Inkscape its windows
and the folders of who drew: none of it is drawn, and some of it tells on people.
"""

import re
from xml.etree import ElementTree as ET

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
PROGRAMS = (
    "http://ns.adobe.com/", "http://www.inkscape.org/", "http://sodipodi.sourceforge.net/",
    "http://inkscape.sourceforge.net/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/", "http://creativecommons.org/ns#", "http://web.resource.org/cc/",
    "http://www.serif.com/", "http://www.bohemiancoding.com/sketch/", "http://vectornator.io",
    "http://www.corel.com/", "http://schemas.microsoft.com/visio/", "http://krita.org/",
    "https://krita.org/", "https://boxy-svg.com", "http://svgjs.com/", "http://svgjs.dev",
)  # fmt: skip
LEFT_OUT = frozenset({f"{{{SVG}}}foreignObject", f"{{{SVG}}}metadata", "foreignObject", "metadata"})
DRAWN = frozenset(
    {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "image", "use"}
)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+svg\b[^\[>]*\[(?P<told>[^\]]*)\]\s*>")
_ENTITY = re.compile(r'\s*<!ENTITY\s+(?P<name>\w{1,30})\s+"(?P<text>https?://[\w./#-]{1,200})"\s*>')

ET.register_namespace("", SVG)
ET.register_namespace("xlink", XLINK)


def named(text: str) -> str:
    """Return a file whose namespaces are written whole, as Illustrator does not.

    Only addresses are put in their place: anything else that a document declares is left there.
    """
    declared = _DOCTYPE.search(text)
    if declared is None or _ENTITY.sub("", declared["told"]).strip():
        return text
    names = {found["name"]: found["text"] for found in _ENTITY.finditer(declared["told"])}
    rest = text[: declared.start()] + text[declared.end() :]
    return re.sub(r"&(\w{1,30});", lambda found: names.get(found[1], found[0]), rest)


def clean(root: ET.Element) -> bool:
    """Take off what is for programs alone; say whether there was any and a drawing is left."""
    found = _clean(root)
    return found and any(_drawn(element) for element in root.iter())


def _drawn(element: ET.Element) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] in DRAWN


def _clean(element: ET.Element) -> bool:
    ours = [name for name in element.attrib if name[1:].startswith(PROGRAMS)]
    for name in ours:
        del element.attrib[name]
    found = bool(ours)
    for child in list(element):
        if _for_programs(child):
            element.remove(child)
            found = True
        else:
            found = _clean(child) or found
    return found


def _for_programs(element: ET.Element) -> bool:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag in LEFT_OUT or tag[1:].startswith(PROGRAMS)
