"""Where a site is published: one module a kind of place."""

from comptoir.website.targets.changes import Changes, Target, site_files
from comptoir.website.targets.choice import target_of

__all__ = ["Changes", "Target", "site_files", "target_of"]
