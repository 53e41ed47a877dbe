import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument

RATE = re.compile(
    r"(?:penalite|interet|retard)[^.]{0,120}?(?:\d+(?:[.,]\d+)? ?%|banque centrale|\bbce\b|"
    r"taux (?:de l')?interet legal|taux legal)"
    r"|\d+(?:[.,]\d+)? ?%[^.]{0,60}(?:retard|penalite)"
)
LEGAL = re.compile(r"(?:^|[^.]{0,60})taux (?:de l'|d')?(?:interet )?legal")
TIMES = re.compile(r"\b(?:trois|quatre|cinq|[3-9]|1\d)\b")


@rule(
    "DOC013",
    "Taux des pénalités de retard",
    severity=ERROR,
    basis="C. com., art. L441-9 et L441-10, II",
    surface=SalesDocument,
    seen="REF26",
)
def late_rate(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures entre professionnels qui ne disent pas le taux des pénalités de retard,
    ou qui le fixent sous trois fois le taux légal.

    Biais : un taux en chiffres, ou une référence définie (taux de la Banque centrale européenne,
    multiple du taux légal), suffit ; un taux en chiffres n’est pas comparé au taux légal du
    semestre.

    ```toml refusé
    text = "Indemnité de 40 €. Pas d’escompte."
    [buyer]
    kind = "business"
    ```

    ```toml refusé
    text = "Pénalités de retard : une fois le taux d’intérêt légal."
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    text = "Pénalités au taux de refinancement de la Banque centrale européenne + 10 points."
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    text = "Pénalités de retard : trois fois le taux d’intérêt légal."
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    text = "Intérêts de retard : 12,15 % par an."
    [buyer]
    kind = "public"
    ```

    ```toml accepté
    text = "Merci."
    [buyer]
    kind = "consumer"
    ```
    """
    if doc.kind != "invoice" or not doc.to_professional:
        return
    legal = LEGAL.search(doc.words)
    if legal is None and RATE.search(doc.words) is None:
        found = "le taux des pénalités de retard manque"
        remedy = "Par exemple : taux de la Banque centrale européenne majoré de 10 points."
        yield Fault(doc.at("mentions"), found, remedy, MISSING)
    elif legal is not None and not TIMES.search(legal[0]):
        found = "les pénalités de retard sont sous trois fois le taux légal"
        yield Fault(doc.at("mentions"), found, "Portez-les à trois fois ce taux au moins.")
