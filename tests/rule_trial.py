"""Try rules on small samples: the docstring of a rule is its first test."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import value_samples
from comptoir.errors import InputError
from comptoir.readers.content import parse_page
from comptoir.readers.images import pictures_of
from comptoir.readers.prices import prices_of
from comptoir.readers.spelling import Speller
from comptoir.readers.texts import MODELS, looked_up, of_model, of_page
from comptoir.readers.toml import line_numbers
from comptoir.rules.applies import Scope
from comptoir.rules.doc import Sample
from comptoir.rules.engine import Plan
from comptoir.rules.fault import Judged
from comptoir.rules.registry import all_rules
from comptoir.rules.rule import Rule
from comptoir.rules.site_audit import audit_page
from comptoir.rules.surfaces import (
    Identity,
    Picture,
    ProcessingRecord,
    ProjectFile,
    Unreadable,
    WaiverUse,
)
from comptoir.rules.surfaces_site import ATTESTATIONS, PRICES, Attested, offers_of
from comptoir.rules.surfaces_text import WrittenText
from comptoir.settings import Attestation, Organisation, Processing, SiteSettings
from comptoir.settings.waivers import Waivers
from comptoir.site.assembly import redirections, sitemap
from comptoir.site.built import HtmlSite, OtherFile
from comptoir.site.calls import StyleSheet
from comptoir.site.html import HtmlPage
from comptoir.site.source import PageKind, SourcePage, kind_of
from comptoir.site.spelling import proper_names

TODAY = date(2026, 11, 24)
BASE = "https://www.exemple.example.org"

COMMON: dict[str, Any] = {
    "name": "Les Ateliers de l’Exemple",
    "seat": {"street": "1 rue de l’Exemple", "postcode": "35000", "city": "Rennes"},
    "phone": "02 61 91 00 01",
    "email": "contact@exemple.example.org",
    "siren": "999140353",
    "siret": "99914035300015",
    "publication_director": "Camille Exemple",
    "host": {
        "name": "Hébergement Fictif SCOP",
        "address": "2 rue du Test, 35000 Rennes",
        "phone": "01 99 00 00 01",
    },
    "processors": [
        {"name": "Hébergement Fictif SCOP", "hosts": ["exemple.example.org"], "country": "FR"},
    ],
}
KINDS: dict[str, dict[str, Any]] = {
    "association": {"kind": "association"},
    "company": {
        "kind": "company",
        "legal_form": "SARL",
        "capital": "8 000 €",
        "rcs_city": "Rennes",
    },
    "sole-trader": {"kind": "sole-trader", "name": "Camille Exemple", "legal_form": "EI"},
    "public-body": {"kind": "public-body", "art47": True},
    "individual": {"kind": "individual", "name": "Camille Exemple"},
    "mutual": {"kind": "mutual"},
    "abroad": {
        "kind": "association",
        "processors": [{"name": "Courriels Fictifs", "country": "US", "transfer_tool": "SCC"}],
    },
    "open": {
        "kind": "association",
        "opening": [
            {"day": 3, "opens": "14:00", "closes": "18:00"},
            {
                "day": 6,
                "opens": "10:00",
                "closes": "12:30",
                "note": "et de 14 h à 17 h 30 les premiers samedis du mois",
            },
        ],
        "seasons": [
            {
                "name": "2026-2027",
                "starts": date(2026, 9, 1),
                "ends": date(2027, 8, 31),
                "full": "22.00",
                "reduced": "10.00",
            }
        ],
    },
    "charter": {
        "kind": "association",
        "charter": {
            "address": "vous",
            "inclusive": "doublets",
            "answer_days": 10,
            "avoid": {"local": "atelier"},
        },
    },
    "seller": {
        "kind": "company",
        "legal_form": "SARL",
        "capital": "8 000 €",
        "rcs_city": "Rennes",
        "vat": {"regime": "real", "number": "FR15999140353"},
        "sells": dict.fromkeys(
            ("consumers", "businesses", "online", "goods", "services", "subscriptions"), True
        ),
        "mediator": {
            "name": "Médiation Fictive",
            "address": "2 rue de l’Exemple, 35000 Rennes",
            "url": "https://mediation.example.org",
        },
    },
}
HEAD = '<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><title>Une page</title></head>'
FRONT = """---
title: Une page
date: 2026-11-01
summary: Une page d’exemple qui ne sert qu’à essayer une règle, avec un résumé de longueur normale.
owner: coordination
---
"""


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(out.get(key), dict)
        out[key] = merged(out[key], value) if both else value
    return out


def organisation(kind: str = "association", **over: Any) -> Organisation:
    return Organisation.model_validate(merged(merged(COMMON, KINDS[kind]), over))


def scope(kind: str = "association", *, today: date = TODAY, **over: Any) -> Scope:
    if kind == "aucun":
        return Scope(today=today)
    return Scope(today=today, organisation=organisation(kind, **over), processing=Processing())


def whole(html: str) -> str:
    """A fragment becomes a page; a page stays as it is."""
    if html.lstrip().lower().startswith(("<!doctype", "<html")):
        return html
    return f"{HEAD}<body>\n{html}</body></html>"


def page(html: str, *, path: str = "page/index.html", base: str = BASE) -> HtmlPage:
    return HtmlPage(whole(html), path=path, shown=f"output/{path}", base=base)


def site(files: Mapping[str, str], *, base: str = BASE) -> tuple[list[HtmlPage], HtmlSite]:
    """A built site of texts by path."""
    pages = [page(text, path=p, base=base) for p, text in files.items() if p.endswith(".html")]
    others = {p: text for p, text in files.items() if not p.endswith(".html")}
    sheets = [sheet(text, path=p) for p, text in others.items() if p.endswith(".css")]
    whole_site = HtmlSite(
        pages=[audit_page(page, Plan((), scope())).facts for page in pages],
        files=[_other(p, text) for p, text in others.items() if not p.endswith(".css")],
        styles=sheets,
        base=base,
        robots=others.get("robots.txt"),
        sitemaps=[sitemap(f"output/{p}", t) for p, t in others.items() if p.startswith("sitemap")],
        redirects=redirections(others.get("_redirects", "")),
        folder="output",
        source=lambda path: whole(files.get(path, "")),
    )
    return pages, whole_site


def _other(path: str, text: str) -> OtherFile:
    size = int(text.split()[1]) if text.startswith("octets ") else len(text)
    located = text.startswith("gps")
    return OtherFile(path=path, shown=f"output/{path}", size=size, text=text, located=located)


def sheet(css: str, *, path: str = "theme/style.css") -> StyleSheet:
    return StyleSheet(css, path=path, shown=f"output/{path}", base=BASE)


def markdown(text: str, *, path: str = "content/pages/exemple.md") -> SourcePage:
    kind = kind_of(path) or PageKind.PAGE
    front = FRONT
    if kind is PageKind.LEGAL:
        front = FRONT.replace("owner:", "version: 1\nlegal: privacy\nowner:")
    return parse_page(text if text.startswith("---") else front + text, shown=path, kind=kind)


def dotted_lines(text: str) -> dict[str, int]:
    return {".".join(map(str, key)): line for key, line in line_numbers(text).items()}


def things(rule: Rule, sample: Sample) -> list[Any]:
    """Everything of a sample that the rule reads."""
    path, kind = options(sample)
    if sample.language == "toml":
        if value_samples.read_by(rule):
            return value_samples.made(rule, sample.text)
        return _from_toml(rule, sample.text, kind)
    files = dict(sample.files) or {path or _path(sample.language): sample.text}
    found: list[Any] = []
    if sample.language == "markdown":
        found += _read(files, kind)
        found += _texts(found, files, organisation("association" if kind == "aucun" else kind))
    if sample.language in ("fichier", "projet"):
        found += [ProjectFile(path=p, text=t, size=len(t)) for p, t in files.items()]
    if sample.language in ("html", "projet", "css"):
        pages, built = site(files)
        found += [*pages, *built.styles, built]
    return [thing for thing in found if type(thing) in rule.checks]


def _read(files: Mapping[str, str], kind: str) -> list[Any]:
    read: list[Any] = []
    for path, text in files.items():
        if path.endswith(".toml"):
            continue
        try:
            read.append(markdown(text, path=path))
        except InputError as error:
            read += [Unreadable(fault) for fault in error.faults]
    history = prices_of(tomllib.loads(files.get(PRICES, ""), parse_float=Decimal))
    pages = [page for page in read if isinstance(page, SourcePage)]
    rows = tomllib.loads(files.get(ATTESTATIONS, ""))
    held = replace(_attested(rows, "association" if kind == "aucun" else kind), pages=tuple(pages))
    return [*read, *offers_of(pages, history, today=TODAY), held]


def _texts(
    read: Iterable[Any], files: Mapping[str, str], publisher: Organisation
) -> list[WrittenText]:
    """What a sample says, its words looked up; under contacts/, a model."""
    models = {path: kind for path in files for folder, kind in MODELS.items() if folder in path}
    made = [of_model(files[path], shown=path, kind=kind, charter=publisher.charter)
            for path, kind in models.items()]  # fmt: skip
    if not made:
        pages = [page for page in read if isinstance(page, SourcePage)]
        made = [of_page(page, publisher.charter) for page in pages]
    speller = Speller()
    names = proper_names(text.writing for text in made) | {"Soizic", "Redon"}
    return [looked_up(text, speller, names) for text in made]


def _path(language: str) -> str:
    return {"html": "page/index.html", "css": "theme/style.css"}.get(
        language, "content/pages/exemple.md"
    )


def options(sample: Sample) -> tuple[str, str]:
    path, kind = "", "association"
    for word in sample.note.split():
        if word.startswith("profil="):
            kind = word.removeprefix("profil=")
        elif not word.startswith("exige="):
            path = word
    return path, kind


def _from_toml(rule: Rule, text: str, kind: str) -> list[Any]:
    data = tomllib.loads(text, parse_float=Decimal)
    if Picture in rule.checks:
        return [*pictures_of(data, today=TODAY, lines=dotted_lines(text), used=_used(data))]
    if Attested in rule.checks:
        return [_attested(data, kind)]
    if WaiverUse in rule.checks:
        rows = Waivers.model_validate(data).waiver
        return [
            WaiverUse(waiver=w, rank=i, line=1, today=TODAY, used=w.path != "inutile", known=True)
            for i, w in enumerate(rows)
        ]
    if (ProcessingRecord in rule.checks and "purposes" in data) or not data:
        record = Processing.model_validate(data)
        return [ProcessingRecord(processing=record, organisation=organisation(kind))]
    known = organisation(kind, **data)
    return [
        thing
        for thing in (
            Identity(organisation=known, lines=dotted_lines(text)),
            ProcessingRecord(processing=Processing(), organisation=known),
        )
        if type(thing) in rule.checks
    ]


def _attested(data: Mapping[str, Any], kind: str) -> Attested:
    rest = {key: value for key, value in data.items() if key not in ("attestation", "purposes")}
    held = tuple(Attestation.model_validate(row) for row in data.get("attestation", ()))
    return Attested(
        organisation=organisation(kind, **rest),
        processing=Processing.model_validate({"purposes": data.get("purposes", {})}),
        today=TODAY,
        attestations=held,
        known=frozenset(known.code for known in all_rules()),
    )


def _used(data: Mapping[str, Any]) -> dict[str, list[tuple[str, int]]]:
    """Every image of a sample is used on one page, besides those it says are used."""
    names = [*data.get("images", {}), *data.get("utilisées", [])]
    return {name: [("content/pages/exemple.md", 3)] for name in names}


def try_on(rules: Iterable[Rule], things: Iterable[Any], scope: Scope) -> list[Judged]:
    plan = Plan(rules, scope)
    return [finding for thing in things for finding in plan.judge(thing)]


def findings_of(rule: Rule, sample: Sample) -> list[Judged]:
    _, kind = options(sample)
    read = things(rule, sample)
    described = next((t.organisation for t in read if isinstance(t, Identity | Attested)), None)
    known = scope(kind, **value_samples.facts(rule, sample.text))
    if asked := next((w for w in sample.note.split() if w.startswith("exige=")), ""):
        told = {"name": "Exemple", "url": BASE}
        quality = {"asked": asked.removeprefix("exige=").split(",")}
        site = SiteSettings.model_validate({"site": told, "quality": quality})
        known = replace(known, site=site)
    return try_on([rule], read, replace(known, organisation=described) if described else known)
