"""The theme of an old site, copied beside ours as it is."""

import shutil
from pathlib import Path

from comptoir.readers.adoption.tree import Tree
from comptoir.site.adoption.model import Remark, Topic

NOTE = "LISEZMOI.md"
LARGEST = 20_000_000  # bytes a file
TEXT = """\
# L’ancien thème

Ces gabarits et ces fichiers viennent de l’ancien site, tels quels. Le site ne s’en sert pas :
il paraît avec le thème de Comptoir, qui est accessible et n’appelle personne.

Pour reprendre un gabarit, copiez-le dans `theme/templates/` sous le même nom, puis adaptez-le :

- le HTML s’échappe tout seul : écrivez `{{ article.content | safe }}` ;
- commencez par `{% extends "!theme/base.html" %}` pour garder l’en-tête, les menus et le pied ;
- `comptoir theme list` dit quels gabarits Comptoir emploie, `comptoir theme eject` les copie.
"""


def take(tree: Tree, folder: str, target: Path, *, dry_run: bool) -> list[Remark]:
    """Copy the theme where nothing uses it by itself; a file that is there already stays."""
    paths = list(tree.files(folder))
    shown = f"{target.parent.name}/{target.name}/"
    name = Path(folder).name
    if not dry_run:
        for path in paths:
            to = target / Path(path).relative_to(folder)
            if not to.exists() and (tree.root / path).stat().st_size <= LARGEST:
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(tree.root / path, to)
        if not (target / NOTE).exists():
            target.mkdir(parents=True, exist_ok=True)
            (target / NOTE).write_text(TEXT, encoding="utf-8")
    said = f"le thème « {name} » est copié tel quel dans {shown} ; le site paraît avec le nôtre."
    return [Remark(Topic.THEME, said, f"{shown}{NOTE} dit comment en reprendre des gabarits.")]
