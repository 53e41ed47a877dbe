"""See a mailing before it leaves: for somebody, for the longest case, or for a made-up person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from comptoir import resources
from comptoir.campaigns.address import address_block
from comptoir.campaigns.audience import UNKNOWN_STATE, audience
from comptoir.campaigns.fields import SAMPLE
from comptoir.campaigns.mentions import may_stop
from comptoir.campaigns.slots import fill
from comptoir.campaigns.sms import size
from comptoir.campaigns.tokens import Keys
from comptoir.channels.mail import raw_of
from comptoir.consent import Reason, decide
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import browser_view, campaign_letters, campaign_sms, mail_report
from comptoir.desk import campaign_material as materials
from comptoir.desk.calls import sheet
from comptoir.desk.campaign_material import Material
from comptoir.errors import InputError
from comptoir.printing.letters import Letter, Stationery, draw_one, print_one
from comptoir.printing.typst import count_pages
from comptoir.private import write_private
from comptoir.store import access, consents, contacts, reading
from comptoir.text import plural

MOST_VARIANTS = 20
NO_KEYS = Keys({255: b"preview, whose links open nothing"})  # links of a preview stop nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What was written, and what is worth knowing before the mailing leaves."""

    campaign: str
    channel: str
    contact: str  # C-000123; empty for the made-up person
    paths: tuple[Path, ...]
    subject: str
    pages: int = 0  # of the letter
    notes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()  # nothing to mend: which version it is, how long it is


@dataclass(frozen=True, slots=True)
class Case:
    """Whom a preview is made for."""

    contact: Contact
    reason: str
    note: str = ""
    fact: str = ""


def preview(
    ctx: Context,
    name: str,
    *,
    channel: str = "",
    contact: str = "",
    longest: bool = False,
    variants: bool = False,
    png: bool = False,
) -> list[Preview]:
    """Write what somebody would receive, by each channel of the campaign or by one.

    Args:
        ctx: who looks.
        name: the campaign.
        channel: letter or email; all by default.
        contact: reference of a contact; a made-up person by default.
        longest: the recipient whose text is longest, instead.
        variants: one recipient of each different text, instead.
        png: also a picture of each page, and of each e-mail where a browser is installed.
    """
    made = materials.load(ctx, name)
    wanted = [materials.chosen(made.campaign, channel)] if channel else list(made.campaign.channels)
    if variants:
        cases = [(way, case) for way in wanted for case in _variants(made, way)]
    else:
        cases = [(way, case_of(made, way, contact, longest=longest)) for way in wanted]
    return [_preview(made, way, case, png=png) for way, case in cases]


def case_of(made: Material, channel: str, reference: str = "", *, longest: bool = False) -> Case:
    """Choose whom a preview or a test is made for: somebody, the longest text, or the sample."""
    if reference:
        return _known(made, channel, reference)
    if longest:
        return _longest_case(made, channel)
    reason = Reason.CONSENT if may_stop(made.purpose.kind) else Reason.STATUTORY
    return Case(SAMPLE, reason.value)


def _known(made: Material, channel: str, reference: str) -> Case:
    ctx = made.ctx
    with reading(ctx) as db:
        person = contacts.by_reference(db, reference)
        state = consents.states(db, [person.id], ctx.today).get(person.id, UNKNOWN_STATE)
    access.note(ctx, act="campaign.preview", record_id=str(person.id), purpose=made.purpose.id)
    offers = materials.offers_of(ctx, made.campaign)
    decision = decide(made.purpose, channel, state, offers=offers)
    if decision.allowed:
        return Case(person, decision.reason)
    reason = Reason.CONSENT if may_stop(made.purpose.kind) else Reason.STATUTORY
    return Case(person, reason.value, f"Cette personne ne recevra pas cet envoi. {decision.french}")


def _longest_case(made: Material, channel: str) -> Case:
    """Return the recipient whose text is longest."""
    people, reasons = _recipients(made, channel)
    person = longest_of(made, people, channel)
    return Case(person, reasons[person.id])


def _variants(made: Material, channel: str) -> list[Case]:
    """Return the longest case of each text: conditions and reasons to write make them differ."""
    people, reasons = _recipients(made, channel)
    groups: dict[tuple[str, str], list[Contact]] = {}
    for person in people:
        text = made.words(person, channel).body.text
        groups.setdefault((text, reasons[person.id]), []).append(person)
    if len(groups) > MOST_VARIANTS:
        raise InputError(
            f"Ce texte a {len(groups)} versions différentes : c’est trop pour les montrer toutes.",
            remedy="Regardez la plus longue (--longest), ou une personne (--for).",
        )
    return [
        Case(
            longest_of(made, group, channel),
            reason,
            fact=f"Version {rank} sur {len(groups)}, pour {plural(len(group), 'destinataire')}.",
        )
        for rank, ((_, reason), group) in enumerate(groups.items(), 1)
    ]


def _recipients(made: Material, channel: str) -> tuple[list[Contact], dict[int, str]]:
    """Return who would receive a mailing by a channel, and why each may."""
    ctx = made.ctx
    offers = materials.offers_of(ctx, made.campaign)
    with reading(ctx) as db:
        ids = materials.members(db, made)
        states = consents.states(db, ids, ctx.today)
        who = audience(ids, states, made.purpose, channel=channel, offers=offers)
        people = contacts.many(db, [one.contact_id for one in who.included])
    if not people:
        raise InputError(
            "Cet envoi n’aurait aucun destinataire par ce canal.",
            remedy=f"Vérifiez son segment : comptoir segment expliquer {made.campaign.segment}.",
        )
    return people, {one.contact_id: one.reason for one in who.included}


def longest_of(made: Material, people: Sequence[Contact], channel: str) -> Contact:
    return max(people, key=lambda one: (_length(made, one, channel), -one.id))


def _length(made: Material, person: Contact, channel: str) -> int:
    words = made.words(person, channel)
    lines = len(address_block(person).lines) if channel == "letter" else 0
    return len(fill(words.body.text, words.body.values, str)) + lines


def _preview(made: Material, channel: str, case: Case, *, png: bool) -> Preview:
    reference = case.contact.reference if case.contact is not SAMPLE else ""
    stem = f"{made.campaign.name}-{reference or 'exemple'}"
    folder = made.ctx.var / "preview" / made.campaign.name
    notes = [case.note] if case.note else []
    facts = [case.fact] if case.fact else []
    subject = made.words(case.contact, channel).subject
    if channel == "letter":
        message, paper = _letter(made, case)
        folders = resources.theme_folders(made.ctx.root)
        pdf = print_one(message, paper, folders=folders, timestamp=made.ctx.now())
        pages = count_pages(pdf)
        if pages > 1:
            notes.append(
                f"Cette lettre tient sur {pages} pages : pliage et affranchissement changent."
            )
        notes += [f"Adresse : {note}." for note in address_block(case.contact).notes]
        paths = [write_private(folder / f"{stem}.pdf", pdf)]
        if png:
            for number, drawn in enumerate(draw_one(message, paper, folders=folders), 1):
                paths.append(write_private(folder / f"{stem}-{number}.png", drawn))
        return Preview(
            campaign=made.campaign.name, channel=channel, contact=reference,
            paths=tuple(paths),
            subject=subject, pages=pages, notes=tuple(notes), facts=tuple(facts),
        )  # fmt: skip
    if channel == "phone":
        calls = replace(sheet.channel(made, at=made.ctx.now()), folder=folder)
        batch = calls.send_all([sheet.sample(made, case.contact)], name=reference or "exemple")
        return Preview(
            campaign=made.campaign.name, channel=channel, contact=reference,
            paths=batch.paths[:1],
            subject=subject, notes=tuple(notes), facts=tuple(facts),
        )  # fmt: skip
    if channel == "sms":
        text = campaign_sms.text_of(made, case.contact)
        counted = size(text)
        facts.append(f"{counted.units} signes en {counted.encoding.label} : {counted.parts} SMS.")
        return Preview(
            campaign=made.campaign.name, channel=channel, contact=reference,
            paths=(write_private(folder / f"{stem}.sms.txt", text.encode()),),
            subject=subject, notes=tuple(notes), facts=tuple(facts),
        )  # fmt: skip
    written = _mail(made, case, folder, stem)
    html, text = (path.read_text("utf-8") for path in written[:2])
    facts += mail_report.facts(html, text)
    if png and not (program := browser_view.browser()):
        notes.append(
            "Pas d’image du courriel : aucun navigateur (Chromium, Chrome) n’est installé."
        )
    elif png:
        drawn = browser_view.draw(written[0].read_bytes(), program=program)
        written = (*written, write_private(folder / f"{stem}.courriel.png", drawn))
    return Preview(
        campaign=made.campaign.name,
        channel=channel,
        contact=reference,
        paths=written,
        subject=subject,
        notes=tuple(notes),
        facts=tuple(facts),
    )


def _letter(made: Material, case: Case) -> tuple[Letter, Stationery]:
    message = campaign_letters.letter(made, case.contact, reference="L-000000", reason=case.reason)
    return message.letter, campaign_letters.stationery(made)


def _mail(made: Material, case: Case, folder: Path, stem: str) -> tuple[Path, ...]:
    import email
    from email.message import EmailMessage
    from email.policy import default

    mailing = materials.mailing(made, at=made.ctx.now(), keys=NO_KEYS)
    to = materials.addressee(case.contact, row_id=0, reference="M-000000", reason=case.reason)
    if not to.email:
        to = materials.addressee(SAMPLE, row_id=0, reference="M-000000", reason=case.reason)
    raw = raw_of(mailing.mail(made.words(case.contact, "email"), to))
    parsed = email.message_from_bytes(raw, policy=default)
    assert isinstance(parsed, EmailMessage)
    html = parsed.get_body(("html",))
    text = parsed.get_body(("plain",))
    assert html is not None and text is not None
    return (
        write_private(folder / f"{stem}.html", html.get_content().encode()),
        write_private(folder / f"{stem}.txt", text.get_content().encode()),
        write_private(folder / f"{stem}.eml", raw),
    )
