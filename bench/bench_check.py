"""Two thousand built pages judged by every rule on a site, beside the bare parse of the same files.

In this process and its forked half: start-up is another line, measured on a site of one page.
"""

import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from bench.measure import ROOT, Measure, best, process
from comptoir.context import Actor, Context
from comptoir.desk import checks, project

PAGES = 2_000
COPIED = ("content", "contacts", "legal", "theme", "comptoir.toml", "pelicanconf.py")
MODELS = ("actualites/", "agenda/", "offres/", "ateliers/")


def grown(site: Path, folder: Path, count: int) -> None:
    """Make a site of so many pages of one: the same, and variants of its plain pages."""
    shutil.copytree(site, folder)
    there = len(list(folder.rglob("*.html")))
    models = [p for m in MODELS for p in sorted((site / m).glob("*/index.html"))]
    texts = [p.read_text("utf-8") for p in models]
    home = re.search(r'rel="canonical" href="(https?://[^/"]+)', texts[0])
    base = home[1] if home else ""
    added = []
    for rank in range(max(0, count - there)):
        address = f"/archives/page-{rank:04}/"
        page = folder / address.strip("/") / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(_varied(texts[rank % len(texts)], rank, f"{base}{address}"), "utf-8")
        added.append(f"<url><loc>{base}{address}</loc></url>")
    plan = folder / "sitemap.xml"
    told = plan.read_text("utf-8")
    plan.write_text(told.replace("</urlset>", f"{''.join(added)}</urlset>"), "utf-8")


def _varied(html: str, rank: int, address: str) -> str:
    """Change the title, the address and the paragraphs, as another page of the same site would."""
    html = re.sub(r"<title>.*?</title>", f"<title>Page {rank} des archives</title>", html)
    html = re.sub(r'(rel="canonical" href=")[^"]*', rf"\g<1>{address}", html)
    html = re.sub(r'(property="og:url" content=")[^"]*', rf"\g<1>{address}", html)
    html = re.sub(r'(name="description" content=")', rf"\g<1>Page {rank}. ", html)
    return re.sub(r"(?<=<p>)(?=[A-ZÀ-Ý])", f"En {rank}, ", html)


def parse(folder: Path) -> int:
    return sum(bool(LexborHTMLParser(path.read_bytes())) for path in folder.rglob("*.html"))


def run() -> list[Measure]:
    comptoir = str(Path(sys.executable).with_name("comptoir"))
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for part in COPIED:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, home / part)
        process([comptoir, "site", "build", "--no-check"], cwd=home, runs=1)
        for count in (PAGES, PAGES // 2):
            grown(home / "output", home / str(count), count)
        (home / "one").mkdir()
        shutil.copy(home / "output" / "contact" / "index.html", home / "one")
        return _measured(home, comptoir)


def _measured(home: Path, comptoir: str) -> list[Measure]:
    ctx = Context(
        root=home,
        actor=Actor("bench"),
        now=lambda: datetime(2026, 11, 24, tzinfo=UTC),
        today=date(2026, 11, 24),
        demonstration=True,
    )
    ours = project.load(ctx)

    def check(folder: str) -> object:
        return checks.check_html(ctx, ours, home / folder)

    check("one")  # the rules are read, as in a process that has begun
    bare = best(lambda: parse(home / str(PAGES)), runs=3)
    whole = best(lambda: check(str(PAGES)), runs=3)
    half = best(lambda: check(str(PAGES // 2)), runs=3)
    start = best(lambda: subprocess.run([comptoir, "check", "--html", "one"], cwd=home,
                                        check=False, capture_output=True), runs=3)  # fmt: skip
    first = time.perf_counter()
    check("one")
    page = time.perf_counter() - first
    peak = max(resource.getrusage(who).ru_maxrss
               for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024  # fmt: skip
    return [
        Measure(f"check {PAGES} pages, all site rules, two workers", whole, bare, "s",
                "bare parse, one process", f"peak {peak:.0f} MB a process"),
        Measure("the same, twice the pages", whole, half, "s", "half of them", "linear is × 2"),
        Measure("check of one page, whole process", start, bare / PAGES, "s",
                "bare parse of a page", "start-up"),
        Measure("one page checked again, in a process that runs", page * 1000, 100, "ms", "wanted"),
    ]  # fmt: skip
