"""Contacts: people and organisations, how they are read from lists, compared and selected."""

from comptoir.contacts.model import Civility, Contact, ContactKind, Draft, Role

__all__ = ["Civility", "Contact", "ContactKind", "Draft", "Role"]
