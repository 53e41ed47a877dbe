"""Cells of a table laid on a grid, to know which cells a header heads (HTML, § 4.9.12)."""

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode as Node

from comptoir.site.access.exposure import Access

_HEADERS = frozenset(("columnheader", "rowheader"))
_CELLS = frozenset(("cell", "gridcell"))
_LAID = _HEADERS | _CELLS
_WIDEST = 1000  # columns or rows (HTML, § 4.9.11)


@dataclass(frozen=True, slots=True)
class _Cell:
    node: Node
    role: str
    top: int
    left: int
    height: int
    width: int
    group: int  # rank of the row group it stands in

    def shares_column(self, other: "_Cell") -> bool:
        return self.left < other.left + other.width and other.left < self.left + self.width

    def shares_row(self, other: "_Cell") -> bool:
        return self.top < other.top + other.height and other.top < self.top + self.height


class Grid:
    """One table, native or drawn with roles."""

    def __init__(self, table: Node, access: Access) -> None:
        self._access = access
        self._cells = list(self._laid(table))

    def heads_something(self, header: Node) -> bool:
        mine = next((c for c in self._cells if c.node.mem_id == header.mem_id), None)
        if mine is None:
            return True  # a shape that is not understood
        identifier = self._access.get(header, "id")
        others = [
            cell
            for cell in self._cells
            if cell.node.mem_id != header.mem_id and (cell.role in _CELLS or cell.role in _HEADERS)
        ]
        for cell in others:
            written = self._access.get(cell.node, "headers").split()
            if written:
                if identifier in written:
                    return True
            elif self._heads(mine, cell):
                return True
        return False

    def _heads(self, header: _Cell, cell: _Cell) -> bool:
        scope = self._access.get(header.node, "scope").lower()
        if scope == "rowgroup":
            return cell.group == header.group and cell.top >= header.top
        if scope in ("row", "col", "colgroup"):
            along_row = scope == "row"
        else:
            along_row = header.role == "rowheader"
        return header.shares_row(cell) if along_row else header.shares_column(cell)

    def _laid(self, table: Node) -> Iterator[_Cell]:
        taken: set[tuple[int, int]] = set()
        for top, (row, group) in enumerate(self._rows(table, [0])):
            left = 0
            for node in self._inside(row):
                while (top, left) in taken:
                    left += 1
                height, width = self._span(node, "rowspan"), self._span(node, "colspan")
                yield _Cell(node, self._role(node), top, left, height, width, group)
                taken |= {
                    (y, x) for y in range(top, top + height) for x in range(left, left + width)
                }
                left += width

    def _rows(self, node: Node, groups: list[int]) -> Iterator[tuple[Node, int]]:
        for child in node.iter():
            role = "row" if child.tag == "tr" else self._access.role(child)
            if role == "row":
                yield child, groups[0]
            elif child.tag != "table" and role not in ("table", "grid", "treegrid"):
                if role == "rowgroup":
                    groups[0] += 1
                yield from self._rows(child, groups)

    def _inside(self, node: Node) -> Iterator[Node]:
        for child in node.iter():
            if child.tag in ("td", "th") or self._role(child) in _LAID:
                yield child
            elif child.tag != "table":
                yield from self._inside(child)

    def _role(self, node: Node) -> str:
        """Return the role of a cell; a plain one needs no look around."""
        if node.tag == "td" and "role" not in self._access.attributes(node):
            return "cell"
        return self._access.role(node)

    def _span(self, node: Node, name: str) -> int:
        written = self._access.get(node, name) or self._access.get(node, f"aria-{name}")
        return min(max(int(written), 1), _WIDEST) if written.isdigit() else 1
