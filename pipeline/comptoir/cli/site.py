"""`comptoir site`."""

import webbrowser
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import (
    argument,
    confirm,
    emit,
    finish,
    noun,
    option,
    pass_context,
    say,
    warn,
)
from comptoir.cli.kit.invocation import current
from comptoir.cli.kit.site_said import (
    build_data,
    build_text,
    publication_data,
    publication_text,
    visibility_text,
)
from comptoir.context import Context
from comptoir.text import fold, french_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comptoir.desk.editing import Desk, Need

KINDS = {
    "page": "page",
    "news": "news",
    "actualité": "news",
    "event": "event",
    "événement": "event",
    "offer": "offer",
    "offre": "offer",
}


class KindType(click.ParamType[str]):
    """A kind of page, by its English or French name, accents or not."""

    name = "genre"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        named = {fold(word): kind for word, kind in KINDS.items()}
        if fold(value) in named:
            return named[fold(value)]
        return self.fail(f"« {value} » : choisissez parmi {', '.join(KINDS)}.", param, ctx)


KIND = KindType()


@noun()
def command() -> None:
    """Construire le site, et le regarder pendant qu’on l’écrit."""


@command.command("build")
@option("--output", "--sortie", metavar="DOSSIER", type=click.Path(path_type=Path),
        help="Dossier où écrire (output/ par défaut).")  # fmt: skip
@option("--strict", is_flag=True, help="Ne rien publier s’il y a un seul défaut bloquant.")
@option("--no-check", "--sans-vérifier", is_flag=True, help="Ne pas appliquer les règles.")
@option("--avif", is_flag=True, help="Faire aussi des images AVIF (une seconde chacune).")
@pass_context
def build(ctx: Context, output: Path | None, strict: bool, no_check: bool, avif: bool) -> None:
    """Construire le site ; une page fautive est retenue, le reste paraît.

    Sort avec 1 quand une page est retenue ou que rien ne paraît.
    """
    from comptoir.desk import builds

    report = builds.build(ctx, output=output, strict=strict, check=not no_check, avif=avif)
    emit(build_data(report), lambda: build_text(report, ctx.root))
    if report.blocking:
        finish(1)


@command.command("new")
@argument("kind", label="genre", type=KIND)
@argument("title", label="titre")
@option("--summary", "--résumé", metavar="TEXTE", help="Résumé, pour les listes et les moteurs.")
@option("--owner", "--responsable", metavar="RÔLE", help="Qui s’en occupe.")
@option("--category", "--catégorie", metavar="NOM", help="Catégorie d’une actualité.")
@option("--starts", "--début", metavar="MOMENT", help="Début d’un événement : 2026-12-05 14:00.")
@option("--ends", "--fin", metavar="MOMENT", help="Fin d’un événement.")
@option("--place", "--lieu", metavar="LIEU", help="Lieu d’un événement.")
@option("--price", "--prix", metavar="EUROS", help="Prix TTC ; pour un événement, aussi « libre ».")
@option("--vat", "--tva", metavar="TAUX", help="Taux de TVA d’une offre, en pour cent.")
@option("--nature", metavar="NATURE", help="Nature d’une offre : bien ou prestation.")
@option("--sku", "--code-article", metavar="CODE", help="Référence d’une offre.")
@option("--slug", "--adresse-page", metavar="MOTS", help="Adresse, si le titre n’en donne pas.")
@option("--in", "--dans", "folder", metavar="DOSSIER", default="", help="Dossier d’une page.")
@pass_context
def new(
    ctx: Context, kind: str, title: str, slug: str | None, folder: str, **given: str | None
) -> None:
    """Commencer une page, une actualité, un événement ou une offre.

    Demande ce qu’il faut savoir, puis écrit un brouillon commenté dans content/.
    """
    from comptoir.desk import editing

    desk = editing.Desk(ctx, editing.KINDS[kind])
    told = {key: value for key, value in given.items() if value}
    desk.named(title, slug or "")  # refused before any question
    if asked := current().may_ask:
        for need in desk.needs():
            if need.key not in told:
                told[need.key] = _ask(desk, need, told)
    path = desk.write(title, told, address=slug or "", folder=folder)
    shown = path.relative_to(ctx.root).as_posix()
    emit(
        {"file": shown, "asked": asked},
        f"{shown} est à écrire ; « status: published » fera paraître la page.\n"
        "Pour la voir pendant que vous l’écrivez : comptoir site servir.",
    )


def _ask(desk: "Desk", need: "Need", told: "Mapping[str, str]") -> str:
    def right(value: str) -> str:
        if wrong := desk.wrong(need.key, value, told):
            raise click.BadParameter(wrong)
        return value

    return str(
        click.prompt(
            need.question, default=need.usual or None, value_proc=right, err=True,
            prompt_suffix=" : ",
        )
    )  # fmt: skip


@command.command("serve")
@option("--port", type=int, default=8000, show_default=True, help="Port (0 : n’importe lequel).")
@option("--host", "--adresse", default="127.0.0.1", show_default=True, metavar="ADRESSE",
        help="Adresse où répondre ; 0.0.0.0 montre l’aperçu à tout le réseau.")  # fmt: skip
@option("--open", "--ouvrir", "shown", is_flag=True, help="L’ouvrir aussi dans le navigateur.")
@pass_context
def serve(ctx: Context, port: int, host: str, shown: bool) -> None:
    """Regarder le site ; il se refait à chaque enregistrement. Ctrl-C pour finir.

    Montre aussi les brouillons et les pages à paraître. Les remarques de « comptoir vérifier »
    et les défauts s’affichent à côté de la page, dans le navigateur ; jamais dans le site publié.
    """
    from comptoir.desk import sites

    server, preview = sites.preview(ctx, host=host, port=port, say=say)
    address = server.open()
    say(f"Le site se regarde à {address} (Ctrl-C pour finir).")
    if server.is_open_to_others:
        warn("Attention : tout le réseau peut le voir, brouillons compris, sans mot de passe.")
    if shown:
        webbrowser.open(address)
    try:
        preview.run()
    except KeyboardInterrupt:
        say("Aperçu fermé.")
    finally:
        server.close()


@command.command("audit")
@option("--html", metavar="DOSSIER", type=click.Path(path_type=Path),
        help="Un autre site construit, fait par n’importe quel outil.")  # fmt: skip
@option("--min", "--au-moins", "least", type=click.IntRange(0, 100), default=0, metavar="SCORE",
        help="Sortir avec 1 sous ce score.")  # fmt: skip
@pass_context
def audit(ctx: Context, html: Path | None, least: int) -> None:
    """Mesurer la visibilité du site : ce que ses pages disent aux moteurs et aux réseaux."""
    from comptoir.desk import visibility

    found = visibility.audit(ctx, html)
    criteria = [{**asdict(c), "share": round(c.share, 3)} for c in found.criteria]
    data = {"score": found.score, "pages": found.pages, "criteria": criteria}
    emit(data, lambda: visibility_text(found))
    if found.score < least:
        finish(1)


@command.command("publish")
@option("--to", "--vers", metavar="ENDROIT", default="",
        help="Dossier, archive .tar.gz, user@machine:dossier, rsync:// ou sftp://.")  # fmt: skip
@option("--dry-run", "--essai", is_flag=True, help="Dire ce qui changerait, et ne rien changer.")
@option("--strict", is_flag=True, help="Ne rien publier s’il y a un seul défaut bloquant.")
@option("--record", "--noter", is_flag=True,
        help="Noter les adresses et les prix sans rien envoyer (quand la CI publie).")  # fmt: skip
@pass_context
def publish(ctx: Context, to: str, dry_run: bool, strict: bool, record: bool) -> None:
    """Construire le site et l’envoyer là où il se lit ; le changement se fait d’un coup.

    Note les adresses publiées dans content/urls.toml et les prix dans content/offres/prices.toml,
    à enregistrer dans le dépôt. Sort avec 1 quand une page est retenue ou que rien ne paraît.
    """
    from comptoir.desk import publishing

    done = publishing.publish(ctx, to=to, dry_run=dry_run, strict=strict, record=record)
    emit(publication_data(done), lambda: publication_text(done, ctx.root))
    if done.build.blocking:
        finish(1)


@command.command("adopt")
@argument("source", label="dossier ou export", type=click.Path(path_type=Path))
@option("--media", "--médias", metavar="DOSSIER", type=click.Path(path_type=Path),
        help="Dossier des médias de WordPress (wp-content/uploads).")  # fmt: skip
@option("--owner", "--responsable", default="direction", show_default=True, metavar="RÔLE",
        help="Qui répond désormais de ces pages.")  # fmt: skip
@option("--own-theme", "--ancien-thème", is_flag=True,
        help="Montrer pages et actualités avec le thème de l’ancien site Pelican.")  # fmt: skip
@option("--dry-run", "--essai", is_flag=True, help="Ne rien écrire : dire ce qui serait fait.")
@pass_context
def adopt(ctx: Context, source: Path, media: Path | None, owner: str, own_theme: bool,
          dry_run: bool) -> None:  # fmt: skip
    """Reprendre un site Pelican, WordPress (export XML), Hugo ou Jekyll dans ce projet.

    Une seconde fois, seul ce qui a changé là-bas est repris ; ce que vous avez modifié reste. Le
    compte rendu de ce qui n’est pas repris est écrit dans reprise/.
    """
    from comptoir.desk import adoptions
    from comptoir.site.adoption.report import data_of, text_of

    programs = adoptions.look(source).programs
    run = bool(programs) and confirm(
        f"{french_list(programs)} : ces réglages sont un programme. L’exécuter à part, "
        f"{adoptions.kept_apart()}, pour les lire tous ?"
    )
    report = adoptions.adopt(
        ctx, source, media=media, owner=owner, run=run, own_theme=own_theme, dry_run=dry_run
    )
    emit(data_of(report), lambda: text_of(report))
