"""Find what free text tells of health, beliefs, unions, origin or sex life (LAW, § 2.4).

Three layers: numbers by their key (`detectors`), a lexicon by category of GDPR, art. 9 with a
window of negation, and what the organisation is for. Only categories and places come out: the
words found are never repeated, and nothing is kept of the guess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comptoir.site.wording import folded

LEXICON = {
    "la santé": (
        r"diabet\w+|depressi(?:on|f|ve)s?|cancer(?:eux|euse)?s?|handicape?e?s?|rqth|mdph|grossesse|"
        r"enceinte|asthm\w+|epilep\w+|sida|seropositi\w+|sclerose|chimio\w*|invalidite|"
        r"arret maladie|allergi(?:e|que)s?|psychiatr\w+|alcooli(?:que|sme)s?|autis(?:te|me)s?|"
        r"hospitalise?e?s?|\bald\b"
    ),
    "la religion": (
        r"musulmane?s?|catholiques?|ramadan|casher|halal|bapteme|juifs?|juives?|protestante?s?|"
        r"bouddhistes?|temoins? de jehovah"
    ),
    "le syndicat": (
        r"cgt|cfdt|cftc|cfe[- ]cgc|unsa|deleguee?s? syndicale?s?|syndiquee?s?|grevistes?"
    ),
    "la politique": (
        r"militante?s? (?:lfi|rn|ps|lr|eelv|pcf|npa|renaissance|reconquete)|"
        r"adherente?s? (?:du|au|d'un) parti|encartee?s?"
    ),
    "l’origine": (
        r"gitane?s?|maghrebine?s?|d'origine (?:algerienne|africaine|maghrebine|marocaine|"
        r"tunisienne|turque|asiatique|etrangere|rom|malienne|senegalaise|portugaise|antillaise)"
    ),
    "la vie sexuelle": r"homosexuel(?:le)?s?|lesbiennes?|gays?|transgenres?|bisexuel(?:le)?s?",
    "la biométrie ou la génétique": (
        r"empreintes? (?:digitales?|genetiques?)|tests? adn|caryotypes?|reconnaissance faciale"
    ),
}
_WORDS = {name: re.compile(rf"\b(?:{words})\b") for name, words in LEXICON.items()}
_NEGATION = re.compile(r"\b(?:pas|aucune?|sans|ni|jamais|non)\b(?:\W+\w+){0,2}\W*$")
_STREET = re.compile(
    r"\b(?:rue|place|avenue|quai|boulevard|impasse|chemin|allee|square|cours|route|saint|sainte)"
    r"\b(?:[ ,-]+(?:de|du|des|la|le|les|l|d))*[ ,'-]*$"
)
_NAMED = re.compile(r"\b(?:m\.|mm\.|mme|mlle|monsieur|madame|dr|famille|nom ?:)\s*(?:\w+ )?$")
_THING = re.compile(
    r"\b(?:produits?|pieces?|vins?|objets?|machines?|tissus?|recettes?|plats?|the)\s*$"
)
# Readings that say nothing of a person: what stands before, what stands after.
_ELSEWHERE = {
    "la santé": (
        re.compile(
            r"(?:test de|l'|mur d'|contre le|signe|ascendant|tourisme et|places?|acces|"
            r"stationnement)\s*$"
        ),
        re.compile(
            r"^\s*(?:tropicale|atmospher|meteo|barometr|economique|au large|bluetooth|acoustique|"
            r"ascendant|\(signe|du signe)"
        ),
    ),
    "la religion": (
        re.compile(r"(?:secours|institut|ecole|lycee|college|scouts?)\s*$"),
        re.compile(r"^\s*(?:de l'air|de plongee|de parapente|de promotion|de la promotion)"),
    ),
    "la vie sexuelle": (re.compile(r"^$"), re.compile(r"^[ -]*(?:pride|lussac)")),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A category and where in the text; never the words."""

    category: str
    line: int


def found_in(text: str, purpose: str = "") -> list[Hit]:
    """Return the categories that a text seems to tell of somebody, with the line of each.

    Args:
        text: a note, a subject, a tag, the name of a file.
        purpose: what the organisation is for; a category it names is its own business
            (GDPR, art. 9.2.d), looked at elsewhere.

    >>> found_in("Prévoir une rampe\\nDiabète, suivi MDPH")
    [Hit(category='la santé', line=2)]
    >>> found_in("Habite rue de l’Église, parti en mars ; pas de diabète ; syndicat de copropriété")
    []
    """
    own = folded(purpose)
    return sorted(
        {hit for name in LEXICON if not _WORDS[name].search(own) for hit in _hits(name, text)},
        key=lambda hit: (hit.line, hit.category),
    )


def _hits(category: str, text: str) -> Iterator[Hit]:
    for number, line in enumerate(text.splitlines() or [text], 1):
        plain = folded(line)
        for match in _WORDS[category].finditer(plain):
            if not _harmless(category, line, plain, match):
                yield Hit(category, number)


def _harmless(category: str, line: str, plain: str, match: re.Match[str]) -> bool:
    before, after = plain[: match.start()], plain[match.end() :]
    if _STREET.search(before) or _NAMED.search(before) or _NEGATION.search(before):
        return True
    if category == "l’origine" and _THING.search(before):
        return True
    if _is_name(line, plain, match):
        return True
    elsewhere = _ELSEWHERE.get(category)
    return bool(elsewhere and (elsewhere[0].search(before) or elsewhere[1].search(after)))


_SURNAMES = {"gay", "juif", "catholique", "cancer", "halal"}


def _is_name(line: str, plain: str, match: re.Match[str]) -> bool:
    """A capital inside a sentence, on a word that people bear as a name; ALD only in capitals."""
    if len(line) != len(plain):  # ligatures were opened: places no longer agree
        return False
    written = line[match.start() : match.end()]
    if match[0] == "ald":
        return written != "ALD"
    return match[0] in _SURNAMES and written[:1].isupper() and match.start() > 0
