"""The labelled set: small invented sites, each with the codes that a fair judge would find.

A change is a page, what it replaces there and by what; « * » is the whole page, « - » takes the
page away with the links to it. A `profile` is judged as its publisher's; without one, as a
stranger's folder.
"""

import tempfile
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bench.measure import ROOT
from comptoir.context import Actor, Context
from comptoir.desk.checks import check_html
from comptoir.finding import Severity
from comptoir.rules.fault import Judged, Verdict
from comptoir.settings import Organisation

FILE = ROOT / "tests/labelled/sites.toml"
FAMILIES = ("MEN", "PRV", "CKI", "FRM", "CGV", "PUB", "IMG", "SEO", "ACC", "INF", "LEC")
LEAST = 0.95  # precision under which a rule may not block
BASE = "https://www.exemple.example.org"
PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main>{main}</main><footer>{links}</footer></body></html>"""
LABELS = {"index.html": "Accueil", "mentions.html": "Mentions légales", "infos.html":
          "Infos légales et données personnelles", "vie-privee.html": "Confidentialité",
          "a-propos.html": "À propos", "donnees.html": "Vos données personnelles",
          "accessibilite.html": "Accessibilité : non conforme"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """One site: its pages, and what has to be found in them."""

    name: str
    pages: dict[str, str]
    expects: frozenset[str]
    publisher: Organisation | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Codes found rightly, found wrongly, missed: over sites."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def read() -> list[Labelled]:
    """Return the sites of the set.

    Raises:
        ValueError: a change names words that are not in its page.
    """
    whole = tomllib.loads(FILE.read_text("utf-8"))
    publishers = {name: Organisation.model_validate(row) for name, row in whole["profile"].items()}
    found = []
    for row in whole["site"]:
        pages = dict(whole["base"][row["base"]])
        for path, old, new in row.get("change", []):
            pages = _changed(pages, path, old, new, row["name"])
        pages = {path: text.replace("@@", "") for path, text in pages.items()}
        publisher = publishers[row["profile"]] if "profile" in row else None
        found.append(Labelled(row["name"], pages, frozenset(row["expects"]), publisher))
    return found


def _changed(pages: dict[str, str], path: str, old: str, new: str, name: str) -> dict[str, str]:
    if old == "-":
        return {other: text for other, text in pages.items() if other != path}
    if old != "*" and old not in pages[path]:
        raise ValueError(f"{name}: {path} does not say {old!r}")
    text = new if old == "*" else pages[path].replace(old, new)
    return pages | {path: text}


def judge(site: Labelled, *, today: date = date(2026, 11, 24)) -> list[Judged]:
    """Return what the checker finds in a site."""
    links = " ".join(f'<a href="{path}">{LABELS[path]}</a>' for path in site.pages)
    told = "".join(f"<url><loc>{BASE}/{path}</loc></url>" for path in site.pages)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, main in site.pages.items():
            page = PAGE.format(title=f"{LABELS[path]} - site fictif", main=main, links=links)
            (folder / path).write_text(page, "utf-8")
        (folder / "robots.txt").write_text(f"Sitemap: {BASE}/sitemap.xml\n", "utf-8")
        (folder / "sitemap.xml").write_text(f"<urlset>{told}</urlset>", "utf-8")
        ctx = Context(root=folder, actor=Actor("bench"), now=lambda: datetime.now(UTC),
                      today=today, pinned=True)  # fmt: skip
        report = check_html(ctx, None, folder, organisation=site.publisher)
    return [f for f in report.findings if f.code[:3] in FAMILIES and _counts(f)]


def _counts(finding: Judged) -> bool:
    return finding.severity > Severity.INFO and finding.verdict is not Verdict.TO_CHECK


def scores(judged: dict[str, set[str]], sites: list[Labelled]) -> dict[str, Score]:
    """Return the score of each code, over all the sites.

    Args:
        judged: the codes found, by name of site.
        sites: what had to be found.
    """
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for site in sites:
        found = judged[site.name]
        right.update(found & site.expects)
        wrong.update(found - site.expects)
        missed.update(site.expects - found)
    codes = sorted({*right, *wrong, *missed})
    return {code: Score(right[code], wrong[code], missed[code]) for code in codes}


def crying_wolf(judged: dict[str, list[Judged]], sites: list[Labelled]) -> dict[str, Score]:
    """Return the rules whose errors are right less often than a rule that blocks has to be."""
    blocking = {
        name: {finding.code for finding in found if finding.severity is Severity.ERROR}
        for name, found in judged.items()
    }
    scored = scores(blocking, sites)
    return {code: s for code, s in scored.items() if s.wrong and s.precision < LEAST}


def by_family(scored: dict[str, Score]) -> dict[str, Score]:
    totals: dict[str, Score] = {}
    for code, score in scored.items():
        old = totals.get(code[:3], Score(0, 0, 0))
        totals[code[:3]] = Score(
            old.right + score.right, old.wrong + score.wrong, old.missed + score.missed
        )
    return totals
