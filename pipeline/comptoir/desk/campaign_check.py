"""Look at a mailing before it is queued: what the law and the post would say of it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from comptoir import resources
from comptoir.campaigns.address import address_block
from comptoir.campaigns.audience import audience
from comptoir.campaigns.fields import SAMPLE, contact_fields
from comptoir.campaigns.mentions import may_stop
from comptoir.campaigns.merge import empty_fields
from comptoir.campaigns.model import CHANNELS
from comptoir.consent import ContactState, Reason
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import (
    campaign_letters,
    campaign_rules,
    campaign_sms,
    mail_report,
    mailchimp,
)
from comptoir.desk import campaign_material as materials
from comptoir.desk.campaign_material import Material
from comptoir.errors import Fault, InputError, Place, RefusedError
from comptoir.finding import Finding, Severity
from comptoir.store import consents, contacts, reading
from comptoir.store.doors import has_base

SHOWN = 5  # references named in a finding
LONG_SUBJECT = 70  # characters; telephones show fewer
OWN_MENTION = re.compile(
    r"désinscri|désabonn|vous opposer|ne plus (en |nous )?recevoir", re.IGNORECASE
)


def check(ctx: Context, name: str) -> list[Finding]:
    """Return what is worth mending in a campaign; nothing when all is well.

    Raises:
        InputError: its front matter, its fields, its segment or its purpose is wrong.
    """
    made = materials.load(ctx, name)
    materials.check_segment(made)
    ruled = _ruled(made) if _has_sender(made) else []
    said = {one.code for one in ruled}
    found = [*_words(made), *(one for one in _settings(made) if one.code not in said)]
    found += [*_offer(made), *_links(made)]
    if has_base(ctx):
        found += _recipients(made)
    return sorted([*found, *ruled])


def refuse_blocking(ctx: Context, name: str) -> None:
    """Refuse what blocks: it is neither agreed to nor queued.

    Raises:
        RefusedError: something blocks.
    """
    _refuse(check(ctx, name))


def refuse_faulty(
    made: Material,
    channel: str,
    people: Sequence[Contact],
    reasons: Mapping[int, str],
    states: Mapping[int, ContactState],
) -> None:
    """Refuse what blocks of one channel, for people who are known already.

    What only warns is not looked for: `campaign check` says it.

    Raises:
        RefusedError: something blocks.
    """
    if channel == "letter" and people:  # its signature, its account, its paper are there
        list(_pages(made, people[:1]))
    ruled = _of_channel(made, channel, people, reasons, states) if _has_sender(made) else []
    said = {one.code for one in ruled}
    _refuse([*ruled, *(one for one in _settings(made) if one.code not in said)])


def _refuse(found: Sequence[Finding]) -> None:
    blocking = [one for one in found if one.blocking]
    if blocking:
        raise RefusedError(
            faults=[Fault(f"{one.code} : {one.found}.", one.remedy, one.at) for one in blocking]
        )


def _has_sender(made: Material) -> bool:
    settings = made.project.site.campaigns
    return bool(settings.sender or made.project.organisation.email)


def _ruled(made: Material) -> list[Finding]:
    """Return what the rules find in the messages and in the audience, channel by channel."""
    found: list[Finding] = []
    for channel in made.campaign.channels:
        people, reasons, states = _audience(made, channel) if has_base(made.ctx) else ([], {}, {})
        found += _of_channel(made, channel, people, reasons, states)
    return found


def _of_channel(
    made: Material,
    channel: str,
    people: Sequence[Contact],
    reasons: Mapping[int, str],
    states: Mapping[int, ContactState],
) -> list[Finding]:
    if not people:  # its words can still be read
        reason = Reason.CONSENT if may_stop(made.purpose.kind) else Reason.STATUTORY
        return campaign_rules.messages(made, channel, [SAMPLE], {SAMPLE.id: reason.value})
    references = {person.id: person.reference for person in people}
    return [
        *campaign_rules.messages(made, channel, people, reasons),
        *campaign_rules.recipients(made, channel, reasons, states, references),
    ]


def _finding(
    made: Material, code: str, severity: Severity, found: str, remedy: str, *, key: str = ""
) -> Finding:
    at = made.campaign.place(key) if key else Place(made.campaign.path, made.campaign.body_line)
    return Finding(at=at, code=code, severity=severity, found=found, remedy=remedy)


def _words(made: Material) -> Iterator[Finding]:
    campaign = made.campaign
    if len(campaign.subject) > LONG_SUBJECT:
        yield _finding(
            made, "MLG010", Severity.INFO,
            f"l’objet a {len(campaign.subject)} caractères, un téléphone en montre cinquante",
            "Mettez l’essentiel au début.", key="subject",
        )  # fmt: skip
    if "![" in campaign.body:
        yield _finding(
            made, "MLG018", Severity.WARNING, "une image du texte ne sera pas montrée",
            "Seul son texte de remplacement paraîtra : dites la même chose avec des mots.",
        )  # fmt: skip
    if OWN_MENTION.search(campaign.body):
        yield _finding(
            made, "MLG021", Severity.INFO,
            "le texte dit lui-même comment ne plus recevoir ces messages",
            "Vous pouvez l’ôter : chaque message le dit déjà à la fin, avec le bon lien.",
        )  # fmt: skip


def _settings(made: Material) -> Iterator[Finding]:
    settings, organisation = made.project.site.campaigns, made.project.organisation
    if "mailchimp" in made.campaign.channels:
        for fault in mailchimp.unfit(made):
            yield Finding(
                at=fault.at or made.campaign.place("channels"),
                code="PRV006" if may_stop(made.purpose.kind) else "MLG002",
                severity=Severity.ERROR,
                found=fault.found.removesuffix("."),
                remedy=fault.remedy,
            )
    if "sms" in made.campaign.channels:
        for fault in campaign_sms.unstoppable(made):
            yield _finding(
                made, "MLG013", Severity.ERROR, fault.found.removesuffix("."), fault.remedy,
                key="channels",
            )  # fmt: skip
    if {"email", "mailchimp"} & set(made.campaign.channels) and not (
        settings.sender or organisation.email
    ):
        yield _finding(
            made, "MLG001", Severity.ERROR, "aucune adresse d’expéditeur n’est donnée",
            "Ajoutez sender à [campaigns] dans comptoir.toml.", key="channels",
        )  # fmt: skip
    if "email" in made.campaign.channels and may_stop(made.purpose.kind):
        yield from _stopping(made)
    if not (organisation.seat.street and organisation.seat.city):
        yield _finding(
            made, "MLG008", Severity.WARNING, "l’adresse postale de l’organisation manque",
            "Complétez [seat] dans legal/organisation.toml.", key="channels",
        )  # fmt: skip


def _stopping(made: Material) -> Iterator[Finding]:
    settings = made.project.site.campaigns
    if not settings.unsubscribe_url and not settings.unsubscribe_email:
        yield _finding(
            made, "MLG002", Severity.ERROR, "rien ne permet d’arrêter ces courriels",
            "Ajoutez unsubscribe_url, ou unsubscribe_email, à [campaigns].", key="channels",
        )  # fmt: skip
    elif not settings.unsubscribe_url:
        yield _finding(
            made, "MLG004", Severity.WARNING, "ces courriels ne s’arrêtent pas en un clic",
            "Ajoutez unsubscribe_url, une adresse qui répond à POST (RFC 8058).", key="channels",
        )  # fmt: skip


def _offer(made: Material) -> Iterator[Finding]:
    if made.campaign.code and not materials.offers_of(made.ctx, made.campaign):
        yield _finding(
            made, "CNS003", Severity.WARNING,
            f"aucune offre de content/offres n’a de promotion au code {made.campaign.code}",
            "Vérifiez le code : sans offre, seuls ceux qui l’ont accepté recevront l’envoi.",
            key="code",
        )  # fmt: skip


def _links(made: Material) -> Iterator[Finding]:
    if not {"email", "mailchimp"} & set(made.campaign.channels):
        return
    for path, close in mail_report.unknown_pages(made):
        hint = f"Vouliez-vous écrire {close} ?" if close else "Vérifiez cette adresse."
        yield _finding(
            made, "MLG041", Severity.WARNING,
            f"un lien mène à une page que le site n’a pas ({path})", hint,
        )  # fmt: skip


def _recipients(made: Material) -> Iterator[Finding]:
    """Look at everyone who would receive it, by each channel."""
    yield from _unreached(made)
    for channel in made.campaign.channels:
        people, _, _ = _audience(made, channel)
        if not people:
            yield _finding(
                made, "CNS000", Severity.WARNING,
                f"personne ne recevrait cet envoi par {CHANNELS[channel]}",
                f"Voyez pourquoi : comptoir segment expliquer {made.campaign.segment}.",
                key="channels",
            )  # fmt: skip
            continue
        yield from _gaps(made, people)
        if channel == "sms":
            yield from _texts(made, people)
        if channel == "letter":
            yield from _addresses(made, people)
            yield from _pages(made, people)


def _unreached(made: Material) -> Iterator[Finding]:
    ctx = made.ctx
    with reading(ctx) as db:
        ids = materials.members(db, made)
        states = consents.states(db, ids, ctx.today)
        offers = materials.offers_of(ctx, made.campaign)
        missed = materials.unreached(db, made, ids, states, offers)
    if missed:
        more = f" et {len(missed) - SHOWN} autres" if len(missed) > SHOWN else ""
        yield _finding(
            made, "CNS000", Severity.WARNING,
            f"{len(missed)} contact(s) du segment n’ont d’adresse pour aucun canal de l’envoi",
            f"Complétez-les, ou prévenez-les autrement : {', '.join(missed[:SHOWN])}{more}.",
            key="channels",
        )  # fmt: skip


def _audience(
    made: Material, channel: str
) -> tuple[list[Contact], dict[int, str], Mapping[int, ContactState]]:
    """Return who would receive it by a channel, why each may, and what is known of them."""
    ctx = made.ctx
    offers = materials.offers_of(ctx, made.campaign)
    with reading(ctx) as db:
        ids = materials.members(db, made)
        states = consents.states(db, ids, ctx.today)
        who = audience(ids, states, made.purpose, channel=channel, offers=offers)
        reasons = {one.contact_id: one.reason for one in who.included}
        return contacts.many(db, list(reasons)), reasons, states


def _gaps(made: Material, people: Sequence[Contact]) -> Iterator[Finding]:
    everyone = ({**made.shared, "contact": contact_fields(person)} for person in people)
    for name, count in empty_fields(made.texts, everyone).items():
        yield _finding(
            made, "MLG022", Severity.WARNING,
            f"{{{{ {name} }}}} est vide pour {count} destinataire(s) sur {len(people)}",
            f"Prévoyez ce cas : {{% if {name} %}}…{{% endif %}}, ou {{{{ contact.salutation }}}}.",
        )  # fmt: skip


def _texts(made: Material, people: Sequence[Contact]) -> Iterator[Finding]:
    """Say what makes text messages dear."""
    cost = campaign_sms.cost(made, people)
    if cost.outside and cost.parts_simplified < cost.parts:
        yield _finding(
            made, "MLG013", Severity.WARNING,
            f"ces caractères réduisent un SMS de 160 signes à 70 : {' '.join(cost.outside)} ; "
            f"il en faut {cost.parts} au lieu de {cost.parts_simplified}",
            "Changez-les, ou écrivez simplify = true dans [campaigns.sms].",
        )  # fmt: skip


def _addresses(made: Material, people: Sequence[Contact]) -> Iterator[Finding]:
    wrong: dict[str, list[str]] = {}
    for person in people:
        for note in address_block(person).notes:
            wrong.setdefault(note, []).append(person.reference)
    for note, references in sorted(wrong.items()):
        more = f" et {len(references) - SHOWN} autres" if len(references) > SHOWN else ""
        yield _finding(
            made, "MLG028", Severity.WARNING,
            f"{len(references)} adresse(s) postale(s) : {note}",
            f"Corrigez-les : {', '.join(references[:SHOWN])}{more}.", key="channels",
        )  # fmt: skip


def _pages(made: Material, people: Sequence[Contact]) -> Iterator[Finding]:
    from comptoir.desk.campaign_preview import longest_of
    from comptoir.printing.letters import print_one
    from comptoir.printing.typst import count_pages

    person = longest_of(made, people, "letter")
    message = campaign_letters.letter(made, person, reference="L-000000", reason="statutory")
    try:
        pdf = print_one(
            message.letter,
            campaign_letters.stationery(made),
            folders=resources.theme_folders(made.ctx.root),
            timestamp=made.ctx.now(),
        )
    except InputError as error:
        yield _finding(
            made, "MLG022", Severity.WARNING,
            f"la lettre de {person.reference} ne peut pas être imprimée : {error.faults[0].found}",
            error.faults[0].remedy,
        )  # fmt: skip
        return
    if (pages := count_pages(pdf)) > 1:
        yield _finding(
            made, "MLG029", Severity.WARNING,
            f"la plus longue lettre tient sur {pages} pages ({person.reference})",
            "Raccourcissez, ou prévoyez le pliage et l’affranchissement.",
        )  # fmt: skip
