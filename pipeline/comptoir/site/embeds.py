"""Players and maps of others that a page may show at the reader's wish, by their address.

Each service's documented address for embedding, in its form that follows the reader least:
youtube-nocookie.com, Vimeo's `dnt=1`. An address that is not recognised stays a link.
"""

import math
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from comptoir.text import fold

_YOUTUBE = re.compile(r"^[\w-]{11}$")
_PEERTUBE = re.compile(r"^/(?:w|videos/watch|videos/embed)/(?P<id>[\w-]{8,40})/?$")
_VIMEO = re.compile(r"^/(?:video/)?(?P<id>\d+)(?:/(?P<key>[0-9a-f]+))?/?$")
_MAP = re.compile(r"map=(?P<zoom>\d{1,2})/(?P<lat>-?\d+(?:\.\d+)?)/(?P<lon>-?\d+(?:\.\d+)?)")
WIDE, TALL = 640, 360  # points of a map


@dataclass(frozen=True, slots=True)
class Embed:
    """What would be loaded, and from whom."""

    service: str  # its name
    frame: str  # the address that the reader's browser would call
    map: bool = False

    @property
    def origin(self) -> str:
        return "https://" + urlsplit(self.frame).netloc


def embed_of(address: str, service: str = "") -> Embed | None:
    """Return how to show what stands at an address; nothing when only a link is possible.

    Args:
        address: as the browser shows it.
        service: as the page names it: PeerTube has many hosts, which only this tells.

    >>> embed_of("https://youtu.be/abcdefghijk").frame
    'https://www.youtube-nocookie.com/embed/abcdefghijk'
    >>> embed_of("https://vimeo.com/123456").frame
    'https://player.vimeo.com/video/123456?dnt=1'
    >>> embed_of("https://video.example.org/w/abcdEFGH1234", "PeerTube").origin
    'https://video.example.org'
    >>> embed_of("https://www.example.org/film") is None
    True
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if parts.scheme != "https" or parts.username or parts.port:
        return None
    if host in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        return _youtube(host, parts.path, parts.query)
    if host in ("vimeo.com", "player.vimeo.com") and (found := _VIMEO.match(parts.path)):
        key = f"h={found['key']}&" if found["key"] else ""
        return Embed("Vimeo", f"https://player.vimeo.com/video/{found['id']}?{key}dnt=1")
    if host in ("openstreetmap.org", "osm.org"):
        return _map(f"{parts.query} {parts.fragment}")
    if fold(service) == "peertube" and (found := _PEERTUBE.match(parts.path)):
        return Embed("PeerTube", f"https://{parts.hostname}/videos/embed/{found['id']}")
    return None


def _youtube(host: str, path: str, query: str) -> Embed | None:
    if host == "youtu.be":
        name = path.strip("/")
    elif path == "/watch":
        name = parse_qs(query).get("v", [""])[0]
    else:
        kind, _, name = path.strip("/").partition("/")
        name = name if kind in ("embed", "shorts", "live") else ""
    if not _YOUTUBE.match(name):
        return None
    return Embed("YouTube", f"https://www.youtube-nocookie.com/embed/{name}")


def _map(told: str) -> Embed | None:
    found = _MAP.search(told)
    if found is None:
        return None
    zoom, lat, lon = int(found["zoom"]), float(found["lat"]), float(found["lon"])
    if zoom > 20 or abs(lat) > 85 or abs(lon) > 180:
        return None
    degree = 360 / 2**zoom / 256  # of longitude, a point
    east, north = degree * WIDE / 2, degree * TALL / 2 * math.cos(math.radians(lat))
    box = ",".join(f"{x:.5f}" for x in (lon - east, lat - north, lon + east, lat + north))
    marker = f"&marker={found['lat']},{found['lon']}"
    return Embed(
        "OpenStreetMap",
        f"https://www.openstreetmap.org/export/embed.html?bbox={box}&layer=mapnik{marker}",
        map=True,
    )
