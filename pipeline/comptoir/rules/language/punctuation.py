import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.surfaces_text import WrittenText

MENDED = "comptoir check --fix le corrige."
END = "(?=[\\s\u00a0\u202f»)\\]*_”]|$)"
MISSING = re.compile(
    rf"(?:(?<=[^\W_])|(?<=[»)’”…%]))(?:[;!?]+|:){END}|«(?=[^\s\u00a0\u202f])|(?<=[^\s\u00a0\u202f])»"
)
EXTRA = re.compile(r"(?<=[^\W_])[ \u00a0]+[,.](?=\s|$)(?!\.\.)")
TOGETHER = re.compile(r"(?<=[^\W\d_]{3})[,;](?=[^\W\d_]{2})")


@rule(
    "TXT002",
    "Espaces de la ponctuation",
    severity=WARNING,
    basis="constat : Lexique des règles typographiques de l’Imprimerie nationale",
    surface=WrittenText,
)
def punctuation(text: WrittenText) -> Iterator[Fault]:
    """Cherche les espaces qui manquent avant « ; : ! ? » et dans les guillemets, et celles qui sont
    de trop avant une virgule ou un point.

    La construction rend insécables les espaces qui y sont ; check --fix écrit celles qui manquent.

    Biais : le code, les adresses et les champs de fusion ne sont pas lus.

    ```markdown refusé
    Venez nombreux! L’atelier vous attend.
    ```

    ```markdown refusé
    L’atelier , le mercredi.
    ```

    ```markdown accepté
    Venez nombreux ! « L’atelier » vous attend : à 14 h 30, ou sur https://exemple.example.org/?a=b.
    ```
    """
    for found in text.found(MISSING):
        sign = found[0][0]
        where = {"«": "après", "»": "avant"}.get(sign, "avant")
        yield Fault(text.at(found.start()), f"il manque une espace {where} « {sign} »", MENDED)
    for found in text.found(EXTRA):
        said = f"une espace est de trop avant « {found[0].strip()} »"
        yield Fault(text.at(found.start()), said, "Retirez-la.")
    for found in text.found(TOGETHER):
        said = f"il manque une espace après « {found[0]} »"
        yield Fault(text.at(found.start()), said, "Ajoutez-la.")
