"""Compare what pages say with what is known, whatever the spaces, accents and abbreviations."""

import re
import unicodedata
from functools import lru_cache

# What becomes several letters, or stands outside Latin-1, and is found in French text.
_ODD = (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"), ("ß", "ss"), ("’", "'"), ("‑", "-"),
        ("–", "-"), ("—", "-"), ("\u202f", " "), ("…", "..."))  # fmt: skip
# Signs outside Latin-1 that stay as they are, and the controls that stand for them meanwhile.
_SIGNS = tuple(zip("€•“”‘‹›→←▼▲★✓", map(chr, range(0x80, 0x9F)), strict=False))
_CONTROLS = bytes(range(0x80, 0xA0))
_ACCENTS = re.compile("[\u0300-\u036f]+")


def _one_letter(code: int) -> int:
    """Return a Latin-1 character in lower case, without its accent; itself when it is several."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", chr(code).lower()))
    return ord(plain) if len(plain) == 1 and ord(plain) < 256 else code


_LATIN = bytes(map(_one_letter, range(256)))
_SEVERAL = re.compile(b"[\xbc\xbd\xbe\xb5]")  # ¼ ½ ¾ become several letters, µ a Greek one
_SHORT = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard",
    "pl": "place", "r": "rue", "rte": "route", "all": "allee", "imp": "impasse", "ch": "chemin",
    "st": "saint", "ste": "sainte", "fg": "faubourg", "sq": "square", "za": "zone artisanale",
}  # fmt: skip
_WORD = re.compile(r"[a-z0-9]+")
_ARTICLES = ("le ", "la ", "les ", "l ")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Lower case without accents, ordinary spaces; line ends and length of words kept.

    >>> folded("Siège\\u00a0: 7, quai des Haleurs")
    'siege : 7, quai des haleurs'
    """
    if text.isascii():
        return text.lower()
    found = _as_latin(text)
    if found is None:
        found = _ACCENTS.sub("", unicodedata.normalize("NFKD", _without_odd(text.lower())))
    return found


def _without_odd(text: str) -> str:
    for odd, usual in _ODD:
        text = text.replace(odd, usual)
    return text


def _as_latin(text: str) -> str | None:
    """Fold by a table, much faster than normalising; None when the text is not Latin-1 enough."""
    text = _without_odd(text)
    signs: list[tuple[str, str]] = []
    try:
        latin = text.encode("latin-1")
    except UnicodeEncodeError:
        signs = [(sign, control) for sign, control in _SIGNS if sign in text]
        known = text.encode("latin-1", "ignore")
        if not signs or len(known.translate(None, _CONTROLS)) != len(known):
            return None
        for sign, control in signs:
            text = text.replace(sign, control)
        try:
            latin = text.encode("latin-1")
        except UnicodeEncodeError:
            return None
    if _SEVERAL.search(latin):
        return None
    found = latin.translate(_LATIN).decode("latin-1")
    for sign, control in signs:
        found = found.replace(control, sign)
    return found


def flat(text: str) -> str:
    """Words only, abbreviations of addresses opened, one space between.

    >>> flat("7, Av. St-Michel"), flat("7 avenue Saint Michel")
    ('7 avenue saint michel', '7 avenue saint michel')
    """
    return " ".join(_SHORT.get(word, word) for word in _WORD.findall(folded(text)))


def says(text: str, words: str) -> bool:
    """Say whether a flat text holds these words, whole ones only.

    >>> says(flat("édité par Les Ateliers-du-Halage."), "Ateliers du Halage")
    True
    """
    wanted = flat(words)
    for article in _ARTICLES:
        wanted = wanted.removeprefix(article)
    return bool(wanted) and f" {wanted} " in f" {text} "


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


# Text that waits to be replaced.
_PLACEHOLDER = re.compile(
    r"\b[xX]{3,}\b|\bX{2} X{2}\b|\bTODO\b|\bFIXME\b|\bTBD\b"
    r"|\[(?:[^\W\d_][^\]\[\n]{2,80})\]"
    r"|\{\{.{0,80}?\}\}|\{%|<<[^>]{2,60}>>|%[A-Z_]{4,}%"
    r"|\b(?i:lorem ipsum)\b"
    r"|(?i:(?:[:\[(<]|^|- ?)\s*[àa] compl[ée]ter\b)"
    r"|(?i:(?:[:\[<]|^|- ?)\s*[àa] (?:remplir|renseigner|d[ée]finir)\b)"
    r"|(?i:\b(?:informations?|donn[ée]es?|champ|texte|valeur|mention)s? [àa] (?:compl[ée]ter|"
    r"renseigner|pr[ée]ciser|fournir)\b[^\n.;]{0,60})"
    r"|(?i:\b[àa] (?:compl[ée]ter|renseigner) (?:par|selon|avec|avant)\b[^\n.;]{0,60})"
    r"|(?i:<\s*[àa] compl[ée]ter[^>]{0,60}>)"
    r"|(?i:\bvotre (?:nom|entreprise|société|association|adresse|raison sociale|site) ici\b)"
    r"|(?i:\bnom[- ]de[- ]domaine\.(?:fr|com)\b|\bvotre-?site\.(?:fr|com|org)\b)"
    r"|\b(?:00[ .-]){4}00\b|\b0?0{9,}\b|\b123 ?456 ?789\b"
    r"|\b01[ .-]?23[ .-]?45[ .-]?67[ .-]?89\b|\b0[67][ .-]?12[ .-]?34[ .-]?56[ .-]?78\b"
    r"|\b0[1-9](?:[ .-]?00){4}\b|\b0[1-9](?:[ .-]?99){4}\b",
    re.MULTILINE,
)
_NOT_ONE = re.compile(r"\[(?:sic|modifier|archive|ndlr|pdf|en|fr|lire|voir|https?:|\.\.\.|…)", re.I)


def placeholders(text: str) -> list[str]:
    """Return the pieces of a text that still wait for their content.

    >>> placeholders("Éditeur : [Nom de l’association], SIRET XXX XXX XXX")
    ['[Nom de l’association]', 'XXX', 'XXX', 'XXX']
    >>> placeholders("Le tome XXI [sic] est paru [1].")
    []
    """
    return [m[0] for m in _PLACEHOLDER.finditer(text) if not _NOT_ONE.match(m[0])]


def without_placeholders(text: str) -> str:
    return _PLACEHOLDER.sub(lambda m: m[0] if _NOT_ONE.match(m[0]) else " ", text)
