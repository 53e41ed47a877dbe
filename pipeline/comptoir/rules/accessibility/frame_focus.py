from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage

TINY = ("0", "1")  # pixels


@rule(
    "ACC052",
    "Cadre que le clavier n’atteint pas",
    severity=WARNING,
    basis="RGAA 12.8 et 12.9",
    seen="RGAA",
    surface=HtmlPage,
    act=("akn7bn",),
)
def frame_focus(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les cadres écrits dans la page (srcdoc) qui sortent de la navigation au clavier
    (tabindex négatif) alors qu’ils contiennent un lien, un bouton ou un champ.

    Biais : le contenu d’un cadre chargé d’ailleurs n’est pas connu.

    ```html refusé
    <iframe tabindex="-1" srcdoc="<a href='/contact/'>Contact</a>" title="Contact"></iframe>
    ```

    ```html accepté
    <iframe tabindex="-1" srcdoc="<p>Fermé en août.</p>" title="Horaires"></iframe>
    ```
    """
    for node in page.all("iframe"):
        rank = page.access.tabindex(node)
        inner = page.access.get(node, "srcdoc")
        if rank is None or rank >= 0 or not inner or page.access.hidden(node):
            continue
        if page.access.get(node, "width") in TINY and page.access.get(node, "height") in TINY:
            continue
        inside = HtmlPage(inner, path=page.path)
        reached = (each for nodes in inside.tags.values() for each in nodes)
        if any(inside.access.in_tab_order(each) for each in reached):
            found = "le clavier n’atteint pas ce que contient un cadre"
            yield Fault(page.place(node), found, "Retirez tabindex.")
