"""What a reader has before the eyes: tells a page that changed from one whose style did."""

import re
from dataclasses import dataclass
from hashlib import blake2b
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOST = "404.html"
EMPTY = """\
<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Aperçu en préparation</title>
</head>
<body class="comptoir-empty">
<main>
<h1>Aperçu en préparation</h1>
<p>Le site se montrera ici dès qu’il sera construit une première fois.</p>
</main>
</body>
</html>
"""
_STYLE = re.compile(r"<link\b[^>]*\brel=\"?stylesheet\b[^>]*>")
_HREF = re.compile(r"\bhref=\"?([^\"\s>]+)")
_SHOWN = re.compile(r"<(?:img|script|source|video|audio)\b[^>]*?\bsrc=\"?([^\"\s>]+)")


@dataclass(frozen=True, slots=True)
class Look:
    """Marks of a page as it is now."""

    words: str  # of everything but the style
    style: str
    sheets: tuple[str, ...] = ()  # addresses of the style sheets, in order


def look(folder: Path, url: str, base: str = "") -> Look:
    """Return the marks of the page that answers for an address.

    Args:
        folder: the built site.
        url: the address, from the root of the site.
        base: what comes before it in the links of the pages.
    """
    return look_of(page_of(file_of(folder, url)[0]), folder, base)


def page_of(file: Path) -> str:
    """Return the text of a page; a page that waits, when nothing is built yet."""
    try:
        return file.read_text("utf-8", errors="replace")
    except OSError:  # also between the two renames of a build
        return EMPTY


def look_of(html: str, folder: Path, base: str = "") -> Look:
    sheets = tuple(
        unescape(found[1]) for link in _STYLE.finditer(html) if (found := _HREF.search(link[0]))
    )
    shown = sorted({unescape(found[1]) for found in _SHOWN.finditer(html)})
    words = [_STYLE.sub("", html), *(_mark(folder, base, href) for href in shown)]
    return Look(
        words=_digest("\n".join(words)),
        style=_digest("\n".join(f"{href} {_mark(folder, base, href)}" for href in sheets)),
        sheets=sheets,
    )


def file_of(folder: Path, path: str) -> tuple[Path, bool]:
    """Return the file that answers for a path, and whether it is the one asked for.

    A path never leads out of the folder.
    """
    parts = [part for part in unquote(path).split("/") if part not in ("", ".", "..")]
    try:
        found = folder.joinpath(*parts)
        found = found / "index.html" if found.is_dir() else found
        inside = found.resolve().is_relative_to(folder.resolve()) and found.is_file()
    except (OSError, ValueError):  # a name that no file can have
        inside = False
    return (found, True) if inside else (folder / LOST, False)


def _mark(folder: Path, base: str, href: str) -> str:
    """Return a mark of a file of the site that a page shows."""
    told = urlsplit(href)
    if told.netloc or not told.path.startswith(f"{base}/"):
        return ""
    file, there = file_of(folder, told.path.removeprefix(base))
    try:
        return _digest(file.read_bytes()) if there else ""
    except OSError:
        return ""


def _digest(content: str | bytes) -> str:
    told = content.encode("utf-8", "replace") if isinstance(content, str) else content
    return blake2b(told, digest_size=9).hexdigest()
