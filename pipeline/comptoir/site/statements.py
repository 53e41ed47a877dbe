"""Figures that a page states about the world, and how fresh and how sure their sources are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from comptoir.site.front_matter import Source
from comptoir.site.markdown import prose
from comptoir.site.wording import folded

FIRM = ("A", "B")  # reliability on which a figure may rest
FRESH = {
    "statistique": 3,
    "texte officiel": 5,
    "étude": 5,
    "presse": 2,
    "document interne": 2,
    "témoignage": 2,
}  # fmt: skip — years after which a source is read again

_NUMBER = r"\d{1,3}(?: \d{3})+|\d{4,}"
_PEOPLE = (
    r"(?:personnes|habitant(?:e?s)|francais(?:es)?|foyers|menages|salarie(?:e?s)|jeunes|femmes|"
    r"hommes|enfants|eleves|etudiant(?:e?s)|retraite(?:e?s)|chomeu(?:rs|ses)|patient(?:e?s)|seniors|"
    r"menages|europeens|citoyens|consommateurs|automobilistes|cyclistes)"
)
FIGURE = re.compile(
    rf"(?<![\d,.])(?P<percent>\d{{1,3}}(?:,\d+)?) ?(?:%|pour cent\b)"
    rf"|\b(?:{_NUMBER}) (?:de |d')?{_PEOPLE}\b"
    rf"|\b\d+(?:,\d+)? (?:millions?|milliards?) (?:de |d')"
    rf"|\bune? (?:francais|francaise|personne|enfant|femme|homme|menage|foyer) sur "
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent)\b"
)
# A percentage of money, of a thing or of a vote is a price, a rule or a composition.
_OTHER = re.compile(
    r"\btva\b|\btaxe|\bimpot|\bfiscal|\bdons?\b|\bremise|\brabais|\breduction|\bpromo|\bsoldes?\b|"
    r"\bprix\b|\btarif|€|\beuros?\b|\btaux\b|\bcoton\b|\bpolyester\b|\blaine\b|\balcool\b|"
    r"\bcommission|\bfrais\b|\bcotisation|\bcapital\b|\bquorum\b|\bvoix\b|\bacompte\b"
)
_TOLD = re.compile(
    r"\]\(|\]\[|\[\^|<https?:|https?://|\bselon\b|\bd'apres\b|\bsources? ?:|\bsource\b|"
    r"\((?:[^()]*, )?(?:19|20)\d\d\)"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph that states a figure and tells no source."""

    line: int  # of the body, from 1
    count: int = 1


def unsourced(body: str) -> list[Statement]:
    """Return the paragraphs that state a figure with no link, note or name of a source in them.

    >>> unsourced("Ici.\\n\\nEn France, 42 % des appareils sont jetés.")
    [Statement(line=3, count=1)]
    >>> unsourced("Selon l’Ademe, 42 % des appareils sont jetés.")
    []
    >>> unsourced("Prix : 24 € (TVA 20 %). Le tissu est 100 % lin. Huit personnes par stage.")
    []
    """
    found = []
    for line, text in paragraphs(body):
        plain = " ".join(folded(text).split())
        if not _TOLD.search(plain) and (count := sum(_states(plain))):
            found.append(Statement(line, count))
    return found


def _states(text: str) -> Iterator[bool]:
    money = bool(_OTHER.search(text))
    for found in FIGURE.finditer(text):
        percent = found["percent"]
        yield percent is None or not (money or percent in ("0", "100"))


def paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """Yield each paragraph with its first line; headings apart, code left out."""
    lines = enumerate(prose(body).split("\n"), 1)

    def kind(numbered: tuple[int, str]) -> bool:
        return bool(numbered[1].strip()) and not numbered[1].lstrip().startswith(("#", ":::"))

    for told, block in groupby(lines, kind):
        if told:
            kept = list(block)
            yield kept[0][0], "\n".join(line for _, line in kept)


def stale_on(source: Source) -> date:
    """Return the day from which a source is to be read again.

    >>> stale_on(Source(author="A", title="T", date="2024-02-29", kind="presse", reliability="B"))
    datetime.date(2026, 2, 28)
    """
    year = source.date.year + FRESH[source.kind]
    leap = (source.date.month, source.date.day) == (2, 29)
    return source.date.replace(year=year, day=28 if leap else source.date.day)
