"""`comptoir image`."""

from comptoir.cli.kit import emit, noun, pass_context, table
from comptoir.context import Context
from comptoir.dates import short_date

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
        return "" if image.usable else f"retirée : {image.reason}"

    rows = [(i.name, i.author, i.licence, len(i.pages), state(i)) for i in found]
    headers = ["Image", "Auteur", "Licence", "Pages", "État"]
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
