"""`comptoir web`."""

from comptoir.cli.kit import noun, option, pass_context, say
from comptoir.context import Context


@noun()
def command() -> None:
    """Recevoir les formulaires du site, ici ou sur un hébergement."""


@command.command("serve")
@option("--host", "--hôte", default="127.0.0.1", metavar="ADRESSE",
        help="Où écouter ; derrière un serveur web, laissez l’adresse locale.")  # fmt: skip
@option("--port", type=int, default=8001, metavar="PORT", help="Port (8001 par défaut).")
@pass_context
def serve(ctx: Context, host: str, port: int) -> None:
    """Recevoir formulaires, confirmations, désinscriptions et demandes de droits.

    Ce qui arrive est chiffré aussitôt : cette machine peut écrire, et ne peut rien relire.
    """
    from comptoir.desk import reception

    say(f"Les formulaires se reçoivent à http://{host}:{port}/ ; Ctrl-C pour arrêter.")
    reception.serve(ctx, host=host, port=port)
    say("Réception fermée.")
