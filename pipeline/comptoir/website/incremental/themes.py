"""What a template can read, from its syntax tree: which others it is made of, what escapes us."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.meta import find_referenced_templates

from comptoir.website.incremental.stamps import sum_of

OWN = frozenset({"article", "page"})  # what a template calls the page that it makes
BODIES = frozenset({"content", "_content", "get_content", "body", "toc", "_get_content"})
WIDE = frozenset({
    "paginator", "translations", "_context", "edition", "related_posts", "generated_content",
    "static_content", "static_links", "staticfiles", "period_archives", "self",
})  # fmt: skip
CHANCE = frozenset({"random", "lipsum"})


# The templates named (nothing when the name is made up), whether it shows bodies, is wide.
Told = tuple[tuple[str | None, ...], bool, bool]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a template reaches, those that it is made of included."""

    sum: str
    bodies: bool = False  # it shows the text of other pages
    wide: bool = False  # it reads what cannot be followed: it is made again at each change


class Theme:
    """The templates of one environment."""

    def __init__(self, env: Environment, trees: dict[str, Told]) -> None:
        """Make ready.

        Args:
            env: where templates are found.
            trees: what was read in syntax trees before, by the sum of each text.
        """
        self.env, self._trees = env, trees
        self._texts: dict[str, str | None] = {}
        self._found: dict[str, Told] = {}

    def reach(self, name: str) -> Reach:
        parts = sorted(self._parts(name))
        told = [self._told(part) for part in parts]
        return Reach(
            sum=sum_of(*(f"{part}\0{self._text(part)}" for part in parts)),
            bodies=any(bodies for _, bodies, _ in told),
            wide=any(wide for _, _, wide in told),
        )

    def _parts(self, name: str) -> set[str]:
        found, ahead = {name}, [name]
        while ahead:
            parent = ahead.pop()
            for named in self._told(parent)[0]:
                other = self.env.join_path(named, parent) if named else ""
                if other and other not in found:
                    found.add(other)
                    ahead.append(other)
        return found

    def _text(self, name: str) -> str | None:
        if name not in self._texts:
            try:
                assert self.env.loader is not None
                self._texts[name] = self.env.loader.get_source(self.env, name)[0]
            except TemplateNotFound:
                self._texts[name] = None
        return self._texts[name]

    def _told(self, name: str) -> Told:
        if name not in self._found:
            text = self._text(name)
            told = sum_of(text or "")
            if told not in self._trees:
                self._trees[told] = self._read(name, text)
            self._found[name] = self._trees[told]
        return self._found[name]

    def _read(self, name: str, text: str | None) -> Told:
        if text is None:
            return (), False, True
        try:
            tree = self.env.parse(text, name)
        except TemplateSyntaxError:
            return (), False, True  # it is told when it is made
        others = tuple(find_referenced_templates(tree))
        return others, _shows_bodies(tree), None in others or _is_wide(tree)


def _shows_bodies(tree: nodes.Template) -> bool:
    """Whether the text of a page may be read of another than the one that is made."""
    taken = set(_taken(tree))
    node: Any  # of both kinds, which Jinja's types do not say
    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        if _key(node) in BODIES:
            base = node.node
            if not isinstance(base, nodes.Name) or base.name not in OWN or base.name in taken:
                return True
    return any(_named(node) & BODIES for node in tree.find_all(nodes.Filter))


def _taken(tree: nodes.Template) -> Iterator[str]:
    """Yield the names that a template gives to something else."""
    for loop in tree.find_all(nodes.For):
        yield from _names(loop.target)
    macro: Any  # as much of a call block, which Jinja's types do not say
    for macro in tree.find_all((nodes.Macro, nodes.CallBlock)):
        yield from (argument.name for argument in macro.args)
    for block in tree.find_all(nodes.With):
        for target in block.targets:
            yield from _names(target)
    for assign in tree.find_all(nodes.Assign):
        read = {name.name for name in assign.node.find_all(nodes.Name)}
        if isinstance(assign.node, nodes.Name):
            read.add(assign.node.name)
        if not read <= OWN:
            yield from _names(assign.target)


def _names(target: nodes.Node) -> Iterator[str]:
    if isinstance(target, nodes.Name):
        yield target.name
    yield from (name.name for name in target.find_all(nodes.Name))


def _is_wide(tree: nodes.Template) -> bool:
    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        if _key(node) in WIDE:
            return True
    for name in tree.find_all(nodes.Name):
        if name.name in WIDE - {"self"} | CHANCE or name.name.startswith("COMPTOIR_"):
            return True
    for node in tree.find_all(nodes.Filter):
        if node.name in CHANCE or (node.name == "attr" and not _named(node)):
            return True
        if _named(node) & WIDE:
            return True
    return False


def _key(node: Any) -> str:
    if isinstance(node, nodes.Getattr):
        return node.attr
    argument = node.arg
    return str(argument.value) if isinstance(argument, nodes.Const) else ""


def _named(node: nodes.Filter) -> set[str]:
    """Return the words of the attributes that a filter is asked to read."""
    given = [*node.args, *(pair.value for pair in node.kwargs)]
    texts = (str(each.value) for each in given if isinstance(each, nodes.Const))
    return {part for text in texts for part in text.split(".")}
