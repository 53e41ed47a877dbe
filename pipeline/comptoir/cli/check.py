"""`comptoir check`: the rules on the source, or on a folder of built pages."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, finish, option, pass_context, say, solo
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
) -> None:
    """Vérifier les pages et les documents : loi et qualité.

    Sans argument : l’identité, les pages sources, les images et ce que Git garde. Sort avec 1
    quand une erreur est trouvée, 2 quand un fichier ne se lit pas.
    """
    if as_of:
        ctx = replace(ctx, today=parse_date(as_of), pinned=True)
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
        return
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
        return checks.check_source(ctx, loaded, choice)
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
