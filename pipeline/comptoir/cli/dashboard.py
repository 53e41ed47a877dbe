"""`comptoir dashboard`."""

from comptoir.cli.kit import emit, noun, option, pass_context, table
from comptoir.context import Context


@noun()
def command() -> None:
    """Dessiner les indicateurs de l’activité."""


@command.command("build")
@option(
    "--year", "--exercice", default=None, metavar="EXERCICE", help="Comme 2026-2027 ; l’actuel."
)
@pass_context
def build(ctx: Context, year: str | None) -> None:
    """Construire le tableau de bord : une page privée, dont les totaux sont ceux du journal."""
    from comptoir.cli.kit.amounts import euros, shown
    from comptoir.dashboard.measures import count
    from comptoir.desk import dashboards

    made = dashboards.build(ctx, year)
    rows = [
        (
            total.title,
            f"{count(total.volume)} {total.volume_unit}",
            euros(total.value),
            "–" if total.booked is None else "oui",
        )
        for total in made.totals
    ]
    headers = ("indicateur", "en volume", "en valeur", "= journal")
    emit(
        made,
        lambda: (
            f"Tableau de bord {made.year}\n\n{table(headers, rows, right=(1, 2))}\n\n"
            f"{shown(ctx, made.path)}"
        ),
    )
