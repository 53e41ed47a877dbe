"""For `from comptoir.website.conf import *` in a project's `pelicanconf.py`: `pelican` by hand."""

from pathlib import Path

from comptoir.website.hand import project_above, settings_by_hand

globals().update(settings_by_hand(project_above(Path.cwd())))
