"""`comptoir dashboard`."""

from decimal import Decimal
from pathlib import Path

import click

from comptoir.cli.kit import argument, emit, finish, noun, option, pass_context, table
from comptoir.context import Context

YEAR = {"default": None, "metavar": "EXERCICE", "help": "Comme 2026-2027 ; l’actuel."}


@noun()
def command() -> None:
    """Mesurer l’activité, en volume et en valeur : page, liste des pièces, PDF, classeur."""


@command.command("build")
@option("--year", "--exercice", **YEAR)
@option("--log", "--journal-web", "logs", multiple=True, type=click.Path(path_type=Path),
        metavar="FICHIER", help="Journal du serveur web : compte les visites du site.")  # fmt: skip
@pass_context
def build(ctx: Context, year: str | None, logs: tuple[Path, ...]) -> None:
    """Construire le tableau de bord : une page privée, dont les totaux sont ceux du journal."""
    from comptoir.cli.kit.amounts import euros, shown
    from comptoir.dashboard.measures import count, rated
    from comptoir.desk.dashboards import building

    made = building.build(ctx, year, logs)
    rows = [
        (
            total.title,
            f"{count(total.volume)} {total.volume_unit}",
            euros(total.value) if total.value_unit.startswith("€") else count(total.value),
            rated(total.rate, total.rate_unit),
            "–" if total.booked is None else "oui",
        )
        for total in made.totals
    ]
    headers = ("indicateur", "en volume", "en valeur", "taux", "= journal")
    emit(
        made,
        lambda: (
            f"Tableau de bord {made.year}\n\n{table(headers, rows, right=(1, 2, 3))}\n\n"
            f"{shown(ctx, made.path)}\n{shown(ctx, made.pdf)}\n{shown(ctx, made.workbook)}"
        ),
    )


@command.command("list")
@option("--year", "--exercice", **YEAR)
@pass_context
def list_(ctx: Context, year: str | None) -> None:
    """Dire ce que chaque indicateur compte, ses objectifs et son commentaire."""
    from comptoir.dashboard import INDICATORS
    from comptoir.desk.dashboards import notes
    from comptoir.desk.ledgers import year_named
    from comptoir.desk.project import load

    wanted = year_named(load(ctx), year, ctx).name
    said = notes.of_year(ctx, wanted)
    emit(
        {"year": wanted, "indicators": [
            {
                "id": one.id, "title": one.title, "definition": one.definition,
                "source": one.source, "volume_unit": one.volume_unit,
                "value_unit": one.value_unit, "rate": one.rate.title if one.rate else "",
                "note": said.get(one.id),
            }
            for one in INDICATORS
        ]},
        lambda: "\n\n".join(
            f"{one.id} : {one.title}\n  {one.definition}\n  Source : {one.source}"
            + _noted(said.get(one.id))
            for one in INDICATORS
        ),
    )  # fmt: skip


@command.command("quality")
@option("--year", "--exercice", **YEAR)
@option("--fail", "--échec", is_flag=True, help="Finir par 1 si un objectif n’est pas tenu.")
@pass_context
def quality(ctx: Context, year: str | None, fail: bool) -> None:
    """Suivre la qualité : délai de réponse, réclamations, erreurs ; tendance et objectif.

    Un objectif s’écrit par « comptoir tableau-de-bord noter reponses --taux 5 ».
    """
    from comptoir.dashboard.measures import count, rated
    from comptoir.desk.dashboards import quality as desk

    wanted, found = desk.judged(ctx, year)
    states = {None: "", True: "tenu", False: "PAS TENU"}
    rows = [
        (one.title, f"{count(one.volume)} {one.volume_unit}", rated(one.rate, one.unit),
         rated(one.before, one.unit), one.trend.french, rated(one.target, one.unit),
         states[one.met])
        for one in found
    ]  # fmt: skip
    headers = ("indicateur", "sur", "exercice", "un an avant", "tendance", "objectif", "")
    lines = [f"Qualité {wanted}", "", table(headers, rows, right=(1, 2, 3, 5))]
    months = [label for label, _ in found[0].months] if found else []
    by_month = [(one.title, *(rated(rate, "").strip() for _, rate in one.months)) for one in found]
    lines += ["", table(("par mois", *months), by_month, right=range(1, len(months) + 1))]
    emit({"year": wanted, "indicators": found}, "\n".join(lines))
    if fail and any(one.met is False for one in found):
        finish(1)


@command.command("note")
@argument("indicator", label="indicateur")
@option("--year", "--exercice", **YEAR)
@option("--volume", default="", metavar="NOMBRE", help="Objectif en volume, sur l’exercice.")
@option("--value", "--valeur", default="", metavar="NOMBRE", help="Objectif en valeur.")
@option("--rate", "--taux", default="", metavar="NOMBRE", help="Objectif du taux, comme 60.")
@option("--comment", "--commentaire", default=None, metavar="TEXTE",
        help="Ce que la maison dit de ces chiffres ; vide, il s’efface.")  # fmt: skip
@pass_context
def note(
    ctx: Context,
    indicator: str,
    year: str | None,
    volume: str,
    value: str,
    rate: str,
    comment: str | None,
) -> None:
    """Noter l’objectif d’un indicateur, ou ce qu’il faut en dire."""
    from comptoir.desk.dashboards import notes

    made = notes.write(
        ctx,
        indicator,
        year=year,
        volume=_number(volume),
        value=_number(value),
        rate=_number(rate),
        comment=comment,
    )
    emit(made, f"{notes.FILE} : {made.indicator}, {made.year}.{_noted(made)}")


def _number(text: str) -> Decimal | None:
    from comptoir.money import parse_amount

    return parse_amount(text) if text.strip() else None


def _noted(note: object) -> str:
    from comptoir.dashboard.measures import count
    from comptoir.settings.dashboard import IndicatorNote

    if not isinstance(note, IndicatorNote):
        return ""
    said = [
        f"{name} {count(number)}"
        for name, number in (("volume", note.volume), ("valeur", note.value), ("taux", note.rate))
        if number is not None
    ]
    text = f"\n  Objectifs : {', '.join(said)}" if said else ""
    return text + (f"\n  « {note.comment} »" if note.comment else "")
