"""`comptoir document`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, confirm, emit, finish, noun, option, pass_context, table
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.dates import french_date, short_date
from comptoir.errors import InputError
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.documents import linting
    from comptoir.desk.documents.adding import Added
    from comptoir.desk.documents.disposing import Disposal, Over
    from comptoir.desk.documents.finding import Found, Shown

FILE = click.Path(path_type=Path)
DAYS = "AAAA-MM-JJ"
NO_END = "tant que sa fin n’est pas dite (--fin)"


@noun()
def command() -> None:
    """Classer les documents, les retrouver, les garder le temps qu’il faut, puis les détruire."""


@command.command("add")
@argument("file", label="fichier", type=FILE)
@option("--kind", "--sorte", default="", metavar="SORTE",
        help="Ce que c’est : statuts, contrat, releve-bancaire… (document sortes).")  # fmt: skip
@option("--title", "--titre", default="", help="Son titre ; par défaut, le nom du fichier.")
@option("--date", "--du", "dated", type=DAY, default=None, metavar=DAYS, help="Son jour.")
@option("--ends", "--fin", type=DAY, default=None, metavar=DAYS,
        help="Quand finit ce dont il parle : le contrat, l’assurance, l’autorisation.")  # fmt: skip
@option("--contact", default="", metavar="C-000123", help="De qui il est.")
@option("--about", "--objet", default="", metavar="NUMÉRO",
        help="À quoi il se rattache : une facture, une demande, un contrat.")  # fmt: skip
@option("--replaces", "--remplace", default="", metavar="GED-2026-0001",
        help="La version qu’il remplace.")  # fmt: skip
@pass_context
def add(
    ctx: Context, file: Path, kind: str, title: str, dated: date | None, ends: date | None,
    contact: str, about: str, replaces: str,
) -> None:  # fmt: skip
    """Classer un document : nom de la maison, empreinte, texte lu, durée comptée.

    L’original est copié tel quel sous var/documents ; le vôtre ne bouge pas.
    """
    from comptoir.desk.documents import adding

    told = adding.Adding(
        path=file, kind=kind or _kind(ctx, replaces), title=title, dated=dated, ends=ends,
        contact=contact, about=about, replaces=replaces,
    )  # fmt: skip
    done = adding.add(ctx, told)
    emit({"document": done.document, "notices": done.notices}, "\n".join(_added(done)))


def _kind(ctx: Context, replaces: str) -> str:
    """Return the kind of the version that is replaced, or ask for it."""
    from comptoir.cli.kit import invocation
    from comptoir.desk.documents import house

    if replaces:
        from comptoir.store import filed, reading

        with reading(ctx) as db:
            return filed.by_reference(db, replaces).kind
    known = house.kinds(ctx)
    if invocation.current().may_ask:
        click.echo(table(("sorte", "titre"), [(k.name, k.title) for k in known.values()]), err=True)
        return str(click.prompt("Sorte", err=True))
    raise InputError("il manque la sorte du document.",
                     remedy=f"--kind, avec l’une de : {', '.join(known)}.")  # fmt: skip


def _added(done: "Added") -> Iterator[str]:
    from comptoir.documents.kinds import FRENCH_READERS, Readers

    one = done.document
    yield f"{one.reference} : {one.title}"
    yield f"  var/documents/{one.path}"
    yield f"  à garder {_until(one.keep_until, one.term)}"
    yield f"  lu par {FRENCH_READERS[Readers(one.readers)]}"
    for notice in done.notices:
        yield f"  {notice}"


def _until(day: date | None, term: str) -> str:
    if day:
        return f"jusqu’au {french_date(day)} : {term}"
    return term if term.startswith("toujours") else f"{NO_END} : {term}"


@command.command("kinds")
@pass_context
def kinds(ctx: Context) -> None:
    """Montrer les sortes de documents, leur durée et qui les lit.

    D’autres s’ajoutent dans legal/documents.toml.
    """
    from comptoir.desk.documents import house
    from comptoir.documents.kinds import FRENCH_READERS, FRENCH_SECTIONS

    found = list(house.kinds(ctx).values())
    rows = [
        (k.name, FRENCH_SECTIONS[k.section], house.years(k.term), FRENCH_READERS[k.readers])
        for k in found
    ]
    emit(found, table(("sorte", "classement", "à garder", "lu par"), rows))


@command.command("find")
@click.argument("words", nargs=-1, metavar="[MOTS]…")
@option("--kind", "--sorte", default="", metavar="SORTE", help="De cette sorte seulement.")
@option("--contact", default="", metavar="C-000123", help="De ce contact seulement.")
@option("--all", "--tout", "everything", is_flag=True, help="Les versions remplacées aussi.")
@pass_context
def find(ctx: Context, words: tuple[str, ...], kind: str, contact: str, everything: bool) -> None:
    """Chercher un document par ses mots, accents ou non : titre, numéros, texte du fichier.

    Les pièces émises (devis, factures, reçus) se trouvent comme celles qui ont été classées.
    """
    from comptoir.desk.documents import finding

    found = finding.find(ctx, words, kind=kind, contact=contact, old_versions=everything)
    emit(found, lambda: _listed(found))


def _listed(found: "list[Found]") -> str:
    if not found:
        return "Aucun document ne porte tous ces mots."
    rows = [(one.reference, short_date(one.dated), one.kind, _short(one.title), one.contact)
            for one in found]  # fmt: skip
    return table(("référence", "date", "sorte", "titre", "contact"), rows)


def _short(text: str, length: int = 48) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


@command.command("show")
@argument("reference", label="référence")
@pass_context
def show(ctx: Context, reference: str) -> None:
    """Montrer tout ce qui est su d’un document, et si son fichier est intact."""
    from comptoir.desk.documents import finding

    found = finding.show(ctx, reference)
    emit(found, "\n".join(_shown(found)))
    if found.intact is False:
        finish(1)


def _shown(said: "Shown") -> Iterator[str]:
    from comptoir.documents.kinds import FRENCH_READERS, Readers

    one = said.found
    yield f"{one.reference} : {one.title or '(titre effacé)'}"
    facts = (
        ("sorte", f"{one.kind} ({one.section})"),
        ("date", french_date(one.dated)),
        ("contact", one.contact),
        ("objet", said.about),
        ("fichier", f"var/documents/{one.path}" if not said.gone else ""),
        ("état", _state(said)),
        ("empreinte", one.sha256),
        ("à garder", _until(one.keep_until, said.term)),
        ("retenu", said.hold),
        ("lu par", FRENCH_READERS[Readers(one.readers)]),
        ("versions", " → ".join(said.versions)),
    )
    for label, value in facts:
        if value:
            yield f"  {label:<10} {value}"


def _state(said: "Shown") -> str:
    if said.gone:
        return f"fichier effacé : {said.gone}"
    size = f"{said.size / 1000:.0f} ko" if said.size >= 1000 else f"{said.size} octets"
    return f"intact, {size}" if said.intact else "MANQUE OU CHANGÉ depuis qu’il est classé"


@command.command("edit")
@argument("reference", label="référence")
@option("--title", "--titre", default="", help="Son nouveau titre.")
@option(
    "--ends", "--fin", type=DAY, default=None, metavar=DAYS, help="Quand finit ce dont il parle."
)
@pass_context
def edit(ctx: Context, reference: str, title: str, ends: date | None) -> None:
    """Changer le titre d’un document, ou dire quand finit ce dont il parle."""
    from comptoir.desk.documents import adding

    one = adding.say_more(ctx, reference, title=title, ends=ends)
    emit(one, f"{one.reference} : {one.title}\n  à garder {_until(one.keep_until, one.term)}")


@command.command("hold")
@argument("reference", label="référence")
@option("--until", "--jusqu-au", type=DAY, required=True, metavar=DAYS, help="Jusqu’à quel jour.")
@option("--because", "--motif", required=True, help="Pourquoi : un litige, un contrôle.")
@pass_context
def hold(ctx: Context, reference: str, until: date, because: str) -> None:
    """Retenir un document au-delà de sa durée : litige, contrôle."""
    from comptoir.desk.documents import adding

    one = adding.hold(ctx, reference, until=until, because=because)
    emit(one, f"{one.reference} ne sera pas détruit avant le {french_date(until)} : {because}")


@command.command("lint")
@click.argument("folder", required=False, type=FILE, metavar="[DOSSIER]")
@option("--fix", "--corriger", is_flag=True, help="Renommer comme proposé, sans rien écraser.")
@pass_context
def lint(ctx: Context, folder: Path | None, fix: bool) -> None:
    """Contrôler l’archive et son registre ; ou les noms d’un dossier, et en proposer de bons.

    Sans dossier : ce qui manque, a changé, ou n’est pas au registre. Sort avec 1 s’il y a à faire.
    """
    from comptoir.desk.documents import linting

    if folder is None:
        defects = linting.archive(ctx)
        rows = [(one.path, one.reference, one.found) for one in defects]
        said = [table(("fichier", "référence", "défaut"), rows)] if rows else []
        said += sorted({one.remedy for one in defects})
        emit(defects, "\n".join(said) or "L’archive et son registre concordent.")
        finish(1 if defects else 0)
    found = linting.folder(ctx, folder, fix=fix)
    emit(found, "\n".join(_misnamed(found, fixed=fix)) or "Tous les noms sont bons.")
    finish(1 if found and not fix else 0)


def _misnamed(found: "list[linting.Misnamed]", *, fixed: bool) -> Iterator[str]:
    for one in found:
        yield f"{one.path} : {' ; '.join(one.faults)}"
        yield f"  → {one.proposed}"
    if found:
        count = plural(len(found), "fichier")
        yield (
            f"{count} {'renommés' if len(found) > 1 else 'renommé'}."
            if fixed
            else (f"{count} à renommer. Relisez les noms proposés, puis : --fix")
        )


@command.command("dispose")
@option("--apply", "--appliquer", is_flag=True, help="Détruire pour de bon.")
@option("--visa", default="", metavar="RÉFÉRENCE",
        help="Visa du service des archives (organismes publics).")  # fmt: skip
@pass_context
def dispose(ctx: Context, apply: bool, visa: str) -> None:
    """Lister ce qui a été gardé assez longtemps ; avec --apply, le détruire et le certifier."""
    from comptoir.desk.documents import disposing

    plan = disposing.plan(ctx)
    if not apply or not plan.documents:
        emit([_row(one) for one in plan.documents], "\n".join(_to_dispose(plan.documents)))
        return
    question = f"Détruire {plural(len(plan.documents), 'document')}, sans retour ?"
    if not confirm(question):
        emit({"disposed": 0}, "Rien n’est détruit.")
        return
    done = disposing.dispose(ctx, visa=visa)
    told = {"documents": [_row(one) for one in done.documents], "certificate": done.certificate}
    emit(told, "\n".join(_disposed(done)))


def _row(one: "Over") -> dict[str, object]:
    names = ("reference", "kind", "dated", "keep_until", "term", "sha256", "path")
    return {name: getattr(one, name) for name in names}


def _to_dispose(documents: "tuple[Over, ...]") -> Iterator[str]:
    if not documents:
        yield "Aucun document n’a passé sa durée."
        return
    rows = [
        (one.reference, one.kind, short_date(one.dated),
         short_date(one.keep_until) if one.keep_until else "", one.term)
        for one in documents
    ]  # fmt: skip
    yield table(("référence", "sorte", "date", "gardé jusqu’au", "durée"), rows)
    yield f"{plural(len(documents), 'document')} à détruire : comptoir document détruire --apply"


def _disposed(done: "Disposal") -> Iterator[str]:
    yield f"{plural(len(done.documents), 'document')} : fichiers et textes effacés."
    if done.certificate:
        yield f"Certificat {done.certificate.reference} : var/documents/{done.certificate.path}"


@command.command("archive")
@option("--year", "--année", type=int, default=None, metavar="ANNÉE", help="De cette année.")
@option("--section", "--classement", default="", metavar="CLASSEMENT",
        help="De ce classement : ventes, dons, contrats…")  # fmt: skip
@option("--to", "--pour", multiple=True, metavar="CLÉ",
        help="Chiffrer pour cette clé age1…, ou ce nom de [exports.recipients].")  # fmt: skip
@option("--out", "--sortie", type=FILE, default=None, metavar="FICHIER",
        help="Où l’écrire ; dans var/exports par défaut.")  # fmt: skip
@option("--plain", "--en-clair", default="", metavar="RAISON",
        help="Pourquoi elle sort de var/ sans être chiffrée.")  # fmt: skip
@pass_context
def archive(
    ctx: Context, year: int | None, section: str, to: tuple[str, ...], out: Path | None, plain: str
) -> None:
    """Réunir des documents dans une archive ZIP, avec manifeste et empreintes."""
    from comptoir.desk.documents import bundling
    from comptoir.desk.leaving import Leaving

    made = bundling.bundle(
        ctx, year=year, section=section, leaving=Leaving(to=to, out=out, plain=plain)
    )
    emit(
        made,
        f"{plural(made.documents, 'document')}, dont {made.pdf_a} en PDF/A ; "
        f"{made.size / 1e6:.1f} Mo\n{made.path}".replace(".", ",", 1),
    )
