"""Exports that people have, known by their headings: one module each, found because it is there.

A source says which headings make it known, which column is which field, and how a row is reshaped
where one column does not make one field.
"""

from comptoir.contacts.sources.source import Cells, Source, Texts, recognised

__all__ = ["Cells", "Source", "Texts", "recognised"]
