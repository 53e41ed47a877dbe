"""Random edits of a small project, each built again beside a clean build: the bytes must agree."""

import random
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from comptoir.desk.project import load
from comptoir.desk.site_checks import html_check, source_check
from comptoir.finding import Finding, Severity
from comptoir.website.build import Job
from comptoir.website.report import BuildReport
from comptoir.website.workshop import Workshop

from make import context_on
from make_site import SmallSite, files_of, make_site, page_text, photo

TODAY = date(2026, 11, 24)
TAGS = ["vélo", "quai", "couture", "bois", "fête"]
CATEGORIES = ["Vie", "Ateliers", "Presse"]
BODIES = [
    "Texte simple.",
    "## Un titre\n\nDu texte, **gras** : « oui » !\n\n## Un autre\n\n- un\n- deux\n\n## Fin",
    "![Le quai](/images/quai.jpg \"Le quai\")\n\nVoir [contact](/contact/).",
    "::: agenda nombre=2\n\nTexte après.",
    "::: offre ref=kit\n",
    "::: note titre=\"À savoir\"\nUn avis.\n:::\n\n![](/images/autre.jpg)",
    "<img src=\"/images/quai.jpg\" alt=\"Quai\">\n\n| a | b |\n|--|--|\n| 1 | 2 |",
    "Une [liste]({filename}2026-11-03-deux.md) d’avant.",
]  # fmt: skip
OTHER = '[images."autre.jpg"]\nauthor = "Ana Exemple"\nlicence = "own"\nalt = "Autre"\n'
HOLDING = frozenset({"SEO004", "ACC001"})
TEMPLATES = {
    "article.html": '{% extends "!theme/article.html" %}{% block kind %}news essai-@{% endblock %}',
    "news.html": '{% extends "!theme/news.html" %}{% block kind %}list essai-@{% endblock %}',
    "category.html": (
        '{% extends "!theme/category.html" %}{% block content %}{{ super() }}'
        "{% for a in articles %}{{ a.content|striptags|truncate(20) }}@{% endfor %}{% endblock %}"
    ),
    "page.html": (
        '{% extends "!theme/page.html" %}{% block body %}{{ super() }}'
        "<p>@ {{ articles|length }} {{ pages[0].title }} {{ tags|length }}</p>{% endblock %}"
    ),
    "event.html": (
        '{% extends "!theme/event.html" %}{% set part = "_parts.html" %}{% block kind %}'
        "{% import part as other %}event @{% endblock %}"
    ),
    "_parts.html": '{% extends "!theme/_parts.html" %}',
}


def project(root: Path) -> SmallSite:
    """A small project with a few articles more, in series and in neighbouring dates."""
    site = make_site(root)
    dice = random.Random(1)
    for number in range(6):
        day = date(2026, 9, 1) + timedelta(days=number * 5)
        site.write(_file(number), _article(f"Suite {number}", day, dice))
    return site


def faultless(root: Path) -> SmallSite:
    """The same without the picture that lacks: the shortcuts ask for a build without a fault."""
    site = project(root)
    site.write("content/images/autre.jpg", photo(600, 400))
    register = (root / "content/images/register.toml").read_text("utf-8")
    site.write("content/images/register.toml", f"{register}{OTHER}")
    return site


def _file(number: int) -> str:
    return f"content/actualites/suite-{number}.md"


def _article(title: str, day: date, dice: random.Random) -> str:
    tags = ", ".join(dice.sample(TAGS, dice.randint(0, 3)))
    keys = f"category: {dice.choice(CATEGORIES)}\n" + (f"tags: {tags}\n" if tags else "")
    keys += "series: Le canal\n" if dice.random() < 0.3 else ""
    keys += "image: quai.jpg\n" if dice.random() < 0.3 else ""
    text = page_text(title, keys, dice.choice(BODIES[:-1]))
    return text.replace("date: 2026-11-01", f"date: {day}")


@dataclass
class Sequence:
    """One random sequence on one project."""

    site: SmallSite
    seed: int
    resident: bool = False  # one workshop for all, as `site serve` has
    checked: bool = False  # judged by the rules, whose findings must agree too
    today: date = TODAY
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.workshop = Workshop()

    def step(self, edits: Iterable[Callable[["Sequence"], None]] = ()) -> None:
        edit = self.dice.choice([*edits] or EDITS)
        edit(self)
        self.done.append(edit.__name__.strip("_"))

    def build(self) -> tuple[dict[str, bytes], BuildReport]:
        workshop = self.workshop if self.resident else Workshop()
        report = workshop.build(self._job(self.site))
        return files_of(self.site.output), report

    def _job(self, site: SmallSite) -> Job:
        return site.job(today=self.today, **(_rules(site, self.today) if self.checked else {}))

    def differences(self, folder: Path) -> list[str]:
        """Build, then build a copy that remembers nothing; return the files that differ, or what
        one alone is told of.

        Pictures made before are lent to it, and the site before, of which held pages are kept.
        """
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.site.root, folder, ignore=shutil.ignore_patterns("site"))
        got, told = self.build()
        copy = SmallSite(folder)
        report = Workshop().build(self._job(copy))
        if not report.held:
            shutil.rmtree(copy.output)
            report = Workshop().build(self._job(copy))
        wanted = files_of(copy.output)
        differing = [name for name in got | wanted if got.get(name) != wanted.get(name)]
        said = [str(f) for f in {*told.findings} ^ {*report.findings}]
        return sorted(differing) + sorted(said)

    # what is edited

    def sources(self, folder: str = "content") -> list[Path]:
        return sorted((self.site.root / folder).rglob("*.md"))

    def article(self) -> Path:
        return self.dice.choice(self.sources("content/actualites"))


def _rules(site: SmallSite, today: date) -> dict[str, Any]:
    """The rules, of which few may hold a page back: the small project is no example."""
    ctx = replace(context_on(site.root), today=today)
    project = load(ctx)
    source, built = source_check(ctx, project), html_check(ctx, project)

    def weighed(found: Iterable[Finding]) -> list[Finding]:
        return [f if f.code in HOLDING else replace(f, severity=Severity.WARNING) for f in found]

    return {
        "check_source": lambda content, audits: weighed(source(content, audits)),
        "check_html": lambda shelf, audits: weighed(built(shelf, audits)),
    }


def _body(run: Sequence) -> None:
    path = run.dice.choice(run.sources())
    head, body = path.read_text("utf-8").rsplit("---\n", 1)
    more = run.dice.choice(BODIES) if run.dice.random() < 0.5 else f"{body}\nRetouche {run.seed}."
    path.write_text(f"{head}---\n\n{more}\n", "utf-8")


def _line(run: Sequence, key: str, value: str, path: Path | None = None) -> None:
    path = path or run.article()
    lines = path.read_text("utf-8").split("\n")
    kept = [line for line in lines if not line.startswith(f"{key}:")]
    path.write_text("\n".join([kept[0], f"{key}: {value}", *kept[1:]]), "utf-8")


def _title(run: Sequence) -> None:
    _line(run, "title", f"Titre {run.dice.randint(0, 99)}")


def _page_title(run: Sequence) -> None:
    """The title of a page, an event or an offer."""
    folder = run.dice.choice(["pages", "agenda", "offres"])
    path = run.dice.choice(run.sources(f"content/{folder}"))
    _line(run, "title", f"Intitulé {run.dice.randint(0, 99)}", path)


def _modified(run: Sequence) -> None:
    path = run.dice.choice(run.sources("content"))
    _line(run, "modified", str(TODAY - timedelta(days=run.dice.randint(0, 5))), path)


def _series(run: Sequence) -> None:
    _line(run, "series", run.dice.choice(["Le canal", "Le quai"]))


def _places(run: Sequence) -> None:
    """Several articles at once, in their places as in their words."""
    for _ in range(2):
        run.dice.choice([_date, _tags, _category, _title, _page_title])(run)


def _summary(run: Sequence) -> None:
    _line(run, "summary", f"Un résumé {run.dice.randint(0, 9)}.")


def _owner(run: Sequence) -> None:
    _line(run, "owner", run.dice.choice(["bureau", "direction"]))


def _words(run: Sequence) -> None:
    """Several articles at once, in their words alone."""
    for _ in range(3):
        run.dice.choice([_title, _summary, _owner])(run)


def _tags(run: Sequence) -> None:
    _line(run, "tags", ", ".join(run.dice.sample(TAGS, run.dice.randint(1, 4))))


def _category(run: Sequence) -> None:
    _line(run, "category", run.dice.choice(CATEGORIES))


def _date(run: Sequence) -> None:
    _line(run, "date", str(TODAY - timedelta(days=run.dice.randint(-3, 90))))


def _slug(run: Sequence) -> None:
    _line(run, "slug", f"adresse-{run.dice.randint(0, 9)}")


def _add(run: Sequence) -> None:
    day = TODAY - timedelta(days=run.dice.randint(0, 60))
    run.site.write(_file(run.dice.randint(6, 12)), _article("Nouvel article", day, run.dice))


def _remove(run: Sequence) -> None:
    if len(run.sources("content/actualites")) > 1:
        run.article().unlink()


def _template(run: Sequence) -> None:
    name = run.dice.choice(sorted(TEMPLATES))
    path = run.site.root / "theme/templates" / name
    if path.is_file() and run.dice.random() < 0.3:
        path.unlink()
    elif name == "_parts.html":
        shipped = Path(__file__).parents[1] / "theme/templates/_parts.html"
        text = shipped.read_text("utf-8").replace("Sources", f"Sources {run.dice.randint(0, 9)}")
        run.site.write(f"theme/templates/{name}", text)
    else:
        text = TEMPLATES[name].replace("@", str(run.dice.randint(0, 9)))
        run.site.write(f"theme/templates/{name}", text)


def _setting(run: Sequence) -> None:
    old, new = run.dice.choice(
        [
            ("Les Amis de l’Exemple", "Les Amis d’un Exemple"),
            ("news_per_page = 2", "news_per_page = 3"),
            ("#1f5f6b", "#1f5f6c"),
            ('label = "Agenda"', 'label = "Calendrier"'),
            ('timezone = "Europe/Paris"', 'timezone = "Indian/Reunion"'),
        ]
    )
    path = run.site.root / "comptoir.toml"
    text = path.read_text("utf-8")
    swapped = text.replace(old, new) if old in text else text.replace(new, old)
    path.write_text(swapped, "utf-8")


def _organisation(run: Sequence) -> None:
    path = run.site.root / "legal/organisation.toml"
    text = path.read_text("utf-8")
    closes = run.dice.choice(["17:00", "18:00", "19:00"])
    lines = [f'closes = "{closes}"' if x.startswith("closes") else x for x in text.split("\n")]
    path.write_text("\n".join(lines), "utf-8")


def _image(run: Sequence) -> None:
    size = 600 + 40 * run.dice.randint(0, 4)
    run.site.write(f"content/images/{run.dice.choice(['quai', 'autre'])}.jpg", photo(size, 400))


def _register(run: Sequence) -> None:
    path = run.site.root / "content/images/register.toml"
    text = path.read_text("utf-8")
    if '"autre.jpg"' not in text:
        text += OTHER
    elif "persons = " in text.split('"autre.jpg"')[1]:
        text = text.split('[images."autre.jpg"]')[0]
    else:
        text += 'persons = "identified"\nreleases = []\n'
    path.write_text(text, "utf-8")


def _event(run: Sequence) -> None:
    day = TODAY + timedelta(days=run.dice.randint(-40, 40))
    keys = f"starts: {day} 14:00\nends: {day} 16:00\nplace: Ici\n"
    run.site.page(f"content/agenda/rendez-vous-{run.dice.randint(0, 2)}.md", "Rendez-vous", keys)


def _price(run: Sequence) -> None:
    path = run.site.root / "content/offres/kit.md"
    price = f'price: "{run.dice.randint(10, 60)}.00"'
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join(price if x.startswith("price:") else x for x in lines), "utf-8")


def _fault(run: Sequence) -> None:
    """Break the front matter of an article, or mend it."""
    path = run.article()
    text = path.read_text("utf-8")
    broken = "titre: oublié\n"
    path.write_text(
        text.replace(broken, "") if broken in text else text.replace("---\n", f"---\n{broken}", 1),
        "utf-8",
    )


def _day(run: Sequence) -> None:
    run.today += timedelta(days=run.dice.choice([1, 2, 15]))


def _static(run: Sequence) -> None:
    run.site.write("theme/static/css/site.css", f"body {{ margin: {run.dice.randint(0, 9)}px }}")


def _touch(run: Sequence) -> None:
    path = run.article()
    path.write_bytes(path.read_bytes())


def _rename(run: Sequence) -> None:
    path = run.article()
    path.rename(path.with_name(f"{run.dice.randint(0, 99)}-{path.name}"))


def _damage(run: Sequence) -> None:
    """Touch the built site by hand: the next build puts it right."""
    pages = sorted(run.site.output.rglob("*.html"))
    if pages and not run.resident:  # whose folder is nobody else's
        page = run.dice.choice(pages)
        page.unlink() if run.dice.random() < 0.5 else page.write_text("abîmé", "utf-8")


EDITS: list[Callable[[Sequence], None]] = [
    _body, _body, _body, _title, _title, _page_title, _page_title, _places, _modified, _series,
    _words, _summary, _owner, _tags, _tags, _category, _category, _date, _date, _slug, _add,
    _remove, _template, _setting, _organisation, _image, _register, _event, _price, _day, _static,
    _touch, _rename, _damage, _fault,
]  # fmt: skip

PLACING: list[Callable[[Sequence], None]] = [
    _title, _page_title, _date, _tags, _category, _series, _modified, _places,
]  # fmt: skip
