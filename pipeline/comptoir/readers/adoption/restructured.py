"""reStructuredText: docutils makes HTML of it, which becomes Markdown as that of WordPress does."""

import re
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from comptoir.site.adoption.hypertext import Markdown, markdown_of
from comptoir.site.adoption.model import Topic

_DIRECTIVE = re.compile(r"^[ \t]*\.\. ([\w-]+)::", re.M)
# a link of Pelican, which docutils would percent-encode
_OPENED = re.compile(r"[{|](filename|static|attach)[}|]")
_CLOSED = re.compile(r"pelican-(filename|static|attach)-link:")
# of the extension html_rst_directive: the same as docutils' own
_HTML = re.compile(r"^([ \t]*)\.\. html::[ \t]*$", re.M)
SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": True,
    "report_level": 5,
    "halt_level": 5,
    "_disable_config": True,
    "doctitle_xform": True,
    "initial_header_level": 2,
    "syntax_highlight": "none",
    "input_encoding": "unicode",
    "embed_stylesheet": False,
    "stylesheet_path": "",
    "line_length_limit": 100_000,
}


@dataclass(slots=True)
class Restructured:
    """Metadata and Markdown of a reStructuredText page."""

    head: dict[str, Any]
    markdown: Markdown
    unknown: list[str] = field(default_factory=list)  # directives that docutils does not know


def read_restructured(text: str) -> Restructured:
    """Read a page.

    Raises:
        ValueError: docutils could make nothing of it.
    """
    # by name: docutils has no types of its own
    nodes: Any = import_module("docutils.nodes")
    core: Any = import_module("docutils.core")
    text = _HTML.sub(r"\1.. raw:: html", text)
    marked = _OPENED.sub(r"pelican-\1-link:", text)
    try:
        tree = core.publish_doctree(marked, settings_overrides=dict(SETTINGS))
        head = _head(tree, nodes)
        for info in list(tree.findall(nodes.docinfo)):
            info.parent.remove(info)
        for message in list(tree.findall(nodes.system_message)):
            message.parent.remove(message)
        html = core.publish_from_doctree(tree, writer="html5", settings_overrides=dict(SETTINGS))
    except Exception as error:  # docutils raises whatever its directives raise
        raise ValueError("reStructuredText illisible") from error
    body = _CLOSED.sub(r"{\1}", _body(html.decode("utf-8")))
    made = markdown_of(body)
    return Restructured(head, made, _unknown(text))


def _head(tree: Any, nodes: Any) -> dict[str, Any]:
    head: dict[str, Any] = {}
    title = next(iter(tree.findall(nodes.title)), None)
    if title is not None and title.parent is tree:
        head["title"] = title.astext()
    for info in tree.findall(nodes.docinfo):
        for one in info.children:
            if isinstance(one, nodes.field):
                name, body = one.children[0].astext(), one.children[1]
                if said := body.astext():  # « :title: » alone leaves the one of the text
                    head[name.casefold()] = said
            elif isinstance(one, nodes.authors):
                head["authors"] = [author.astext() for author in one.children]
            else:
                head[one.tagname] = one.astext()
    return head


def _body(html: str) -> str:
    found = re.search(r"<main\b[^>]*>(.*)</main>", html, re.S) or re.search(
        r"<body\b[^>]*>(.*)</body>", html, re.S)  # fmt: skip
    body = found[1] if found else html
    return re.sub(r"<h1 class=\"title\">.*?</h1>", "", body, count=1, flags=re.S)


def _unknown(text: str) -> list[str]:
    registry: Any = import_module("docutils.parsers.rst.directives")
    english: Any = import_module("docutils.parsers.rst.languages.en")
    known = {*registry._directive_registry, *registry._directives, *english.directives}
    return sorted({name for name in _DIRECTIVE.findall(text) if name.casefold() not in known})


def left_of(read: Restructured) -> list[tuple[Topic, str]]:
    return [*read.markdown.left, *((Topic.CODE, f".. {name}::") for name in read.unknown)]
