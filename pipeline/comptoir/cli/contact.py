"""`comptoir contact`."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comptoir.cli.kit import (
    argument,
    asking,
    emit,
    finish,
    importing,
    noun,
    option,
    pass_context,
    say,
    table,
    warn,
)
from comptoir.cli.kit.people import identity, names_table
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.contacts import ContactFile
    from comptoir.store.contact_notes import Noted

FILE = click.Path(path_type=Path)


@noun()
def command() -> None:
    """Tenir la base de contacts : importer, chercher, montrer, ajouter, exporter."""


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

    Les exports de Mailchimp, HelloAsso, Google, Outlook, Galette, Dolibarr et Paheko sont reconnus
    à leurs colonnes ; un tableur ordinaire, à ses titres français.

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


@command.command("show")
@argument("reference", label="contact")
@pass_context
def show(ctx: Context, reference: str) -> None:
    """Montrer la fiche d’un contact. La lecture est notée au journal des accès."""
    from comptoir.desk import contacts

    found = contacts.show(ctx, reference)
    emit(found, lambda: "\n".join(_file(found)))


def _file(found: "ContactFile") -> list[str]:
    from comptoir.consent.model import FRENCH_CHANNELS, french_scope

    lines = [f"{found.contact.reference}  {found.contact.full_name}", ""]
    lines += [f"{label.ljust(10)}  {value}" for label, value in identity(found.contact)]
    for held in found.roles:
        since = f" depuis le {short_date(held.since)}" if held.since else ""
        until = f" jusqu’au {short_date(held.until)}" if held.until else ""
        lines.append(f"{'rôle'.ljust(10)}  {held.role.french}{since}{until}")
    if found.tags:
        lines.append(f"{'étiquettes'.ljust(10)}  {', '.join(found.tags)}")
    lines += [f"{name.ljust(10)}  {value}" for name, value in found.facts.items()]
    if found.externals:
        lines.append(f"{'ailleurs'.ljust(10)}  {', '.join(found.externals)}")
    for tie in found.relations:
        until = f" jusqu’au {short_date(tie.until)}" if tie.until else ""
        lines.append(f"{tie.word.ljust(10)}  {tie.other.reference} {tie.other.full_name}{until}")
    rows = [
        (french_scope(one.scope), FRENCH_CHANNELS.get(one.channel, one.channel), one.kind.french,
         short_date(one.since))
        for one in found.consents
    ]  # fmt: skip
    if rows:
        lines += ["", table(("finalité", "canal", "état", "depuis"), rows)]
    for one in found.notes:
        lines += ["", *_note_lines(one)]
    return lines


def _note_lines(one: "Noted") -> list[str]:
    back = ""
    if one.follow_up_on:
        back = f", rappel le {short_date(one.follow_up_on)}" + (" (fait)" if one.done_on else "")
    head = f"{short_date(one.at.date())}, {one.login}{back}"
    return [head, *(f"  {line}" for line in one.text.splitlines())]


@command.command("find")
@argument("text", label="texte", nargs=-1, required=True)
@option(
    "--limit",
    "--nombre",
    type=click.IntRange(1),
    default=20,
    metavar="N",
    help="Combien de contacts.",
)
@pass_context
def find(ctx: Context, text: tuple[str, ...], limit: int) -> None:
    """Chercher un contact : nom, organisme, adresse mél, ville, ou un mot d’une note."""
    from comptoir.desk import contacts

    found = contacts.find(ctx, " ".join(text), limit=limit)
    if not found.contacts:
        emit(found, "Aucun contact ne correspond.")
        return
    more = f"\n… et d’autres : précisez, ou ajoutez --limit {limit * 5}."
    shown = names_table(found.contacts)
    emit(found, shown + more if found.count > limit else shown)


@command.command("list")
@option("--segment", default="", metavar="NOM", help="Seulement ceux de ce segment.")
@option(
    "--limit",
    "--nombre",
    type=click.IntRange(1),
    default=20,
    metavar="N",
    help="Combien de contacts.",
)
@pass_context
def list_(ctx: Context, segment: str, limit: int) -> None:
    """Lister les contacts."""
    from comptoir.desk import contacts

    found = contacts.listing(ctx, segment=segment, limit=limit)
    total = plural(found.count, "contact")
    emit(found, f"{total}\n\n{names_table(found.contacts)}" if found.contacts else total)


def _identity_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say who a contact is, shared by add and edit."""
    options = (
        option("--last-name", "--nom", help="Nom de famille."),
        option("--first-name", "--prénom", help="Prénom."),
        option("--organisation", "--organisme", help="Organisme, si c’en est un."),
        option("--civility", "--civilité", help="Mme ou M., si la personne le souhaite."),
        option("--email", "--mél", help="Adresse mél."),
        option("--phone", "--téléphone", help="Téléphone fixe."),
        option("--mobile", "--portable", help="Téléphone portable."),
        option("--street", "--adresse", help="Numéro et rue."),
        option("--address-2", "--complément", help="Bâtiment, étage, lieu-dit."),
        option("--postcode", "--code-postal", help="Code postal, cinq chiffres en France."),
        option("--city", "--ville", help="Commune."),
        option("--country", "--pays", help="Pays, en deux lettres (FR par défaut)."),
        option("--birth-date", "--naissance", help="Date de naissance."),
        option("--source", "--origine", help="D’où vient ce contact."),
        option("--source-on", "--origine-le", help="Quand (aujourd’hui par défaut)."),
    )
    for one in reversed(options):
        function = one(function)
    return function


ASKED = (
    "last_name", "first_name", "organisation", "email", "phone", "mobile", "street", "postcode",
    "city", "role", "source",
)  # fmt: skip


@command.command("add")
@_identity_options
@option("--role", "--rôle", help="adhérent, client, prospect, donateur, bénévole…")
@option("--tags", "--étiquettes", help="Étiquettes, séparées par des virgules.")
@option("--reference", "--référence", help="Sa référence dans un autre fichier.")
@option("--anyway", "--quand-même", is_flag=True, help="Ajouter même s’il ressemble à quelqu’un.")
@pass_context
def add(ctx: Context, anyway: bool, **values: str | None) -> None:
    """Ajouter un contact. Sans option, chaque renseignement est demandé."""
    from comptoir.desk import contacts

    given = {name: text for name, text in values.items() if text is not None}
    if not given and asking.may_ask():
        given = _ask(ctx, ASKED, {})
    one = contacts.add(ctx, given, anyway=anyway)
    emit({"reference": one.reference}, f"Contact ajouté : {one.reference}  {one.full_name}")


def _ask(ctx: Context, names: Sequence[str], usual: Mapping[str, str]) -> dict[str, str]:
    from comptoir.desk import contact_edits

    say("Entrée pour passer ; un tiret (-) vide ce qui est écrit.")
    return asking.ask_each(
        contact_edits.asked_for(names),
        usual=usual,
        wrong=lambda name, text: contact_edits.wrong(name, text, ctx.today),
    )


@command.command("edit")
@argument("reference", label="contact")
@_identity_options
@option("--language", "--langue", help="Langue, en deux lettres.")
@option("--deceased-on", "--décès", help="Date du décès.")
@option("--role", "--rôle", default="", help="Ajouter un rôle.")
@option("--end-role", "--finir-rôle", default="", help="Clore un rôle ; l’histoire est gardée.")
@option("--tag", "--étiquette", default="", help="Ajouter des étiquettes.")
@option("--untag", "--ôter-étiquette", default="", help="Ôter des étiquettes.")
@option("--relation", default="", metavar="QUOI:C-…",
        help="foyer, employeur ou responsable légal, et la référence de l’autre.")  # fmt: skip
@option("--end-relation", "--finir-relation", default="", metavar="QUOI:C-…",
        help="Clore une relation.")  # fmt: skip
@option("--on", "--le", default="", help="Depuis ou jusqu’à quand (aujourd’hui par défaut).")
@pass_context
def edit(
    ctx: Context, reference: str, role: str, end_role: str, tag: str, untag: str, relation: str,
    end_relation: str, on: str, **values: str | None,
) -> None:  # fmt: skip
    """Modifier un contact : ce qui est donné change, une valeur vide efface. Sans option, chaque
    renseignement est proposé.
    """
    from comptoir.desk import contact_edits

    given = {name: text for name, text in values.items() if text is not None}
    change = contact_edits.Change(
        roles=role, end_role=end_role, tags=tag, untag=untag, relate=relation,
        unrelate=end_relation, on=on,
    )  # fmt: skip
    if not given and change == contact_edits.Change() and asking.may_ask():
        names = [name for name in ASKED if name != "role"]
        held = contact_edits.known(ctx, reference)
        given = _ask(ctx, names, {name: str(getattr(held, name) or "") for name in names})
    done = contact_edits.edit(ctx, reference, given, change)
    name = f"{done.contact.reference}  {done.contact.full_name}"
    lines = [f"{name} : {'modifié' if done.changes else 'rien à changer'}."]
    emit(done, "\n".join([*lines, *(f"  {one}" for one in done.changes)]))


@command.command("note")
@argument("reference", label="contact")
@argument("text", label="note", nargs=-1)
@pass_context
def note(ctx: Context, reference: str, text: tuple[str, ...]) -> None:
    """Noter quelque chose sur un contact ; « comptoir contact noter C-… < note.md » lit un fichier.

    « À rappeler le 12/12/2026 », « relancer dans 2 semaines » inscrivent un rappel aux échéances ;
    #mot ajoute une étiquette. Une note ne se modifie pas : une autre la corrige. La personne peut
    la lire : n’y mettez que des faits.
    """
    from comptoir.desk import contact_edits

    done = contact_edits.note(ctx, reference, " ".join(text) or _typed_note())
    lines = [f"Note ajoutée à {done.reference}."]
    if done.follow_up_on:
        lines.append(f"  rappel le {short_date(done.follow_up_on)}")
    if done.tags:
        lines.append(f"  étiquettes : {', '.join(done.tags)}")
    if done.sensitive:
        told = ", ".join(done.sensitive)
        warn(f"cette note semble parler de {told} : ne gardez que ce qui est nécessaire, avec "
             "l’accord de la personne (RGPD, art. 9).")  # fmt: skip
    emit(done, "\n".join(lines))


def _typed_note() -> str:
    if asking.may_ask():
        return str(click.prompt("Note", err=True))
    return "" if sys.stdin is None or sys.stdin.isatty() else sys.stdin.read()


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
@pass_context
def export(
    ctx: Context, segment: str, purpose: str, kind: str, recipient: str, editable: bool,
    to: tuple[str, ...], out: Path | None, plain: str,
) -> None:  # fmt: skip
    """Écrire des contacts dans un fichier privé. L’export est noté au journal des accès.

    Ce qui sort de var/ part chiffré (age) pour qui le reçoit : --to, avec sa clé publique. Il
    l’ouvre par « comptoir export ouvrir », ou avec le programme age.
    """
    from comptoir.desk import contacts
    from comptoir.desk.leaving import Leaving

    made = contacts.export(
        ctx, purpose=purpose, segment=segment, kind=kind, recipient=recipient, editable=editable,
        leaving=Leaving(to=to, out=out, plain=plain),
    )  # fmt: skip
    lines = [f"{plural(made.rows, 'contact exporté', 'contacts exportés')} : {made.path}"]
    if made.hidden:
        lines.append(f"Colonnes masquées pour votre profil : {', '.join(made.hidden)}")
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
