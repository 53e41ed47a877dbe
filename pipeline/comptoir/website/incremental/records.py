"""Sources as they are remembered: packed small, and sharing what thousands of them say alike."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from comptoir.website.incremental.memory import packed, unpacked

if TYPE_CHECKING:
    from comptoir.site.source import SourcePage

LONG = 40  # characters from which no two pages say the same


def packed_page(head: str, page: "SourcePage") -> bytes:
    """Pack a page with the sum of its front matter.

    Its text is packed as bytes: a text that is pickled as such keeps its UTF-8 beside it for good.
    """
    meta = page.meta
    said = tuple(meta.__dict__[name] for name in type(meta).model_fields)
    given = tuple(sorted(meta.model_fields_set))
    lines = tuple(page.lines.items())
    told = (
        page.path,
        page.kind,
        type(meta),
        said,
        given,
        page.body.encode(),
        page.body_line,
        lines,
    )
    return packed((head, *told))


class Records:
    """Pages unpacked: their owners, their subjects and the names of their keys are kept once."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}

    def page(self, raw: bytes) -> "tuple[str, SourcePage]":
        """Return the sum of a front matter, and its page.

        Raises:
            ValueError: it is not what was packed.
        """
        from comptoir.site.source import SourcePage

        head, path, kind, model, said, given, body, body_line, lines = unpacked(raw)
        meta = model.__new__(model)
        values = dict(zip(model.model_fields, map(self._shared, said), strict=True))
        state = {
            "__dict__": values,
            "__pydantic_fields_set__": self._once(given, set),
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
        for name, value in state.items():
            object.__setattr__(meta, name, value)
        lines = self._once(lines, dict)
        page = SourcePage(
            path=path, kind=kind, meta=meta, body=body.decode(), body_line=body_line, lines=lines
        )
        return head, page

    def lighten(self, page: "SourcePage") -> None:
        """Share what a page just read says like others."""
        meta, values = page.meta, page.meta.__dict__
        for name, value in values.items():
            values[name] = self._shared(value)
        given = self._once(tuple(sorted(meta.model_fields_set)), set)
        object.__setattr__(meta, "__pydantic_fields_set__", given)
        object.__setattr__(page, "lines", self._once(tuple(page.lines.items()), dict))

    def _shared(self, thing: Any) -> Any:
        if isinstance(thing, str):
            return self._known.setdefault(thing, thing) if len(thing) < LONG else thing
        if type(thing) is tuple and all(isinstance(each, str) for each in thing):
            return self._known.setdefault(("tuple", thing), tuple(map(self._shared, thing)))
        return thing

    def _once(self, told: tuple[Any, ...], make: Any) -> Any:
        key = (make, told)
        if key not in self._known:
            self._known[key] = make(told)
        return self._known[key]
