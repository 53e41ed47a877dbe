from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage
from comptoir.site.position import line_at, may_repeat, start_tags


@rule(
    "ACC050",
    "Attributs en double",
    severity=WARNING,
    basis="RGAA 8.2",
    seen="RGAA",
    surface=HtmlPage,
    act=("e6952f",),
)
def duplicate_attributes(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les balises où le même attribut est écrit deux fois : les navigateurs ne lisent que
    le premier.

    Biais : aucun ; le texte même de la page est lu.

    ```html refusé
    <img src="/quai.jpg" alt="" alt="Le quai">
    ```

    ```html accepté
    <img src="/quai.jpg" alt="Le quai">
    ```
    """
    if not may_repeat(page.lower):
        return
    for tag, names, offset in start_tags(page.source):
        if len(names) != len(set(names)):
            twice = next(name for name in names if names.count(name) > 1)
            at = Place(page.shown, line_at(page.source, offset), f"<{tag}>")
            yield Fault(at, f"l’attribut {twice[:40]} est écrit deux fois", "Gardez-en un.")
