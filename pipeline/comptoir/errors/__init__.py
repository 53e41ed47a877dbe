"""What stops the program: four families of errors, each with its exit code.

What is wrong with a page is a value (see `comptoir.finding`); what stops the program is one of
these. Every message is French and says what happened, where, and what to do next.
"""

from comptoir.errors.families import (
    ComptoirError,
    Fault,
    InputError,
    OutsideError,
    RefusedError,
)
from comptoir.errors.place import Place

__all__ = ["ComptoirError", "Fault", "InputError", "OutsideError", "Place", "RefusedError"]
