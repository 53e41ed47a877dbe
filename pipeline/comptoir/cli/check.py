"""`comptoir check`: the rules on the source, or on a folder of built pages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, finish, option, pass_context, say, solo, warn
from comptoir.cli.kit import invocation as invocations
from comptoir.context import Context
from comptoir.dates import parse_date
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.rules.report import Report

FORMATS = ("text", "json", "sarif", "github", "junit")


def _codes(
    ctx: click.Context, parameter: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    """Codes may be repeated options or one list with commas."""
    return tuple(code.strip().upper() for text in given for code in text.split(",") if code.strip())


@solo()
@argument("paths", label="chemins", nargs=-1, required=False, type=Path)
@option("--html", "--construit", metavar="DOSSIER", type=Path,
        help="Vérifier un dossier de pages construites, quel que soit l’outil.")  # fmt: skip
@option("--base", is_flag=True,
        help="Vérifier la base : fiches, accords, journal, pièces. Ne nomme personne.")  # fmt: skip
@option("--format", "--forme", "form", type=click.Choice(FORMATS), default="text",
        show_default=True, help="Forme du rapport.")  # fmt: skip
@option("--select", "--choisir", multiple=True, metavar="CODES", callback=_codes,
        help="N’appliquer que ces règles ou familles (MEN, ACC012).")  # fmt: skip
@option("--ignore", "--ignorer", multiple=True, metavar="CODES", callback=_codes,
        help="Laisser ces règles ou familles.")  # fmt: skip
@option("--strict", is_flag=True, help="Échouer aussi sur un avertissement.")
@option("--profile", "--profil", metavar="FICHIER", type=Path,
        help="Profil de l’éditeur, comme legal/organisation.toml.")  # fmt: skip
@option("--explain-applicability", "--expliquer", "explain", is_flag=True,
        help="Dire aussi quelles règles sont sans objet, et pourquoi.")  # fmt: skip
@option("--as-of", "--droit-au", "as_of", metavar="DATE", default="",
        help="Juger selon le droit de ce jour, passé ou à venir.")  # fmt: skip
@option("--baseline", "--référence", metavar="FICHIER", type=Path,
        help="Ne compter que ce qui est nouveau depuis cette référence.")  # fmt: skip
@option("--write-baseline", "--écrire-référence", "new_baseline", metavar="FICHIER", type=Path,
        help="Écrire la référence : tout ce qui est trouvé aujourd’hui.")  # fmt: skip
@option("--fix", "--corriger", is_flag=True,
        help="Corriger d’abord, dans les sources, ce qui peut l’être sans risque.")  # fmt: skip
@option("--diff", "--différence", "diff", is_flag=True,
        help="Montrer ce que --fix changerait, sans rien écrire.")  # fmt: skip
@pass_context
def command(
    ctx: Context,
    paths: tuple[Path, ...],
    html: Path | None,
    base: bool,
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    profile: Path | None,
    explain: bool,
    as_of: str,
    baseline: Path | None,
    new_baseline: Path | None,
    fix: bool,
    diff: bool,
) -> None:
    """Vérifier les pages et les documents : loi et qualité.

    Sans argument : l’identité, les pages sources, les images et ce que Git garde. Sort avec 1
    quand une erreur est trouvée, 2 quand un fichier ne se lit pas.

    --fix écrit les espaces insécables, les apostrophes de la charte, les liens vers des pages
    déplacées, et ce qui manque aux images écrites en HTML ; jamais dans du code, une adresse ou
    l’en-tête. --diff le montre seulement, et sort avec 1 quand il y a quelque chose à corriger.
    """
    if as_of:
        ctx = replace(ctx, today=parse_date(as_of), pinned=True)
    if fix or diff:
        if html is not None or base:
            raise click.UsageError(
                "--fix et --diff corrigent les sources, pas des pages construites."
            )
        changed = _mend(ctx, paths, write=not diff)
        if diff:
            finish(1 if changed else 0)
    report = (
        _base_report(ctx, paths, html, (select, ignore))
        if base
        else _report(ctx, paths, html, (select, ignore), profile)
    )
    if new_baseline is not None:
        from comptoir.desk import baselines

        count = baselines.write(report, new_baseline)
        say(f"Référence écrite : {plural(count, 'constat')} dans {new_baseline}.")
        finish(0)
    if baseline is not None:
        from comptoir.desk import baselines

        report = baselines.apply(report, baseline)
    _write(report, form, explain=explain)
    finish(1 if report.fails(strict=strict) else 0)


def _base_report(
    ctx: Context,
    paths: tuple[Path, ...],
    html: Path | None,
    codes: tuple[tuple[str, ...], tuple[str, ...]],
) -> "Report":
    from comptoir.desk import base_check, checks, project

    if paths or html is not None:
        raise click.UsageError("Avec --base, ne donnez ni chemins ni --html.")
    return base_check.check_base(ctx, project.load(ctx), checks.Choice(*codes))


def _mend(ctx: Context, paths: tuple[Path, ...], *, write: bool) -> bool:
    """Mend the sources, or show how; say what changed in each file."""
    from comptoir.desk import checks, mending, project

    chosen = [ctx.root / checks.inside(path, ctx.root) for path in paths]
    changed = mending.mend(project.load(ctx), chosen, write=write)
    if write:
        for file in changed:
            warn(f"Corrigé : {file.path} : {_counted(file.counts)}.")
        return bool(changed)
    if invocations.current().json:
        rows = [{"path": f.path, "counts": f.counts, "diff": f.diff()} for f in changed]
        emit({"files": rows})
        return bool(changed)
    for file in changed:
        click.echo(file.diff())
    said = _counted(sum((Counter(file.counts) for file in changed), Counter[str]()))
    say(f"À corriger : {said}." if changed else "Rien à corriger.")
    return bool(changed)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{kind} ({count})" for kind, count in sorted(counts.items()))


def _report(
    ctx: Context,
    paths: tuple[Path, ...],
    html: Path | None,
    codes: tuple[tuple[str, ...], tuple[str, ...]],
    profile: Path | None,
) -> "Report":
    from comptoir.desk import checks, project

    if html is not None and paths:
        raise click.UsageError("Donnez des chemins de la source, ou --html, mais pas les deux.")
    choice = checks.Choice(*codes)
    if html is None:
        if profile is not None:
            raise click.UsageError("--profile ne sert qu’avec --html.")
        loaded = project.load(ctx)
        if paths:
            return checks.check_paths(ctx, loaded, paths, choice)
        return checks.check_source(ctx, loaded, choice, spelt=True, office=True)
    organisation = checks.read_profile(profile) if profile is not None else None
    ours = organisation is None and (ctx.root / "comptoir.toml").is_file()
    return checks.check_html(
        ctx, project.load(ctx) if ours else None, html, choice, organisation=organisation
    )


def _painted(said: str, colour: str) -> str:
    return click.style(said, fg=colour)  # click.echo drops colours where there is no terminal


def _write(report: "Report", form: str, *, explain: bool) -> None:
    from comptoir.rules import reports

    told = invocations.current()
    if told.json:
        form = "json"
    if form == "text":
        if told.quiet and not report.findings:
            return
        click.echo(reports.text(report, paint=_painted, verbose=explain))
        return
    click.echo(reports.FORMATS[form](report))
