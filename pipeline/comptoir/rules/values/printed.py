"""What leaves the house besides pages and messages: printed matter, copies of images."""

from dataclasses import dataclass, field
from functools import cached_property

from comptoir.errors import Place
from comptoir.site.wording import folded


@dataclass(frozen=True, kw_only=True)
class Leaflet:
    """A flyer or a poster, meant for the public."""

    id: str = "tract"
    handed_out: bool = True  # given or put up in public; not a letter, a ticket, an invoice
    text: str = field(default="", repr=False)

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)

    @cached_property
    def words(self) -> str:
        return " ".join(folded(self.text).split())


@dataclass(frozen=True, kw_only=True)
class Derivative:
    """A smaller copy of an image, beside the original: what each says of its rights."""

    name: str = "quai.jpg"
    original: tuple[str, ...] = ()  # creator, credit, copyright
    copy: tuple[str, ...] = ()

    def at(self, part: str = "") -> Place:
        return Place(self.name, field=part)
