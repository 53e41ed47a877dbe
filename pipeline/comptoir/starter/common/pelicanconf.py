"""Pelican's way in; every setting comes from comptoir.toml and legal/."""

from comptoir.website.conf import *  # noqa: F403
