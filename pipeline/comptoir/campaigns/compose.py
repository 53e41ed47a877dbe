"""One recipient's words: subject and body, merged; the channel gives them their form."""

from dataclasses import dataclass
from functools import lru_cache

from comptoir.campaigns.fields import Fields, contact_fields
from comptoir.campaigns.merge import Merged, Text, Texts
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
    return Composed(_subject(texts.subject, fields, channel), texts.body.merge(fields, channel))


def _subject(text: Text, fields: Fields, channel: str) -> str:
    if not text.fields:  # the same for everyone
        return _shared_subject(text, channel)
    return _line(text.merge(fields, channel))


@lru_cache(maxsize=64)
def _shared_subject(text: Text, channel: str) -> str:
    return _line(text.merge({}, channel))


def _line(merged: Merged) -> str:
    return clean(fill(french_spaces(merged.text), merged.values, str))
