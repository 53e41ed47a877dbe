"""Pages that say the same in another language: `translates` names the address of the first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from comptoir.errors import Fault, Place
from comptoir.site.addresses import normal
from comptoir.site.source import SourcePage

LANGUAGES = {
    "ar": "العربية", "br": "Brezhoneg", "ca": "Català", "co": "Corsu", "de": "Deutsch",
    "en": "English", "es": "Español", "eu": "Euskara", "fr": "Français", "frp": "Arpetan",
    "gsw": "Elsässisch", "it": "Italiano", "nl": "Nederlands", "oc": "Occitan", "pl": "Polski",
    "pt": "Português", "ro": "Română", "ru": "Русский", "tr": "Türkçe", "uk": "Українська",
}  # fmt: skip
FROM_THE_RIGHT = frozenset({"ar", "fa", "he", "ur"})
Versions = Mapping[str, SourcePage]  # by language


def language_name(lang: str) -> str:
    """Return how a language calls itself.

    >>> language_name("en-GB")
    'English'
    """
    return LANGUAGES.get(lang.split("-")[0], lang)


def direction(lang: str) -> str:
    """
    >>> direction("ar"), direction("fr")
    ('rtl', 'ltr')
    """
    return "rtl" if lang.split("-")[0] in FROM_THE_RIGHT else "ltr"


def versions(pages: Iterable[SourcePage]) -> Mapping[str, Versions]:
    """Return the versions of each page that has several, by its address."""
    listed = list(pages)
    by_url = {page.url: page for page in listed}
    groups: dict[str, dict[str, SourcePage]] = defaultdict(dict)
    for page in listed:
        first = by_url.get(normal(page.meta.translates)) if page.meta.translates else None
        if first is not None:
            group = groups[first.url]
            group.setdefault(first.meta.lang, first)
            group.setdefault(page.meta.lang, page)
    return {page.url: group for group in groups.values() for page in group.values()}


def faults(pages: Iterable[SourcePage], *, whole: bool) -> Iterator[Fault]:
    """Find translations of nothing, of the same language, or made twice.

    Args:
        pages: what could be read.
        whole: every page could be read: one that could not may still be the first.
    """
    listed = [page for page in pages if page.kind.public]
    by_url = {page.url: page for page in listed}
    made: dict[tuple[str, str], str] = {}
    for page in listed:
        if not page.meta.translates:
            continue
        place = Place(page.path, page.lines.get("translates", 1), "translates")
        first = by_url.get(normal(page.meta.translates))
        if first is None:
            if whole:
                found = f"aucune page n’a l’adresse {page.meta.translates}."
                yield Fault(found, "Donnez l’adresse de la page traduite, comme /contact/.", place)
        elif first.meta.translates:
            found = f"{first.path} est elle-même une traduction."
            yield Fault(found, f"Écrivez translates: {first.meta.translates}", place)
        elif first.meta.lang == page.meta.lang:
            found = f"cette page et {first.path} sont dans la même langue ({page.meta.lang})."
            yield Fault(found, "Dites la langue de celle-ci, comme lang: en.", place)
        elif (other := made.setdefault((first.url, page.meta.lang), page.path)) != page.path:
            found = f"{other} traduit déjà cette page dans cette langue ({page.meta.lang})."
            yield Fault(found, "N’en gardez qu’une.", place)
