"""`comptoir charter`."""

from comptoir.cli.kit import confirm, emit, noun, pass_context, table
from comptoir.context import Context
from comptoir.dates import short_date


@noun()
def command() -> None:
    """Lire et signer la charte de bonne conduite."""


@command.command("show")
@pass_context
def show(ctx: Context) -> None:
    """Montrer la charte en vigueur."""
    from comptoir.desk import charter

    found = charter.known(ctx)
    asked = "La signer est exigé avant tout acte sur les personnes." if found.required else ""
    emit(found, "\n".join(filter(None, (found.text, f"Version {found.version}. {asked}".strip()))))


@command.command("sign")
@pass_context
def sign(ctx: Context) -> None:
    """Signer la charte en vigueur, en votre nom."""
    from comptoir.desk import charter

    found = charter.known(ctx)
    who = ctx.actor.name or ctx.actor.login
    if not confirm(f"{found.text}\n{who}, signez-vous la charte {found.version} ?"):
        emit({"signed": False}, "Rien n’est signé.")
        return
    charter.sign(ctx)
    emit({"signed": True, "version": found.version}, f"Charte {found.version} signée par {who}.")


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister qui a signé la charte, et quelle version."""
    from comptoir.desk import charter

    found = charter.signatures(ctx)
    rows = [
        (one.login, one.version, short_date(ctx.day_of(one.signed_at)),
         "en vigueur" if one.current else "à signer de nouveau : le texte a changé")
        for one in found
    ]  # fmt: skip
    headers = ("personne", "version", "signée le", "")
    emit(found, table(headers, rows) if rows else "Personne n’a encore signé la charte.")
