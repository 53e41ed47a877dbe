"""What is published and what is held back: decided here, from faults and findings alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from comptoir.errors import Fault
from comptoir.finding import Finding
from comptoir.readers.content import REGISTER
from comptoir.site.source import Content, PageKind, SourcePage, kind_of
from comptoir.text import plural

# Codes of rules that find personal data where anyone can read it: they stop everything.
LEAKED = frozenset({"CTC033", "SEC001"})
UNREADABLE = "LEC001"  # says again what could not be read: the faults of the content do


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which pages go out."""

    published: tuple[SourcePage, ...] = ()
    held: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # source path → reasons
    drafts: int = 0
    scheduled: tuple[str, ...] = ()
    stopped: str = ""  # French: why nothing may be published


def decide(
    content: Content,
    *,
    today: date,
    findings: Sequence[Finding] = (),
    image_faults: Mapping[str, Sequence[Fault]] | None = None,
    strict: bool = False,
    drafts: bool = False,
    away: tuple[str, ...] = (),
) -> Plan:
    """Hold back what is faulty; stop everything for legal pages and leaked personal data.

    Args:
        content: what could be read, and what could not.
        today: pages dated later wait.
        findings: what the rules found, on source or on HTML, by path of the source.
        image_faults: images that cannot be made, by path of the pages that use them.
        strict: any fault and any blocking finding stops everything.
        drafts: drafts and pages whose day has not come are published too.
        away: the sections of the modules that are off.
    """
    blocking = [f for f in findings if f.blocking and f.code != UNREADABLE]
    reasons: dict[str, list[str]] = defaultdict(list)
    for fault in content.faults:
        reasons[fault.at.path if fault.at else ""].append(str(fault))
    for path, faults in (image_faults or {}).items():
        reasons[path].extend(str(fault) for fault in faults)
    sources = {page.path for page in content.pages}
    for finding in blocking:
        if finding.at.path in sources:
            reasons[finding.at.path].append(_said(finding))
    public = [page for page in content.pages if page.kind.public and not page.url.startswith(away)]
    dated = [page for page in public if page.meta.status == "published"]
    out = [page for page in public if page.published_on(today) or (drafts and page.waits_on(today))]
    return Plan(
        published=tuple(p for p in out if p.path not in reasons),
        held={
            path: tuple(dict.fromkeys(why))
            for path, why in sorted(reasons.items())
            if kind_of(path) is not PageKind.CAMPAIGN
        },
        drafts=len(public) - len(dated),
        scheduled=tuple(page.path for page in dated if page.meta.date > today),
        stopped=_why_stop(reasons, blocking, strict=strict),
    )


def _said(finding: Finding) -> str:
    where = f"{finding.at} : " if str(finding.at) else ""
    return " ".join(part for part in (f"{where}{finding.code}, {finding.found}", finding.remedy)
                    if part)  # fmt: skip


def _why_stop(
    reasons: Mapping[str, Iterable[str]], blocking: Sequence[Finding], *, strict: bool
) -> str:
    leaks = sum(1 for finding in blocking if finding.code in LEAKED)
    if leaks:
        return f"{plural(leaks, 'donnée personnelle', 'données personnelles')} à ne pas publier"
    legal = sorted(
        {path for path in reasons if kind_of(path) is PageKind.LEGAL or path == REGISTER}
        | {finding.at.path for finding in blocking if finding.at.path.startswith("legal/")}
    )
    if legal:
        return f"une page légale, ou ce qui la remplit, est à corriger ({', '.join(legal)})"
    if strict and (reasons or blocking):
        count = len(blocking) + sum(len(list(why)) for why in reasons.values())
        return f"le mode strict n’admet aucun défaut ({plural(count, 'défaut')})"
    return ""
