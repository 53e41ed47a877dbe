import re
from collections.abc import Iterator

from comptoir.rules import INFO, TO_CHECK, Fault, rule
from comptoir.site.html import HtmlPage, Node

ENGLISH = frozenset(
    ("the", "and", "of", "to", "is", "are", "with", "for", "this", "that", "you", "your", "we",
     "our", "have", "from", "will", "can", "not", "all")
)  # fmt: skip
FRENCH = frozenset(
    ("le", "la", "les", "des", "et", "est", "une", "un", "dans", "pour", "vous", "nous", "que")
)
LONG = 12  # words


@rule(
    "ACC025",
    "Passage dans une autre langue",
    severity=INFO,
    basis="RGAA 8.7",
    seen="RGAA",
    surface=HtmlPage,
)
def foreign_passages(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les paragraphes en anglais d’une page française qui ne disent pas leur langue.

    Biais : l’anglais seul, reconnu à ses petits mots, dans des paragraphes d’au moins douze mots ;
    une information, à vérifier.

    ```html refusé
    <p>Come to the workshop with your bicycle, and we will repair it with you for free.</p>
    ```

    ```html accepté
    <p lang="en">Come to the workshop with your bicycle, and we will repair it with you.</p>
    ```
    """
    if not page.lang.lower().startswith("fr") or not page.tells(" the "):
        return
    for node in page.all("p", "blockquote"):
        words = re.findall(r"[a-zà-ÿ]+", node.text().lower())
        if len(words) < LONG or _declared(node):
            continue
        english = sum(word in ENGLISH for word in words)
        french = sum(word in FRENCH for word in words)
        if english > 3 and english * 5 > len(words) and french < 2:
            found = "un passage en anglais ne dit pas sa langue"
            yield Fault(page.place(node), found, 'Ajoutez lang="en".', TO_CHECK)


def _declared(node: Node) -> bool:
    if node.css_first("[lang]") is not None:
        return True
    here: Node | None = node
    while here is not None and here.is_element_node and here.tag != "html":
        if here.attributes.get("lang"):
            return True
        here = here.parent
    return False
