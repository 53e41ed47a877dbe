"""`comptoir site`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comptoir.cli.kit import emit, finish, noun, option, pass_context, say
from comptoir.context import Context
from comptoir.text import french_list, plural

if TYPE_CHECKING:
    from comptoir.website.report import BuildReport


SHOWN = 12  # findings listed when a build stops


@noun()
def command() -> None:
    """Construire le site, et le regarder pendant qu’on l’écrit."""


@command.command("build")
@option("--output", "--sortie", metavar="DOSSIER", type=click.Path(path_type=Path),
        help="Dossier où écrire (output/ par défaut).")  # fmt: skip
@option("--strict", is_flag=True, help="Ne rien publier s’il y a un seul défaut bloquant.")
@option("--no-check", "--sans-vérifier", is_flag=True, help="Ne pas appliquer les règles.")
@option("--avif", is_flag=True, help="Faire aussi des images AVIF (une seconde chacune).")
@pass_context
def build(ctx: Context, output: Path | None, strict: bool, no_check: bool, avif: bool) -> None:
    """Construire le site ; une page fautive est retenue, le reste paraît.

    Sort avec 1 quand une page est retenue ou que rien ne paraît.
    """
    from comptoir.desk import sites

    report = sites.build(ctx, output=output, strict=strict, check=not no_check, avif=avif)
    emit(_data(report), lambda: _text(report, ctx.root))
    if report.blocking:
        finish(1)


@command.command("serve")
@option("--port", type=int, default=8000, show_default=True, help="Port (0 : n’importe lequel).")
@option("--host", "--adresse", default="127.0.0.1", show_default=True, metavar="ADRESSE",
        help="Adresse de cette machine.")  # fmt: skip
@pass_context
def serve(ctx: Context, port: int, host: str) -> None:
    """Regarder le site ; il se refait à chaque enregistrement. Ctrl-C pour finir."""
    from comptoir.desk import sites

    server, rebuild, watched = sites.serve(ctx, host=host, port=port, told=say)
    address = server.open()
    say(f"Le site se regarde à {address} (Ctrl-C pour finir).")
    try:
        server.watch(watched, rebuild)
    except KeyboardInterrupt:
        say("Aperçu fermé.")
    finally:
        server.close()


def _data(report: "BuildReport") -> dict[str, Any]:
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


def _text(report: "BuildReport", root: Path) -> str:
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
    if report.stopped:
        lines += _blocking_elsewhere(report)
        return "\n".join([*lines, f"Rien n’est publié : {report.stopped}. Le site en place reste."])
    held = {page.path for page in report.held}
    errors = sum(1 for f in report.findings if f.blocking and f.at.path not in held)
    others = sum(1 for f in report.findings if not f.waived and not f.blocking)
    counts = [(errors, "erreur"), (others, "remarque")]
    if told := french_list(plural(count, word) for count, word in counts if count):
        lines.append(f"{told} : voir « comptoir vérifier ».")
    seconds = f"{report.seconds:.1f}".replace(".", ",")
    lines.append(
        f"{plural(report.published, 'page')}, {plural(report.images, 'image')}, "
        f"{plural(report.files, 'fichier')}, {plural(report.changed, 'changement')} : "
        f"{_shown(report.output, root)} ({seconds} s)."
    )
    return "\n".join(lines)


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
