"""`comptoir image`."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table
from comptoir.cli.kit import invocation as invocations
from comptoir.context import Context
from comptoir.dates import parse_date, short_date

STATES = {
    "valid": "valable",
    "ending": "finit bientôt",
    "ended": "finie",
    "withdrawn": "retirée",
}
SUBJECTS = {"adult": "adulte", "minor": "mineur"}


@noun()
def command() -> None:
    """Suivre les images, leurs auteurs et leurs autorisations."""


LICENCES = ("own", "cession", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "LO-2.0")
PERSONS = {"aucune": "none", "foule": "crowd", "reconnaissable": "identified"}
USES = ("site", "print", "social")


def _day(ctx: click.Context, parameter: click.Parameter, given: str) -> date | None:
    return parse_date(given) if given else None


@command.command("add")
@argument("file", label="fichier", type=Path)
@option("--author", "--auteur", default="", metavar="QUI", help="Qui l’a faite.")
@option("--licence", default="", metavar="LICENCE",
        help=f"Le droit de s’en servir : {', '.join(LICENCES)}.")  # fmt: skip
@option(
    "--source",
    "--provenance",
    default="",
    metavar="TEXTE",
    help="D’où elle vient : adresse, fonds, contrat.",
)
@option("--alt", default="", metavar="TEXTE", help="Ce qu’elle montre, pour qui ne la voit pas.")
@option("--decorative", "--décorative", is_flag=True, help="Elle n’apporte rien : alt vide.")
@option("--caption", "--légende", default="", metavar="TEXTE", help="Légende dans une galerie.")
@option("--valid-to", "--droit-jusqu-au", "valid_to", default="", callback=_day, metavar="DATE",
        help="Dernier jour du droit de s’en servir.")  # fmt: skip
@option("--persons", "--personnes", default="", metavar="QUI",
        help="Qui l’on y voit : aucune, foule ou reconnaissable.")  # fmt: skip
@option("--release", "--autorisation", "cited", multiple=True, metavar="NUMÉRO",
        help="Autorisation déjà au registre.")  # fmt: skip
@option("--signed-on", "--signée-le", "signed_on", default="", callback=_day, metavar="DATE",
        help="Noter une nouvelle autorisation, signée ce jour.")  # fmt: skip
@option("--until", "--jusqu-au", "until", default="", callback=_day, metavar="DATE",
        help="Son dernier jour.")  # fmt: skip
@option("--uses", "--usages", default="site", show_default=True, metavar="USAGES",
        help=f"Ce qu’elle couvre : {', '.join(USES)}.")  # fmt: skip
@option("--minor", "--mineur", is_flag=True, help="La personne est mineure.")
@option("--signatures", default=1, show_default=True, type=click.IntRange(1, 20),
        metavar="NOMBRE",
        help="Nombre de signatures ; deux pour un mineur.")  # fmt: skip
@option("--sole-authority", "--autorité-seule", "sole", is_flag=True,
        help="Un seul titulaire de l’autorité parentale, preuve au classeur.")  # fmt: skip
@option("--child-consulted", "--avis-de-l-enfant", "consulted", is_flag=True,
        help="L’enfant a donné son avis.")  # fmt: skip
@option("--name", "--nom", default="", metavar="NOM", help="Nom du fichier dans content/images.")
@pass_context
def add(ctx: Context, file: Path, **told: Any) -> None:
    """Ajouter une image : le fichier, sans sa position GPS, et son entrée au registre.

    Demande ce qui manque. Aucun nom de personne n’entre au registre : il garde le numéro de
    l’autorisation ; le nom va dans la base, l’original signé au classeur.
    """
    from comptoir.desk import image_adding

    done = image_adding.add(ctx, file, _asked(told))

    def said() -> str:
        lines = [f"Ajoutée : {done.path}, et son entrée au registre."]
        if done.position_removed:
            lines.append("La photo disait où elle a été prise : la position a été retirée.")
        if done.release:
            lines.append(f"Autorisation {done.release} notée : écrivez ce numéro sur l’original "
                         "signé et sur la fiche de la personne.")  # fmt: skip
        lines.append(f"Pour la montrer : ![{done.alt}](/images/{done.name})")
        return "\n".join(lines)

    emit(done, said)


def _asked(told: dict[str, Any]) -> Any:
    from comptoir.desk.image_adding import Asked

    author = told["author"] or _ask("Auteur")
    licence = told["licence"] or _ask(f"Licence ({', '.join(LICENCES)})", "own")
    source = told["source"] or _ask("Provenance (rien si elle est de vous)", "")
    alt = told["alt"] or ("" if told["decorative"] else _ask("Ce qu’elle montre (alt)"))
    seen = told["persons"] or _ask(f"Qui l’on y voit ({', '.join(PERSONS)})", "aucune")
    uses = tuple(use.strip() for use in told["uses"].split(",") if use.strip())
    signed = {
        "subject": "minor" if told["minor"] else "adult",
        "signed_on": told["signed_on"],
        "valid_to": told["until"],
        "uses": uses,
        "signatures": told["signatures"],
        "sole_authority": told["sole"],
        "child_consulted": told["consulted"],
    }
    entry = {
        "author": author,
        "licence": licence,
        "source": source,
        "alt": alt,
        "caption": told["caption"],
        "decorative": told["decorative"],
        "valid_to": told["valid_to"],
        "persons": PERSONS.get(seen.strip().lower(), seen),
    }
    return Asked(
        entry={key: value for key, value in entry.items() if value not in ("", None)},
        cited=told["cited"],
        signed={k: v for k, v in signed.items() if v is not None} if told["signed_on"] else {},
        name=told["name"],
    )


def _ask(question: str, usual: str | None = None) -> str:
    """Ask what is missing when someone is there; else the usual answer."""
    if not invocations.current().may_ask:
        return usual or ""
    return str(click.prompt(question, default=usual, err=True)).strip()


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les images : auteur, licence, pages qui les montrent, état."""
    from comptoir.desk import images

    found = images.images(ctx)

    def state(image: images.ImageState) -> str:
        if not image.present:
            return "fichier absent"
        if not image.registered:
            return "absente du registre"
        if not image.usable:
            return f"retirée : {image.reason}"
        ends = image.valid_to
        soon = ends is not None and ends - ctx.today <= images.SOON
        parts = [
            "finit bientôt" if soon else "",
            "dit où elle a été prise" if image.located else "",
        ]
        return ", ".join(filter(None, parts))

    rows = [
        (i.name, i.author, i.licence, len(i.pages), short_date(i.valid_to) if i.valid_to else "",
         state(i))
        for i in found
    ]  # fmt: skip
    headers = ["Image", "Auteur", "Licence", "Pages", "Droit jusqu’au", "État"]
    emit(found, lambda: table(headers, rows, right=[3]))


@command.command("release")
@pass_context
def release(ctx: Context) -> None:
    """Lister les autorisations des personnes montrées, les premières à finir en tête."""
    from comptoir.desk import images

    found = images.releases(ctx)
    rows = [
        (
            r.id,
            SUBJECTS[r.subject],
            STATES[r.state],
            short_date(r.ends_on) if r.ends_on else "",
            ", ".join(r.images),
        )
        for r in found
    ]
    headers = ["Autorisation", "Personne", "État", "Jusqu’au", "Images"]
    emit(found, lambda: table(headers, rows) if rows else "Aucune autorisation au registre.")
