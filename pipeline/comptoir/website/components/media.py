"""Sound and moving pictures of the site itself; those of others come when the reader asks."""

from html import escape
from urllib.parse import urlsplit

from comptoir.site.component_kinds import Block, composed, embed_in
from comptoir.website.components.stage import Stage, words

TYPES = {
    ".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg", ".m4a": "audio/mp4",
    ".ogg": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav",
}  # fmt: skip


def video(block: Block, stage: Stage) -> str:
    picture = stage.picture(block.get("affiche"))
    largest = picture.largest if picture else None
    poster = f' poster="{stage.href(f"/images/{largest.file}")}"' if largest else ""
    shape = f' width="{picture.width}" height="{picture.height}"' if picture else ""
    captions = stage.file_href(composed(block.get("sous-titres")))
    inside = (
        f'<video controls preload="none"{poster}{shape} aria-label="{escape(block.get("titre"))}">'
        f'{_source(block, stage)}<track kind="captions" srclang="fr" label="Français" '
        f'src="{captions}" default></video>'
    )
    return _with_transcript(block, inside)


def audio(block: Block, stage: Stage) -> str:
    told = escape(block.get("titre"))
    inside = f'<audio controls preload="none" aria-label="{told}">{_source(block, stage)}</audio>'
    return _with_transcript(block, inside)


def _source(block: Block, stage: Stage) -> str:
    name = composed(block.get("fichier"))
    media = TYPES["." + name.rpartition(".")[2].lower()]
    return f'<source src="{stage.file_href(name)}" type="{media}">'


def _with_transcript(block: Block, player: str) -> str:
    title = words(block.get("titre"))
    return (
        f'<div class="media" markdown="block">\n\n<figure>{player}'
        f"<figcaption>{title}</figcaption></figure>\n\n"
        '<details markdown="block">\n<summary>Transcription</summary>\n\n'
        f"{block.body}\n\n</details>\n\n</div>"
    )


def embed(block: Block, stage: Stage) -> str:
    """Link to another's service, or show it once the reader asks: nothing is sent before."""
    address, found = block.get("adresse"), embed_in(block)
    title = words(block.get("titre"))
    service = words(block.get("service") or (found.service if found else ""))
    host = escape(urlsplit(address).netloc)
    link = f'<a href="{escape(address)}" rel="noreferrer">{title}</a>'
    if found is None:
        told = f"Chez {service} ({host}), qui recevra votre adresse IP si vous suivez ce lien."
        return f'<p class="embed">{link} <span class="small">{words(told)}</span></p>'
    kind = "la carte" if found.map else "la vidéo"
    told = (
        f"{kind[3:].capitalize()} de {service} ({escape(urlsplit(found.frame).netloc)}), qui "
        f"recevra votre adresse IP si vous l’affichez ici ou suivez ce lien."
    )
    poster = stage.shown(block.get("affiche"), alt="")
    return (
        f'<figure class="embed" data-embed="{escape(found.frame)}" '
        f'data-title="{escape(block.get("titre"))}"><div class="embed-stage">{poster}'
        f'<button class="button" type="button" hidden>Afficher {kind} ici</button></div>'
        f'<figcaption>{link} <span class="small">{words(told)}</span></figcaption></figure>'
        f'<script src="{stage.asset("js/embed.js")}" type="module"></script>'
    )


DRAWS = {"video": video, "audio": audio, "integration": embed}
