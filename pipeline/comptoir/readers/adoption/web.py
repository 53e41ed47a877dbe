"""A page of an old site written in HTML: its head, and its text as Markdown."""

from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag

from comptoir.site.adoption.hypertext import Markdown, markdown_of


def read_html(text: str) -> tuple[dict[str, Any], Markdown]:
    """Return the metadata of an HTML page (Pelican reads `meta` for it) and its body."""
    soup = BeautifulSoup(text, "html.parser")
    head: dict[str, Any] = {}
    if isinstance(title := soup.find("title"), Tag):
        head["title"] = title.get_text(" ", strip=True)
    for meta in soup.find_all("meta"):
        name = str(meta.get("name") or "").casefold()
        content = str(meta.get("content") or meta.get("contents") or "")
        if name and content:
            head[{"description": "summary", "keywords": "tags"}.get(name, name)] = content
    body = soup.find("main") or soup.find("body")
    inner = body.decode_contents() if isinstance(body, Tag) else _without_head(soup)
    return head, markdown_of(inner)


def _without_head(soup: BeautifulSoup) -> str:
    for name in ("head", "title", "meta"):
        for found in soup.find_all(name):
            found.extract()
    return soup.decode_contents()
