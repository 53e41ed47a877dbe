from collections.abc import Iterator

from comptoir.law.trackers import Use
from comptoir.rules import ERROR, WARNING, Fault, rule
from comptoir.rules.calling import CALLS
from comptoir.rules.trackers.third_party_request import PLAYERS
from comptoir.site.html import HtmlPage

REMEDY = "Montrez une image locale, et ne chargez le lecteur qu’au clic."


@rule(
    "CKI003",
    "Vidéo externe chargée d’elle-même",
    severity=ERROR,
    basis="loi 78-17, art. 82",
    seen="CKI26",
    surface=HtmlPage,
)
def video_embed(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les lecteurs YouTube, Vimeo ou Dailymotion chargés sans clic.

    « youtube-nocookie » appelle aussi Google : avertissement. Un lien vers une vidéo n’est pas une
    vidéo intégrée ; une image de la vidéo relève de CKI002.

    Biais : un cadre parqué (data-src) ou décrit par srcdoc sans lecteur n’est pas en faute.

    ```html refusé
    <iframe src="https://www.youtube.com/embed/x" title="Visite de l’atelier"></iframe>
    ```

    ```html accepté
    <a href="https://www.youtube.com/watch?v=x"><img src="/visite.jpg" alt="Voir la visite"></a>
    <iframe data-src="https://www.youtube.com/embed/x" title="Visite"></iframe>
    ```
    """
    known: set[str] = set()
    for call in page.calls:
        if call.use is Use.VIDEO and call.kind in PLAYERS and call.host not in known:
            known.add(call.host)
            softer = "nocookie" in call.host or not call.sure
            yield Fault(
                page.place(call.node),
                f"{CALLS} le lecteur vidéo de {call.name}",
                REMEDY,
                severity=WARNING if softer else None,
            )
