"""The theme of an adopted site: copied beside ours, and put to use when asked."""

import json
from pathlib import Path
from typing import Any

from comptoir.desk.adoption_acts import Act
from comptoir.readers.adoption.theme import TARGET
from comptoir.site.adoption.model import OldTheme, Remark, Topic
from comptoir.site.adoption.templates import PREFIX
from comptoir.text import french_list

LARGEST = 20_000_000  # bytes a file
VALUES = "reglages.toml"
NOTE = "LISEZMOI.md"
NAMES = {
    "article": "les actualités",
    "page": "les pages",
    "home": "l’accueil",
    "category": "les catégories",
    "tag": "les étiquettes",
    "news": "la liste des actualités",
}
TEXT = """\
# L’ancien thème

Ces gabarits et ces fichiers viennent de l’ancien site, tels quels. Le site paraît avec eux pour
chaque sorte de page dont un gabarit de `theme/templates/` tient en cette ligne :

    {% extends "ancien/article.html" %}

`comptoir site adopt DOSSIER --own-theme` écrit ces gabarits-là ; effacez l’un d’eux, et ses pages
reprennent le thème de Comptoir. Peuvent servir ici : @KINDS@.

- Les gabarits s’appellent entre eux comme avant, et complètent ce qui manque par le thème
  « simple » de Pelican. Ils reçoivent `article`, `page`, `articles_page`, `categories`, `tags`,
  `MENUITEMS` (le menu de comptoir.toml), `SITENAME`, `SITEURL` (la racine du site).
- Les réglages qu’ils lisent sont dans `reglages.toml` ; complétez-le ou corrigez-le.
- Les fichiers de `static/` paraissent sous `/theme/`, comme avant.
- Le site ne laisse ni script dans la page, ni appel à d’autres serveurs : ce qui en dépend dans
  ces gabarits ne marche pas. Les extensions de Pelican ne sont pas reprises.
- Les images ont leur largeur et leur hauteur : si elles se déforment, ajoutez
  `img { height: auto }` à une feuille de style de `static/`.
- L’agenda, les offres, la recherche et les pages légales gardent le thème de Comptoir.
- « comptoir vérifier » dit ce qui manque à ces gabarits : lien vers les mentions légales, langue,
  titres, contrastes.
"""


def take_theme(act: Act, theme: OldTheme, source: Path, *, wanted: bool) -> None:
    """Copy the theme; a file that is there already stays as it is.

    Args:
        act: the run.
        theme: what was read of it.
        source: the old site.
        wanted: show pages with its templates.
    """
    stage = act.stage
    for path, inside in theme.files:
        target = f"{TARGET}/{inside}"
        if not (stage.root / target).exists() and (source / path).stat().st_size <= LARGEST:
            stage.copy(source / path, target)
    kinds = french_list(NAMES[name] for name in theme.templates) or "aucune"
    _once(act, f"{TARGET}/{NOTE}", TEXT.replace("@KINDS@", kinds))
    if theme.values:
        _once(act, f"{TARGET}/{VALUES}", toml(theme.values))
    for ours, theirs in theme.templates.items() if wanted else ():
        text = f'{{% extends "{PREFIX}/{theirs}.html" %}}\n'
        _once(act, f"theme/templates/{ours}.html", text)
    act.remarks += [*theme.remarks, _said(theme, kinds, wanted=wanted)]


def _once(act: Act, path: str, text: str) -> None:
    if not (act.stage.root / path).exists():
        act.stage.write(path, text.encode("utf-8", "replace"))


def _said(theme: OldTheme, kinds: str, *, wanted: bool) -> Remark:
    told = f"le thème « {theme.name} » est copié dans {TARGET}/"
    if not theme.templates:
        return Remark(Topic.THEME, f"{told} ; aucun de ses gabarits ne peut servir tel quel.")
    if wanted:
        said = f"{told} et montre {kinds} ; le reste du site garde le nôtre."
        return Remark(Topic.THEME, said, f"{TARGET}/{NOTE} dit comment en sortir.")
    said = f"{told} ; le site paraît avec le nôtre."
    remedy = f"Pour montrer {kinds} avec l’ancien : --own-theme ({TARGET}/{NOTE})."
    return Remark(Topic.THEME, said, remedy)


def toml(values: Any) -> str:
    """Write plain settings as TOML; what it cannot say is left out.

    >>> toml({"LINKS": [("Un", "/un/")], "RIEN": None, "TAILLE": 3})
    'LINKS = [["Un", "/un/"]]\\nTAILLE = 3\\n'
    """
    return "".join(f"{name} = {_value(one)}\n" for name, one in values.items() if _plain(one))


def _plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _plain(one) for key, one in value.items())
    if isinstance(value, list | tuple):
        return all(map(_plain, value))
    return isinstance(value, str | int | float)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)} = {_value(one)}" for key, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
