from collections.abc import Iterator

from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.site.html import HtmlPage


@rule(
    "ACC021",
    "Vidéos et sons",
    severity=WARNING,
    basis="RGAA 4.1, 4.3 et 4.10",
    seen="RGAA",
    surface=HtmlPage,
)
def media(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les sons qui partent seuls, et les vidéos sans piste de sous-titres.

    Biais : une vidéo muette (muted) n’a pas à être sous-titrée ; des sous-titres gravés dans
    l’image ne se voient pas : le constat est à vérifier.

    ```html refusé
    <video src="/film.mp4" controls></video>
    ```

    ```html accepté
    <video src="/film.mp4" controls><track kind="captions" src="/film.vtt" srclang="fr"></video>
    ```

    ```html refusé
    <audio src="/chant.mp3" autoplay></audio>
    ```
    """
    for node in page.all("video", "audio"):
        attributes = node.attributes
        muted = "muted" in attributes
        if "autoplay" in attributes and not muted:
            found = "un son part tout seul"
            yield Fault(page.place(node), found, "Retirez autoplay, et laissez les commandes.")
        if node.tag != "video" or muted or page.access.hidden(node):
            continue
        kinds = {t.attributes.get("kind") or "subtitles" for t in node.css("track")}
        if not kinds & {"captions", "subtitles"}:
            yield Fault(
                page.place(node),
                "une vidéo n’a pas de piste de sous-titres",
                'Ajoutez <track kind="captions">, ou une transcription à côté.',
                TO_CHECK,
            )
