from collections.abc import Iterator

from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.site.html import HtmlPage


@rule(
    "ACC021",
    "Sous-titres des vidéos",
    severity=WARNING,
    basis="RGAA 4.1 et 4.3",
    seen="RGAA",
    surface=HtmlPage,
)
def media(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les vidéos sans piste de sous-titres.

    Biais : une vidéo muette (muted) n’a pas à être sous-titrée ; des sous-titres gravés dans
    l’image ne se voient pas : le constat est à vérifier.

    ```html refusé
    <video src="/film.mp4" controls></video>
    ```

    ```html accepté
    <video src="/film.mp4" controls><track kind="captions" src="/film.vtt" srclang="fr"></video>
    ```
    """
    for node in page.all("video"):
        if "muted" in page.attributes(node) or page.access.hidden(node):
            continue
        kinds = {t.attributes.get("kind") or "subtitles" for t in node.css("track")}
        if not kinds & {"captions", "subtitles"}:
            yield Fault(
                page.place(node),
                "une vidéo n’a pas de piste de sous-titres",
                'Ajoutez <track kind="captions">, ou une transcription à côté.',
                TO_CHECK,
            )
