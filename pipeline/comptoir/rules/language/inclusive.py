import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.surfaces_text import WrittenText

POINT = re.compile(
    r"(?<!\w)[^\W\d_]{2,}(?:[·•]|\.(?=(?:e|es|rice|rices|ne|nes|euse|euses|trice|trices)\b))"
    r"(?:e|es|s|rice|rices|ne|nes|euse|euses|trice|trices|le|les)(?:[·•.]s)?(?!\w)"
    r"|(?<!\w)[^\W\d_]{3,}\((?:e|ne|rice|trice|euse)s?\)s?(?!\w)"
)
FORM = re.compile(r"(?:soussigné|né|marié|domicilié)\(e\)", re.IGNORECASE)  # filled in by hand
DOUBLET = re.compile(
    r"(?<!\w)(?:(?:tous et toutes|toutes et tous|celles et ceux|ceux et celles)"
    r"|([^\W\d_]{4})[^\W\d_]*s et (?:les |des )?\1[^\W\d_]*s)(?!\w)",
    re.IGNORECASE,
)


@rule(
    "TXT007",
    "Écriture inclusive",
    severity=WARNING,
    basis="constat : [charter] inclusive de legal/organisation.toml",
    surface=WrittenText,
)
def inclusive(text: WrittenText) -> Iterator[Fault]:
    """Compare le texte avec le choix de l’organisation : libre (free), doublets sans point
    (doublets), ni l’un ni l’autre (none).

    Biais : sans choix noté, rien n’est jugé ; le point médian est mal lu par les synthèses vocales.

    ```markdown refusé profil=charter
    Les adhérent·e·s votent le samedi.
    ```

    ```markdown accepté profil=charter
    Les adhérentes et adhérents votent le samedi.
    ```
    """
    policy = text.charter.inclusive
    if policy in ("doublets", "none"):
        for found in text.found(POINT):
            if FORM.match(found[0]):
                continue
            remedy = "Écrivez « adhérentes et adhérents », ou un mot qui vaut pour tous."
            yield Fault(text.at(found.start()), "la charte écrit sans point médian", remedy)
    if policy == "none":
        for found in text.found(DOUBLET):
            yield Fault(
                text.at(found.start()), "la charte écrit sans doublet", "Gardez un seul mot."
            )
