"""Text that no person writes: it would stall the Markdown converter, or be too deep for it.

Python-Markdown reads a paragraph again for each sign left open and calls itself for each level, so
that a few kilobytes of `[` take minutes; such a page is refused before it is converted.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from comptoir.errors import Fault, Place
from comptoir.site.markdown import prose

MAX_LINE = 1_000_000  # characters of a line
MAX_SIGNS = 2_000  # times one sign in a line
MAX_OPEN = 300  # signs left open in a paragraph
MAX_LINES = 5_000  # lines of a paragraph
MAX_DEPTH = 32  # levels of lists and quotes
SIGNS = "[*_~"
PAIRS = (("[", "]"), ("](", ")"), ("<", ">"))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LEAD = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*")
_LED = re.compile(rf"^[ \t>*+\-\d.)]{{{MAX_DEPTH}}}", re.M)  # no line is deeper with a shorter lead
_ABBREVIATION = re.compile(r"^ {0,3}\*\[[^\]\n]+\]:", re.M)
_MARKER = re.compile(r"[-*+][ \t]|\d[.)][ \t]")

PASTED = "Ce n’est sans doute pas du texte : retirez ce qui a été collé ici."


def strange_lines(text: str, *, path: str) -> Iterator[Fault]:
    """Yield the lines that no text has, before anything reads them.

    A control character would break the feeds: XML has none (XML 1.0, § 2.2).
    """
    if found := _CONTROL.search(text):
        yield Fault(
            "cette ligne contient un signe invisible, qu’aucun texte ne contient.",
            "Effacez-la et écrivez-la de nouveau.",
            Place(path, text.count("\n", 0, found.start()) + 1),
        )
    if len(text) <= MAX_LINE and text.count("`") <= MAX_SIGNS:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE or line.count("`") > MAX_SIGNS:
            yield Fault("cette ligne est démesurée.", PASTED, Place(path, number))


def excesses(body: str, *, path: str, first_line: int) -> Iterator[Fault]:
    """Yield the first excess of each paragraph of a page; code is left alone.

    >>> [fault.at.line for fault in excesses("Un.\\n\\n" + "[" * 400, path="p", first_line=8)]
    [10]
    >>> list(excesses("```\\n" + "[" * 400 + "\\n```", path="p", first_line=8))
    []
    """
    if body.count("*[") > MAX_OPEN and len(_ABBREVIATION.findall(body)) > MAX_OPEN:
        found = f"cette page définit plus de {MAX_OPEN} abréviations."
        yield Fault(found, "N’en gardez que celles qu’elle emploie.", Place(path, first_line))
    if _is_usual(body):
        return
    lines = list(enumerate(prose(body).split("\n"), first_line))
    for blank, block in groupby(lines, lambda numbered: not numbered[1].strip()):
        if not blank:
            fault = _in_block(list(block), path)
            if fault is not None:
                yield fault


def _is_usual(body: str) -> bool:
    """Say at once that a whole text holds too little of anything for one paragraph to exceed."""
    return (
        max(body.count("["), body.count("<")) <= MAX_OPEN
        and max(map(body.count, SIGNS)) <= MAX_SIGNS
        and body.count("\n") < MAX_LINES
        and not _LED.search(body)
    )


def _in_block(block: list[tuple[int, str]], path: str) -> Fault | None:
    first = Place(path, block[0][0])
    if len(block) > MAX_LINES:
        found = f"ce passage a plus de {MAX_LINES} lignes sans une ligne vide."
        return Fault(found, "Coupez-le, ou proposez-le en téléchargement.", first)
    for number, line in block:
        at = Place(path, number)
        if _depth(line) > MAX_DEPTH:
            found = f"cette ligne est imbriquée sur plus de {MAX_DEPTH} niveaux."
            return Fault(found, "Remontez-la : personne ne lirait si profond.", at)
        sign = next((sign for sign in SIGNS if line.count(sign) > MAX_SIGNS), "")
        if sign:
            return Fault(f"le signe « {sign} » revient plus de {MAX_SIGNS} fois.", PASTED, at)
    text = "\n".join(line for _, line in block)
    for opening, closing in PAIRS:
        if text.count(opening) - text.count(closing) > MAX_OPEN:
            return Fault(f"plus de {MAX_OPEN} « {opening} » ne sont pas refermés.", PASTED, first)
    return None


def _depth(line: str) -> int:
    """Return how many quotes and lists hold a line; indented text alone is in none.

    >>> _depth("> > - a"), _depth("        - a"), _depth("        a")
    (3, 3, 0)
    """
    found = _LEAD.match(line)
    lead = found[0] if found else ""
    markers = len(_MARKER.findall(lead))
    indent = len(lead) - len(lead.lstrip(" \t"))
    tabs = lead[:indent].count("\t")
    return lead.count(">") + markers + ((indent - tabs) // 4 + tabs if markers else 0)
