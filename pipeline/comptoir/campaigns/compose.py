"""One recipient's words: subject and body, merged; the channel gives them their form."""

from dataclasses import dataclass

from comptoir.campaigns.fields import Fields, contact_fields
from comptoir.campaigns.merge import Merged, Texts
from comptoir.campaigns.slots import clean, fill
from comptoir.contacts.model import Contact
from comptoir.text import french_spaces


@dataclass(frozen=True, slots=True)
class Composed:
    """What is said to one person."""

    subject: str
    body: Merged


def compose(texts: Texts, shared: Fields, contact: Contact, channel: str) -> Composed:
    """Merge the texts of a campaign for one person."""
    fields = {**shared, "contact": contact_fields(contact)}
    subject = texts.subject.merge(fields, channel)
    line = fill(french_spaces(subject.text), subject.values, str)
    return Composed(clean(line), texts.body.merge(fields, channel))
