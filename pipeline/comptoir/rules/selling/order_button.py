import re
from collections.abc import Iterator

from comptoir.law.dictated import ORDER
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.commerce import buttons, online
from comptoir.site.html import HtmlPage, Node

VAGUE = re.compile(
    r"(?:valider|confirmer|passer|finaliser|envoyer|terminer|enregistrer)"
    r"(?: (?:ma|la|votre|une))? commande|commander|je commande|(?:valider|confirmer)(?: ma)?"
    r" reservation|s'inscrire et commander|souscrire"
)


@rule(
    "CGV009",
    "Bouton de commande",
    severity=ERROR,
    basis="C. conso, L221-14",
    surface=HtmlPage,
    applies=online,
)
def order_button(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les boutons qui passent commande sans dire qu’ils obligent à payer.

    La loi dicte « commande avec obligation de paiement », ou des mots aussi clairs : « payer »,
    « acheter ». « Valider la commande » n’en est pas.

    Biais : seuls les boutons d’envoi d’un formulaire dont les mots parlent d’une commande ;
    « ajouter au panier » n’oblige à rien.

    ```html refusé profil=seller
    <form method="post"><button type="submit">Valider ma commande</button></form>
    ```

    ```html accepté profil=seller
    <form method="post"><button>Commande avec obligation de paiement</button></form>
    <form method="post"><button>Ajouter au panier</button></form>
    ```
    """
    if not page.mentions("ommand") and not page.mentions("ouscri") and not page.mentions("éserv"):
        return
    for words, node in buttons(page):
        if VAGUE.fullmatch(words.strip(" .!>›→")) and not ORDER.pattern.search(words):
            assert isinstance(node, Node)
            yield Fault(
                page.place(node),
                "un bouton passe commande sans dire qu’il oblige à payer",
                f"Écrivez « {ORDER.words} », ou des mots aussi clairs.",
            )
