"""Say what a publication changes: pages by their address, the other files by their number."""

from collections.abc import Iterator

from comptoir.text import french_list, plural
from comptoir.website.targets.changes import Changes

LISTED = 40  # pages that are named; a list of hundreds is not read
PAGE = "index.html"
WORDS = ("nouvelle", "changée", "retirée")


def lines(changes: Changes) -> Iterator[str]:
    """Yield the pages, what leaves first, then how many other files there are.

    >>> list(lines(Changes(("a/index.html", "b.css"), ("index.html",), ("c/index.html",))))
    ['  retirée   /c/', '  changée   /', '  nouvelle  /a/', '  et 1 autre fichier.']
    """
    told = (changes.added, changes.changed, changes.removed)
    pages = [
        f"  {word:<9} /{path.removesuffix(PAGE)}"
        for word, paths in reversed(list(zip(WORDS, told, strict=True)))
        for path in paths
        if path.endswith(".html")
    ]
    yield from pages[:LISTED]
    if len(pages) > LISTED:
        yield f"  … et {len(pages) - LISTED} autres pages (--json les dit toutes)."
    if others := changes.count - len(pages):
        yield f"  {'et ' if pages else ''}{plural(others, 'autre fichier', 'autres fichiers')}."


def summary(changes: Changes) -> str:
    """
    >>> summary(Changes(("a.html",), (), ("b.css", "c.css")))
    '1 fichier ajouté et 2 retirés'
    >>> summary(Changes())
    'rien ne change'
    """
    counts = (
        (len(changes.added), "ajouté"), (len(changes.changed), "changé"),
        (len(changes.removed), "retiré"),
    )  # fmt: skip
    told = [plural(count, word) for count, word in counts if count]
    if not told:
        return "rien ne change"
    number, _, rest = told[0].partition(" ")
    noun = "fichiers" if rest.endswith("s") else "fichier"
    return french_list([f"{number} {noun} {rest}", *told[1:]])
