"""A summary made of the first paragraph, when the old page had none."""

import re

from comptoir.site.adoption.fields import line
from comptoir.site.markdown import prose

LONGEST = 160
SHORTEST = 20
_HTML = re.compile(r"<[^>]*>")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|\\(?=[*_\[\]`])|\{:?[^{}]*\}")
_NO_PROSE = re.compile(r"\s{0,3}(?:#|>|\||\[[^\]]+\]:|[-*+]\s|\d+[.)]\s|=+$|-+$|\[TOC\])|\s{4,}")


def plain(markdown: str) -> str:
    """
    >>> plain("Voir *le* [quai](/quai/ 'x') et ![la vue](a.jpg)`tout`.")
    'Voir le quai et tout.'
    """
    text = _LINK.sub(r"\1", _IMAGE.sub("", _HTML.sub("", markdown)))
    return line(_MARKS.sub("", text), longest=10_000)


def summary_of(body: str) -> str:
    """Return the first paragraph that says something, cut on a word; else the first words.

    >>> summary_of("# Titre\\n\\n![](a.jpg)\\n\\nLe canal relie Nantes à Brest depuis longtemps.")
    'Le canal relie Nantes à Brest depuis longtemps.'
    """
    paragraphs = re.split(r"\n\s*\n", prose(body[:50_000]))
    said = [plain(p) for p in paragraphs if p.strip() and not _NO_PROSE.match(p)]
    best = next((text for text in said if len(text) >= SHORTEST), "")
    best = best or next((text for text in said if text), "")
    return line(best, longest=LONGEST)
