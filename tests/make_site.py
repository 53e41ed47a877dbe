"""A small project with one page of each kind, to build sites from in tests."""

import io
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from comptoir.website.build import Job, build
from comptoir.website.hand import read_facts
from comptoir.website.report import BuildReport

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 24)

HEAD_OF_PAGE = """---
title: Une page d’essai
date: 2026-11-01
owner: coordination
summary: Une page écrite pour essayer la vérification, d’une longueur ordinaire.
---
"""
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
[[opening]]
day = 3
opens = "14:00"
closes = "18:00"
"""
SETTINGS = """
[site]
name = "Les Amis de l’Exemple"
url = "https://amis.example.org"
tagline = "Un site d’essai"
description = "Un petit site pour essayer la construction."
news_per_page = 2
timezone = "Europe/Paris"
[[menu]]
label = "Agenda"
url = "/agenda/"
[colours]
accent = "#1f5f6b"
accent_dark = "#86c8d4"
"""
REGISTER = """
[images."quai.jpg"]
author = "Ana Exemple"
licence = "CC-BY-4.0"
alt = "Un quai au matin"
[images."portrait.jpg"]
author = "Les Amis"
licence = "cession"
alt = "Une personne à l’établi"
persons = "identified"
releases = ["R-1"]
[releases."R-1"]
signed_on = 2025-01-01
valid_to = 2030-01-01
"""
HEAD = "title: {title}\ndate: 2026-11-01\nsummary: Un résumé de la page.\nowner: coordination\n"
PAGES = {
    "content/pages/index.md": ("Bienvenue", "template: home\nimage: quai.jpg\n", "Bonjour."),
    "content/pages/ateliers/index.md": ("Les ateliers", "", "## Un\n\nTexte.\n"),
    "content/pages/ateliers/velo.md": (
        "Le vélo", "", "On répare.\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n"),
    "content/pages/contact.md": ("Contact", "template: contact\n", "Écrivez-nous."),
    "content/actualites/2026-11-02-un.md": (
        "L'article un", "category: Vie\ntags: vélo, quai\n",
        "Le prix est de 10 € : « oui » !\n\n![Le quai](/images/quai.jpg \"Le quai\")\n"),
    "content/actualites/2026-11-03-deux.md": (
        "Deux", "category: Vie\n", "Voir [contact](/contact/)."),
    "content/actualites/2026-11-04-trois.md": ("Trois", "category: Ateliers\n", "Texte."),
    "content/agenda/2026-12-05-fete.md": (
        "La fête",
        "starts: 2026-12-05 14:00\nends: 2026-12-05 17:30\nplace: L’atelier\nprice: libre\n",
        "Venez."),
    "content/agenda/2026-07-04-ete.md": (
        "L’été",
        "starts: 2026-07-04 14:00\nends: 2026-07-04 17:30\nplace: Ici\nstate: cancelled\n",
        "Passé."),
    "content/offres/kit.md": (
        "Le kit", 'sku: KIT\nprice: "39.00"\nvat: "20.0"\nnature: goods\n', "Un kit."),
    "content/campagnes/appel.md": (
        "Appel secret", "subject: Objet secret\nsegment: tous\npurpose: dons\nchannels: letter\n",
        "Le corps de la campagne."),
    "legal/pages/mentions-legales.md": (
        "Mentions légales", 'version: "1"\nlegal: legal-notice\nreview_by: 2027-01-01\n',
        "Éditeur : {{ organisation.name }}, {{ organisation.phone | phone }}.\n"),
}  # fmt: skip


def page_text(title: str, keys: str = "", body: str = "Texte.") -> str:
    return f"---\n{HEAD.format(title=title)}{keys}---\n\n{body}\n"


def photo(width: int = 1000, height: int = 700, kind: str = "JPEG", **options: Any) -> bytes:
    """A picture that compresses like one, with whatever EXIF is asked for."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@dataclass(frozen=True)
class SmallSite:
    """A project folder, and what to build of it."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "output"

    def write(self, path: str, text: str | bytes) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return target

    def page(self, path: str, title: str = "Titre", keys: str = "", body: str = "Texte.") -> Path:
        return self.write(path, page_text(title, keys, body))

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def job(self, output: Path | None = None, *, today: date = TODAY, **options: Any) -> Job:
        return Job(facts=read_facts(self.root, today), output=output or self.output, **options)

    def build(
        self, output: Path | None = None, *, today: date = TODAY, **options: Any
    ) -> BuildReport:
        return build(self.job(output, today=today, **options))

    def html(self, url: str) -> str:
        return (self.output / url.strip("/") / "index.html").read_text("utf-8")


def make_site(root: Path) -> SmallSite:
    """Write the small project."""
    site = SmallSite(root)
    site.write("legal/organisation.toml", ORGANISATION)
    site.write("legal/processing.toml", "purposes = {}\n")
    site.write("comptoir.toml", SETTINGS)
    site.write("content/images/register.toml", REGISTER)
    site.write("content/images/quai.jpg", photo())
    site.write("content/images/portrait.jpg", photo(700, 1000))
    for path, (title, keys, body) in PAGES.items():
        site.page(path, title, keys, body)
    return site


def copy_example(target: Path) -> SmallSite:
    """Copy what a build of the repository's own example reads."""
    for name in ("content", "legal"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "comptoir.toml", target / "comptoir.toml")
    return SmallSite(target)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


__all__ = ["SmallSite", "copy_example", "files_of", "make_site", "page_text", "photo"]
