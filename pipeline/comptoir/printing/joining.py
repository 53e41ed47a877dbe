"""Join PDFs that typst made, keeping what makes them accessible: the tree of tags.

A library that reads every object of five thousand letters takes as long as composing them, and half
a gibibyte. What typst writes is plain: objects one after the other, in the order of their numbers,
strings without escapes. So objects are copied as bytes, with their numbers shifted. Each part's
tree of tags becomes a branch of the whole's; the numbers by which pages find their tags are
shifted, the names of table cells are kept apart.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

PAGES, TAGS, OUTLINE = 1, 2, 3  # numbers of the objects that are the whole's own
OWN = 3
_STRING = rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>"
_NUMBERED = re.compile(_STRING + rb"|/StructParents? \d+|/Headers ?\[[^\]]*\]|/ID ?\(|\d+ 0 R")
_OBJECT = re.compile(rb"(\d+) 0 obj\r?\n")
_REFERENCE = re.compile(rb"(\d+) 0 R")


@dataclass(frozen=True, slots=True)
class _Part:
    """The objects of a PDF that typst made, by number."""

    objects: Mapping[int, bytes]
    catalog: bytes
    info: bytes

    def named(self, holder: bytes, key: bytes) -> int:
        """Return the number of the object that a key points to; 0 when there is none."""
        found = re.search(rb"/" + key + rb" (\d+) 0 R", holder)
        return int(found[1]) if found else 0

    def pages(self, number: int) -> Iterator[int]:
        """Return the pages under a node, in order."""
        node = self.objects[number]
        if not node.startswith(b"<</Type/Pages"):
            yield number
            return
        for kid in _references(_array(node, b"Kids")):
            yield from self.pages(kid)

    def nodes(self, number: int) -> Iterator[int]:
        """Return the nodes of the tree of pages, the pages themselves left out."""
        node = self.objects[number]
        if node.startswith(b"<</Type/Pages"):
            yield number
            for kid in _references(_array(node, b"Kids")):
                yield from self.nodes(kid)

    def bookmarks(self) -> Iterator[int]:
        """Return the top bookmarks, in order."""
        outline = self.objects.get(self.named(self.catalog, b"Outlines"), b"")
        number = self.named(outline, b"First")
        while number:
            yield number
            number = self.named(self.objects[number], b"Next")


@dataclass(slots=True)
class Whole:
    """A PDF that grows by parts."""

    _out: bytearray = field(default_factory=lambda: bytearray(b"%PDF-1.7\n%\x80\x80\x80\x80\n\n"))
    _starts: dict[int, int] = field(default_factory=dict)  # where each object is
    _last: int = OWN  # number given to an object
    _parts: int = 0
    _pages: list[int] = field(default_factory=list)
    _bookmarks: list[tuple[str, bytes]] = field(default_factory=list)  # names, destinations
    _branches: list[bytes] = field(default_factory=list)  # of the tree of tags
    _tags_of: list[bytes] = field(default_factory=list)  # pages: number, then its tags
    _next_key: int = 0
    _roles: dict[bytes, bytes] = field(default_factory=dict)
    _cells: list[tuple[bytes, bytes]] = field(default_factory=list)
    _catalog: bytes = b""
    _info: bytes = b""

    def add(self, content: bytes, names: Sequence[str]) -> list[int]:
        """Add a part whose top bookmarks are named anew; return the pages under each.

        Args:
            content: the PDF, as typst wrote it.
            names: of its top bookmarks, in order.
        """
        part = _read(content)
        root, tags = part.named(part.catalog, b"Pages"), part.named(part.catalog, b"StructTreeRoot")
        bookmarks = list(part.bookmarks())
        outline = part.named(part.catalog, b"Outlines")
        own = {tags: TAGS, outline: OUTLINE} | dict.fromkeys(part.nodes(root), PAGES)
        moved = self._renumbered(own)
        pages = list(part.pages(root))
        for number, body in part.objects.items():
            if number not in own and number not in bookmarks:
                self._write(self._last + number, moved(body))
        self._add_tags(moved(part.objects[tags]) if tags else b"")
        starts = list(self._name(part, bookmarks, names, pages))
        self._pages += [self._last + number for number in pages]
        if not self._parts:
            self._catalog, self._info = moved(part.catalog), moved(part.info)
        self._last += max(part.objects)
        self._parts += 1
        ends = [*starts[1:], len(pages)]
        return [end - start for start, end in zip(starts, ends, strict=True)]

    def _name(
        self, part: _Part, bookmarks: Sequence[int], names: Sequence[str], pages: Sequence[int]
    ) -> Iterator[int]:
        """Keep bookmarks under other names; return the rank of the page of each."""
        rank = {number: index for index, number in enumerate(pages)}
        for number, name in zip(bookmarks, names, strict=True):
            there = part.named(part.objects[number], b"Dest")
            yield rank[_references(part.objects[there])[0]]
            self._bookmarks.append((name, b"%d 0 R" % (self._last + there)))

    def _renumbered(self, own: Mapping[int, int]) -> Callable[[bytes], bytes]:
        """Return what shifts the numbers of an object of the part under way."""
        shift, next_key = self._last, self._next_key
        mark = b"(P%d-" % self._parts if self._parts else b"("

        def moved(found: re.Match[bytes]) -> bytes:
            text = found[0]
            if text.endswith(b" 0 R"):
                number = int(text[:-4])
                return b"%d 0 R" % (own.get(number) or number + shift)
            if text.startswith(b"/Struct"):
                key, _, number_text = text.rpartition(b" ")
                return b"%b %d" % (key, int(number_text) + next_key)
            return text.replace(b"(", mark) if text.startswith((b"/ID", b"/Headers")) else text

        def body(content: bytes) -> bytes:
            head, stream, rest = content.partition(b"\nstream\n")
            return _NUMBERED.sub(moved, head) + stream + rest

        return body

    def _add_tags(self, tree: bytes) -> None:
        self._branches.append(_array(tree, b"K"))
        for number, elements in re.findall(rb"(\d+) (\d+ 0 R)", _array(tree, b"Nums")):
            self._tags_of.append(b"%d %b" % (int(number) + self._next_key, elements))
        mark = b"P%d-" % self._parts if self._parts else b""
        for name, element in re.findall(rb"\(([^()]*)\) ?(\d+ 0 R)", _array(tree, b"Names")):
            self._cells.append((mark + name, element))
        if roles := re.search(rb"/RoleMap<<(.*?)>>", tree):
            self._roles |= dict(re.findall(rb"/(\w+)/(\w+)", roles[1]))
        if key := re.search(rb"/ParentTreeNextKey (\d+)", tree):
            self._next_key += int(key[1])

    def _write(self, number: int, body: bytes) -> None:
        self._starts[number] = len(self._out)
        self._out += b"%d 0 obj\n%b\nendobj\n" % (number, body)

    def save(self) -> bytes:
        kids = b" ".join(b"%d 0 R" % number for number in self._pages)
        self._write(PAGES, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self._pages), kids))
        self._write(TAGS, self._tree())
        self._write_outline()
        catalog, info = self._last + 1, self._last + 2
        self._write(catalog, self._catalog)
        self._write(info, self._info)
        return self._closed(catalog, info)

    def _tree(self) -> bytes:
        """Write the root of the tree of tags; readers look for the names of cells in order."""
        cells = b"".join(b"(%b)%b" % cell for cell in sorted(self._cells))
        return b"<</Type/StructTreeRoot/RoleMap<<%b>>/K[%b]/ParentTree<</Nums[%b]>>%b%b>>" % (
            b"".join(b"/%b/%b" % role for role in self._roles.items()),
            b" ".join(self._branches),
            b" ".join(self._tags_of),
            b"/IDTree<</Names[%b]>>" % cells if cells else b"",
            b"/ParentTreeNextKey %d" % self._next_key,
        )

    def _write_outline(self) -> None:
        first = self._last + 1
        last = self._last = self._last + len(self._bookmarks)
        for number, (name, there) in enumerate(self._bookmarks, first):
            title = (b"\xfe\xff" + name.encode("utf-16-be")).hex().upper().encode()
            beside = b"/Prev %d 0 R" % (number - 1) if number > first else b""
            beside += b"/Next %d 0 R" % (number + 1) if number < last else b""
            said = (OUTLINE, beside, title, there)
            self._write(number, b"<</Parent %d 0 R%b/Title<%b>/Dest %b>>" % said)
        ends = (first, last, len(self._bookmarks))
        self._write(OUTLINE, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends)

    def _closed(self, catalog: int, info: int) -> bytes:
        """Add the table of objects and the trailer."""
        size, start = info + 1, len(self._out)
        named = hashlib.sha256(self._out).hexdigest()[:32].encode()
        rows = [
            b"%010d 00000 n\r\n" % self._starts[number]
            if number in self._starts
            else b"0000000000 65535 f\r\n"
            for number in range(size)
        ]
        self._out += b"xref\n0 %d\n%b" % (size, b"".join(rows))
        self._out += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R" % (size, catalog, info)
        self._out += b"/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n" % (named, named, start)
        return bytes(self._out)


def _read(content: bytes) -> _Part:
    """Part a PDF into its objects, by its table of them."""
    table = content.index(b"xref\n", int(content[content.rindex(b"startxref") + 9 :].split()[0]))
    starts = sorted(int(row[1]) for row in re.finditer(rb"(\d{10}) \d{5} n", content[table:]))
    objects: dict[int, bytes] = {}
    for start, end in zip(starts, [*starts[1:], table], strict=True):
        head = _OBJECT.match(content, start)
        assert head is not None
        objects[int(head[1])] = content[head.end() : content.rindex(b"\nendobj", start, end)]
    trailer = content[content.rindex(b"trailer") :]
    catalog, info = (
        int(found[1]) if (found := re.search(rb"/" + key + rb" (\d+) 0 R", trailer)) else 0
        for key in (b"Root", b"Info")
    )
    return _Part(objects, catalog=objects.pop(catalog), info=objects.pop(info) if info else b"<<>>")


def _array(holder: bytes, key: bytes) -> bytes:
    """Return what is in the array of a key, or nothing."""
    found = re.search(rb"/" + key + rb"\[([^\]]*)\]", holder)
    return found[1] if found else b""


def _references(text: bytes) -> list[int]:
    return [int(found) for found in _REFERENCE.findall(text)]
