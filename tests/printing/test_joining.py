"""Parts joined are read by another library as one PDF, whole and tagged."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from comptoir import resources
from comptoir.printing.joining import Whole
from comptoir.printing.typst import compile_pdf

AT = datetime(2026, 11, 24, tzinfo=UTC)
PART = """
#set document(title: "Essai")
#set text(font: "Public Sans", lang: "fr")
#let data = json(bytes(sys.inputs.data))
#for name in data.names [
  #pagebreak(weak: true)
  = #name (1 0 R)
  #link("https://example.org/(a)")[Le site]
  #table(
    columns: 2, table.header[Année][Montant],
    ..range(data.rows).map(n => ([#n], [2 0 R])).flatten()
  )
]
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, ...]:
    (tmp_path / "print").mkdir()
    (tmp_path / "print/part.typ").write_text(PART, "utf-8")
    return (tmp_path, *resources.theme_folders(tmp_path))


def part(folders: tuple[Path, ...], *names: str, rows: int = 2) -> bytes:
    data = {"names": names, "rows": rows}
    return compile_pdf("print/part.typ", data, folders=folders, timestamp=AT)


@pytest.fixture
def joined(folders: tuple[Path, ...]) -> pikepdf.Pdf:
    whole = Whole()
    assert whole.add(part(folders, "Un", "Deux"), ["A", "B"]) == [1, 1]
    assert whole.add(part(folders, "Trois", rows=150), ["C"])[0] > 1
    assert whole.add(part(folders, "Quatre"), ["É"]) == [1]
    return pikepdf.open(io.BytesIO(whole.save()))


def test_the_whole_has_no_fault_of_syntax(joined: pikepdf.Pdf) -> None:
    assert joined.check_pdf_syntax() == []


def test_bookmarks_lead_to_their_pages(joined: pikepdf.Pdf) -> None:
    ranks = {page.obj.objgen: rank for rank, page in enumerate(joined.pages)}
    with joined.open_outline() as outline:
        found = [(item.title, ranks[item.destination[0].objgen]) for item in outline.root]
    assert found == [("A", 0), ("B", 1), ("C", 2), ("É", len(joined.pages) - 1)]


def test_each_page_finds_its_own_tags(joined: pikepdf.Pdf) -> None:
    numbers = list(joined.Root.StructTreeRoot.ParentTree.Nums)
    tags = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert len(tags) == len(numbers) // 2 == int(joined.Root.StructTreeRoot.ParentTreeNextKey)
    for page in joined.pages:
        elements = tags.pop(int(page.obj.StructParents))
        assert {element.Pg.objgen for element in elements} == {page.obj.objgen}
        for note in page.obj.get("/Annots", []):
            assert tags.pop(int(note.StructParent)).S == "/Link"
            assert str(note.A.URI) == "https://example.org/(a)"
    assert not tags


def test_every_branch_hangs_on_the_tree(joined: pikepdf.Pdf) -> None:
    tree = joined.Root.StructTreeRoot
    assert [branch.P.objgen for branch in tree.K] == [tree.objgen] * 3


def test_cells_keep_apart_and_find_their_headers(joined: pikepdf.Pdf) -> None:
    names = [str(name) for name in list(joined.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert names == sorted(set(names), key=str.encode)
    cells = dict(zip(names, list(joined.Root.StructTreeRoot.IDTree.Names)[1::2], strict=True))
    assert all(str(cell.ID) == name for name, cell in cells.items())
    named = {
        str(header)
        for thing in joined.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/TD"
        for attributes in thing.A
        for header in attributes.get("/Headers", [])
    }
    assert named == set(names)


def test_words_that_look_like_references_are_left_alone(joined: pikepdf.Pdf) -> None:
    assert b"\xfe\xff" not in bytes(joined.docinfo["/Title"])
    assert str(joined.docinfo["/Title"]) == "Essai"


def test_a_whole_is_joined_again_as_a_part(folders: tuple[Path, ...]) -> None:
    """As when one letter of a chunk cannot be composed, and the others are made apart."""
    half = Whole()
    half.add(part(folders, "Un"), ["A"])
    half.add(part(folders, "Deux", rows=150), ["B"])
    whole = Whole()
    assert whole.add(part(folders, "Zéro"), ["Z"]) == [1]
    first, second = whole.add(half.save(), ["A", "B"])
    assert (first, second > 1) == (1, True)
    assert whole.add(part(folders, "Trois"), ["C"]) == [1]
    joined = pikepdf.open(io.BytesIO(whole.save()))
    test_the_whole_has_no_fault_of_syntax(joined)
    test_each_page_finds_its_own_tags(joined)
    test_cells_keep_apart_and_find_their_headers(joined)
    with joined.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Z", "A", "B", "C"]
