"""A mailing as everyone may read it: what names, or depends on, one recipient is taken out.

The template is changed before it is merged, so that no value of a contact ever comes near the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import nodes

from comptoir.campaigns.fields import Fields
from comptoir.campaigns.markup import COMMENT
from comptoir.campaigns.merge import ENVIRONMENT, Text
from comptoir.campaigns.merge_check import dotted
from comptoir.campaigns.model import WORDS_OF, Campaign
from comptoir.campaigns.slots import clean, fill, in_url, without_slots
from comptoir.errors import InputError, Place
from comptoir.text import french_spaces

HELLO = "Bonjour"
GREETING_WORDS = 3  # of a first paragraph that only greets, beside the names
_GREETS = re.compile(r"\W*(?:bonjour|bonsoir|salut|ch[eè]re?s?|madame|monsieur)\b", re.IGNORECASE)
_OPEN, _CLOSE = "\ue002", "\ue003"  # around the line of what spoke to, or of, one recipient
_MARK = re.compile(f"{_OPEN}([gn])([0-9]+){_CLOSE}")  # g: greets, n: names
_ITEM = re.compile(r"^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_HEADING = re.compile(r"^(#{1,6})[ \t]")
_TARGET = re.compile(r"\]\(([^)\n]*)\)")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^\s<>]*>)")


@dataclass(frozen=True, slots=True)
class Public:
    """The words of a mailing for its page, and the lines of its file that the page leaves out."""

    title: str
    body: str  # Markdown
    left_out: tuple[int, ...]


def public_words(campaign: Campaign, fields: Fields) -> Public:
    """Write a mailing for everyone, as its e-mail says it.

    Args:
        campaign: as it was queued.
        fields: those that are the same for everyone.

    Raises:
        InputError: its title names its recipient, or nothing is left of its text.
    """
    channel = _told_by(campaign)
    shared = {**fields, "campaign": {**fields["campaign"], "version": "a"}}
    title, _ = _merged(campaign.title, shared, channel)
    if _MARK.search(title):
        raise InputError(
            "le titre parle à une seule personne : il ne peut pas être celui d’une page.",
            remedy="Ôtez de title ce qui vient de contact.",
            at=campaign.place("title"),
        )
    text, dropped = _merged(COMMENT.sub(_as_many_lines, campaign.body), shared, channel)
    body, named = _impersonal(text)
    if not body.strip():
        raise InputError(
            "il ne reste rien de ce texte une fois ôté ce qui parle à une seule personne.",
            remedy="Ôtez archive: true : cet envoi n’a pas de page à montrer.",
            at=campaign.place("archive"),
        )
    lines = sorted({campaign.body_line + line - 1 for line in (*dropped, *named)})
    return Public(clean(french_spaces(title)), body, tuple(lines))


def _told_by(campaign: Campaign) -> str:
    words = [WORDS_OF.get(channel, channel) for channel in campaign.channels]
    return "email" if "email" in words else words[0]


def _as_many_lines(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")


def _merged(source: str, fields: Fields, channel: str) -> tuple[str, list[int]]:
    """Merge a template without its contact; return also the lines of the conditions left out."""
    tree = ENVIRONMENT.parse(without_slots(source).replace(_OPEN, "").replace(_CLOSE, ""))
    dropped: list[int] = []
    _forget(tree.body, dropped)
    merged = Text(ENVIRONMENT.from_string(tree), frozenset(), Place("")).merge(fields, channel)
    text = _TARGET.sub(lambda found: in_url(found[0]), _harmless(merged.text))
    return fill(text, merged.values, lambda value: _MARKDOWN.sub(r"\\\1", value)), dropped


def _forget(statements: list[nodes.Node], dropped: list[int]) -> None:
    """Take the contact out of a template: a condition goes whole, a field leaves a mark."""
    for statement in list(statements):
        if isinstance(statement, nodes.If):
            tests = [statement.test, *(other.test for other in statement.elif_)]
            if any(map(_is_personal, tests)):
                dropped.append(statement.lineno)
                statements.remove(statement)
                continue
            _forget(statement.body, dropped)
            for other in statement.elif_:
                _forget(other.body, dropped)
            _forget(statement.else_, dropped)
        elif isinstance(statement, nodes.Output):
            statement.nodes = [_marked(node) for node in statement.nodes]


def _is_personal(node: nodes.Node) -> bool:
    named = [node] if isinstance(node, nodes.Getattr) else node.find_all(nodes.Getattr)
    return any(dotted(field).startswith("contact.") for field in named)


def _marked(node: nodes.Expr) -> nodes.Expr:
    if not _is_personal(node):
        return node
    kind = "g" if dotted(node) == "contact.salutation" else "n"
    return nodes.TemplateData(f"{_OPEN}{kind}{node.lineno}{_CLOSE}")


def _harmless(text: str) -> str:
    """Write as words what an e-mail shows as words and a page would act upon.

    >>> _harmless("# Ici\\n<b>non</b> <https://example.org>\\n::: agenda")
    '## Ici\\n&lt;b>non&lt;/b> <https://example.org>\\n\\\\::: agenda'
    """
    plain = _TAG.sub("&lt;", text).replace("`", "\\`")
    return re.sub(r"^# ", "## ", re.sub(r"^:::", r"\\:::", plain, flags=re.M), flags=re.M)


def _impersonal(text: str) -> tuple[str, list[int]]:
    """Return a text without what speaks to one person, and the lines of what is left out."""
    told: list[str] = []
    lines: list[int] = []
    for block in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")):
        left = _greeted(block, first=not any(told)) if _MARK.search(block) else block
        told.append(_without_marks(left, lines))
    body = "\n\n".join(_with_full_headings(told))
    return f"{body}\n" if body else "", lines


def _greeted(block: str, *, first: bool) -> str:
    """Greet everyone where one person was.

    >>> _greeted("\ue002g1\ue003,", first=True), _greeted("Chère \ue002n1\ue003 !", first=True)
    ('Bonjour,', 'Bonjour,')
    """
    beside, mark = _MARK.sub("", block), _MARK.match(block)
    salutes = mark is not None and mark[1] == "g"
    short = "\n" not in block and len(re.findall(r"\w+", beside)) <= GREETING_WORDS
    if first and short and (salutes or _GREETS.match(beside)):
        return f"{HELLO},"
    return HELLO + block[mark.end() :] if mark and salutes else block


def _without_marks(block: str, lines: list[int]) -> str:
    """Leave out a paragraph, or the items of a list, where somebody is spoken of."""
    if not _MARK.search(block):
        return block
    parts = re.split(r"\n(?=(?: {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]))", block)
    if not _ITEM.match(block):
        parts = [block]
    lines.extend(int(mark[2]) for mark in _MARK.finditer(block))
    return "\n".join(part for part in parts if not _MARK.search(part))


def _with_full_headings(told: Sequence[str]) -> list[str]:
    """Return what is left, without the headings under which nothing is any more."""
    kept: list[str] = []  # from the last to the first
    lost = False
    for block in reversed(told):
        heading = _HEADING.match(block)
        after = _HEADING.match(kept[-1]) if kept else None
        ends = not kept or (after is not None and heading and len(after[1]) <= len(heading[1]))
        if not block or (heading and lost and ends):
            lost = True
            continue
        kept.append(block)
        lost = False
    return kept[::-1]
