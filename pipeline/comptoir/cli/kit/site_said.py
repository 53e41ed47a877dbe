"""What the commands of the site print: what was built, what was sent, how visible it is."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from comptoir.cli.kit.output import table
from comptoir.text import french_list, plural

if TYPE_CHECKING:
    from comptoir.desk.publishing import Publication
    from comptoir.site.visibility import Visibility
    from comptoir.website.report import BuildReport

SHOWN = 12  # findings listed when a build stops
LINKS = 6  # dead links listed
DEAD_LINK = "SEO004"


def build_data(report: "BuildReport") -> dict[str, Any]:
    return {
        "output": report.output,
        "written": report.written,
        "stopped": report.stopped,
        "published": report.published,
        "files": report.files,
        "changed": report.changed,
        "images": report.images,
        "drafts": report.drafts,
        "scheduled": report.scheduled,
        "held": report.held,
        "withheld_images": report.withheld,
        "notes": report.notes,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity.name.lower(),
                "path": finding.at.path,
                "line": finding.at.line,
                "found": finding.found,
                "remedy": finding.remedy,
            }
            for finding in report.findings
            if not finding.waived
        ],
        "seconds": round(report.seconds, 3),
    }


def build_text(report: "BuildReport", root: Path) -> str:
    lines = []
    for page in report.held:
        fate = "garde sa dernière version publiée" if page.kept else "n’est pas publiée"
        lines += [f"Retenue : {page.path} {fate}.", *(f"  {why}" for why in page.reasons)]
    for image in report.withheld:
        used = plural(len(image.pages), "page")
        lines.append(f"Image retirée : {image.name} ({used}), {image.reason}.")
    if report.scheduled:
        lines.append(f"À paraître : {', '.join(report.scheduled)}.")
    if report.drafts:
        lines.append(f"{plural(report.drafts, 'brouillon')} : non publié.".replace(
            "s : non publié", "s : non publiés"))  # fmt: skip
    lines += [f"À savoir : {note}" for note in report.notes]
    if report.stopped:
        lines += _blocking_elsewhere(report)
        return "\n".join([*lines, f"Rien n’est publié : {report.stopped}. Le site en place reste."])
    lines += _dead_links(report)
    held = {page.path for page in report.held}
    errors = sum(1 for f in report.findings if f.blocking and f.at.path not in held)
    others = sum(1 for f in report.findings if not f.waived and not f.blocking)
    counts = [(errors, "erreur"), (others, "remarque")]
    if told := french_list(plural(count, word) for count, word in counts if count):
        where = _shown(report.output, root)
        built = f"« comptoir vérifier --html {where} » (pages construites)"
        lines.append(f"{told} : voir « comptoir vérifier » (sources) et {built}.")
    seconds = f"{report.seconds:.1f}".replace(".", ",")
    lines.append(
        f"{plural(report.published, 'page')}, {plural(report.images, 'image')}, "
        f"{plural(report.files, 'fichier')}, {plural(report.changed, 'changement')} : "
        f"{_shown(report.output, root)} ({seconds} s)."
    )
    return "\n".join(lines)


def _dead_links(report: "BuildReport") -> list[str]:
    """Name the links that lead nowhere: readers meet them first."""
    dead = [f for f in report.findings if f.code == DEAD_LINK and not f.waived]
    lines = [
        f"{plural(f.pages, 'page')} (menu, pied de page ou gabarit) : {f.found}"
        if f.pages > 1
        else f"{f.at.path} : {f.found}"
        for f in dead[:LINKS]
    ]
    more = len(dead) - LINKS
    if more > 0:
        lines.append(f"… et {plural(more, 'autre lien', 'autres liens')} sans but.")
    return lines


def _blocking_elsewhere(report: "BuildReport") -> list[str]:
    """Say what blocks and is on no page: the identity, a register, a file."""
    held = {page.path for page in report.held}
    found = [f for f in report.findings if f.blocking and f.at.path not in held]
    said = [
        " ".join(part for part in (f"{f.at} : {f.code}, {f.found}", f.remedy) if part)
        for f in found[:SHOWN]
    ]
    more = len(found) - SHOWN
    return [*said, f"… et {more} autres : voir « comptoir vérifier »."] if more > 0 else said


def _shown(path: Path, root: Path) -> str:
    try:
        return f"{path.resolve().relative_to(root.resolve())}/"
    except ValueError:
        return str(path)


def publication_data(done: "Publication") -> dict[str, Any]:
    return {
        "target": done.target,
        "sent": done.sent,
        "changes": done.changes,
        "noted": done.noted,
        "build": build_data(done.build),
    }


def publication_text(done: "Publication", root: Path) -> str:
    from comptoir.website.targets import telling

    lines = [build_text(done.build, root)]
    if done.target and not done.build.stopped:
        end = "Publié vers" if done.sent else "Essai, rien n’est envoyé à"
        lines += telling.lines(done.changes)
        lines.append(f"{end} {done.target} : {telling.summary(done.changes)}.")
    if done.noted:
        lines.append(f"Noté, à enregistrer dans le dépôt : {', '.join(done.noted)}.")
    return "\n".join(lines)


def visibility_text(found: "Visibility") -> str:
    """The table of scores, then what to improve, the weakest criterion first."""
    rows = [
        (criterion.title, f"{criterion.met}/{criterion.total}", f"{int(100 * criterion.share)} %")
        for criterion in found.criteria
        if criterion.total
    ]
    lines = [table(["Critère", "Pages", "Part"], rows, right=[1, 2]), ""]
    for criterion in sorted(found.criteria, key=lambda c: c.share):
        if criterion.lacking:
            more = len(criterion.lacking) - SHOWN
            lines += [f"{criterion.title} : {criterion.advice}"]
            lines += [f"  {url}" for url in criterion.lacking[:SHOWN]]
            lines += [f"  … et {more} autres (--json les dit toutes)"] if more > 0 else []
    told = plural(found.pages, "page que les moteurs peuvent", "pages que les moteurs peuvent")
    return "\n".join([*lines, f"Score de visibilité : {found.score} sur 100, pour {told} lister."])
