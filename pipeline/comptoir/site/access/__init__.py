"""What assistive technology makes of a page: roles, names, what is hidden, what takes the focus."""

from comptoir.site.access.exposure import HIDING, UNSEEN, Access
from comptoir.site.access.names import clean

__all__ = ["HIDING", "UNSEEN", "Access", "clean"]
