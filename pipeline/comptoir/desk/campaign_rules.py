"""What the rules say of a mailing: of the messages as they would leave, and of who gets them.

Every message is judged up to `MANY`; of a larger mailing, as many, evenly spread. The same fault on
several messages is said once, at the line of the campaign that it comes from.
"""

import email
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parseaddr

from comptoir.campaigns.address import address_block
from comptoir.campaigns.slots import fill
from comptoir.campaigns.tokens import Keys
from comptoir.channels.mail import raw_of
from comptoir.channels.mailing import Mailing
from comptoir.consent import ContactState, EventKind, Reason
from comptoir.consent.model import SALE, consent_channel
from comptoir.consent.standing import standing
from comptoir.contacts.model import Contact
from comptoir.desk import campaign_letters, campaign_sms
from comptoir.desk import campaign_material as materials
from comptoir.desk.campaign_material import Material
from comptoir.desk.judging import Judge
from comptoir.errors import Place
from comptoir.finding import Finding, Severity
from comptoir.rules.fault import Judged
from comptoir.rules.values.contact import Solicitation
from comptoir.rules.values.message import Letter, Mail, Sms
from comptoir.text import plural

MANY = 200  # messages judged one by one
NO_KEYS = Keys({255: b"a check, whose links open nothing"})
FAMILIES = ("mailings", "consents")
ONE_CLICK = "https://mailchimp.com/unsubscribe"  # stands for each recipient's own link there
MERGE = "MLG022"
REFERENCES = 5  # named in a finding
KEYS = {"subject": "subject", "From": "channels", "address": "channels"}  # part → front matter key


def messages(
    made: Material, channel: str, people: Sequence[Contact], reasons: Mapping[int, str]
) -> list[Finding]:
    """Return what the rules find in the messages of one channel.

    Args:
        made: the campaign.
        channel: letter or email.
        people: who would receive it.
        reasons: why each may be written to, by contact.
    """
    chosen = _spread(people)
    if channel == "letter":
        things: Iterable[Mail | Letter | Sms] = (
            _letter(made, person, reasons[person.id]) for person in chosen
        )
    elif channel == "sms":
        things = (_sms(made, person) for person in chosen)
    elif channel == "phone":  # what is said is no message: its words are read when merged
        things = ()
    else:
        mailing = materials.mailing(made, at=made.ctx.now(), keys=NO_KEYS)
        if channel == "mailchimp":  # which answers one click for us
            mailing.settings = mailing.settings.model_copy(update={"unsubscribe_url": ONE_CLICK})
        things = (
            _mail(made, mailing, person, reasons[person.id], count=len(people)) for person in chosen
        )
    found = list(_grouped(made, _judge(made).findings(things), len(chosen), "message"))
    return [_of_some(one, len(chosen)) for one in found]


def recipients(
    made: Material,
    channel: str,
    reasons: Mapping[int, str],
    states: Mapping[int, ContactState],
    references: Mapping[int, str],
) -> list[Finding]:
    """Return what the rules on consent find in the audience of one channel."""
    offers = materials.offers_of(made.ctx, made.campaign)
    alike: dict[Solicitation, list[str]] = {}  # most people are: one of each kind is judged
    for id_, reason in reasons.items():
        asked = _asked(made, channel, reason, states[id_], offers, "")
        alike.setdefault(asked, []).append(references[id_])
    judge, found = _judge(made), list[Judged]()
    for asked, who in alike.items():
        if judge.findings([asked]):
            found += judge.findings(replace(asked, id=reference) for reference in who)
    return list(_grouped(made, found, len(reasons), "destinataire"))


def _judge(made: Material) -> Judge:
    return Judge(made.project, FAMILIES, on=made.ctx.today, today=made.ctx.today)


def _spread(people: Sequence[Contact]) -> list[Contact]:
    step = max(1, -(-len(people) // MANY))
    return list(people[::step])


def _grouped(made: Material, found: Iterable[Judged], total: int, what: str) -> Iterator[Finding]:
    same: dict[tuple[str, str, str], list[Judged]] = {}
    for one in found:
        if not one.waived:
            same.setdefault((one.code, one.found, one.at.field), []).append(one)
    for (code, said, part), ones in same.items():
        first = ones[0]
        count = len({one.at.path for one in ones})
        counted = f" ({plural(count, what)} sur {total})" if count < total else ""
        named = [one.at.path for one in ones if what == "destinataire"][:REFERENCES]
        remedy = " ".join(filter(None, (first.remedy, ", ".join(named))))
        yield Finding(
            at=_place(made, part),
            code=code,
            severity=first.severity,
            found=said.removesuffix(".") + counted,
            remedy=remedy,
            basis=first.basis,
            title=first.title,
        )


def _of_some(finding: Finding, total: int) -> Finding:
    """A hole in the message of some only sets these aside when the mailing is queued."""
    if finding.code != MERGE or f" sur {total})" not in finding.found:
        return finding
    remedy = "Ces destinataires seront mis de côté : complétez leur fiche, ou prévoyez le cas."
    return replace(finding, severity=min(finding.severity, Severity.WARNING), remedy=remedy)


def _place(made: Material, part: str) -> Place:
    if key := KEYS.get(part):
        return made.campaign.place(key)
    return Place(made.campaign.path, made.campaign.body_line)


def _mail(made: Material, mailing: Mailing, person: Contact, reason: str, *, count: int) -> Mail:
    """Read the message back from its bytes, as a reader's machine will."""
    reference = f"M-{person.id:06d}"
    to = materials.addressee(person, row_id=0, reference=reference, reason=reason)
    parsed = email.message_from_bytes(raw_of(mailing.mail(made.words(person, "email"), to)))
    headers = {name: _decoded(value) for name, value in parsed.items()}
    name, address = parseaddr(headers["From"])
    html = _part(parsed, "html")
    return Mail(
        id=reference,
        kind=made.purpose.kind,
        sender_name=name,
        sender=address,
        to=tuple(address for _, address in getaddresses([parsed["To"]])),
        subject=headers["Subject"],
        headers=headers,
        text=_part(parsed, "plain"),
        html=html,
        weight=len(html.encode()),
        recipients=count,
        own_hosts=(made.site_url.partition("://")[2],),
    )


def _decoded(value: str) -> str:
    """
    >>> _decoded("=?utf-8?b?w4l0w6k=?= <a@example.org>,\\r\\n b")
    'Été <a@example.org>, b'
    """
    line = re.sub(r"\r?\n(?=[ \t])", "", value)
    return str(make_header(decode_header(line))) if "=?" in line else line


def _part(message: Message, kind: str) -> str:
    for part in message.walk():
        if part.get_content_type() == f"text/{kind}":
            said = part.get_payload(decode=True)
            return said.decode() if isinstance(said, bytes) else ""
    return ""


def _sms(made: Material, person: Contact) -> Sms:
    return Sms(
        id=f"S-{person.id:06d}",
        kind=made.purpose.kind,
        sender=made.project.site.campaigns.sms.sender,
        text=campaign_sms.text_of(made, person),
    )


def _letter(made: Material, person: Contact, reason: str) -> Letter:
    words = made.words(person, "letter")
    stationery = campaign_letters.stationery(made)
    head = stationery.letterhead
    return Letter(
        id=f"L-{person.id:06d}",
        kind=made.purpose.kind,
        address=tuple(address_block(person).lines),
        domestic=person.address.country == "FR",
        sender=(head["name"], head["legal_form"], *head["lines"], *head["identity"]),
        place_date=stationery.place_date,
        subject=stationery.subject,
        body=fill(words.body.text, words.body.values, str),
        foot=tuple(made.mentions(reason, "letter", person.reference).lines),
    )


def _asked(
    made: Material,
    channel: str,
    reason: str,
    state: ContactState,
    offers: frozenset[str],
    reference: str,
) -> Solicitation:
    way = consent_channel(channel)
    stands = standing(state.standings, made.purpose, way)
    consented = stands is not None and stands.kind is EventKind.GRANTED
    refused = stands is not None and stands.kind in (EventKind.WITHDRAWN, EventKind.OBJECTED)
    return Solicitation(
        id=reference,
        channel=way,
        kind=made.purpose.kind,
        purpose=made.purpose.id,
        on=made.ctx.today,
        basis=reason,
        professional=state.professional,
        free_email=state.free_email,
        running_contract=reason == Reason.RUNNING_CONTRACT,
        consented=consented,
        proven=consented,
        objected=refused,
        restricted=state.restricted,
        deceased=state.deceased,
        age=state.age,
        sale_ref="vente" if state.bought else "",
        refusal_offered=(SALE, way) in state.standings,
        families_bought=tuple(sorted(state.bought)),
        families_offered=tuple(offers) if reason == Reason.SIMILAR_PRODUCTS else (),
    )
