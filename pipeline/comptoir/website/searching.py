"""Search in the site itself: an index that Pagefind makes of the built pages, read by the browser.

Nothing is asked of another machine, at the build or by readers.
"""

import importlib
import importlib.util
import subprocess
from pathlib import Path
from typing import Any

from comptoir.website.edition import Edition, Facts

FOLDER, URL = "pagefind", "/recherche/"
ROOT = "main"  # what is read of each page; pages that forward have none
IGNORED = ".trail, .neighbours, .pager, .lost-page, .search-page"
KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
ABSENT = (
    "la recherche n’est pas construite : il manque l’outil Pagefind. "
    "Installez-le : pip install 'comptoir[search]'."
)


def wanted(facts: Facts, output: Path) -> bool:
    """Whether this build is to be searched: a preview, which lies in var/, is not."""
    var = facts.root.resolve() / "var"
    return facts.site.sharing.search and not output.resolve().is_relative_to(var)


def add_page(settings: Any, edition: Edition) -> None:
    """Add the search page to what Pelican writes, unless the project has its own."""
    if not edition.facts.site.sharing.search or any(page.url == URL for page in edition.pages):
        return
    settings["DIRECT_TEMPLATES"] = [*settings["DIRECT_TEMPLATES"], "search"]
    settings |= {"SEARCH_SAVE_AS": f"{URL[1:]}index.html", "SEARCH_URL": URL[1:]}


def index(site: Path) -> str:
    """Index a built site; return in French why it could not be, or nothing."""
    program = _program()
    if program is None:
        return ABSENT
    command = [str(program), "--site", str(site), "--output-path", str(site / FOLDER), "--silent"]
    command += ["--root-selector", ROOT, "--exclude-selectors", IGNORED]
    done = subprocess.run(  # noqa: S603 — a program of our own environment, no shell
        command, capture_output=True, text=True, check=False, errors="replace"
    )
    if done.returncode:
        return f"la recherche n’est pas construite : Pagefind a échoué ({done.returncode})."
    for path in (site / FOLDER).glob("pagefind*"):  # its own widgets, which we do not use
        if path.name not in KEPT and path.suffix in (".js", ".css"):
            path.unlink()
    return ""


def _program() -> Path | None:
    if importlib.util.find_spec("pagefind_bin") is None:
        return None
    return Path(importlib.import_module("pagefind_bin").get_executable())
