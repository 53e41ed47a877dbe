"""The agenda month by month, and the news year by year."""

from itertools import groupby
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals

from comptoir.website.months import around, months_of
from comptoir.website.occurrences import held


def register() -> None:
    signals.get_generators.connect(our_generators)


def our_generators(_pelican: Any) -> list[type[Generator]]:
    return [MonthsGenerator, YearsGenerator]


class MonthsGenerator(Generator):  # type: ignore[misc]
    """A page for each month in which something is held."""

    def generate_output(self, writer: Any) -> None:
        months = months_of(held(self.context.get("events", ())))
        for month in months:
            before, after = around(months, month)
            address = month.url.lstrip("/")
            writer.write_file(
                f"{address}index.html",
                self.get_template("month"),
                self.context,
                url=address,
                month=month,
                month_before=before,
                month_after=after,
            )


class YearsGenerator(Generator):  # type: ignore[misc]
    """The archives of the news: every year, then each."""

    def generate_output(self, writer: Any) -> None:
        articles = self.context.get("articles", ())
        years = [
            (year, list(listed))
            for year, listed in groupby(articles, lambda article: article.meta.date.year)
        ]
        if not years:
            return
        counted = [(year, len(listed)) for year, listed in years]
        self._write(writer, "actualites/archives/", None, [], counted)
        for year, listed in years:
            self._write(writer, f"actualites/archives/{year}/", year, listed, counted)

    def _write(
        self,
        writer: Any,
        address: str,
        year: int | None,
        listed: list[Any],
        counted: list[tuple[int, int]],
    ) -> None:
        writer.write_file(
            f"{address}index.html",
            self.get_template("archives"),
            self.context,
            url=address,
            year=year,
            listed=listed,
            years=counted,
        )
