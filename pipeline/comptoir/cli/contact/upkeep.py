"""Keep the base clean: duplicates, merge, quality."""

import click

from comptoir.cli.contact.group import command
from comptoir.cli.kit import argument, emit, option, pass_context
from comptoir.context import Context


@command.command("duplicates")
@option("--limit", "--nombre", type=click.IntRange(1), default=20, metavar="N",
        help="Combien de paires montrer.")  # fmt: skip
@option("--merge", "--fusionner", is_flag=True, help="Fusionner tous les doublons sûrs.")
@option("--distinct", "--distincts", nargs=2, default=None, metavar="RÉF RÉF",
        help="Dire que deux fiches qui se ressemblent sont deux personnes.")  # fmt: skip
@pass_context
def duplicates(ctx: Context, limit: int, merge: bool, distinct: tuple[str, str] | None) -> None:
    """Chercher qui est deux fois dans la base, du plus sûr au plus douteux.

    Le prénom décide : deux prénoms différents sont deux personnes, même sous un toit ou avec une
    même adresse mél. Rien n’est fusionné sans --merge, et chaque fusion peut être défaite.
    """
    from comptoir.cli.kit import merging
    from comptoir.desk import duplicates as desk

    if distinct:
        desk.keep_apart(ctx, *distinct)
        emit({"distinct": list(distinct)}, "Noté : ces deux fiches ne seront plus rapprochées.")
    elif merge:
        done = desk.merge_sure(ctx)
        emit({"merged": done}, "\n".join(merging.merges_lines(done)))
    else:
        found = desk.find(ctx, limit=limit)
        emit(found, "\n".join(merging.duplicates_lines(found)))


@command.command("merge")
@argument("kept", label="fiche gardée")
@argument("other", label="autre fiche")
@option("--dry-run", "--essai", is_flag=True, help="Dire ce qui changerait, sans rien écrire.")
@pass_context
def merge(ctx: Context, kept: str, other: str, dry_run: bool) -> None:
    """Fusionner deux fiches : la première reste, avec tout ce qui concerne l’autre."""
    from comptoir.cli.kit import merging
    from comptoir.desk import duplicates as desk

    done = desk.merge(ctx, kept, other, dry_run=dry_run)
    emit(done, "\n".join(merging.merged_lines(done)))


@command.command("quality")
@click.argument("reference", required=False, default="", metavar="[CONTACT]")
@option("--confirm", "--confirmer", default=None, metavar="CHAMPS",
        help="Ce que la personne confirme : mél,portable ; « tout » : la fiche.")  # fmt: skip
@option("--source", "--origine", default="la personne", help="Comment elle l’a confirmé.")
@pass_context
def quality(ctx: Context, reference: str, confirm: str | None, source: str) -> None:
    """Examiner les fiches : adresses, numéros, communes, champs anciens, mots sensibles.

    Sans référence, toute la base est examinée, et les anomalies inscrites (« anomalie lister »).
    Avec une référence, dit d’où vient chaque champ de la fiche, et ce qui ne va pas.
    """
    from comptoir.cli.kit import quality as said
    from comptoir.desk import quality as desk

    if confirm is not None:
        if not reference:
            raise click.UsageError("Donnez la référence du contact : C-000123.")
        names = [] if confirm == "tout" else [part for part in confirm.split(",") if part.strip()]
        one, fields = desk.confirm(ctx, reference, names, source=source)
        emit({"contact": one.reference, "confirmed": fields}, said.confirmed(one, fields))
    elif reference:
        found = desk.of_contact(ctx, reference)
        emit(found, "\n".join(said.file_lines(found)))
    else:
        done = desk.examine(ctx)
        emit(done, "\n".join(said.base_lines(done)))
