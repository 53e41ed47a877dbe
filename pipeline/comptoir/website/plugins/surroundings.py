"""What every template is given beside its page: the organisation, menus, pictures, addresses."""

from typing import Any

from pelican.plugins import signals

from comptoir.website import adopted_theme
from comptoir.website.edition import Edition
from comptoir.website.filters import FILTERS
from comptoir.website.settings import KEY, SURROUNDINGS
from comptoir.website.surroundings import Surroundings


def register() -> None:
    signals.generator_init.connect(surround)


def surround(generator: Any) -> None:
    edition: Edition | None = generator.settings.get(KEY)
    if edition is None:
        return
    settings = generator.settings
    settings[SURROUNDINGS] = settings.get(SURROUNDINGS) or Surroundings(edition)
    generator.env.filters.update(FILTERS)
    generator.env.globals.update(site=settings[SURROUNDINGS])
    # links between pages are rooted, so that the site reads the same wherever it is served
    facts = edition.facts
    generator.context["localsiteurl"] = facts.base
    adopted_theme.lodge(generator, facts.root, facts.site.menu, facts.base)
