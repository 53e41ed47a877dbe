"""How long `site serve` takes to judge a page that was just saved, beside its bare parse."""

import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from bench.measure import ROOT, Measure, best
from comptoir.context import Actor, Context
from comptoir.desk.page_checks import PageCheck
from comptoir.desk.preview import facts_of
from comptoir.desk.project import load
from comptoir.readers.content import read_page
from comptoir.website.build import Job
from comptoir.website.workshop import Workshop

SOURCE = "content/pages/contact.md"
BUILT = "contact/index.html"
MOST = 100  # milliseconds that were asked for, beyond the start
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def run() -> list[Measure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("content", "legal"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "comptoir.toml", folder / "comptoir.toml")
        ctx = Context(
            root=folder, actor=Actor("bench"), now=lambda: NOW, today=date(2026, 11, 24)
        )  # fmt: skip
        site = folder / "var" / "preview"
        Workshop().build(Job(facts=facts_of(ctx, load(ctx)), output=site))

        def again() -> None:
            check = PageCheck.of(ctx, load(ctx))
            check.judge(read_page(folder / SOURCE, folder), site / BUILT, shown=BUILT)

        again()  # the start: rules are imported once
        ours = best(again, runs=20) * 1000
        html = (site / BUILT).read_text("utf-8")
        bare = best(lambda: LexborHTMLParser(html).css("a"), runs=20) * 1000
    note = f"{MOST} ms asked for, beyond the start"
    return [Measure("site serve, one saved page judged", ours, bare, "ms", "its bare parse", note)]
