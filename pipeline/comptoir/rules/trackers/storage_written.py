import re
from collections.abc import Iterator

from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.site.html import HtmlPage

WRITES = re.compile(
    r"document\.cookie\s*=(?!=)|(?:local|session)Storage\.setItem\s*\(|"
    r"(?:local|session)Storage\[[^\]]+\]\s*=(?!=)|indexedDB\.open\s*\("
)
NEEDED = re.compile(
    r"theme|dark|sombre|contrast|taille|font-?size|lang|consent|choix|refus|accept|opt-?out|csrf|"
    r"session|panier|cart|banner|bandeau|dismiss|ferme",
    re.IGNORECASE,
)
AROUND = 120  # characters


@rule(
    "CKI014",
    "Écriture sur l’appareil du lecteur",
    severity=WARNING,
    basis="loi 78-17, art. 82",
    seen="CKI26",
    surface=HtmlPage,
)
def storage_written(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les scripts de la page qui écrivent un cookie ou dans la mémoire du navigateur.

    L’article 82 vise toute écriture, pas les seuls cookies. Ce qui est nécessaire au service
    demandé (panier, langue, thème, choix retenu) en est dispensé.

    Biais : seuls les scripts écrits dans la page ; un nom de thème, de langue, de panier ou de
    choix tout près suffit ; toujours à vérifier.

    ```html refusé
    <script>localStorage.setItem('visiteur', Math.random());</script>
    ```

    ```html accepté
    <script>localStorage.setItem('theme', 'sombre');</script>
    ```
    """
    for node, text in page.scripts:
        for found in WRITES.finditer(text):
            near = text[max(0, found.start() - AROUND) : found.end() + AROUND]
            if not NEEDED.search(near):
                yield Fault(
                    page.place(node),
                    "un script écrit sur l’appareil du lecteur dès l’ouverture de la page",
                    "Vérifiez que c’est nécessaire au service demandé ; sinon, demandez d’abord.",
                    TO_CHECK,
                )
                return
