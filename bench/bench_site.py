"""The example site beside plain Pelican with the same content."""

import shutil
import sys
import tempfile
from pathlib import Path

from bench.measure import ROOT, Measure, process

PLAIN = """
PATH = "stock"
SITEURL = "https://www.example.org"
SITENAME = "plain"
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
DEFAULT_CATEGORY = "divers"
ARTICLE_PATHS = ["actualites", "agenda", "offres"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
PLUGINS = []
DELETE_OUTPUT_DIRECTORY = True
"""
COPIED = ("content", "legal", "contacts", "theme", "comptoir.toml", "pelicanconf.py")


def stock_content(folder: Path) -> None:
    """Copy the content for a theme that has no template of ours."""
    shutil.copytree(folder / "content", folder / "stock")
    for page in (folder / "stock").rglob("*.md"):
        lines = page.read_text("utf-8").splitlines(keepends=True)
        kept = (line for line in lines if not line.startswith("template:"))
        page.write_text("".join(kept), encoding="utf-8")


def run() -> list[Measure]:
    comptoir = str(Path(sys.executable).with_name("comptoir"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in COPIED:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, folder / part)
        (folder / "plain.py").write_text(PLAIN, encoding="utf-8")
        stock_content(folder)
        build = [comptoir, "site", "build", "--no-check"]
        cold = process(build, cwd=folder, runs=1)
        warm = process(build, cwd=folder, runs=3)
        stock = [sys.executable, "-m", "pelican", "-s", "plain.py", "-o", "plain", "-q"]
        plain = process(stock, cwd=folder, runs=3)
    note = "plain Pelican makes no image sizes, no legal pages, no agenda"
    return [
        Measure("example site, images cached", warm, plain, "s", "plain Pelican", note),
        Measure("example site, first build", cold, plain, "s", "plain Pelican", note),
    ]
