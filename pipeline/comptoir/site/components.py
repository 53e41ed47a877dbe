"""The closed set of components of Markdown: `::: nom clé=valeur`, a body, then `:::`.

Read and checked here, before any page is made, so that a mistake has its file and its line; they
are drawn in `website.components`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from comptoir.errors import Fault, Place
from comptoir.site.component_faults import at_line, checked, left_open, stray, unknown
from comptoir.site.component_kinds import NAMES, Block, Body, composed, key_of
from comptoir.site.markdown import prose

OPENING = re.compile(r"^ {0,3}:::+[ \t]*(?P<name>[^\s=\":]+)(?P<rest>.*)$")
CLOSING = re.compile(r"^ {0,3}:::+[ \t]*$")
_PAIR = re.compile(
    r"\s*(?P<key>[\w-]+)\s*=\s*"
    r"(?:\"(?P<straight>[^\"]*)\"|«\s*(?P<french>[^»]*?)\s*»|(?P<bare>[^\s\"«]+))"
)
_LINKED = re.compile(r"\]\(\s*<?/fichiers/(?P<name>[^)\s>]+)")


def blocks_in(text: str) -> list[Block]:
    """Return the components of a text in their order; code is left alone.

    >>> [(b.name, b.line, b.body) for b in blocks_in("Un.\\n\\n::: note\\nDeux.\\n:::")]
    [('note', 3, 'Deux.')]
    """
    if ":::" not in text:
        return []
    return list(_Reader(text).blocks())


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.plain = prose(text).split("\n")
        self.at = 0

    def blocks(self) -> Iterator[Block]:
        while self.at < len(self.plain):
            line = self.plain[self.at]
            if CLOSING.match(line):
                self.at += 1
                yield stray(self.at)
            elif OPENING.match(line):
                yield self._block()
            else:
                self.at += 1

    def _block(self) -> Block:
        start = self.at
        head = OPENING.match(self.lines[start])
        if head is None:  # only its blanked twin opens: nothing to read
            self.at += 1
            return Block(name="", line=start + 1, end=start + 1)
        self.at += 1
        component = NAMES.get(key_of(head["name"]))
        attributes, faults = _attributes(head["rest"], start + 1)
        if component is None:
            faults = [unknown(head["name"], start + 1)]
        end = self._close(one_line=component is not None and component.body is Body.NONE)
        if end is None:
            faults.append(left_open(start + 1, self._next_opening()))
            end = start
        body, body_line = _trimmed(self.lines[start + 1 : end], start + 2)
        block = Block(
            name=component.name if component else "",
            line=start + 1,
            end=max(end, start) + 1,
            attributes=attributes,
            body=body,
            body_line=body_line,
        )
        if component and not faults:
            faults = list(checked(block, component))
        return replace(block, faults=tuple(faults))

    def _next_opening(self) -> int:
        """Return the line of the component that begins next; 0 when there is none."""
        lines = range(self.at, len(self.plain))
        return next((i + 1 for i in lines if OPENING.match(self.plain[i])), 0)

    def _close(self, *, one_line: bool) -> int | None:
        """Return the index of the closing line, and go past it."""
        start = self.at
        if one_line:
            after = next((i for i in range(start, len(self.plain)) if self.plain[i].strip()), -1)
            if after < 0 or not CLOSING.match(self.plain[after]):
                return start - 1
            self.at = after + 1
            return after
        for index in range(start, len(self.plain)):
            if CLOSING.match(self.plain[index]):
                self.at = index + 1
                return index
            if OPENING.match(self.plain[index]):
                return None
        return None


def _trimmed(lines: list[str], first: int) -> tuple[str, int]:
    while lines and not lines[0].strip():
        lines, first = lines[1:], first + 1
    return "\n".join(lines).rstrip(), first


def _attributes(rest: str, line: int) -> tuple[dict[str, str], list[Fault]]:
    found: dict[str, str] = {}
    at = 0
    while pair := _PAIR.match(rest, at):
        key = key_of(pair["key"])
        if key in found:
            return found, [at_line(line, f"« {key} » est écrit deux fois.", "N’en gardez qu’un.")]
        found[key] = next(
            v for v in (pair["straight"], pair["french"], pair["bare"]) if v is not None
        )
        at = pair.end()
    if left := rest[at:].strip():
        said = f"« {left[:40]} » n’est pas de la forme clé=valeur."
        return found, [
            at_line(
                line, said, 'Une valeur de plusieurs mots va entre guillemets : titre="Deux mots".'
            )
        ]
    return found, []


def linked_files(text: str) -> Iterator[tuple[str, int]]:
    """Return the files of `content/fichiers` that plain links lead to, with their lines."""
    if "/fichiers/" in text:
        plain = prose(text)
        for found in _LINKED.finditer(plain):
            yield composed(found["name"]), plain.count("\n", 0, found.start()) + 1


def faults_of(text: str, *, path: str, first_line: int) -> list[Fault]:
    """Return what is wrong with the components of a page, each with its line in the file."""
    return [
        replace(fault, at=Place(path, first_line + (fault.at.line if fault.at else 1) - 1))
        for block in blocks_in(text)
        for fault in block.faults
    ]
