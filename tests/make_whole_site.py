"""A site with a page of every kind, served as a real server would: the one that judges look at."""

import http.server
from pathlib import Path
from typing import Any

from comptoir.website import headers

from make_site import SmallSite, copy_example

# every kind of page, with one that shows it
KINDS = {
    "home": "/",
    "page": "/association/",
    "section": "/ateliers/",
    "page in a tree": "/menuiserie/",
    "hours": "/acces-et-horaires/",
    "contact": "/contact/",
    "questions": "/questions-frequentes/",
    "gallery": "/galerie/",
    "downloads": "/telechargements/",
    "team": "/equipe-et-gouvernance/",
    "partners": "/partenaires/",
    "components": "/composants/",
    "form": "/nous-ecrire/",
    "other language": "/about-us/",
    "news": "/actualites/",
    "news, next page": "/actualites/page/2/",
    "article": "/actualites/cinquante-et-un-objets-en-novembre/",
    "article with a table": "/actualites/338-objets-repares/",
    "category": "/actualites/categorie/repair-cafe/",
    "tag": "/actualites/etiquette/repair-cafe/",
    "topics": "/actualites/themes/",
    "archives": "/actualites/archives/",
    "archives of a year": "/actualites/archives/2026/",
    "agenda": "/agenda/",
    "month": "/agenda/mois/2026-12/",
    "event": "/agenda/repair-cafe-decembre-2026/",
    "cancelled event": "/agenda/balade-aux-lampions-2026/",
    "full event": "/agenda/stage-electronique-novembre-2026/",
    "repeated event": "/agenda/conseil-d-administration/",
    "offers": "/offres/",
    "offer": "/offres/kit-reparation-velo/",
    "offer with a promotion": "/offres/stage-menuiserie/",
    "legal notice": "/mentions-legales/",
    "privacy": "/confidentialite/",
    "credits": "/credits/",
    "search": "/recherche/?q=menuiserie",
    "lost page": "/rien-de-tel/",
}
FORMS = """
[forms.contact]
action = "/recevoir/contact"
title = "Nous écrire"
purpose = "demandes"
notice = "Nous répondons sous huit jours."
[[forms.contact.field]]
name = "nom"
label = "Votre nom"
required = true
autocomplete = "name"
[[forms.contact.field]]
name = "mel"
label = "Votre adresse mél"
kind = "email"
required = true
autocomplete = "email"
[[forms.contact.field]]
name = "sujet"
label = "Sujet"
kind = "select"
options = ["Adhésion", "Autre"]
help = "Un seul choix."
[[forms.contact.field]]
name = "message"
label = "Votre message"
kind = "textarea"
required = true
[[forms.contact.field]]
name = "lettre"
label = "Recevoir la lettre d’information"
kind = "checkbox"
"""
COMPONENTS = """
Un mot démesuré : anticonstitutionnellement-intergouvernementalisation-déresponsabilisatrice.

::: note titre="Bon à savoir"
Le quai **glisse** les jours de gel.
:::

::: attention titre="À laisser à la maison"
Les micro-ondes.
:::

::: bouton vers=/adherer/
Adhérer
:::

::: figure image=canal-au-matin.jpg
Le canal, avant l’ouverture.
:::

::: video fichier=visite.mp4 titre="La visite" affiche=facade-atelier.jpg sous-titres=visite.vtt
On entre par la porte bleue.
:::

::: audio fichier=cloche.mp3 titre="La cloche du dernier numéro"
Une cloche sonne deux fois.
:::

::: integration adresse=https://video.example.org/v/1 service=PeerTube titre="Le film de la crue"

::: offre ref=stage-menuiserie

::: agenda nombre=2

::: questions
### Faut-il adhérer ?

Non.
:::

## Un tableau large

| Jour | Menuiserie | Couture | Vélo | Électronique | Encadrement | Téléphone |
|---|---|---|---|---|---|---|
| Mercredi | 14 h – 18 h | 14 h – 18 h | 14 h – 18 h | – | deux bénévoles | 01 99 00 00 01 |

Une note[^1], `du code`, et un bloc :

```
comptoir site construire --sortie un/dossier/au/nom/plutot/long/pour/deborder
```

> Une citation.

[^1]: Le texte de la note.
"""
HEAD = "date: 2026-11-01\nsummary: Ce que cette page montre, en une phrase.\nowner: coordination\n"


def make_whole_site(folder: Path) -> SmallSite:
    """Copy the example, add the kinds of pages that it has not, and build."""
    site = copy_example(folder)
    site.write("content/data/formulaires.toml", FORMS)
    for name, content in (
        ("visite.mp4", b"film"),
        ("visite.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\nOn entre.\n"),
        ("cloche.mp3", b"son"),
    ):
        site.write(f"content/fichiers/{name}", content)
    for slug, title, keys, body in (
        ("composants", "Les composants d’une page", "", COMPONENTS),
        ("nous-ecrire", "Nous écrire", "", "::: formulaire nom=contact\n"),
        ("about-us", "About us", "lang: en\ntranslates: /association/\n", "A *shared* workshop."),
    ):
        text = f"---\ntitle: {title}\n{HEAD}{keys}---\n\n{body}\n"
        site.write(f"content/pages/{slug}.md", text)
    report = site.build()
    assert report.held == (), report.held
    assert report.notes == (), report.notes  # the search is built
    return site


class Server(http.server.ThreadingHTTPServer):
    """A server for which a browser that goes away is no error."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a build with its own security headers, and its own lost page."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".avif": "image/avif", ".ics": "text/calendar", ".wasm": "application/wasm",
        ".webp": "image/webp", ".woff2": "font/woff2",
    }  # fmt: skip

    def end_headers(self) -> None:
        for name, value in headers.everywhere(search=True).items():
            if name not in (headers.HSTS, headers.CSP):
                self.send_header(name, value)
        told = Path(str(self.directory)) / "_headers"
        frames = headers.frames_in(told.read_text("utf-8")) if told.is_file() else ()
        self.send_header(headers.CSP, headers.policy(search=True, secure=False, frames=frames))
        super().end_headers()

    def send_error(self, code: int, message: Any = None, explain: Any = None) -> None:
        lost = Path(str(self.directory)) / "404.html"
        if code != 404 or not lost.is_file():
            return super().send_error(code, message, explain)
        body = lost.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *_arguments: object) -> None:
        pass
