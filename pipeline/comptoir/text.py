"""Small things done with text: folding, slugs, French spacing, lists."""

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

NBSP = "\u00a0"
NNBSP = "\u202f"


def quoted(text: str) -> str:
    """Write a text as a string of TOML, or of YAML.

    >>> print(quoted("Le « grand » huit"))
    "Le « grand » huit"
    """
    return json.dumps(text, ensure_ascii=False)


def fold(text: str) -> str:
    """Lower case, without accents, ligatures opened, one space between words: to compare.

    >>> fold("  L’Œuvre  ÉLÈVE ")
    "l'oeuvre eleve"
    """
    opened = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    if opened.isascii():
        return " ".join(opened.split())
    bare = (c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c))
    return " ".join("".join(bare).split())


@lru_cache(16384)
def slug(text: str) -> str:
    """
    >>> slug("L’Été à Redon : portes ouvertes !")
    'l-ete-a-redon-portes-ouvertes'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def french_spaces(text: str) -> str:
    """Put the non-breaking spaces that French punctuation asks for.

    >>> french_spaces("Oui ! « Bien » : 20 %")
    'Oui\\u202f! «\\xa0Bien\\xa0»\\xa0: 20\\u202f%'
    """
    text = re.sub(r" ([;!?%])", rf"{NNBSP}\1", text)
    text = re.sub(r" ([:»€])", rf"{NBSP}\1", text)
    return re.sub(r"« ", f"«{NBSP}", text)


def french_list(words: Iterable[str], *, last: str = "et") -> str:
    """
    >>> french_list(["lettre", "courriel", "SMS"])
    'lettre, courriel et SMS'
    """
    *start, end = list(words) or [""]
    return f"{', '.join(start)} {last} {end}" if start else end


def plural(count: int, one: str, many: str = "") -> str:
    """Agree a noun with its number, as French does (0 and 1 are singular).

    >>> plural(1, "erreur"), plural(2, "erreur"), plural(0, "journal", "journaux")
    ('1 erreur', '2 erreurs', '0 journal')
    """
    word = one if count < 2 else (many or one + "s")
    return f"{count:,}".replace(",", NNBSP) + f" {word}"


def capital(said: str) -> str:
    """Return words as they start a sentence.

    >>> capital("il répond à Bloctel")
    'Il répond à Bloctel'
    """
    return said[:1].upper() + said[1:]


def on_one_line(text: str) -> str:
    """Make a text safe for a header or a cell: one line, no control character."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join("".join(kept).split())


def mask(text: str) -> str:
    """Show that something is there without showing it.

    >>> mask("maelle@example.org"), mask("02 61 91 00 35")
    ('m…@e…', '02 …')
    """
    if "@" in text:
        name, _, domain = text.partition("@")
        return f"{name[:1]}…@{domain[:1]}…"
    return f"{text[:2]} …" if text else ""
