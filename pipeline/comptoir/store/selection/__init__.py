"""A segment compiled to SQL: bound values only, in the form that each engine runs fast."""

from comptoir.store.selection.compiler import Compiler, Keys

__all__ = ["Compiler", "Keys"]
