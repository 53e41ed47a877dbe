"""Static files of the theme, as pages name them."""

import hashlib

from comptoir.resources import find
from comptoir.website.edition import Facts


def asset(path: str, facts: Facts) -> str:
    """Return the link to a static file of the theme."""
    content = find(f"static/{path}", facts.root).read_bytes()
    return versioned(path, content, facts)


def versioned(path: str, content: bytes, facts: Facts) -> str:
    """Return the link to what lies in the theme's folder, which changes when its content does."""
    return f"{facts.base}/theme/{path}?v={hashlib.sha256(content).hexdigest()[:8]}"
