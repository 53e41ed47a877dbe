import re
from collections.abc import Iterator

from comptoir.law.purposes import PurposeClass
from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.message import Mail

SALE = re.compile(
    r"message commercial|publicite|\boffres?\b|promo|reduction|remise|\bprix\b|\d ?(?:€|euros|%)"
    r"|boutique|soldes|vente|achete|commande|tarif|code "
)


@rule(
    "MLG009",
    "Caractère commercial",
    severity=WARNING,
    basis="LCEN, art. 20 ; C. conso., art. L121-2",
    surface=Mail,
)
def commercial_nature(mail: Mail) -> Iterator[Fault]:
    """Cherche les courriels commerciaux dont ni l’objet ni le texte ne dit qu’ils le sont.

    Biais : un prix, une offre ou les mots d’une vente dans l’objet suffisent.

    ```toml refusé
    kind = "commercial"
    subject = "Des nouvelles de l’atelier"
    text = "Bonjour, venez nous voir."
    ```

    ```toml accepté
    kind = "commercial"
    subject = "-20 % sur les kits jusqu’à dimanche"
    ```

    ```toml accepté
    kind = "commercial"
    subject = "Des nouvelles de l’atelier"
    text = "Message commercial des Ateliers de l’Exemple."
    ```
    """
    if mail.kind is PurposeClass.COMMERCIAL and not SALE.search(mail.said):
        found = "rien ne dit que ce message est commercial"
        yield Fault(mail.at("subject"), found, "Dites-le, dans l’objet ou au début.", MISSING)
