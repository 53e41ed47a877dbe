"""Addresses of the old site: patterns filled, and one way of writing each address."""

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from urllib.parse import unquote, urlsplit

from comptoir.dates import DAYS, MONTHS

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avril", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
_FIELD = re.compile(r"\{(?P<name>\w+)(?::(?P<format>[^{}]*))?\}")
_TOKEN = re.compile(r":([a-z_]+)")
_INDEX = re.compile(r"(?:^|/)index\.html?$")


def normal(url: str) -> str:
    """Write an address of the old site in one way; nothing for one that cannot be served.

    >>> normal("2015/01/index.html"), normal("/a%20b//c.html"), normal("../secret")
    ('/2015/01/', '/a b/c.html', '')
    """
    path, mark, query = url.partition("?")
    path = unicodedata.normalize("NFC", unquote(path)).replace("\\", "/").strip()
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts or any(ord(c) < 32 for c in path):
        return ""
    folder = path.endswith(("/", "/.")) or path in ("", ".")
    clean = "/" + "/".join(parts) + ("/" if folder and parts else "")
    if _INDEX.search(clean):
        clean = clean[: clean.rfind("/") + 1]
    return f"{clean}{mark}{query}"


def inside(target: str, address: str) -> str | None:
    """Return the path of a link that stays on the old site, or nothing when it leaves it."""
    try:
        parts, home = urlsplit(target), urlsplit(address)
    except ValueError:
        return None
    if not parts.scheme and not parts.netloc:
        return target
    here = (home.hostname or "").removeprefix("www.")
    if parts.scheme not in ("http", "https", "") or not here:
        return None
    if (parts.hostname or "").removeprefix("www.") != here:
        return None
    path = parts.path or "/"
    base = home.path.rstrip("/")
    if base and path != base and not path.startswith(f"{base}/"):
        return None
    path = path.removeprefix(base) or "/"
    return f"{path}?{parts.query}" if parts.query else path


def joined(folder: str, target: str) -> str:
    """Return a source path from the folder of the file that names it; nothing if it goes out.

    >>> joined("content/news", "../images/a.jpg"), joined("content", "../../etc/passwd")
    ('content/images/a.jpg', '')
    """
    path = posixpath.normpath(posixpath.join(folder, unquote(target)))
    return "" if path.startswith(("..", "/")) else unicodedata.normalize("NFC", path)


def filled(pattern: str, values: Mapping[str, str], day: date | None, *, lang: str) -> str:
    """Fill a pattern of Pelican, `{date:%Y}/{slug}.html`.

    >>> filled("{date:%Y}/{date:%b}/{slug}/", {"slug": "a"}, date(2015, 1, 2), lang="en")
    '2015/Jan/a/'
    >>> filled("{category}/{slug}.html", {"slug": "a"}, None, lang="en")
    ''
    """
    missing = False

    def put(found: re.Match[str]) -> str:
        nonlocal missing
        name = found["name"]
        value = when(day, found["format"] or "%Y-%m-%d", lang) if name == "date" and day else ""
        value = value or values.get(name, "")
        missing = missing or not value
        return value

    made = _FIELD.sub(put, pattern)
    return "" if missing else made


def when(day: date, pattern: str, lang: str) -> str:
    """Write a date as `strftime`, months and days in the language of the old site.

    >>> when(date(2015, 2, 3), "%d %B", "fr"), when(date(2015, 2, 3), "%-m/%a", "en")
    ('03 février', '2/Tue')
    """
    french = lang.startswith("fr")
    month, weekday = day.month - 1, day.weekday()
    long_month = MONTHS[month] if french else ENGLISH_MONTHS[month]
    long_day = DAYS[weekday] if french else ENGLISH_DAYS[weekday]
    known = {
        "Y": f"{day:%Y}", "y": f"{day:%y}", "m": f"{day.month:02}", "d": f"{day.day:02}",
        "-m": str(day.month), "-d": str(day.day), "j": f"{day:%j}", "e": f"{day.day:>2}",
        "B": long_month, "b": SHORT_MONTHS[month] if french else long_month[:3],
        "A": long_day, "a": f"{long_day[:3]}." if french else long_day[:3],
        "H": "00", "M": "00", "S": "00", "F": day.isoformat(),
        "V": f"{day:%V}", "G": f"{day:%G}", "u": f"{day:%u}",
    }  # fmt: skip
    return re.sub(r"%(-?[A-Za-z])", lambda found: known.get(found[1], ""), pattern)


def with_tokens(pattern: str, values: Mapping[str, str]) -> str:
    """Fill a pattern of Jekyll or Hugo, `/:year/:month/:title/`; nothing when one is unknown.

    >>> with_tokens(
    ...     "/:categories/:year/:title.html", {"year": "2015", "title": "a", "categories": ""}
    ... )
    '/2015/a.html'
    """
    unknown = False

    def put(found: re.Match[str]) -> str:
        nonlocal unknown
        unknown = unknown or found[1] not in values
        return values.get(found[1], "")

    made = _TOKEN.sub(put, pattern)
    return "" if unknown else re.sub(r"/{2,}", "/", made)


def day_tokens(day: date | None) -> dict[str, str]:
    """Return what `:year`, `:month` and the others stand for."""
    if day is None:
        return {}
    return {
        "year": f"{day:%Y}", "short_year": f"{day:%y}", "month": f"{day.month:02}",
        "i_month": str(day.month), "day": f"{day.day:02}", "i_day": str(day.day),
        "y_day": f"{day:%j}", "yearday": f"{day.timetuple().tm_yday}", "week": f"{day:%V}",
        "short_month": ENGLISH_MONTHS[day.month - 1][:3], "weekday": f"{day:%u}",
        "monthname": ENGLISH_MONTHS[day.month - 1], "long_month": ENGLISH_MONTHS[day.month - 1],
        "weekdayname": ENGLISH_DAYS[day.weekday()], "long_day": ENGLISH_DAYS[day.weekday()],
        "short_day": ENGLISH_DAYS[day.weekday()][:3], "w_day": f"{day:%u}", "w_year": f"{day:%G}",
        "hour": "00", "minute": "00", "second": "00",
    }  # fmt: skip
