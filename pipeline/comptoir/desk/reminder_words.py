"""The words of reminders: the project's models of letters, else those that come with Comptoir."""

from dataclasses import dataclass
from datetime import datetime

from comptoir import resources
from comptoir.consent import Purpose
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import model_letters
from comptoir.desk.project import Project
from comptoir.printing.letters import print_one
from comptoir.reminders import FORMAL_NOTICE, REMINDER_FIELDS, Claimed, reminder_fields
from comptoir.settings import Basis, PurposeClass

MODELS = {1: "relance-facture", 2: "relance-facture-2", FORMAL_NOTICE: "mise-en-demeure"}
# No advertising, and nothing that an unsubscription stops: the claim comes from a contract.
PURPOSE = Purpose(
    id="relances",
    title="Une facture à régler",
    kind=PurposeClass.STATUTORY,
    basis=Basis.CONTRACT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes the reminders of one level, on one day."""

    level: int
    model: model_letters.Writer

    def letter(self, contact: Contact, claimed: Claimed, *, at: datetime) -> bytes:
        """Print the letter: an accessible PDF."""
        number = claimed.invoice.number
        facts = [("Facture", number)]
        if self.level == FORMAL_NOTICE:
            facts.append(("Envoi", "recommandé avec avis de réception"))
        letter = self.model.letter(
            contact,
            self._told(claimed),
            reference=f"R{self.level}-{number}",
            facts=tuple(facts),
            codes=self.model.payment(claimed.due, number),
        )
        folders = resources.theme_folders(self.model.ctx.root)
        paper = self.model.paper(f"copie de la facture {number}")
        return print_one(letter, paper, folders=folders, timestamp=at)

    def text(self, contact: Contact, claimed: Claimed) -> tuple[str, str]:
        """Return the subject and the text of the e-mail."""
        return self.model.text(contact, self._told(claimed))

    def _told(self, claimed: Claimed) -> model_letters.Told:
        within = self.model.project.site.reminders.pay_within
        today = self.model.ctx.today
        return {"invoice": reminder_fields(claimed, today=today, pay_within=within)}


def writer(ctx: Context, project: Project, level: int) -> Writer:
    """Read the words of one level.

    Raises:
        InputError: the model is nowhere, or says what it may not.
    """
    model = model_letters.writer(ctx, project, MODELS[level], PURPOSE, REMINDER_FIELDS)
    return Writer(level=level, model=model)
