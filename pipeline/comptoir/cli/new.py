"""`comptoir new`."""

from pathlib import Path

import click

from comptoir.cli.kit import argument, emit, option, pass_context, solo
from comptoir.context import Context

KINDS = {
    "association": "association",
    "société": "company",
    "societe": "company",
    "indépendant": "sole-trader",
    "independant": "sole-trader",
    "organisme-public": "public-body",
    "mutuelle": "mutual",
    "particulier": "individual",
}
ENGLISH = ("association", "company", "sole-trader", "public-body", "mutual", "individual")


class KindType(click.ParamType[str]):
    """A kind of organisation, by its English or French name."""

    name = "genre"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in ENGLISH:
            return value
        if value.casefold() in KINDS:
            return KINDS[value.casefold()]
        raise click.BadParameter(
            f"« {value} » : choisissez parmi {', '.join(ENGLISH)}.", ctx, param
        )


@solo()
@argument("folder", label="dossier", type=click.Path(path_type=Path))
@option(
    "--kind",
    "--genre",
    type=KindType(),
    required=True,
    prompt="Genre d’organisation",
    prompt_required=False,
    metavar="GENRE",
    help=f"{', '.join(ENGLISH)} (ou en français : société, indépendant, organisme-public…).",
)
@option("--name", "--nom", required=True, metavar="NOM", help="Nom de l’organisation.")
@pass_context
def command(ctx: Context, folder: Path, kind: str, name: str) -> None:
    """Créer dans DOSSIER le dépôt d’une organisation : pages, réglages, intégration continue."""
    from comptoir.desk import new
    from comptoir.settings import Kind

    made = new.new(ctx, folder, kind=Kind(kind), name=name)
    emit(
        {"folder": made.folder, "files": made.files},
        f"{made.files} fichiers créés dans {made.folder}.\n"
        "Ensuite :\n"
        f"  cd {made.folder}\n"
        "  complétez legal/organisation.toml (qui vous êtes, qui héberge le site)\n"
        "  comptoir vérifier            dit ce qui manque\n"
        "  comptoir site construire     construit le site dans output/",
    )  # fmt: skip
