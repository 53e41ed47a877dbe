"""`comptoir consent`."""

from datetime import date
from typing import TYPE_CHECKING, Any

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.dates import short_date

if TYPE_CHECKING:
    from comptoir.desk.consents import ConsentFile

CHANNEL_HELP = "Canal : email, sms, phone, post."
ON_HELP = "Jour où la personne l’a dit (aujourd’hui par défaut)."


@noun()
def command() -> None:
    """Enregistrer ce que les gens disent de nos messages : accords, retraits, oppositions."""


def _proof(text: str, method: str, evidence: str) -> Any:
    from comptoir.desk.consents import Proof

    return Proof(text=text, method=method, evidence=evidence)


@command.command("grant")
@argument("reference", label="contact")
@option(
    "--purpose",
    "--finalité",
    required=True,
    metavar="FINALITÉ",
    help="Pour quoi (id de legal/processing.toml).",
)
@option("--channel", "--canal", required=True, metavar="CANAL", help=CHANNEL_HELP)
@option("--text", "--texte", default="", help="La phrase acceptée, mot pour mot.")
@option("--method", "--moyen", default="", help="Comment : formulaire, papier, téléphone…")
@option("--evidence", "--preuve", default="", help="Où la preuve est gardée.")
@option("--on", "--le", type=DAY, default=None, help=ON_HELP)
@pass_context
def grant(
    ctx: Context,
    reference: str,
    purpose: str,
    channel: str,
    text: str,
    method: str,
    evidence: str,
    on: date | None,
) -> None:
    """Enregistrer un accord, avec sa preuve."""
    from comptoir.desk import consents

    proof = _proof(text, method, evidence)
    contact = consents.grant(ctx, reference, purpose=purpose, channel=channel, proof=proof, on=on)
    emit(
        {"contact": contact.reference, "event": "granted", "purpose": purpose, "channel": channel},
        f"Accord enregistré pour {contact.reference} : {purpose}, {channel}.",
    )


@command.command("withdraw")
@argument("reference", label="contact")
@option("--purpose", "--finalité", required=True, metavar="FINALITÉ", help="Pour quoi.")
@option(
    "--channel", "--canal", default="*", metavar="CANAL", help=f"{CHANNEL_HELP} Tous sans cela."
)
@option("--method", "--moyen", default="", help="Comment la personne l’a dit.")
@option("--on", "--le", type=DAY, default=None, help=ON_HELP)
@pass_context
def withdraw(
    ctx: Context, reference: str, purpose: str, channel: str, method: str, on: date | None
) -> None:
    """Enregistrer le retrait d’un accord ; il vaut aussitôt."""
    from comptoir.desk import consents

    proof = _proof("", method, "")
    contact = consents.withdraw(
        ctx, reference, purpose=purpose, channel=channel, proof=proof, on=on
    )
    emit(
        {
            "contact": contact.reference,
            "event": "withdrawn",
            "purpose": purpose,
            "channel": channel,
        },
        f"Retrait enregistré pour {contact.reference} : {purpose}.",
    )


@command.command("object")
@argument("reference", label="contact")
@option("--to", "--à", default="*", metavar="QUOI",
        help="commercial, associative, une finalité, ou * (tout, sans cela).")  # fmt: skip
@option(
    "--channel", "--canal", default="*", metavar="CANAL", help=f"{CHANNEL_HELP} Tous sans cela."
)
@option("--method", "--moyen", default="", help="Comment la personne l’a dit.")
@option("--on", "--le", type=DAY, default=None, help=ON_HELP)
@pass_context
def object_(
    ctx: Context, reference: str, to: str, channel: str, method: str, on: date | None
) -> None:
    """Enregistrer une opposition. Elle n’arrête pas les messages dus (convocation, facture…)."""
    from comptoir.desk import consents

    proof = _proof("", method, "")
    contact = consents.object_to(ctx, reference, to=to, channel=channel, proof=proof, on=on)
    emit(
        {"contact": contact.reference, "event": "objected", "to": to, "channel": channel},
        f"Opposition enregistrée pour {contact.reference}. Elle vaut aussitôt.",
    )


@command.command("show")
@argument("reference", label="contact")
@option("--explain", "--expliquer", is_flag=True, help="Dire aussi pourquoi, pour chaque finalité.")
@pass_context
def show(ctx: Context, reference: str, explain: bool) -> None:
    """Montrer ce qu’un contact a dit, et ce que cela permet."""
    from comptoir.desk import consents

    found = consents.show(ctx, reference)
    emit(found, lambda: "\n\n".join(_parts(found, explain=explain)))


def _parts(found: "ConsentFile", *, explain: bool) -> list[str]:
    from comptoir.consent.model import FRENCH_CHANNELS, french_scope

    events = [
        (short_date(e.event.on), e.event.kind.french, french_scope(e.event.scope),
         FRENCH_CHANNELS.get(e.event.channel, ""), e.method)
        for e in found.events
    ]  # fmt: skip
    headers = ("jour", "quoi", "finalité", "canal", "moyen")
    parts = [f"{found.contact.reference}  {found.contact.full_name}"]
    parts.append(table(headers, events) if events else "Rien n’a été dit.")
    channels = tuple(dict.fromkeys(answer.channel for answer in found.answers))
    allowed = {(a.purpose, a.channel): a.decision.allowed for a in found.answers}
    rows = [
        (purpose, *("oui" if allowed[purpose, by] else "non" for by in channels))
        for purpose in dict.fromkeys(answer.purpose for answer in found.answers)
    ]
    parts.append(table(("peut-on écrire ?", *channels), rows))
    if explain:
        parts.append(
            "\n".join(f"{a.purpose}, {a.channel} : {a.decision.french}" for a in found.answers)
        )
    return parts
