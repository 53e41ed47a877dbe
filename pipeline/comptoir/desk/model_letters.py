"""Words of a model of letter for one person: a letter on our paper, or an e-mail.

The project's model comes before the one that comes with Comptoir.
"""

from collections.abc import Mapping
from dataclasses import dataclass
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
from comptoir.printing.letters import Code, Letter, Stationery
from comptoir.readers.letter_models import FOLDER, LetterModel, read_letter_model
from comptoir.text import french_spaces

SPECIMEN = "SPÉCIMEN : essai de Comptoir, sans valeur."
Told = Mapping[str, Mapping[str, str]]  # fields of their own: {"invoice": {"number": …}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes what a model says to one person after the other, on one day."""

    ctx: Context
    project: Project
    purpose: Purpose
    campaign: Campaign
    texts: Texts

    def words(self, contact: Contact, told: Told, channel: str) -> Composed:
        site, organisation = self.project.site.site, self.project.organisation
        shared: dict[str, Any] = shared_fields(
            self.campaign,
            organisation,
            organisation.season_on(self.ctx.today),
            site_name=site.name,
            site_url=site.url,
        )
        return compose(self.texts, {**shared, **told}, contact, channel)

    def letter(
        self,
        contact: Contact,
        told: Told,
        *,
        reference: str,
        facts: tuple[tuple[str, str], ...] = (),
        codes: tuple[Code, ...] = (),
    ) -> Letter:
        words = self.words(contact, told, "letter")
        body = to_json(read_markup(words.body.text, self.project.site.site.url))
        return Letter(
            reference=reference,
            our_reference=reference,
            subject=words.subject,
            address=address_block(contact).lines,
            body=fill_json(body, words.body.values),
            facts=(("Votre référence", contact.reference), *facts),
            foot=self._foot("letter"),
            codes=codes,
        )

    def text(self, contact: Contact, told: Told) -> tuple[str, str]:
        """Return the subject and the text of the e-mail."""
        words = self.words(contact, told, "email")
        body = to_text(read_markup(words.body.text, self.project.site.site.url))
        said = french_spaces(fill(body, words.body.values, str))
        foot = ["-- ", " · ".join(identity(self.project.organisation)), *self._foot("email")]
        if self.ctx.demonstration:
            foot.insert(1, SPECIMEN)
        return words.subject, said + "\n\n" + "\n".join(foot) + "\n"

    def paper(self, *enclosures: str) -> Stationery:
        return stationery(
            self.ctx,
            self.project,
            subject=self.campaign.title,
            on=self.ctx.today,
            enclosures=enclosures,
        )

    def payment(self, amount: Any, message: str) -> tuple[Code, ...]:
        """Return the code that fills the transfer, where our account number is known."""
        organisation = self.project.organisation
        if not organisation.bank.iban:
            return ()
        asked = Place("legal/organisation.toml", field="bank.iban")
        return (payment_box(organisation, amount=amount, message=message, asked_at=asked),)

    def _foot(self, channel: str) -> tuple[str, ...]:
        return mentions(
            Reason.STATUTORY.value,
            self.purpose,
            self.project.organisation,
            self.project.site,
            channel=channel,
        ).lines


def writer(
    ctx: Context, project: Project, name: str, purpose: Purpose, fields: Mapping[str, str]
) -> Writer:
    """Read a model, with the fields that it may use besides those of every letter.

    Raises:
        InputError: the model is nowhere, or says what it may not.
    """
    model = _model(ctx, name, fields)
    campaign = Campaign(
        name=name,
        path=model.path,
        title=model.title,
        subject=model.subject,
        segment="",
        purpose=purpose.id,
        channels=("letter", "email"),
        body=model.body,
        body_line=model.body_line,
        lines=model.lines,
    )
    texts = read_texts(campaign, {**FIELDS, **fields})
    return Writer(ctx=ctx, project=project, purpose=purpose, campaign=campaign, texts=texts)


def _model(ctx: Context, name: str, fields: Mapping[str, str]) -> LetterModel:
    relative = f"{FOLDER}/{name}.md"
    for path in (ctx.root / relative, resources.example_file(relative)):
        if path.is_file():
            return read_letter_model(path, shown=relative)
    some = " et ".join(f"{{{{ {field} }}}}" for field in list(fields)[:2])
    raise InputError(
        "il manque ce modèle de lettre.",
        remedy="Écrivez-le : title et subject en tête, puis le texte, avec des champs comme "
        f"{some}.",
        at=Place(relative),
    )
