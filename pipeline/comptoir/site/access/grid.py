"""Cells of a table laid on a grid, to know which cells a header heads (HTML, § 4.9.12)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode as Node

from comptoir.site.access.exposure import Access

_HEADERS = frozenset(("columnheader", "rowheader"))
_CELLS = frozenset(("cell", "gridcell"))
_LAID = _HEADERS | _CELLS
_WITNESSES = 2  # a header, and another cell
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


class Grid:
    """One table, native or drawn with roles."""

    def __init__(self, table: Node, access: Access) -> None:
        self._access = access
        self._cells: dict[int, _Cell] = {}
        self._cited: defaultdict[str, list[_Cell]] = defaultdict(list)
        self._rows: defaultdict[int, list[_Cell]] = defaultdict(list)
        self._columns: defaultdict[int, list[_Cell]] = defaultdict(list)
        self._groups: defaultdict[int, list[_Cell]] = defaultdict(list)
        for cell in self._laid(table):
            self._cells[cell.node.mem_id] = cell
            if cell.role in _LAID:
                self._place(cell)

    def _place(self, cell: _Cell) -> None:
        """Note whom a cell may be headed by; two witnesses in a line are enough."""
        if written := self._access.get(cell.node, "headers").split():
            for name in written:
                self._cited[name].append(cell)
            return
        for top in range(cell.top, cell.top + cell.height):
            if len(self._rows[top]) < _WITNESSES:
                self._rows[top].append(cell)
        for left in range(cell.left, cell.left + cell.width):
            if len(self._columns[left]) < _WITNESSES:
                self._columns[left].append(cell)
        self._groups[cell.group] = [cell, *self._groups[cell.group]][:_WITNESSES]  # the lowest

    def heads_something(self, header: Node) -> bool:
        mine = self._cells.get(header.mem_id)
        if mine is None:
            return True  # a shape that is not understood
        cited = self._cited.get(self._access.get(header, "id"), ())
        return any(cell is not mine for cell in (*cited, *self._along(mine)))

    def _along(self, header: _Cell) -> Iterator[_Cell]:
        """Yield witnesses of the cells that a header heads by its place."""
        scope = self._access.get(header.node, "scope").lower()
        if scope == "rowgroup":
            lowest = self._groups.get(header.group, ())
            yield from (cell for cell in lowest if cell.top >= header.top)
        elif scope == "row" or (scope not in ("col", "colgroup") and header.role == "rowheader"):
            for top in range(header.top, header.top + header.height):
                yield from self._rows.get(top, ())
        else:
            for left in range(header.left, header.left + header.width):
                yield from self._columns.get(left, ())

    def _laid(self, table: Node) -> Iterator[_Cell]:
        taken: set[tuple[int, int]] = set()
        for top, (row, group) in enumerate(self._rows_of(table, [0])):
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

    def _rows_of(self, node: Node, groups: list[int]) -> Iterator[tuple[Node, int]]:
        for child in node.iter():
            role = "row" if child.tag == "tr" else self._access.role(child)
            if role == "row":
                yield child, groups[0]
            elif child.tag != "table" and role not in ("table", "grid", "treegrid"):
                if role == "rowgroup":
                    groups[0] += 1
                yield from self._rows_of(child, groups)

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
