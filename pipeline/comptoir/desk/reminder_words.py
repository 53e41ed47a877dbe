"""The words of reminders: the project's models of letters, else those that come with Comptoir."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from comptoir import resources
from comptoir.campaigns.address import address_block
from comptoir.campaigns.compose import Composed, compose
from comptoir.campaigns.fields import FIELDS, shared_fields
from comptoir.campaigns.markup import read_markup
from comptoir.campaigns.mentions import mentions
from comptoir.campaigns.merge import Texts, read_texts
from comptoir.campaigns.model import Campaign
from comptoir.campaigns.plain import to_text
from comptoir.campaigns.printable import fill_json, to_json
from comptoir.campaigns.slots import fill
from comptoir.consent import Purpose, Reason
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk.project import Project
from comptoir.desk.stationery import payment_box, stationery
from comptoir.errors import InputError, Place
from comptoir.printing.letterhead import identity
from comptoir.printing.letters import Code, Letter, Stationery, print_one
from comptoir.readers.letter_models import FOLDER, LetterModel, read_letter_model
from comptoir.reminders import FORMAL_NOTICE, REMINDER_FIELDS, Claimed, reminder_fields
from comptoir.settings import Basis, PurposeClass
from comptoir.text import french_spaces

MODELS = {1: "relance-facture", 2: "relance-facture-2", FORMAL_NOTICE: "mise-en-demeure"}
# No advertising, and nothing that an unsubscription stops: the claim comes from a contract.
PURPOSE = Purpose(
    id="relances",
    title="Une facture à régler",
    kind=PurposeClass.STATUTORY,
    basis=Basis.CONTRACT,
)
SPECIMEN = "SPÉCIMEN : essai de Comptoir, sans valeur."


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes the reminders of one level, on one day."""

    ctx: Context
    project: Project
    level: int
    campaign: Campaign
    texts: Texts

    @property
    def today(self) -> date:
        return self.ctx.today

    def words(self, contact: Contact, claimed: Claimed, channel: str) -> Composed:
        site, organisation = self.project.site.site, self.project.organisation
        shared: dict[str, Any] = shared_fields(
            self.campaign,
            organisation,
            organisation.season_on(self.today),
            site_name=site.name,
            site_url=site.url,
        )
        within = self.project.site.reminders.pay_within
        shared["invoice"] = reminder_fields(claimed, today=self.today, pay_within=within)
        return compose(self.texts, shared, contact, channel)

    def letter(self, contact: Contact, claimed: Claimed, *, at: datetime) -> bytes:
        """Print the letter: an accessible PDF."""
        words, number = self.words(contact, claimed, "letter"), claimed.invoice.number
        body = to_json(read_markup(words.body.text, self.project.site.site.url))
        facts = [("Votre référence", contact.reference), ("Facture", number)]
        if self.level == FORMAL_NOTICE:
            facts.append(("Envoi", "recommandé avec avis de réception"))
        letter = Letter(
            reference=f"R{self.level}-{number}",
            our_reference=f"R{self.level}-{number}",
            subject=words.subject,
            address=address_block(contact).lines,
            body=fill_json(body, words.body.values),
            facts=tuple(facts),
            foot=self._foot("letter"),
            codes=self._payment(claimed),
        )
        folders = resources.theme_folders(self.ctx.root)
        return print_one(letter, self._stationery(number), folders=folders, timestamp=at)

    def text(self, contact: Contact, claimed: Claimed) -> tuple[str, str]:
        """Return the subject and the text of the e-mail."""
        words = self.words(contact, claimed, "email")
        body = to_text(read_markup(words.body.text, self.project.site.site.url))
        said = french_spaces(fill(body, words.body.values, str))
        foot = ["-- ", " · ".join(identity(self.project.organisation)), *self._foot("email")]
        if self.ctx.demonstration:
            foot.insert(1, SPECIMEN)
        return words.subject, said + "\n\n" + "\n".join(foot) + "\n"

    def _foot(self, channel: str) -> tuple[str, ...]:
        return mentions(
            Reason.STATUTORY.value,
            PURPOSE,
            self.project.organisation,
            self.project.site,
            channel=channel,
        ).lines

    def _stationery(self, number: str) -> Stationery:
        return stationery(
            self.ctx,
            self.project,
            subject=self.campaign.title,
            on=self.today,
            enclosures=(f"copie de la facture {number}",),
        )

    def _payment(self, claimed: Claimed) -> tuple[Code, ...]:
        """Return the code that fills the transfer, where our account number is known."""
        organisation = self.project.organisation
        if not organisation.bank.iban:
            return ()
        asked = Place("legal/organisation.toml", field="bank.iban")
        number, amount = claimed.invoice.number, claimed.due
        return (payment_box(organisation, amount=amount, message=number, asked_at=asked),)


def writer(ctx: Context, project: Project, level: int) -> Writer:
    """Read the words of one level.

    Raises:
        InputError: the model is nowhere, or says what it may not.
    """
    model = _model(ctx, MODELS[level])
    campaign = Campaign(
        name=MODELS[level],
        path=model.path,
        title=model.title,
        subject=model.subject,
        segment="",
        purpose=PURPOSE.id,
        channels=("letter", "email"),
        body=model.body,
        body_line=model.body_line,
        lines=model.lines,
    )
    texts = read_texts(campaign, {**FIELDS, **REMINDER_FIELDS})
    return Writer(ctx=ctx, project=project, level=level, campaign=campaign, texts=texts)


def _model(ctx: Context, name: str) -> LetterModel:
    relative = f"{FOLDER}/{name}.md"
    for path in (ctx.root / relative, resources.example_file(relative)):
        if path.is_file():
            return read_letter_model(path, shown=relative)
    raise InputError(
        "il manque ce modèle de lettre.",
        remedy="Écrivez-le : title et subject en tête, puis le texte, avec des champs comme "
        "{{ invoice.number }} et {{ invoice.amount_due }}.",
        at=Place(relative),
    )
