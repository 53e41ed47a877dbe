"""What an adoption did, and everything that it did not carry over: one report."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from comptoir.site.adoption.ledger import Fate
from comptoir.site.adoption.model import OldLink, Remark, Topic
from comptoir.text import french_list, plural

SHOWN = 15  # remarks shown under each heading; --json has them all


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionReport:
    """Counts, remarks, and the menu to write again."""

    maker: str
    name: str
    pages: int
    articles: int
    drafts: int
    files: int
    redirects: int
    fates: Counter[Fate] = field(default_factory=Counter)
    remarks: tuple[Remark, ...] = ()
    menu: tuple[OldLink, ...] = ()
    written: tuple[str, ...] = ()
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
        "written": list(report.written),
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
    """Write it for people."""
    lines = [_head(report)]
    by_topic: dict[Topic, list[Remark]] = defaultdict(list)
    for remark in report.remarks:
        by_topic[remark.topic].append(remark)
    if by_topic:
        lines += ["", "Ce qui n’est pas repris, ou pas tel quel :"]
    for topic in Topic:
        if topic in by_topic:
            lines += ["", f"{topic.value} ({len(by_topic[topic])})", *_listed(by_topic[topic])]
    if report.menu:
        lines += ["", "Menu de l’ancien site, à écrire dans comptoir.toml :"]
        lines += [f"  {entry.label} : {entry.url}" for entry in report.menu]
    lines += ["", _tail(report)]
    return "\n".join(lines)


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


def _listed(remarks: Sequence[Remark]) -> list[str]:
    shown = [f"  {remark}" for remark in remarks[:SHOWN]]
    more = len(remarks) - SHOWN
    return [*shown, f"  … et {more} autres : --json les dit tous."] if more > 0 else shown


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
        f"{done[0].upper()}{done[1:]}. Ensuite : comptoir vérifier, puis comptoir site construire."
    )
