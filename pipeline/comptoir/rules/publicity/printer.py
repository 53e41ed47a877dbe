import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.rules.values.printed import Leaflet

PRINTER = re.compile(r"imprim(?:e|erie|eur)\b[^.]{0,80}\b\d{5}\b")


@rule(
    "PUB027",
    "Imprimeur d’un tract ou d’une affiche",
    severity=WARNING,
    basis="loi du 29 juillet 1881, art. 3",
    surface=Leaflet,
)
def printer(leaflet: Leaflet) -> Iterator[Fault]:
    """Cherche les tracts et affiches sans le nom et l’adresse de l’imprimeur.

    Biais : « imprimé par », « imprimerie » ou « imprimé par nos soins » avec une adresse suffit ;
    lettres, billets et factures ne sont pas concernés.

    ```toml refusé
    text = "Repair café samedi à l’atelier. Venez nombreux !"
    ```

    ```toml refusé
    text = "Repair café samedi. Imprimé par nos soins."
    ```

    ```toml accepté
    text = "Repair café samedi. Imprimé par nos soins, 7 quai de l’Exemple, 35600 Redon."
    ```

    ```toml accepté
    text = "Repair café samedi. Imprimerie Fictive, 35000 Rennes. Ne pas jeter."
    ```

    ```toml accepté
    handed_out = false
    text = "Madame, Monsieur,"
    ```
    """
    if leaflet.handed_out and not PRINTER.search(leaflet.words):
        found = "le nom et l’adresse de l’imprimeur manquent"
        yield Fault(leaflet.at("bas"), found, "Ajoutez « imprimé par … », avec l’adresse.", MISSING)
