"""What an adoption did, and everything that it did not carry over: one report."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from comptoir.site.adoption.ledger import Fate
from comptoir.site.adoption.model import OldLink, Remark, Topic
from comptoir.text import french_list, plural

ALIKE = 3  # remarks that say the same of as many files are one line on a terminal
SHOWN = 15  # remarks shown under each heading on a terminal; the file has them all


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionReport:
    """Counts, remarks, and the menu to write again."""

    maker: str
    name: str
    path: str  # where the whole of it is written, in the project
    pages: int
    articles: int
    drafts: int
    files: int
    redirects: int
    fates: Counter[Fate] = field(default_factory=Counter)
    remarks: tuple[Remark, ...] = ()
    menu: tuple[OldLink, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()  # untouched pages of the skeleton that gave way
    dry_run: bool = False


def data_of(report: AdoptionReport) -> dict[str, Any]:
    return {
        "maker": report.maker,
        "name": report.name,
        "dry_run": report.dry_run,
        "pages": report.pages,
        "articles": report.articles,
        "drafts": report.drafts,
        "files": report.files,
        "redirects": report.redirects,
        **{fate.value: report.fates[fate] for fate in Fate},
        "report": report.path,
        "written": list(report.written),
        "removed": list(report.removed),
        "menu": [{"label": entry.label, "url": entry.url} for entry in report.menu],
        "remarks": [
            {
                "topic": remark.topic.name.lower(),
                "path": remark.at.path if remark.at else "",
                "line": remark.at.line if remark.at else 0,
                "found": remark.found,
                "remedy": remark.remedy,
            }
            for remark in report.remarks
        ],
    }


def text_of(report: AdoptionReport) -> str:
    """Write it for a terminal: the first remarks of each heading."""
    lines = [_head(report)]
    by_topic = _by_topic(report)
    if by_topic:
        lines += ["", "Ce qui n’est pas repris, ou pas tel quel :"]
    for topic, remarks in by_topic.items():
        lines += ["", f"{topic.value} ({len(remarks)})", *_listed(remarks, report)]
    if report.menu:
        lines += ["", "Menu de l’ancien site, à écrire dans comptoir.toml :"]
        lines += [f"  {entry.label} : {entry.url}" for entry in report.menu[:SHOWN]]
        lines += ["  …"] * (len(report.menu) > SHOWN)
    lines += ["", _tail(report)]
    return "\n".join(lines)


def page_of(report: AdoptionReport) -> str:
    """Write all of it as Markdown; it says what is, not what this run did: twice, the same."""
    lines = [f"# Reprise d’un site {report.maker}", "", _head(report)]
    by_topic = _by_topic(report)
    if by_topic:
        lines += ["", "## Ce qui n’est pas repris, ou pas tel quel"]
    for topic, remarks in by_topic.items():
        lines += ["", f"### {topic.value} ({len(remarks)})", ""]
        lines += [f"- {_markdown(str(remark))}" for remark in remarks]
    if report.menu:
        lines += ["", "## Menu de l’ancien site, à écrire dans comptoir.toml", "", "```toml"]
        for entry in report.menu:
            label, url = (json.dumps(t, ensure_ascii=False) for t in (entry.label, entry.url))
            lines += ["[[menu]]", f"label = {label}", f"url = {url}"]
        lines += ["```"]
    return "\n".join([*lines, ""])


_MARKS = re.compile(r"[\\`*_\[\]<>]")


def _markdown(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)


def _by_topic(report: AdoptionReport) -> dict[Topic, list[Remark]]:
    found: dict[Topic, list[Remark]] = {topic: [] for topic in Topic}
    for remark in report.remarks:
        found[remark.topic].append(remark)
    return {topic: remarks for topic, remarks in found.items() if remarks}


def _head(report: AdoptionReport) -> str:
    counts = [
        (report.pages, "page", "pages"),
        (report.articles, "article", "articles"),
        (report.files, "fichier", "fichiers"),
    ]
    found = french_list(plural(n, one, many) for n, one, many in counts if n) or "rien"
    drafts = f", dont {plural(report.drafts, 'brouillon')}" if report.drafts else ""
    moved = plural(report.redirects, "redirection")
    named = f" « {report.name} »" if report.name else ""
    return f"Site {report.maker}{named} : {found}{drafts} ; {moved}."


def _listed(remarks: Sequence[Remark], report: AdoptionReport) -> list[str]:
    lines = _grouped(remarks)
    shown = [f"  {line}" for line in lines[:SHOWN]]
    more = len(lines) - SHOWN
    where = "--json les dit toutes" if report.dry_run else f"{report.path} les dit toutes"
    return [*shown, f"  … et {plural(more, 'autre')} : {where}."] if more > 0 else shown


def _grouped(remarks: Sequence[Remark]) -> list[str]:
    """Say once what is so of many files, and name the first of them."""
    alike: dict[tuple[str, str], list[Remark]] = {}
    for remark in remarks:
        alike.setdefault((remark.found, remark.remedy), []).append(remark)
    lines: list[str] = []
    for (found, remedy), same in alike.items():
        places = [str(remark.at) for remark in same if remark.at]
        if len(same) < ALIKE or len(places) < len(same):
            lines += map(str, same)
            continue
        named = f"{', '.join(places[:ALIKE])} et {plural(len(places) - ALIKE, 'autre')}"
        named = named if len(places) > ALIKE else french_list(places)
        lines.append(" ".join(part for part in (f"{named} : {found}", remedy) if part))
    return lines


def _tail(report: AdoptionReport) -> str:
    fates = report.fates
    counts = [
        (fates[Fate.CREATED], "ajouté", "ajoutés"),
        (fates[Fate.UPDATED], "mis à jour", "mis à jour"),
        (fates[Fate.UNCHANGED], "inchangé", "inchangés"),
        (fates[Fate.KEPT], "gardé tel que vous l’avez modifié", "gardés tels que modifiés"),
        (fates[Fate.GONE], "retiré par vous, laissé ainsi", "retirés par vous, laissés ainsi"),
    ]
    done = french_list(plural(n, one, many) for n, one, many in counts if n) or "rien à faire"
    if report.dry_run:
        return f"Essai, rien n’est écrit : {done}."
    return (
        f"{done[0].upper()}{done[1:]}. Ce compte rendu est dans {report.path}.\n"
        "Ensuite : comptoir vérifier, puis comptoir site construire."
    )
