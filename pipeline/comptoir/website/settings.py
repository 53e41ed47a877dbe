"""Pelican's settings for a project: what `pelicanconf.py` would hold, written once."""

import os
from pathlib import Path
from typing import Any

from comptoir.resources import shipped_theme
from comptoir.settings.site import SiteSettings
from comptoir.website import adopted_theme
from comptoir.website.compiled import SHARED

PLUGINS = tuple(
    f"comptoir.website.plugins.{name}"
    for name in (
        "opening",
        "reading",
        "kinds",
        "subjects",
        "months",
        "surroundings",
        "feeds",
        "calendars",
        "files",
        "closing",
    )
)
KEY = "COMPTOIR_EDITION"
SURROUNDINGS = "COMPTOIR_SURROUNDINGS"  # what templates call `site`
SHELF = "COMPTOIR_SHELF"  # where the build puts its files
PROSE = "COMPTOIR_PROSE"  # what makes HTML of Markdown


def pelican_settings(root: Path, site: SiteSettings, output: Path) -> dict[str, Any]:
    """Return the settings that make our site of this project.

    `PLUGINS` is always said: left out, Pelican loads whatever plugin the machine has.
    """
    theme = shipped_theme()
    own = root / "theme" / "templates"
    overrides = [str(own)] if own.is_dir() and own.resolve() != (theme / "templates") else []
    content = root / "content"
    return {
        "PATH": str(content),
        "OUTPUT_PATH": str(output),
        "SITEURL": site.site.url,
        "SITENAME": site.site.name,
        "SITESUBTITLE": site.site.tagline,
        "FEED_DOMAIN": site.site.url,
        "TIMEZONE": site.site.timezone,
        "DEFAULT_LANG": site.site.lang,
        "LOCALE": ["C.UTF-8", "C"],  # dates are written by us: the machine may have no French
        "DEFAULT_DATE_FORMAT": "%Y-%m-%d",
        "ARTICLE_PATHS": ["actualites"],
        "PAGE_PATHS": ["pages", os.path.relpath(root / "legal" / "pages", content)],
        "STATIC_PATHS": [],
        "STATIC_EXCLUDE_SOURCES": True,
        "FILENAME_METADATA": "",
        "USE_FOLDER_AS_CATEGORY": False,
        "DELETE_OUTPUT_DIRECTORY": False,
        "CACHE_CONTENT": False,
        "LOAD_CONTENT_CACHE": False,
        "READERS": {"rst": None, "html": None, "htm": None},
        "PLUGINS": list(PLUGINS),
        "THEME": str(theme),
        "THEME_TEMPLATES_OVERRIDES": overrides,
        "THEME_STATIC_PATHS": ["static"],
        "JINJA_ENVIRONMENT": {
            "trim_blocks": True,
            "lstrip_blocks": True,
            "autoescape": True,
            "auto_reload": False,
            "bytecode_cache": SHARED,
        },
        "ARTICLE_ORDER_BY": "reversed-date",
        "DIRECT_TEMPLATES": ["news", "topics", "404"],
        "NEWS_SAVE_AS": "actualites/index.html",
        "NEWS_URL": "actualites/",
        "TOPICS_SAVE_AS": "actualites/themes/index.html",
        "TOPICS_URL": "actualites/themes/",
        "404_SAVE_AS": "404.html",
        "404_URL": "404.html",
        "PAGINATED_TEMPLATES": {"news": None, "category": None, "tag": None},
        "DEFAULT_PAGINATION": site.site.news_per_page,
        "PAGINATION_PATTERNS": [
            (1, "{url}", "{save_as}"),
            (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
        ],
        "CATEGORY_URL": "actualites/categorie/{slug}/",
        "CATEGORY_SAVE_AS": "actualites/categorie/{slug}/index.html",
        "TAG_URL": "actualites/etiquette/{slug}/",
        "TAG_SAVE_AS": "actualites/etiquette/{slug}/index.html",
        "AUTHOR_SAVE_AS": "",
        "ARCHIVES_SAVE_AS": "",
        "FEED_ALL_ATOM": "actualites/atom.xml",
        "FEED_ALL_RSS": "actualites/rss.xml",
        "FEED_MAX_ITEMS": 20,
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "SLUGIFY_SOURCE": "basename",
        "TYPOGRIFY": False,
    } | adopted_theme.settings_for(root, site)
