"""What every message says by itself: why it comes, how to stop it, where one's rights are.

Written here, not by the author of a mailing, so that none goes without (LAW, MLG002, 008, 021).
"""

from dataclasses import dataclass

from comptoir.campaigns.fields import seat_line, spoken_phone
from comptoir.consent import Purpose, Reason
from comptoir.settings import Organisation, PurposeClass, SiteSettings
from comptoir.text import fold, french_spaces

_WHY = {
    Reason.STATUTORY: "Ce message, sans publicité, concerne : {purpose}.",
    Reason.CONSENT: "Vous recevez ce message parce que vous l’avez accepté : {purpose}.",
    Reason.SIMILAR_PRODUCTS: "Vous recevez ce message parce que vous avez acheté chez nous "
    "un article semblable et n’avez pas refusé nos offres.",
    Reason.ASSOCIATIVE: "Vous recevez ce message parce que vous êtes en lien avec {organisation} : "
    "{purpose}.",
    Reason.POST: "Nous avons votre adresse parce que vous êtes, ou avez été, en contact avec "
    "{organisation} : {purpose}.",
    Reason.GENERIC: "Vous recevez ce message à l’adresse de votre organisme : {purpose}.",
    Reason.PROFESSIONAL: "Vous recevez ce message à titre professionnel : {purpose}.",
}
# What differs for an organisation whose charter says « tu ».
_WHY_TU = {
    Reason.CONSENT: "Tu reçois ce message parce que tu l’as accepté : {purpose}.",
    Reason.SIMILAR_PRODUCTS: "Tu reçois ce message parce que tu as acheté chez nous un article "
    "semblable et n’as pas refusé nos offres.",
    Reason.ASSOCIATIVE: "Tu reçois ce message parce que tu es en lien avec {organisation} : "
    "{purpose}.",
    Reason.POST: "Nous avons ton adresse parce que tu es, ou as été, en contact avec "
    "{organisation} : {purpose}.",
}
_STOP = {
    "vous": "Vous pouvez arrêter ces messages à tout moment, sans frais ni raison à donner :",
    "tu": "Tu peux arrêter ces messages à tout moment, sans frais ni raison à donner :",
}
_OBJECT = {
    "vous": "Vous pouvez vous opposer à ces courriers à tout moment, sans frais ni raison à donner",
    "tu": "Tu peux t’opposer à ces courriers à tout moment, sans frais ni raison à donner",
}
_RECALL = {"vous": "Rappelez", "tu": "Rappelle"}
_RIGHTS = {"vous": "Vos données et vos droits", "tu": "Tes données et tes droits"}


@dataclass(frozen=True, slots=True)
class Mentions:
    """Sentences for the foot of a message; `stop` is empty where nothing may stop it."""

    why: str
    stop: str
    rights: str
    privacy_url: str

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for line in (self.why, self.stop, self.rights) if line)


def mentions(
    reason: str,
    purpose: Purpose,
    organisation: Organisation,
    site: SiteSettings,
    *,
    channel: str,
    reference: str = "",
) -> Mentions:
    """Return the mentions of one message.

    Args:
        reason: the reason frozen with the recipient.
        purpose: what the message is for.
        organisation: who writes.
        site: where the privacy page is.
        channel: letter or email.
        reference: of the letter, to recall when objecting.
    """
    title = purpose.title[:1].lower() + purpose.title[1:]
    told = _WHY | (_WHY_TU if _address(organisation) == "tu" else {})
    why = told.get(Reason(reason), told[Reason.ASSOCIATIVE])
    if purpose.kind is PurposeClass.COMMERCIAL:  # said plainly (LCEN, art. 20; MLG009)
        why = f"Message commercial de {{organisation}}. {why}"
    url = privacy_url(site)
    return Mentions(
        why=french_spaces(why.format(purpose=title, organisation=organisation.name)),
        stop=_stop(purpose, organisation, channel, reference),
        rights=french_spaces(_rights(organisation, url)),
        privacy_url=url,
    )


def _address(organisation: Organisation) -> str:
    """How the charter of the organisation speaks to people: vous, unless it says tu."""
    return organisation.charter.address or "vous"


def may_stop(kind: PurposeClass) -> bool:
    """Whether a recipient may refuse such messages: all but statutory and contractual ones."""
    return kind is not PurposeClass.STATUTORY


def _stop(purpose: Purpose, organisation: Organisation, channel: str, reference: str) -> str:
    if not may_stop(purpose.kind):
        return ""
    said = _address(organisation)
    if channel == "email":
        return french_spaces(_STOP[said])
    ways = []
    if email := organisation.privacy_email or organisation.email:
        ways.append(f"par courriel à {email}")
    if organisation.phone:
        ways.append(f"au {spoken_phone(organisation.phone)}")
    if address := seat_line(organisation):
        ways.append(f"par courrier à {address}")
    recall = f" {_RECALL[said]} la référence {reference}." if reference else ""
    return french_spaces(f"{_OBJECT[said]} : {', '.join(ways)}.{recall}")


def _rights(organisation: Organisation, url: str) -> str:
    where = url.removeprefix("https://").removeprefix("http://")
    contact = organisation.privacy_email or organisation.email
    known = where or contact
    return f"{_RIGHTS[_address(organisation)]} : {known}." if known else ""


def privacy_url(site: SiteSettings) -> str:
    """Return the address of the privacy page: the menu entry that is named for it."""
    for item in (*site.footer, *site.menu):
        if "confidentialite" in fold(item.label) or "donnees personnelles" in fold(item.label):
            url = item.url if item.url.startswith("http") else f"{site.site.url}{item.url}"
            return url.rstrip("/") + "/"
    return ""
