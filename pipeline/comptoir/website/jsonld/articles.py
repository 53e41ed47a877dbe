"""Articles and questions, as schema.org says them."""

import re
from collections.abc import Sequence

from comptoir.site.component_kinds import questions_in
from comptoir.site.components import blocks_in
from comptoir.site.front_matter import NewsletterMeta, NewsMeta, PageMeta
from comptoir.site.source import SourcePage
from comptoir.website.edition import Facts
from comptoir.website.jsonld.publisher import Thing, publisher

LETTERS = "Lettres d’infos"
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SIGNS = re.compile(r"\*\*|[*_`]|^\s*[-#>]+ |^:::.*$", re.M)


def article(meta: NewsMeta | NewsletterMeta, facts: Facts) -> Thing:
    return {
        "@type": "NewsArticle",
        "headline": meta.title,
        "description": meta.summary,
        "inLanguage": meta.lang,
        "datePublished": meta.date.isoformat(),
        "dateModified": (meta.modified or meta.date).isoformat(),
        "articleSection": meta.category if isinstance(meta, NewsMeta) else LETTERS,
        "author": publisher(facts),
        "publisher": publisher(facts),
    }


def questions_of(page: SourcePage) -> list[tuple[str, str]]:
    """Return the questions that a page answers, with their answers as Markdown."""
    if isinstance(page.meta, PageMeta) and page.meta.template == "faq":
        return questions_in(page.body)
    blocks = (block for block in blocks_in(page.body) if block.name == "questions")
    return [asked for block in blocks for asked in block.questions()]


def faq(asked: Sequence[tuple[str, str]]) -> Thing:
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": plain(question),
                "acceptedAnswer": {"@type": "Answer", "text": plain(answer)},
            }
            for question, answer in asked
        ],
    }


def plain(markdown: str) -> str:
    """Return the words of Markdown, without its signs.

    >>> plain("Oui : **toujours**, dans [l’atelier](/acces/).")
    'Oui : toujours, dans l’atelier.'
    """
    words = _LINK.sub(r"\1", markdown)
    return " ".join(_SIGNS.sub("", words).split())
