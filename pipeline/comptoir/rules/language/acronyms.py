import re
from collections.abc import Iterator

from comptoir.rules import INFO, Fault, rule
from comptoir.rules.surfaces_text import WrittenText
from comptoir.site.wording import folded

ACRONYM = re.compile(r"(?<![\w.’'-])[A-ZÀ-Ý]{3,5}(?![\w-])")
# Those that every reader in France meets.
_USUAL = """
AFP AMAP ANTS APE BIC BTS CADA CAF CAP CDD CDI CGU CGV CNIL CPAM CSV DVD ERP FAQ GPS HLM HTML HTTP
IBAN INSEE IRM JPG LED MAIF MDPH NAF ONU OTAN PACS PDF PIB PMR PNG PVC RATP RCS RER RGAA RGPD RIB
RNA RSA SARL SAS SCOP SEO SIREN SIRET SMIC SMS SNCF TER TGV TSA TTC TVA URL USB VAE VTT WIFI WWW XML
ADN CEDEX
"""
USUAL = frozenset(_USUAL.split())
ROMAN = re.compile(r"[IVXLCDM]+")


@rule(
    "TXT008",
    "Sigles expliqués",
    severity=INFO,
    basis="constat : RGAA 9.4 (AAA) ; charte de l’organisation",
    surface=WrittenText,
)
def acronyms(text: WrittenText) -> Iterator[Fault]:
    """Cherche les sigles qu’une page n’explique nulle part : ni « (AG) » après les mots, ni les
    mots entre parenthèses après le sigle.

    Biais : les plus connus et ceux de [charter] acronyms sont laissés ; une information.

    ```markdown refusé
    La CRESS aide nos ateliers.
    ```

    ```markdown accepté
    La chambre régionale de l’économie sociale et solidaire (CRESS) nous aide. La CRESS prête aussi
    ses outils. La SNCF aussi.
    ```
    """
    prose = text.writing.prose
    known = USUAL | frozenset(text.charter.acronyms)
    told: set[str] = set()
    for found in text.found(ACRONYM):
        word = found[0]
        if word in known or word in told or ROMAN.fullmatch(word):
            continue
        told.add(word)
        if not _is_told(prose, word) and not _is_shouted(prose, found):
            said = f"le sigle « {word} » n’est pas expliqué"
            yield Fault(text.at(found.start()), said, "Donnez ses mots à la première fois.")


def _is_told(prose: str, word: str) -> bool:
    if re.search(rf"\({word}\)|{word}\s*\([^)]{{6,}}\)|{word}\s*[,:]\s", prose):
        return True
    letters = "[^.!?]{0,40}?".join(rf"(?<![a-z]){c}" for c in folded(word))
    return re.search(letters, folded(prose).replace(folded(word), "")) is not None


def _is_shouted(prose: str, found: re.Match[str]) -> bool:
    """Say whether a line is written in capitals: a shout, a model number, no acronym."""
    line = prose[prose.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) * 2 > len(letters)
