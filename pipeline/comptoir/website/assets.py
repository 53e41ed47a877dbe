"""Static files of the theme, as pages name them."""

import hashlib

from comptoir.resources import find
from comptoir.website.edition import Facts


def asset(path: str, facts: Facts) -> str:
    """Return the link to a static file of the theme, which changes when the file does."""
    content = find(f"static/{path}", facts.root).read_bytes()
    return f"{facts.base}/theme/{path}?v={hashlib.sha256(content).hexdigest()[:8]}"
