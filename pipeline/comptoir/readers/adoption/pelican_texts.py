"""What the settings of a Pelican site say of a text: metadata, date, category, slug, addresses."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from comptoir.site.adoption import fields
from comptoir.site.adoption.model import OldKind
from comptoir.site.adoption.pelican import (
    Settings,
)
from comptoir.site.adoption.urls import filled, normal

LONGEST_PATTERN = 300
PATTERNS = {
    OldKind.ARTICLE: ("ARTICLE", "{slug}.html", "{slug}-{lang}.html"),
    OldKind.PAGE: ("PAGE", "pages/{slug}.html", "pages/{slug}-{lang}.html"),
}


def defaults(settings: Settings, inside: str, kind: OldKind) -> dict[str, Any]:
    """Return what the settings say of a text before it speaks for itself."""
    data: dict[str, Any] = fields.lowered(settings.table("DEFAULT_METADATA"))
    data |= {key.casefold(): value for key, value in settings.pairs("DEFAULT_METADATA")}
    path = PurePosixPath(inside)
    filename = settings.text("FILENAME_METADATA", default=r"(?P<date>\d{4}-\d{2}-\d{2}).*")
    for pattern, word in ((filename, path.stem), (settings.text("PATH_METADATA"), inside)):
        data |= _matched(pattern, word)
    extra = settings.table("EXTRA_PATH_METADATA").get(inside)
    return data | (fields.lowered(extra) if isinstance(extra, dict) else {})


def _matched(pattern: str, word: str) -> dict[str, Any]:
    if not pattern or len(pattern) > LONGEST_PATTERN:
        return {}
    try:
        found = re.match(pattern, word[:300])
    except (re.error, RecursionError):
        return {}
    groups = found.groupdict() if found else {}
    return {key.casefold(): value for key, value in groups.items() if value}


def default_day(settings: Settings, file: Path) -> dt.date | None:
    told = settings.values.get("DEFAULT_DATE")
    if told == "fs" or settings.flag("FALLBACK_ON_FS_DATE"):
        changed = file.stat().st_mtime
        return dt.datetime.fromtimestamp(changed, dt.UTC).date()
    if isinstance(told, list | tuple) and len(told) >= 3:
        return fields.day("-".join(str(part) for part in told[:3]))
    return fields.day(told) if isinstance(told, str) else None


def category_of(settings: Settings, head: dict[str, Any], inside: str) -> str:
    if said := fields.line(head.get("category")):
        return said
    parent = PurePosixPath(inside).parent.name
    if parent and settings.flag("USE_FOLDER_AS_CATEGORY", default=True):
        return "" if parent in ("articles", "posts", "blog", "drafts") else parent
    default = settings.text("DEFAULT_CATEGORY")
    return "" if default.casefold() in ("misc", "uncategorized") else default


def slugs(settings: Settings, *names: str) -> Callable[[str], str]:
    from pelican.settings import DEFAULT_CONFIG
    from pelican.utils import slugify

    pairs = next((found for name in names if (found := settings.pairs(name))), [])
    usual = DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"]

    def make(text: str) -> str:
        options = {
            "preserve_case": settings.flag("SLUGIFY_PRESERVE_CASE"),
            "use_unicode": settings.flag("SLUGIFY_USE_UNICODE"),
        }
        try:
            return str(slugify(text, regex_subs=pairs or usual, **options))
        except (re.error, ValueError, TypeError):
            return str(slugify(text, regex_subs=usual, **options))

    return make


def slug_of(settings: Settings, head: dict[str, Any], title: str, path: str) -> str:
    if said := fields.line(head.get("slug")):
        return said
    source = settings.text("SLUGIFY_SOURCE", default="title")
    text = PurePosixPath(path).stem if source == "basename" else title
    return slugs(settings, "SLUG_REGEX_SUBSTITUTIONS")(text)


def urls_of(
    settings: Settings,
    head: dict[str, Any],
    kind: OldKind,
    *,
    slug: str,
    day: dt.date | None,
    inside: str,
    main: str,
) -> tuple[str, ...]:
    """Return the addresses at which a text was published: its URL, and the file when it differs.

    Args:
        settings: those of the old site.
        head: what the text says of itself.
        kind: what it was.
        slug: its slug.
        day: its date.
        inside: its path from the content folder.
        main: the language of the site.
    """
    noun, plain, other = PATTERNS[kind]
    lang = fields.line(head.get("lang")) or main
    key = f"{noun}_LANG" if lang.casefold() != main.casefold() else noun
    usual = other if key.endswith("_LANG") else plain
    patterns = [
        str(head.get("url") or settings.text(f"{key}_URL", default=usual)),
        str(head.get("save_as") or settings.text(f"{key}_SAVE_AS", f"{key}_URL", default=usual)),
    ]
    category = fields.line(head.get("category")) or raw_category(settings, inside)
    author = fields.line(head.get("author") or settings.text("AUTHOR"))
    values = {
        **{name: str(value) for name, value in head.items() if isinstance(value, str)},
        "slug": slug,
        "lang": lang,
        "category": slugs(settings, "CATEGORY_REGEX_SUBSTITUTIONS",
                           "SLUG_REGEX_SUBSTITUTIONS")(category),
        "author": slugs(settings, "AUTHOR_REGEX_SUBSTITUTIONS",
                         "SLUG_REGEX_SUBSTITUTIONS")(author),
        "path": inside,
        "base_name": PurePosixPath(inside).stem,
    }  # fmt: skip
    values.pop("date", None)
    if key.endswith("_LANG") and lang in settings.table("I18N_SUBSITES"):
        patterns.append(f"{lang}/{settings.text(f'{noun}_URL', default=plain)}")
    spoken = (settings.texts("LOCALE") or [""])[0] or "en"
    made = (filled(pattern, values, day, lang=spoken) for pattern in patterns)
    found = [url for one in made if one and (url := normal(one))]
    return tuple(dict.fromkeys(found))


def raw_category(settings: Settings, inside: str) -> str:
    parent = PurePosixPath(inside).parent.name
    if parent and settings.flag("USE_FOLDER_AS_CATEGORY", default=True):
        return parent
    return settings.text("DEFAULT_CATEGORY", default="misc")
