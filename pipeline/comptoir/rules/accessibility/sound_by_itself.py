import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, article_47, rule
from comptoir.site.html import HtmlPage, Node

LONGEST = 3  # seconds (WCAG 1.4.2)
LASTS = re.compile(r"#(?:.*&)?t=(?:npt:)?([\d.:]*),([\d.:]+)")  # Media Fragments URI, § 4.2.1
SILENT = re.compile(r"silen[ct]|muet|mute|sans[-_]?(?:son|audio)|no[-_]?(?:sound|audio)", re.I)
STOPS = re.compile(
    r"\b(?:pause|play|stop|mute|unmute|volume|son|sound|lecture|lire|arr[eê]t\w*|couper|muet|"
    r"d[eé]sactiver)\b",
    re.IGNORECASE,
)


@rule(
    "ACC055",
    "Son qui part tout seul",
    severity=WARNING,
    basis="RGAA 4.10",
    seen="RGAA",
    surface=HtmlPage,
    harder=article_47,
    act=("80f0bf", "4c31df"),
)
def sound_by_itself(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les sons et les vidéos qui partent tout seuls, sonores, plus de trois secondes, sans
    rien pour les arrêter : qui écoute une voix de synthèse ne l’entend plus.

    Biais : les commandes du navigateur (controls) suffisent, comme un bouton visible et nommé qui
    parle de pause ou de son ; un fichier dont le nom dit qu’il est muet est cru ; la durée n’est
    connue que d’un extrait (#t=8,10).

    ```html refusé
    <audio src="/chant.mp3" autoplay></audio>
    ```

    ```html refusé
    <video autoplay><source src="/film.mp4"></video> <button hidden>Pause</button>
    ```

    ```html accepté
    <audio src="/chant.mp3" autoplay controls></audio>
    <video src="/film.mp4" autoplay muted></video> <video src="/film.mp4#t=8,10" autoplay></video>
    ```

    ```html accepté
    <video src="/film.mp4" autoplay></video> <button type="button">Couper le son</button>
    ```
    """
    started = [node for node in page.all("audio", "video") if _sounds(page, node)]
    if started and not any(_stops(page, node) for node in _buttons(page)):
        for node in started:
            found = "un son part tout seul, et rien ne l’arrête"
            remedy = "Retirez autoplay, ou donnez les commandes (controls)."
            yield Fault(page.place(node), found, remedy)


def _sounds(page: HtmlPage, node: Node) -> bool:
    attributes = page.attributes(node)
    if "autoplay" not in attributes or "muted" in attributes or "controls" in attributes:
        return False
    inside = (page.attributes(each).get("src") for each in node.css("source"))
    sources = [source for source in (attributes.get("src"), *inside) if source]
    return bool(sources) and not all(SILENT.search(each) or _is_short(each) for each in sources)


def _is_short(source: str) -> bool:
    found = LASTS.search(source)
    return found is not None and _seconds(found[2]) - _seconds(found[1]) <= LONGEST


def _seconds(written: str) -> float:
    """
    >>> _seconds("1:02.5"), _seconds("")
    (62.5, 0.0)
    """
    total = 0.0
    for part in written.split(":"):
        try:
            total = total * 60 + float(part or 0)
        except ValueError:
            return 0.0
    return total


def _buttons(page: HtmlPage) -> Iterator[Node]:
    yield from page.all("button", "input")
    for _, node in page.with_role(("button", "switch")):
        yield node


def _stops(page: HtmlPage, node: Node) -> bool:
    access = page.access
    if access.hidden(node) or access.unseen(node) or not access.name(node):
        return False
    said = " ".join((access.get(node, "id"), access.get(node, "class"), access.name(node)))
    return STOPS.search(said) is not None
