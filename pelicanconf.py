"""Pelican’s settings: ours. `comptoir site build` does more (checks, hold-back, swap)."""

from comptoir.website.conf import *  # noqa: F403
