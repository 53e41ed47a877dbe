"""Whole lists in and out: import, undo, export."""

from pathlib import Path

import click

from comptoir.cli.contact.group import command
from comptoir.cli.kit import argument, emit, finish, importing, option, pass_context
from comptoir.context import Context
from comptoir.text import plural

FILE = click.Path(path_type=Path)


@command.command("import")
@argument("file", label="fichier", type=FILE)
@option("--map", "--table", "map_name", default="", metavar="NOM",
        help="Table de colonnes de contacts/imports.")  # fmt: skip
@option("--source", "--origine", default="", help="D’où viennent ces contacts.")
@option("--source-on", "--origine-le", default="", help="Depuis quand, s’ils ne le disent pas.")
@option("--role", "--rôle", default="", help="Ce qu’ils sont (prospect par défaut).")
@option("--dry-run", "--essai", is_flag=True, help="Dire ce qui changerait, sans rien écrire.")
@pass_context
def import_(ctx: Context, file: Path, map_name: str, dry_run: bool, **given: str) -> None:
    """Importer des contacts (CSV, TSV, XLSX, ODS, vCard).

    Les exports de Mailchimp, HelloAsso, Google, Outlook, Galette, Dolibarr, Odoo et Paheko sont
    reconnus à leurs colonnes ; un tableur ordinaire, à ses titres français.

    Tout est importé d’un coup, ou rien. Une ligne qui ne peut pas être gardée part dans un fichier
    de rejets, avec son motif : corrigez-la et importez-le à son tour.
    """
    from comptoir.desk import contacts

    report = contacts.import_file(ctx, file, map_name=map_name, given=given, dry_run=dry_run)
    emit(report, lambda: "\n".join(importing.report_lines(report)))
    if report.rejected:
        finish(1)


@command.command("undo")
@argument("act", label="acte")
@option("--partial", "--partiel", is_flag=True, help="Laisser ce qui a changé ou servi depuis.")
@pass_context
def undo(ctx: Context, act: str, partial: bool) -> None:
    """Défaire un import (son numéro) ou une fusion (FUS-000001).

    Les contacts qu’un import a ajoutés partent, les autres redeviennent ce qu’ils étaient. Rien
    n’est défait si un contact a changé ou servi depuis, sauf avec --partiel. Une fusion défaite
    rend les deux fiches.
    """
    if not act.isdecimal():
        from comptoir.cli.kit import merging
        from comptoir.desk import duplicates

        apart = duplicates.undo(ctx, act)
        emit(apart, "\n".join(merging.undone_lines(apart)))
        return
    from comptoir.desk import contacts

    done = contacts.undo(ctx, int(act), partial=partial)
    lines = [f"Import n° {done.number} ({done.file}) défait."]
    if done.kept:
        lines[0] = f"Import n° {done.number} ({done.file}) défait en partie."
    if done.removed:
        lines.append(f"  {plural(done.removed, 'contact retiré', 'contacts retirés')}")
    if done.restored:
        lines.append(f"  {plural(done.restored, 'contact rétabli', 'contacts rétablis')}")
    if done.refusals:
        off = plural(done.refusals, "adresse ôtée", "adresses ôtées")
        lines.append(f"  {off} de la liste d’opposition")
    lines += ["Laissés comme ils sont :", *(f"  {why}" for why in done.kept)] if done.kept else []
    emit(done, "\n".join(lines))


@command.command("export")
@option("--segment", default="", metavar="NOM", help="Seulement ceux de ce segment.")
@option("--purpose", "--motif", required=True, help="Pourquoi ces données sortent de la base.")
@option("--format", "kind", type=click.Choice(("csv", "xlsx")), default="csv", help="csv ou xlsx.")
@option("--recipient", "--destinataire", default="", help="Pour qui.")
@option("--to", "--pour", multiple=True, metavar="CLÉ",
        help="Chiffrer pour cette clé age1…, ou ce nom de [exports.recipients].")  # fmt: skip
@option("--out", "--sortie", type=FILE, default=None, metavar="FICHIER",
        help="Où l’écrire ; dans var/exports par défaut.")  # fmt: skip
@option("--plain", "--en-clair", default="", metavar="RAISON",
        help="Pourquoi il sort de var/ sans être chiffré.")  # fmt: skip
@option(
    "--editable",
    "--modifiable",
    is_flag=True,
    help="Une feuille à corriger puis à importer : seules les cellules changées comptent.",
)
@option("--program", "--logiciel", default="", metavar="LOGICIEL",
        help="Aux colonnes de dolibarr, galette, odoo ou paheko.")  # fmt: skip
@pass_context
def export(
    ctx: Context, segment: str, purpose: str, kind: str, recipient: str, editable: bool,
    to: tuple[str, ...], out: Path | None, plain: str, program: str,
) -> None:  # fmt: skip
    """Écrire des contacts dans un fichier privé. L’export est noté au journal des accès.

    Ce qui sort de var/ part chiffré (age) pour qui le reçoit : --to, avec sa clé publique. Il
    l’ouvre par « comptoir export ouvrir », ou avec le programme age.
    """
    from comptoir.desk import contacts
    from comptoir.desk.leaving import Leaving

    made = contacts.export(
        ctx, purpose=purpose, segment=segment, kind=kind, recipient=recipient, editable=editable,
        leaving=Leaving(to=to, out=out, plain=plain), program=program,
    )  # fmt: skip
    lines = [f"{plural(made.rows, 'contact exporté', 'contacts exportés')} : {made.path}"]
    if made.hidden:
        lines.append(f"Colonnes masquées pour votre profil : {', '.join(made.hidden)}")
    if made.how:
        lines.append(f"À importer là-bas : {made.how}")
    if editable and not made.sealed:
        lines.append(
            "Corrigez-le sans toucher aux colonnes référence, version et empreinte, puis :"
        )
        lines.append(f"  comptoir contact importer {made.path}")
    lines.append(
        "Il est chiffré : qui le reçoit l’ouvre par comptoir export ouvrir FICHIER."
        if made.sealed
        else "Ce fichier contient des données personnelles : effacez-le après usage."
    )
    emit(made, "\n".join(lines))
