"""Join PDFs that typst made, keeping what makes them accessible: the tree of tags.

Joining pages alone would leave their tags behind. Each part's tree becomes a branch of the whole's;
the numbers by which pages find their tags are shifted, the names of table cells are kept apart.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any


def pikepdf() -> Any:
    """Return the library; without it, the command line says which extra to install."""
    import pikepdf as library

    return library


@dataclass(slots=True)
class Whole:
    """A PDF that grows by parts."""

    bookmarks: list[tuple[str, int]] = field(default_factory=list)
    _pdf: Any = None
    _parts: int = 0

    def add(self, content: bytes, names: Sequence[str]) -> list[int]:
        """Add a part whose top bookmarks are named anew; return the pages under each.

        Args:
            content: the PDF.
            names: of its top bookmarks, in order.
        """
        part = pikepdf().open(io.BytesIO(content))
        before = len(self._pdf.pages) if self._pdf else 0
        starts = list(_bookmarked_pages(part))
        counts = [
            end - start for start, end in zip(starts, [*starts[1:], len(part.pages)], strict=True)
        ]
        self.bookmarks += [
            (name, before + start) for name, start in zip(names, starts, strict=True)
        ]
        if self._pdf is None:
            self._pdf = part
        else:
            self._append(part)
        return counts

    def _append(self, part: Any) -> None:
        """Add pages first: the tags that are copied next find the pages they speak of."""
        self._parts += 1
        before = len(self._pdf.pages)
        self._pdf.pages.extend(part.pages)
        tags = part.Root.get("/StructTreeRoot")
        if tags is None:
            return
        if "/IDTree" in tags:
            for element in _elements(tags):
                _rename(element, f"P{self._parts}-")
        mine, theirs = self._pdf.Root.StructTreeRoot, self._pdf.copy_foreign(tags)
        shift = int(mine.ParentTreeNextKey)
        for page in list(self._pdf.pages)[before:]:
            _shift(page.obj, "/StructParents", shift)
            for note in page.obj.get("/Annots", []):
                _shift(note, "/StructParent", shift)
        _merge_trees(mine, theirs, shift)

    def save(self) -> bytes:
        library = pikepdf()
        with self._pdf.open_outline() as outline:
            outline.root.clear()
            outline.root.extend(library.OutlineItem(name, page) for name, page in self.bookmarks)
        out = io.BytesIO()
        modes = library.ObjectStreamMode
        self._pdf.save(out, deterministic_id=True, object_stream_mode=modes.generate)
        return out.getvalue()


def _bookmarked_pages(part: Any) -> Iterator[int]:
    """Return the page of each top bookmark."""
    numbers = {page.obj.objgen: number for number, page in enumerate(part.pages)}
    with part.open_outline() as outline:
        for item in outline.root:
            target = item.destination if item.destination is not None else item.action.D
            yield numbers[target[0].objgen]


def _shift(holder: Any, key: str, by: int) -> None:
    if key in holder:
        holder[key] = int(holder[key]) + by


def _merge_trees(mine: Any, theirs: Any, shift: int) -> None:
    children = list(_as_list(theirs.K))
    for child in children:
        child.P = mine
    mine.K = pikepdf().Array([*_as_list(mine.K), *children])
    numbers = list(theirs.ParentTree.Nums)
    for index in range(0, len(numbers), 2):
        mine.ParentTree.Nums.append(int(numbers[index]) + shift)
        mine.ParentTree.Nums.append(numbers[index + 1])
    mine.ParentTreeNextKey = shift + int(theirs.ParentTreeNextKey)
    for key, value in theirs.get("/RoleMap", {}).items():
        if key not in mine.RoleMap:
            mine.RoleMap[key] = value
    if "/IDTree" in theirs:
        if "/IDTree" in mine:
            _merge_names(mine.IDTree, theirs.IDTree)
        else:
            mine.IDTree = theirs.IDTree


def _merge_names(mine: Any, theirs: Any) -> None:
    """Join two name trees; a reader searches them in order."""
    names = list(mine.Names) + list(theirs.Names)
    pairs = sorted(zip(names[::2], names[1::2], strict=True), key=lambda pair: bytes(pair[0]))
    mine.Names = pikepdf().Array([item for pair in pairs for item in pair])


def _as_list(value: Any) -> Iterator[Any]:
    if isinstance(value, pikepdf().Array):
        yield from value
    else:
        yield value


def _elements(tags: Any) -> Iterator[Any]:
    """Return every element of a tree of tags."""
    library = pikepdf()
    waiting = [tags]
    while waiting:
        element = waiting.pop()
        yield element
        for child in _as_list(element.get("/K", library.Array([]))):
            if isinstance(child, library.Dictionary) and child.get("/Type") == "/StructElem":
                waiting.append(child)


def _rename(element: Any, prefix: str) -> None:
    """Put a prefix before the name of a cell, and before those that point to it."""
    if "/ID" in element:
        element.ID = prefix + str(element.ID)
    for attributes in _as_list(element.get("/A", pikepdf().Array([]))):
        if "/Headers" in attributes:
            attributes.Headers = pikepdf().Array([prefix + str(h) for h in attributes.Headers])
    if "/IDTree" in element:
        names = list(element.IDTree.Names)
        for index in range(0, len(names), 2):
            names[index] = prefix + str(names[index])
        element.IDTree.Names = pikepdf().Array(names)
