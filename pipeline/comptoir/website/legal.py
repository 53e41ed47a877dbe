"""Legal pages: Markdown with Jinja over what the organisation declares, nothing left unsaid.

A name that does not exist stops the build: a legal page with a gap is worse than none.
"""

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from comptoir import identifiers
from comptoir.dates import french_date, short_date
from comptoir.errors import InputError, Place
from comptoir.errors.french import nearest
from comptoir.money import french_amount, french_rate
from comptoir.settings import Organisation, Processing, SiteSettings
from comptoir.site.register import ImageEntry, ImageRegister
from comptoir.site.source import SourcePage
from comptoir.text import french_list
from comptoir.website.typography import hour, weekday

_NAME = re.compile(
    r"'(?P<name>[^']+)' is undefined|has no (?:attribute|element) '?(?P<key>[^']+)'?"
)


class LegalTexts:
    """Fills the legal pages of one edition."""

    def __init__(
        self,
        organisation: Organisation,
        processing: Processing,
        images: ImageRegister,
        site: SiteSettings,
    ) -> None:
        self.names: Mapping[str, Any] = {
            "organisation": organisation,
            "processing": processing,
            "images": images.images,
            "site": site.site,
        }
        self._sources: dict[str, str] = {}
        self._environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            autoescape=False,  # what comes out is Markdown
            loader=FunctionLoader(self._load),
        )
        self._environment.filters.update(
            french_date=french_date,
            date=french_date,
            short_date=short_date,
            amount=french_amount,
            rate=french_rate,
            french_list=french_list,
            hour=hour,
            weekday=weekday,
            phone=identifiers.national_phone,
            siren=identifiers.french_siren,
            siret=identifiers.french_siret,
        )

    def _load(self, name: str) -> tuple[str, str, None] | None:
        return (self._sources[name], name, None) if name in self._sources else None

    def fill(self, page: SourcePage) -> str:
        """Return the Markdown of a legal page, every name replaced by its fact.

        Raises:
            InputError: a name that does not exist, or a template badly written, with its line.
        """
        self._sources = {page.path: page.body}
        if self._environment.cache is not None:
            self._environment.cache.clear()
        try:
            return self._environment.get_template(page.path).render(self.names)
        except TemplateSyntaxError as error:
            raise _fault(page, error.lineno, "le modèle est mal écrit : une accolade ou un mot "
                         "entre {% %} n’est pas à sa place.") from error  # fmt: skip
        except UndefinedError as error:
            raise self._unknown(page, error) from error
        except SecurityError as error:
            raise _fault(page, _line(error, page.path), "ce modèle demande ce qui est interdit "
                         "dans une page.") from error  # fmt: skip
        except (
            TemplateError,
            TypeError,
            ValueError,
            AttributeError,
            LookupError,
            ArithmeticError,
        ) as error:
            raise _fault(page, _line(error, page.path), "le modèle ne peut pas être rempli : un "
                         "filtre ne convient pas à la valeur.") from error  # fmt: skip

    def _unknown(self, page: SourcePage, error: UndefinedError) -> InputError:
        told = _NAME.search(str(error))
        name = (told["name"] or told["key"]) if told else "?"
        close = nearest(name, self._known())
        remedy = f"Vouliez-vous écrire « {close} » ?" if close else (
            "Retirez-le, ou déclarez-le dans legal/organisation.toml."
        )  # fmt: skip
        return InputError(
            f"le nom « {name} » n’existe pas.",
            remedy=remedy,
            at=Place(page.path, _body_line(page, _line(error, page.path))),
        )

    def _known(self) -> list[str]:
        models = [value for value in self.names.values() if isinstance(value, BaseModel)]
        inner = (name for model in models for name in _fields(type(model)))
        return [*self.names, *inner, *ImageEntry.model_fields]


def _fields(model: type[BaseModel]) -> list[str]:
    own = list(model.model_fields)
    inner = (
        part
        for field in model.model_fields.values()
        for part in (field.annotation, *getattr(field.annotation, "__args__", ()))
    )
    nested = [
        name
        for part in inner
        if isinstance(part, type) and issubclass(part, BaseModel)
        for name in part.model_fields
    ]
    return [*own, *nested]


def _fault(page: SourcePage, line: int, found: str) -> InputError:
    return InputError(
        found, remedy="Corrigez cette ligne.", at=Place(page.path, _body_line(page, line))
    )


def _body_line(page: SourcePage, line: int) -> int:
    return page.body_line + max(line, 1) - 1


def _line(error: BaseException, name: str) -> int:
    """Return the line of the template where an error arose: Jinja maps it in the traceback."""
    line, trace = 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
