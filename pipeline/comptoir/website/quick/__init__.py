"""Python-Markdown, asked less: what comes out is the same, and our tests compare."""

from functools import lru_cache

from markdown import Markdown

from comptoir.website.quick.chosen import choose
from comptoir.website.quick.inline import QuickInline
from comptoir.website.quick.written import written


def quicken(md: Markdown) -> None:
    """Put our quick parts in the place of the library's, once it has its extensions."""
    inline = QuickInline(md)
    md.treeprocessors.register(inline, "inline", 20)
    choose(md, inline)
    md.serializer = written
    md.is_block_level = lru_cache(256)(md.is_block_level)  # type: ignore[method-assign]  # memoised
