"""`comptoir consent`."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comptoir.cli.kit import argument, emit, finish, noun, option, pass_context, table
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.consent_answers import Answer, ConsentFile, Why
    from comptoir.desk.consent_gaps import Unproven
    from comptoir.desk.consent_proofs import Adopted
    from comptoir.store.consents import RecordedEvent

FILE = click.Path(path_type=Path)
CHANNEL_HELP = "Canal : email, sms, phone, post."
ON_HELP = "Jour où la personne l’a dit (aujourd’hui par défaut)."


@noun()
def command() -> None:
    """Enregistrer ce que les gens disent de nos messages : accords, retraits, oppositions."""


def _proof(text: str, method: str, evidence: str, **place: str) -> Any:
    from comptoir.desk.consents import Proof

    return Proof(text=text, method=method, evidence=evidence, **place)


def french_channel(channel: str) -> str:
    from comptoir.consent import consent_channel
    from comptoir.consent.model import FRENCH_CHANNELS

    return FRENCH_CHANNELS.get(consent_channel(channel), channel)


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
@option("--page", default="", metavar="PAGE",
        help="La page où était la phrase : son fichier ou son adresse.")  # fmt: skip
@option("--commit", default="", metavar="VERSION",
        help="La version de la page ; trouvée dans Git pour un fichier.")  # fmt: skip
@option("--ip", default="", metavar="ADRESSE", help="L’adresse IP, si l’accord est venu du site.")
@option("--by-parent", "--par-un-parent", is_flag=True,
        help="L’accord est donné par un parent, pour un enfant de moins de 15 ans.")  # fmt: skip
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
    page: str,
    commit: str,
    ip: str,
    by_parent: bool,
    on: date | None,
) -> None:
    """Enregistrer un accord, avec sa preuve."""
    from comptoir.desk import consents

    if by_parent:
        method, evidence = "parent", "; ".join(filter(None, (method, evidence)))
    proof = _proof(text, method, evidence, page=page, commit=commit, ip=ip)
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
@option("--purpose", "--finalité", default="", metavar="FINALITÉ", help="Pour cette finalité.")
@option("--channel", "--canal", default="", metavar="CANAL", help="Par ce canal.")
@option("--on", "--le", type=DAY, default=None, help="Ce que l’on savait, et la loi, ce jour-là.")
@option("--campaign", "--campagne", default="", metavar="NOM",
        help="Dire pourquoi cet envoi est arrivé, ou pas.")  # fmt: skip
@pass_context
def show(
    ctx: Context,
    reference: str,
    explain: bool,
    purpose: str,
    channel: str,
    on: date | None,
    campaign: str,
) -> None:
    """Montrer ce qu’un contact a dit, et ce que cela permet."""
    from comptoir.desk import consent_answers

    if campaign:
        told = consent_answers.why(ctx, reference, campaign)
        emit({"campaign": campaign, "answers": told}, lambda: "\n".join(_why(told)))
        return
    found = consent_answers.show(ctx, reference, purpose=purpose, channel=channel, on=on)
    if explain and purpose and channel:
        emit(found, found.answers[0].decision.french)
        return
    emit(found, lambda: "\n\n".join(_parts(found, explain=explain)))


def _why(told: "Sequence[Why]") -> list[str]:
    if len(told) == 1:
        return [told[0].french]
    return [f"{french_channel(one.channel).capitalize()} : {one.french}" for one in told]


def _parts(found: "ConsentFile", *, explain: bool) -> list[str]:
    from comptoir.consent.model import french_scope

    events = [
        (short_date(e.event.on), e.event.kind.french, french_scope(e.event.scope),
         french_channel(e.event.channel), e.method)
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
    parts.append(table(("peut-on écrire ?", *map(french_channel, channels)), rows))
    if explain:
        parts += [*_explained(found.answers), *_proofs(found.events)]
    return parts


def _explained(answers: "Sequence[Answer]") -> Iterator[str]:
    """A paragraph for each purpose: the channels that have the same answer stand together."""
    by_purpose: dict[str, dict[str, list[str]]] = {}
    for one in answers:
        said = by_purpose.setdefault(f"{one.title} ({one.purpose})", {})
        said.setdefault(f"{one.decision.french} [{one.decision.basis}]", []).append(
            french_channel(one.channel)
        )
    for title, said in by_purpose.items():
        told = [
            f"  {'par tous les canaux' if len(said) == 1 else ', '.join(channels)} : {why}"
            for why, channels in said.items()
        ]
        yield "\n".join([title, *told])


def _proofs(events: "Sequence[RecordedEvent]") -> Iterator[str]:
    """What proves each agreement."""
    for one in events:
        told = [
            (f"« {one.text} »" if one.text else "", ""),
            (one.text_hash[:16], "empreinte du texte"),
            (one.evidence, "pièce"),
            (one.page, "page"),
            (one.commit[:12], "version de la page"),
            (one.ip, "adresse IP"),
        ]
        lines = [
            f"  {label} : {value}" if label else f"  {value}" for value, label in told if value
        ]
        if lines:
            said = f"Preuve de l’{one.event.kind.french} du {short_date(one.event.on)}"
            yield "\n".join([f"{said} ({french_channel(one.event.channel)})", *lines])


@command.command("adopt")
@argument("file", label="fichier", type=FILE)
@option("--evidence", "--preuve", required=True, type=FILE, metavar="PIÈCE",
        help="Ce qui prouve : capture du formulaire, bulletins scannés, export.")  # fmt: skip
@option("--purpose", "--finalité", required=True, metavar="FINALITÉ", help="Pour quoi.")
@option("--channel", "--canal", required=True, metavar="CANAL", help=CHANNEL_HELP)
@option("--text", "--texte", required=True, help="La phrase acceptée, mot pour mot.")
@option("--signed-by", "--signé", required=True, metavar="NOM",
        help="Qui atteste que cette preuve est vraie : prénom et nom.")  # fmt: skip
@option("--method", "--moyen", default="papier",
        type=click.Choice(["formulaire", "papier", "export"]),
        help="Formulaire (avec --page, --from et --until), papier, ou export daté.")  # fmt: skip
@option("--page", default="", metavar="ADRESSE", help="La page du formulaire.")
@option("--from", "--du", "since", type=DAY, default=None, help="Le formulaire a servi depuis…")
@option("--until", "--au", type=DAY, default=None, help="… et jusqu’à ce jour.")
@option("--dry-run", "--essai", is_flag=True, help="Compter, sans rien écrire.")
@pass_context
def adopt(
    ctx: Context,
    file: Path,
    evidence: Path,
    purpose: str,
    channel: str,
    text: str,
    signed_by: str,
    method: str,
    page: str,
    since: date | None,
    until: date | None,
    dry_run: bool,
) -> None:
    """Rattacher la preuve qui existe aux accords d’une ancienne liste.

    FICHIER est un tableau : une colonne référence ou mél, et si elles sont connues la date de
    l’accord et l’adresse IP. Seuls les accords notés « sans preuve » sont concernés ; un retrait
    ou une opposition n’est jamais levé.
    """
    from comptoir.desk import consent_proofs

    claim = consent_proofs.Claim(
        purpose=purpose, channel=channel, text=text, method=method, signed_by=signed_by, page=page,
        since=since, until=until,
    )  # fmt: skip
    done = consent_proofs.adopt(ctx, file, evidence=evidence, claim=claim, dry_run=dry_run)
    emit(done, lambda: "\n".join(_adopted(done)))
    if done.refused:
        finish(1)


def _adopted(done: "Adopted") -> list[str]:
    lines = [
        f"{plural(done.rows, 'ligne lue', 'lignes lues')} : "
        f"{plural(done.proven, 'accord prouvé', 'accords prouvés')}, "
        f"{plural(done.refused, 'ligne laissée', 'lignes laissées')}.",
    ]
    lines += [f"  {count} : {why}" for why, count in done.reasons.items()]
    if done.rejects_file:
        lines.append(f"Lignes laissées, avec leur motif : {done.rejects_file}")
    lines.append(
        "Essai : rien n’a été écrit." if done.dry_run
        else f"Pièce gardée : {done.evidence}" if done.evidence else "Rien à écrire."
    )  # fmt: skip
    return lines


@command.command("unproven")
@option("--export", is_flag=True,
        help="Écrire la liste de ceux à qui le redemander par courrier.")  # fmt: skip
@pass_context
def unproven(ctx: Context, export: bool) -> None:
    """Compter les accords sans preuve, et voir à qui les redemander.

    Un accord sans preuve ne permet aucun envoi. Prouvez-le (consentement adopter), ou redemandez-le
    par courrier ou à l’accueil : jamais par courriel ni SMS, ce serait déjà un envoi sans accord.
    """
    from comptoir.desk import consent_gaps

    found = consent_gaps.unproven(ctx, export=export)
    emit(found, lambda: "\n".join(_unproven(found)))


def _unproven(found: "Unproven") -> list[str]:
    if not found.counts:
        return ["Tous les accords notés ont leur preuve."]
    rows = [
        (one.purpose, french_channel(one.channel), one.count, one.by_post, one.at_desk)
        for one in found.counts
    ]
    headers = ("finalité", "canal", "sans preuve", "par courrier", "à l’accueil seulement")
    lines = [table(headers, rows, right=(2, 3, 4)), ""]
    lines.append(
        f"{plural(found.people, 'personne concernée', 'personnes concernées')} : aucun envoi ne "
        "leur est permis à ce titre."
    )
    lines.append(
        f"Liste pour un courrier : {found.path}" if found.path
        else "Liste pour un courrier : ajoutez --export. Preuve retrouvée : consentement adopter."
    )  # fmt: skip
    return lines
