"""Kinds of content that Pelican does not know: events, offers, newsletters, with their lists."""

from pathlib import Path
from typing import Any

from pelican.contents import Page
from pelican.generators import Generator
from pelican.plugins import signals

from comptoir.site.source import PageKind
from comptoir.website.edition import Edition
from comptoir.website.found import lists_to_write
from comptoir.website.settings import KEY


class Event(Page):  # type: ignore[misc]
    """A page of the agenda."""


class Offer(Page):  # type: ignore[misc]
    """An item or a course that is offered."""


class Newsletter(Page):  # type: ignore[misc]
    """A mailing that left."""


def register() -> None:
    signals.get_generators.connect(our_generators)


def our_generators(_pelican: Any) -> list[type[Generator]]:
    return [EventsGenerator, OffersGenerator, NewslettersGenerator]


class KindGenerator(Generator):  # type: ignore[misc]
    """Reads the pages of one kind, gives them to every template, writes them and their list."""

    kind: PageKind
    content_class: type[Page]
    name: str  # of the list in templates
    index: tuple[str, str]  # template and address of the list

    def generate_context(self) -> None:
        edition: Edition = self.settings[KEY]
        self.items = [self._read(page.path, edition) for page in edition.of(self.kind)]
        self.items.sort(key=self.order)
        self.context[self.name] = self.items

    def _read(self, path: str, edition: Edition) -> Page:
        inside = Path(path).relative_to("content")
        item = self.readers.read_file(
            base_path=self.path,
            path=str(inside),
            content_class=self.content_class,
            context=self.context,
        )
        self.add_source_path(item)
        return item

    @staticmethod
    def order(item: Any) -> Any:
        return item.slug

    def generate_output(self, writer: Any) -> None:
        for item in self.items:
            writer.write_file(
                item.save_as,
                self.get_template(item.template),
                self.context,
                page=item,
                url=item.url,
            )
        template, address = self.index
        if f"/{address}" not in lists_to_write(self.settings[KEY]):
            return
        writer.write_file(
            f"{address}index.html",
            self.get_template(template),
            self.context,
            url=address,
            template_name=template,
        )


class EventsGenerator(KindGenerator):
    kind, content_class, name, index = PageKind.EVENT, Event, "events", ("agenda", "agenda/")

    @staticmethod
    def order(item: Any) -> Any:
        return (item.meta.starts, item.slug)


class OffersGenerator(KindGenerator):
    kind, content_class, name, index = PageKind.OFFER, Offer, "offers", ("offers", "offres/")

    @staticmethod
    def order(item: Any) -> Any:
        return (item.title, item.slug)


class NewslettersGenerator(KindGenerator):
    kind, content_class, name, index = (
        PageKind.NEWSLETTER, Newsletter, "newsletters", ("newsletters", "lettres/")
    )  # fmt: skip

    @staticmethod
    def order(item: Any) -> Any:
        return (-item.meta.date.toordinal(), item.slug)
