"""What a template of an old theme asks for: read from its own text, nothing is run."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

# tags that themes use and Jinja has at hand; every other one comes from an extension
EXTENSIONS = ("jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols")
PREFIX = "ancien"
# our template → the one of Pelican's themes that says the same
SAME = {
    "article": "article",
    "page": "page",
    "home": "page",
    "category": "category",
    "tag": "tag",
    "news": "index",
}
# templates of Pelican's simple theme, which complete every other one
SIMPLE = frozenset(
    f"{name}.html"
    for name in ("archives", "article", "author", "authors", "base", "categories", "category",
                 "index", "page", "pagination", "period_archives", "tag", "tags", "translations")
)  # fmt: skip
_CALLED = re.compile(
    r"<(?:link|script|img|iframe|source)\b[^>]*?\b(?:href|src)\s*=\s*[\"']\s*(?:https?:)?//"
    r"(?P<tag>[\w.-]+)|(?:url\(|@import)\s*[\"']?(?:https?:)?//(?P<css>[\w.-]+)",
    re.I,
)
_LINK_ONLY = re.compile(
    r"<link\b[^>]*\brel\s*=\s*[\"'](?!stylesheet|preload|icon|preconnect)", re.I
)
_INLINE = re.compile(
    r"<script(?![^>]*\bsrc\b)[^>]*>\s*\S|<style\b|\sstyle\s*=\s*[\"']|\son\w+=[\"']", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template: what it needs, and why it cannot be used when it cannot."""

    name: str
    needs: frozenset[str] = frozenset()  # templates that it extends or imports, by name
    shows: frozenset[str] = frozenset()  # those that it includes
    values: frozenset[str] = frozenset()  # names that it reads
    hosts: frozenset[str] = frozenset()  # that a reader's browser would call
    inline: bool = False  # a script or a style that the site's policy stops
    fault: str = ""  # French
    line: int = 0


def read_template(name: str, text: str, filters: Collection[str] = ()) -> Template:
    """Read a template.

    Args:
        name: its path among the templates of its theme.
        text: what it holds.
        filters: filters that will be there beside those of Jinja.

    >>> read_template("a.html", "{% extends 'base.html' %}{{ AUTHOR | moustache }}").fault
    'le filtre « moustache » vient d’une extension'
    >>> sorted(read_template("a.html", "{% extends 'base.html' %}{{ AUTHOR }}").values)
    ['AUTHOR']
    """
    environment = Environment(autoescape=False, extensions=EXTENSIONS)  # noqa: S701 — only parsed
    hosts = frozenset(hosts_in(text))
    inline = bool(_INLINE.search(text))
    try:
        tree = environment.parse(text)
    except (TemplateSyntaxError, RecursionError) as error:
        line = getattr(error, "lineno", 0) or 0
        said = _syntax(str(error))
        return Template(name=name, hosts=hosts, inline=inline, fault=said, line=line)
    environment.filters.update(dict.fromkeys(filters, str))
    environment.tests.update(plugin_enabled=lambda _name: False)  # of Pelican
    fault, line = next(_unknown(environment, tree), ("", 0))
    return Template(
        name=name,
        needs=frozenset(_named(tree, (nodes.Extends, nodes.Import, nodes.FromImport))),
        shows=frozenset(_named(tree, (nodes.Include,))),
        values=frozenset() if fault else frozenset(meta.find_undeclared_variables(tree)),
        hosts=hosts,
        inline=inline,
        fault=fault,
        line=line,
    )


def _named(tree: nodes.Template, kinds: tuple[type[nodes.Node], ...]) -> Iterator[str]:
    """Yield the templates that are named in full."""
    for node in tree.find_all(kinds):
        name = getattr(node, "template", None)
        if isinstance(name, nodes.Const) and isinstance(name.value, str):
            yield name.value


def hosts_in(text: str) -> Iterator[str]:
    """Yield the hosts that a browser calls when it shows a template or reads a style sheet."""
    for found in _CALLED.finditer(text):
        if found["css"] or not _LINK_ONLY.match(found[0]):
            yield (found["tag"] or found["css"]).casefold()


def _syntax(message: str) -> str:
    found = re.search(r"unknown tag '([^']+)'", message)
    return f"la balise « {found[1]} » vient d’une extension" if found else "il est mal écrit"


def _unknown(environment: Environment, tree: nodes.Template) -> Iterator[tuple[str, int]]:
    for used in tree.find_all(nodes.Filter):
        if used.name not in environment.filters:
            yield f"le filtre « {used.name} » vient d’une extension", used.lineno
    for test in tree.find_all(nodes.Test):
        if test.name not in environment.tests:
            yield f"le test « {test.name} » vient d’une extension", test.lineno


def usable(templates: Collection[Template]) -> dict[str, str]:
    """Return our template and theirs for each that can be used, with all that it needs.

    >>> base = read_template("base.html", "{% assets 'css' %}")
    >>> usable(
    ...     [
    ...         base,
    ...         read_template("page.html", "{% extends 'base.html' %}"),
    ...         read_template("tag.html", "{{ tag }}"),
    ...     ]
    ... )
    {'tag': 'tag'}
    """
    by_name = {template.name: template for template in templates}
    found = {}
    for ours, theirs in SAME.items():
        if f"{theirs}.html" in by_name and not _faulty(f"{theirs}.html", by_name, set()):
            found[ours] = theirs
    return found


def _faulty(name: str, by_name: dict[str, Template], seen: set[str]) -> bool:
    bare = name.removeprefix("!theme/")
    if bare in seen:
        return False
    seen.add(bare)
    template = by_name.get(bare)
    if template is None:
        return _absent(name)
    shown = (one for one in template.shows if one.removeprefix("!theme/") in by_name)
    return bool(template.fault) or any(
        _faulty(one, by_name, seen) for one in (*template.needs, *shown)
    )


def _absent(name: str) -> bool:
    return not name.startswith("!simple/") and name.removeprefix("!theme/") not in SIMPLE


def absent(templates: Collection[Template]) -> list[str]:
    """Return the templates that are included and are nowhere: their place stays empty."""
    there = {template.name for template in templates}
    shown = {name for template in templates for name in template.shows}
    return sorted(n for n in shown if n.removeprefix("!theme/") not in there and _absent(n))
