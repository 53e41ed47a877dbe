"""The prose of a Markdown text: what people read in it, apart from code, addresses and markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from comptoir.site.component_kinds import NAMES, Body, key_of
from comptoir.site.components import blocks_in
from comptoir.site.markdown import line_in

HIDDEN = "\ufffc"  # stands for a character that is no prose
_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}(?P=fence)[`~]*[ \t\r]*$|\Z)"
    r"|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?(?:-->|\Z)"
    r"|<(?P<tag>script|style|pre|code|textarea|svg)\b.*?(?:</(?P=tag)\s*>|\Z)"
    r"|^(?: {4}|\t)[^\n]*$",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_MARKUP = re.compile(
    r"</?[a-zA-Z][^<>]*>|<[a-zA-Z][\w+.-]*:[^<>\s]*>"  # tags, addresses in angle brackets
    r"|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{:[^}\n]*\}"  # merge fields, lists of attributes
    r"|\]\(\s*<?(?:\{\{.*?\}\}|[^)\s>])*>?|\]\[[^\]\n]*\]|\[\^[^\]\n]+\]:?"  # links, notes
    r"|^ {0,3}\[[^\]\n]+\]:[^\n]*$|^ {0,3}:::[^\n]*$|^[ \t]*\|?[ \t:|-]+\|?[ \t\r]*$"
    r"|\b(?:https?|mailto|tel|ftp):[^\s<>)\]]+|\bwww\.[^\s<>)\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|&#?\w+;|\\[^\w\s]"
    r"|[\w./-]+\.(?:jpe?g|png|gif|webp|avif|svg|pdf|odt|docx?|xlsx?|csv|md|html?|toml|mp[34]|webm)\b"
    r"|\b[\w-]+(?:\.[\w-]+)+\.?(?:fr|org|com|net|eu|bzh|example)\b(?:/[^\s)]*)?",
    re.MULTILINE | re.DOTALL,
)
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:[-’'·][^\W\d_]+)*(?!\w)")
_SENTENCE = re.compile(r"[^.!?…\n]+(?:\n(?![\s#>|*+-]|\d+\.)[^.!?…\n]+)*")
_LEADING = " \t\u00a0\u202f*_«\"“(['’" + HIDDEN
_BLANK = re.compile(r"\n[ \t\r]*\n[ \t\r]*\Z")
_LISTS = (Body.LIST, Body.NONE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the prose, and where it stands."""

    text: str
    start: int
    line: int
    first: bool  # the first of its sentence


class Writing:
    """One text in Markdown, read as prose.

    Args:
        text: the body of a page, a letter, a message.
        line: line of the file on which it begins.
    """

    def __init__(self, text: str, *, line: int = 1) -> None:
        self.text = text
        self.first_line = line

    @cached_property
    def opaque(self) -> list[tuple[int, int]]:
        """Where nothing is prose nor markup: code, comments, scripts."""
        return [found.span() for found in _CODE.finditer(self.text)]

    @cached_property
    def prose(self) -> str:
        """The text with all that is no prose hidden, of the same length."""
        plain = _CODE.sub(_hidden, self.text)
        plain = _MARKUP.sub(_hidden, plain)
        for start, end in self._lists():
            plain = plain[:start] + _hidden_text(plain[start:end]) + plain[end:]
        return plain

    def _lists(self) -> Iterator[tuple[int, int]]:
        """Yield where components list files: their colons are syntax."""
        lines = self.text.splitlines(keepends=True)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line))
        for block in blocks_in(self.text):
            component = NAMES.get(key_of(block.name))
            if component is not None and component.body in _LISTS:
                yield starts[block.line - 1], starts[min(block.end, len(lines))]

    @cached_property
    def sentences(self) -> list[tuple[int, str]]:
        """Each sentence, with where it begins; titles, cells and list items are sentences too."""
        return [(found.start(), found[0]) for found in _SENTENCE.finditer(self.prose)]

    def line_of(self, offset: int) -> int:
        return self.first_line + line_in(self.text, offset) - 1

    @cached_property
    def words(self) -> list[Word]:
        """Its words, in reading order."""
        prose = self.prose
        return [
            Word(
                found[0], found.start(), self.line_of(found.start()), _begins(prose, found.start())
            )
            for found in _WORD.finditer(prose)
        ]


def _hidden(found: re.Match[str]) -> str:
    return _hidden_text(found[0])


def _hidden_text(text: str) -> str:
    return re.sub(r"[^\r\n]", HIDDEN, text)


def _begins(prose: str, start: int) -> bool:
    """Say whether a sentence, a title, a list item or a cell begins there."""
    before = prose[max(0, start - 80) : start].rstrip(_LEADING)
    if before.endswith("\n"):  # a line that goes on begins nothing; one after a blank line does
        before = before.rstrip("\r\n \t") if not _BLANK.search(before) else ""
    return not before or before[-1] in ".!?…:#-+>|" or before[-1].isdigit()
