"""One corpus written twice: a Comptoir project and a Hugo site with the same articles."""

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

from bench.measure import ROOT

WORDS = (
    "atelier quai canal outil bois vélo couture réparation bénévole saison matin écluse établi "
    "roue chaîne tissu fil machine adhérent accueil samedi rencontre partage voisin commune eau "
    "péniche halage poulie moteur soudure circuit lampe chaise table planche scie rabot vis colle"
).split()
CATEGORIES = ("Vie", "Ateliers", "Canal", "Couture", "Vélo", "Bois", "Électronique", "Commune")
TAGS = tuple(f"{word}-{number}" for word in WORDS[:15] for number in (1, 2))
ORGANISATION = """
kind = "association"
name = "Les Amis de l’Exemple"
legal_form = "association loi 1901"
phone = "02 61 91 00 01"
email = "contact@amis.example.org"
publication_director = "Camille Exemple"
[seat]
street = "1 rue de l’Essai"
postcode = "35600"
city = "Redon"
[host]
name = "Hébergement Fictif"
address = "1 rue de l’Exemple, 35000 Rennes"
phone = "01 99 00 35 00"
"""
SETTINGS = """
[site]
name = "Les Amis de l’Exemple"
url = "https://amis.example.org"
tagline = "Un site d’essai"
description = "Un site pour mesurer la construction."
news_per_page = 10
[colours]
accent = "#1f5f6b"
accent_dark = "#86c8d4"
"""
PAGES = {
    "index": ("Bienvenue", "template: home\n"),
    "projet": ("Le projet", "menu: Projet\norder: 1\n"),
    "contact": ("Contact", "template: contact\nmenu: Contact\norder: 2\n"),
}


def write_corpus(folder: Path, count: int) -> tuple[Path, Path]:
    """Write the project and the Hugo site; return both folders."""
    ours, theirs = folder / "comptoir", folder / "hugo"
    shutil.copytree(ROOT / "bench" / "hugo", theirs)
    shutil.copytree(ROOT / "theme" / "static", theirs / "static" / "theme")
    _write(ours / "legal" / "organisation.toml", ORGANISATION)
    _write(ours / "legal" / "processing.toml", "purposes = {}\n")
    _write(ours / "comptoir.toml", SETTINGS)
    chance = random.Random(count)  # a repeatable corpus
    for name, (title, keys) in PAGES.items():
        body = _body(chance)
        head = _head(title, date(2026, 1, 5))
        _write(ours / "content" / "pages" / f"{name}.md", f"{head}{keys}---\n\n{body}")
        hugo = "_index" if name == "index" else name
        _write(theirs / "content" / f"{hugo}.md", f"{head}---\n\n{body}")
    for number in range(count):
        day = date(2026, 10, 1) - timedelta(days=number // 2)
        title = f"{_phrase(chance, 5).capitalize()} {number}"
        category, tags = chance.choice(CATEGORIES), sorted(chance.sample(TAGS, 3))
        head, body = _head(title, day), _body(chance)
        name = f"{day}-article-{number}"
        _write(ours / "content" / "actualites" / f"{name}.md",
               f"{head}category: {category}\ntags: {', '.join(tags)}\n---\n\n{body}")  # fmt: skip
        _write(theirs / "content" / "actualites" / f"{name}.md",
               f"{head}slug: article-{number}\ncategories: [{category}]\n"
               f"tags: [{', '.join(tags)}]\n---\n\n{body}")  # fmt: skip
    return ours, theirs


def _head(title: str, day: date) -> str:
    return (
        f"---\ntitle: {title}\ndate: {day}\n"
        f"summary: Un résumé de ce que raconte « {title} », pour la liste et les moteurs.\n"
        "owner: coordination\n"
    )


def _body(chance: random.Random) -> str:
    """Write some 350 words: chapters, a list, emphasis, links, a table, a quotation, code."""
    p = [_paragraph(chance) for _ in range(5)]
    items = "".join(f"- {_phrase(chance, 8)}\n" for _ in range(5))
    rows = "".join(f"| {_phrase(chance, 1)} | {chance.randrange(90)} |\n" for _ in range(4))
    return (
        f"{p[0]}\n\n## {_phrase(chance, 3)}\n\n{p[1]}\n\n{items}\n{p[2]}\n\n"
        f"## {_phrase(chance, 3)}\n\n| Outil | Nombre |\n|---|--:|\n{rows}\n> {p[3]}\n\n"
        f"## {_phrase(chance, 2)}\n\n{p[4]}\n\n```\n{_phrase(chance, 6)}\n```\n"
    )


def _phrase(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length))


def _paragraph(chance: random.Random) -> str:
    return (
        f"{_phrase(chance, 20)}, **{_phrase(chance, 2)}**, {_phrase(chance, 18)}. "
        f"Voir [la page du projet](/projet/) : {_phrase(chance, 12)} *{_phrase(chance, 2)}*."
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
