"""Programs that take a list of contacts: one module each, found because it is there.

A program says its headings, in the order of its import form, and how a contact fills them. What it
writes is read back by the source of the same name (`contacts.sources`).
"""

from comptoir.contacts.programs.program import Card, named
from comptoir.programs import Program

__all__ = ["Card", "Program", "named"]
