from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.message import Mail

WORDS = 20  # shown beside images


@rule(
    "MLG040",
    "Message tout en images",
    severity=WARNING,
    basis="exigences des messageries (2024) : filtres d’indésirables ; RGAA",
    surface=Mail,
)
def image_only(mail: Mail) -> Iterator[Fault]:
    """Cherche les messages dont une image dit tout : bloquée, il n’en reste rien, et les filtres
    les tiennent pour indésirables.

    Biais : moins de vingt mots à côté d’une image.

    ```toml refusé
    html = '<p>Bonjour</p><img src="cid:affiche" alt="L’affiche de la fête">'
    ```

    ```toml accepté
    html = '''<p>Bonjour, la fête de l’atelier aura lieu samedi 6 juin, de 14 h à 18 h, sur le quai.
    Venez avec vos voisins, vos enfants et un gâteau.</p><img src="cid:affiche" alt="">'''
    ```

    ```toml accepté
    html = '<p>Bonjour.</p>'
    ```
    """
    if mail.nodes("img") and len(mail.seen.split()) < WORDS:
        found = "presque tout ce que dit le message est dans une image"
        yield Fault(mail.at("html"), found, "Écrivez aussi l’essentiel avec des mots.")
