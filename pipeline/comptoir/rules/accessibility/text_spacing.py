import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.access.exposure import lineage
from comptoir.site.html import HtmlPage, Node

# Property, least share of the font size (WCAG 1.4.12), what people call it.
LEAST = (
    ("letter-spacing", 0.12, "l’espace entre les lettres"),
    ("word-spacing", 0.16, "l’espace entre les mots"),
    ("line-height", 1.5, "la hauteur des lignes"),
)
IMPORTANT = re.compile(
    r"(?<![-\w])(letter-spacing|word-spacing|line-height)\s*:\s*([^;!]+?)\s*!\s*important", re.I
)
LENGTH = re.compile(r"(-?\d*\.?\d+)(px|em|rem|pt|%|ch|ex)?")
FONT = re.compile(r"(\d*\.?\d+)(px|em|rem|pt|%)", re.I)
PIXELS = 16.0  # of a browser's own font size
UNITS = {"px": 1.0, "pt": 4 / 3, "rem": PIXELS}


@rule(
    "ACC051",
    "Espacement du texte imposé",
    severity=WARNING,
    basis="RGAA 10.12",
    seen="RGAA",
    surface=HtmlPage,
    act=("24afc2", "9e45ec", "78fd32"),
)
def text_spacing(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les attributs style qui imposent (!important) un texte plus serré que ce qu’un
    lecteur peut demander : lettres, mots, lignes.

    Biais : les tailles relatives à un autre élément ou à une feuille de style ne sont pas jugées.

    ```html refusé
    <p style="line-height: 1.1 !important">Un texte serré.</p>
    ```

    ```html accepté
    <p style="line-height: 1.6 !important">Un texte aéré.</p> <p style="line-height: 1.1">Libre.</p>
    ```
    """
    if not page.mentions("style=") or not page.mentions("important"):
        return
    for node, _ in page.elements.having("style"):
        style = page.access.attributes(node).get("style") or ""
        said = {found[1].lower(): found[2] for found in IMPORTANT.finditer(style)}
        if not said or page.access.off_screen(node) or not _has_text(node):
            continue
        for name, least, words in LEAST:
            share = _share(said.get(name, ""), page, node, name)
            scrolls = name == "line-height" and _scrolls(page, node)
            if share is not None and share < least and not scrolls:
                found = f"{words} est imposé et trop petit"
                yield Fault(page.place(node), found, "Retirez !important.")


def _scrolls(page: HtmlPage, node: Node) -> bool:
    """Say whether lines never break here: the text scrolls sideways."""
    names = ("overflow-x", "overflow", "white-space")
    said = {page.access.styled(here, name) for here in lineage(node) for name in names}
    return bool(said & {"scroll", "auto", "nowrap"})


def _has_text(node: Node) -> bool:
    return any(
        (child.text_content or "").strip()
        for child in node.iter(include_text=True)
        if child.tag == "-text"
    )


def _share(value: str, page: HtmlPage, node: Node, name: str) -> float | None:
    """Return a length as a share of the font size; None when this page does not tell."""
    value = value.strip().lower()
    if value in ("normal", "initial"):
        return 1.2 if name == "line-height" else 0.0
    found = LENGTH.fullmatch(value)
    if found is None:
        return None
    number, unit = float(found[1]), found[2] or ""
    if unit == "em" or (not unit and (name == "line-height" or number == 0)):
        return number
    if unit == "%":
        return number / 100
    size = _font_size(page, node)
    return number * UNITS[unit] / size if unit in UNITS and size else None


def _font_size(page: HtmlPage, node: Node) -> float | None:
    """Return the font size in pixels, as far as the page's own styles tell."""
    factor = 1.0
    for here in lineage(node):
        if found := FONT.fullmatch(page.access.styled(here, "font-size")):
            number, unit = float(found[1]), found[2].lower()
            if unit in UNITS:
                return factor * number * UNITS[unit]
            factor *= number / 100 if unit == "%" else number
    return factor * PIXELS
