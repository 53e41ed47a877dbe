"""The same made-up articles twice: a project of ours, a site of Hugo with an equal theme."""

import random
import re
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench.measure import ROOT

TEXT = """
atelier quai canal vélo outil banc bois lampe réparer apprendre saison membre samedi matin
rencontre commune projet équipe soirée table couture machine pièce panne moteur fil aiguille
partage conseil lecture plan dessin journée public ancien nouveau bénévole adhérent visite
"""
WORDS = TEXT.split()
CATEGORIES = [f"Rubrique {letter}" for letter in "ABCDEFGH"]
TAGS = [f"thème {number}" for number in range(1, 41)]
STARTER = ROOT / "pipeline/comptoir/starter/common"
FIRST = date(2006, 1, 1)
PER_PAGE = 10
URL = "https://www.example.org"

COMPTOIR = f"""
[site]
name = "Banc d’essai"
url = "{URL}"
tagline = "Un site pour mesurer"
description = "Des articles inventés, pour mesurer la construction."
news_per_page = {PER_PAGE}
[[menu]]
label = "Qui sommes-nous"
url = "/qui-sommes-nous/"
[[menu]]
label = "Actualités"
url = "/actualites/"
[[footer]]
label = "Mentions légales"
url = "/mentions-legales/"
[[footer]]
label = "Confidentialité"
url = "/confidentialite/"
[colours]
accent = "#1f5f6b"
accent_dark = "#86c8d4"
[sharing]
search = false
cards = false
"""
HUGO = f"""
baseURL = "{URL}/"
locale = "fr"
title = "Banc d’essai"
disableKinds = ["taxonomy"]
disableHugoGeneratorInject = true
timeZone = "Europe/Paris"
enableRobotsTXT = true
[pagination]
pagerSize = {PER_PAGE}
[outputs]
home = ["html"]
term = ["html"]
[taxonomies]
category = "categories"
tag = "tags"
[permalinks.page]
actualites = "/actualites/:slug/"
pages = "/:slug/"
[permalinks.term]
categories = "/actualites/categorie/:slug/"
tags = "/actualites/etiquette/:slug/"
[related]
threshold = 0
[[related.indices]]
name = "tags"
weight = 100
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.extensions.typographer]
disable = false
[services.rss]
limit = 20
[params]
tagline = "Un site pour mesurer"
description = "Des articles inventés, pour mesurer la construction."
"""
ORGANISATION = """
kind = "association"
name = "Banc d’essai"
phone = "02 61 91 00 01"
email = "contact@banc.example.org"
publication_director = "Camille Exemple"
[seat]
street = "1 rue de l’Essai"
postcode = "35600"
city = "Redon"
[host]
name = "Hébergement Fictif"
address = "1 rue de l’Exemple, 35000 Rennes"
phone = "01 99 00 35 00"
[[opening]]
day = 3
opens = "14:00"
closes = "18:00"
"""


@dataclass(frozen=True, slots=True)
class Article:
    """What both sites are given."""

    number: int
    day: date
    title: str
    summary: str
    category: str
    tags: list[str]
    body: str

    @property
    def slug(self) -> str:
        return f"article-{self.number}"


def articles(count: int) -> list[Article]:
    return [_article(number, random.Random(number)) for number in range(count)]


def _article(number: int, dice: random.Random) -> Article:
    paragraphs = []
    for rank in range(7):
        if rank in (2, 5):
            paragraphs.append(f"## {_sentence(dice, 4).rstrip('.')}")
        elif rank == 3:
            paragraphs.append("\n".join(f"- {_sentence(dice, 6)}" for _ in range(4)))
        else:
            said = " ".join(_sentence(dice, dice.randint(8, 16)) for _ in range(4))
            paragraphs.append(f"{said} Voir **{dice.choice(WORDS)}** et [nous](/qui-sommes-nous/).")
    return Article(
        number=number,
        day=FIRST + timedelta(days=number * 7 // 10),
        title=f"{_sentence(dice, 5).rstrip('.')} {number}",
        summary=_sentence(dice, 14),
        category=dice.choice(CATEGORIES),
        tags=sorted(dice.sample(TAGS, 3)),
        body="\n\n".join(paragraphs),
    )


def _sentence(dice: random.Random, words: int) -> str:
    return f"{' '.join(dice.choice(WORDS) for _ in range(words))}.".capitalize()


def write_ours(folder: Path, told: list[Article]) -> None:
    _write(folder / "comptoir.toml", COMPTOIR)
    _write(folder / "legal/organisation.toml", ORGANISATION)
    for path in (STARTER / "legal").rglob("*"):
        if path.suffix in (".md", ".toml") and path.name != "waivers.toml":
            text = path.read_text("utf-8").replace("@NAME@", "Banc d’essai")
            text = text.replace("@TODAY@", str(date.today()))
            text = text.replace("@NEXT_YEAR@", str(date.today() + timedelta(days=300)))
            _write(folder / path.relative_to(STARTER), text)
    for name, title, keys, body in (
        ("index", "Bienvenue", "template: home\n", "Bonjour."),
        ("qui-sommes-nous", "Qui sommes-nous", "", "## Un\n\nTexte.\n"),
    ):
        head = f"title: {title}\ndate: 2020-01-01\nsummary: Une page.\nowner: bureau\n{keys}"
        _write(folder / f"content/pages/{name}.md", f"---\n{head}---\n\n{body}\n")
    for a in told:
        head = (
            f"title: {a.title}\ndate: {a.day}\nsummary: {a.summary}\nowner: bureau\n"
            f"category: {a.category}\ntags: {', '.join(a.tags)}\nslug: {a.slug}\n"
        )
        _write(source_of(folder, a), f"---\n{head}---\n\n{a.body}\n")


def source_of(folder: Path, article: Article) -> Path:
    """Return the file of an article, the same on both sides."""
    return folder / f"content/actualites/{article.slug}.md"


def write_hugo(folder: Path, told: list[Article]) -> None:
    _write(folder / "hugo.toml", HUGO)
    shutil.copytree(Path(__file__).parent / "hugo" / "layouts", folder / "layouts")
    shutil.copytree(ROOT / "theme" / "static", folder / "static" / "theme")
    for a in told:
        head = (
            f'title: "{a.title}"\ndate: {a.day}\nsummary: "{a.summary}"\n'
            f'categories: ["{a.category}"]\ntags: {a.tags}\nslug: {a.slug}\n'
        )
        _write(folder / f"content/actualites/{a.slug}.md", f"---\n{head}---\n\n{a.body}\n")
    about = '---\ntitle: "Qui sommes-nous"\ndate: 2020-01-01\nslug: qui-sommes-nous\n---\n\n## Un\n'
    _write(folder / "content/pages/qui-sommes-nous.md", about)
    _write(folder / "content/actualites/_index.md", '---\ntitle: "Actualités"\n---\n')
    for name in ("pages", "lists"):
        _write(folder / f"content/{name}/_index.md", "---\nbuild: {render: never}\n---\n")
    _write(folder / "content/_index.md", '---\ntitle: "Bienvenue"\n---\n\nBonjour.\n')
    years = sorted({a.day.year for a in told})
    listed = [("archives", "Archives", "archives", 0)]
    listed += [(f"archives-{year}", f"Actualités de {year}", "archives", year) for year in years]
    listed += [("themes", "Thèmes", "topics", 0)]
    for name, title, layout, year in listed:
        url = "themes/" if layout == "topics" else f"archives/{f'{year}/' if year else ''}"
        head = f'title: "{title}"\nlayout: {layout}\nyear: {year}\nurl: /actualites/{url}\n'
        _write(folder / f"content/lists/{name}.md", f"---\n{head}type: lists\n---\n")


def edit(path: Path, rank: int) -> None:
    """Change the text of an article, as an editor who mends a sentence does."""
    text = re.sub(r"\n\nRetouche \d+\.\n", "", path.read_text("utf-8"))
    path.write_text(f"{text.rstrip()}\n\nRetouche {rank}.\n", "utf-8")


def retitle(path: Path, rank: int) -> None:
    """Give an article another title."""
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r"(?m)^title: .*$", f'title: "Autre titre {rank}"', text, count=1), "utf-8"
    )


def redate(path: Path, rank: int) -> None:
    """Move an article by some days: it changes its place in every list that holds it."""
    text = path.read_text("utf-8")
    day = date.fromisoformat(re.findall(r"(?m)^date: (\S+)$", text)[0]) + timedelta(days=rank + 3)
    path.write_text(re.sub(r"(?m)^date: .*$", f"date: {day}", text, count=1), "utf-8")


def retag(path: Path, rank: int) -> None:
    """Give an article another first tag, of those that there are; each site writes them its way."""
    line = re.findall(r"(?m)^tags: .*$", text := path.read_text("utf-8"))[0]
    others = [tag for tag in TAGS if tag not in line]
    new = re.sub(r"thème \d+", others[rank], line, count=1)
    path.write_text(text.replace(line, new), "utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
