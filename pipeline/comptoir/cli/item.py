"""`comptoir item`."""

from comptoir.cli.kit import emit, noun, pass_context, table
from comptoir.context import Context


@noun()
def command() -> None:
    """Connaître ce qui se vend : les offres du site et legal/catalogue.toml."""


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les articles, leurs prix TTC et leurs taux."""
    from comptoir.cli.kit.amounts import euros
    from comptoir.desk import items
    from comptoir.money import french_rate

    found = items.items(ctx)
    rows = [
        (
            item.sku,
            item.name,
            euros(item.price),
            french_rate(item.vat_rate) if item.vat_rate else "exonéré",
            "biens" if item.nature.value == "goods" else "services",
        )
        for item in found
    ]
    headers = ("référence", "article", "prix TTC", "TVA", "nature")
    emit({"items": found}, table(headers, rows, right=(2, 3)) if rows else "Aucun article.")
